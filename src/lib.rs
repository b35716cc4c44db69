//! Injection-map charting for face and body.
//!
//! Rooms, from the ground up (`a <- b`: b may use a, and whatever a uses):
//!
//! ```text
//! geom <- atlas <- chart <- compare <- scene <- export
//!           ^        ^                  ^
//!        pattern   store          app/canvas
//! text <- scene, cli, app        cli, app -> everything above, never each other
//! ```

pub mod advice;
#[cfg(feature = "app")]
pub mod app;
pub mod atlas;
pub mod chart;
pub mod cli;
pub mod compare;
pub mod export;
pub mod geom;
pub mod scene;
pub mod store;
pub mod text;
