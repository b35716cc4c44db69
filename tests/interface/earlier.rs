//! Marks taken over from any session of the course, whole or by region.

use egui::{Key, Modifiers};
use mesomap::atlas::regions::{RegionTree, Side};
use mesomap::chart::{Origin, Session};
use mesomap::store::load_session;

use super::desk::{Desk, sample};

fn ask(desk: &mut Desk, words: &str) {
    desk.key(Key::T, Modifiers::COMMAND | Modifiers::SHIFT);
    desk.seek("Part of a session’s title or date", words);
}

fn first(desk: &Desk) -> Session {
    load_session(&desk.session_file(0)).expect("the sample")
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
