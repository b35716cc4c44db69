//! The panels around the canvas. They read the model and queue actions.

mod comparison;
mod course;
mod fill;
mod header;
mod heat;
pub(super) mod inspector;
pub(super) mod library;
pub(super) mod marks_table;
pub(super) mod needle;
pub(super) mod next_mark;
mod patients;
pub(super) mod progress;
mod region_place;
pub(super) mod right;
mod rows;
mod sites;
pub(super) mod skin_bar;
mod strokes;
mod taking;
pub(super) mod top_bar;
pub(super) mod totals;
mod void_marks;
pub(super) mod welcome;
