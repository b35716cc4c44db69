//! Comparing sessions on points of the real bodies: what must hold of every comparison, and known cases.
#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "tests on small numbers"
)]

mod cases;
mod charted;
mod fields;
mod known;
mod lattices;
mod matching;
mod memory;
mod merging;
mod properties;
