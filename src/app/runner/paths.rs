//! Asking for a file or folder, and what follows from the answer.

use std::path::{Path, PathBuf};

use crate::export::picture_name;

use super::super::dialogs::{Dialog, PathForm, PathUse, use_path};
use super::super::picker::{Asking, Picked, Question};
use super::Desk;

/// The user's own folder, else the present one.
pub(super) fn home() -> PathBuf {
    std::env::home_dir().or_else(|| std::env::current_dir().ok()).unwrap_or_default()
}

/// Asks for a path with the system's dialog.
pub(super) fn ask_path(purpose: PathUse, desk: &mut Desk<'_>) {
    let question = question(&purpose, desk);
    desk.screen.asking = Some(Asking::start(&desk.services.picker, question, purpose, desk.ctx));
}

pub(super) fn question(purpose: &PathUse, desk: &Desk<'_>) -> Question {
    let (texts, settings) = (&desk.model.texts, &desk.model.settings);
    let beside_library = settings.library.as_deref().and_then(Path::parent).map(Path::to_path_buf);
    let file = desk.model.document.as_ref().map(|document| document.file.file());
    let stem = file.and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    match purpose {
        PathUse::OpenLibrary => Question {
            title: texts.get("path-open-library"),
            folder: beside_library.unwrap_or_else(home),
            file_name: None,
        },
        PathUse::SaveCopy => Question {
            title: texts.get("path-save-copy"),
            folder: file.and_then(Path::parent).map_or_else(home, Path::to_path_buf),
            file_name: Some(format!("{stem}-copy.ron")),
        },
        PathUse::Export(job) => Question {
            title: texts.get("path-export"),
            folder: settings.export_folder.clone().unwrap_or_else(home),
            file_name: desk.model.document.as_ref().map(|document| {
                let patient = document.patient.as_ref().filter(|_| job.patient_name);
                picture_name(patient, document.course.as_ref(), document.history.session())
            }),
        },
    }
}

/// Looks whether the system's dialog was answered; opens the program's own where there is none.
pub(in crate::app) fn answer_path(desk: &mut Desk<'_>) {
    let Some(picked) = desk.screen.asking.as_ref().and_then(Asking::poll) else { return };
    let Some(asking) = desk.screen.asking.take() else { return };
    match picked {
        Picked::Path(path) => super::carry_out(use_path(&asking.purpose, path), desk),
        Picked::Cancelled => {}
        Picked::Unavailable => {
            desk.screen.dialogs.push(Dialog::Path(PathForm::new(asking.question, asking.purpose)));
        }
    }
}
