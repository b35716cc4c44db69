//! What is shown, once: screen and file both translate these values, so they can't disagree.
//!
//! [`ViewScene`] is one view of a session in view-plane millimetres, for the canvas and for each panel of an export.
//! [`glyph`] is what a mark looks like, [`palette`] its colours, [`text`] the measure of every word. Selection, hover and
//! handles are not here, so they can never be printed.

mod drawing;
mod fields;
pub mod glyph;
mod guides;
mod heat;
mod identity;
pub mod item;
mod labels;
mod memory;
mod mixture;
mod names;
mod outcomes;
pub mod palette;
mod path;
mod remarks;
mod result;
mod scale_bar;
pub mod sheet;
mod showing;
mod sides;
mod sight;
mod size;
mod stacks;
pub mod text;
mod trend;
mod view;
mod whereabouts;

pub use drawing::{Drawing, Ground, Pens};
pub use fields::{FieldRow, field_rows, fields_summary, pattern_name};
pub use glyph::{GlyphKey, GlyphStyle, glyph_radius, glyph_radius_spaced};
pub use guides::{GuideLine, ZoneShape, guide_style, zone_at, zone_words};
pub use heat::{HeatScale, heat_legend, heat_manner, heat_words, quantity_words};
pub use identity::patient_words;
pub use item::{Item, TextItem};
pub use labels::{PlacedLabel, place_labels};
pub use memory::{days_ago_words, memory_words, remembered_words, standing_words};
pub use mixture::mixture_words;
pub use names::{side_letter, view_group_name, view_name};
pub use outcomes::{OutcomeWords, outcome_place_words, value_words};
pub use palette::Colour;
pub use path::{Path, Segment};
pub use remarks::{device_words, remark_words, remarks};
pub use result::{points_in_words, result_in_words, shifts_in_words};
pub use scale_bar::round_length_mm;
pub use sheet::{Report, Sheet, SheetError, SheetSpec, VoidAbove};
pub use showing::{covering, views_showing};
pub use sides::{PlacedSide, place_sides};
pub use sight::{Sight, visible_boundaries};
pub use size::{measure_name, scale_bar_words, size_words};
pub use stacks::Stack;
pub use trend::{
    MOST_LINES, about_words, direction_words, interval_words, level_words, line_colour, measure_words, nice_step,
    point_words, reading_words, trend_items, trend_sheet,
};
pub use view::{
    Beside, Content, Movement, Options, Origin, PlacedMark, PlacedStroke, RegionLabel, ViewScene, change_style,
    short_name,
};
pub use whereabouts::{locus_words, mark_whereabouts, offsets_in_words, way_in_words, where_in_words};
