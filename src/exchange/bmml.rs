//! BMML, a YAML format for business models (version 2 of hiasinho/bmml; version 1 is read, too).
//!
//! ```yaml
//! version: "2.0"
//!
//! meta:
//!   name: Bike Box
//!   portfolio: explore
//!   stage: validation
//!
//! customer_segments:
//!   - id: cs-commuters
//!     name: Commuters
//!     pains:
//!       - id: pain-theft
//!         description: Bike stolen
//!
//! channels:
//!   - id: ch-app
//!     name: App
//!     for:
//!       customer_segments: [cs-commuters]
//! ```
//!
//! Entries are notes, their ids the notes' ids, what `for` and `from` say is links. What a canvas has no place for (the
//! customer profile, the value map, the fits, most of `meta`) is kept in a field `bmml` of the note or the canvas, and
//! written again; so is what a file has that the format does not: fields and ids of its authors, references to what is not
//! there. Beyond that the format allows no other fields than its own, so all else that notes have is lost there.

mod fits;
mod kept;
mod meta;
mod naming;
mod older;
mod read;
mod section;
mod write;

pub(super) use read::read;
pub(super) use write::write;

/// The field of a note or a canvas that keeps what only BMML knows.
const FIELD: &str = "bmml";

/// In it, what a fit is for that is not in the file.
const GONE: &str = "gone";

/// In it, fields of `meta` that the format does not have.
const OTHER_META: &str = "other_meta";

/// What the version is called that is written.
const VERSION: &str = "2.0";

/// Whether a text seems to be a BMML file, whatever it is called.
pub(super) fn is_it(text: &str) -> bool {
    let begins = |key: &str| text.lines().any(|line| line.starts_with(key));
    let blocks = section::Section::ALL;
    let has_blocks = || {
        let of = |section: section::Section| begins(&format!("{}:", section.key()));
        blocks.into_iter().any(of)
    };
    begins("version:") && begins("meta:") && has_blocks()
}

#[cfg(test)]
mod tests;
