//! Pairs of sessions of which it is known which mark is which: places scattered over the skin, of which some are dropped and
//! some added, and all that are there again lie a little elsewhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use mesomap::atlas::landmarks::lengthwise;
use mesomap::atlas::regions::{RegionTree, patches};
use mesomap::atlas::{Body, BodyKind, SurfacePoint};
use mesomap::chart::{Deposit, Depth, Details, Letter, Mark, MarkId, PatientSize, Session, Site, TechniqueId, Volume};
use mesomap::compare::Comparison;
use mesomap::geom::Vec3;
use mesomap::pattern::{Ground, Pattern, Plan, field};

/// How the later session came of the earlier one.
#[derive(Clone, Copy)]
pub(crate) struct Plot {
    /// Marks of each session.
    pub(crate) marks: usize,
    /// Of them so many in a hundred have no counterpart.
    pub(crate) single_percent: usize,
    /// How far apart the places are at least, in mm.
    pub(crate) spacing_mm: f32,
    /// How far and which way everything lies, along the skin: toward the head, and across that to the patient's left on
    /// skin that faces the front, in mm.
    pub(crate) shift_mm: [f32; 2],
    /// The standard deviation of each mark along each of two directions, in mm.
    pub(crate) sigma_mm: f32,
    /// Tells one such pair of sessions from another.
    pub(crate) seed: u32,
}

/// Two sessions, and which mark of the later one each of the earlier is.
pub(crate) struct Known {
    pub(crate) before: Session,
    pub(crate) after: Session,
    truth: BTreeMap<MarkId, MarkId>,
}

/// How well a comparison found what is known, as shares from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Score {
    /// Of the pairs that it made, those that are right.
    pub(crate) right: f32,
    /// Of the marks without a counterpart, those that it named as added or dropped.
    pub(crate) named: f32,
    /// Of the true pairs, those that it made.
    pub(crate) found: f32,
}

/// Parts of the body whose skin is taken, in this order, until it has room for all places.
const PARTS: [&str; 10] =
    ["face", "back", "abdomen", "chest", "buttock", "hip", "thigh", "lower_leg", "upper_arm", "neck"];

impl Known {
    pub(crate) fn new(plot: Plot) -> Self {
        let body = Body::get(BodyKind::AdultFemale);
        let single = plot.marks * plot.single_percent / 100;
        let mut chance = Chance(plot.seed);
        let places = places(body, plot, plot.marks + single, &mut chance);
        let both = plot.marks - single;
        let number = |index: usize| MarkId(u32::try_from(index + 1).unwrap());
        let before = session("before", places[..plot.marks].iter().map(|place| Site::on(body, *place)));
        let kept = places[..both].iter().chain(&places[plot.marks..]);
        let again = kept.map(|place| Site::on(body, again(body, *place, plot, &mut chance))).collect::<Vec<_>>();
        let after = session("after", again);
        let truth = (0..both).map(|index| (number(index), number(index))).collect();
        Self { before, after, truth }
    }

    pub(crate) fn score(&self, found: &Comparison) -> Score {
        let right = found.pairs.iter().filter(|pair| self.truth.get(&pair.before) == Some(&pair.after)).count();
        let named = found.dropped.iter().filter(|id| !self.truth.contains_key(id)).count()
            + found.added.iter().filter(|id| !self.truth.contains_key(id)).count();
        let single = self.before.marks.len() + self.after.marks.len() - 2 * self.truth.len();
        let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
        Score {
            right: share(right, found.pairs.len()),
            named: share(named, single),
            found: share(right, self.truth.len()),
        }
    }
}

/// Places in no order, none nearer to another than the spacing.
fn places(body: &Body, plot: Plot, count: usize, chance: &mut Chance) -> Vec<SurfacePoint> {
    let tree = RegionTree::get();
    let mut found = Vec::new();
    for part in PARTS.iter().filter_map(|id| tree.find(id)) {
        let of_part = |region| region == part || tree.ancestors(region).any(|above| above == part);
        let ground = patches(body).filter(|patch| of_part(patch.region)).collect();
        let plan = Plan::new(Pattern::EvenRandom { seed: plot.seed }, plot.spacing_mm);
        let mut laid = field(body, &Ground::Patches(ground), false, &plan).unwrap().places;
        // Parts are laid one by one, and at a seam two places may come too near.
        let at = |place: &SurfacePoint| body.surface.position_mm(*place);
        let seam: Vec<Vec3> = found.iter().map(at).collect();
        laid.retain(|place| seam.iter().all(|other| other.distance(at(place)) >= plot.spacing_mm));
        found.extend(laid);
        if found.len() >= count {
            break;
        }
    }
    assert!(found.len() >= count, "room for {} of {count}", found.len());
    // The last part is used as far as it is needed, then all are shuffled (R. Durstenfeld 1964).
    found.truncate(count);
    for last in (1..found.len()).rev() {
        found.swap(last, (chance.uniform() * (last + 1) as f32) as usize % (last + 1));
    }
    found
}

/// Where a place is charted again.
fn again(body: &Body, place: SurfacePoint, plot: Plot, chance: &mut Chance) -> SurfacePoint {
    let normal = body.surface.normal(place);
    let up = lengthwise(body, place).reject_from_normalized(normal).normalize_or(Vec3::Z);
    let aside = up.cross(normal);
    let [up_mm, aside_mm] = plot.shift_mm.map(|mm| mm + plot.sigma_mm * chance.normal());
    body.surface.closest(body.surface.position_mm(place) + up * up_mm + aside * aside_mm).0
}

fn session(title: &str, sites: impl IntoIterator<Item = Site>) -> Session {
    let details = Details {
        title: title.to_owned(),
        started: "2026-09-07T10:30:00+02:00".parse().unwrap(),
        clinician: String::new(),
        notes: String::new(),
        size: PatientSize::default(),
        charting_s: None,
        voided: None,
    };
    let deposit = Deposit {
        technique: TechniqueId::new("nappage_superficial"),
        depth: Depth::from_mm(2.0).unwrap(),
        cocktail: Some(Letter::A),
        volume: Some(Volume::from_ml(0.01).unwrap()),
    };
    let mark =
        |(index, site): (usize, Site)| -> Arc<Mark> { Arc::new(deposit.mark_at(site).numbered(index as u32 + 1)) };
    let marks = sites.into_iter().enumerate().map(mark).collect();
    Session { marks, ..Session::new(title.to_owned(), details, BodyKind::AdultFemale) }
}

/// Numerical Recipes' quick generator: enough for scatter.
struct Chance(u32);

impl Chance {
    /// From 0 up to 1.
    fn uniform(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as f32 / 16_777_216.0
    }

    /// Of mean 0 and variance 1 (G. Box and M. Muller 1958).
    fn normal(&mut self) -> f32 {
        let (radius, angle) = ((1.0 - self.uniform()).ln(), self.uniform());
        (-2.0 * radius).sqrt() * (std::f32::consts::TAU * angle).cos()
    }
}
