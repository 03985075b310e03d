//! How the canvas stands in git, at the right end of the header: `main ↑1 ↓2 ●`.

use super::Pen;
use super::theme::Role;
use crate::app::git::{Committed, Standing};
use crate::text::clean::Shown;

/// The columns that a branch's name has: all it needs, or where that is too much, fewer. Without any the signs still stand.
const NAMES: [usize; 5] = [40, 20, 12, 8, 0];

/// The longest form of it that has room, and how it looks.
pub(super) fn text(standing: &Standing, room: usize, pen: Pen<'_>) -> Option<(String, Role)> {
    let signs = signs(standing, pen);
    let branch = Shown::line(&standing.branch);
    let forms = NAMES.into_iter().map(|most| {
        let name = branch.clone().truncate(most);
        let parts = [name.as_str(), &signs];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    });
    let mut fitting = forms.filter(|form| !form.is_empty() && Shown::line(form).width() <= room);
    fitting.next().map(|form| (form, role(standing)))
}

fn signs(standing: &Standing, pen: Pen<'_>) -> String {
    let glyphs = pen.glyphs;
    let counted = |sign: &str, count: u64| (count > 0).then(|| format!("{sign}{count}"));
    let file = match standing.file {
        Committed::Yes => None,
        Committed::No => Some(glyphs.uncommitted.to_owned()),
        Committed::Unmerged => Some("unmerged".to_owned()),
        Committed::Ignored => Some("ignored".to_owned()),
    };
    // A merge of which the canvas is no more a part is told by its name.
    let under_way = standing.under_way.map(str::to_owned);
    let parts = [
        counted(glyphs.ahead, standing.ahead),
        counted(glyphs.behind, standing.behind),
        under_way,
        file,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn role(standing: &Standing) -> Role {
    let is_stuck = standing.under_way.is_some() || standing.file == Committed::Unmerged;
    if is_stuck {
        Role::Warning
    } else {
        Role::HeaderDim
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::glyphs::{ASCII, Glyphs, UNICODE};
    use crate::ui::theme::Theme;

    fn standing(branch: &str) -> Standing {
        Standing {
            commit: None,
            branch: branch.to_owned(),
            ahead: 1,
            behind: 2,
            file: Committed::No,
            under_way: None,
        }
    }

    fn shown(standing: &Standing, room: usize, glyphs: &'static Glyphs) -> String {
        let theme = Theme::default();
        let pen = Pen {
            theme: &theme,
            glyphs,
        };
        text(standing, room, pen).map_or_else(String::new, |(text, _)| text)
    }

    #[test]
    fn the_name_goes_before_the_signs() {
        let main = standing("main");
        assert_eq!(shown(&main, 12, &UNICODE), "main ↑1 ↓2 ●");
        assert_eq!(shown(&main, 12, &ASCII), "main ^1 v2 *");
        assert_eq!(shown(&main, 11, &UNICODE), "↑1 ↓2 ●");
        assert_eq!(shown(&main, 6, &UNICODE), "");
        let long = standing("feature/prices-of-next-year");
        assert_eq!(
            shown(&long, 80, &UNICODE),
            "feature/prices-of-next-year ↑1 ↓2 ●"
        );
        assert_eq!(shown(&long, 30, &UNICODE), "feature/prices-of-n… ↑1 ↓2 ●");
        assert_eq!(shown(&long, 16, &UNICODE), "feature… ↑1 ↓2 ●");
    }

    #[test]
    fn a_state_is_told_in_words_and_a_name_is_cleaned() {
        let unmerged = Standing {
            ahead: 0,
            behind: 0,
            file: Committed::Unmerged,
            under_way: Some("merging"),
            ..standing("a\u{202e}b")
        };
        assert_eq!(shown(&unmerged, 80, &UNICODE), "a<202E>b merging unmerged");
        let clean = Standing {
            ahead: 0,
            behind: 0,
            file: Committed::Yes,
            ..standing("main")
        };
        assert_eq!(shown(&clean, 80, &UNICODE), "main");
        assert_eq!(shown(&clean, 3, &UNICODE), "");
    }
}
