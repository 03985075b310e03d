//! A list to choose from by typing a part of a name: palette, themes, colours, blocks, files.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::action::Action;
use super::editor::{Editor, Shape};
use super::layer::Of;
use super::lens::Against;
use super::sync::Revision;
use super::timer::{self, Timer};
use super::workshop::{Lead, asked};
use crate::model::belief::Believed;
use crate::model::changes::{FieldChange, Which};
use crate::model::color::NoteColor;
use crate::model::header::Shows;
use crate::model::id::{BlockId, NoteId};
use crate::model::reference::Target;
use crate::model::stance::Stance;
use crate::model::vote::{self, Voting};

/// What choosing an item does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Runs a command.
    Run(Action),
    /// Uses a theme.
    Theme(String),
    /// Gives the notes a colour, or none.
    Color(Option<&'static str>),
    /// Has the canvas show this state, or none.
    State(Option<Shows>),
    /// Moves the notes to the end of a block.
    MoveTo(BlockId),
    /// Links the notes to this one.
    Link(NoteId),
    /// Gives the notes this tag, or takes it away where all have it.
    Tag(String),
    /// Gives the notes all of these tags, which commas part.
    Tags(String),
    /// Asks for the colour of this tag.
    ColorOfTag(String),
    /// Gives the tag this colour, or none.
    TagColor(String, Option<NoteColor>),
    /// Writes the layer that is shown into a new file of this name.
    Narrow(String),
    /// Shows a layer.
    Layer(Of),
    /// Goes to a block.
    GoTo(BlockId),
    /// Goes to a note.
    GoToNote(NoteId),
    /// Shows what changed since this version.
    Since(Against),
    /// Makes a part of what stands above the blocks what it was in the version that the canvas is compared with.
    TakeBack(FieldChange, Which),
    /// Opens what a note names.
    Visit(Target),
    /// Opens the comments of a note.
    Talk(NoteId),
    /// Gives the notes the person's review mark, or takes it away.
    Stance(Option<Stance>),
    /// Says this of the notes as beliefs.
    Believe(Believed),
    /// Types a line of evidence for a note, or changes this one.
    Evidence(NoteId, Option<String>),
    /// Writes the canvas into this file, in the format of its ending.
    Export(String),
    /// Adds the notes of this file.
    Import(String),
    /// Opens a round of dots.
    Vote(Voting),
    /// Has the timer run so many minutes, or stops it.
    Timer(u64),
    /// Starts a canvas of this kind.
    Kind(String),
    /// Opens the file at this path.
    File(std::ffi::OsString),
    /// Opens a copy of an example.
    Example(String),
    /// Starts a new canvas.
    New,
    /// Makes a canvas out of a file of another format.
    NewFrom,
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// A short name that it is known by besides, or several; empty where it has none.
    pub names: Vec<&'static str>,
    /// What it is called, untrusted.
    pub label: String,
    /// What stands beside it: a key, an age; untrusted.
    pub detail: String,
    /// What there is to say of it while it is chosen, untrusted; empty where there is nothing.
    pub about: String,
    /// The key that takes it at once while nothing is typed.
    pub key: Option<char>,
    /// What it does.
    pub choice: Choice,
}

impl Item {
    /// An item without detail and key.
    pub fn new(label: impl Into<String>, choice: Choice) -> Self {
        Self {
            names: Vec::new(),
            label: label.into(),
            detail: String::new(),
            about: String::new(),
            key: None,
            choice,
        }
    }

    /// With names that find it before anything else does.
    pub fn names(mut self, names: Vec<&'static str>) -> Self {
        self.names = names;
        self
    }

    /// With something beside it.
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// With something to say of it while it is chosen.
    pub fn about(mut self, about: impl Into<String>) -> Self {
        self.about = about.into();
        self
    }

    /// With a key of its own.
    pub fn key(mut self, key: Option<char>) -> Self {
        self.key = key;
        self
    }
}

/// What typing something that no item is called is good for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Free {
    /// Nothing.
    #[default]
    No,
    /// It can be the name of a revision.
    Revision,
    /// It can be new tags; a comma in it says that it is, also where it is a part of others.
    Tags,
    /// It can say for how many minutes the timer runs.
    Minutes,
    /// It can say how many dots each person has.
    Dots,
    /// It can be a command with a number or a file after its name.
    Command,
    /// It can be the path of a file to write; a `.` or `/` in it says that it is, also where it is a part of others.
    Export,
    /// It can be the path of a file to read.
    Import,
}

/// What a list is kept up to date with while it is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Live {
    /// Nothing.
    #[default]
    No,
    /// What the check finds in this revision of the canvas.
    Findings(Revision),
    /// The same, as soon as it is known what its rules need to know.
    Soon(Revision),
    /// The notes with the most dots in this revision of the canvas.
    Ranking(Revision),
}

/// A list, what is typed to narrow it, and the line that is chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// What the list is for, as a heading.
    pub title: &'static str,
    /// What is typed.
    pub prompt: Editor,
    /// What typing something else is good for.
    pub free: Free,
    /// What it is kept up to date with.
    pub live: Live,
    items: Vec<Item>,
    /// The items that match, best first.
    shown: Vec<usize>,
    selected: usize,
}

/// A command that takes a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counting {
    Timer,
    Vote,
}

impl Counting {
    /// The one that is typed, with something after its name.
    fn typed(typed: &str) -> Option<Self> {
        let commands = [("timer", Self::Timer), ("vote", Self::Vote)].into_iter();
        let begun =
            |rest: &str| rest.starts_with(|char: char| char == ' ' || char.is_ascii_digit());
        let mut begun =
            commands.filter(|(command, _)| typed.strip_prefix(command).is_some_and(begun));
        begun.next().map(|(_, command)| command)
    }

    fn choice(self, typed: &str, lead: Lead) -> Option<Choice> {
        match self {
            Self::Timer => Timer::asked(typed).map(Choice::Timer),
            Self::Vote => asked(typed, lead).map(Choice::Vote),
        }
    }

    /// What it takes.
    fn takes(self) -> String {
        match self {
            Self::Timer => format!(
                "the timer takes minutes: 1 to {}, and 0 stops it",
                timer::MOST
            ),
            Self::Vote => format!(
                "each person gets 1 to {} dots: such as 3, or 3 shown",
                vote::MOST
            ),
        }
    }
}

impl List {
    /// A list of these, its first item chosen.
    pub fn new(title: &'static str, items: Vec<Item>) -> Self {
        Self {
            title,
            prompt: Editor::new(Shape::Line, ""),
            free: Free::No,
            live: Live::No,
            shown: (0..items.len()).collect(),
            items,
            selected: 0,
        }
    }

    /// Where what is typed may be something that no item is called.
    pub fn free(mut self, free: Free) -> Self {
        self.free = free;
        self
    }

    /// What is chosen: an item, or what is typed where none matches.
    pub fn choice(&self) -> Option<Choice> {
        let typed = self.prompt.text().trim();
        match (self.chosen(), self.free) {
            (_, Free::Tags) if typed.contains(',') => Some(Choice::Tags(typed.to_owned())),
            (None, Free::Tags) if !typed.is_empty() => Some(Choice::Tags(typed.to_owned())),
            (_, Free::Command) if typed.starts_with("narrow ") => {
                let name = typed.strip_prefix("narrow ").unwrap_or_default();
                Some(Choice::Narrow(name.trim().to_owned()))
            }
            // Before what is called a little like it: `timer 0` would move a note to where "0 parks", and `vote three`
            // close the round for all.
            (_, Free::Command) if Counting::typed(typed).is_some() => {
                Counting::typed(typed).and_then(|command| command.choice(typed, Lead::Needed))
            }
            (_, Free::Export) if typed.contains(['.', '/']) => {
                Some(Choice::Export(typed.to_owned()))
            }
            (_, Free::Command) if with_file(typed).is_some() => with_file(typed),
            (Some(item), _) => Some(item.choice.clone()),
            (None, Free::Export) if !typed.is_empty() => Some(Choice::Export(typed.to_owned())),
            (None, Free::Import) if !typed.is_empty() => Some(Choice::Import(typed.to_owned())),
            (None, Free::Revision) if !typed.is_empty() => {
                Some(Choice::Since(Against::Revision(typed.to_owned())))
            }
            (None, Free::Minutes) => Counting::Timer.choice(typed, Lead::Needless),
            (None, Free::Dots) => Counting::Vote.choice(typed, Lead::Needless),
            (
                None,
                Free::Command
                | Free::Revision
                | Free::Tags
                | Free::Export
                | Free::Import
                | Free::No,
            ) => None,
        }
    }

    /// Why a number that is typed is not taken, where a command takes one: it is said rather than brought into range.
    pub fn refusal(&self) -> Option<String> {
        let typed = self.prompt.text().trim();
        let command = match self.free {
            Free::Command => Counting::typed(typed)?,
            Free::Minutes if !typed.is_empty() => Counting::Timer,
            Free::Dots if !typed.is_empty() => Counting::Vote,
            Free::Minutes
            | Free::Dots
            | Free::No
            | Free::Revision
            | Free::Tags
            | Free::Export
            | Free::Import => return None,
        };
        self.choice().is_none().then(|| command.takes())
    }

    /// With the first item chosen that `is_it`.
    pub fn select(mut self, is_it: impl Fn(&Item) -> bool) -> Self {
        self.selected = self.items.iter().position(is_it).unwrap_or(0);
        self
    }

    /// The items that match what is typed, best first.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = &Item> {
        self.shown
            .iter()
            .map(|&at| self.items.get(at).unwrap_or(&NOTHING))
    }

    /// The position of the chosen one among those shown.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The chosen item.
    pub fn chosen(&self) -> Option<&Item> {
        self.shown
            .get(self.selected)
            .and_then(|&at| self.items.get(at))
    }

    /// Chooses the item that many lines further down, stopping at the ends.
    pub fn step(&mut self, lines: isize) {
        let last = self.shown.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(lines).min(last);
    }

    /// The item that the typed character takes at once.
    pub fn quick(&self, typed: char) -> Option<&Item> {
        let mut items = self.items.iter();
        items.find(|item| self.prompt.is_empty() && item.key == Some(typed))
    }

    /// Replaces the items, and keeps what is typed.
    pub fn refill(&mut self, items: Vec<Item>) {
        self.items = items;
        self.narrow();
    }

    /// Replaces the items, and keeps what is typed and what is chosen: the same item, else one that does the same, else the
    /// one in its place.
    pub fn renew(&mut self, items: Vec<Item>) {
        let (chosen, selected) = (self.chosen().cloned(), self.selected);
        self.refill(items);
        let same = |item: &Item| chosen.as_ref() == Some(item);
        let now = self.shown().position(same);
        let choice = chosen.as_ref().map(|chosen| &chosen.choice);
        let alike = |item: &Item| choice == Some(&item.choice);
        let now = now.or_else(|| self.shown().position(alike));
        self.selected = now
            .unwrap_or(selected)
            .min(self.shown.len().saturating_sub(1));
    }

    /// Adds items below the others; the chosen one stays chosen.
    pub fn add(&mut self, items: Vec<Item>) {
        let chosen = self.shown.get(self.selected).copied();
        self.items.extend(items);
        self.narrow();
        let now = self.shown.iter().position(|at| Some(*at) == chosen);
        self.selected = now.unwrap_or(0);
    }

    /// Finds the items that match what is typed now.
    pub fn narrow(&mut self) {
        let typed = self.prompt.text().trim().to_lowercase();
        let pattern = Pattern::parse(&typed, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        // A command beside tags is for its key: no tag being typed is taken for it.
        let typed_is_tag = self.free == Free::Tags && !typed.is_empty();
        let mut score = |item: &Item| {
            if typed_is_tag && matches!(item.choice, Choice::Run(_)) {
                return None;
            }
            let named = by_name(item, &typed);
            let label = Utf32Str::new(&item.label, &mut letters);
            let fuzzy = pattern.score(label, &mut matcher);
            (named > 0 || fuzzy.is_some()).then(|| (named, fuzzy.unwrap_or(0)))
        };
        let items = self.items.iter().enumerate();
        let mut scored: Vec<_> = items
            .filter_map(|(at, item)| Some((score(item)?, at)))
            .collect();
        scored.sort_by_key(|&(score, at)| (std::cmp::Reverse(score), at));
        self.shown = scored.into_iter().map(|(_, at)| at).collect();
        self.selected = 0;
    }
}

/// How well what was typed names the item: 3 it is one of its names, 2 the beginning of one, 1 a part of one or of what it
/// is called, 0 not at all.
fn by_name(item: &Item, typed: &str) -> u32 {
    let one = |name: &&str| match *name {
        name if name == typed => 3,
        name if name.starts_with(typed) => 2,
        name => u32::from(name.contains(typed)),
    };
    if typed.is_empty() {
        return 0;
    }
    let is_called = u32::from(item.label.to_lowercase().contains(typed));
    let names = item.names.iter().map(one);
    names.max().unwrap_or(0).max(is_called)
}

/// Stands in for an item that cannot be missing.
static NOTHING: Item = Item {
    names: Vec::new(),
    label: String::new(),
    detail: String::new(),
    about: String::new(),
    key: None,
    choice: Choice::Run(Action::Clear),
};

/// A command with the file after its name.
fn with_file(typed: &str) -> Option<Choice> {
    let (name, file) = typed.split_once(char::is_whitespace)?;
    let file = file.trim();
    match name {
        _ if file.is_empty() => None,
        "export" => Some(Choice::Export(file.to_owned())),
        "import" => Some(Choice::Import(file.to_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> List {
        let item = |label: &str| Item::new(label, Choice::New);
        List::new(
            "Test",
            vec![
                item("Move to block"),
                item("Zoom"),
                item("Mouse off").key(Some('m')),
            ],
        )
    }

    #[test]
    fn typing_narrows_and_ranks() {
        let mut list = list();
        list.step(5);
        assert_eq!(list.chosen().unwrap().label, "Mouse off");
        list.prompt.insert("mo");
        list.narrow();
        let labels: Vec<_> = list.shown().map(|item| item.label.clone()).collect();
        assert_eq!(labels.len(), 2, "{labels:?}");
        assert_eq!(list.selected(), 0);
        list.prompt.insert("zzz");
        list.narrow();
        assert_eq!(list.chosen(), None);
        list.step(-3);
        assert_eq!(list.chosen(), None);
    }

    #[test]
    fn what_holds_what_is_typed_comes_before_scattered_letters() {
        let item = |label: &str| Item::new(label, Choice::New);
        let items = vec![
            item("l, o and n, g"),
            item("How it is named").names(vec!["note-too-long"]),
            item("As long as it is"),
        ];
        let mut list = List::new("Test", items);
        for (typed, wanted) in [("long", 2), ("note-too-long", 1), ("too", 1)] {
            list.prompt = Editor::new(Shape::Line, typed);
            list.narrow();
            let first: Vec<_> = list.shown().take(wanted).collect();
            assert_eq!(first.len(), wanted, "{typed}");
            assert!(
                first.iter().all(|item| item.label != "l, o and n, g"),
                "{typed}: {first:?}"
            );
        }
    }

    #[test]
    fn a_key_takes_its_item_only_before_anything_is_typed() {
        let mut list = list();
        assert_eq!(list.quick('m').unwrap().label, "Mouse off");
        list.prompt.insert("z");
        assert_eq!(list.quick('m'), None);
    }
}
