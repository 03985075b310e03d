//! Work that an earlier run left unfinished, as the board offers it.

use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use crate::app::msg::{Ground, Offer};
use crate::format::{self, Access, Fingerprint};
use crate::model::canvas::Canvas;
use crate::model::draft::{Draft, Unsaved};
use crate::store::draft::StoredDraft;
use crate::store::orphan::{Orphan, orphans};
use crate::text::age::age;

/// The newest draft for the canvas at this path that holds anything the file lacks. Drafts that hold nothing more are
/// thrown away: their process ended after the save.
pub(super) fn find(
    path: &Path,
    canvas: &Canvas,
    base: Option<Fingerprint>,
) -> Option<(Offer, Orphan)> {
    orphans(path)
        .into_iter()
        .find_map(|orphan| offer(orphan, canvas, base))
}

fn offer(orphan: Orphan, canvas: &Canvas, base: Option<Fingerprint>) -> Option<(Offer, Orphan)> {
    let draft = draft(&orphan.stored)?;
    if base.is_some() && is_in(&draft, canvas) {
        // Where it cannot be removed it is only found again.
        let _ = orphan.discard();
        return None;
    }
    let base = base.map(|base| base.to_string());
    let offer = Offer {
        draft,
        ground: if orphan.stored.base == base {
            Ground::Same
        } else {
            Ground::Changed
        },
        age: age(seconds_since(orphan.written)),
    };
    Some((offer, orphan))
}

/// The draft that was stored; `None` where this version cannot make anything of it.
fn draft(stored: &StoredDraft) -> Option<Draft> {
    let typing = stored.typing();
    match canvas(stored.canvas.as_deref()) {
        Some(canvas) => {
            let grew_from = self::canvas(stored.grew_from.as_deref()).map(Arc::new);
            let unsaved = Unsaved { canvas, grew_from };
            Some(Draft::Unsaved(Box::new(unsaved), typing))
        }
        None => typing.map(Draft::Typing),
    }
}

fn canvas(text: Option<&str>) -> Option<Canvas> {
    let read = format::read(text?.as_bytes()).ok()?;
    (read.access == Access::Full).then_some(read.canvas)
}

fn is_in(draft: &Draft, canvas: &Canvas) -> bool {
    match draft {
        Draft::Unsaved(unsaved, None) => unsaved.canvas == *canvas,
        Draft::Unsaved(_, Some(_)) | Draft::Typing(_) => false,
    }
}

fn seconds_since(written: u64) -> u64 {
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    now.as_secs().saturating_sub(written)
}

#[cfg(test)]
mod tests {
    use super::{draft, is_in};
    use crate::format;
    use crate::model::canvas::Canvas;
    use crate::model::draft::{Draft, Picked, Target, Typing, Unsaved};
    use crate::model::id::NoteId;
    use crate::store::draft::StoredDraft;

    fn unsaved(kind: &str) -> Unsaved {
        Unsaved {
            canvas: Canvas::new(kind),
            grew_from: Some(Canvas::new("swot").into()),
        }
    }

    #[test]
    fn drafts_come_back_as_they_were() {
        let typing = Typing {
            target: Target::Note(NoteId::from("a")),
            block: None,
            before: "x".into(),
            text: "xy".into(),
            types: Picked::default(),
        };
        let unsaved = Box::new(unsaved("lean"));
        for kept in [
            Draft::Typing(typing.clone()),
            Draft::Unsaved(unsaved.clone(), None),
            Draft::Unsaved(unsaved, Some(typing)),
        ] {
            let stored = StoredDraft::of(&kept, None, format::write);
            assert_eq!(draft(&stored), Some(kept));
        }
        assert_eq!(draft(&StoredDraft::default()), None);
    }

    #[test]
    fn a_canvas_of_a_later_version_is_no_draft_here() {
        let stored = StoredDraft {
            canvas: Some("{ \"bmcanvas\": 2, \"notes\": {} }".into()),
            ..StoredDraft::default()
        };
        assert_eq!(draft(&stored), None);
    }

    #[test]
    fn only_a_draft_that_says_the_same_is_in_the_file() {
        let unsaved = Draft::Unsaved(Box::new(unsaved("lean")), None);
        assert!(is_in(&unsaved, &Canvas::new("lean")));
        assert!(!is_in(&unsaved, &Canvas::new("swot")));
    }
}
