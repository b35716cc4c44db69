//! What the window stands on: a desktop, or a page in a browser. Nowhere else do the two differ for the window.

#[cfg(target_family = "wasm")]
mod browser;
#[cfg(not(target_family = "wasm"))]
mod desktop;
#[cfg(target_family = "wasm")]
mod drops;
#[cfg(target_family = "wasm")]
mod names;

use crate::chart::Moment;

#[cfg(target_family = "wasm")]
pub use browser::{open_page, work};
#[cfg(not(target_family = "wasm"))]
pub use desktop::{SystemPicker, SystemViewer, native_options, run};

/// What the clinic's clock shows.
fn clock() -> Moment {
    let now = jiff::Zoned::now();
    // A record needs the minute; seconds would only be in the way when it is corrected by hand.
    let minute = now.datetime().with().second(0).build().unwrap_or_else(|_already_whole| now.datetime());
    Moment::new(minute, now.offset())
}

fn fresh_id() -> String {
    uuid::Uuid::now_v7().to_string()
}
