//! The clinic's formulary: read to choose from, added to, and changed by hand.

use std::sync::Arc;

use crate::chart::{Cocktail, Entry, Formulary, FormularyEdit, Product};
use crate::store::{Place, Reason, StoreError, Stored};

use super::super::action::Answer;
use super::super::dialogs::{Dialog, FormularyForm, ProductForm, RecipeForm, RecipesForm};
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
        let done = library.learn(&cocktail, &note);
        Some(Answer::Learned(library.root().clone(), cocktail.name, done))
    });
}

/// A recipe is in the formulary, or why not.
pub(super) fn learned(root: &Place, name: String, done: Result<Stored<Formulary>, StoreError>, desk: &mut Desk<'_>) {
    if let Ok(Stored { kept, .. }) = &done {
        desk.say(desk.model.texts.with("said-learned", &[("name", name.into())]));
        desk.warn_of(*kept);
    }
    take(root, done.map(|stored| stored.it), desk);
}

/// Has the formulary read again.
pub(super) fn reread(desk: &mut Desk<'_>) {
    let Some(library) = desk.model.library.as_ref().map(|open| open.library.clone()) else { return };
    desk.screen
        .jobs
        .start(Name::Products, move |_task| Some(Answer::Products(library.root().clone(), library.formulary())));
}

/// Takes the formulary of the library in a folder, if it is open; says why it can't be read.
pub(super) fn take(root: &Place, read: Result<Formulary, StoreError>, desk: &mut Desk<'_>) {
    let Some(open) = desk.library_at(root) else { return };
    match read {
        Ok(formulary) => open.formulary = Some(Arc::new(formulary)),
        Err(why) => {
            let record = open.library.formulary_record();
            desk.trouble_of(&record, &why);
        }
    }
}

/// Shows the list.
pub(super) fn show_list(desk: &mut Desk<'_>) {
    // What stands in a file that can't be read any more isn't offered to be changed.
    if let Some(open) = &mut desk.model.library {
        open.formulary = None;
    }
    reread(desk);
    desk.show(Dialog::Formulary(FormularyForm::default()));
}

/// Opens the form of a product, or of a new one.
pub(super) fn ask_product(id: Option<&str>, desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let new = Product::default();
    let known = |id| open.formulary.as_ref().and_then(|formulary| formulary.product(id));
    let Some(product) = id.map_or(Some(&new), known) else { return };
    let day = ((desk.services.now)().date(), &*desk.model.texts);
    let form = ProductForm::new(open.library.root().clone(), product, day);
    desk.show(Dialog::Product(Box::new(form)));
}

/// Opens the form of a recipe, or of a new one.
pub(super) fn ask_recipe(name: Option<&str>, desk: &mut Desk<'_>) {
    let Some(open) = &desk.model.library else { return };
    let recipes = open.formulary.as_ref().map(|formulary| formulary.recipes.iter());
    let recipe = name.and_then(|name| recipes?.into_iter().find(|recipe| recipe.name == name));
    let form = RecipeForm::new(open.library.root().clone(), recipe, &desk.model.texts);
    desk.show(Dialog::Recipe(form));
}

/// Has the formulary of the library in a folder changed, if it is open.
pub(super) fn change(root: Place, edit: FormularyEdit, desk: &mut Desk<'_>) {
    let Some(library) = desk.library_at(&root).map(|open| open.library.clone()) else { return };
    // A second click while it is written doesn't add a product twice.
    if !desk.screen.writing.insert(key(&root)) {
        return;
    }
    let note = desk.note(Reason::Save);
    desk.screen.jobs.start(Name::Write, move |_task| {
        let done = library.change_formulary(&edit, &note);
        Some(Answer::FormularyChanged(root, edit, done))
    });
}

/// What names the writing of a library's formulary.
fn key(root: &Place) -> String {
    format!("formulary in {}", root.shown().display())
}

/// The formulary was changed, or not; then the form stays.
pub(super) fn changed(
    root: &Place,
    edit: &FormularyEdit,
    done: Result<Stored<Formulary>, StoreError>,
    desk: &mut Desk<'_>,
) {
    desk.screen.writing.remove(&key(root));
    let Stored { it: formulary, kept } = match done {
        Ok(formulary) => formulary,
        Err(why) => return desk.trouble(&why),
    };
    desk.screen.dialogs.done(|dialog| match dialog {
        Dialog::Product(form) => form.asks(root, edit),
        Dialog::Recipe(form) => form.asks(root, edit),
        _ => false,
    });
    desk.say(said(edit, &formulary, desk));
    take(root, Ok(formulary), desk);
    desk.warn_of(kept);
}

fn said(edit: &FormularyEdit, formulary: &Formulary, desk: &Desk<'_>) -> String {
    let texts = &desk.model.texts;
    let of = |entry: &Entry| match entry {
        Entry::Product(id) => formulary.product(id).map_or_else(|| id.clone(), |product| product.substance.clone()),
        Entry::Recipe(name) => name.clone(),
    };
    let named = |name: String| [("name", name.into())];
    match edit {
        FormularyEdit::Product { after, .. } => texts.with("said-formulary-saved", &named(after.substance.clone())),
        FormularyEdit::Recipe { after, .. } => texts.with("said-formulary-saved", &named(after.name.clone())),
        FormularyEdit::Hide(entry) => texts.with("said-formulary-hidden", &named(of(entry))),
        FormularyEdit::Offer(entry) => texts.with("said-formulary-offered", &named(of(entry))),
    }
}
