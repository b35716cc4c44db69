//! Questions and forms that stand before everything else until they are answered.

mod cocktail;
mod export;
mod forms;
mod notice;
mod palette;
mod path;
mod size;
mod stack;

use eframe::egui::{Align, Key, Layout, Ui, vec2};

pub(super) use cocktail::CocktailForm;
pub(super) use export::{ExportForm, ExportJob};
pub(super) use forms::{CourseForm, LibraryForm, PatientForm, SessionForm, TakeOver};
pub(super) use notice::{Leave, Notice};
pub(super) use palette::PaletteForm;
pub(super) use path::{PathForm, PathUse, png_path, use_path};
pub(super) use stack::Dialogs;

use super::action::Actions;
use super::model::Model;

/// The dialog that is open, with what has been typed into it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Dialog {
    /// A library to make.
    Library(LibraryForm),
    /// A patient to add or change.
    Patient(PatientForm),
    /// A course to add or change.
    Course(CourseForm),
    /// A session to add, or its head to change.
    Session(SessionForm),
    /// A cocktail to add or change.
    Cocktail(CocktailForm),
    /// Pictures to export.
    Export(ExportForm),
    /// A file or folder to name, where the system has no dialog for it.
    Path(PathForm),
    /// A command to find.
    Palette(PaletteForm),
    /// A question or message.
    Notice(Notice),
}

/// Whether a dialog stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stays {
    /// Until it is answered.
    Open,
    /// It was answered.
    Closed,
}

impl Dialog {
    fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        match self {
            Self::Library(form) => form.show(ui, model, actions),
            Self::Patient(form) => form.show(ui, model, actions),
            Self::Course(form) => form.show(ui, model, actions),
            Self::Session(form) => form.show(ui, model, actions),
            Self::Cocktail(form) => form.show(ui, model, actions),
            Self::Export(form) => form.show(ui, model, actions),
            Self::Path(form) => form.show(ui, model, actions),
            Self::Palette(form) => form.show(ui, model, actions),
            Self::Notice(notice) => notice.show(ui, model, actions),
        }
    }

    /// Whether people type into it what would be work to type again.
    fn is_form(&self) -> bool {
        matches!(
            self,
            Self::Library(_)
                | Self::Patient(_)
                | Self::Course(_)
                | Self::Session(_)
                | Self::Cocktail(_)
                | Self::Export(_)
        )
    }

    fn closes_beside(&self) -> bool {
        match self {
            Self::Palette(_) => true,
            Self::Notice(notice) => notice.can_be_dismissed(),
            _ => false,
        }
    }

    fn can_be_dismissed(&self) -> bool {
        !matches!(self, Self::Notice(notice) if !notice.can_be_dismissed())
    }
}

/// One row from the right edge; no taller than its buttons.
fn button_row(ui: &mut Ui, buttons: impl FnOnce(&mut Ui)) {
    let size = vec2(ui.available_width(), super::theme::CONTROL + 6.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), buttons);
}

/// The row of buttons that ends a form; `true` when the form is to be carried out.
fn answer(ui: &mut Ui, model: &Model, does: &str, ready: bool) -> (bool, Stays) {
    use super::widgets::{main_button, side_button};
    ui.add_space(10.0);
    let mut go = false;
    let mut stays = Stays::Open;
    button_row(ui, |ui| {
        let main = main_button(does, ui);
        // Enter in a line of text gives up its focus; in several lines of text it doesn't.
        let focused = ui.memory(|memory| memory.focused().is_some());
        let enter = ui.input(|input| input.key_pressed(Key::Enter) && (input.modifiers.command || !focused));
        go = (ui.add_enabled(ready, main).clicked() || enter) && ready;
        if ui.add(side_button(model.texts.get("cancel"))).clicked() {
            stays = Stays::Closed;
        }
    });
    (go, stays)
}
