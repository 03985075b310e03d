//! The text of textusm: blocks at the margin, each with its notes below, indented by four blanks.
//!
//! ```text
//! # Bike box
//! Key Partners
//!     City council
//!     Steel maker: |{"bg":"#8C9FAE"}
//! Customer Segments
//! ```
//!
//! Nothing says which kind of canvas it is, and textusm tells the blocks of a business model by their order alone. Here
//! their names count, in any language that the kind knows, and their order only where a name says nothing.

mod line;
mod read;
mod write;

pub(super) use line::has_settings;
pub(super) use read::read;
pub(super) use write::write;

/// The kind whose blocks textusm orders.
const KIND: &str = "business-model";
/// The blocks of that kind in the order of textusm.
const ORDER: [&str; 9] = [
    "key_partners",
    "customer_segments",
    "value_propositions",
    "key_activities",
    "channels",
    "revenue_streams",
    "cost_structure",
    "key_resources",
    "customer_relationships",
];
/// Before a note.
const INDENT: usize = 4;

#[cfg(test)]
mod tests;
