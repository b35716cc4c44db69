//! Protocols through the real interface: found by a word, laid with the session's cocktails, saved from marks.

use egui::{Key, Modifiers};
use mesomap::chart::Letter;
use mesomap::store::Library;

use super::desk::{Desk, sample};

fn desk() -> Desk {
    let mut desk = sample();
    desk.new_session();
    desk
}

fn lay(desk: &mut Desk, words: &str) {
    desk.key(Key::L, Modifiers::COMMAND);
    desk.seek("Part of a name: migraine, face, paraspinal", words);
    desk.key(Key::Enter, Modifiers::NONE);
}

#[test]
fn a_protocol_is_one_step_with_the_cocktails_of_its_letters() {
    let mut desk = desk();
    lay(&mut desk, "mesolift");
    let session = desk.session();
    assert!(session.marks.len() >= 150);
    let named: std::collections::BTreeSet<_> = session.marks.iter().map(|mark| mark.deposit.cocktail).collect();
    assert_eq!(named, [Letter::new('A'), Letter::new('B')].into());
    desk.shows("Full-face mesolift");
    desk.click("Undo");
    assert_eq!(desk.session().marks.len(), 0);
}

#[test]
fn where_the_cocktail_does_not_tell_the_substance_no_volume_is_made_up() {
    let mut desk = desk();
    lay(&mut desk, "preempt");
    let session = desk.session();
    assert_eq!(session.marks.len(), 31);
    assert!(session.marks.iter().all(|mark| mark.deposit.volume.is_none()));
    desk.shows("31 of them without a volume");
}

#[test]
fn marks_become_a_protocol_that_is_laid_on_the_next_patient() {
    let mut desk = desk();
    lay(&mut desk, "glabella");
    desk.key(Key::A, Modifiers::COMMAND);
    desk.key(Key::P, Modifiers::COMMAND | Modifiers::SHIFT);
    desk.fill("What do you want to do?", "save selected protocol");
    desk.key(Key::Enter, Modifiers::NONE);
    desk.fill("Name", "Our five");
    // The keyboard went on to the source.
    desk.harness.event(egui::Event::Text("The clinic".to_owned()));
    desk.harness.run_steps(2);
    desk.click("Save protocol");
    desk.shows("Our five is saved, revision 1");
    let library = Library::open(&desk.open_file()).unwrap();
    let own = library.protocols().unwrap();
    assert_eq!(own[0].protocol.as_ref().unwrap().source, "The clinic");
    lay(&mut desk, "our five");
    assert_eq!(desk.session().marks.len(), 10);
    // What was laid says by which protocol.
    let told: Vec<_> = desk.session().groups.iter().filter_map(|group| group.origin.protocol().cloned()).collect();
    assert!(told.iter().any(|reference| reference.id == own[0].protocol.as_ref().unwrap().reference.id));
    desk.key(Key::S, Modifiers::COMMAND);
    assert_eq!(crate::desk::load(&desk.open_file()), desk.session());
}

#[test]
fn escape_lays_nothing() {
    let mut desk = desk();
    desk.key(Key::L, Modifiers::COMMAND);
    desk.shows("Lay a protocol");
    desk.key(Key::Escape, Modifiers::NONE);
    desk.key(Key::Enter, Modifiers::NONE);
    assert_eq!(desk.session().marks.len(), 0);
}
