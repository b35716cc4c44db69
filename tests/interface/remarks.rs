//! A word on a mark or a field: written, shown, kept in the file and in the list beside the picture, never taken to the other side.

use egui::{Key, Modifiers};
use mesomap::store::techniques;
use mesomap::text::Texts;

use super::desk::{Desk, sample};
use super::{FOREHEAD, LEFT_CHEEK};

fn desk() -> Desk {
    let mut desk = sample();
    desk.new_session();
    desk.click("0.02 mL per point");
    desk
}

fn write(desk: &mut Desk, (note, symptom, reaction): (&str, &str, &str)) {
    desk.key(Key::J, Modifiers::NONE);
    // The keyboard is in the note.
    desk.harness.event(egui::Event::Text(note.to_owned()));
    desk.harness.run_steps(2);
    desk.fill("Symptom, 0 (none) to 10", symptom);
    desk.harness.event(egui::Event::Text(reaction.to_owned()));
    desk.harness.run_steps(2);
    desk.click("Save remark");
}

#[test]
fn a_mark_bears_a_note_a_score_and_a_reaction() {
    let mut desk = desk();
    desk.tap_body(LEFT_CHEEK);
    desk.tap_body(LEFT_CHEEK);
    write(&mut desk, ("tender point", "7", "wheal"));
    let remark = desk.session().marks[0].remark.clone().expect("it was written");
    assert_eq!((remark.note.as_str(), remark.symptom, remark.reaction.as_str()), ("tender point", Some(7), "wheal"));
    desk.shows("tender point; symptom 7/10; reaction: wheal");
    let csv = mesomap::export::csv(&desk.session(), techniques(), &Texts::english());
    assert!(csv.lines().nth(1).expect("a line").contains(",tender point,7,wheal,,,"), "{csv}");
    desk.key(Key::S, Modifiers::COMMAND);
    assert_eq!(crate::desk::load(&desk.open_file()), desk.session());
    desk.click("Undo");
    assert!(desk.session().marks[0].remark.is_none());
}

#[test]
fn a_whole_field_bears_one_remark_which_outlives_it() {
    let mut desk = desk();
    desk.key(Key::N, Modifiers::NONE);
    desk.tap_body(FOREHEAD);
    desk.key(Key::Enter, Modifiers::NONE);
    desk.key(Key::A, Modifiers::COMMAND);
    write(&mut desk, ("burning", "", ""));
    let session = desk.session();
    assert_eq!(session.groups[0].remark.as_ref().expect("it was written").note, "burning");
    assert!(session.marks.iter().all(|mark| mark.remark.is_none()));
    let csv = mesomap::export::csv(&session, techniques(), &Texts::english());
    assert!(csv.lines().skip(1).all(|line| line.contains(",burning,")), "{csv}");
    desk.click("Dissolve");
    let session = desk.session();
    let kept: Vec<_> = session.marks.iter().filter_map(|mark| mark.remark.as_ref()).collect();
    assert_eq!((session.groups.len(), kept.len(), kept[0].note.as_str()), (0, 1, "burning"));
}

#[test]
fn what_was_noticed_on_one_side_is_not_made_up_on_the_other() {
    let mut desk = desk();
    desk.key(Key::X, Modifiers::NONE);
    desk.tap_body(LEFT_CHEEK);
    assert_eq!(desk.session().marks.len(), 2);
    desk.tap_body(LEFT_CHEEK);
    write(&mut desk, ("bled", "", ""));
    let noted = desk.session().marks.iter().filter(|mark| mark.remark.is_some()).count();
    assert_eq!(noted, 1);
}

#[test]
fn a_score_beyond_ten_is_refused() {
    let mut desk = desk();
    desk.tap_body(LEFT_CHEEK);
    desk.tap_body(LEFT_CHEEK);
    write(&mut desk, ("", "11", ""));
    desk.shows("11 is outside 0 to 10");
    assert!(desk.session().marks[0].remark.is_none());
}
