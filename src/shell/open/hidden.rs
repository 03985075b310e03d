//! Notes of a silent round that earlier runs left.

use std::path::Path;

use crate::format::{self, Access};
use crate::model::canvas::Canvas;
use crate::model::id::NoteId;
use crate::model::note::Note;
use crate::store::draft::StoredDraft;
use crate::store::orphan::{self, Orphan};

/// The notes that were left for the canvas at this path and that it lacks, and where they are. What holds none of those is
/// thrown away: it was published.
pub fn find(path: &Path, canvas: &Canvas) -> (Vec<(NoteId, Note)>, Vec<Orphan>) {
    let (mut notes, mut left) = (Vec::new(), Vec::new());
    for orphan in orphan::hidden(path) {
        let Some(mut own) = self::notes(&orphan.stored) else {
            // What a later version wrote stays for that.
            continue;
        };
        own.retain(|(id, _)| canvas.note(id).is_none());
        if own.is_empty() {
            // Where it cannot be removed it is only found again.
            let _ = orphan.discard();
        } else {
            notes.extend(own);
            left.push(orphan);
        }
    }
    (notes, left)
}

/// What is stored of these notes.
pub fn stored(notes: &Canvas) -> StoredDraft {
    StoredDraft {
        canvas: Some(format::write(notes)),
        ..StoredDraft::default()
    }
}

/// The notes that were stored; `None` where this version can make nothing of them.
fn notes(stored: &StoredDraft) -> Option<Vec<(NoteId, Note)>> {
    let read = format::read(stored.canvas.as_deref()?.as_bytes()).ok()?;
    let notes = read.canvas.notes();
    let notes = notes.map(|(id, note)| (id.clone(), note.clone()));
    (read.access == Access::Full).then(|| notes.collect())
}
