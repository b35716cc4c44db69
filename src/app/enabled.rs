//! Which commands there are where the program runs, and which can be carried out now.

use super::command::Command;
use super::document::Document;
use super::model::{Model, OpenLibrary};

/// Whether there is such a command where the program runs: a page in a browser connects to no other system, and writes into no folder
/// that one watches.
pub(super) fn is_offered(command: Command, model: &Model) -> bool {
    !(model.is_a_page && matches!(command, Command::Send | Command::Unsent | Command::Drop))
}

/// Whether a command can be carried out now.
pub(super) fn is_enabled(command: Command, model: &Model) -> bool {
    use Command as C;
    if !is_offered(command, model) {
        return false;
    }
    let library = model.library.as_ref();
    let document = model.document.as_ref();
    let history = document.map(|document| &document.history);
    match command {
        C::NewPatient
        | C::RenameLibrary
        | C::Formulary
        | C::FormularyRevisions
        | C::TechniqueRevisions
        | C::Unsent
        | C::FindInLibrary
        | C::ExportBundle
        | C::ChangePassphrase
        | C::Unsigned => library.is_some(),
        C::Sign | C::Amend | C::VoidSession | C::Send | C::ExportFhir | C::Drop => vouches(command, model),
        C::Techniques => model.library_in_use().is_some(),
        C::VoidCourse => has_course(library),
        C::PatientRevisions => library.is_some_and(|library| library.patient.is_some()),
        C::CourseRevisions => library.is_some_and(|library| library.course.is_some()),
        C::NewCourse | C::NewSession if library.is_some_and(OpenLibrary::is_void) => false,
        // What has no state that counts can't be changed, and nothing is built upon it.
        C::NewCourse | C::EditPatient | C::VoidPatient => can_change_patient(library),
        // Both ask what sessions there are.
        C::NewSession | C::EditCourse => has_course(library) && library.is_some_and(|library| !library.unread.sessions),
        C::Save => model.editable() && document.is_some_and(Document::unsaved),
        C::EditSession
        | C::NewCocktail
        | C::FillTool
        | C::FillRegion
        | C::RowTool
        | C::BrushTool
        | C::WiderBrush
        | C::NarrowerBrush
        | C::LineTool
        | C::AreaTool
        | C::BothSides
        | C::TakeOverFrom
        | C::ImportMarks
        | C::LayProtocol => model.editable(),
        C::RecipeCocktail => library.is_some() && model.editable(),
        C::SaveProtocol => library.is_some() && document.is_some() && !model.selection.is_empty(),
        C::Undo => model.editable() && history.is_some_and(|history| history.undo_name().is_some()),
        C::Redo => model.editable() && history.is_some_and(|history| history.redo_name().is_some()),
        C::ApplyNext | C::SelectNone if model.draft.is_some() => true,
        C::TakeOver => model.editable() && model.ghost_before().is_some(),
        C::Copy => !model.selection.is_empty(),
        C::Paste => model.editable() && model.clipboard.is_some(),
        C::Delete | C::VoidMarks | C::Cut | C::Mirror | C::Remark | C::ApplyNext => {
            model.editable() && !model.selection.is_empty()
        }
        _ if command.nudge_mm().is_some() => model.editable() && !model.selection.is_empty(),
        C::SelectNone => !model.selection.is_empty() || model.layers.source().is_some(),
        _ if command.compares() => model.compared_with().is_some(),
        _ if needs_a_session(command) => document.is_some(),
        _ => true,
    }
}

/// Whether it shows, copies or exports the open session and changes nothing of it.
fn needs_a_session(command: Command) -> bool {
    use Command as C;
    matches!(
        command,
        C::SaveCopy
            | C::Export
            | C::CopyPicture
            | C::Print
            | C::ExportMarks
            | C::CloseSession
            | C::SelectAll
            | C::ShowMarks
            | C::ShowCourse
            | C::LeftRight
            | C::Outcomes
            | C::Trends
            | C::Revisions
            | C::ToggleGhost
            | C::PlaceTool
            | C::SelectTool
            | C::MeasureTool
            | C::NextView
            | C::PreviousView
            | C::OppositeView
            | C::AllViews
            | C::TurnLeft
            | C::TurnRight
            | C::TurnUp
            | C::TurnDown
            | C::Fit
            | C::ZoomIn
            | C::ZoomOut
            | C::SplitView
    )
}

/// Whether a course is chosen that can be read.
fn has_course(library: Option<&OpenLibrary>) -> bool {
    library.and_then(OpenLibrary::chosen_course).is_some_and(|entry| entry.course.is_ok())
}

fn can_change_patient(library: Option<&OpenLibrary>) -> bool {
    library.and_then(|library| library.chosen_patient()).is_some_and(|entry| entry.patient.is_ok())
}

/// Whether somebody can vouch for the open session, send it, or say that what is vouched for is to be changed or doesn't count.
fn vouches(command: Command, model: &Model) -> bool {
    let Some(document) = &model.document else { return false };
    match command {
        Command::Sign => {
            let counts = model.library.as_ref().is_some_and(|library| !library.is_void());
            counts && (document.is_signed() || model.editable())
        }
        Command::Amend => document.is_signed(),
        // An archive files by the patient, and what is sent is what was saved.
        Command::Send | Command::ExportFhir | Command::Drop => {
            document.patient.is_some() && document.file.state().is_some()
        }
        _ => model.editable() || document.is_void() || document.is_signed(),
    }
}
