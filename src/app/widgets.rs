//! Small pieces that panels and dialogs share: fields with captions, main buttons, headings.

use eframe::egui::containers::menu::MenuConfig;
use eframe::egui::{
    Align2, Button, Color32, FontId, Frame, Margin, PopupCloseBehavior, Response, RichText, Role, ScrollArea, Sense,
    Stroke, TextEdit, TextStyle, Ui, WidgetInfo, WidgetText, vec2,
};

use super::theme;

/// The width of the button "Change" beside an entry, wide enough for its word in every language: an entry that asks for
/// more than there is makes its panel grow with each frame.
pub(super) const CHANGE: f32 = 82.0;

/// The least height of a dialog's buttons, in points.
pub(super) const MAIN: f32 = 34.0;

/// The title of a section.
pub(super) fn heading(ui: &mut Ui, text: impl Into<String>) -> Response {
    ui.label(RichText::new(text).family(theme::semibold()).size(13.5))
}

/// A caption in the weak colour.
pub(super) fn caption(ui: &mut Ui, text: impl Into<String>) -> Response {
    let text = RichText::new(text).weak().size(12.0);
    if ui.layout().horizontal_justify() {
        // Columns would draw its letters apart.
        return ui.vertical(|ui| ui.label(text)).inner;
    }
    ui.label(text)
}

/// The one action that a dialog or screen is there for.
pub(super) fn main_button(text: impl Into<String>, ui: &Ui) -> Button<'static> {
    let palette = theme::palette(ui);
    Button::new(RichText::new(text).family(theme::semibold()).color(palette.on_accent))
        .fill(palette.accent)
        .stroke(Stroke::NONE)
        .min_size(vec2(92.0, MAIN))
}

/// An ordinary button as tall as the main one.
pub(super) fn side_button(text: impl Into<WidgetText>) -> Button<'static> {
    Button::new(text.into()).min_size(vec2(76.0, MAIN))
}

/// A line of text under its caption.
pub(super) fn text_field(ui: &mut Ui, label: &str, text: &mut String) -> Response {
    ui.vertical(|ui| {
        let named = caption(ui, label);
        let width = ui.available_width();
        let height = theme::control(ui);
        let line = one_line(text).desired_width(width).min_size(vec2(0.0, height)).margin(Margin::symmetric(8, 7));
        ui.add(line).labelled_by(named.id)
    })
    .inner
}

/// A field of one line, what is typed in its middle.
pub(super) fn one_line(text: &mut String) -> TextEdit<'_> {
    TextEdit::singleline(text).align(Align2::LEFT_CENTER)
}

/// What `add` shows, with the hint in a field that is empty fainter than anything typed: egui takes the weak colour for it.
pub(super) fn with_faint_hint<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let weak = ui.visuals().weak_text_color;
    let hint = theme::palette(ui).hint;
    ui.visuals_mut().weak_text_color = Some(hint);
    let added = add(ui);
    ui.visuals_mut().weak_text_color = weak;
    added
}

/// The most height of a field for several lines, in points.
const AREA: f32 = 132.0;

/// Several lines of text under their caption.
pub(super) fn text_area(ui: &mut Ui, label: &str, text: &mut String, rows: usize) -> Response {
    ui.vertical(|ui| {
        let named = caption(ui, label);
        // Long text scrolls in its field: what stands below it stays near.
        let scroll = ScrollArea::vertical().id_salt(label).max_height(AREA).auto_shrink([false, true]);
        scroll
            .show(ui, |ui| {
                let width = ui.available_width();
                let field = TextEdit::multiline(text).desired_width(width).desired_rows(rows);
                ui.add(field.margin(Margin::symmetric(8, 7))).labelled_by(named.id)
            })
            .inner
    })
    .inner
}

/// What is wrong with a field, in the error colour.
pub(super) fn complaint(ui: &mut Ui, text: &str) {
    let colour = ui.visuals().error_fg_color;
    ui.label(RichText::new(text).color(colour).size(12.0));
}

/// A box set off from its panel.
pub(super) fn card(ui: &Ui) -> Frame {
    let palette = theme::palette(ui);
    Frame::new()
        .fill(palette.sunken)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(8)
        .inner_margin(Margin::symmetric(10, 8))
}

/// Of a menu that a tick leaves open for the next; commands close it themselves.
pub(super) fn menu_of_ticks() -> MenuConfig {
    MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside)
}

/// A dot of colour.
pub(super) fn dot(ui: &mut Ui, colour: Color32, radius: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(2.0 * radius + 2.0, 18.0), Sense::hover());
    // Dark inks would be lost on a dark ground.
    let rim = Stroke::new(1.0, theme::palette(ui).weak);
    ui.painter().circle(rect.center(), radius, colour, rim);
}

/// `12 pt · 0.240 mL`-like figures in tabular digits.
pub(super) fn figure(ui: &mut Ui, text: impl Into<String>) -> Response {
    ui.label(RichText::new(text).family(theme::semibold()).size(13.0))
}

/// A name that goes on below where it is long, `indent` points from the left, and figures at the right; nothing of either
/// is cut.
pub(super) fn named_figures(ui: &mut Ui, indent: f32, (name, figures): (&str, &str), sense: Sense) -> Response {
    let (width, colour) = (ui.available_width(), ui.visuals().text_color());
    let painter = ui.painter().clone();
    let at_right = painter.layout_no_wrap(figures.to_owned(), FontId::new(13.0, theme::semibold()), colour);
    let room = (width - indent - at_right.size().x - 10.0).max(60.0);
    let at_left = painter.layout(name.to_owned(), TextStyle::Body.resolve(ui.style()), colour, room);
    let text = at_left.size().y.max(at_right.size().y);
    let height = if sense.senses_click() { theme::at_least(text + 6.0, ui) } else { text + 6.0 };
    let above = (height - text) / 2.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
    let role = if sense.senses_click() { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), format!("{name} {figures}")));
    let marked = sense.senses_click() && (response.hovered() || response.has_focus());
    let colour = if marked { theme::palette(ui).accent } else { colour };
    let figures_at = rect.right_top() + vec2(-at_right.size().x, above);
    painter.galley_with_override_text_color(rect.left_top() + vec2(indent, above), at_left, colour);
    painter.galley_with_override_text_color(figures_at, at_right, colour);
    response
}
