//! The formulary through the real interface: a cocktail kept as a recipe, mixed again in the next session by its name.

use egui::{Key, Modifiers};
use mesomap::store::Library;

use super::desk::{Desk, sample};

/// A session with a cocktail of three components that was kept as a recipe.
fn with_recipe(expiry: &str) -> Desk {
    let mut desk = sample();
    desk.new_session();
    desk.key(Key::K, Modifiers::COMMAND);
    desk.fill("Name", "Three of us");
    for (nth, substance) in (1..).zip(["Lidocaine", "Vitamin C", "Biotin"]) {
        if nth > 1 {
            desk.click("Add component");
        }
        desk.fill(&format!("Substance {nth}"), substance);
        desk.fill(&format!("Volume {nth}"), "1");
        desk.fill(&format!("Lot {nth}"), &format!("LOT-{nth}"));
        desk.fill(&format!("Expiry {nth}"), expiry);
    }
    desk.click("Keep as a recipe of the formulary, with products and lots");
    desk.click("Add cocktail");
    desk.shows("Three of us is a recipe of the formulary");
    desk.key(Key::S, Modifiers::COMMAND);
    desk
}

fn take_recipe(desk: &mut Desk) {
    desk.key(Key::K, Modifiers::COMMAND | Modifiers::SHIFT);
    desk.fill("Part of a recipe’s name", "three");
    desk.key(Key::Enter, Modifiers::NONE);
}

#[test]
fn a_recipe_is_mixed_of_todays_lots_in_one_choice() {
    let mut desk = with_recipe("2027-06-30");
    let before = desk.session().cocktails.len();
    take_recipe(&mut desk);
    let session = desk.session();
    assert_eq!(session.cocktails.len(), before + 1);
    let [kept, mixed] = [before - 1, before].map(|at| session.cocktails[at].clone());
    assert_eq!((kept.components.len(), &kept.components), (3, &mixed.components));
    assert_ne!(kept.letter, mixed.letter);
    let formulary = Library::open(&desk.open_file()).expect("it is there").formulary().expect("it is there");
    assert_eq!((formulary.products.len(), formulary.recipes.len()), (3, 1));
    assert!(mesomap::store::check(Library::open(&desk.open_file()).expect("it is there").root()).is_empty());
}

#[test]
fn an_expired_lot_is_asked_for() {
    // The session is of 2 November 2026.
    let mut desk = with_recipe("2026-10-31");
    let before = desk.session().cocktails.len();
    take_recipe(&mut desk);
    assert_eq!(desk.session().cocktails.len(), before, "not before its lots are known");
    desk.fill("Lot 1", "NEW-1");
    desk.fill("Expiry 1", "2027-12-31");
    desk.click("Add cocktail");
    let session = desk.session();
    let mixed = &session.cocktails[before];
    assert_eq!((mixed.components[0].lot.as_str(), mixed.components[1].lot.as_str()), ("NEW-1", ""));
    // The form knew that it came from a recipe: the new lot is known from now on.
    desk.shows("Three of us is a recipe of the formulary");
    let formulary = Library::open(&desk.open_file()).expect("it is there").formulary().expect("it is there");
    assert_eq!(formulary.products[0].lots.len(), 2);
}

#[test]
fn what_was_discarded_is_kept_through_a_later_change() {
    let mut desk = sample();
    desk.new_session();
    desk.click("Change cocktail A");
    desk.fill("Discarded", "0.5");
    desk.fill("Why it was discarded", "syringe fell");
    desk.click("Apply");
    let discarded = |desk: &Desk| desk.session().cocktails[0].discarded.clone().expect("it was recorded");
    assert_eq!((discarded(&desk).volume.ml(), discarded(&desk).why.as_str()), (0.5, "syringe fell"));
    desk.click("Change cocktail A");
    desk.fill("Name", "Another name");
    desk.click("Apply");
    assert_eq!(desk.session().cocktails[0].name, "Another name");
    assert_eq!(discarded(&desk).volume.ml(), 0.5);
    desk.key(Key::S, Modifiers::COMMAND);
    assert_eq!(crate::desk::load(&desk.open_file()), desk.session());
}
