//! The course at a glance: its sessions as small multiples, one after the other, and what each has at a spot.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::desk::{Desk, sample};

/// What the panes are called.
fn panes(desk: &Desk) -> Vec<String> {
    let panes = desk.harness.get_all_by_role(Role::Canvas);
    panes.filter_map(|pane| pane.accesskit_node().label()).collect()
}

fn course() -> Desk {
    let mut desk = sample();
    desk.open_first_session();
    desk.key(Key::F5, Modifiers::NONE);
    desk.rest(2);
    desk
}

#[test]
fn every_session_of_the_course_is_seen_by_date_with_the_days_between_them() {
    let mut desk = course();
    let shown = panes(&desk);
    assert_eq!(shown.len(), 4, "{shown:?}");
    for (title, date) in shown.iter().zip(["2026-09-07", "2026-09-21", "2026-10-05", "2026-10-19"]) {
        assert!(title.contains(date), "{shown:?}");
    }
    assert!(shown[1].contains("14 d (plan 14)"), "{shown:?}");
    desk.click("Show 2  Session 2");
    assert_eq!(panes(&desk).len(), 3);
    assert!(panes(&desk).iter().all(|title| !title.contains("2026-09-21")));
    desk.click("Show 2  Session 2");
    desk.click("Dim 3  Session 3");
    assert_eq!(panes(&desk).len(), 4, "a dimmed one is still there");
    desk.key(Key::F5, Modifiers::NONE);
    assert_eq!(panes(&desk).len(), 1, "the same key leads back to the chart");
}

#[test]
fn going_through_the_course_shows_one_session_after_the_other_and_then_all() {
    let mut desk = course();
    desk.click("Play");
    let first = panes(&desk);
    assert_eq!(first.len(), 1);
    assert!(first[0].contains("2026-09-07"), "{first:?}");
    desk.rest(2);
    assert!(panes(&desk)[0].contains("2026-09-21"), "{:?}", panes(&desk));
    for _ in 0..8 {
        desk.rest(1);
    }
    assert_eq!(panes(&desk).len(), 4, "after the last all are seen again");
}

#[test]
fn a_click_on_the_skin_tells_what_each_session_has_there_and_charts_nothing() {
    let mut desk = course();
    let before = desk.session();
    desk.shows("Click on the skin");
    let panes: Vec<_> = desk.harness.get_all_by_role(Role::Canvas).map(|pane| pane.rect()).collect();
    let at = panes[2].lerp_inside(egui::vec2(0.5, 0.32));
    desk.press(at);
    desk.settle();
    desk.shows("mm away");
    desk.shows("At Forehead");
    assert_eq!(desk.session(), before);
    desk.click("Leave");
    desk.shows("Click on the skin");
}

#[test]
fn two_sessions_are_seen_left_and_right_of_an_edge_and_one_after_the_other() {
    let mut desk = sample();
    desk.open_first_session();
    desk.click("Compare Session 2");
    desk.rest(2);
    desk.click("Swipe");
    assert_eq!(panes(&desk).len(), 1);
    let edge = |desk: &Desk| {
        let mut found = desk.harness.query_all_by(|node| {
            node.role() == Role::Splitter && node.label().is_some_and(|label| label == "Edge between the sessions")
        });
        found.next().unwrap().rect().center()
    };
    let before = edge(&desk);
    desk.drag(before, before + egui::vec2(80.0, 0.0));
    assert!((edge(&desk).x - before.x - 80.0).abs() < 3.0, "{before:?} {:?}", edge(&desk));
    desk.click("Blink");
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..4 {
        seen.extend(panes(&desk));
        desk.rest(1);
    }
    assert!(seen.iter().any(|title| title.contains("Session 1")), "{seen:?}");
    assert!(seen.iter().any(|title| title.contains("Session 2")), "{seen:?}");
    desk.click("Overlay");
    assert!(!desk.is_shown("Edge between the sessions"));
}

#[test]
fn a_map_of_dose_that_comes_late_is_never_shown_for_another_session() {
    let mut desk = course();
    desk.click("What is coloured");
    desk.click_only("points");
    // The first map takes long, and the next session is open before it is there.
    desk.click("Low back pain");
    desk.click("Session 1");
    assert!(desk.session().marks.len() < 100, "another course");
    desk.key(Key::F5, Modifiers::NONE);
    desk.click("What is coloured");
    desk.click_only("points");
    assert!(!desk.is_shown("144 marks"), "that is a face's");
    desk.settle();
    desk.shows("29 marks");
    assert!(!desk.is_shown("144 marks"));
}
