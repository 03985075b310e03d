//! From panels to cells: paints only what changed since the last scene.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::panel::{Look, Panel};

/// All that a screen shows, from the bottom panel to the top one.
#[derive(Clone, Debug, Default)]
pub struct Scene<'a> {
    /// The panels; a later one covers those before it.
    pub panels: Vec<Panel<'a>>,
    /// Where the terminal's cursor stands, if it is shown.
    pub cursor: Option<Position>,
}

impl Scene<'_> {
    /// So many columns further to the right.
    pub fn shift(&mut self, columns: u16) {
        if columns > 0 {
            self.panels
                .iter_mut()
                .for_each(|panel| panel.shift(columns));
            self.cursor = self.cursor.map(|at| Position {
                x: at.x.saturating_add(columns),
                ..at
            });
        }
    }
}

/// The cells of a screen and what they were painted from.
#[derive(Debug)]
pub struct Composer {
    buffer: Buffer,
    painted: Vec<Look>,
}

impl Composer {
    /// An empty screen.
    pub fn new(area: Rect) -> Self {
        Self {
            buffer: Buffer::empty(area),
            painted: Vec::new(),
        }
    }

    /// Forgets what was painted, for a screen of this size.
    pub fn reset(&mut self, area: Rect) {
        *self = Self::new(area);
    }

    /// The cells as they are to be shown.
    pub fn buffer(&self) -> &Buffer {
        &self.buffer
    }

    /// Paints what differs from the scene before. The rectangles outside of which no cell changed.
    pub fn compose(&mut self, scene: &Scene<'_>) -> Vec<Rect> {
        let next: Vec<Look> = scene.panels.iter().map(Panel::look).collect();
        let damage = damage(&self.painted, &next);
        for dirty in &damage {
            // What lies below a panel that covers all of it is not seen.
            let covers = |panel: &Panel<'_>| panel.area.union(*dirty) == panel.area;
            let lowest = scene.panels.iter().rposition(covers).unwrap_or(0);
            for panel in scene.panels.iter().skip(lowest) {
                panel.paint(*dirty, &mut self.buffer);
            }
        }
        self.painted = next;
        damage
    }
}

/// Where the two piles do not look alike. Panels come and go in the middle of the pile, so a panel is looked for by its
/// area; of several with one area, those of one rank belong together.
fn damage(before: &[Look], after: &[Look]) -> Vec<Rect> {
    let mut left: Vec<Option<&Look>> = before.iter().map(Some).collect();
    let mut damage = Vec::new();
    for look in after {
        let same_area = |old: &&mut Option<&Look>| old.is_some_and(|old| old.area == look.area);
        match left.iter_mut().find(same_area).and_then(Option::take) {
            Some(old) => damage.extend(look.rows_unlike(old)),
            None => damage.push(look.area),
        }
    }
    damage.extend(left.into_iter().flatten().map(|gone| gone.area));
    damage
}

/// The whole scene in a new buffer, for pictures, text and tests.
pub fn draw(scene: &Scene<'_>, area: Rect) -> Buffer {
    let mut composer = Composer::new(area);
    composer.compose(scene);
    composer.buffer
}
