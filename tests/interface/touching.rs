//! Fingers, palms and pens: as winit sends them, the contact first and then what the pointer does for it.

use egui::{Event, Key, Modifiers, PointerButton, Pos2, TouchDeviceId, TouchId, TouchPhase, vec2};

use super::desk::{Desk, sample};
use super::{FOREHEAD, LEFT_CHEEK, RIGHT_CHEEK};

/// Hands over a screen, and which contact the pointer follows.
struct Hands {
    desk: Desk,
    pointer: Option<u64>,
}

impl Hands {
    /// Over a new session.
    fn new() -> Self {
        let mut desk = sample();
        desk.new_session();
        Self { desk, pointer: None }
    }

    fn push(&mut self, event: Event) {
        self.desk.harness.input_mut().events.push(event);
    }

    fn button(&mut self, pos: Pos2, pressed: bool) {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        self.push(Event::PointerButton { pos, button, pressed, modifiers });
    }

    /// A contact comes, moves or goes within this frame.
    fn contact(&mut self, id: u64, phase: TouchPhase, pos: Pos2, force: Option<f32>) {
        self.push(Event::Touch { device_id: TouchDeviceId(1), id: TouchId(id), phase, pos, force });
        if self.pointer.is_some_and(|followed| followed != id) {
            return;
        }
        match phase {
            TouchPhase::Start | TouchPhase::Move => self.push(Event::PointerMoved(pos)),
            TouchPhase::End => self.button(pos, false),
            TouchPhase::Cancel => {}
        }
        match phase {
            TouchPhase::Start => {
                self.pointer = Some(id);
                self.button(pos, true);
            }
            TouchPhase::End | TouchPhase::Cancel => {
                self.pointer = None;
                self.push(Event::PointerGone);
            }
            TouchPhase::Move => {}
        }
    }

    fn frame(&mut self) {
        self.desk.harness.run_steps(1);
    }

    fn marks(&mut self) -> usize {
        self.desk.settle();
        self.desk.session().marks.len()
    }
}

#[test]
fn a_finger_that_rests_on_bare_skin_opens_the_menu_and_places_nothing() {
    let mut desk = sample();
    desk.new_session();
    for tool in [Key::P, Key::U, Key::W, Key::I, Key::N] {
        desk.key(tool, Modifiers::NONE);
        desk.long_press_body(FOREHEAD);
        desk.click("Show the whole view");
        desk.key(Key::Escape, Modifiers::NONE);
        assert_eq!(desk.session().marks.len(), 0, "{tool:?}");
    }
}

#[test]
fn two_fingers_place_nothing_whichever_comes_and_goes_first() {
    use TouchPhase::{End, Start};
    let orders: [&[(u64, TouchPhase)]; 4] = [
        &[(1, Start), (2, Start), (1, End), (2, End)],
        &[(1, Start), (2, Start), (2, End), (1, End)],
        &[(1, Start), (2, Start), (1, End), (3, Start), (3, End), (2, End)],
        &[(1, Start), (2, Start), (3, Start), (2, End), (1, End), (3, End)],
    ];
    let mut hands = Hands::new();
    let at = |hands: &Hands, id: u64| {
        let places = [FOREHEAD, RIGHT_CHEEK, LEFT_CHEEK];
        hands.desk.on_body(places[usize::try_from(id - 1).expect("a finger")])
    };
    for tool in [Key::P, Key::U] {
        hands.desk.key(tool, Modifiers::NONE);
        for order in orders {
            // A frame for each, all within one frame, and two a frame.
            for frames in [1, usize::MAX, 2] {
                for (nth, &(id, phase)) in (1..).zip(order) {
                    let pos = at(&hands, id);
                    hands.contact(id, phase, pos, None);
                    if nth % frames == 0 {
                        hands.frame();
                    }
                }
                hands.frame();
                assert_eq!(hands.marks(), 0, "{tool:?}, {order:?}, {frames} a frame");
            }
        }
    }
    // One finger alone still does.
    hands.desk.key(Key::P, Modifiers::NONE);
    let pos = at(&hands, 1);
    hands.contact(1, Start, pos, None);
    hands.frame();
    hands.contact(1, End, pos, None);
    hands.frame();
    assert_eq!(hands.marks(), 1);
}

#[test]
fn two_fingers_move_the_view_and_pinch_it() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(FOREHEAD);
    let from = [desk.on_body(FOREHEAD) + vec2(-40.0, 60.0), desk.on_body(FOREHEAD) + vec2(40.0, 60.0)];
    desk.put_fingers(&from);
    for step in [10.0, 20.0, 30.0, 40.0, 50.0, 60.0] {
        desk.move_fingers(&from.map(|at| at + vec2(step, 0.0)));
    }
    desk.lift_fingers(&from.map(|at| at + vec2(60.0, 0.0)));
    assert_eq!(desk.session().marks.len(), 1, "the gesture places nothing");
    // The mark went along with the skin: a tap at its old place falls beside it.
    desk.tap_body(FOREHEAD);
    let marks = desk.session().marks;
    assert_eq!(marks.len(), 2, "the view moved");
    let apart = |a: usize, b: usize| marks[a].site().position_mm().distance(marks[b].site().position_mm());
    assert!(apart(0, 1) > 3.0, "{}", apart(0, 1));
}

#[test]
fn a_palm_beside_a_pen_places_nothing() {
    use TouchPhase::{End, Start};
    let mut hands = Hands::new();
    let [tip, palm] = [FOREHEAD, LEFT_CHEEK].map(|place| hands.desk.on_body(place));
    let pen = Some(0.4);
    // The palm rests after the pen came down, and stays when it goes.
    for (id, phase, pos, force) in
        [(1, Start, tip, pen), (2, Start, palm, None), (1, End, tip, pen), (2, End, palm, None)]
    {
        hands.contact(id, phase, pos, force);
        hands.frame();
    }
    assert_eq!(hands.marks(), 1);
    // The palm was first; the pen places all the same, and the palm nothing.
    hands.desk.rest(1);
    let tip = hands.desk.on_body(RIGHT_CHEEK);
    for (id, phase, pos, force) in
        [(3, Start, palm, None), (4, Start, tip, pen), (4, End, tip, None), (3, End, palm, None)]
    {
        hands.contact(id, phase, pos, force);
        hands.frame();
        hands.frame();
    }
    assert_eq!(hands.marks(), 2);
    // A palm that comes down again just after the pen was lifted; later it would be a finger.
    let tip = hands.desk.on_body((0.5, 0.3));
    for (id, phase, pos, force) in
        [(5, Start, tip, pen), (5, End, tip, pen), (6, Start, palm, None), (6, End, palm, None)]
    {
        hands.contact(id, phase, pos, force);
        hands.frame();
    }
    assert_eq!(hands.marks(), 3);
    hands.desk.rest(1);
    for phase in [Start, End] {
        hands.contact(7, phase, palm, None);
        hands.frame();
    }
    assert_eq!(hands.marks(), 4, "without a pen it is a finger");
}

/// Controls that are lower than a finger is wide, or that reach out of the window.
fn too_small(desk: &Desk) -> Vec<String> {
    let window = egui::Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0)).expand(0.5);
    let is_wrong = |(_, rect): &(String, egui::Rect)| rect.height() < 43.9 || rect.right() > window.right();
    let told = |(name, rect): (String, egui::Rect)| format!("{name}: {rect:?}");
    desk.targets().into_iter().filter(is_wrong).map(told).collect()
}

#[test]
fn once_a_finger_was_seen_every_control_is_large_enough_for_it() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(RIGHT_CHEEK);
    let small = too_small(&desk).len();
    desk.long_press_body(FOREHEAD);
    desk.key(Key::Escape, Modifiers::NONE);
    assert!(small > 0 && too_small(&desk).is_empty(), "{:#?}", too_small(&desk));
    let (ctrl, none) = (Modifiers::COMMAND, Modifiers::NONE);
    let mut wrong = Vec::new();
    for tool in [Key::N, Key::W, Key::U, Key::I, Key::O, Key::L, Key::T, Key::Y] {
        desk.key(tool, none);
        wrong.extend(too_small(&desk).into_iter().map(|what| format!("{tool:?}: {what}")));
    }
    desk.key(Key::T, none);
    desk.key(Key::T, none);
    desk.key(Key::A, ctrl);
    wrong.extend(too_small(&desk).into_iter().map(|what| format!("selection: {what}")));
    for (key, modifiers) in [
        (Key::F2, none),
        (Key::K, ctrl),
        (Key::F3, none),
        (Key::F4, none),
        (Key::E, ctrl),
        (Key::L, ctrl),
        (Key::Q, none),
        (Key::J, none),
        (Key::P, ctrl | Modifiers::SHIFT),
        (Key::N, ctrl),
    ] {
        desk.key(key, modifiers);
        let buttons = desk.targets().into_iter().filter(|(name, rect)| name == "Cancel" && rect.bottom() > 800.0);
        wrong.extend(buttons.map(|(name, rect)| format!("dialog of {key:?}: {name} below the window: {rect:?}")));
        wrong.extend(too_small(&desk).into_iter().map(|what| format!("dialog of {key:?}: {what}")));
        desk.key(Key::Escape, none);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
