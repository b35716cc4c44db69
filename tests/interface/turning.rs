//! Turning, zooming and panning the body, by pointer, fingers and keys.

use super::desk::sample;

#[test]
fn two_fingers_zoom_and_place_nothing() {
    let mut desk = sample();
    desk.new_session();
    // The first finger makes the controls large, and the canvas a little smaller.
    desk.long_press_body((0.5, 0.5));
    desk.key(egui::Key::Escape, egui::Modifiers::NONE);
    let places = [(0.46, 0.5), (0.54, 0.5)];
    for place in places {
        desk.tap_body(place);
    }
    desk.pinch_body((0.5, 0.5), 2.0);
    assert_eq!(desk.session().marks.len(), 2, "a pinch is no tap");
    // What was under the fingers stays under them; the same way on screen is now half as far on the skin.
    let places = [(0.46, 0.45), (0.54, 0.45)];
    for place in places {
        desk.tap_body(place);
    }
    let marks = desk.session().marks;
    let apart = |a: usize, b: usize| (marks[a].site().position_mm().x - marks[b].site().position_mm().x).abs();
    let ratio = apart(0, 1) / apart(2, 3);
    assert!((ratio - 2.0).abs() < 0.1, "{ratio}");
}

#[test]
fn a_drag_with_ctrl_turns_the_body_and_snaps_to_a_view() {
    let mut desk = sample();
    desk.new_session();
    desk.turn_body(egui::vec2(60.0, 20.0));
    assert_eq!(desk.pane(), "Body, Free view");
    assert_eq!(desk.session().marks.len(), 0, "a turn places nothing");
    desk.tap_body((0.45, 0.5));
    let session = desk.session();
    let site = session.marks[0].site();
    assert!(site.off_surface_mm() < 0.02, "a mark placed in a free view lies on the skin");
    assert!(site.position_mm().x < 0.0, "turned to the viewer's right, the body shows the patient's right");
    // The mark can be picked there too.
    desk.drag_body((0.45, 0.5), (0.47, 0.55));
    assert!(desk.session().marks[0].site().position_mm().distance(site.position_mm()) > 3.0);
    desk.turn_body(egui::vec2(-58.0, -19.0));
    assert_eq!(desk.pane(), "Body, Face, front");
    desk.turn_body(egui::vec2(100.0, 0.0));
    assert_eq!(desk.pane(), "Body, Face, right oblique");
}

#[test]
fn regions_ghost_and_keys_work_in_a_free_view() {
    let mut desk = sample();
    desk.click("Facial rejuvenation");
    desk.click("Session 2");
    desk.key(egui::Key::R, egui::Modifiers::NONE);
    desk.key(egui::Key::ArrowLeft, egui::Modifiers::COMMAND);
    assert_eq!(desk.pane(), "Body, Free view");
    desk.turn_body(egui::vec2(-20.0, -30.0));
    desk.click("Compare Session 1");
    assert_eq!(desk.pane(), "Body, Free view");
    desk.key(egui::Key::PageDown, egui::Modifiers::NONE);
    assert_eq!(desk.pane(), "Body, Face, right oblique");
}

#[test]
fn three_fingers_turn_the_body_and_it_snaps_to_a_view() {
    let mut desk = sample();
    desk.new_session();
    desk.turn_body_by_fingers((0.4, 0.6), egui::vec2(60.0, 20.0));
    assert_eq!(desk.pane(), "Body, Free view");
    desk.tap_body((0.45, 0.5));
    desk.turn_body_by_fingers((0.5, 0.5), egui::vec2(-58.0, -19.0));
    assert_eq!(desk.pane(), "Body, Face, front");
    // The same way by the pointer; fingers that go apart as they turn the body don't zoom.
    desk.turn_body(egui::vec2(60.0, 20.0));
    desk.tap_body((0.45, 0.48));
    let marks = desk.session().marks;
    assert_eq!(marks.len(), 2, "a turn places nothing, and taps after it do");
    let [by_fingers, by_pointer] = [0, 1].map(|mark: usize| marks[mark].site().position_mm());
    assert!(by_fingers.distance(by_pointer) < 8.0, "{by_fingers} {by_pointer}");
}

#[test]
fn escape_takes_a_drag_back() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body((0.5, 0.4));
    let placed = desk.session().marks;
    let [from, to] = [(0.5, 0.4), (0.6, 0.45)].map(|place| desk.on_body(place));
    for modifiers in [egui::Modifiers::NONE, egui::Modifiers::COMMAND | egui::Modifiers::CTRL] {
        desk.harness.event(egui::Event::ModifiersChanged(modifiers));
        desk.harness.hover_at(from);
        desk.harness.drag_at(from);
        for share in [0.3, 0.6, 1.0] {
            desk.harness.hover_at(from + (to - from) * share);
        }
        desk.harness.run_steps(4);
        let turned = desk.pane() == "Body, Free view";
        assert_eq!(turned, modifiers.command);
        assert_eq!(desk.session().marks == placed, turned);
        desk.harness.event(egui::Event::ModifiersChanged(egui::Modifiers::NONE));
        desk.key(egui::Key::Escape, egui::Modifiers::NONE);
        desk.harness.drop_at(to);
        desk.settle();
        assert_eq!(desk.pane(), "Body, Face, front");
        assert_eq!(desk.session().marks, placed);
    }
}

#[test]
fn escape_takes_a_turn_by_fingers_back() {
    let mut desk = sample();
    desk.new_session();
    let fingers = |along: f32| [0.3, 0.4, 0.5].map(|across| desk.on_body((across + along, 0.5)));
    let (from, to) = (fingers(0.0), fingers(0.2));
    desk.put_fingers(&from);
    desk.move_fingers(&to);
    assert_eq!(desk.pane(), "Body, Free view");
    desk.key(egui::Key::Escape, egui::Modifiers::NONE);
    assert_eq!(desk.pane(), "Body, Face, front");
    desk.move_fingers(&from);
    assert_eq!(desk.pane(), "Body, Face, front", "it doesn't begin again before the fingers are lifted");
    desk.lift_fingers(&from);
    desk.turn_body_by_fingers((0.5, 0.5), egui::vec2(60.0, 20.0));
    assert_eq!(desk.pane(), "Body, Free view");
}
