//! Where a camera's picture holds body and where it is empty, on a coarse grid of the view plane.

use std::sync::OnceLock;

use super::{Body, BodyKind, Camera};
use crate::geom::{Bounds3, Vec2, Vec3};

/// The cells of the view plane that a body may touch: never fewer than it does touch, and up to a triangle's width more.
/// They are found when they are first asked for, which takes some milliseconds.
#[derive(Clone, Debug)]
pub struct Silhouette {
    kind: BodyKind,
    camera: Camera,
    cells: OnceLock<Cells>,
}

impl PartialEq for Silhouette {
    fn eq(&self, other: &Self) -> bool {
        (self.kind, self.camera) == (other.kind, other.camera)
    }
}

impl Silhouette {
    /// Of all that the camera doesn't leave out, be it faded.
    pub fn of(body: &Body, camera: &Camera) -> Self {
        Self { kind: body.kind, camera: *camera, cells: OnceLock::new() }
    }

    /// Whether there may be body in a box of the view plane (mm, x right, y up).
    pub fn touches(&self, low_mm: Vec2, high_mm: Vec2) -> bool {
        let cells = self.cells.get_or_init(|| Cells::of(Body::get(self.kind), &self.camera));
        cells.touches(low_mm, high_mm)
    }
}

#[derive(Clone, Debug)]
struct Cells {
    low_mm: Vec2,
    columns: usize,
    rows: usize,
    filled: Vec<bool>,
}

/// Letters are larger, and the refined triangles not much smaller.
const CELL_MM: f32 = 4.0;

impl Cells {
    fn of(body: &Body, camera: &Camera) -> Self {
        let places: Vec<Vec3> = body.surface.positions_mm().iter().map(|&p| camera.view_from_mm(p)).collect();
        let bounds = Bounds3::around(places.iter().copied());
        let size = (bounds.size().truncate() / CELL_MM).ceil();
        let (columns, rows) = (size.x as usize + 1, size.y as usize + 1);
        let low_mm = bounds.min.truncate();
        let mut silhouette = Self { low_mm, columns, rows, filled: vec![false; columns * rows] };
        let shown: Vec<bool> = places.iter().map(|&place| camera.presence(place) > 0.0).collect();
        for triangle in body.surface.triangles() {
            let [a, b, c] = triangle.map(|vertex| vertex as usize);
            if shown[a] || shown[b] || shown[c] {
                silhouette.fill(Bounds3::around([places[a], places[b], places[c]]));
            }
        }
        silhouette
    }

    fn fill(&mut self, bounds: Bounds3) {
        let [columns, rows] = self.cells(bounds.min.truncate(), bounds.max.truncate());
        for row in rows {
            self.filled[row * self.columns + columns.start..row * self.columns + columns.end].fill(true);
        }
    }

    /// Columns and rows of the grid that a box of the view plane touches.
    fn cells(&self, low_mm: Vec2, high_mm: Vec2) -> [std::ops::Range<usize>; 2] {
        let (low, high) = ((low_mm - self.low_mm) / CELL_MM, (high_mm - self.low_mm) / CELL_MM);
        let span = |low: f32, high: f32, count: usize| {
            let end = if high < 0.0 { 0 } else { (high as usize + 1).min(count) };
            (low.max(0.0) as usize).min(end)..end
        };
        [span(low.x, high.x, self.columns), span(low.y, high.y, self.rows)]
    }

    fn touches(&self, low_mm: Vec2, high_mm: Vec2) -> bool {
        let [columns, mut rows] = self.cells(low_mm, high_mm);
        rows.any(|row| {
            self.filled[row * self.columns + columns.start..row * self.columns + columns.end].contains(&true)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{BodyKind, views};

    #[test]
    fn what_the_camera_sees_is_in_its_silhouette() {
        let body = Body::get(BodyKind::AdultMale);
        for view in views(body.kind).iter().step_by(7) {
            let silhouette = Silhouette::of(body, &view.camera);
            let half_mm = Vec2::new(view.width_mm, view.height_mm) / 2.0;
            let mut beside = 0;
            for index in 0..400_u16 {
                let share = Vec2::new(f32::from(index % 20), f32::from(index / 20)) / 10.0 - 0.95;
                let at_mm = share * half_mm;
                let touched = silhouette.touches(at_mm, at_mm);
                assert!(touched || body.skin_seen(&view.camera, at_mm).is_none(), "{} {at_mm}", view.id);
                beside += u32::from(!touched);
            }
            assert!(beside > 0, "{} is all body", view.id);
        }
    }

    #[test]
    fn far_from_the_body_is_nothing() {
        let body = Body::get(BodyKind::AdultFemale);
        let silhouette = Silhouette::of(body, &views(body.kind)[0].camera);
        assert!(!silhouette.touches(Vec2::splat(5e3), Vec2::splat(6e3)));
        assert!(!silhouette.touches(Vec2::splat(-6e3), Vec2::splat(-5e3)));
        assert!(silhouette.touches(Vec2::splat(-6e3), Vec2::splat(6e3)));
    }
}
