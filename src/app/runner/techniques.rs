//! The clinic's list of techniques: taken with its library, read again, and changed.

use crate::chart::{TechniqueEdit, TechniqueId};
use crate::store::{Place, Reason, StoreError, Stored, TechniqueList};

use super::super::action::Answer;
use super::super::dialogs::{Dialog, TechniqueForm, TechniquesForm};
use super::super::jobs::Name;
use super::desk::Desk;

/// Takes the techniques of the library in a folder, if it is open; says why the clinic's own list can't be read.
pub(super) fn take(root: &Place, list: TechniqueList, desk: &mut Desk<'_>) {
    let Some(open) = desk.library_at(root) else { return };
    let words = |fault: &Option<StoreError>| fault.as_ref().map(ToString::to_string);
    let news = list.fault.clone().filter(|_| words(&list.fault) != words(&open.catalogue.fault));
    let same = words(&list.fault) == words(&open.catalogue.fault) && list.techniques == open.catalogue.techniques;
    if !same {
        open.catalogue = list.into();
    }
    let record = open.library.techniques_record();
    if let Some(why) = news {
        desk.trouble_of(&record, &why);
    }
}

/// Has the list read again.
pub(super) fn reread(desk: &mut Desk<'_>) {
    let Some(library) = desk.model.library.as_ref().map(|open| open.library.clone()) else { return };
    desk.screen
        .jobs
        .start(Name::Techniques, move |_task| Some(Answer::Techniques(library.root().clone(), library.techniques())));
}

/// Shows the list.
pub(super) fn show(desk: &mut Desk<'_>) {
    desk.show(Dialog::Techniques(TechniquesForm::default()));
}

/// Opens the form of a technique of the list, or of a new one.
pub(super) fn ask(id: Option<&TechniqueId>, desk: &mut Desk<'_>) {
    let Some(open) = desk.model.library_in_use() else { return };
    let root = open.library.root().clone();
    let known = id.map(|id| open.catalogue.techniques.get(id));
    let form = match known {
        None => TechniqueForm::new(root, &open.catalogue.techniques),
        Some(Some(technique)) => TechniqueForm::change(root, technique, &desk.model.texts),
        Some(None) => return,
    };
    desk.show(Dialog::Technique(Box::new(form)));
}

/// Has the list of the library in a folder changed, if it is open.
pub(super) fn change(root: Place, edit: TechniqueEdit, desk: &mut Desk<'_>) {
    let Some(library) = desk.library_at(&root).map(|open| open.library.clone()) else { return };
    // A second click while it is written doesn't add a technique twice.
    if !desk.screen.writing.insert(key(&root)) {
        return;
    }
    let note = desk.note(Reason::Save);
    desk.screen.jobs.start(Name::Write, move |_task| {
        let done = library.change_techniques(&edit, &note);
        Some(Answer::TechniquesChanged(root, edit, done))
    });
}

/// What names the writing of a library's list.
fn key(root: &Place) -> String {
    format!("techniques in {}", root.shown().display())
}

/// The list was changed, or not; then the form stays.
pub(super) fn changed(
    root: &Place,
    edit: &TechniqueEdit,
    done: Result<Stored<TechniqueList>, StoreError>,
    desk: &mut Desk<'_>,
) {
    desk.screen.writing.remove(&key(root));
    let Stored { it: list, kept } = match done {
        Ok(list) => list,
        Err(why) => return desk.trouble(&why),
    };
    desk.screen.dialogs.done(|dialog| matches!(dialog, Dialog::Technique(form) if form.asks(root, edit)));
    let said = said(edit, &list, desk);
    take(root, list, desk);
    desk.say(said);
    desk.warn_of(kept);
}

fn said(edit: &TechniqueEdit, list: &TechniqueList, desk: &Desk<'_>) -> String {
    let texts = &desk.model.texts;
    let named = |id: &TechniqueId| [("name", list.techniques.name(id, texts.language()).to_owned().into())];
    match edit {
        TechniqueEdit::Put(technique) => {
            texts.with("said-technique-saved", &[("name", technique.name(texts.language()).into())])
        }
        TechniqueEdit::Restore(id) => texts.with("said-technique-restored", &named(id)),
        TechniqueEdit::Hide(id) => texts.with("said-technique-hidden", &named(id)),
        TechniqueEdit::Offer(id) => texts.with("said-technique-offered", &named(id)),
    }
}
