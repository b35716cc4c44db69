//! The ruler against known geodesics and against an exact method on both bodies.
#![expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "small numbers")]

mod exact;
mod shapes;

use exact::Exact;
use mesomap::atlas::{Body, BodyKind, Surface, SurfacePoint};
use mesomap::geom::Vec3;

/// Numerical Recipes' quick generator: enough for scatter.
struct Scatter(u32);

impl Scatter {
    fn unit(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as f32 / 16_777_216.0
    }

    /// A place on the skin, each triangle as likely as another.
    fn place(&mut self, surface: &Surface) -> SurfacePoint {
        let triangle = (self.unit() * surface.skin_triangles() as f32) as u32;
        let (u, v) = (self.unit(), self.unit());
        let (u, v) = if u + v > 1.0 { (1.0 - u, 1.0 - v) } else { (u, v) };
        SurfacePoint { triangle, weights: [1.0 - u - v, u, v] }
    }

    /// Places around another, up to `reach_mm` away through the air.
    fn places_near(&mut self, surface: &Surface, middle: SurfacePoint, reach_mm: f32, count: usize) -> Vec<SurfacePoint> {
        let at_mm = surface.position_mm(middle);
        (0..count)
            .map(|_| {
                let offset = Vec3::new(self.unit() - 0.5, self.unit() - 0.5, self.unit() - 0.5).normalize_or_zero();
                surface.closest(at_mm + offset * (reach_mm * self.unit())).0
            })
            .collect()
    }
}

/// Prints the largest and the median of relative errors and hands back the largest.
fn worst(what: &str, mut errors: Vec<f64>) -> f64 {
    errors.sort_by(f64::total_cmp);
    let (median, largest) = (errors[errors.len() / 2], errors[errors.len() - 1]);
    let over = errors.iter().filter(|&&e| e > 0.01).count();
    eprintln!("{what}: {} pairs, largest {:.4} %, median {:.5} %, over 1%: {over}", errors.len(), largest * 100.0, median * 100.0);
    largest
}

#[test]
fn explore() {
    for kind in BodyKind::ALL {
        let surface = &Body::get(kind).surface;
        let exact = Exact::new(surface);
        let mut scatter = Scatter(7);
        for reach in [15.0, 60.0, 300.0_f32] {
            let (mut errors, mut plane, mut none) = (vec![], vec![], 0);
            let started = std::time::Instant::now();
            let mut ours_time = std::time::Duration::ZERO;
            let sources = std::env::var("SOURCES").map_or(6, |s| s.parse().unwrap());
            for _ in 0..sources {
                let from = scatter.place(surface);
                let goals = scatter.places_near(surface, from, reach, (600.0 / reach) as usize + 2);
                let t = std::time::Instant::now();
                let ours: Vec<f64> = goals.iter().map(|&g| f64::from(surface.geodesic_mm(from, g).unwrap())).collect();
                ours_time += t.elapsed();
                let limits: Vec<f64> = ours.iter().map(|l| l * 1.001 + 0.01).collect();
                let truth = exact.distances_mm(from, &goals, &limits);
                for ((&goal, ours), truth) in goals.iter().zip(ours).zip(truth) {
                    if truth < 1.0 { continue }
                    let e = ours / truth - 1.0;
                    if e > 0.01 || e < -1e-4 {
                        eprintln!("   {:?} -> {:?}: ours {ours} exact {truth} {}", from, goal, e);
                    }
                    errors.push(e);
                    if reach < 20.0 {
                        match surface.distance_mm(from, goal, 100.0) {
                            Some(d) => plane.push(f64::from(d) / truth - 1.0),
                            None => none += 1,
                        }
                    }
                }
            }
            let n = errors.len();
            worst(&format!("{kind:?} {reach}"), errors);
            eprintln!("  ours {:?} each, all {:?}", ours_time / n as u32, started.elapsed());
            if !plane.is_empty() { worst(&format!("  plane walk, none: {none}"), plane); }
        }
    }
}
