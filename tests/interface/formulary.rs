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
    desk.seek("Part of a recipe’s name", "three");
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
    desk.shows("Type the lot of today: Lidocaine, Vitamin C, Biotin");
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

const FIND: &str = "Part of a product, a manufacturer, a lot or a recipe";

fn open_list(desk: &mut Desk) {
    desk.key(Key::F4, Modifiers::NONE);
    desk.shows("what changes here changes no session");
}

/// Adds a product with a lot through its form; the list stays open.
fn add_product(desk: &mut Desk, name: &str, strength: &str) {
    desk.click("New product…");
    desk.fill("Substance, as on the label", name);
    desk.fill("Concentration", strength);
    desk.fill("Manufacturer", "Maker");
    desk.fill("Form: vial, ampoule, powder", "ampoule");
    desk.click("Add lot");
    desk.fill("Lot 1", "LOT-1");
    desk.fill("Opened 1", "2026-10-01");
    desk.fill("Expiry 1", "2027-06-30");
    desk.fill("Stock 1", "20");
    desk.click("Save");
    desk.shows(&format!("{name}: saved in the formulary"));
}

fn kept(desk: &Desk) -> mesomap::chart::Formulary {
    Library::open(&desk.session_file(0)).expect("the sample").formulary().expect("it is there")
}

#[test]
fn a_product_and_a_recipe_typed_in_by_hand_are_mixed_in_a_session() {
    let mut desk = sample();
    desk.new_session();
    let old = crate::desk::newest_file(&desk.session_file(0));
    let before = std::fs::read(&old).expect("the sample");
    open_list(&mut desk);
    desk.shows("Nothing is recorded yet");
    add_product(&mut desk, "Procaine", "2 %");
    add_product(&mut desk, "Biotin", "");
    let products = kept(&desk).products;
    let lot = &products[0].lots[0];
    assert_eq!(products[0].concentration.map(|strength| strength.to_string()).as_deref(), Some("2 %"));
    assert_eq!((products[0].manufacturer.as_str(), products[0].form.as_str()), ("Maker", "ampoule"));
    assert_eq!(lot.opened, "2026-10-01".parse().ok());
    assert_eq!(
        (lot.number.as_str(), lot.expiry, lot.stock.map(mesomap::chart::Volume::ml)),
        ("LOT-1", "2027-06-30".parse().ok(), Some(20.0))
    );
    assert_eq!(products[1].concentration, None, "nothing is invented");
    desk.click("New recipe…");
    desk.fill("Name", "By hand");
    for (name, strength, ml) in [("Procaine", "2 %", "1.5"), ("Biotin", "strength not recorded", "2")] {
        desk.click("Add product…");
        desk.click(&format!("{name}, {strength}"));
        desk.fill(&format!("Volume of {name}"), ml);
    }
    desk.click("Save");
    desk.shows("By hand: saved in the formulary");
    // It is found by a word, and what has no strength says so.
    desk.seek(FIND, "biotin");
    desk.shows("strength not recorded");
    desk.key(Key::Escape, Modifiers::NONE);
    desk.key(Key::K, Modifiers::COMMAND | Modifiers::SHIFT);
    desk.seek("Part of a recipe’s name", "by hand");
    desk.shows("Biotin, strength not recorded, ");
    desk.key(Key::Enter, Modifiers::NONE);
    let session = desk.session();
    let mixed = session.cocktails.last().expect("it was mixed");
    assert_eq!((mixed.name.as_str(), mixed.prepared.ml()), ("By hand", 3.5));
    assert_eq!(mixed.components[0].lot, "LOT-1");
    // Its form asks for what isn't recorded.
    desk.click(&format!("Change cocktail {}", mixed.letter));
    desk.shows("Biotin: strength not recorded. Take it from the label");
    desk.fill("Concentration 2", "5 mg/mL");
    assert!(!desk.is_shown("strength not recorded"));
    desk.click("Apply");
    assert_eq!(std::fs::read(&old).expect("the sample"), before, "no other session is touched");
    assert!(mesomap::store::check(Library::open(&desk.open_file()).expect("it is there").root()).is_empty());
}

#[test]
fn a_product_of_the_clinic_is_a_component_with_the_lot_of_the_day_until_it_is_used_up() {
    let mut desk = sample();
    desk.new_session();
    open_list(&mut desk);
    add_product(&mut desk, "Procaine of ours", "2 %");
    desk.key(Key::Escape, Modifiers::NONE);
    let component = |desk: &mut Desk| {
        desk.key(Key::K, Modifiers::COMMAND);
        desk.click("Known products…");
        desk.click("Procaine of ours, 2 %");
        desk.fill("Name", "Mix");
        desk.fill("Volume 1", "1");
        desk.click("Add cocktail");
        desk.session().cocktails.last().expect("it was added").components[0].clone()
    };
    let first = component(&mut desk);
    assert_eq!((first.lot.as_str(), first.expiry), ("LOT-1", "2027-06-30".parse().ok()));
    open_list(&mut desk);
    desk.seek(FIND, "lot-1");
    desk.key(Key::Enter, Modifiers::NONE);
    desk.shows("Product: Procaine of ours");
    // The clock shows 2 November 2026.
    desk.click("Used up today");
    desk.click("Save");
    desk.shows("Procaine of ours: saved in the formulary");
    assert_eq!(kept(&desk).products[0].lots[0].used_up, "2026-11-02".parse().ok());
    desk.key(Key::Escape, Modifiers::NONE);
    // On that day it was still in use.
    assert_eq!(component(&mut desk).lot, "LOT-1");
}

#[test]
fn what_is_no_longer_used_is_not_offered_and_nothing_is_lost() {
    let mut desk = with_recipe("2027-06-30");
    let before = (desk.session(), kept(&desk));
    open_list(&mut desk);
    desk.seek(FIND, "three of us");
    desk.click("No longer used");
    desk.shows("Three of us: no longer offered");
    desk.seek(FIND, "biotin");
    desk.click("No longer used");
    desk.shows("Biotin: no longer offered");
    desk.shows("No longer used: not offered for new cocktails");
    desk.key(Key::Escape, Modifiers::NONE);
    take_recipe(&mut desk);
    desk.shows("There are no recipes yet");
    desk.key(Key::Escape, Modifiers::NONE);
    assert_eq!(desk.session(), before.0);
    open_list(&mut desk);
    for name in ["three of us", "biotin"] {
        desk.seek(FIND, name);
        desk.click("Use again");
    }
    assert_eq!(kept(&desk), before.1);
    // A recipe gets another name; the cocktail that was mixed by it keeps its own.
    desk.seek(FIND, "three of us");
    desk.key(Key::Enter, Modifiers::NONE);
    desk.fill("Name", "Trio");
    desk.fill("Volume of Lidocaine", "2.5");
    desk.click("Save");
    desk.shows("Trio: saved in the formulary");
    let recipes = kept(&desk).recipes;
    assert_eq!((recipes.len(), recipes[0].name.as_str(), recipes[0].parts[0].1.ml()), (1, "Trio", 2.5));
    assert_eq!(desk.session(), before.0);
}

#[test]
fn a_products_form_says_what_is_wrong_and_loses_nothing() {
    let mut desk = sample();
    open_list(&mut desk);
    add_product(&mut desk, "Procaine", "2 %");
    desk.click("New product…");
    desk.fill("Substance, as on the label", "procaine");
    desk.fill("Manufacturer", "Maker");
    desk.shows("Strength not recorded: it will be asked for in each cocktail.");
    desk.fill("Concentration", "2 %");
    desk.shows("There is a product of this name, strength and manufacturer already.");
    desk.fill("Concentration", "4 %");
    assert!(!desk.is_shown("There is a product of this name"));
    for nth in 1..=2 {
        desk.click("Add lot");
        desk.fill(&format!("Lot {nth}"), "L");
    }
    desk.shows("Lot L is there twice.");
    desk.fill("Lot 2", "M");
    desk.fill("Expiry 2", "soon");
    desk.click("Save");
    desk.shows("New product");
    desk.key(Key::Escape, Modifiers::NONE);
    desk.click("Back to the form");
    // As printed on the label: its last day, which stands in the field once it is left.
    desk.fill("Expiry 2", "01/2027");
    desk.click("Add lot");
    desk.shows("31 January 2027");
    desk.fill("Lot 3", "M");
    desk.shows("Lot M is there twice.");
    desk.click("Remove lot 3");
    desk.click("Save");
    desk.shows("procaine: saved in the formulary");
    let products = kept(&desk).products;
    let lots = &products[1].lots;
    assert_eq!((products.len(), lots.len(), lots[1].expiry), (2, 2, "2027-01-31".parse().ok()));
}

#[test]
fn what_another_window_added_to_a_product_stays() {
    let mut desk = sample();
    open_list(&mut desk);
    add_product(&mut desk, "Procaine", "2 %");
    desk.key(Key::Enter, Modifiers::NONE);
    desk.shows("Product: Procaine");
    let before = Box::new(kept(&desk).products[0].clone());
    let mut after = before.clone();
    after.lots.push(mesomap::chart::Lot { number: "FROM-BESIDE".to_owned(), ..mesomap::chart::Lot::default() });
    let library = Library::open(&desk.session_file(0)).expect("the sample");
    library
        .change_formulary(&mesomap::chart::FormularyEdit::Product { before, after }, &crate::desk::note())
        .expect("written");
    desk.fill("Manufacturer", "Another maker");
    desk.click("Save");
    let product = kept(&desk).products[0].clone();
    assert_eq!((product.manufacturer.as_str(), product.lots.len()), ("Another maker", 2));
}

#[test]
fn a_formulary_that_can_not_be_read_is_told_with_its_place_and_left_alone() {
    let folder = super::desk::sample_copy();
    let file = folder.path().join("clinic/formulary.ron");
    std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    let broken = "(\n    schema: \"mesomap/formulary/3\",\n    produkts: [],\n)\n";
    std::fs::write(&file, broken).expect("written");
    let mut desk = Desk::open(folder.path());
    desk.key(Key::F4, Modifiers::NONE);
    desk.shows("formulary.ron, line 3, column 5");
    desk.click("Close");
    desk.shows("what changes here changes no session");
    desk.click("New product…");
    assert!(!desk.is_shown("Substance, as on the label"), "nothing is added to what can't be read");
    assert_eq!(std::fs::read_to_string(&file).expect("it is there"), broken);
}
