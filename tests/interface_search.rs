//! Finding in the whole library through the real interface, by accessible name.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod desk;

use desk::{Desk, sample};
use egui::{Key, Modifiers};

fn asked(desk: &mut Desk) {
    desk.key(Key::F, Modifiers::COMMAND | Modifiers::SHIFT);
    desk.settle();
}

#[test]
fn a_lot_is_typed_and_the_session_that_had_it_opens_by_the_keyboard() {
    let mut desk = sample();
    asked(&mut desk);
    desk.shows("Type what is looked for.");
    desk.seek("Lot, or a part of it", "sample-lot-4");
    desk.settle();
    let count = desk.said("1 patient.").expect("what was found is counted");
    assert!(count.starts_with("4 answers"), "{count}");
    assert!(desk.folder().join("clinic/index").is_dir(), "the index is kept for the next time");
    (0..3).for_each(|_| desk.key(Key::ArrowDown, Modifiers::NONE));
    desk.key(Key::Enter, Modifiers::NONE);
    desk.settle();
    let session = desk.session();
    let lots: Vec<_> = session.cocktails.iter().flat_map(|it| &it.components).map(|part| part.lot.as_str()).collect();
    assert!(lots.contains(&"SAMPLE-LOT-4"), "{lots:?}");
    let earlier = session.details.started;
    assert!(!desk.is_shown("Find in the library"), "the dialog is done");
    // The first of them is another session.
    asked(&mut desk);
    desk.seek("Lot, or a part of it", "sample-lot-4");
    desk.settle();
    desk.key(Key::Enter, Modifiers::NONE);
    desk.settle();
    assert!(desk.session().details.started < earlier, "by date");
}

#[test]
fn who_is_overdue_is_asked_for_a_day_and_nobody_is_an_answer() {
    let mut desk = sample();
    asked(&mut desk);
    desk.click("Who is overdue");
    desk.settle();
    desk.shows("Nothing was found.");
    desk.seek("On which day; empty is today", "soon");
    desk.settle();
    assert!(!desk.is_shown("Nothing was found."), "what is no date asks nothing");
    assert!(desk.is_disabled("Open the session"));
}

#[test]
fn a_substance_is_asked_for_in_a_region_and_its_figure_shown() {
    let mut desk = sample();
    asked(&mut desk);
    desk.click("Who had a substance");
    desk.seek("Substance, or a part of its name", "lidocaine");
    desk.settle();
    desk.said("1 patient.").expect("it is found");
    let everywhere = desk.said(" mg (").expect("with how much");
    desk.click("Left");
    desk.settle();
    let left = desk.said(" mg (").expect("there too");
    assert_ne!(left, everywhere, "on one side there is less");
}
