//! Closed surfaces whose distances and areas are known.

use std::fmt::Write as _;

use mesomap::atlas::Surface;
use mesomap::geom::Vec3;

/// Quads on a cube of side two, `cells` along an edge, its points moved.
fn cube(cells: [usize; 3], shape: impl Fn(Vec3) -> Vec3) -> Surface {
    let mut obj = String::from("g skin\n");
    let mut faces = String::new();
    let mut numbers = std::collections::BTreeMap::new();
    for axis in 0..3 {
        let (across, up) = ((axis + 1) % 3, (axis + 2) % 3);
        for top in [false, true] {
            let mut number = |i: usize, j: usize| {
                let mut at = [0; 3];
                (at[axis], at[across], at[up]) = (if top { cells[axis] } else { 0 }, i, j);
                let next = numbers.len() + 1;
                *numbers.entry(at).or_insert_with(|| {
                    let unit = [0, 1, 2].map(|k| (2.0 * at[k] as f32 - cells[k] as f32) / cells[k] as f32);
                    let p = shape(Vec3::from_array(unit));
                    writeln!(obj, "v {} {} {}", p.x, p.y, p.z).unwrap();
                    next
                })
            };
            for i in 0..cells[across] {
                for j in 0..cells[up] {
                    let mut quad = [number(i, j), number(i + 1, j), number(i + 1, j + 1), number(i, j + 1)];
                    if !top {
                        quad.reverse();
                    }
                    let [a, b, c, d] = quad;
                    writeln!(faces, "f {a} {b} {c} {d}").unwrap();
                }
            }
        }
    }
    Surface::parse(&(obj + &faces))
}

/// A sphere round the origin, about 14,000 triangles.
pub(crate) fn sphere(radius_mm: f32) -> Surface {
    // Even angles rather than even lengths make the quads alike.
    cube([17; 3], |p| {
        Vec3::from_array(p.to_array().map(|x| (x * std::f32::consts::FRAC_PI_4).tan())).normalize() * radius_mm
    })
}

/// A cylinder round the z axis with flat ends, its middle in the origin.
pub(crate) fn cylinder(radius_mm: f32, height_mm: f32) -> Surface {
    cube([16, 16, 60], |p| {
        let ring = p.x.abs().max(p.y.abs());
        let [x, y] = [p.x, p.y].map(|x| if ring == 0.0 { 0.0 } else { (x / ring * std::f32::consts::FRAC_PI_4).tan() });
        let scale = if ring == 0.0 { 0.0 } else { ring * radius_mm / x.hypot(y) };
        Vec3::new(x * scale, y * scale, p.z * height_mm / 2.0)
    })
}
