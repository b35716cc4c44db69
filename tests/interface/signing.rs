//! A session is signed by one key and the passphrase; it is locked then, and changed for a reason only.

use egui::{Key, Modifiers};
use mesomap::store::{Reason, SignatureStanding, open_session, place_at};

use super::desk::{self, Desk, sample};
use super::{FOREHEAD, LEFT_CHEEK, RIGHT_CHEEK};

/// A session of today with one mark, which nobody saved yet.
fn charted() -> Desk {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(FOREHEAD);
    desk
}

/// Signs for the first time in this library.
fn sign_first(desk: &mut Desk) {
    desk.key(Key::F8, Modifiers::NONE);
    desk.shows("Nobody signs in this library yet");
    desk.fill("Your name, as it is to be printed", "Dr Sample");
    desk.fill("Role, such as physician (may stay empty)", "physician");
    desk.fill("Passphrase", "blue hinge 42");
    assert!(desk.is_disabled("Sign"), "a passphrase is typed twice before it locks a key for good");
    desk.fill("Passphrase once more", "blue hinge 42");
    desk.click("Sign");
    desk.settle();
}

fn standings(desk: &Desk) -> Vec<(String, SignatureStanding)> {
    let open = place_at(&desk.open_file()).and_then(|place| open_session(&place)).expect("it opens");
    open.signatures.into_iter().map(|signature| (signature.signed.name, signature.standing)).collect()
}

#[test]
fn what_is_unsaved_is_saved_then_signed_and_locked() {
    let mut desk = charted();
    sign_first(&mut desk);
    desk.shows("Signed by Dr Sample");
    assert_eq!(standings(&desk), [("Dr Sample".to_owned(), SignatureStanding::Good)]);
    let text = desk::newest_text(&desk.open_file());
    assert!(text.contains("role: \"physician\", meaning: \"I gave this treatment\""), "{text}");
    assert!(!text.contains("blue hinge"));
    desk.tap_body(LEFT_CHEEK);
    assert_eq!(desk.session().marks.len(), 1, "it is locked");
    desk.key(Key::F6, Modifiers::NONE);
    desk.shows("signed");
}

#[test]
fn from_the_second_time_on_it_is_one_key_the_passphrase_and_enter() {
    let folder = desk::sample_copy();
    let mut desk = Desk::open(folder.path());
    desk.new_session();
    desk.tap_body(FOREHEAD);
    sign_first(&mut desk);
    desk.new_session();
    desk.tap_body(FOREHEAD);
    // The passphrase is still known: it isn't asked for.
    desk.key(Key::F8, Modifiers::NONE);
    desk.shows("Your passphrase is still known");
    desk.key(Key::Enter, Modifiers::NONE);
    desk.settle();
    desk.shows("Signed by Dr Sample");
    // The program was ended meanwhile: it is.
    drop(desk);
    let mut desk = Desk::open(folder.path());
    desk.new_session();
    desk.tap_body(FOREHEAD);
    desk.key(Key::F8, Modifiers::NONE);
    desk.harness.event(egui::Event::Text("blue hinge 41".to_owned()));
    desk.key(Key::Enter, Modifiers::NONE);
    desk.settle();
    desk.shows("This isn’t the passphrase of this signer");
    assert_eq!(standings(&desk), [], "nothing is signed");
    desk.harness.event(egui::Event::Text("blue hinge 42".to_owned()));
    desk.key(Key::Enter, Modifiers::NONE);
    desk.settle();
    desk.shows("Signed by Dr Sample");
}

#[test]
fn a_signed_session_is_amended_for_a_reason_and_countersigned() {
    let mut desk = charted();
    sign_first(&mut desk);
    desk.click("Amend…");
    assert!(desk.is_disabled("Amend"), "not without a reason");
    desk.harness.event(egui::Event::Text("the cheek was left out".to_owned()));
    desk.step();
    desk.fill("Who says so, as recorded with the date", "Dr Sample");
    desk.click("Amend");
    desk.settle();
    desk.shows("being amended: the cheek was left out");
    desk.tap_body(LEFT_CHEEK);
    desk.key(Key::S, Modifiers::COMMAND);
    desk.settle();
    let record = desk.open_file();
    let note = mesomap::store::Lineage::of(&place_at(&record).unwrap()).unwrap();
    let note = note.head().unwrap().note().unwrap().clone();
    assert_eq!((note.why, note.reason.as_str()), (Reason::Amend, "the cheek was left out"));
    desk.shows("amended, not signed again");
    desk.key(Key::F6, Modifiers::NONE);
    desk.shows("the cheek was left out");
    desk.click("Close");
    // Signed once more, by somebody else.
    desk.key(Key::F8, Modifiers::NONE);
    desk.click("Who signs");
    desk.click("Somebody new…");
    desk.key(Key::Escape, Modifiers::NONE);
    desk.fill("Your name, as it is to be printed", "Nurse Sample");
    desk.fill("Passphrase", "green door 77");
    desk.fill("Passphrase once more", "green door 77");
    desk.click("Sign");
    desk.settle();
    desk.shows("Signed by Nurse Sample");
    let good = SignatureStanding::Good;
    assert_eq!(standings(&desk), [("Dr Sample".to_owned(), good), ("Nurse Sample".to_owned(), good)]);
}

#[test]
fn a_signed_session_is_void_with_its_signature_kept() {
    let mut desk = charted();
    sign_first(&mut desk);
    desk.key(Key::P, Modifiers::COMMAND | Modifiers::SHIFT);
    desk.seek("What do you want to do?", "Void this session");
    desk.key(Key::Enter, Modifiers::NONE);
    desk.shows("Reason");
    desk.harness.event(egui::Event::Text("wrong patient".to_owned()));
    desk.step();
    desk.fill("Who says so, as recorded with the date", "Dr Sample");
    desk.click("Declare void");
    desk.settle();
    let text = desk::newest_text(&desk.open_file());
    assert!(text.contains("voided: \"wrong patient\"") && text.contains("reason: \"wrong patient\""), "{text}");
}

#[test]
fn sessions_that_nobody_signed_are_listed_with_their_patients() {
    let mut desk = sample();
    desk.key(Key::P, Modifiers::COMMAND | Modifiers::SHIFT);
    desk.seek("What do you want to do?", "Unsigned sessions");
    desk.key(Key::Enter, Modifiers::NONE);
    desk.settle();
    // Those of the course that hasn't begun yet aren't due.
    desk.shows("4 sessions older than a day aren’t signed");
    desk.key(Key::Enter, Modifiers::NONE);
    desk.settle();
    assert_eq!(desk.session().details.title, "Session 1", "the oldest stands first");
}

/// The list of those who sign is the first list that this window opens, in the first dialog.
#[test]
fn the_list_of_who_signs_opens_in_front_of_its_dialog() {
    let folder = desk::sample_copy();
    let mut desk = Desk::open(folder.path());
    desk.open_first_session();
    sign_first(&mut desk);
    drop(desk);
    let mut desk = Desk::open(folder.path());
    desk.new_session();
    desk.tap_body(FOREHEAD);
    desk.key(Key::F8, Modifiers::NONE);
    desk.tap_on("Who signs");
    desk.tap_on("Somebody new…");
    desk.shows("Your name, as it is to be printed");
}

/// Another colleague sits down at a window that still knows the passphrase of who signed before.
#[test]
fn who_signs_the_same_once_more_is_asked_who_they_are() {
    let mut desk = charted();
    sign_first(&mut desk);
    desk.key(Key::F8, Modifiers::NONE);
    desk.shows("Everybody who signs in this library signed this already");
    desk.shows("Sample Patient, not a real person");
    assert!(desk.is_disabled("Sign"), "nobody new has a passphrase yet");
    desk.key(Key::Escape, Modifiers::NONE);
    assert_eq!(standings(&desk).len(), 1);
}

#[test]
fn a_signature_over_what_was_before_an_amendment_says_so() {
    let mut desk = charted();
    sign_first(&mut desk);
    desk.click("Amend…");
    desk.harness.event(egui::Event::Text("the cheek was left out".to_owned()));
    desk.step();
    desk.fill("Who says so, as recorded with the date", "Nurse Sample");
    desk.click("Amend");
    desk.settle();
    desk.tap_body(LEFT_CHEEK);
    desk.key(Key::S, Modifiers::COMMAND);
    desk.settle();
    assert!(desk::newest_text(&desk.open_file()).contains("author: \"Nurse Sample\""), "who amended it is kept");
    desk.click("End amending");
    desk.settle();
    desk.shows("before the last change");
    desk.tap_body(RIGHT_CHEEK);
    desk.shows("The session is signed. To change it");
    assert_eq!(desk.session().marks.len(), 2, "it is locked again");
    // Signed once more by the same person, whose passphrase is asked for.
    desk.key(Key::F8, Modifiers::NONE);
    assert!(desk.is_disabled("Sign"));
    desk.fill("Passphrase", "blue hinge 42");
    desk.click("Sign");
    desk.settle();
    assert_eq!(standings(&desk).len(), 2);
    desk.shows("before the last change");
    desk.key(Key::F6, Modifiers::NONE);
    desk.shows("An older revision is brought back by who amends it");
    assert!(!desk.is_shown("Restore"), "it would be refused");
    desk.shows("Reason: the cheek was left out");
}

#[test]
fn the_passphrase_of_who_signs_is_changed_for_who_knows_it() {
    let folder = desk::sample_copy();
    let mut desk = Desk::open(folder.path());
    desk.new_session();
    desk.tap_body(FOREHEAD);
    sign_first(&mut desk);
    drop(desk);
    let mut desk = Desk::open(folder.path());
    let change = |desk: &mut Desk, before: &str| {
        desk.fill("Passphrase so far", before);
        desk.fill("New passphrase", "green door 77");
        desk.fill("New passphrase once more", "green door 77");
        desk.click("Change it");
        desk.settle();
    };
    desk.key(Key::P, Modifiers::COMMAND | Modifiers::SHIFT);
    desk.seek("What do you want to do?", "Change the signing passphrase");
    desk.key(Key::Enter, Modifiers::NONE);
    desk.settle();
    change(&mut desk, "blue hinge 41");
    desk.shows("This isn’t the passphrase of this signer");
    change(&mut desk, "blue hinge 42");
    desk.shows("From now on the new passphrase signs");
    desk.new_session();
    desk.tap_body(FOREHEAD);
    desk.key(Key::F8, Modifiers::NONE);
    desk.fill("Passphrase", "green door 77");
    desk.click("Sign");
    desk.settle();
    desk.shows("Signed by Dr Sample");
}
