//! The clinic's list of techniques through the real interface: added, charted with, hidden, changed, restored.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use mesomap::chart::TechniqueId;
use mesomap::store::Library;
use mesomap::text::Texts;

use super::FOREHEAD;
use super::desk::{Desk, sample, sample_copy};

const FIND: &str = "Part of a name or an alias: nappage, IED";

fn open_list(desk: &mut Desk) {
    desk.key(Key::F3, Modifiers::NONE);
    desk.shows("What changes here changes no mark of any session");
}

/// Adds a technique by its English name; the list stays open.
fn add(desk: &mut Desk, name: &str, alias: &str) {
    desk.click("New technique…");
    desk.fill("Name, English", name);
    desk.fill("Aliases, French", alias);
    desk.fill("Usual depth", "1,5");
    desk.fill("Usual angle", "30-60");
    desk.fill("Needle length", "6");
    desk.click("Save");
    desk.shows(&format!("{name} is saved"));
}

fn close_list(desk: &mut Desk) {
    desk.key(Key::Escape, Modifiers::NONE);
    assert!(!desk.is_shown("What changes here changes no mark"), "the list closes");
}

/// Chooses a technique among those that aren't fixed.
fn choose(desk: &mut Desk, name: &str) {
    desk.click("Other techniques");
    desk.harness.get_by_label(name).scroll_to_me();
    desk.settle();
    desk.click(name);
}

#[test]
fn a_technique_of_the_clinics_own_is_added_charted_with_and_there_after_a_restart() {
    let folder = sample_copy();
    let mut desk = Desk::open(folder.path());
    desk.new_session();
    let old = desk.session_file(1);
    let untouched = std::fs::read(crate::desk::newest_file(&old)).expect("the sample");
    open_list(&mut desk);
    add(&mut desk, "Gun nappage", "GN");
    desk.seek(FIND, "gn");
    desk.shows("Gun nappage");
    close_list(&mut desk);
    choose(&mut desk, "Gun nappage");
    desk.tap_body(FOREHEAD);
    let mark = desk.session().marks[0].clone();
    assert_eq!(mark.deposit.technique, TechniqueId::new("clinic-gun-nappage"));
    assert_eq!(mark.deposit.depth.mm(), 1.5);
    // The calculator begins with the technique's needle, and records nothing by itself.
    desk.click("Depth of the next mark from the needle");
    desk.shows("Depth: 4.24 mm");
    desk.key(Key::Escape, Modifiers::NONE);
    assert_eq!(desk.session().marks[0].deposit.depth.mm(), 1.5);
    desk.key(Key::S, Modifiers::COMMAND);
    let file = desk.open_file();
    drop(desk);

    let mut desk = Desk::open(&file);
    assert_eq!(desk.session(), crate::desk::load(&file));
    assert!(!desk.is_shown("which this program doesn't know"), "no finding");
    desk.key(Key::T, Modifiers::NONE);
    desk.shows("Gun nappage");
    let list = mesomap::store::techniques_of(&mesomap::store::place_at(&file).expect("it is there")).techniques;
    let csv = mesomap::export::csv(&desk.session(), &list, &Texts::english());
    assert!(csv.contains("clinic-gun-nappage,Gun nappage,1.50"), "{csv}");
    assert_eq!(
        std::fs::read(crate::desk::newest_file(&old)).expect("the sample"),
        untouched,
        "no other session is touched"
    );
}

#[test]
fn a_hidden_technique_is_not_offered_and_old_marks_keep_its_name() {
    let mut desk = sample();
    desk.new_session();
    desk.key(Key::Num4, Modifiers::NONE);
    desk.tap_body(FOREHEAD);
    assert_eq!(desk.session().marks[0].deposit.technique, TechniqueId::new("papule"));
    let before = desk.session();
    open_list(&mut desk);
    desk.seek(FIND, "papule");
    desk.click("Hide");
    desk.shows("Papule is no longer offered");
    close_list(&mut desk);
    assert_eq!(desk.session(), before, "the chart is as it was");
    desk.key(Key::T, Modifiers::NONE);
    desk.shows("Papule");
    desk.key(Key::T, Modifiers::NONE);
    // The key is the next one's now.
    desk.key(Key::Num4, Modifiers::NONE);
    desk.click("Other techniques");
    assert!(desk.harness.query_by_label("Papule").is_none(), "it isn't offered");
    desk.key(Key::Escape, Modifiers::NONE);
    open_list(&mut desk);
    desk.seek(FIND, "papule");
    desk.click("Offer again");
    desk.shows("Papule is offered again");
}

#[test]
fn a_technique_of_the_program_is_changed_and_led_back_and_a_fixed_one_only_gets_aliases() {
    let mut desk = sample();
    desk.new_session();
    open_list(&mut desk);
    desk.seek(FIND, "wheal");
    desk.key(Key::Enter, Modifiers::NONE);
    desk.shows("Technique: Papule");
    desk.fill("Usual depth", "60");
    desk.shows("outside");
    desk.click("Save");
    desk.shows("Technique: Papule");
    desk.fill("Usual depth", "1");
    desk.click("Save");
    desk.shows("Papule is saved");
    let depth = |desk: &Desk| {
        let list = mesomap::store::techniques_of(&mesomap::store::place_at(&desk.open_file()).expect("it is there"))
            .techniques;
        list.get(&TechniqueId::new("papule")).and_then(|papule| papule.default_depth).map(mesomap::chart::Depth::mm)
    };
    assert_eq!(depth(&desk), Some(1.0));
    desk.key(Key::Enter, Modifiers::NONE);
    desk.click("As it comes with the program");
    desk.shows("Papule is as it comes with the program");
    assert_eq!(depth(&desk), Some(1.5));
    desk.seek(FIND, "endo");
    desk.key(Key::Enter, Modifiers::NONE);
    desk.shows("This technique is fixed: only aliases can be added.");
    desk.fill("Aliases, English", "IED, intra-epidermal, épi");
    desk.click("Save");
    desk.shows("Endoepidermal is saved");
    desk.seek(FIND, "ÉPI");
    desk.shows("Endoepidermal");
    assert_eq!(desk.session().marks.len(), 0);
}

#[test]
fn what_was_typed_is_not_lost_by_escape_and_a_taken_name_is_told_at_its_field() {
    let mut desk = sample();
    open_list(&mut desk);
    desk.click("New technique…");
    desk.fill("Name, English", "papule");
    desk.shows("There is a technique of this name already.");
    desk.fill("Name, English", "Mine");
    desk.shows("the same symbol");
    desk.key(Key::Escape, Modifiers::NONE);
    desk.click("Back to the form");
    desk.shows("New technique");
    desk.shows("Mine");
}

#[test]
fn a_list_that_can_not_be_read_is_told_with_its_place_and_left_alone() {
    let folder = sample_copy();
    let file = folder.path().join("clinic/techniques.record/1.ron");
    std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    let broken = "(\n    schema: \"mesomap/techniques/3\",\n    hiden: [],\n)\n";
    std::fs::write(&file, broken).expect("written");
    let mut desk = Desk::open(folder.path());
    desk.shows("1.ron, line 3, column 5");
    desk.click("Close");
    desk.new_session();
    desk.key(Key::Num4, Modifiers::NONE);
    desk.tap_body(FOREHEAD);
    assert_eq!(desk.session().marks[0].deposit.technique, TechniqueId::new("papule"), "the program's list is in use");
    open_list(&mut desk);
    desk.shows("1.ron, line 3, column 5");
    assert_eq!(std::fs::read_to_string(&file).expect("it is there"), broken);
}

#[test]
fn another_windows_list_is_taken_while_this_one_is_open() {
    let mut desk = sample();
    desk.new_session();
    let library = Library::open(&desk.open_file()).expect("the sample");
    let papule = library.techniques().techniques.get(&TechniqueId::new("papule")).expect("known").clone();
    let named = [("en".to_owned(), "From beside".to_owned())];
    let own = mesomap::chart::Technique { id: TechniqueId::new(""), names: named.into(), ..papule };
    library
        .change_techniques(&mesomap::chart::TechniqueEdit::Put(Box::new(own)), &crate::desk::note())
        .expect("written");
    desk.rest(5);
    desk.settle();
    open_list(&mut desk);
    desk.seek(FIND, "beside");
    desk.shows("From beside");
}

/// A session in the sample with a mark in a technique of its library's own.
fn charted(folder: &std::path::Path) -> std::path::PathBuf {
    let mut desk = Desk::open(folder);
    desk.new_session();
    open_list(&mut desk);
    add(&mut desk, "Gun nappage", "GN");
    close_list(&mut desk);
    choose(&mut desk, "Gun nappage");
    desk.tap_body(FOREHEAD);
    desk.key(Key::S, Modifiers::COMMAND);
    desk.open_file()
}

#[test]
fn each_session_has_the_list_of_the_library_that_it_lies_in() {
    let (first, second) = (sample_copy(), sample_copy());
    let file = charted(first.path());
    let outside = tempfile::tempdir().expect("a folder");
    let alone = outside.path().join("alone.ron");
    std::fs::copy(crate::desk::newest_file(&file), &alone).expect("copied");
    let inside = second.path().join(file.strip_prefix(first.path()).expect("within"));
    std::fs::create_dir_all(&inside).expect("made");
    std::fs::copy(crate::desk::newest_file(&file), inside.join("1.ron")).expect("copied");
    let mut desk = Desk::open(&file);
    desk.key(Key::T, Modifiers::NONE);
    desk.shows("Gun nappage");
    // One of the same content in a library that doesn't know the technique, then one outside of every library.
    for other in [&inside, &alone] {
        desk.drop_file(other);
        assert!(!desk.is_shown("Gun nappage"), "{}", other.display());
        desk.shows("clinic-gun-nappage");
        desk.drop_file(&file);
        desk.shows("Gun nappage");
    }
}

#[test]
fn a_technique_without_a_usual_depth_asks_for_one() {
    let mut desk = sample();
    desk.new_session();
    choose(&mut desk, "Mesoperfusion");
    desk.shows("Mesoperfusion: no usual depth is known; say how deep");
}
