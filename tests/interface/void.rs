//! What was charted by mistake is declared void: it stays, with a reason, is hidden, and counts nowhere.

use egui::{Key, Modifiers};
use mesomap::store::{Library, place_at};

use super::desk::{self, Desk, sample};
use super::{FOREHEAD, LEFT_CHEEK, RIGHT_CHEEK};

/// Asks for a command by its name.
fn command(desk: &mut Desk, name: &str) {
    desk.key(Key::P, Modifiers::COMMAND | Modifiers::SHIFT);
    desk.seek("What do you want to do?", name);
    desk.key(Key::Enter, Modifiers::NONE);
}

/// Types the reason into the field that has the keyboard.
fn say_why(desk: &mut Desk, why: &str) {
    desk.shows("Reason");
    desk.harness.event(egui::Event::Text(why.to_owned()));
    desk.step();
    desk.fill("Who says so, as recorded with the date", "Dr Sample");
}

fn save(desk: &mut Desk) {
    desk.key(Key::S, Modifiers::COMMAND);
}

#[test]
fn marks_are_void_for_a_reason_and_count_again_when_that_is_said() {
    let mut desk = sample();
    desk.new_session();
    for place in [FOREHEAD, LEFT_CHEEK, RIGHT_CHEEK] {
        desk.tap_body(place);
    }
    save(&mut desk);
    desk.key(Key::A, Modifiers::COMMAND);
    desk.key(Key::Delete, Modifiers::SHIFT);
    desk.click("Declare void");
    assert_eq!(desk.session().marks.len(), 3, "nothing is void without a reason");
    say_why(&mut desk, "Charted for the wrong patient");
    desk.click("Declare void");
    assert_eq!((desk.session().marks.len(), desk.session().voided.len()), (0, 3));
    save(&mut desk);
    let record = desk.open_file();
    assert!(desk::newest_text(&record).contains("why: \"void\""), "the record says why it was saved");
    assert_eq!(desk::load(&record).voided.len(), 3);
    desk.tap_body(FOREHEAD);
    assert_eq!(desk.session().marks[0].number, 4, "no number is given twice");

    desk.key(Key::T, Modifiers::NONE);
    desk.click("3 void, hidden");
    desk.shows("Charted for the wrong patient");
    desk.click("Count mark 2 again");
    let numbers: Vec<u32> = desk.session().marks.iter().map(|mark| mark.number).collect();
    assert_eq!(numbers, [2, 4]);
    desk.click("Undo");
    assert_eq!(desk.session().marks.len(), 1);
    desk.key(Key::F6, Modifiers::NONE);
    desk.shows("3 void");
}

#[test]
fn in_mirror_mode_what_is_declared_void_or_counts_again_does_so_on_both_sides() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(FOREHEAD);
    desk.key(Key::X, Modifiers::NONE);
    desk.tap_body(LEFT_CHEEK);
    assert_eq!(desk.session().marks.len(), 3, "the cheek has two");
    desk.tap_body(LEFT_CHEEK);
    desk.key(Key::Delete, Modifiers::SHIFT);
    desk.shows("Declare 2 marks void");
    say_why(&mut desk, "Never injected");
    desk.click("Declare void");
    let numbers = |desk: &Desk| {
        let session = desk.session();
        let [counts, void] = [session.marks.len(), session.voided.len()];
        assert!(session.voided.iter().all(|voided| &*voided.why == "Never injected"));
        (counts, void)
    };
    assert_eq!(numbers(&desk), (1, 2), "both sides, and no other");
    desk.click("Undo");
    assert_eq!(numbers(&desk), (3, 0), "one step");
    desk.click("Redo");
    desk.key(Key::T, Modifiers::NONE);
    desk.click("2 void, hidden");
    desk.click("Count mark 3 again");
    assert_eq!(numbers(&desk), (3, 0), "its mirror image too");
    desk.click("Undo");
    // Without it only what is meant.
    desk.key(Key::X, Modifiers::NONE);
    desk.click("Count mark 3 again");
    assert_eq!(numbers(&desk), (2, 1));
}

#[test]
fn the_selection_has_a_button_that_asks_why_it_is_void() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(FOREHEAD);
    desk.tap_body(FOREHEAD);
    desk.click("Void…");
    desk.shows("Declare a mark void");
    say_why(&mut desk, "Never injected");
    desk.click("Declare void");
    assert_eq!((desk.session().marks.len(), desk.session().voided.len()), (0, 1));
}

#[test]
fn a_void_session_is_hidden_read_only_and_nobody_s_ghost_until_it_counts_again() {
    let mut desk = sample();
    desk.click("Facial rejuvenation");
    desk.click("Session 4");
    let record = desk.open_file();
    let marks = desk.session().marks.len();
    command(&mut desk, "Void this session");
    say_why(&mut desk, "Another patient's");
    desk.click("Declare void");
    desk.shows("Void: Another patient's");
    assert_eq!(desk::load(&record).details.voided.as_deref(), Some("Another patient's"));
    desk.tap_body(FOREHEAD);
    assert_eq!(desk.session().marks.len(), marks, "it is only looked at");
    desk.click("Session 3");
    assert!(!desk.is_shown("Session 4"), "it is hidden");
    desk.new_session();
    desk.tap_body(FOREHEAD);
    let open = desk.harness.state().session().expect("open").details.title.clone();
    assert_ne!(open, "Session 4");

    save(&mut desk);
    desk.click("1 void, hidden");
    desk.click("Session 4");
    command(&mut desk, "Void this session");
    desk.click("Count again");
    assert!(!desk.is_shown("Read only"), "it is worked on again");
    assert_eq!((desk::load(&record).details.voided.clone(), desk.session().marks.len()), (None, marks));
    let lineage = mesomap::store::Lineage::of(&place_at(&record).expect("it is there")).expect("readable");
    assert_eq!((lineage.states().len(), lineage.heads().count()), (4, 1), "both are kept");
}

#[test]
fn a_void_patient_is_hidden_and_nothing_is_added_to_them() {
    let mut desk = sample();
    let name = "Sample Patient, not a real person";
    desk.shows(name);
    command(&mut desk, "Void this patient");
    say_why(&mut desk, "Made twice");
    desk.click("Declare void");
    desk.shows("Void: Made twice");
    let folder = desk.folder().to_owned();
    let read =
        || Library::open(&folder).expect("the sample").patients().expect("listed").remove(0).patient.expect("read");
    assert_eq!(read().voided.as_deref(), Some("Made twice"));
    assert!(desk.is_disabled("New course…"), "nothing is added");
    let mut again = Desk::open(&folder);
    assert!(!again.is_shown("Made twice"), "it is hidden");
    again.click("1 void, hidden");
    again.click(name);
    command(&mut again, "Void this patient");
    again.fill("Who says so, as recorded with the date", "Dr Sample");
    again.click("Count again");
    assert_eq!(read().voided, None);
}

fn delete_all(desk: &mut Desk) {
    desk.key(Key::A, Modifiers::COMMAND);
    desk.key(Key::Delete, Modifiers::NONE);
}

#[test]
fn sessions_of_a_void_course_or_patient_are_only_looked_at_until_it_counts_again() {
    for (what, said) in [
        ("Void this course", "Read only: the course is void"),
        ("Void this patient", "Read only: the patient’s record is void"),
    ] {
        let mut desk = sample();
        desk.open_first_session();
        let marks = desk.session().marks.len();
        command(&mut desk, what);
        say_why(&mut desk, "Made twice");
        desk.click("Declare void");
        desk.shows(said);
        delete_all(&mut desk);
        assert_eq!(desk.session().marks.len(), marks, "it is only looked at");
        // As it is opened, and not only while it is open.
        let record = desk.open_file();
        let mut again = Desk::open(&record);
        again.shows(said);
        delete_all(&mut again);
        assert_eq!(again.session().marks.len(), marks);
        drop(again);
        command(&mut desk, what);
        desk.click("Count again");
        assert!(!desk.is_shown(said), "it is worked on again");
        delete_all(&mut desk);
        assert!(desk.session().marks.is_empty());
    }
}

#[test]
fn work_on_a_session_is_not_lost_when_its_course_is_declared_void() {
    let mut desk = sample();
    desk.open_first_session();
    delete_all(&mut desk);
    command(&mut desk, "Void this course");
    // While it can still be saved.
    desk.click("Save");
    say_why(&mut desk, "Made twice");
    desk.click("Declare void");
    desk.shows("Read only: the course is void");
    assert!(desk::load(&desk.open_file()).marks.is_empty());
}

/// Has another window's library say that the patient of the sample is void, or counts again.
fn told_elsewhere(folder: &std::path::Path, voided: Option<&str>) {
    let library = Library::open(folder).expect("the sample");
    let entry = library.patients().expect("listed").remove(0);
    let before = entry.patient.expect("read");
    let patient = mesomap::chart::Patient { voided: voided.map(str::to_owned), ..before.clone() };
    library.save_patient(&entry.folder, [&before, &patient], &desk::note()).expect("saved");
}

fn wait_for(desk: &mut Desk, what: &str, is_so: impl Fn(&mut Desk) -> bool) {
    assert!(
        (0..60).any(|_| {
            desk.rest(1);
            is_so(desk)
        }),
        "{what}"
    );
}

#[test]
fn what_another_window_declares_void_is_not_saved_and_the_work_on_it_is_kept() {
    let folder = desk::sample_copy();
    let mut desk = Desk::open(folder.path());
    desk.open_first_session();
    let (record, marks) = (desk.open_file(), desk.session().marks.len());
    delete_all(&mut desk);
    told_elsewhere(folder.path(), Some("made twice"));
    // Before this window has looked: the record itself refuses.
    save(&mut desk);
    wait_for(&mut desk, "the save is refused", |desk| desk.is_shown("the record of its patient is void"));
    assert_eq!(desk::load(&record).marks.len(), marks, "nothing is added to what is void");
    wait_for(&mut desk, "it is said in the header", |desk| desk.is_shown("Can’t be saved"));
    desk.key(Key::Z, Modifiers::COMMAND);
    assert!(desk.session().marks.is_empty(), "it is only looked at");
    // Nobody is asked about a save that can't be; the work waits.
    let commands = desk.hidden_logic(true);
    assert!(!commands.contains(&egui::ViewportCommand::CancelClose), "{commands:?}");
    drop(desk);
    told_elsewhere(folder.path(), None);
    let mut desk = Desk::open(&record);
    desk.shows("Unsaved work was found");
    desk.click("Restore it");
    assert!(desk.session().marks.is_empty());
    save(&mut desk);
    assert!(desk::load(&record).marks.is_empty());
}

#[test]
fn a_void_course_is_hidden() {
    let mut desk = sample();
    desk.click("Facial rejuvenation");
    command(&mut desk, "Void this course");
    say_why(&mut desk, "Never begun");
    desk.click("Declare void");
    desk.click("Low back pain");
    assert!(!desk.is_shown("Facial rejuvenation"), "it is hidden");
    desk.click("1 void, hidden");
    desk.shows("Facial rejuvenation");
}
