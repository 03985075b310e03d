//! What canvases cost and earn, as the board shows it.

pub mod panel;
pub mod totals;
