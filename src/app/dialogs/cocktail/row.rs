//! The fields of a component, side by side.

use eframe::egui::{Ui, vec2};

use super::super::super::theme;
use super::super::super::widgets::one_line;
use super::Row;
use crate::text::Texts;

/// The titles of the columns.
pub(super) fn columns(texts: &Texts) -> [String; 8] {
    [
        texts.get("component-substance"),
        texts.get("component-strength"),
        texts.get("component-unit"),
        texts.get("component-volume"),
        texts.get("component-manufacturer"),
        texts.get("component-lot"),
        texts.get("component-expiry"),
        String::new(),
    ]
}

/// What the fields of a component ask for side by side, in points.
pub(super) const COLUMNS: f32 = 985.0;
/// How much of it those of words can do without.
pub(super) const SQUEEZE: f32 = 170.0;

/// The fields of one component; `true` when it is to go.
pub(super) fn row_fields(ui: &mut Ui, texts: &Texts, (at, squeeze): (usize, f32), row: &mut Row, added: bool) -> bool {
    let nth = at + 1;
    let name = |title: String| format!("{title} {nth}");
    let [substance, strength, unit, volume, manufacturer, lot, expiry, _] = columns(texts).map(name);
    // In a grid a field is as narrow as its column was last, so each states its size.
    let line = |ui: &mut Ui, text: &mut String, width: f32, name: String| {
        ui.add_sized(vec2(width, theme::control(ui)), one_line(text)).accessible_name(name)
    };
    let first = line(ui, &mut row.substance, 240.0 - 105.0 * squeeze, substance);
    if added {
        first.request_focus();
        first.scroll_to_me(None);
    }
    row.strength.show(ui, texts, [strength, unit]);
    let wrong = row.volume(texts).err();
    row.volume.show(ui, (70.0, "mL"), wrong.as_ref()).accessible_name(volume);
    line(ui, &mut row.manufacturer, 110.0 - 30.0 * squeeze, manufacturer);
    line(ui, &mut row.lot, 140.0 - 35.0 * squeeze, lot);
    row.expiry.show_expiry(ui, texts, 132.0).accessible_name(expiry);
    ui.button("×").on_hover_text(texts.get("component-remove")).accessible_name(texts.get("component-remove")).clicked()
}
