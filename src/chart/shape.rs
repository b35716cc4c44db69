//! Where a deposit lies: at a spot, along a path of the needle, or over an area within an outline.

use std::sync::Arc;

use crate::atlas::Body;
use crate::geom::Vec3;

use super::Site;

/// Where a deposit lies.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// At one spot.
    Point(Site),
    /// Along a path: a retrograde thread, a ray of a fan, a row of epidermal passes.
    Line(Path),
    /// Over an area, as one total: an epidermal film, microneedling, electroporation.
    Area(Outline),
}

/// What a shape is, without where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ShapeKind {
    /// [`Shape::Point`]
    Point,
    /// [`Shape::Line`]
    Line,
    /// [`Shape::Area`]
    Area,
}

/// A path has fewer spots than a line needs, an outline fewer than an area, or either more than a record holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{found} spots, where {least} to {most} are accepted")]
pub struct SpotCount {
    /// How many there are.
    pub found: usize,
    /// The fewest that make this shape.
    pub least: usize,
    /// The most that a record holds.
    pub most: usize,
}

impl SpotCount {
    /// The most spots of one path or outline.
    pub const MOST: usize = 1000;

    /// Whether `found` spots make a shape of this kind.
    pub fn check(kind: ShapeKind, found: usize) -> Result<(), Self> {
        let (least, most) = match kind {
            ShapeKind::Point => (1, 1),
            ShapeKind::Line => (2, Self::MOST),
            ShapeKind::Area => (3, Self::MOST),
        };
        if (least..=most).contains(&found) { Ok(()) } else { Err(Self { found, least, most }) }
    }
}

/// The way of a needle or a handpiece over the skin: the entry first, then where it passed, at least two spots.
#[derive(Clone, Debug, PartialEq)]
pub struct Path(Arc<[Site]>);

impl Path {
    /// From the entry to the end.
    pub fn new(spots: Vec<Site>) -> Result<Self, SpotCount> {
        SpotCount::check(ShapeKind::Line, spots.len())?;
        Ok(Self(spots.into()))
    }

    /// Where the needle went in.
    pub fn entry(&self) -> Site {
        self.0[0]
    }

    /// The spots in order, the entry first.
    pub fn spots(&self) -> &[Site] {
        &self.0
    }
}

/// How far it is from spot to spot, straight, in mm; spots in hundredths of a millimetre.
pub fn straight_mm(spots: impl IntoIterator<Item = [i32; 3]>) -> f64 {
    let mut spots = spots.into_iter().map(|spot| spot.map(|hundredths| f64::from(hundredths) / 100.0));
    let Some(mut last) = spots.next() else { return 0.0 };
    let step = |spot: [f64; 3]| {
        let before = std::mem::replace(&mut last, spot);
        (0..3).map(|axis| (spot[axis] - before[axis]).powi(2)).sum::<f64>().sqrt()
    };
    spots.map(step).sum()
}

/// The border of an area: at least three corners in order, the last joined to the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    corners: Arc<[Site]>,
    middle: Site,
}

impl Outline {
    /// From its corners on `body`.
    pub fn new(body: &Body, corners: Vec<Site>) -> Result<Self, SpotCount> {
        SpotCount::check(ShapeKind::Area, corners.len())?;
        let middle = middle(body, &corners);
        Ok(Self { corners: corners.into(), middle })
    }

    /// The corners in order.
    pub fn corners(&self) -> &[Site] {
        &self.corners
    }

    /// The skin nearest to the mean of the corners, which stands for the area where one spot is asked for.
    pub fn middle(&self) -> Site {
        self.middle
    }
}

fn middle(body: &Body, corners: &[Site]) -> Site {
    let sum_mm = corners.iter().fold(Vec3::ZERO, |sum_mm, corner| sum_mm + corner.position_mm());
    #[expect(clippy::cast_precision_loss, reason = "a thousand at most")]
    let (nearest, _) = body.surface.closest(sum_mm / corners.len() as f32);
    Site::on(body, nearest)
}

impl Shape {
    /// What it is.
    pub fn kind(&self) -> ShapeKind {
        match self {
            Self::Point(_) => ShapeKind::Point,
            Self::Line(_) => ShapeKind::Line,
            Self::Area(_) => ShapeKind::Area,
        }
    }

    /// The one spot that stands for it in words, tables and sums: the point, the entry of a line, the middle of an area.
    pub fn site(&self) -> Site {
        match self {
            Self::Point(site) => *site,
            Self::Line(path) => path.entry(),
            Self::Area(outline) => outline.middle(),
        }
    }

    /// Every spot that the record keeps.
    pub fn spots(&self) -> &[Site] {
        match self {
            Self::Point(site) => std::slice::from_ref(site),
            Self::Line(path) => path.spots(),
            Self::Area(outline) => outline.corners(),
        }
    }

    /// How long it is from spot to spot, straight, in mm on the drawn body; an area round its border.
    pub fn straight_mm(&self) -> f64 {
        let spots = self.spots();
        let back = spots.first().filter(|_| matches!(self, Self::Area(_)));
        straight_mm(spots.iter().chain(back).map(Site::hundredths))
    }

    /// The same shape through other spots, as many as it has.
    #[must_use]
    pub fn through(&self, body: &Body, spots: &[Site]) -> Self {
        debug_assert_eq!(spots.len(), self.spots().len(), "every spot goes somewhere");
        match (self, spots) {
            (Self::Point(_), [site, ..]) => Self::Point(*site),
            (Self::Line(_), spots) if spots.len() > 1 => Self::Line(Path(spots.into())),
            (Self::Area(_), corners) if corners.len() > 2 => {
                Self::Area(Outline { corners: corners.into(), middle: middle(body, corners) })
            }
            _ => self.clone(),
        }
    }

    /// The same shape on the other side of the body.
    #[must_use]
    pub fn mirrored(&self, body: &Body) -> Self {
        let mirrored = |spots: &[Site]| spots.iter().map(|spot| spot.mirrored(body)).collect::<Arc<[Site]>>();
        match self {
            Self::Point(site) => Self::Point(site.mirrored(body)),
            Self::Line(path) => Self::Line(Path(mirrored(path.spots()))),
            Self::Area(outline) => {
                Self::Area(Outline { corners: mirrored(outline.corners()), middle: outline.middle.mirrored(body) })
            }
        }
    }
}

impl From<Site> for Shape {
    fn from(site: Site) -> Self {
        Self::Point(site)
    }
}
