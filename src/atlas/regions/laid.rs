//! How a body is laid on the map: where on it every point of the body's skin belongs.
//!
//! Regions are drawn on a map, which is the woman's skin as it was when they were drawn. Bodies share one topology, not one
//! build: by the triangles alone the man's fifth lumbar spine would lie on the map's sacrum. So the map is tied to each
//! body where it can be felt or seen: at its landmarks, along the brow, round the areola. Between these ties the way from
//! one to the other is the smoothest that meets them all, a biharmonic spline, whose kernel in space is the distance
//! (Sandwell, Geophys Res Lett 1987;14:139-142).

use std::f32::consts::TAU;

use serde::Deserialize;

use crate::atlas::places::places;
use crate::atlas::{Body, BodyKind, SurfacePoint, each};
use crate::geom::Vec3;

/// What ties a body to the map: places on the map, LPS mm, in the midline or on the patient's left.
#[derive(Debug, Default, Deserialize)]
#[serde(rename = "Ties")]
pub(super) struct Ties {
    /// Landmarks by name.
    landmarks: Vec<(String, [f32; 3])>,
    /// Evenly along the middle line of the brow, from the nose outward.
    brow: Vec<[f32; 3]>,
    /// Evenly round the areola, from its outer end upward.
    areola: Vec<[f32; 3]>,
    /// What the same skin shows on every body: the seam of the lips, the webs between the fingers.
    alike: Vec<[f32; 3]>,
}

/// Half the width of the areola as it is drawn on a body, mm.
fn areola_radius_mm(kind: BodyKind) -> f32 {
    match kind {
        BodyKind::AdultFemale => 17.0,
        BodyKind::AdultMale => 14.0,
    }
}

impl Ties {
    /// For every vertex of the body its place on the map, LPS mm; those of mirrored vertices mirror each other.
    pub(super) fn lay(&self, body: &Body) -> Vec<Vec3> {
        // The map's skin knows no body but the woman's, whose vertices number those of the other too.
        let drawn = &Body::get(BodyKind::AdultFemale).surface;
        let tie = |(point, map_mm): (SurfacePoint, [f32; 3])| {
            let from_mm = drawn.position_mm(point);
            (from_mm, Vec3::from_array(map_mm) - from_mm)
        };
        let alike = self.alike.iter().map(|&map_mm| (Vec3::from_array(map_mm), Vec3::ZERO));
        let shift = Shift::through(self.points(body).map(tie).chain(alike));
        each(drawn.positions_mm(), |&place_mm| shift.moved(place_mm))
    }

    /// The points of the body that belong to places on the map.
    fn points(&self, body: &Body) -> impl Iterator<Item = (SurfacePoint, [f32; 3])> {
        let places = places(body);
        let landmarks = self.landmarks.iter().filter_map(|(id, map_mm)| Some((places.get(id)?.point, *map_mm)));
        let steps = self.brow.len().saturating_sub(1).max(1) as f32;
        let brow = self.brow.iter().enumerate().map(move |(step, &map_mm)| {
            let on_brow = body.features.brow_mm(&body.surface, step as f32 / steps);
            (body.surface.closest(on_brow).0, map_mm)
        });
        let nipple = places.get("thelion").map(|place| place.point);
        let ring =
            self.areola.iter().enumerate().map(move |(step, &map_mm)| {
                Some((beside(body, nipple?, step as f32 / self.areola.len() as f32), map_mm))
            });
        landmarks.chain(brow).chain(ring.flatten())
    }
}

/// The edge of the areola at a share of the way round it.
fn beside(body: &Body, nipple: SurfacePoint, share: f32) -> SurfacePoint {
    let (middle_mm, out) = (body.surface.position_mm(nipple), body.surface.normal(nipple));
    let lateral = Vec3::X.reject_from_normalized(out).normalize_or(Vec3::X);
    let way = lateral * (share * TAU).cos() + out.cross(lateral) * (share * TAU).sin();
    body.surface.closest(middle_mm + way * areola_radius_mm(body.kind)).0
}

/// A smooth shift of space, mirrored in the midline.
struct Shift {
    /// Where it is known, and by how much the distance from there weighs.
    poles: Vec<(Vec3, Vec3)>,
    constant: Vec3,
}

impl Shift {
    /// The smoothest that is as given (place, shift) on the left half and in the midline, and mirrored on the right.
    fn through(known: impl Iterator<Item = (Vec3, Vec3)>) -> Self {
        const IN_MIDLINE_MM: f32 = 0.5;
        let flip = Vec3::new(-1.0, 1.0, 1.0);
        let both = known.flat_map(|(at, by)| {
            let in_midline = at.x.abs() < IN_MIDLINE_MM;
            let level = if in_midline { Vec3::new(0.0, 1.0, 1.0) } else { Vec3::ONE };
            let mirrored = (!in_midline).then_some((at * flip, by * flip));
            [Some((at * level, by * level)), mirrored].into_iter().flatten()
        });
        let known: Vec<(Vec3, Vec3)> = both.collect();
        // A row for each place, and one that lets the weights add up to nothing, so that far away the shift levels out.
        let row = |(at, by): &(Vec3, Vec3)| {
            let distances = known.iter().map(|(pole, _)| f64::from(pole.distance(*at)));
            distances.chain([1.0]).chain(by.to_array().map(f64::from)).collect()
        };
        let last: Vec<f64> = std::iter::repeat_n(1.0, known.len()).chain([0.0; 4]).collect();
        let solved = solved(known.iter().map(row).chain([last]).collect());
        let constant = solved.last().copied().unwrap_or_default();
        Self { poles: known.iter().map(|(at, _)| *at).zip(solved).collect(), constant }
    }

    /// Where a place comes to lie; what is beside the midline stays on its side.
    fn moved(&self, place_mm: Vec3) -> Vec3 {
        const ASIDE_MM: f32 = 1e-3;
        let left_mm = Vec3 { x: place_mm.x.abs(), ..place_mm };
        let pull: Vec3 = self.poles.iter().map(|(pole, weight)| *weight * pole.distance(left_mm)).sum();
        let moved = left_mm + self.constant + pull;
        let x = if left_mm.x > 0.0 { moved.x.max(ASIDE_MM).copysign(place_mm.x) } else { 0.0 };
        Vec3 { x, ..moved }
    }
}

/// Solves linear equations with three right sides, which end each row, by elimination with the largest pivot of a column; a
/// row that says nothing new is left out of account.
fn solved(mut rows: Vec<Vec<f64>>) -> Vec<Vec3> {
    let count = rows.len();
    for column in 0..count {
        let largest = (column..count).max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs()));
        rows.swap(column, largest.unwrap_or(column));
        let pivot = rows[column].clone();
        if pivot[column] == 0.0 {
            continue;
        }
        for (_, row) in rows.iter_mut().enumerate().filter(|(index, _)| *index != column) {
            let share = row[column] / pivot[column];
            row.iter_mut().zip(&pivot).for_each(|(value, of_pivot)| *value -= share * of_pivot);
        }
    }
    let side = |row: &Vec<f64>, index: usize, right: usize| {
        if row[index] == 0.0 { 0.0 } else { (row[count + right] / row[index]) as f32 }
    };
    rows.iter().enumerate().map(|(i, row)| Vec3::new(side(row, i, 0), side(row, i, 1), side(row, i, 2))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::regions::{RegionTree, patch_at};

    #[test]
    fn the_brow_lies_in_its_region_to_its_end() {
        for body in BodyKind::ALL.map(Body::get) {
            for share in (0..=20_u8).map(|step| f32::from(step) / 20.0) {
                let (point, _) = body.surface.closest(body.features.brow_mm(&body.surface, share));
                let region = &RegionTree::get().region(patch_at(body, point).region).id;
                assert_eq!(region, "eyebrow", "{share} of the way on {:?}", body.kind);
            }
        }
    }

    #[test]
    fn a_shift_is_as_given_where_it_is_known_and_mirrored() {
        let known = [
            (Vec3::new(0.0, 10.0, 100.0), Vec3::new(0.0, 1.0, -30.0)),
            (Vec3::new(50.0, 0.0, 90.0), Vec3::new(4.0, 0.0, 8.0)),
            (Vec3::new(120.0, -20.0, 160.0), Vec3::new(-6.0, 2.0, 0.0)),
        ];
        let shift = Shift::through(known.into_iter());
        for (at, by) in known {
            assert!(shift.moved(at).distance(at + by) < 1e-3, "{at}: {}", shift.moved(at));
            let flip = Vec3::new(-1.0, 1.0, 1.0);
            assert_eq!(shift.moved(at * flip), shift.moved(at) * flip);
        }
        assert_eq!(shift.moved(Vec3::new(0.0, 3.0, 4.0)).x, 0.0);
        let nothing = Shift::through(std::iter::empty());
        assert_eq!(nothing.moved(Vec3::new(-1.0, 2.0, 3.0)), Vec3::new(-1.0, 2.0, 3.0));
    }
}
