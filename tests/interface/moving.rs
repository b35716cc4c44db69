//! Marks that are moved together: by a drag and by the arrow keys.

use egui::{Key, Modifiers};
use mesomap::atlas::Body;
use mesomap::chart::Session;

use super::desk::{Desk, sample};
use super::{FOREHEAD, RIGHT_CHEEK};

fn desk_with_marks() -> Desk {
    let mut desk = sample();
    desk.new_session();
    for place in [RIGHT_CHEEK, (0.45, 0.68), (0.38, 0.68), FOREHEAD] {
        desk.tap_body(place);
    }
    assert_eq!(desk.session().marks.len(), 4);
    desk.key(Key::A, Modifiers::COMMAND);
    desk
}

/// The distances along the skin between the three marks of the cheek, in mm.
fn spacing(session: &Session) -> [f32; 3] {
    let surface = &Body::get(session.body).surface;
    let anchor = |index: usize| session.marks[index].site().anchor();
    [[0, 1], [1, 2], [2, 0]].map(|[a, b]| surface.geodesic_mm(anchor(a), anchor(b)).unwrap())
}

fn ways_mm(before: &Session, after: &Session) -> Vec<f32> {
    let place = |session: &Session, index: usize| session.marks[index].site().position_mm();
    (0..4).map(|index| place(before, index).distance(place(after, index))).collect()
}

#[test]
fn a_dragged_selection_keeps_its_spacing_as_one_step() {
    let mut desk = desk_with_marks();
    let before = desk.session();
    desk.drag_body(RIGHT_CHEEK, (0.44, 0.64));
    let after = desk.session();
    for (was_mm, is_mm) in spacing(&before).into_iter().zip(spacing(&after)) {
        assert!((is_mm / was_mm - 1.0).abs() < 0.08, "{was_mm} mm became {is_mm} mm");
    }
    assert!(ways_mm(&before, &after).iter().all(|&mm| mm > 2.0), "{:?}", ways_mm(&before, &after));
    desk.click("Undo");
    assert_eq!(desk.session().marks, before.marks);
}

#[test]
fn arrow_keys_nudge_the_selection() {
    let mut desk = desk_with_marks();
    for (modifiers, step_mm) in [(Modifiers::NONE, 1.0), (Modifiers::SHIFT, 0.1)] {
        let before = desk.session();
        desk.key(Key::ArrowUp, modifiers);
        let after = desk.session();
        for (index, way_mm) in ways_mm(&before, &after).into_iter().enumerate() {
            assert!((way_mm / step_mm - 1.0).abs() < 0.25, "mark {index}: {way_mm} mm for {step_mm}");
        }
        let up_mm = after.marks[0].site().position_mm().z - before.marks[0].site().position_mm().z;
        assert!(up_mm > 0.4 * step_mm, "{up_mm}");
        desk.click("Undo");
        assert_eq!(desk.session().marks, before.marks);
        desk.key(Key::A, Modifiers::COMMAND);
    }
}
