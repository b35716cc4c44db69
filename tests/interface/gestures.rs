//! How many gestures whole tasks take, from an open, empty session to a saved one: a click, a drag, keys pressed together or
//! a typed field is one.

use egui::{Event, Key, Modifiers};
use mesomap::chart::Session;

use super::desk::{Desk, sample};
use super::{FOREHEAD, LEFT_CHEEK, RIGHT_CHEEK};

/// The program and how many gestures it took so far.
pub(super) struct Hand {
    pub(super) desk: Desk,
    pub(super) gestures: usize,
}

impl Hand {
    /// An empty session with the cocktails of the one before.
    pub(super) fn new() -> Self {
        let mut desk = sample();
        desk.new_session();
        assert!(desk.session().marks.is_empty() && desk.session().cocktails.len() == 2);
        Self { desk, gestures: 0 }
    }

    pub(super) fn key(&mut self, key: Key) {
        self.gestures += 1;
        self.desk.key(key, Modifiers::NONE);
    }

    pub(super) fn chord(&mut self, key: Key) {
        self.gestures += 1;
        self.desk.key(key, Modifiers::COMMAND);
    }

    pub(super) fn click(&mut self, name: &str) {
        self.gestures += 1;
        self.desk.click(name);
    }

    pub(super) fn type_into(&mut self, field: &str, text: &str) {
        self.gestures += 1;
        // What is searched for is chosen by Enter, without leaving the field.
        if field.starts_with("Part of") { self.desk.seek(field, text) } else { self.desk.fill(field, text) }
    }

    pub(super) fn tap(&mut self, place: (f32, f32)) {
        self.gestures += 1;
        self.desk.tap_body(place);
    }

    fn shift_tap(&mut self, place: (f32, f32)) {
        self.desk.harness.event(Event::ModifiersChanged(Modifiers::SHIFT));
        self.tap(place);
        self.desk.harness.event(Event::ModifiersChanged(Modifiers::NONE));
    }

    fn drag(&mut self, from: (f32, f32), to: (f32, f32)) {
        self.gestures += 1;
        self.desk.drag_body(from, to);
    }

    /// What is in the file, and after how many gestures.
    pub(super) fn saved(mut self) -> (Session, usize) {
        self.chord(Key::S);
        self.desk.shows("after the first mark");
        let file = crate::desk::load(&self.desk.open_file());
        assert_eq!(file, self.desk.session());
        (file, self.gestures)
    }
}

#[test]
fn a_full_face_by_hand_takes_at_most_20() {
    let mut hand = Hand::new();
    hand.key(Key::N);
    hand.type_into("Spacing", "7 mm");
    hand.key(Key::X);
    hand.key(Key::A);
    hand.click("0.02 mL per point");
    hand.tap(FOREHEAD);
    hand.shift_tap((0.60, 0.24));
    hand.key(Key::Enter);
    hand.key(Key::Num2);
    hand.key(Key::B);
    hand.click("0.05 mL per point");
    hand.tap(LEFT_CHEEK);
    hand.key(Key::Enter);
    hand.key(Key::Num3);
    hand.click("0.1 mL per point");
    hand.tap((0.5, 0.83));
    let (session, gestures) = hand.saved();
    let totals = mesomap::chart::Totals::of(&session);
    assert!(session.marks.len() >= 150, "{} points: {totals:?}", session.marks.len());
    assert_eq!(totals.by_technique.len(), 3, "{totals:?}");
    assert_eq!(totals.by_cocktail.keys().flatten().count(), 2, "{totals:?}");
    assert!(session.marks.iter().all(|mark| mark.deposit.volume.is_some()));
    assert!(gestures <= 20, "{gestures}");
    assert_eq!(gestures, 17, "README tells this number");
}

/// Lays the protocol that is found by these words.
fn lay(hand: &mut Hand, words: &str) {
    hand.chord(Key::L);
    hand.type_into("Part of a name: migraine, face, paraspinal", words);
    hand.key(Key::Enter);
}

#[test]
fn a_full_face_from_a_protocol_takes_at_most_6() {
    let mut hand = Hand::new();
    lay(&mut hand, "full face");
    let (session, gestures) = hand.saved();
    let totals = mesomap::chart::Totals::of(&session);
    assert!(session.marks.len() >= 150 && totals.by_technique.len() == 3, "{totals:?}");
    assert_eq!(totals.by_cocktail.keys().flatten().count(), 2, "{totals:?}");
    assert_eq!(gestures, 4, "README tells this number");
}

#[test]
fn preempt_from_its_protocol_takes_at_most_6() {
    let mut hand = Hand::new();
    lay(&mut hand, "preempt");
    let (session, gestures) = hand.saved();
    assert_eq!(session.marks.len(), 31);
    assert_eq!(gestures, 4, "README tells this number");
}

#[test]
fn fifty_points_round_the_umbilicus_take_at_most_5() {
    let mut hand = Hand::new();
    lay(&mut hand, "abdomen");
    let (session, gestures) = hand.saved();
    assert_eq!(session.marks.len(), 50);
    assert_eq!(gestures, 4, "README tells this number");
}

#[test]
fn paraspinal_points_of_both_sides_take_at_most_8() {
    let mut hand = Hand::new();
    lay(&mut hand, "paraspinal");
    let (session, gestures) = hand.saved();
    assert_eq!(session.marks.len(), 42);
    assert_eq!(gestures, 4, "README tells this number");
}

#[test]
fn a_cocktail_of_three_components_from_the_formulary_takes_at_most_8() {
    let mut hand = Hand::new();
    // The formulary knows it: it was mixed once.
    let library = mesomap::store::Library::open(&hand.desk.open_file()).expect("the sample");
    let part = |substance: &str| mesomap::chart::Component {
        substance: substance.to_owned(),
        lot: format!("LOT of {substance}"),
        volume: mesomap::chart::Volume::nearest_ml(1.0),
        ..Default::default()
    };
    let cocktail = mesomap::chart::Cocktail {
        letter: mesomap::chart::Letter::A,
        name: "Morning mix".to_owned(),
        components: ["Lidocaine", "Biotin", "Vitamin C"].map(part).to_vec(),
        prepared: mesomap::chart::Volume::nearest_ml(3.0),
        discarded: None,
    };
    library.learn(&cocktail, &crate::desk::note()).expect("written");
    hand.gestures += 1;
    hand.desk.key(Key::K, Modifiers::COMMAND | Modifiers::SHIFT);
    hand.type_into("Part of a recipe’s name", "morning");
    hand.key(Key::Enter);
    hand.chord(Key::S);
    let file = crate::desk::load(&hand.desk.open_file());
    let mixed = file.cocktails.iter().find(|listed| listed.name == "Morning mix").expect("it is there");
    assert_eq!(mixed.components, cocktail.components);
    assert_eq!(hand.gestures, 4, "README tells this number");
}

#[test]
fn the_last_session_with_three_changes_takes_at_most_8() {
    let mut hand = Hand::new();
    hand.chord(Key::T);
    let taken = hand.desk.session().marks.len();
    // One point more, one that is moved, one that is dropped.
    hand.tap((0.5, 0.90));
    hand.drag((0.5, 0.90), (0.5, 0.92));
    hand.tap(RIGHT_CHEEK);
    let selected = hand.desk.session().marks.len();
    hand.key(Key::Delete);
    let (session, gestures) = hand.saved();
    assert!(session.marks.len() + 1 >= taken, "{taken} taken, {selected}, {}", session.marks.len());
    assert_eq!(gestures, 6, "README tells this number");
}

#[test]
fn ten_dosed_sites_take_at_most_12() {
    let mut hand = Hand::new();
    hand.click("0.1 mL per point");
    hand.key(Key::X);
    // Five pairs.
    for place in [(0.53, 0.24), (0.57, 0.25), (0.61, 0.27), (0.54, 0.34), (0.62, 0.42)] {
        hand.tap(place);
    }
    let (session, gestures) = hand.saved();
    assert_eq!(session.marks.len(), 10);
    assert!(session.marks.iter().all(|mark| mark.deposit.volume.is_some()));
    assert_eq!(gestures, 8, "README tells this number");
}
