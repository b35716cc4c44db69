//! Which skin can be treated: what a person who walks round the body can see, so neither the lining behind the lids nor
//! that of mouth, nostrils and ear canals.
//!
//! A triangle counts if its middle is seen straight from above, or from several of many directions spread evenly over the
//! sphere (R. Swinbank and R. Purser, "Fibonacci grids", Q. J. R. Meteorol. Soc. 132, 2006): through the slit between two
//! lips a single one may reach far inside.

use super::{Surface, SurfacePoint};
use crate::geom::Vec3;

/// How many directions are looked from.
const DIRECTIONS: usize = 96;
/// From how many of them a triangle must be seen that isn't seen straight from above.
const LEAST_SEEN: usize = 3;

/// For every triangle whether it is treatable skin; the same on both sides of the body.
pub(super) fn treatable(surface: &Surface) -> Vec<bool> {
    let directions: Vec<Vec3> = (0..DIRECTIONS).map(direction).collect();
    let mut found = vec![false; surface.triangles().len()];
    for triangle in 0..surface.skin_triangles() as u32 {
        let twin = surface.mirror_triangle(triangle);
        found[triangle as usize] =
            if twin < triangle { found[twin as usize] } else { is_open(surface, triangle, &directions) };
    }
    found
}

fn is_open(surface: &Surface, triangle: u32, directions: &[Vec3]) -> bool {
    let middle = SurfacePoint { triangle, weights: [1.0 / 3.0; 3] };
    let sees = |&&toward: &&Vec3| surface.is_visible_along(middle, toward);
    sees(&&surface.triangle_normal(triangle)) || directions.iter().filter(sees).take(LEAST_SEEN).count() == LEAST_SEEN
}

fn direction(number: usize) -> Vec3 {
    const GOLDEN_ANGLE: f32 = 2.399_963_2;
    let z = 1.0 - (2 * number + 1) as f32 / DIRECTIONS as f32;
    let (sin, cos) = (number as f32 * GOLDEN_ANGLE).sin_cos();
    let radius = (1.0 - z * z).sqrt();
    Vec3::new(cos * radius, sin * radius, z)
}
