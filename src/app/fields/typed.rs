//! A line of a form that is read as something: it turns red only after something was typed into it.

use eframe::egui::{Margin, Response, Ui, vec2};

use super::super::theme;
use super::super::widgets::{caption, complaint, one_line, with_faint_hint};
use super::number::mark_wrong;

/// What was typed, and whether anything was.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct TypedField {
    /// The text.
    pub text: String,
    typed: bool,
}

impl PartialEq for TypedField {
    /// By what it says: what was typed and taken back leaves nothing to lose.
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl From<String> for TypedField {
    fn from(text: String) -> Self {
        Self { text, typed: false }
    }
}

impl TypedField {
    /// The field alone, called `name`, with a red line around it where `why` says that it is wrong.
    pub(in crate::app) fn show(&mut self, ui: &mut Ui, (width, hint): (f32, &str), why: Option<&String>) -> Response {
        const BESIDE: i8 = 8;
        let edit = one_line(&mut self.text).hint_text(hint).margin(Margin::symmetric(BESIDE, 7));
        // In a grid a field that states no size is as narrow as its column was last.
        let width = if width.is_finite() { width + 2.0 * f32::from(BESIDE) } else { ui.available_width() };
        let size = vec2(width, theme::control(ui));
        let response = with_faint_hint(ui, |ui| ui.add_sized(size, edit));
        self.typed |= response.changed();
        if self.typed && why.is_some() {
            mark_wrong(ui, &response);
        }
        response
    }

    /// What is to be said of it in red, if anything was typed.
    pub(in crate::app) fn complaint<'a>(&self, why: Option<&'a String>) -> Option<&'a String> {
        why.filter(|_| self.typed)
    }
}

/// A field under its caption.
pub(in crate::app) fn field_in_column(
    ui: &mut Ui,
    label: &str,
    field: &mut TypedField,
    size: (f32, &str),
    why: Option<&String>,
) -> Response {
    ui.vertical(|ui| {
        let named = caption(ui, label);
        field.show(ui, size, why).labelled_by(named.id)
    })
    .inner
}

/// What is wrong with a row of fields, below it and as wide as the form, so that no neighbour is squeezed.
pub(in crate::app) fn complaints<'a>(ui: &mut Ui, whys: impl IntoIterator<Item = Option<&'a String>>) {
    for why in whys.into_iter().flatten() {
        complaint(ui, why);
    }
}
