//! What lies beside the chart and around it: unsaved work in the library, files that change elsewhere, marks elsewhere,
//! several marks on one spot, keys, menus with ticks, questions answered by Enter.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::desk::{self, Desk, sample};
use super::{FOREHEAD, RIGHT_CHEEK};

#[test]
fn unsaved_work_is_listed_in_the_library_and_offered_from_there() {
    let folder = desk::sample_copy();
    let file = {
        let mut desk = Desk::open(folder.path());
        desk.new_session();
        desk.tap_body(FOREHEAD);
        desk.rest(3);
        desk.open_file()
        // Dropped without saving: a crash.
    };
    let mut desk = Desk::open(folder.path());
    desk.shows("Unsaved work was found");
    let row = desk.said(&file.file_stem().unwrap().to_string_lossy()).unwrap();
    desk.click(&row);
    desk.click("Restore it");
    assert_eq!(desk.session().marks.len(), 1);
    assert!(!desk.is_shown("Unsaved work was found"));
}

#[test]
fn a_session_that_another_program_changed_is_read_again_or_said_to_be_old() {
    let folder = desk::sample_copy();
    let mut desk = Desk::open(folder.path());
    desk.open_first_session();
    let (first, second) = (desk.session_file(0), desk.session_file(1));
    desk.click("Compare Session 2");
    desk.rest(3);
    // As another machine would, which no lock of this one keeps away.
    let renamed = |record: &std::path::Path, to: &str| {
        let mut session = desk::load(record);
        std::sync::Arc::make_mut(&mut session.details).title = to.to_owned();
        let place = mesomap::store::place_at(record).unwrap();
        mesomap::store::OpenSession::merge(&place, &session, &desk::note()).unwrap();
    };
    renamed(&second, "Session two");
    for _ in 0..60 {
        desk.rest(1);
        if desk.is_shown("Session two,") && desk.said("Compare Session two").is_none() {
            break;
        }
    }
    desk.shows("Session two,");
    renamed(&first, "Session one");
    for _ in 0..60 {
        desk.rest(1);
        if desk.is_shown("Changed elsewhere") {
            return;
        }
    }
    panic!("nothing says that the chart is old");
}

#[test]
fn any_number_of_sessions_is_shown_beside_the_chart_and_beneath_it() {
    let mut desk = sample();
    desk.open_first_session();
    let before = desk.session();
    desk.click("Compare");
    desk.click("Sessions shown");
    for session in ["Session 2", "Session 3", "Session 4"] {
        // The menu stays open from tick to tick.
        desk.click(&format!("Beside {session}"));
        desk.click(&format!("Beneath the marks {session}"));
    }
    desk.key(Key::Escape, Modifiers::NONE);
    let panes = |desk: &Desk| {
        let panes = desk.harness.get_all_by_role(egui::Role::Canvas);
        panes.filter_map(|pane| pane.accesskit_node().label()).collect::<Vec<_>>()
    };
    let shown = panes(&desk);
    assert_eq!(shown.len(), 4, "{shown:?}");
    desk.click("Compare Session 2");
    desk.click("Side by side");
    assert_eq!(panes(&desk), shown, "the compared one has one pane");
    desk.click("Stop comparing");
    desk.click("Compare");
    for (title, number) in shown.iter().zip(1..) {
        assert!(title.contains(&format!("Session {number}")), "by date: {shown:?}");
    }
    desk.click("Sessions shown");
    for session in ["Session 2", "Session 3", "Session 4"] {
        desk.click(&format!("Beside {session}"));
    }
    desk.key(Key::Escape, Modifiers::NONE);
    assert_eq!(panes(&desk).len(), 1);
    assert_eq!(desk.session(), before, "nothing was charted by looking");
}

#[test]
fn a_click_while_sessions_are_compared_places_nothing() {
    let mut desk = sample();
    desk.open_first_session();
    let before = desk.session();
    desk.click("Compare");
    desk.tap_body((0.5, 0.12));
    desk.click("Compare Session 2");
    desk.tap_body((0.5, 0.12));
    assert_eq!(desk.session(), before);
    desk.click("Chart");
    desk.tap_body((0.5, 0.12));
    assert_eq!(desk.session().marks.len(), before.marks.len() + 1);
}

#[test]
fn a_sum_that_is_not_known_is_never_shown_as_one() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(FOREHEAD);
    desk.key(Key::S, Modifiers::COMMAND);
    desk.rest(2);
    desk.shows("1 point · ≥ 0.000 mL");
    desk.click("Compare Session 4");
    desk.rest(2);
    desk.shows("→ ≥ 0.000 mL (?)");
}

#[test]
fn the_direction_of_a_comparison_follows_a_corrected_date() {
    let mut desk = sample();
    desk.open_first_session();
    desk.click("Compare Session 2");
    desk.shows("From Session 1");
    desk.key(Key::F2, Modifiers::NONE);
    desk.fill("Date", "2030-01-01");
    desk.click("Apply");
    desk.shows("From Session 2");
    desk.shows("to Session 1");
}

#[test]
fn comparing_starts_from_its_tab_too() {
    let mut desk = sample();
    desk.open_first_session();
    desk.click("Compare");
    desk.click("Compare with Session 2");
    desk.shows("What changed");
}

#[test]
fn marks_outside_the_view_are_counted_and_one_click_away() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(FOREHEAD);
    assert!(!desk.is_shown("elsewhere"));
    let face = desk.pane();
    desk.key(Key::V, Modifiers::NONE);
    desk.click("Left thigh, inner side");
    desk.click("1 mark elsewhere");
    assert_ne!(desk.pane(), "Body, Left thigh, inner side");
    assert!(!desk.is_shown("1 mark elsewhere"), "{face}");
}

#[test]
fn a_session_opens_in_the_view_that_shows_most_of_its_marks() {
    let mut desk = sample();
    desk.click("Low back pain");
    desk.click("Session 1");
    assert!(!desk.pane().contains("Face"), "{}", desk.pane());
}

#[test]
fn a_digit_acts_by_its_place_and_one_without_a_technique_says_so() {
    let mut desk = sample();
    desk.new_session();
    let pressed = |desk: &mut Desk, key: Key, place: Key| {
        for pressed in [true, false] {
            let event =
                Event::Key { key, physical_key: Some(place), pressed, repeat: false, modifiers: Modifiers::NONE };
            desk.harness.input_mut().events.push(event);
            desk.harness.step();
        }
        desk.settle();
    };
    // AZERTY writes é with the key of 2.
    pressed(&mut desk, Key::Quote, Key::Num2);
    desk.tap_body(FOREHEAD);
    assert_eq!(desk.session().marks[0].deposit.depth.mm(), 2.0);
    desk.key(Key::F, Modifiers::NONE);
    desk.shows("no cocktail F");
}

#[test]
fn a_second_click_brings_up_the_other_mark_of_one_spot() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(RIGHT_CHEEK);
    let at = desk.on_body(RIGHT_CHEEK);
    let alt = Modifiers::ALT;
    desk.harness.event(Event::ModifiersChanged(alt));
    desk.tap_body(RIGHT_CHEEK);
    desk.harness.event(Event::ModifiersChanged(Modifiers::NONE));
    assert_eq!(desk.session().marks.len(), 2, "{at}");
    desk.tap_body(RIGHT_CHEEK);
    desk.click("Codes and coordinates");
    desk.rest(1);
    let first = ["No. 1 selected", "No. 2 selected"].map(|text| desk.is_shown(text));
    desk.tap_body(RIGHT_CHEEK);
    desk.rest(1);
    let second = ["No. 1 selected", "No. 2 selected"].map(|text| desk.is_shown(text));
    assert_eq!((first[0], first[1]), (second[1], second[0]), "{first:?} {second:?}");
    assert_ne!(first[0], first[1]);
}

#[test]
fn a_click_beside_an_open_menu_places_nothing() {
    let mut desk = sample();
    desk.new_session();
    desk.click("View");
    desk.shows("All views…");
    desk.tap_body((0.6, 0.62));
    assert_eq!(desk.session().marks.len(), 0);
    desk.rest(1);
    desk.tap_body((0.6, 0.62));
    assert_eq!(desk.session().marks.len(), 1, "the next click does");
}

#[test]
fn ticks_leave_the_menu_open() {
    let mut desk = sample();
    desk.open_first_session();
    desk.click("View");
    desk.click("Guides");
    desk.click("Guide: midline");
    desk.rest(1);
    desk.click("Guide: 1 cm grid");
}

#[test]
fn enter_presses_the_highlighted_button_of_a_question() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(FOREHEAD);
    let file = desk.open_file();
    desk.click("Session 1");
    desk.shows("Save changes?");
    desk.key(Key::Enter, Modifiers::NONE);
    assert_eq!(desk::load(&file).marks.len(), 1);
    assert_eq!(desk.session().details.title, "Session 1");
}

#[test]
fn another_pane_shows_another_view() {
    let mut desk = sample();
    desk.new_session();
    desk.key(Key::D, Modifiers::COMMAND);
    let names: Vec<String> = desk
        .harness
        .get_all_by_role(egui::Role::Canvas)
        .filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label())
        .collect();
    assert_eq!(names.len(), 2);
    assert_ne!(names[0], names[1]);
}
