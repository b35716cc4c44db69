//! The only place that changes the model: carries out, at the end of a frame, what the interface asked for.

mod commands;
mod editing;
mod exporting;
mod library;
mod paths;
mod saving;
mod sessions;
mod views;

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::Context;

use crate::advice::store_error_text;
use crate::chart::Moment;
use crate::store::StoreError;

use super::action::Action;
use super::dialogs::{Dialog, Leave, Notice};
use super::model::Model;
use super::picker::FilePicker;
use super::screen::{Screen, Toast};

pub(super) use commands::is_enabled;
pub(super) use editing::settle_gesture;
pub(super) use exporting::poll as poll_export;
pub(super) use library::reopen;
pub(super) use paths::answer_path;
pub(super) use saving::autosave;

/// What enters the program from outside: the clock, identifiers, file dialogs, the sample's place.
#[derive(Clone)]
pub struct Services {
    /// The system's file dialogs.
    pub picker: Arc<dyn FilePicker>,
    /// What the clock shows.
    pub now: fn() -> Moment,
    /// The time zone that the clinic's clock follows.
    pub zone: jiff::tz::TimeZone,
    /// A new identifier.
    pub new_id: fn() -> String,
    /// The folder of the sample library, if it is there.
    pub sample: Option<PathBuf>,
}

/// Everything that an action may touch.
pub(super) struct Desk<'a> {
    /// What the interface reads.
    pub model: &'a mut Model,
    /// The interface's own memory.
    pub screen: &'a mut Screen,
    /// What enters from outside.
    pub services: &'a Services,
    /// The window.
    pub ctx: &'a Context,
}

/// How long a message stays, in seconds.
const TOAST_S: f64 = 4.0;

impl Desk<'_> {
    /// Says in passing that something was done.
    fn say(&mut self, text: String) {
        let until_s = self.ctx.input(|input| input.time) + TOAST_S;
        self.screen.toast = Some(Toast { text, until_s });
    }

    /// Says what is wrong with a file, in a dialog that stays.
    fn trouble(&mut self, why: &StoreError) {
        self.fail(store_error_text(why, &self.model.texts));
    }

    /// Says that something failed, in a dialog that stays.
    fn fail(&mut self, text: impl Into<String>) {
        self.screen.dialogs.push(Dialog::Notice(Notice::Failed(text.into())));
    }
}

/// Carries out `actions` in order.
pub(super) fn run(actions: Vec<Action>, desk: &mut Desk<'_>) {
    for action in actions {
        carry_out(action, desk);
        desk.model.refresh();
    }
}

fn carry_out(action: Action, desk: &mut Desk<'_>) {
    match action {
        Action::Run(command) => commands::run(command, desk),
        Action::Edit(edit) => editing::edit(&edit, desk),
        Action::Preview(edit) => editing::preview(&edit, desk),
        Action::Commit => editing::commit(desk),
        Action::Abort => editing::abort(desk),
        Action::Select(ids) => desk.model.selection = ids,
        Action::SetNext(next) => desk.model.set_next(next),
        Action::NextAsLastSession => sessions::next_as_last_session(desk),
        Action::Show(dialog) => desk.screen.dialogs.push(*dialog),
        Action::CloseDialog => desk.screen.dialogs.pop(),
        Action::QuitWithoutForms => saving::quit_without_forms(desk),
        Action::OpenLibrary(folder) => library::open_library(&folder, desk),
        Action::CreateLibrary(folder, name) => saving::leave_or_ask(Leave::CreateLibrary(folder, name), desk),
        Action::RenameLibrary(name) => library::rename_library(&name, desk),
        Action::ChoosePatient(folder) => library::choose_patient(&folder, desk),
        Action::ChooseCourse(folder) => library::choose_course(&folder, desk),
        Action::PutPatient(folder, patient) => library::put_patient(folder.as_deref(), &patient, desk),
        Action::PutCourse(folder, course) => library::put_course(folder.as_deref(), &course, desk),
        Action::AddSession(details, take_over) => {
            saving::leave_or_ask(Leave::AddSession(Box::new(details), take_over), desk);
        }
        Action::SetDetails(details) => sessions::set_details(details, desk),
        Action::OpenSession(file) => sessions::open_session(&file, desk),
        Action::Leave(leave, answer) => saving::leave(&leave, answer, desk),
        Action::Recover(take) => sessions::recover(take, desk),
        Action::SaveAnyway => saving::save_anyway(desk),
        Action::SaveCopyTo(path) => saving::save_copy(&path, desk),
        Action::CompareWith(file) => sessions::compare_with(file, desk),
        Action::SetTolerance(tolerance_mm) => desk.model.settings.tolerance_mm = tolerance_mm,
        Action::GoTo(ids) => views::go_to(ids, desk),
        Action::ShowLocus(locus) => views::show_locus(locus, desk),
        Action::ShowView(view) => desk.screen.canvas.show_view(&view),
        Action::MeasureRegions => views::measure_regions(desk),
        Action::AskPath(purpose) => paths::ask_path(purpose, desk),
        Action::Export(job, path) => exporting::start(&job, path, desk),
    }
}
