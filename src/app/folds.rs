//! Which panels are folded away: by the window's size, until a person says otherwise.

use eframe::egui::Vec2;

/// From this width on there is room for the library beside an open chart, in points.
const LIBRARY_FROM: f32 = 1100.0;
/// From this height on there is room for the totals below it, in points.
const TOTALS_FROM: f32 = 640.0;

/// Narrower windows are a phone's: there is room to read, and none for tools, in points.
const READS_ONLY_BELOW: f32 = 600.0;

/// Whether a window of this size is only to be read in.
pub(super) fn reads_only(window: Vec2) -> bool {
    window.x < READS_ONLY_BELOW
}

/// What a person said of each panel; `None` leaves it to the window's size.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Folds {
    library: Option<bool>,
    totals: Option<bool>,
}

impl Folds {
    /// Whether the library is shown beside an open chart in a window of this size.
    pub(super) fn shows_library(self, window: Vec2) -> bool {
        self.library.unwrap_or(window.x >= LIBRARY_FROM)
    }

    /// Whether the totals are shown below an open chart in a window of this size.
    pub(super) fn shows_totals(self, window: Vec2) -> bool {
        self.totals.unwrap_or(window.y >= TOTALS_FROM && !reads_only(window))
    }

    /// Shows the library, or folds it away.
    pub(super) fn turn_library(&mut self, window: Vec2) {
        self.library = Some(!self.shows_library(window));
    }

    /// Shows the totals, or folds them away.
    pub(super) fn turn_totals(&mut self, window: Vec2) {
        self.totals = Some(!self.shows_totals(window));
    }
}
