//! How every mark is spread over the skin, for one kernel and one patient's size.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::atlas::size::Scale;
use crate::atlas::spread::{Lattice, SkinValues, Stencil, Values, spread_area, spread_line, spread_point};
use crate::atlas::{Body, SurfacePoint, each_large};
use crate::chart::{Mark, Shape, ShapeKind, Site};

/// The spots of a line or an area.
type Key = (ShapeKind, Vec<[i32; 3]>);

/// What is remembered.
#[derive(Debug)]
pub(super) struct Ground {
    values: Values,
    of_points: HashMap<[i32; 3], u32>,
    of_shapes: HashMap<Key, u32>,
}

impl Ground {
    /// The most spots and shapes that it remembers; beyond, it starts anew.
    const MOST: usize = 50_000;

    pub(super) fn new(body: &'static Body, scale: Scale, width_mm: f32, finer: u8) -> Self {
        let values = Values::new(Arc::new(Lattice::new(body, scale, width_mm, finer)));
        Self { values, of_points: HashMap::new(), of_shapes: HashMap::new() }
    }

    pub(super) fn is_for(&self, width_mm: f32, scale: Scale) -> bool {
        let lattice = self.values.lattice();
        lattice.radius_mm() == width_mm && lattice.scale() == scale
    }

    /// Finds out how these marks are spread, as far as it isn't known.
    pub(super) fn learn<'a>(&mut self, marks: impl Iterator<Item = &'a Arc<Mark>> + Clone) {
        let unknown = |mark: &&Arc<Mark>| self.stencil_of(&mark.shape).is_none();
        let mut new: Vec<&Arc<Mark>> = marks.clone().filter(unknown).collect();
        if self.values.len() + new.len() > Self::MOST {
            self.values = Values::new(Arc::clone(self.values.lattice()));
            self.of_points.clear();
            self.of_shapes.clear();
            new = marks.collect();
        }
        let mut seen = HashSet::new();
        new.retain(|mark| seen.insert(key_of(&mark.shape)));
        let (points, shapes): (Vec<_>, Vec<_>) =
            new.into_iter().map(|mark| &mark.shape).partition(|shape| is_point(shape));
        let spots: Vec<_> = points.iter().map(|shape| (shape.site().anchor(), self.radius_mm(shape))).collect();
        for (shape, stencil) in points.iter().zip(spread_point(self.values.lattice(), &spots)) {
            let number = self.values.keep(&stencil);
            self.of_points.insert(shape.site().hundredths(), number);
        }
        let spread = each_large(&shapes, |shape| self.spread(shape));
        for (shape, stencil) in shapes.iter().zip(spread) {
            let number = self.values.keep(&stencil);
            self.of_shapes.insert(key_of(shape), number);
        }
    }

    /// The kernel's radius on the body: the patient's is larger by the factor of where the mark lies.
    fn radius_mm(&self, shape: &Shape) -> f32 {
        let lattice = self.values.lattice();
        lattice.radius_mm() / lattice.scale().in_region(shape.site().locus().region)
    }

    fn spread(&self, shape: &Shape) -> Stencil {
        let (lattice, radius_mm) = (self.values.lattice(), self.radius_mm(shape));
        let spots: Vec<SurfacePoint> = shape.spots().iter().map(Site::anchor).collect();
        let spread = match shape {
            Shape::Point(_) => None,
            Shape::Line(_) => Some(spread_line(lattice, &lattice.body().surface.way_through(&spots), radius_mm)),
            Shape::Area(_) => spread_area(lattice, &spots, radius_mm),
        };
        // An outline without an inside lies at its middle.
        let at_once = || spread_point(lattice, &[(shape.site().anchor(), radius_mm)]).pop().unwrap_or_default();
        spread.unwrap_or_else(at_once)
    }

    /// The number of a mark's stencil; `None` before [`Self::learn`].
    pub(super) fn stencil_of(&self, shape: &Shape) -> Option<u32> {
        match shape {
            Shape::Point(site) => self.of_points.get(&site.hundredths()).copied(),
            shape => self.of_shapes.get(&key_of(shape)).copied(),
        }
    }

    /// The sum of doses by their stencils.
    pub(super) fn sum(&self, amounts: impl IntoIterator<Item = (u32, f32)>) -> SkinValues {
        self.values.sum(amounts)
    }
}

fn is_point(shape: &Shape) -> bool {
    shape.kind() == ShapeKind::Point
}

fn key_of(shape: &Shape) -> Key {
    (shape.kind(), shape.spots().iter().map(Site::hundredths).collect())
}
