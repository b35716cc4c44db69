//! Bundles: a library, a patient or a course into one file, and such a file into a library; read and written by jobs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::advice::{merged_notes, merged_sentence, store_error_sentence, store_error_text, system_error_text};
use crate::export::file_stem;
use crate::store::{
    self, Bundle, BundleFault, MOST_BUNDLE_BYTES, Merged, Note, Passphrase, Reason, SecretSeed, StoreError,
    is_a_bundle, merge, open_bundle_as, read_bundle, read_sealed_bundle, read_start, seal_bundle, write_bundle,
    write_whole,
};
use crate::text::Texts;

use super::super::action::{Answer, BundleInto, BundleOrder, Leave, TakeOrder};
use super::super::dialogs::{BundleChoice, BundleForm, Dialog, Notice, TakeForm, with_ending};
use super::super::jobs::Name;
use super::desk::Desk;
use super::exporting::aside;
use super::{leaving, library, paths};

/// What bundles' names end in.
const ENDING: &str = "mesomap";

/// Asks what of the open library goes into a bundle.
pub(super) fn show_form(desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let texts = &desk.model.texts;
    let choice = |text: String, place: &store::Place, name: &str| BundleChoice {
        text,
        place: place.clone(),
        file_name: format!("{}.{ENDING}", file_stem(name)),
    };
    let name = open.library.name();
    let mut choices = vec![choice(texts.with("pack-library", &[("name", name.into())]), open.library.root(), name)];
    if let Some(patient) = open.chosen_patient()
        && let Ok(record) = &patient.patient
    {
        let whose = texts.with("pack-patient", &[("name", record.name.clone().into())]);
        choices.push(choice(whose, &patient.folder, &record.name));
        if let Some(course) = open.chosen_course()
            && let Ok(known) = &course.course
        {
            let places = [("title", known.title.clone().into()), ("name", record.name.clone().into())];
            let file = format!("{} {}", record.name, known.title);
            choices.push(choice(texts.with("pack-course", &places), &course.folder, &file));
        }
    }
    desk.show(Dialog::Bundle(BundleForm::new(choices)));
}

/// Writes the bundle.
pub(super) fn start(order: Arc<BundleOrder>, path: PathBuf, desk: &mut Desk<'_>) {
    let path = with_ending(path, ENDING);
    desk.model.settings.export_folder = path.parent().map(Path::to_path_buf);
    let (note, mut seed) = (desk.note(Reason::Save), zeroize::Zeroizing::new([0; 32]));
    if order.passphrase.is_some() && !(desk.services.random)(&mut *seed) {
        return desk.fail(desk.model.texts.get("sign-no-key"));
    }
    aside(desk, move |texts| {
        let written = write(&order, (&path, *seed), &note, texts);
        let file = || ("file", path.display().to_string().into());
        written.map_err(|why| texts.with("export-failed", &[file(), ("why", why.into())]))
    });
}

/// Writes it whole or not at all; what was said of it afterwards.
fn write(order: &BundleOrder, (path, seed): (&Path, [u8; 32]), note: &Note, texts: &Texts) -> Result<String, String> {
    let said = |why: StoreError| store_error_sentence(&why, texts);
    let bundled = write_bundle(&order.place, note).map_err(said)?;
    let sealed =
        order.passphrase.as_ref().map(|passphrase| seal_bundle(&bundled.bytes, passphrase, &SecretSeed::from(seed)));
    let sealed = sealed.transpose().map_err(said)?;
    write_whole(path, sealed.as_ref().unwrap_or(&bundled.bytes)).map_err(|why| system_error_text(&why, texts))?;
    bundled.went(note.at);
    let file = [("file", path.display().to_string().into()), ("sessions", bundled.manifest.unsaved.into())];
    let key = if bundled.manifest.unsaved > 0 {
        texts.with("pack-done-unsaved", &file)
    } else {
        texts.with("export-done", &file)
    };
    Ok(key)
}

/// Whether a file that was dropped on the window or given at the start is a bundle, by its name and its first bytes.
pub(super) fn is_one(file: &Path) -> bool {
    let is_named = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING));
    is_named && read_start(file, 64).is_ok_and(|start| is_a_bundle(&start))
}

/// Reads a bundle that was chosen.
pub(super) fn read(file: PathBuf, desk: &mut Desk<'_>) {
    start_reading(file, None, desk);
}

/// Tries a passphrase on an encrypted one.
pub(super) fn unlock(file: PathBuf, passphrase: Passphrase, desk: &mut Desk<'_>) {
    if let Some(form) = desk.screen.dialogs.take_form(&file) {
        form.wait();
    }
    start_reading(file, Some(passphrase), desk);
}

fn start_reading(file: PathBuf, passphrase: Option<Passphrase>, desk: &mut Desk<'_>) {
    desk.screen.jobs.start(Name::Bundle, move |_task| {
        let read = opened(&file, passphrase.as_ref()).map(Arc::new);
        Some(Answer::BundleRead(file, read))
    });
}

fn opened(file: &Path, passphrase: Option<&Passphrase>) -> Result<Bundle, StoreError> {
    // One byte more than is allowed tells that there is more.
    let bytes = read_start(file, MOST_BUNDLE_BYTES + 1).map_err(|why| StoreError::io(file, "read", why))?;
    match passphrase {
        Some(passphrase) => read_sealed_bundle(file, &bytes, passphrase),
        None => read_bundle(file, &bytes),
    }
}

/// Opens a bundle as a library of its own, named as the file; the one that was made of it before, if it is there.
pub(super) fn open_anew(file: PathBuf, desk: &mut Desk<'_>) {
    let folder = paths::home().join(file.file_stem().unwrap_or_default());
    if store::is_folder(&folder) {
        return leaving::leave_or_ask(Leave::OpenLibrary(folder), desk);
    }
    let note = desk.note(Reason::Import);
    desk.screen.jobs.start(Name::TakeIn, move |_task| {
        let merged = opened(&file, None).and_then(|bundle| open_bundle_as(&bundle, &folder, &note));
        Some(Answer::BundleTaken(file, BundleInto::New(folder), merged.map(Box::new)))
    });
}

/// Shows what is in a bundle, or asks for its passphrase.
pub(super) fn show(file: &Path, read: Result<Arc<Bundle>, StoreError>, desk: &mut Desk<'_>) {
    let why = read.as_ref().err().map(|why| store_error_text(why, &desk.model.texts));
    if let Some(form) = desk.screen.dialogs.take_form(file) {
        return match (read, why) {
            (Ok(bundle), _) => form.open(bundle),
            (Err(_), why) => form.refuse(why.unwrap_or_default(), false),
        };
    }
    let is_locked = matches!(read, Err(StoreError::Bundle { fault: BundleFault::Locked, .. }));
    let into = desk.model.library.as_ref().map(|open| (open.library.root().clone(), open.library.name().to_owned()));
    let stem = file.file_stem().unwrap_or_default();
    let mut form = TakeForm::new(file.to_path_buf(), into, &paths::home().join(stem));
    match read {
        Ok(bundle) => form.open(bundle),
        Err(_) if is_locked => {}
        Err(why) => return desk.trouble(&why),
    }
    desk.show(Dialog::Take(Box::new(form)));
}

/// Takes a bundle in.
pub(super) fn take(order: TakeOrder, desk: &mut Desk<'_>) {
    if let Some(form) = desk.screen.dialogs.take_form(&order.file) {
        form.wait();
    }
    let note = desk.note(Reason::Import);
    desk.screen.jobs.start(Name::TakeIn, move |_task| {
        let merged = match &order.into {
            BundleInto::Library(root) => merge(&order.bundle, root, order.other_name, &note),
            BundleInto::New(folder) => open_bundle_as(&order.bundle, folder, &note),
        };
        Some(Answer::BundleTaken(order.file, order.into, merged.map(Box::new)))
    });
}

/// Says what was taken in, and shows it.
pub(super) fn taken((file, into): (&Path, BundleInto), done: Result<Box<Merged>, StoreError>, desk: &mut Desk<'_>) {
    let texts = &desk.model.texts;
    let merged = match done {
        Ok(merged) => merged,
        Err(why) => {
            let doubts = matches!(why, StoreError::Bundle { fault: BundleFault::OtherPatient { .. }, .. });
            let text = store_error_text(&why, texts);
            return match desk.screen.dialogs.take_form(file) {
                Some(form) => form.refuse(text, doubts),
                None => desk.trouble(&why),
            };
        }
    };
    let (sentence, notes) = (merged_sentence(&merged, texts), merged_notes(&merged, texts));
    desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Take(form) if form.is_of(file)));
    match into {
        BundleInto::New(folder) => leaving::leave_or_ask(Leave::OpenLibrary(folder), desk),
        BundleInto::Library(root) if desk.library_at(&root).is_some() => library::reread(desk),
        BundleInto::Library(_) => {}
    }
    if notes.is_empty() {
        return desk.say(sentence);
    }
    desk.show(Dialog::Notice(Notice::Taken([vec![sentence], notes].concat().join("\n\n"))));
}
