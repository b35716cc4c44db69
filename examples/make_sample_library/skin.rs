//! Finding spots on the skin for the sample: level rays from inside, region tests, a human hand's jitter.

use mesomap::atlas::regions::{RegionId, RegionTree, locus_at};
use mesomap::atlas::{Body, SurfacePoint};
use mesomap::geom::Vec3;

/// Random numbers from a seed, the same everywhere: `SplitMix64` (Steele, Lea, Flood 2014).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A sequence of its own for each spot and session, so that a change of one spot leaves the others as they are.
    pub(crate) fn at(position: Vec3, session: usize) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "a body is under 3 m")]
        let tenths = position.to_array().map(|mm| (mm * 10.0).round() as i64 + 30_000);
        let seed = tenths.iter().fold(session as u64, |seed, tenth| (seed << 17) ^ tenth.unsigned_abs());
        let mut random = Self(seed);
        // Neighbouring seeds give neighbouring first numbers; the second are far apart.
        random.unit();
        random
    }

    /// At least 0, below 1.
    pub(crate) fn unit(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        #[expect(clippy::cast_precision_loss, reason = "24 bits are kept")]
        {
            ((bits ^ (bits >> 31)) >> 40) as f32 / (1 << 24) as f32
        }
    }

    /// A point of the ring between two radii.
    fn in_ring(&mut self, inner: f32, outer: f32) -> [f32; 2] {
        loop {
            let [a, b] = [self.unit(), self.unit()].map(|unit| (2.0 * unit - 1.0) * outer);
            if (inner * inner..=outer * outer).contains(&(a * a + b * b)) {
                return [a, b];
            }
        }
    }
}

/// A body, ready for level rays.
pub(crate) struct Skin {
    /// The body.
    pub(crate) body: &'static Body,
    /// The skin's triangles by the 5 mm slices of height that they reach into.
    slices: Vec<Vec<[Vec3; 3]>>,
}

const SLICE_MM: f32 = 5.0;

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a body stands on the floor, under 3 m")]
fn slice_of(height_mm: f32) -> usize {
    (height_mm / SLICE_MM).max(0.0) as usize
}

impl Skin {
    /// The skin of `body`.
    pub(crate) fn new(body: &'static Body) -> Self {
        let mut slices = vec![Vec::new(); slice_of(3000.0)];
        let surface = &body.surface;
        for triangle in (0_u32..).take(surface.skin_triangles()) {
            let corners = surface.corners_mm(triangle);
            let heights = corners.map(|corner| corner.z);
            let [low, high] =
                [heights.iter().copied().fold(f32::MAX, f32::min), heights.iter().copied().fold(0.0, f32::max)];
            for slice in &mut slices[slice_of(low)..=slice_of(high)] {
                slice.push(corners);
            }
        }
        Self { body, slices }
    }

    /// Where a level ray from `origin` leaves the body for the last time.
    pub(crate) fn outermost(&self, origin: Vec3, direction: Vec3) -> Option<Vec3> {
        let distances =
            self.slices[slice_of(origin.z)].iter().filter_map(|corners| crossing(origin, direction, corners));
        distances.reduce(f32::max).map(|distance| origin + direction * distance)
    }

    /// Whether the skin point nearest to `position` is of one of `regions`.
    pub(crate) fn is_of(&self, position: Vec3, regions: &[&str]) -> bool {
        let (point, _) = self.body.surface.closest(position);
        is_within(locus_at(self.body, point).region, regions)
    }

    /// Whether the skin all around `position`, `margin_mm` away, is of one of `regions`.
    pub(crate) fn is_inside(&self, position: Vec3, regions: &[&str], margin_mm: f32) -> bool {
        let (point, _) = self.body.surface.closest(position);
        let [a, b] = self.tangents(point);
        let around = [Vec3::ZERO, a, -a, b, -b];
        around.iter().all(|&way| self.is_of(position + way * margin_mm, regions))
    }

    /// `position` as a hand meets it again: between `inner` and `outer` mm away, still in `regions`.
    pub(crate) fn jittered(
        &self,
        position: Vec3,
        [inner, outer]: [f32; 2],
        regions: &[&str],
        random: &mut Random,
    ) -> SurfacePoint {
        let (point, _) = self.body.surface.closest(position);
        let [a, b] = self.tangents(point);
        for _attempt in 0..8 {
            let [along_a, along_b] = random.in_ring(inner, outer);
            let (met, _) = self.body.surface.closest(position + a * along_a + b * along_b);
            if is_within(locus_at(self.body, met).region, regions) {
                return met;
            }
        }
        point
    }

    fn tangents(&self, point: SurfacePoint) -> [Vec3; 2] {
        let normal = self.body.surface.normal(point);
        let along = normal.cross(Vec3::Z).normalize_or(Vec3::X);
        [along, normal.cross(along)]
    }

    /// The least and greatest corner of the triangles whose middle is in `region`.
    pub(crate) fn bounds(&self, region: &str) -> [Vec3; 2] {
        let surface = &self.body.surface;
        let triangles = (0_u32..).take(surface.skin_triangles());
        let weights = [1.0 / 3.0; 3];
        let of_it = |triangle: &u32| {
            let point = SurfacePoint { triangle: *triangle, weights };
            is_within(locus_at(self.body, point).region, &[region])
        };
        let corners = triangles.filter(of_it).flat_map(|triangle| surface.corners_mm(triangle));
        corners.fold([Vec3::MAX, Vec3::MIN], |[low, high], corner| [low.min(corner), high.max(corner)])
    }
}

/// Whether a region or a group above it is one of `regions`, by their identifiers.
fn is_within(id: RegionId, regions: &[&str]) -> bool {
    let tree = RegionTree::get();
    tree.ancestors(id).any(|id| regions.contains(&tree.region(id).id.as_str()))
}

/// How far along the ray the triangle is met (Möller and Trumbore 1997).
fn crossing(origin: Vec3, direction: Vec3, [corner, second, third]: &[Vec3; 3]) -> Option<f32> {
    let (side, other_side) = (*second - *corner, *third - *corner);
    let across = direction.cross(other_side);
    let determinant = side.dot(across);
    if determinant.abs() < 1e-9 {
        return None;
    }
    let from_corner = origin - *corner;
    let beside = from_corner.cross(side);
    let along_side = from_corner.dot(across) / determinant;
    let along_other = direction.dot(beside) / determinant;
    let distance = other_side.dot(beside) / determinant;
    let inside = along_side >= 0.0 && along_other >= 0.0 && along_side + along_other <= 1.0;
    (inside && distance > 0.0).then_some(distance)
}
