//! A drawn outline: straight and curved segments, in whatever unit its owner states.

use crate::geom::Vec2;

/// One step of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Starts a contour here.
    Move(Vec2),
    /// A straight line to here.
    Line(Vec2),
    /// A quadratic curve: control point, end.
    Quad(Vec2, Vec2),
    /// A cubic curve: two control points, end.
    Cubic(Vec2, Vec2, Vec2),
    /// Back to the start of the contour.
    Close,
}

impl Segment {
    fn map(self, to: impl Fn(Vec2) -> Vec2) -> Self {
        match self {
            Self::Move(a) => Self::Move(to(a)),
            Self::Line(a) => Self::Line(to(a)),
            Self::Quad(a, b) => Self::Quad(to(a), to(b)),
            Self::Cubic(a, b, c) => Self::Cubic(to(a), to(b), to(c)),
            Self::Close => Self::Close,
        }
    }
}

/// An outline of any number of contours.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path(pub Vec<Segment>);

impl Path {
    /// A closed polygon through `corners`.
    pub fn polygon(corners: &[Vec2]) -> Self {
        let mut path = Self::polyline(corners);
        path.0.push(Segment::Close);
        path
    }

    /// An open line through `points`.
    pub fn polyline(points: &[Vec2]) -> Self {
        let step = |(index, &point)| if index == 0 { Segment::Move(point) } else { Segment::Line(point) };
        Self(points.iter().enumerate().map(step).collect())
    }

    /// A circle as four cubic arcs; they lie within 0.03 % of the radius.
    pub fn circle(centre: Vec2, radius: f32) -> Self {
        const REACH: f32 = 0.552_284_8;
        let point = |x: f32, y: f32| centre + Vec2::new(x, y) * radius;
        let arc = |from: Vec2, to: Vec2| {
            Segment::Cubic(
                centre + (from + to * REACH) * radius,
                centre + (to + from * REACH) * radius,
                centre + to * radius,
            )
        };
        let (right, up) = (Vec2::X, Vec2::Y);
        Self(vec![
            Segment::Move(point(1.0, 0.0)),
            arc(right, up),
            arc(up, -right),
            arc(-right, -up),
            arc(-up, right),
            Segment::Close,
        ])
    }

    /// Every point taken through `to`.
    #[must_use]
    pub fn map(&self, to: impl Fn(Vec2) -> Vec2) -> Self {
        Self(self.0.iter().map(|segment| segment.map(&to)).collect())
    }

    /// Enlarged by `factor`, then moved by `offset`.
    #[must_use]
    pub fn placed(&self, factor: Vec2, offset: Vec2) -> Self {
        self.map(|point| point * factor + offset)
    }

    /// Appends the contours of `other`.
    pub fn extend(&mut self, other: &Self) {
        self.0.extend_from_slice(&other.0);
    }

    /// Smallest and largest coordinates of its points, control points included; `None` when it has none.
    pub fn bounds(&self) -> Option<[Vec2; 2]> {
        let mut bounds: Option<[Vec2; 2]> = None;
        for segment in &self.0 {
            for point in points(segment) {
                let [low, high] = bounds.unwrap_or([point; 2]);
                bounds = Some([low.min(point), high.max(point)]);
            }
        }
        bounds
    }
}

fn points(segment: &Segment) -> Vec<Vec2> {
    match *segment {
        Segment::Move(a) | Segment::Line(a) => vec![a],
        Segment::Quad(a, b) => vec![a, b],
        Segment::Cubic(a, b, c) => vec![a, b, c],
        Segment::Close => Vec::new(),
    }
}
