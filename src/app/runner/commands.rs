//! What each command does; one short arm, or one short function, for each.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::{ThemePreference, ViewportCommand};

use crate::atlas::{Body, Group};
use crate::chart::{Change, Edit, Ground, Remarked, Site};
use crate::text::{Language, Texts};

use super::super::action::{Leave, PathUse};
use super::super::canvas::{Tool, Way};
use super::super::command::{Command, edit_text};
use super::super::dialogs::{
    CocktailForm, CourseForm, Dialog, LibraryForm, Notice, PaletteForm, PatientForm, RegionsForm, RemarkForm,
    SessionForm,
};
use super::super::enabled::is_enabled;
use super::super::exports::Purpose;
use super::super::layers::Role;
use super::super::panels::right::Tab;
use super::desk::Desk;
use super::{
    beside, bundles, clipboard, course, drafting, editing, exporting, formulary, leaving, library, lists, paths,
    printing, protocols, records, revisions, saving, searching, sending, sessions, signing, techniques, trends,
    voiding,
};

/// Carries out a command.
pub(super) fn run(command: Command, desk: &mut Desk<'_>) {
    use Command as C;
    if !is_enabled(command, desk.model) {
        return;
    }
    match command {
        C::NewLibrary => new_library(desk),
        C::OpenLibrary => paths::ask_path(PathUse::OpenLibrary, desk),
        C::OpenSample => open_sample(desk),
        C::RenameLibrary
        | C::NewPatient
        | C::NewCourse
        | C::EditPatient
        | C::EditCourse
        | C::EditSession
        | C::NewCocktail
        | C::SaveProtocol
        | C::Remark
        | C::Outcomes
        | C::VoidMarks
        | C::VoidSession
        | C::Amend
        | C::Palette => open_form(command, desk),
        C::NewSession => sessions::ask_new_session(desk),
        C::Save => saving::start(None, desk),
        C::SaveCopy => paths::ask_copy(None, desk),
        C::Export => exporting::look_at_marks(Purpose::Export, desk),
        C::Print => exporting::look_at_marks(Purpose::Print, desk),
        C::CopyPicture => printing::copy_usual(desk),
        C::CloseSession => leaving::leave_or_ask(Leave::CloseSession, desk),
        C::Quit => desk.ctx.send_viewport_cmd(ViewportCommand::Close),
        C::Undo | C::Redo => travel(command, desk),
        C::Cut => clipboard::cut(desk),
        C::Copy => clipboard::copy(desk),
        C::Paste => clipboard::paste(desk),
        C::SelectAll => select_all(desk),
        C::SelectNone => select_none(desk),
        C::Delete => _ = editing::edit(&Edit::Remove(desk.model.selection.clone()), desk),
        C::Mirror => _ = editing::edit(&Edit::Mirror(desk.model.selection.clone()), desk),
        _ if command.nudge_mm().is_some() => nudge(command, desk),
        C::ApplyNext => apply_next(desk),
        C::NextView => step_view(1, desk),
        C::PreviousView => step_view(-1, desk),
        C::OppositeView => opposite_view(desk),
        C::AllViews => desk.screen.canvas.pick_view(),
        C::TurnLeft => turn((-TURN_DEGREES, 0.0), desk),
        C::TurnRight => turn((TURN_DEGREES, 0.0), desk),
        C::TurnUp => turn((0.0, -TURN_DEGREES), desk),
        C::TurnDown => turn((0.0, TURN_DEGREES), desk),
        C::Fit => desk.screen.canvas.fit(),
        C::ZoomIn => desk.screen.canvas.zoom(1.25),
        C::ZoomOut => desk.screen.canvas.zoom(0.8),
        C::SplitView => split_view(desk),
        C::UnsplitView => desk.screen.canvas.unsplit(),
        C::ToggleRegions => desk.model.settings.regions = !desk.model.settings.regions,
        C::GuideMidline | C::GuideThirds | C::GuideFifths | C::GuideGrid | C::GuideSpine | C::GuideDanger => {
            toggle_guide(command, desk);
        }
        C::DangerList => desk.show(Dialog::Notice(Notice::DangerZones)),
        C::ShowVoid => desk.model.shows_void = !desk.model.shows_void,
        C::ToggleGhost => desk.model.settings.ghost = !desk.model.settings.ghost,
        C::ShowMarks => desk.screen.right.tab = other_tab(desk.screen.right.tab, Tab::Marks),
        C::ShowCourse => course::show(desk),
        C::ShowComparison => desk.screen.right.tab = other_tab(desk.screen.right.tab, Tab::Compare),
        C::LeftRight => beside::look_at_sides(desk),
        C::Revisions => revisions::ask(desk),
        C::PatientRevisions | C::CourseRevisions | C::FormularyRevisions | C::TechniqueRevisions => {
            revisions::ask_by(command, desk);
        }
        C::CompareSideBySide | C::CompareSwipe | C::CompareBlink => compare_another_way(command, desk),
        C::Shortcuts => desk.show(Dialog::Notice(Notice::Shortcuts)),
        C::About => desk.show(Dialog::Notice(Notice::About)),
        setting => change_settings(setting, desk),
    }
}

/// Shows two sessions another way, or in one picture again.
fn compare_another_way(command: Command, desk: &mut Desk<'_>) {
    let asked = match command {
        Command::CompareSwipe => Way::Swipe,
        Command::CompareBlink => Way::Blink,
        _ => Way::SideBySide,
    };
    let way = &mut desk.screen.canvas.way;
    *way = if *way == asked { Way::Overlay } else { asked };
}

/// Carries out a command of the menu Settings, and the tools.
fn change_settings(command: Command, desk: &mut Desk<'_>) {
    use Command as C;
    match command {
        C::LeftHanded => desk.model.settings.left_handed = !desk.model.settings.left_handed,
        C::LargeTargets => desk.model.settings.large_targets = !desk.model.settings.large_targets,
        C::RecordTime => desk.model.settings.records_time = !desk.model.settings.records_time,
        C::ThemeLight => set_theme(ThemePreference::Light, desk),
        C::ThemeDark => set_theme(ThemePreference::Dark, desk),
        C::ThemeSystem => set_theme(ThemePreference::System, desk),
        C::LanguageEnglish => set_language(Some(Language::English), desk),
        C::LanguageFrench => set_language(Some(Language::French), desk),
        C::LanguageSystem => set_language(None, desk),
        tool => use_tool(tool, desk),
    }
}

/// Carries out a command of the menu Tools that opens no form, and what asks a job first.
fn use_tool(command: Command, desk: &mut Desk<'_>) {
    use Command as C;
    match command {
        C::Sign => signing::ask(desk),
        C::ExportMarks => lists::show_form(desk),
        C::ImportMarks => lists::ask_file(desk),
        C::Unsigned => signing::ask_unsigned(desk),
        C::FindInLibrary => searching::show(desk),
        C::ChangePassphrase => signing::ask_relock(desk),
        C::Send => sending::ask(desk),
        C::Unsent => sending::ask_unsent(desk),
        C::ExportFhir => records::ask(desk),
        C::Drop => records::ask_folder(desk),
        C::ExportBundle => bundles::show_form(desk),
        C::OpenBundle => paths::ask_path(PathUse::OpenBundle, desk),
        C::BothSides => both_sides(desk),
        C::Snap => desk.model.settings.snaps = !desk.model.settings.snaps,
        C::TakeOver => sessions::take_over(desk),
        C::TakeOverFrom => sessions::ask_earlier(desk),
        C::RecipeCocktail => formulary::ask(desk),
        C::LayProtocol => protocols::ask(desk),
        C::FillRegion => ask_region(desk),
        C::VoidCourse | C::VoidPatient => ask_void(command, desk),
        C::Techniques => techniques::show(desk),
        C::Formulary => formulary::show_list(desk),
        C::Trends => trends::ask(desk),
        C::WiderBrush => brush(1.25, desk),
        C::NarrowerBrush => brush(0.8, desk),
        tool => take_up(tool, desk),
    }
}

/// Opens the form by which a command is carried out, unless what it is about isn't there.
fn open_form(command: Command, desk: &mut Desk<'_>) {
    let form = match command {
        Command::RenameLibrary => rename_library(desk),
        Command::NewPatient => new_patient(desk),
        Command::NewCourse => new_course(desk),
        Command::EditPatient => edit_patient(desk),
        Command::EditCourse => edit_course(desk),
        Command::EditSession => edit_session(desk),
        Command::NewCocktail => new_cocktail(desk),
        Command::SaveProtocol => protocols::form(desk),
        Command::Remark => remark(desk),
        Command::Outcomes => trends::outcomes(desk),
        Command::VoidMarks => Some(voiding::of_marks(desk)),
        Command::VoidSession => voiding::of_session(desk),
        Command::Amend => signing::ask_amend(desk),
        _ => Some(Dialog::Palette(PaletteForm::default())),
    };
    if matches!(form, Some(Dialog::Cocktail(_))) {
        formulary::reread(desk);
    }
    if let Some(form) = form {
        desk.show(form);
    }
}

/// Asks about what is unsaved, and then why the patient or the course that is chosen is void.
fn ask_void(command: Command, desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let folder = if command == Command::VoidPatient { &open.patient } else { &open.course };
    if let Some(folder) = folder.clone() {
        leaving::leave_or_ask(Leave::AskVoid(folder), desk);
    }
}

fn rename_library(desk: &Desk<'_>) -> Option<Dialog> {
    let library = &desk.model.library.as_ref()?.library;
    let form = LibraryForm::rename(library.root().clone(), library.name().to_owned());
    Some(Dialog::Library(Box::new(form)))
}

fn new_patient(desk: &Desk<'_>) -> Option<Dialog> {
    let root = desk.model.library.as_ref()?.library.root().clone();
    Some(Dialog::Patient(PatientForm::new(root, (desk.services.new_id)(), (desk.services.now)().date())))
}

fn remark(desk: &Desk<'_>) -> Option<Dialog> {
    let session = desk.model.session()?;
    let about = Remarked::of(session, &desk.model.selection);
    Some(Dialog::Remark(RemarkForm::of(session, about, &desk.model.texts)))
}

fn new_cocktail(desk: &Desk<'_>) -> Option<Dialog> {
    Some(Dialog::Cocktail(CocktailForm::new(desk.model.session()?.free_letter()?)))
}

fn both_sides(desk: &mut Desk<'_>) {
    desk.model.both_sides = !desk.model.both_sides;
    if let Some(laying) = desk.model.draft.as_ref().map(|draft| draft.order.laying.clone()) {
        drafting::lay(laying.on_both_sides(desk.model.both_sides), desk);
    }
}

/// Takes up the brush, so many times as wide if it was up already.
fn brush(factor: f64, desk: &mut Desk<'_>) {
    if desk.screen.canvas.tool() == Tool::Brush {
        desk.model.strokes = desk.model.strokes.clone().with_brush(factor);
    }
    desk.screen.canvas.take_up(Tool::Brush);
}

fn take_up(command: Command, desk: &mut Desk<'_>) {
    let tool = match command {
        Command::FillTool => Tool::Fill,
        Command::RowTool => Tool::Row,
        Command::BrushTool => Tool::Brush,
        Command::LineTool => Tool::Line,
        Command::AreaTool => Tool::Area,
        Command::SelectTool => Tool::Select,
        Command::MeasureTool => Tool::Measure,
        _ => Tool::Place,
    };
    if tool == Tool::Fill {
        drafting::prepare(desk);
    }
    desk.screen.canvas.take_up(tool);
}

/// Asks for the skin by name; more of it may be clicked afterwards.
fn ask_region(desk: &mut Desk<'_>) {
    // A row or an outline that is being laid can't be added to, and isn't lost.
    let ground = desk.model.draft.as_ref().map(|draft| &draft.order.laying.ground);
    let is_another = ground.is_some_and(|ground| !matches!(ground, Ground::Regions(_)));
    if is_another && !drafting::accept_or_say(desk) {
        return;
    }
    take_up(Command::FillTool, desk);
    let form = RegionsForm::new(&desk.model.texts);
    desk.show(Dialog::Regions(form));
}

fn other_tab(now: Tab, asked: Tab) -> Tab {
    if now == asked { Tab::Chart } else { asked }
}

fn toggle_guide(command: Command, desk: &mut Desk<'_>) {
    let guides = &mut desk.model.settings.guides;
    *guides = command.guide().map_or(*guides, |kind| guides.toggled(kind));
}

fn set_theme(theme: ThemePreference, desk: &mut Desk<'_>) {
    desk.model.settings.theme = theme;
    desk.ctx.set_theme(theme);
}

fn set_language(language: Option<Language>, desk: &mut Desk<'_>) {
    desk.model.settings.language = language;
    desk.model.texts = Arc::new(Texts::of(language.unwrap_or(desk.model.system_language)));
    library::order_anew(desk);
}

fn new_library(desk: &mut Desk<'_>) {
    let name = desk.model.texts.get("library-default-name");
    let folder = paths::home().join(&name);
    let key_file = paths::home().join(desk.model.texts.get("library-key-file-name"));
    desk.show(Dialog::Library(Box::new(LibraryForm::in_folder(&folder, name, &key_file))));
}

fn open_sample(desk: &mut Desk<'_>) {
    match desk.services.sample.clone() {
        Some(bundle) if bundles::is_one(&bundle) => bundles::open_anew(bundle, desk),
        Some(folder) => leaving::leave_or_ask(Leave::OpenLibrary(folder), desk),
        None => desk.fail(desk.model.texts.get("sample-missing")),
    }
}

fn new_course(desk: &Desk<'_>) -> Option<Dialog> {
    use crate::{atlas::BodyKind, chart::Sex};
    let patient = desk.model.library.as_ref()?.chosen_patient()?;
    let sex = patient.patient.as_ref().ok().map(|patient| patient.sex);
    let body = if sex == Some(Sex::Male) { BodyKind::AdultMale } else { BodyKind::AdultFemale };
    Some(Dialog::Course(CourseForm::new(patient.folder.clone(), (desk.services.new_id)(), body)))
}

fn edit_session(desk: &Desk<'_>) -> Option<Dialog> {
    let session = desk.model.session()?;
    Some(Dialog::Session(SessionForm::change(
        &session.details,
        session.body,
        (desk.services.zone.clone(), &desk.model.texts),
    )))
}

fn edit_patient(desk: &Desk<'_>) -> Option<Dialog> {
    let entry = desk.model.library.as_ref()?.chosen_patient()?;
    let today = (desk.services.now)().date();
    let patient = entry.patient.as_ref().ok()?;
    Some(Dialog::Patient(PatientForm::change(entry.folder.clone(), patient, today, &desk.model.texts)))
}

fn edit_course(desk: &Desk<'_>) -> Option<Dialog> {
    let library = desk.model.library.as_ref()?;
    let entry = library.chosen_course()?;
    let course = entry.course.as_ref().ok()?;
    Some(Dialog::Course(CourseForm::change(entry.folder.clone(), course, !library.sessions.is_empty())))
}

fn travel(command: Command, desk: &mut Desk<'_>) {
    let Some(document) = &mut desk.model.document else { return };
    let history = &mut document.history;
    let (name, key) = match command {
        Command::Undo => (history.undo(), "said-undone"),
        _ => (history.redo(), "said-redone"),
    };
    let Some(name) = name else { return };
    let what = edit_text(&desk.model.texts, name);
    let text = desk.model.texts.with(key, &[("what", what.into())]);
    desk.say(text);
}

fn select_all(desk: &mut Desk<'_>) {
    let Some(session) = desk.model.session() else { return };
    let all: BTreeSet<_> = session.marks.iter().map(|mark| mark.id).collect();
    desk.model.selection = all;
}

/// Moves the selected marks along the skin; the one nearest to their middle leads.
fn nudge(command: Command, desk: &mut Desk<'_>) {
    let Some((session, by_mm)) = desk.model.session().zip(command.nudge_mm()) else { return };
    let body = Body::get(session.body);
    let Some(camera) = desk.screen.canvas.active_camera(body.kind) else { return };
    let marks: Vec<_> = desk.model.selection.iter().filter_map(|&id| session.mark(id)).collect();
    let places: Vec<_> = marks.iter().flat_map(|mark| mark.shape.spots()).map(Site::anchor).collect();
    let Some(group) = Group::round_the_middle(&body.surface, &places) else { return };
    let drawn_mm = by_mm.length() / session.scale().in_region(marks[0].site().locus().region);
    let places = group.nudged(&body.surface, camera.right * by_mm.x + camera.up * by_mm.y, drawn_mm);
    let moves = Edit::moving(body, marks.into_iter().map(|mark| &**mark), &places);
    editing::edit(&moves, desk);
}

/// Drops the field that is being laid, else what is selected, else ends the taking over of marks.
fn select_none(desk: &mut Desk<'_>) {
    if desk.model.draft.is_some() {
        drafting::drop_draft(desk);
    } else if desk.model.selection.is_empty() {
        desk.model.layers.remove(Role::Source);
    } else {
        desk.model.selection.clear();
    }
}

/// Takes the field that is being laid, else gives the selected marks everything that the next mark has.
fn apply_next(desk: &mut Desk<'_>) {
    if desk.model.draft.is_some() {
        drafting::accept(desk);
        return;
    }
    let edit = Edit::Set(desk.model.selection.clone(), Change::Deposit(desk.model.next.clone()));
    editing::edit(&edit, desk);
}

/// How far a key turns the body: more than a named view draws in.
const TURN_DEGREES: f32 = 15.0;

fn turn(by_degrees: (f32, f32), desk: &mut Desk<'_>) {
    if let Some(body) = desk.model.body() {
        desk.screen.canvas.turn(by_degrees, body);
    }
}

fn split_view(desk: &mut Desk<'_>) {
    if let Some(body) = desk.model.body() {
        desk.screen.canvas.split(body.kind);
    }
}

fn opposite_view(desk: &mut Desk<'_>) {
    if let Some(session) = desk.model.session() {
        let body = session.body;
        desk.screen.canvas.turn_round(body);
    }
}

fn step_view(by: isize, desk: &mut Desk<'_>) {
    if let Some(session) = desk.model.session() {
        let body = session.body;
        desk.screen.canvas.step_view(by, body);
    }
}
