//! Asking for a file or folder, and what follows from the answer.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::store::{Keyring, StoreError, is_folder, names_a_session, place_with};

use super::super::action::{Answer, Leave, PathUse};
use super::super::dialogs::{Dialog, PathForm, folder_entries};
use super::super::jobs::Name;
use super::super::picker::{Picked, Question};
use super::desk::Desk;

/// The user's own folder, else the present one; in a browser the first of the private ones.
pub(super) fn home() -> PathBuf {
    let own = std::env::home_dir().or_else(|| std::env::current_dir().ok());
    own.unwrap_or_else(|| PathBuf::from("/"))
}

/// What a path dropped on the window, or given at the start, opens: a library by its folder, else a session.
///
/// # Errors
///
/// When there is nothing, or its name is no text.
pub(super) fn dropped(path: PathBuf, keys: &Keyring) -> Result<Leave, StoreError> {
    let place = match place_with(&path, keys) {
        // What opens it is asked for then.
        Err(StoreError::Locked { file }) => return Ok(Leave::OpenLibrary(file)),
        place => place?,
    };
    Ok(if names_a_session(&place) { Leave::OpenSession(place) } else { Leave::OpenLibrary(path) })
}

/// Asks where a copy of the open session, as it is now, goes.
pub(super) fn ask_copy(then: Option<Leave>, desk: &mut Desk<'_>) {
    let Some(document) = &desk.model.document else { return };
    if let Err(why) = document.copyable() {
        return desk.trouble(&why);
    }
    let session = Arc::clone(document.history.settled());
    ask_path(PathUse::SaveCopy(session, then), desk);
}

/// Asks for a path with the system's dialog, beside the window.
pub(super) fn ask_path(purpose: PathUse, desk: &mut Desk<'_>) {
    let question = question(&purpose, desk);
    let picker = Arc::clone(&desk.services.picker);
    let started = desk.screen.jobs.start(Name::FileDialog, move |_task| {
        let picked = picker.pick(&question);
        Some(Answer::Path(purpose, question, picked))
    });
    if !started {
        desk.fail(desk.model.texts.get("path-one-at-a-time"));
    }
}

fn question(purpose: &PathUse, desk: &Desk<'_>) -> Question {
    let (texts, settings) = (&desk.model.texts, &desk.model.settings);
    let beside_library = settings.library.as_deref().and_then(Path::parent).map(Path::to_path_buf);
    let file = desk.model.document.as_ref().map(|document| document.file.place().shown());
    let stem = file.as_deref().and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
    let stem = stem.unwrap_or_default();
    let exported = |title, file_name: &str| Question {
        title,
        folder: settings.export_folder.clone().unwrap_or_else(home),
        file_name: Some(file_name.to_owned()),
        opens: false,
    };
    match purpose {
        PathUse::OpenLibrary => Question {
            title: texts.get("path-open-library"),
            folder: beside_library.unwrap_or_else(home),
            file_name: None,
            opens: false,
        },
        PathUse::SaveCopy(..) => Question {
            title: texts.get("path-save-copy"),
            // In an encrypted library no folder is called as people name it.
            folder: file
                .as_deref()
                .and_then(Path::parent)
                .filter(|it| is_folder(it))
                .map_or_else(home, Path::to_path_buf),
            file_name: Some(format!("{stem}-copy.ron")),
            opens: false,
        },
        PathUse::Export(order) => exported(texts.get("path-export"), &order.file_name),
        PathUse::ExportMarks(order) => exported(texts.get("path-export-marks"), &order.file_name),
        PathUse::ExportFound(order) => exported(texts.get("path-export-found"), &order.file_name),
        PathUse::Trend(order) => exported(texts.get("path-export"), &order.file_name),
        PathUse::ExportFhir(order) => exported(texts.get("path-export-fhir"), &order.file_name),
        PathUse::Drop(_) => Question {
            title: texts.get("path-drop"),
            folder: settings.watched_folder.clone().unwrap_or_else(home),
            file_name: None,
            opens: false,
        },
        PathUse::ExportBundle(order) => exported(texts.get("path-export-bundle"), &order.file_name),
        PathUse::OpenBundle => Question {
            title: texts.get("path-open-bundle"),
            folder: settings.export_folder.clone().unwrap_or_else(home),
            file_name: Some(String::new()),
            opens: true,
        },
        PathUse::KeyFile(_) => {
            Question { title: texts.get("path-key-file"), folder: home(), file_name: Some(String::new()), opens: true }
        }
        PathUse::ImportMarks(..) => Question {
            title: texts.get("path-import-marks"),
            folder: settings.export_folder.clone().unwrap_or_else(home),
            file_name: Some(String::new()),
            opens: true,
        },
    }
}

/// The system's dialog was answered; where there is none the program's own opens.
pub(super) fn picked(
    purpose: PathUse,
    question: Question,
    picked: Picked,
    desk: &mut Desk<'_>,
) -> Option<(PathUse, PathBuf)> {
    match picked {
        Picked::Path(path) => Some((purpose, path)),
        Picked::Cancelled => None,
        Picked::Unavailable => {
            let folder = question.folder.clone();
            desk.show(Dialog::Path(PathForm::new(question, purpose)));
            list_folder(folder, desk);
            None
        }
    }
}

/// Has a folder listed for the program's own file dialog.
pub(super) fn list_folder(folder: PathBuf, desk: &mut Desk<'_>) {
    desk.screen.jobs.start(Name::Folder, move |_task| {
        let listed = folder_entries(&folder).map_err(|why| why.to_string());
        Some(Answer::Folder(folder, listed))
    });
}

/// Takes what a folder holds, if the file dialog still waits for it.
pub(super) fn take_folder(folder: &Path, listed: Result<Vec<(String, bool)>, String>, desk: &mut Desk<'_>) {
    if let Some(form) = desk.screen.dialogs.path_form() {
        form.take(folder, listed);
    }
}
