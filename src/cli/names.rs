//! Blocks by what a person types for them.

use std::path::Path;

use crate::app::msg::Trouble;
use crate::model::id::BlockId;
use crate::model::kind::{Block, Kind};
use crate::text::clean::Shown;

/// The block of the kind that is called this.
pub(super) fn block(file: &Path, kind: &Kind, name: &str) -> Result<BlockId, Trouble> {
    kind.named(name).ok_or_else(|| Trouble {
        what: format!("{}: no block is called {name:?}", file.display()),
        advice: format!("There are {} and parking.", known(kind)),
    })
}

/// The blocks as a person may call them.
fn known(kind: &Kind) -> String {
    let one = |block: &Block| {
        let Block { code, title, .. } = block;
        Shown::line(&format!("{code} ({title})")).to_string()
    };
    kind.blocks().map(one).collect::<Vec<_>>().join(", ")
}
