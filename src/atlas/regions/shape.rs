//! Smooth shapes in named two-dimensional charts of the map, the words in which region boundaries are authored.
//!
//! Curves are centripetal Catmull–Rom splines through their control points (Barry and Goldman 1988; Yuksel, Schaefer and
//! Keyser 2011), sampled finely once at load.

use crate::geom::{Vec2, Vec3};

/// Straight pieces that replace one spline segment.
const PIECES_PER_SEGMENT: usize = 12;

/// A projection of the map to two coordinates, applied to the left half (x replaced by |x|).
#[derive(Debug, Clone, Copy, serde::Deserialize)]
pub(super) enum ChartSpec {
    /// Parallel projection: `u` and `v` in mm along two unit axes from `origin`.
    Plane {
        /// Where both coordinates are zero, mm.
        origin: Vec3Spec,
        /// Direction of the first coordinate.
        u: Vec3Spec,
        /// Direction of the second coordinate.
        v: Vec3Spec,
    },
    /// Cylinder around an axis: `u` is the angle in degrees, -180 to 180, `v` the height in mm along the axis.
    Around {
        /// Where the height is zero, mm.
        from: Vec3Spec,
        /// A second point on the axis, in the direction of growing height.
        toward: Vec3Spec,
        /// The direction of angle zero; angles grow by the right-hand rule about the axis.
        zero: Vec3Spec,
    },
}

/// A vector as written in the data file.
pub(super) type Vec3Spec = (f32, f32, f32);

/// A chart ready for evaluation.
#[derive(Debug, Clone, Copy)]
pub(super) enum Chart {
    Plane { origin: Vec3, u: Vec3, v: Vec3 },
    Around { origin: Vec3, axis: Vec3, zero: Vec3, quarter: Vec3 },
}

impl Chart {
    /// Prepares the axes of `spec`.
    pub(super) fn new(spec: ChartSpec) -> Self {
        match spec {
            ChartSpec::Plane { origin, u, v } => Self::Plane {
                origin: origin.into(),
                u: Vec3::from(u).normalize_or_zero(),
                v: Vec3::from(v).normalize_or_zero(),
            },
            ChartSpec::Around { from, toward, zero } => {
                let origin = Vec3::from(from);
                let axis = (Vec3::from(toward) - origin).normalize_or_zero();
                let zero = Vec3::from(zero);
                let zero = (zero - axis * axis.dot(zero)).normalize_or_zero();
                Self::Around { origin, axis, zero, quarter: axis.cross(zero) }
            }
        }
    }

    /// The two coordinates of a point of the left half of the map, in mm or degrees.
    pub(super) fn project(&self, point_mm: Vec3) -> Vec2 {
        match *self {
            Self::Plane { origin, u, v } => {
                let p = point_mm - origin;
                Vec2::new(p.dot(u), p.dot(v))
            }
            Self::Around { origin, axis, zero, quarter } => {
                let p = point_mm - origin;
                let angle = p.dot(quarter).atan2(p.dot(zero));
                Vec2::new(angle.to_degrees(), p.dot(axis))
            }
        }
    }
}

/// Level bands into which an outline's edges are sorted.
const BANDS: usize = 16;

/// A closed smooth outline in a chart.
#[derive(Debug, Clone)]
pub(super) struct Outline {
    /// For each band of heights the edges that touch it.
    edges: Vec<Vec<[Vec2; 2]>>,
    min: Vec2,
    max: Vec2,
}

impl Outline {
    /// The smooth closed curve through `controls`.
    pub(super) fn new(controls: &[(f32, f32)]) -> Self {
        let controls: Vec<Vec2> = controls.iter().map(|&c| Vec2::from(c)).collect();
        let corners = closed_spline(&controls);
        let min = corners.iter().copied().fold(Vec2::INFINITY, Vec2::min);
        let max = corners.iter().copied().fold(Vec2::NEG_INFINITY, Vec2::max);
        let mut outline = Self { edges: vec![Vec::new(); BANDS], min, max };
        for (&a, &b) in corners.iter().zip(corners.iter().cycle().skip(1)) {
            let bands = outline.band(a.y.min(b.y))..=outline.band(a.y.max(b.y));
            outline.edges[bands].iter_mut().for_each(|edges| edges.push([a, b]));
        }
        outline
    }

    /// The band of a height between the lowest and the highest corner; it never falls as the height grows.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of the height, clamped")]
    fn band(&self, height: f32) -> usize {
        let share = (height - self.min.y) / (self.max.y - self.min.y).max(f32::MIN_POSITIVE);
        ((share * BANDS as f32) as usize).min(BANDS - 1)
    }

    /// Whether `p` lies inside, by counting crossings of a ray.
    pub(super) fn contains(&self, p: Vec2) -> bool {
        if p.cmplt(self.min).any() || p.cmpgt(self.max).any() {
            return false;
        }
        let crosses =
            |[a, b]: &&[Vec2; 2]| (a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y);
        self.edges[self.band(p.y)].iter().filter(crosses).count() % 2 == 1
    }
}

/// A smooth function of one chart coordinate, constant beyond its ends.
#[derive(Debug, Clone)]
pub(super) struct Curve {
    /// Samples as (argument, value), the argument never falling.
    samples: Vec<Vec2>,
    /// The least and the greatest value: most points lie beyond both, and are answered without a search.
    range: [f32; 2],
}

impl Curve {
    /// The smooth curve through `controls`, given as (argument, value) with growing arguments.
    pub(super) fn new(controls: impl Iterator<Item = (f32, f32)>) -> Self {
        let controls: Vec<Vec2> = controls.map(Vec2::from).collect();
        let mut samples = open_spline(&controls);
        for i in 1..samples.len() {
            samples[i].x = samples[i].x.max(samples[i - 1].x);
        }
        let range =
            samples.iter().fold([f32::INFINITY, f32::NEG_INFINITY], |[low, high], s| [low.min(s.y), high.max(s.y)]);
        Self { samples, range }
    }

    /// Whether `value` is greater than the curve at `argument`.
    pub(super) fn is_under(&self, argument: f32, value: f32) -> bool {
        let [low, high] = self.range;
        value > high || (value > low && value > self.at(argument))
    }

    /// The value at `argument`.
    fn at(&self, argument: f32) -> f32 {
        let next = self.samples.partition_point(|s| s.x < argument);
        let Some(&b) = self.samples.get(next) else {
            return self.samples.last().map_or(0.0, |s| s.y);
        };
        let Some(&a) = next.checked_sub(1).and_then(|i| self.samples.get(i)) else {
            return b.y;
        };
        let width = b.x - a.x;
        if width <= 0.0 { b.y } else { a.y + (b.y - a.y) * (argument - a.x) / width }
    }
}

fn closed_spline(controls: &[Vec2]) -> Vec<Vec2> {
    let n = controls.len();
    let at = |i: usize| controls[i % n];
    (0..n).flat_map(|i| segment([at(i + n - 1), at(i), at(i + 1), at(i + 2)])).collect()
}

fn open_spline(controls: &[Vec2]) -> Vec<Vec2> {
    let Some((&first, &last)) = controls.first().zip(controls.last()) else {
        return Vec::new();
    };
    let n = controls.len();
    let at = |i: usize| match i {
        // One control beyond each end, mirrored in that end.
        0 => first * 2.0 - controls[1.min(n - 1)],
        i if i > n => last * 2.0 - controls[n.saturating_sub(2)],
        i => controls[i - 1],
    };
    (0..n - 1).flat_map(|i| segment([at(i), at(i + 1), at(i + 2), at(i + 3)])).chain(std::iter::once(last)).collect()
}

/// Samples of the spline segment from `p[1]` (included) to `p[2]` (excluded).
#[expect(clippy::cast_precision_loss, reason = "a count of pieces is small")]
fn segment(p: [Vec2; 4]) -> impl Iterator<Item = Vec2> {
    let knot = |a: Vec2, b: Vec2| a.distance(b).sqrt().max(1e-3);
    let t1 = knot(p[0], p[1]);
    let t2 = t1 + knot(p[1], p[2]);
    let t3 = t2 + knot(p[2], p[3]);
    (0..PIECES_PER_SEGMENT).map(move |k| {
        let t = t1 + (t2 - t1) * k as f32 / PIECES_PER_SEGMENT as f32;
        let mix = |a: Vec2, b: Vec2, ta: f32, tb: f32| a * ((tb - t) / (tb - ta)) + b * ((t - ta) / (tb - ta));
        let a1 = mix(p[0], p[1], 0.0, t1);
        let a2 = mix(p[1], p[2], t1, t2);
        let a3 = mix(p[2], p[3], t2, t3);
        mix(mix(a1, a2, 0.0, t2), mix(a2, a3, t1, t3), t1, t2)
    })
}
