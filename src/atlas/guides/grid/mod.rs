//! The grid on the skin: lines at equal distances along the skin from curves that cross.
//!
//! Every zone of the body has two curves, see [`zones`], and of each the distance along the skin (`geodesic::Field`), which
//! grows by one millimetre with every millimetre straight away from it: its lines of equal distance are equally far apart
//! wherever the skin slants. A body's distances are reckoned once; lines of any spacing are read from them.

mod curves;
mod isolines;
mod zones;

use super::Guide;
use crate::atlas::Body;
use crate::atlas::geodesic::{Field, Sheet};
use crate::atlas::per_body::PerBody;
use crate::atlas::threads::each_large;
use zones::{SOURCES, Zoning};

/// The distances from one curve, on the left half of the body.
#[derive(Debug)]
struct Chart {
    sheet: Sheet,
    field: Field,
}

/// Lines that are so many millimetres apart along the skin, on the head (face, ears and scalp) and elsewhere, and run to the
/// borders of their zones; the left ones and their mirror images, those that meet in the midline joined.
///
/// Neighbouring lines lie within 2 % of the spacing apart, except where ways from two parts of one curve meet and the
/// distance has a ridge: at the sides of neck and trunk and over the shoulders, on the jaw below the ear, in the midline of
/// the chin, on and behind the ears, along the inner side of arm and leg and the ulna, at the edges of hand, fingers and
/// foot, and on the toes. There lines bend or end, and two of them may lie nearer or farther apart.
///
/// The first call for a body reckons its distances: half a second's work, shared among threads.
pub(super) fn grid_lines(body: &'static Body, head_mm: f32, elsewhere_mm: f32) -> Vec<Guide> {
    let zoning = Zoning::of(body);
    let charts = charts(body);
    let of = |&source: &usize| {
        let mut lines = Vec::new();
        for (head, step_mm) in [(true, head_mm), (false, elsewhere_mm)] {
            if step_mm > 0.0 && Zoning::is_used(source, head) {
                let wanted = |point| zoning.uses(body, point, source, head);
                let near = |triangle| zoning.may_use(triangle, source, head);
                lines.extend(isolines::isolines(&body.surface, &charts[source], step_mm, (near, wanted)));
            }
        }
        lines
    };
    let lines = each_large(&source_numbers(), of).into_iter().flatten();
    lines.map(|points| Guide { points, label: None }).collect()
}

fn source_numbers() -> Vec<usize> {
    (0..SOURCES.len()).collect()
}

fn charts(body: &'static Body) -> &'static [Chart] {
    static CHARTS: PerBody<Vec<Chart>> = PerBody::new();
    CHARTS.get_or_init(body.kind, || chart_all(body))
}

fn chart_all(body: &'static Body) -> Vec<Chart> {
    let (zoning, inner) = (Zoning::of(body), curves::inner_triangles(body));
    each_large(&source_numbers(), |&source| curves::chart(body, zoning, &inner, source))
}

#[cfg(test)]
mod tests;
