//! A field for one number of the model: what is typed stays while it is wrong, with the reason, and the value stays too.

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::{Id, Key, Margin, Response, Stroke, StrokeKind, TextEdit, Ui};

use super::super::widgets::{complaint, one_line};
use super::Figure;
use super::figure::NOTHING;
use crate::text::Texts;

/// When a value that was typed is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Commits {
    /// With every key that leaves something right: for what has no steps to undo.
    WhileTyping,
    /// With Enter, Tab or a click elsewhere: one step for one number.
    OnLeaving,
}

/// A number of the model, to be typed anew.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct NumberField<'a> {
    /// What numbers it takes.
    pub figure: Figure,
    /// Its accessible name, which tells it from the others of its panel.
    pub name: &'a str,
    /// The value; `None` is shown as a dash.
    pub value: Option<f64>,
    /// Whether nothing may be typed, for no value.
    pub optional: bool,
    /// What it is a number of: what was typed for one thing is never shown for another.
    pub about: Id,
    /// When it is taken.
    pub commits: Commits,
    /// Its width, in points.
    pub width: f32,
}

/// What became of a field in this frame.
#[derive(Debug)]
pub(in crate::app) struct Answered {
    /// The value that was typed; the inner `None` where the field was emptied.
    #[expect(clippy::option_option, reason = "nothing typed, emptied, and a value are three answers")]
    pub entered: Option<Option<f64>>,
    /// Why what stands in the field can't be taken.
    pub wrong: Option<String>,
    /// The field.
    pub response: Response,
}

impl Answered {
    /// Says below what is wrong, over the whole width that there is.
    pub(in crate::app) fn complain(self, ui: &mut Ui) -> Option<String> {
        if let Some(why) = &self.wrong {
            complaint(ui, why);
        }
        self.wrong
    }
}

/// What was typed and not taken yet.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    text: String,
    /// The value that it is to replace: when that changes otherwise, the draft is of the past.
    of: Option<f64>,
    about: Id,
}

impl NumberField<'_> {
    /// The field; complaints are shown by [`Answered::complain`], where there is room.
    pub(in crate::app) fn show(self, ui: &mut Ui, texts: &Texts) -> Answered {
        let id = ui.make_persistent_id(("number", self.name));
        let draft: Option<Draft> = ui.data(|data| data.get_temp(id));
        let draft = draft.filter(|draft| draft.of == self.value && draft.about == self.about);
        let mut typed = draft.is_some();
        let mut text = draft.map_or_else(|| self.shown(texts), |draft| draft.text);
        let least = egui::vec2(0.0, super::super::theme::at_least(0.0, ui));
        let edit = one_line(&mut text).id(id).desired_width(self.width).min_size(least).margin(Margin::symmetric(6, 5));
        let response = ui.add(edit).accessible_name(self.name);
        if is_entered(ui, id, &response) {
            select_all(ui, id, &text);
        }
        typed |= response.changed();
        let mut answered = Answered { entered: None, wrong: None, response };
        if !typed {
            ui.data_mut(|data| data.remove::<Draft>(id));
            return answered;
        }
        let dropped = answered.response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        match self.read(&text, texts) {
            _ if dropped => ui.data_mut(|data| data.remove::<Draft>(id)),
            Ok(value) => self.take(ui, id, text, value, &mut answered),
            Err(why) => {
                mark_wrong(ui, &answered.response);
                answered.wrong = Some(why);
                ui.data_mut(|data| data.insert_temp(id, Draft { text, of: self.value, about: self.about }));
            }
        }
        answered
    }

    fn shown(&self, texts: &Texts) -> String {
        self.value.map_or_else(|| self.figure.nothing(texts), |value| self.figure.shown(value, texts))
    }

    /// The value typed; nothing, or the dash that stands for it, is none.
    fn read(&self, text: &str, texts: &Texts) -> Result<Option<f64>, String> {
        let text = text.trim();
        let is_none = text.is_empty() || text == NOTHING || text == self.figure.nothing(texts);
        match text {
            _ if is_none && (self.optional || self.value.is_none()) => Ok(None),
            text => self.figure.read(text, texts).map(Some),
        }
    }

    fn take(&self, ui: &Ui, id: Id, text: String, value: Option<f64>, answered: &mut Answered) {
        let left = answered.response.lost_focus();
        let taken = left || self.commits == Commits::WhileTyping;
        answered.entered = (taken && value != self.value).then_some(value);
        if left {
            ui.data_mut(|data| data.remove::<Draft>(id));
        } else {
            let of = if taken { value } else { self.value };
            ui.data_mut(|data| data.insert_temp(id, Draft { text, of, about: self.about }));
        }
    }
}

/// Whether the keyboard came to the field: at once by Tab, when the button is let go by a click. While the button is
/// held, egui moves the end of the selection with the pointer.
fn is_entered(ui: &Ui, id: Id, response: &Response) -> bool {
    let pressed = id.with("pressed");
    if response.gained_focus() {
        let by_pointer = ui.input(|input| input.pointer.any_down());
        ui.data_mut(|data| data.insert_temp(pressed, by_pointer));
        return !by_pointer;
    }
    let entered = response.clicked() && ui.data(|data| data.get_temp(pressed)).unwrap_or(false);
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(pressed, false));
    }
    entered
}

/// What a field holds is typed over, unless somebody goes into it.
fn select_all(ui: &Ui, id: Id, text: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}

/// A line in the error colour around a field.
pub(super) fn mark_wrong(ui: &Ui, field: &Response) {
    let stroke = Stroke::new(1.5, ui.visuals().error_fg_color);
    ui.painter().rect_stroke(field.rect, 4, stroke, StrokeKind::Inside);
}
