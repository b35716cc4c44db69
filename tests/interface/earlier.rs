//! Marks taken over from any session of the course, whole or by region.

use egui::{Key, Modifiers};
use mesomap::atlas::regions::{RegionTree, Side};
use mesomap::chart::{Origin, Session};

use super::desk::{Desk, sample};
use super::filling::draw;

fn ask(desk: &mut Desk, words: &str) {
    desk.key(Key::T, Modifiers::COMMAND | Modifiers::SHIFT);
    desk.seek("Part of a session’s title or date", words);
}

fn first(desk: &Desk) -> Session {
    crate::desk::load(&desk.session_file(0))
}

#[test]
fn any_session_of_the_course_can_be_taken_over_and_the_record_says_which() {
    let mut desk = sample();
    desk.new_session();
    let source = first(&desk);
    ask(&mut desk, &source.details.started.date().to_string());
    desk.key(Key::Enter, Modifiers::NONE);
    let session = desk.session();
    assert_eq!(session.marks.len(), source.marks.len());
    let from: Vec<_> = session.groups.iter().map(|group| group.origin.clone()).collect();
    assert!(from.iter().all(|origin| matches!(origin, Origin::Carried(told) if told.session == source.id)), "{from:?}");
}

#[test]
fn only_the_regions_that_are_ticked_are_taken() {
    let mut desk = sample();
    desk.new_session();
    let source = first(&desk);
    ask(&mut desk, &source.details.started.date().to_string());
    desk.click("No region");
    let locus = source.marks[0].site().locus();
    let there = source.marks.iter().filter(|mark| mark.site().locus() == locus).count();
    let name = mesomap::scene::short_name(RegionTree::get().region(locus.region).name("en"));
    let side = match locus.side {
        Side::Left => "left",
        Side::Right => "right",
        Side::Midline => "midline",
    };
    desk.click(&format!("{name}, {side} ({there})"));
    desk.click(&format!("Take over {there} marks"));
    let session = desk.session();
    assert_eq!(session.marks.len(), there);
    assert!(session.marks.iter().all(|mark| mark.site().locus() == locus));
}

/// Takes up the tool by which marks of the first session are drawn around.
fn draw_around(desk: &mut Desk) -> Session {
    let source = first(desk);
    ask(desk, &source.details.started.date().to_string());
    desk.click("Only what I draw around…");
    desk.shows("Taking over from");
    source
}

/// Around the left half of the face as it is seen from the front; over all of its height.
const LEFT_OF_FACE: [(f32, f32); 4] = [(0.505, 0.03), (0.95, 0.03), (0.95, 0.97), (0.505, 0.97)];

#[test]
fn what_is_drawn_around_is_taken_over_as_one_step_and_the_record_says_from_where() {
    let mut desk = sample();
    desk.new_session();
    let source = draw_around(&mut desk);
    draw(&mut desk, LEFT_OF_FACE);
    let session = desk.session();
    let taken = session.marks.len();
    assert!(taken > 0 && taken < source.marks.len(), "{taken} of {}", source.marks.len());
    assert!(session.marks.iter().all(|mark| mark.site().locus().side == Side::Left), "only what lies inside");
    assert!(desk.is_shown(&format!("{taken} marks taken over from {}", source.details.title)));
    let carried = |origin: &Origin| matches!(origin, Origin::Carried(told) if told.session == source.id);
    assert!(!session.groups.is_empty() && session.groups.iter().all(|group| carried(&group.origin)));
    let there = |mark: &mesomap::chart::Mark| source.marks.iter().any(|other| other.shape == mark.shape);
    assert!(session.marks.iter().all(|mark| there(mark)), "each lies where it lay");
    // Once more around them adds nothing; beside them there is nothing.
    draw(&mut desk, LEFT_OF_FACE);
    assert_eq!(desk.session().marks.len(), taken);
    desk.shows("are here already");
    draw(&mut desk, [(0.01, 0.01), (0.05, 0.01), (0.05, 0.05), (0.01, 0.05)]);
    desk.shows("lies inside what was drawn");
    desk.key(Key::Z, Modifiers::COMMAND);
    assert!(desk.session().marks.is_empty(), "one step");
    desk.key(Key::Escape, Modifiers::NONE);
    assert!(!desk.is_shown("Taking over from"));
    draw(&mut desk, LEFT_OF_FACE);
    assert!(desk.session().marks.is_empty(), "the tool is put down");
}

#[test]
fn the_tool_is_taken_up_by_keys_and_put_down_with_another() {
    let mut desk = sample();
    desk.new_session();
    let source = first(&desk);
    ask(&mut desk, &source.details.started.date().to_string());
    desk.key(Key::Enter, Modifiers::SHIFT);
    desk.shows("Taking over from");
    assert!(desk.session().marks.is_empty());
    desk.key(Key::P, Modifiers::NONE);
    assert!(!desk.is_shown("Taking over from"));
    draw_around(&mut desk);
    desk.click("Done");
    assert!(!desk.is_shown("Taking over from"));
}
