//! Where the letters of the patient's sides stand beside the body: right and left must never be read off the skin.

use super::item::Rect;
use crate::atlas::{PatientSide, Silhouette, ViewSides};
use crate::geom::Vec2;

/// The letter of a side with its place in a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedSide {
    /// Whose letter.
    pub side: PatientSide,
    /// The letter's box; y down, in the unit of the picture.
    pub rect: Rect,
    /// Whether no body is under it. Where body fills the picture's edge from top to bottom there is no such place, and the
    /// letter needs an opaque ground of its own.
    pub is_free: bool,
}

/// The places of a picture's side letters, boxes of `size` along the left and right edges of `room`, in the unit of the
/// picture: as near to the middle as the body allows, both at one height where that can be. A letter that stands alone may
/// stand at either edge.
///
/// Without a silhouette no place is free. `view_from_picture` takes a place in the picture (y down) to view millimetres (y up).
pub fn place_sides(
    sides: ViewSides,
    silhouette: Option<&Silhouette>,
    (room, size): (Rect, Vec2),
    view_from_picture: impl Fn(Vec2) -> Vec2,
) -> Vec<PlacedSide> {
    let edges = [room.min.x, room.max.x - size.x];
    let rect = |x: f32, y: f32| Rect::new(Vec2::new(x, y), Vec2::new(x, y) + size);
    let is_free = |rect: Rect| {
        let (a, b) = (view_from_picture(rect.min), view_from_picture(rect.max));
        silhouette.is_some_and(|silhouette| !silhouette.touches(a.min(b), a.max(b)))
    };
    let tops = tops(room, size.y);
    let free_at = |x: f32| tops.iter().map(|&y| rect(x, y)).find(|&rect| is_free(rect));
    let placed = |side, x: f32, free: Option<Rect>| PlacedSide {
        side,
        rect: free.unwrap_or(rect(x, tops[0])),
        is_free: free.is_some(),
    };
    match sides.left_and_right() {
        (side, None) => vec![placed(side, edges[0], edges.into_iter().find_map(free_at))],
        (left, Some(right)) => {
            let both = tops.iter().find(|&&y| edges.iter().all(|&x| is_free(rect(x, y))));
            let one = |side, x: f32| placed(side, x, both.map(|&y| rect(x, y)).or_else(|| free_at(x)));
            vec![one(left, edges[0]), one(right, edges[1])]
        }
    }
}

/// Upper edges of boxes of that height, half a box apart, from the middle of the room outward.
fn tops(room: Rect, height: f32) -> Vec<f32> {
    let middle = room.centre().y - height / 2.0;
    let mut tops = vec![middle];
    let mut step = height / 2.0;
    while middle - step >= room.min.y {
        tops.extend([middle - step, middle + step]);
        step += height / 2.0;
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Body, BodyKind, View, views};

    /// A pane that a view fits in, as the canvas fits it.
    fn placed(kind: BodyKind, view: &View, pane: Vec2) -> Vec<PlacedSide> {
        let silhouette = Silhouette::of(Body::get(kind), &view.camera);
        let scale = (pane.x / view.width_mm).min(pane.y / view.height_mm) * 0.96;
        let room = Rect::new(Vec2::new(8.0, 40.0), pane - Vec2::new(8.0, 50.0));
        place_sides(view.sides, Some(&silhouette), (room, Vec2::new(26.0, 28.0)), |at| {
            (at - pane / 2.0) * Vec2::new(1.0, -1.0) / scale
        })
    }

    #[test]
    fn letters_stand_beside_the_body_in_every_view_and_pane() {
        let panes = [(480.0, 600.0), (600.0, 600.0), (760.0, 620.0), (1200.0, 850.0), (700.0, 900.0), (1500.0, 620.0)];
        let mut on_skin = Vec::new();
        for kind in BodyKind::ALL {
            for view in views(kind) {
                for pane in panes {
                    let letters = placed(kind, view, pane.into());
                    // Only the other leg, where the pane is wide enough to show it, can fill an edge.
                    let other_leg = pane.0 / pane.1 >= 1.0 && (view.id.contains("thigh-") || view.id.contains("sole-"));
                    let covered = letters.iter().filter(|letter| !letter.is_free && !other_leg);
                    on_skin.extend(covered.map(|letter| format!("{kind:?} {} {pane:?} {:?}", view.id, letter.side)));
                }
            }
        }
        assert!(on_skin.is_empty(), "{}", on_skin.join("\n"));
    }

    #[test]
    fn right_stands_at_the_viewers_left_from_the_front() {
        let view = crate::atlas::view(BodyKind::AdultFemale, "face-front").unwrap();
        let letters = placed(BodyKind::AdultFemale, view, Vec2::new(760.0, 620.0));
        assert_eq!(
            letters.iter().map(|letter| letter.side).collect::<Vec<_>>(),
            [PatientSide::Right, PatientSide::Left]
        );
        assert!(letters[0].rect.max.x < letters[1].rect.min.x);
        assert_eq!(letters[0].rect.min.y, letters[1].rect.min.y, "one height");
    }

    #[test]
    fn a_pane_that_is_all_body_says_so() {
        let view = crate::atlas::view(BodyKind::AdultFemale, "torso-front").unwrap();
        let silhouette = Silhouette::of(Body::get(BodyKind::AdultFemale), &view.camera);
        let room = Rect::new(Vec2::ZERO, Vec2::splat(100.0));
        let letters = place_sides(view.sides, Some(&silhouette), (room, Vec2::splat(10.0)), |at| at / 10.0);
        assert!(letters.len() == 2 && letters.iter().all(|letter| !letter.is_free));
    }
}
