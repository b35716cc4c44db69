//! Questions and forms that stand before everything else until they are answered.

mod amend;
mod bundle;
mod cocktail;
mod earlier;
mod export;
mod finder;
mod forms;
mod formulary;
mod import;
mod left_right;
mod library;
mod lists;
mod meanwhile;
mod merge;
mod notice;
mod outcomes;
mod palette;
mod parts;
mod path;
mod preview;
mod product;
mod protocols;
mod recipe;
mod recipes;
mod record_system;
mod regions;
mod rejoin;
mod relock;
mod remark;
mod revisions;
mod search;
mod send;
mod sign;
mod size;
mod stack;
mod technique;
mod techniques;
mod trends;
mod unlock;
mod unsent;
mod unsigned;
mod void;

use eframe::egui::{Align, Key, Layout, ScrollArea, Ui, vec2};

pub(super) use amend::AmendForm;
pub(super) use bundle::{BundleChoice, BundleForm, TakeForm};
pub(super) use cocktail::CocktailForm;
pub(super) use earlier::EarlierForm;
pub(super) use export::ExportForm;
pub(super) use forms::{CourseForm, PatientForm, SessionForm};
pub(super) use formulary::FormularyForm;
pub(super) use import::ImportForm;
pub(super) use left_right::LeftRightView;
pub(super) use library::LibraryForm;
pub(super) use lists::ListForm;
pub(super) use merge::MergeForm;
pub(super) use notice::Notice;
pub(super) use outcomes::OutcomesForm;
pub(super) use palette::PaletteForm;
pub(super) use parts::part_changes;
pub(super) use path::{PathForm, folder_entries, with_ending};
pub(super) use product::ProductForm;
pub(super) use protocols::{ProtocolForm, ProtocolsForm, Unread};
pub(super) use recipe::RecipeForm;
pub(super) use recipes::RecipesForm;
pub(super) use record_system::RecordForm;
pub(super) use regions::RegionsForm;
pub(super) use rejoin::RejoinForm;
pub(super) use relock::RelockForm;
pub(super) use remark::RemarkForm;
pub(super) use revisions::RevisionsView;
pub(super) use search::SearchForm;
pub(super) use send::SendForm;
pub(super) use sign::SignForm;
pub(super) use stack::Dialogs;
pub(super) use technique::TechniqueForm;
pub(super) use techniques::TechniquesForm;
pub(super) use trends::TrendsView;
pub(super) use unlock::UnlockForm;
pub(super) use unsent::UnsentView;
pub(super) use unsigned::UnsignedView;
pub(super) use void::{Subject, VoidForm};

use super::action::{Actions, Put};
use super::model::Model;

/// The dialog that is open, with what has been typed into it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Dialog {
    /// A library to make.
    Library(Box<LibraryForm>),
    /// An encrypted library to open.
    Unlock(UnlockForm),
    /// A patient to add or change.
    Patient(PatientForm),
    /// A course to add or change.
    Course(CourseForm),
    /// A session to add, or its head to change.
    Session(SessionForm),
    /// A cocktail to add or change.
    Cocktail(CocktailForm),
    /// What goes into a bundle.
    Bundle(BundleForm),
    /// A bundle to be taken in.
    Take(Box<TakeForm>),
    /// Pictures to export.
    Export(ExportForm),
    /// A list of marks to write.
    List(ListForm),
    /// Marks that come from elsewhere.
    Import(Box<ImportForm>),
    /// A file or folder to name, where the system has no dialog for it.
    Path(PathForm),
    /// Sessions to take marks from.
    Earlier(EarlierForm),
    /// What was assessed.
    Outcomes(Box<OutcomesForm>),
    /// Dose and outcome over the sessions of the course.
    Trends(Box<TrendsView>),
    /// A word on marks.
    Remark(RemarkForm),
    /// Skin to fill.
    Regions(RegionsForm),
    /// A recipe to choose.
    Recipes(RecipesForm),
    /// A protocol to choose.
    Protocols(ProtocolsForm),
    /// Marks to save as a protocol.
    Protocol(ProtocolForm),
    /// The left of the open session against its right.
    LeftRight(LeftRightView),
    /// The states of a record.
    Revisions(RevisionsView),
    /// Two states of a session to merge.
    Merge(Box<MergeForm>),
    /// States of another record to merge.
    Rejoin(Box<RejoinForm>),
    /// The clinic's list of techniques.
    Techniques(TechniquesForm),
    /// A technique to add or change.
    Technique(Box<TechniqueForm>),
    /// The clinic's formulary.
    Formulary(FormularyForm),
    /// A product to add or change.
    Product(Box<ProductForm>),
    /// A recipe to add or change.
    Recipe(RecipeForm),
    /// Marks, a session, a course or a patient to be declared void.
    Void(VoidForm),
    /// A session to sign.
    Sign(Box<SignForm>),
    /// The passphrase of who signs, to be changed.
    Relock(Box<RelockForm>),
    /// What is signed, to be changed.
    Amend(AmendForm),
    /// Sessions that nobody signed.
    Unsigned(UnsignedView),
    /// The open session, to be sent to a picture archive.
    Send(Box<SendForm>),
    /// The open session, for a record system.
    Record(Box<RecordForm>),
    /// Questions about the whole library.
    Search(Box<SearchForm>),
    /// What couldn't be sent.
    Unsent(UnsentView),
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
            Self::Unlock(form) => form.show(ui, model, actions),
            Self::Patient(form) => form.show(ui, model, actions),
            Self::Course(form) => form.show(ui, model, actions),
            Self::Session(form) => form.show(ui, model, actions),
            Self::Cocktail(form) => form.show(ui, model, actions),
            Self::Bundle(form) => form.show(ui, model, actions),
            Self::Take(form) => form.show(ui, model, actions),
            Self::Export(form) => form.show(ui, model, actions),
            Self::List(form) => form.show(ui, model, actions),
            Self::Import(form) => form.show(ui, model, actions),
            Self::Path(form) => form.show(ui, model, actions),
            Self::Earlier(form) => form.show(ui, model, actions),
            Self::Outcomes(form) => form.show(ui, model, actions),
            Self::Trends(view) => view.show(ui, model, actions),
            Self::Remark(form) => form.show(ui, model, actions),
            Self::Regions(form) => form.show(ui, model, actions),
            Self::Recipes(form) => form.show(ui, model, actions),
            Self::Protocols(form) => form.show(ui, model, actions),
            Self::Protocol(form) => form.show(ui, model, actions),
            Self::LeftRight(view) => view.show(ui, model, actions),
            Self::Revisions(view) => view.show(ui, model, actions),
            Self::Merge(form) => form.show(ui, model, actions),
            Self::Rejoin(form) => form.show(ui, model, actions),
            Self::Techniques(form) => form.show(ui, model, actions),
            Self::Technique(form) => form.show(ui, model, actions),
            Self::Formulary(form) => form.show(ui, model, actions),
            Self::Product(form) => form.show(ui, model, actions),
            Self::Recipe(form) => form.show(ui, model, actions),
            Self::Void(form) => form.show(ui, model, actions),
            Self::Sign(form) => form.show(ui, model, actions),
            Self::Relock(form) => form.show(ui, model, actions),
            Self::Amend(form) => form.show(ui, model, actions),
            Self::Unsigned(view) => view.show(ui, model, actions),
            Self::Send(form) => form.show(ui, model, actions),
            Self::Record(form) => form.show(ui, model, actions),
            Self::Search(form) => form.show(ui, model, actions),
            Self::Unsent(view) => view.show(ui, model, actions),
            Self::Palette(form) => form.show(ui, model, actions),
            Self::Notice(notice) => notice.show(ui, model, actions),
        }
    }

    /// Whether it asks for a record of this identifier to be written there.
    pub(super) fn puts(&self, put: &Put, id: &str) -> bool {
        match self {
            Self::Patient(form) => form.asks(put, id),
            Self::Course(form) => form.asks(put, id),
            Self::Void(form) => form.asks(put),
            _ => false,
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
                | Self::Protocol(_)
                | Self::Outcomes(_)
                | Self::Remark(_)
                | Self::Technique(_)
                | Self::Merge(_)
                | Self::Rejoin(_)
                | Self::Product(_)
                | Self::Recipe(_)
                | Self::Void(_)
                | Self::Sign(_)
                | Self::Relock(_)
                | Self::Amend(_)
                | Self::Export(_)
        )
    }

    /// Whether it means nothing once the document that was open with it is closed.
    fn is_about_the_document(&self) -> bool {
        match self {
            Self::Cocktail(_)
            | Self::Export(_)
            | Self::List(_)
            | Self::Import(_)
            | Self::Earlier(_)
            | Self::LeftRight(_)
            | Self::Merge(_)
            | Self::Outcomes(_)
            | Self::Trends(_)
            | Self::Remark(_)
            | Self::Regions(_)
            | Self::Recipes(_)
            | Self::Protocols(_)
            | Self::Protocol(_)
            | Self::Sign(_)
            | Self::Send(_)
            | Self::Record(_)
            | Self::Amend(_) => true,
            Self::Revisions(view) => view.is_about_the_document(),
            Self::Session(form) => form.changes_the_open_one(),
            Self::Void(form) => form.is_about_the_document(),
            Self::Notice(notice) => notice.is_about_the_document(),
            Self::Library(_)
            | Self::Bundle(_)
            | Self::Take(_)
            | Self::Unlock(_)
            | Self::Relock(_)
            | Self::Patient(_)
            | Self::Course(_)
            | Self::Path(_)
            | Self::Rejoin(_)
            | Self::Techniques(_)
            | Self::Technique(_)
            | Self::Formulary(_)
            | Self::Product(_)
            | Self::Recipe(_)
            | Self::Unsigned(_)
            | Self::Search(_)
            | Self::Unsent(_)
            | Self::Palette(_) => false,
        }
    }

    fn closes_beside(&self) -> bool {
        match self {
            Self::Palette(_)
            | Self::LeftRight(_)
            | Self::Trends(_)
            | Self::Revisions(_)
            | Self::Earlier(_)
            | Self::List(_)
            | Self::Regions(_)
            | Self::Recipes(_)
            | Self::Protocols(_)
            | Self::Formulary(_)
            | Self::Unsigned(_)
            | Self::Search(_)
            | Self::Unsent(_)
            | Self::Techniques(_) => true,
            Self::Notice(notice) => notice.can_be_dismissed(),
            _ => false,
        }
    }

    /// Goes back to what it showed before, where Escape means that.
    fn steps_back(&mut self) -> bool {
        if let Self::Export(form) = self { form.steps_back() } else { false }
    }

    fn can_be_dismissed(&self) -> bool {
        !matches!(self, Self::Notice(notice) if !notice.can_be_dismissed())
    }
}

/// The least room between a dialog and the window's edge, in points.
pub(super) const MARGIN: f32 = 16.0;
/// The frame of a dialog around its content, in points.
const FRAME: f32 = 20.0;
/// The room around the row of buttons, in points.
const BUTTONS: f32 = 30.0;

/// The width of a dialog's content: what is wished, or what the window has.
fn set_width(ui: &mut Ui, wished: f32) {
    ui.set_width(wished.min(ui.ctx().content_rect().width() - 2.0 * (MARGIN + FRAME)));
}

/// Whose record the dialog is about: it may not be the one that somebody has in mind.
fn whose(ui: &mut Ui, model: &Model) {
    let of_document = model.document.as_ref().and_then(|document| document.patient.as_ref());
    let chosen = || model.library.as_ref()?.chosen_patient()?.patient.as_ref().ok();
    if let Some(patient) = of_document.or_else(chosen) {
        super::widgets::caption(ui, crate::scene::patient_words(patient, &model.texts));
    }
}

/// What of a dialog may be longer than the window: it scrolls between the title above it and the row of buttons below.
fn body<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    body_over(ui, 0.0, add)
}

/// As [`body`], with `below` points of something else above the buttons.
fn body_over<R>(ui: &mut Ui, below: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let window = ui.ctx().content_rect().height() - 2.0 * (MARGIN + FRAME);
    let room = (window - ui.min_rect().height() - BUTTONS - super::theme::control(ui) - below).max(60.0);
    // A dialog's own room is that of the frame before; what it may have is known.
    let area = ScrollArea::vertical().max_height(room).min_scrolled_height(room).auto_shrink([false, true]);
    area.show(ui, add).inner
}

/// One row from the right edge; no taller than its buttons.
fn button_row(ui: &mut Ui, buttons: impl FnOnce(&mut Ui)) {
    let size = vec2(ui.available_width(), super::theme::control(ui) + 6.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center).with_main_wrap(true), buttons);
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
