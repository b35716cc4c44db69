//! Fields whose points nobody can tell from their neighbours are compared as fields.

use mesomap::atlas::BodyKind;
use mesomap::chart::{Edit, Ground, Laying, Length, Origin, Placing, Session, Site};
use mesomap::compare::{Comparison, FieldPair, Untold};
use mesomap::geom::{Vec2, Vec3};
use mesomap::pattern::Pattern;

use crate::charted::{between, body, empty, mark, spot};

/// A spot of the back: so many millimetres to the patient's left of its middle, and up.
fn on_back(at_mm: Vec2) -> Site {
    assert_eq!(body().kind, BodyKind::AdultFemale);
    let behind_mm = Vec3::new(at_mm.x, 1000.0, 1150.0 + at_mm.y);
    let (point, _) = body().surface.first_hit(behind_mm, Vec3::NEG_Y).unwrap();
    Site::on(body(), point)
}

/// A hexagonal lattice inside a box on the back.
struct Lattice {
    spacing_mm: f32,
    /// A corner of the box, and the opposite one.
    inside_mm: [Vec2; 2],
    /// Where one of its points lies.
    anchor_mm: Vec2,
    turned: f32,
}

impl Lattice {
    fn new(spacing_mm: f32) -> Self {
        let half = Vec2::splat(6.2 * spacing_mm);
        Self { spacing_mm, inside_mm: [-half, half], anchor_mm: Vec2::ZERO, turned: 0.0 }
    }

    fn shifted(self, by_mm: Vec2) -> Self {
        let [low, high] = self.inside_mm;
        Self { inside_mm: [low + by_mm, high + by_mm], anchor_mm: self.anchor_mm + by_mm, ..self }
    }

    fn charted(&self) -> Session {
        let [low, high] = self.inside_mm;
        let along = Vec2::from_angle(self.turned) * self.spacing_mm;
        let aslant = Vec2::from_angle(self.turned + std::f32::consts::FRAC_PI_3) * self.spacing_mm;
        let steps = || -40..=40_i16;
        let places = steps().flat_map(|i| steps().map(move |j| (f32::from(i), f32::from(j))));
        let places = places.map(|(i, j)| self.anchor_mm + along * i + aslant * j);
        let marks = places.filter(|at| at.cmpge(low).all() && at.cmple(high).all()).enumerate().map(|(index, at)| {
            // A hand is never quite exact.
            let off = Vec2::from_angle(index as f32 * 2.4) * 0.1;
            mark(spot(0.0, 0.0)).deposit.mark_at(on_back(at + off))
        });
        let corners = [low, Vec2::new(high.x, low.y), high, Vec2::new(low.x, high.y)];
        let laying = Laying {
            ground: Ground::Outline(corners.map(on_back).to_vec()),
            mirrored: false,
            pattern: Pattern::Hexagonal,
            spacing: Length::nearest_mm(f64::from(self.spacing_mm)),
            placing: Placing::default(),
            protocol: None,
        };
        Edit::Lay(None, Origin::Field(laying), marks.collect()).apply(&empty("field")).unwrap()
    }
}

fn only_pair(found: &Comparison) -> &FieldPair {
    let fields = &found.fields;
    assert_eq!((fields.pairs.len(), fields.added.len(), fields.dropped.len()), (1, 0, 0));
    &fields.pairs[0]
}

/// Nothing is said of any point.
fn assert_told_as_field(found: &Comparison, sessions: [&Session; 2]) {
    let total = &found.total;
    assert_eq!((total.repeated, total.moved, total.added, total.dropped), (0, 0, 0, 0));
    assert_eq!(total.as_fields, sessions.map(|session| session.marks.len()));
    assert_eq!(found.pairs.len() + found.added.len() + found.dropped.len(), 0);
}

#[test]
fn a_lattice_that_lies_half_or_a_whole_spacing_off_is_no_points_repeated() {
    for spacing_mm in [2.0, 3.0, 5.0, 8.0, 10.0] {
        for share in [0.5, 1.0] {
            let before = Lattice::new(spacing_mm).charted();
            let after = Lattice::new(spacing_mm).shifted(Vec2::X * share * spacing_mm).charted();
            let found = between(&before, &after);
            let untold = only_pair(&found).untold;
            let dense = spacing_mm <= 2.0;
            assert!(
                matches!(untold, Some(Untold::TooDense)) == dense
                    && matches!(untold, Some(Untold::Shifted(_))) != dense,
                "{spacing_mm} mm by {share}: {untold:?}"
            );
            if let Some(Untold::Shifted(mm)) = untold {
                assert!((mm - share * spacing_mm).abs() < 0.15 * spacing_mm, "{mm} of {}", share * spacing_mm);
            }
            assert_told_as_field(&found, [&before, &after]);
            assert!(found.shifts.is_empty(), "a lattice tells no shift");
        }
    }
}

#[test]
fn a_lattice_that_lies_a_little_off_is_told_point_by_point() {
    for (spacing_mm, moved) in [(3.0, false), (6.0, true), (10.0, true)] {
        let before = Lattice::new(spacing_mm).charted();
        let after = Lattice::new(spacing_mm).shifted(Vec2::X * 0.3 * spacing_mm).charted();
        let found = between(&before, &after);
        assert_eq!(only_pair(&found).untold, None, "{spacing_mm}");
        assert_eq!(found.total.as_fields, [0, 0]);
        // At 3 mm it is 0.9 mm, about the noise floor.
        let of_kind = if moved { found.total.moved } else { found.pairs.len() };
        let all = before.marks.len();
        assert!(of_kind * 20 >= all * 19, "{spacing_mm}: {of_kind} of {all}");
    }
    let before = Lattice::new(2.0).charted();
    let after = Lattice::new(2.0).shifted(Vec2::X * 0.6).charted();
    assert_told_as_field(&between(&before, &after), [&before, &after]);
}

#[test]
fn a_lattice_that_was_turned_or_laid_denser_is_compared_by_density() {
    for spacing_mm in [3.0, 5.0, 10.0] {
        let before = Lattice::new(spacing_mm).charted();
        let turned = Lattice { turned: 0.35, ..Lattice::new(spacing_mm) }.charted();
        assert_told_as_field(&between(&before, &turned), [&before, &turned]);

        let denser = Lattice { spacing_mm: 0.8 * spacing_mm, ..Lattice::new(spacing_mm) }.charted();
        let found = between(&before, &denser);
        assert_told_as_field(&found, [&before, &denser]);
        let pair = only_pair(&found);
        let [thin, dense] = [&pair.before, &pair.after].map(|field| field.points_per_cm2().unwrap());
        assert!((1.35..1.75).contains(&(dense / thin)), "{thin} to {dense}");
        assert!(pair.grown_cm2().is_empty(), "{:?}", pair.grown_cm2());
    }
}

#[test]
fn a_lattice_that_grew_on_one_side_keeps_its_points() {
    for spacing_mm in [3.0, 5.0, 10.0] {
        let small = Lattice::new(spacing_mm);
        let [low, high] = small.inside_mm;
        let wide = Lattice { inside_mm: [low, high + Vec2::X * 4.0 * spacing_mm], ..Lattice::new(spacing_mm) };
        let (before, after) = (small.charted(), wide.charted());
        let found = between(&before, &after);
        let pair = only_pair(&found);
        assert_eq!(pair.untold, None);
        let (all, more) = (before.marks.len(), after.marks.len() - before.marks.len());
        assert_eq!((found.pairs.len(), found.total.added, found.total.dropped), (all, more, 0));
        assert!(found.total.moved * 50 <= all, "{} of {all} moved", found.total.moved);
        let (grown, area): (f32, f32) = (pair.grown_cm2().values().sum(), pair.before.area_cm2().unwrap());
        assert!((0.25..0.4).contains(&(grown / area)), "grew by {grown} of {area} cm²");
        // And shrinks the other way round.
        let back = between(&after, &before);
        assert_eq!((back.pairs.len(), back.total.dropped), (all, more));
        assert!(only_pair(&back).grown_cm2().values().all(|cm2| *cm2 < 0.0));
    }
}
