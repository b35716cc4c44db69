//! Answers that come late: what was done or chosen while something was read is never lost, and never another's.

use std::sync::Arc;

use egui::accesskit::{Action, ActionRequest};
use egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mesomap::app::{NoPicker, Services, Threads};
use mesomap::store::{Access, Why};

use super::FOREHEAD;
use super::desk::{self, Desk};

/// The sample where jobs wait for the frame after the one that asked for them.
fn without_threads(folder: &std::path::Path) -> Desk {
    Desk::open_with(folder, Services { threads: Threads::None, ..desk::services(Arc::new(NoPicker)) })
}

/// What a click on the control with this name is to the program.
fn click_event(desk: &Desk, name: &str) -> Event {
    let node = desk.harness.get_by_role_and_label(egui::Role::Button, name);
    let (target_node, target_tree) = node.accesskit_node().locate();
    Event::AccessKitActionRequest(ActionRequest { action: Action::Click, target_tree, target_node, data: None })
}

/// Clicks several controls within one frame.
fn click_at_once(desk: &mut Desk, names: &[&str]) {
    let events: Vec<_> = names.iter().map(|name| click_event(desk, name)).collect();
    desk.harness.input_mut().events.extend(events);
    desk.settle();
}

#[test]
fn of_two_sessions_asked_for_at_once_the_last_is_open_and_editable() {
    let folder = desk::sample_copy();
    for mut desk in [without_threads(folder.path()), Desk::open(folder.path())] {
        desk.click("Facial rejuvenation");
        click_at_once(&mut desk, &["Session 1", "Session 2"]);
        assert_eq!(desk.session().details.title, "Session 2");
        click_at_once(&mut desk, &["Session 1", "Session 3"]);
        assert_eq!(desk.session().details.title, "Session 3");
        desk.click("Session 1");
        let held =
            mesomap::store::open_session(&mesomap::store::place_at(&desk.open_file()).unwrap()).unwrap().access();
        assert_eq!(held, Access::ReadOnly(Why::LockedElsewhere), "the window has it to write");
    }
}

#[test]
fn a_mark_placed_while_another_session_is_read_is_asked_about() {
    let folder = desk::sample_copy();
    let mut desk = without_threads(folder.path());
    desk.new_session();
    let (id, at) = (desk.session().id, desk.on_body(FOREHEAD));
    desk.harness.hover_at(at);
    desk.harness.drag_at(at);
    desk.harness.run_steps(3);
    let opens = click_event(&desk, "Session 2");
    let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
    desk.harness
        .input_mut()
        .events
        .extend([opens, Event::PointerButton { pos: at, button, pressed: false, modifiers }]);
    desk.settle();
    assert_eq!((desk.session().id, desk.session().marks.len()), (id, 1));
    desk.shows("Save changes?");
    desk.click("Save");
    assert_eq!(desk.session().details.title, "Session 2");
}

#[test]
fn closing_while_a_session_is_read_leaves_it_closed() {
    let folder = desk::sample_copy();
    let mut desk = without_threads(folder.path());
    desk.open_first_session();
    let (open, close) = (
        click_event(&desk, "Session 2"),
        Event::Key { key: Key::W, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::COMMAND },
    );
    desk.harness.input_mut().events.push(open);
    desk.harness.input_mut().events.push(close);
    desk.settle();
    // Keys are heard before clicks: the session that was asked for last is open.
    assert_eq!(desk.session().details.title, "Session 2");
}

#[test]
fn a_new_patient_is_added_once_though_the_button_is_pressed_twice() {
    let folder = desk::sample_copy();
    let mut desk = Desk::open(folder.path());
    desk.click("New patient…");
    desk.fill("Name", "Anna");
    let add = click_event(&desk, "Add patient");
    desk.harness.input_mut().events.push(add.clone());
    desk.harness.run_steps(1);
    if desk.is_shown("Add patient") {
        desk.harness.input_mut().events.push(add);
    }
    desk.settle();
    let patients = mesomap::store::Library::open(folder.path()).unwrap().patients().unwrap();
    assert_eq!(patients.len(), 2);
    assert!(desk.harness.state().session().is_none());
}

#[test]
fn courses_stand_in_the_languages_order() {
    let folder = desk::sample_copy();
    let mut desk = Desk::open(folder.path());
    for title in ["Épaule", "Zone", "eczema"] {
        desk.click("New course…");
        desk.fill("Title", title);
        desk.click("Add course");
    }
    let tops = ["eczema", "Épaule", "Facial rejuvenation", "Low back pain", "Zone"]
        .map(|title| desk.harness.get_by_role_and_label(egui::Role::Button, title).rect().top());
    assert!(tops.is_sorted(), "{tops:?}");
}

#[test]
fn a_folder_of_the_file_dialog_is_listed_as_far_as_it_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    for nth in 0..500 {
        std::fs::create_dir(folder.path().join(format!("folder-{nth:03}"))).unwrap();
    }
    let mut desk = Desk::empty(folder.path());
    desk.click("Open library…");
    desk.fill("Folder", &folder.path().display().to_string());
    let is_row = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.label().is_some_and(|label| label.starts_with("folder-"))
    };
    let rows = desk.harness.query_all_by(is_row).count();
    assert!((3..40).contains(&rows), "{rows}");
    desk.click("folder-002/");
    assert!(!desk.is_shown("folder-002/"), "it was entered, and is empty");
    desk.fill("Folder", &folder.path().join("missing").display().to_string());
    desk.shows("missing: ");
    assert!(desk.harness.get_by_label("Choose").accesskit_node().is_disabled(), "nothing that isn't there is answered");
}

#[test]
fn the_row_of_the_patient_whose_session_is_opened_is_brought_into_view() {
    let folder = desk::sample_copy();
    let library = mesomap::store::Library::open(folder.path()).unwrap();
    for nth in 0..60 {
        let (id, name) = (format!("p{nth}"), format!("Anna {nth:02}"));
        library.create_patient(&mesomap::chart::Patient { id, name, ..Default::default() }, &desk::note()).unwrap();
    }
    let desk = Desk::open(&desk::a_session_file(folder.path()));
    let row = desk.harness.get_by_role_and_label(egui::Role::Button, "Sample Patient, not a real person").rect();
    assert!(row.top() > 150.0 && row.bottom() < 400.0, "{row:?}");
}
