//! The clinic's formulary: read to choose from, and added to.

use crate::chart::{Cocktail, Formulary};
use crate::store::{Reason, StoreError};

use super::super::action::Answer;
use super::super::dialogs::{Dialog, RecipesForm};
use super::super::document::DocId;
use super::super::jobs::Name;
use super::desk::Desk;

/// Has the recipes read, to choose one for the open session.
pub(super) fn ask(desk: &mut Desk<'_>) {
    let library = desk.model.library.as_ref().map(|open| open.library.clone());
    let (Some(document), Some(library)) = (desk.document_id(), library) else { return };
    desk.screen.jobs.start(Name::Formulary, move |_task| Some(Answer::Formulary(document, library.formulary())));
}

/// Shows the recipes to choose from.
pub(super) fn show(document: DocId, read: Result<Formulary, StoreError>, desk: &mut Desk<'_>) {
    if desk.document_id() != Some(document) {
        return;
    }
    match read {
        Ok(formulary) => desk.show(Dialog::Recipes(RecipesForm::new(formulary))),
        Err(why) => desk.trouble(&why),
    }
}

/// Has what a cocktail is mixed from, and itself as a recipe, added to the formulary.
pub(super) fn learn(cocktail: Cocktail, desk: &mut Desk<'_>) {
    let Some(library) = desk.model.library.as_ref().map(|open| open.library.clone()) else { return };
    let note = desk.note(Reason::Save);
    desk.screen.jobs.start(Name::Write, move |_task| {
        let done = library.learn(&cocktail, &note).map(|_formulary| cocktail.name);
        Some(Answer::Learned(done))
    });
}

/// A recipe is in the formulary, or why not.
pub(super) fn learned(done: Result<String, StoreError>, desk: &mut Desk<'_>) {
    match done {
        Ok(name) => desk.say(desk.model.texts.with("said-learned", &[("name", name.into())])),
        Err(why) => desk.trouble(&why),
    }
}
