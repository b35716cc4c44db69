//! Lists of marks for other programs and from them: written and read by a job, taken over as one step.

use std::path::PathBuf;
use std::sync::Arc;

use super::super::action::{Answer, MarksOrder, PathUse, ReadList};
use super::super::dialogs::{Dialog, ImportForm, ListForm};
use super::super::document::DocId;
use super::super::jobs::Name;
use super::desk::Desk;
use super::editing;
use super::exporting::write_file;
use super::paths::ask_path;
use crate::advice::{differing_lines, imported_text, other_body_text, points_only_text, refused_lines};
use crate::chart::{Differing, Import, Incoming, ListFormat};
use crate::export::{Format, marks, picture_name};
use crate::store::{Kin, Presumed, StoreError, read_marks_file};

/// Shows the form by which a format is chosen.
pub(super) fn show_form(desk: &mut Desk<'_>) {
    desk.show(Dialog::List(ListForm::default()));
}

/// Asks where a list of the open session's marks goes.
pub(super) fn ask(format: ListFormat, desk: &mut Desk<'_>) {
    let Some(document) = desk.model.document.as_ref() else { return };
    let session = Arc::clone(document.history.settled());
    // Marks name no patient, and neither does their file.
    let name = picture_name((None, document.course.as_ref()), &session, Format::Png);
    let stem = name.strip_suffix(".png").unwrap_or(&name);
    let file_name = format!("{stem}.{}", format.ending());
    let techniques = Arc::clone(&desk.model.techniques);
    ask_path(PathUse::ExportMarks(Arc::new(MarksOrder { session, techniques, format, file_name })), desk);
}

/// Writes the list.
pub(super) fn start(order: Arc<MarksOrder>, path: PathBuf, desk: &mut Desk<'_>) {
    write_file((path, order.format.ending()), desk, move |texts| {
        let list = marks(&order.session, &order.techniques, order.format, texts);
        list.map(String::into_bytes).map_err(|why| points_only_text(why, texts))
    });
}

/// Asks which file marks come from; what it doesn't say of them is that of the next mark.
pub(super) fn ask_file(desk: &mut Desk<'_>) {
    if !editing::next_is_right(desk) {
        return;
    }
    let Some(document) = desk.model.document.as_ref() else { return };
    let presumed = Presumed { body: document.history.session().body, deposit: desk.model.next.clone() };
    ask_path(PathUse::ImportMarks(document.id, Arc::new(presumed)), desk);
}

/// Reads the file.
pub(super) fn read(document: DocId, presumed: Arc<Presumed>, path: PathBuf, desk: &mut Desk<'_>) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Some(format) = ListFormat::of_name(&name) else {
        return desk.fail(desk.model.texts.with("import-ending", &[("file", path.display().to_string().into())]));
    };
    let (file, open) = (name.into_owned(), desk.model.document.as_ref().filter(|open| open.id == document));
    let Some((place, session)) = open.map(|open| (open.file.place().clone(), Arc::clone(open.history.settled())))
    else {
        return;
    };
    desk.screen.jobs.start(Name::Import, move |_task| {
        let read = read_marks_file(&path, format, &presumed).map(|incoming| {
            let foreign = incoming.foreign_to(&session).map(|id| Kin::of(&place, id));
            Box::new(ReadList { file, format, incoming, foreign })
        });
        Some(Answer::Incoming(document, read))
    });
}

/// Shows what taking over would do, if the session is still open.
pub(super) fn show_import(document: DocId, read: Result<Box<ReadList>, StoreError>, desk: &mut Desk<'_>) {
    let Some(session) = desk.model.session().filter(|_| desk.document_id() == Some(document)) else { return };
    let list = match read {
        Ok(list) => *list,
        Err(why) => return desk.trouble(&why),
    };
    match Import::of(session, &list.incoming, &desk.model.techniques) {
        Ok(import) => {
            let (texts, techniques) = (&desk.model.texts, &desk.model.techniques);
            let lines = (differing_lines(&import, session, techniques, texts), refused_lines(&import, texts));
            desk.show(Dialog::Import(Box::new(ImportForm::new(list, import, lines))));
        }
        Err(why) => desk.fail(other_body_text(why, &desk.model.texts)),
    }
}

/// Takes over marks, as the session is now.
pub(super) fn import(incoming: &Incoming, differing: Differing, desk: &mut Desk<'_>) {
    let Some(session) = desk.model.session() else { return };
    let Ok(import) = Import::of(session, incoming, &desk.model.techniques) else { return };
    let Some(edit) = import.edit(differing) else { return };
    if editing::edit(&edit, desk) {
        desk.say(imported_text(import.counts(differing), &desk.model.texts));
    }
}
