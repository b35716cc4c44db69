//! From where and in which direction a lattice is laid.

use super::area::Area;
use super::spot::Spot;
use super::{Pattern, Plan};
use crate::atlas::landmarks::{landmarks, lengthwise};
use crate::atlas::regions::Side;
use crate::atlas::{Body, SurfacePoint};
use crate::geom::Vec3;

/// A place of the skin with the direction of rows there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The place.
    pub anchor: SurfacePoint,
    /// The direction, length one along the skin.
    pub along: Vec3,
}

impl Frame {
    /// At a place, turned so far, in radians, from the direction across the body's length: as seen by who looks at the skin
    /// with the head up (on an arm the shoulder) zero is to the right and a quarter turn is up.
    pub fn at(body: &Body, anchor: SurfacePoint, radians: f32) -> Self {
        let (normal, across) = (body.surface.normal(anchor), across(body, anchor));
        Self { anchor, along: across * radians.cos() + normal.cross(across) * radians.sin() }
    }

    /// How far the shortest way from a place to another is turned, in radians as for [`Self::at`]; `None` where there is no
    /// such way.
    pub fn radians_to(body: &Body, anchor: SurfacePoint, to: SurfacePoint) -> Option<f32> {
        let (toward, _) = body.surface.bearing(anchor, to)?;
        let (normal, across) = (body.surface.normal(anchor), across(body, anchor));
        Some(toward.dot(normal.cross(across)).atan2(toward.dot(across)))
    }

    /// The direction at right angles to the rows, on their left.
    pub(super) fn aside(&self, body: &Body) -> Vec3 {
        body.surface.normal(self.anchor).cross(self.along)
    }
}

/// The direction across the body's length, length one along the skin: to the right of who looks at it. Where the skin lies
/// across that length, as on the vertex and the sole, to the patient's left.
fn across(body: &Body, at: SurfacePoint) -> Vec3 {
    const LEVEL: f32 = 0.25;
    let normal = body.surface.normal(at);
    let across = lengthwise(body, at).cross(normal);
    if across.length() > LEVEL {
        return across.normalize_or(Vec3::X);
    }
    Vec3::X.reject_from_normalized(normal).normalize_or(normal.any_orthonormal_vector())
}

impl Area<'_> {
    /// From where and in which direction a plan's places are laid over this area; `None` where it has no skin inside its
    /// margin.
    pub fn frame(&self, plan: &Plan) -> Option<Frame> {
        let is_round = matches!(plan.pattern, Pattern::Concentric | Pattern::Herringbone);
        let chosen = || if is_round { self.landmark_or_middle() } else { Some(self.middle()?.at) };
        let anchor = plan.anchor.or_else(chosen)?;
        if plan.toward.is_none() && plan.pattern == Pattern::Hexagonal {
            // Its places are evened out: what matters is that they lie as they always did.
            return Some(Frame { anchor, along: Vec3::X });
        }
        Some(Frame::at(self.body, anchor, plan.toward.unwrap_or_default()))
    }

    /// The landmark nearest to the area's middle if one lies near that, else the middle.
    fn landmark_or_middle(&self) -> Option<SurfacePoint> {
        /// A landmark farther from the middle than this share of a round area's radius is none to lay a field round.
        const NEAR: f32 = 0.5;
        let middle = self.middle()?;
        let near_mm = NEAR * (self.area_mm2() / std::f32::consts::PI).sqrt();
        let away_mm = |point: SurfacePoint| self.body.surface.position_mm(point).distance(middle.mm);
        let points =
            landmarks(self.body).iter().filter(|landmark| !self.is_symmetric() || landmark.side == Side::Midline);
        let points = points.map(|landmark| landmark.point);
        let inside = points.filter(|&point| away_mm(point) < near_mm && self.contains(point));
        let inside = inside.filter(|&point| self.has_margin(&Spot::on(self.body, point)));
        let nearest = inside.min_by(|&a, &b| away_mm(a).total_cmp(&away_mm(b)));
        Some(nearest.unwrap_or(middle.at))
    }

    /// The place of the area inside its margin that is nearest to the mean of them; in the midline where the area is its own
    /// mirror image.
    pub(super) fn middle(&self) -> Option<Spot> {
        let inner = || self.samples.iter().filter(|sample| sample.is_inner).map(|sample| sample.spot);
        let mean_mm = inner().map(|spot| spot.mm).sum::<Vec3>() / inner().count().max(1) as f32;
        let away = |spot: &Spot| spot.mm.distance_squared(mean_mm);
        let nearest = inner().min_by(|a, b| away(a).total_cmp(&away(b)))?;
        if !self.is_symmetric() {
            return Some(nearest);
        }
        let (at, _) = self.body.surface.closest(nearest.mm.with_x(0.0));
        Some(Spot::on(self.body, at))
    }
}

impl Plan {
    /// Whether a field laid by it over skin that is its own mirror image is one too.
    pub(super) fn may_be_symmetric(&self, body: &Body) -> bool {
        const NEARLY: f32 = 1e-3;
        let is_straight = self.toward.is_none_or(|radians| (2.0 * radians).sin().abs() < NEARLY);
        let in_midline = |anchor| body.surface.position_mm(anchor).x.abs() <= Side::MIDLINE_MM;
        is_straight && self.anchor.is_none_or(in_midline) && !matches!(self.pattern, Pattern::EvenRandom { .. })
    }
}
