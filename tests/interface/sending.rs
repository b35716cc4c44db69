//! A session goes to a picture archive as it is saved; every answer is seen, and what isn't stored is kept and offered again.

use std::sync::Arc;

use egui::{Key, Modifiers};
use mesomap::app::{NoPicker, Services};

use super::FOREHEAD;
use super::desk::{self, Desk};
use super::scp::{Does, archive};

fn command(desk: &mut Desk, name: &str) {
    desk.key(Key::P, Modifiers::COMMAND | Modifiers::SHIFT);
    desk.seek("What do you want to do?", name);
    desk.key(Key::Enter, Modifiers::NONE);
    desk.settle();
}

/// A saved session of today with one mark, and the form by which it is sent to this place.
fn asked(folder: &std::path::Path, place: &str) -> Desk {
    let mut desk = Desk::open(folder);
    desk.new_session();
    desk.tap_body(FOREHEAD);
    desk.key(Key::S, Modifiers::COMMAND);
    desk.settle();
    command(&mut desk, "Send to PACS");
    let (host, port) = place.split_once(':').expect("an address");
    desk.fill("Host", host);
    desk.fill("Port", port);
    desk.fill("Its AE title", "TEST");
    desk
}

fn outbox(folder: &std::path::Path) -> usize {
    std::fs::read_dir(folder.join("clinic/outbox")).map_or(0, Iterator::count)
}

#[test]
fn the_dialog_says_whose_session_goes_where_and_what_was_answered() {
    let folder = desk::sample_copy();
    let (place, stored) = archive(&[Does::Takes, Does::Takes]);
    let mut desk = asked(folder.path(), &place);
    desk.shows("Sample Patient, not a real person");
    desk.click("Test connection");
    desk.settle();
    desk.shows(&format!("TEST@{place}: done (status 0000)"));
    desk.click("Send");
    desk.settle();
    desk.shows("Everything is stored.");
    desk.shows("Injection chart: done (status 0000)");
    assert!(desk.is_disabled("Send"), "not twice by one click too many");
    assert!(stored.lock().expect("nobody broke it").len() >= 2, "a view at least, and the report");
    assert_eq!(outbox(folder.path()), 0);
}

/// A browser opens no connection to an archive; what always fails isn't offered.
#[test]
fn a_page_offers_nothing_that_a_browser_cannot_send() {
    let folder = desk::sample_copy();
    for is_a_page in [false, true] {
        let services = desk::services(Arc::new(NoPicker));
        let mut desk = Desk::open_with(folder.path(), Services { is_a_page, ..services });
        desk.open_first_session();
        for name in ["Send to PACS…", "Not yet sent…", "Put into a watched folder…"] {
            desk.key(Key::P, Modifiers::COMMAND | Modifiers::SHIFT);
            // Without the sign at its end, which then only the command's row has.
            desk.seek("What do you want to do?", name.trim_end_matches('…'));
            assert_eq!(desk.is_shown(name), !is_a_page, "{name}");
            desk.key(Key::Escape, Modifiers::NONE);
        }
    }
}

#[test]
fn what_is_not_saved_is_not_sent_and_the_dialog_says_so() {
    let folder = desk::sample_copy();
    let mut desk = Desk::open(folder.path());
    desk.open_first_session();
    command(&mut desk, "Send to PACS");
    desk.shows("Sent as it is saved");
    assert!(desk.is_disabled("Send"), "nobody said where to");
    desk.fill("Its AE title", "TEST");
    desk.fill("Host", "a b");
    desk.shows("A host is a name or an address");
    desk.fill("Host", "pacs.example");
    assert!(!desk.is_disabled("Send"));
}

#[test]
fn what_is_refused_is_kept_sent_again_or_discarded() {
    let folder = desk::sample_copy();
    let (place, _) = archive(&[Does::Answers(0xA700), Does::TakesOne]);
    let mut desk = asked(folder.path(), &place);
    desk.click("Send");
    desk.settle();
    desk.shows("out of room (status A700)");
    desk.shows("kept in the library");
    let kept = outbox(folder.path());
    assert!(kept >= 2);
    // They are still there when the program is started again, and it says so.
    drop(desk);
    let mut desk = Desk::open(folder.path());
    desk.click(&format!("{kept} objects wait to be sent"));
    desk.shows(&format!("TEST@{place}"));
    desk.click("Send again");
    desk.settle();
    assert_eq!(outbox(folder.path()), kept - 1, "one was taken before the line went down");
    while outbox(folder.path()) > 1 {
        discard(&mut desk);
    }
    desk.shows("1 object waits to be sent");
    discard(&mut desk);
    desk.shows("Nothing waits to be sent");
    assert_eq!(outbox(folder.path()), 0);
}

#[test]
fn what_went_astray_goes_to_the_address_typed_next() {
    let folder = desk::sample_copy();
    let (nobody, _) = archive(&[Does::SpeaksHttp]);
    let (place, stored) = archive(&[Does::Takes]);
    let mut desk = asked(folder.path(), &nobody);
    desk.click("Send");
    desk.settle();
    desk.shows("does not speak DICOM");
    let kept = outbox(folder.path());
    desk.fill("Port", place.rsplit(':').next().expect("a port"));
    desk.click("Send again");
    desk.settle();
    desk.shows("Everything is stored.");
    assert_eq!(stored.lock().expect("nobody broke it").len(), kept, "the same objects, not made anew");
    assert_eq!(outbox(folder.path()), 0);
}

/// Drops the last of the list, once it was asked whether that is meant.
fn discard(desk: &mut Desk) {
    let before = outbox(desk.folder());
    desk.click("Discard…");
    desk.click("Keep");
    assert_eq!(outbox(desk.folder()), before);
    desk.click("Discard…");
    desk.click("Discard for good");
    desk.settle();
}
