//! The grid on the skin: lines at equal distances along the skin from curves that cross.
//!
//! Every zone of the body has two curves, see [`zones`], and of each the distance along the skin (`geodesic::Field`), which
//! grows by one millimetre with every millimetre straight away from it: its lines of equal distance are equally far apart
//! wherever the skin slants. A body's distances are reckoned once; lines of any spacing are read from them.

mod curves;
mod isolines;
mod zones;

use std::sync::{Mutex, PoisonError};

use super::Guide;
use crate::atlas::Body;
use crate::atlas::geodesic::{Field, Sheet};
use crate::atlas::per_body::PerBody;
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
/// The first call for a body reckons its distances: half a second's work, done by up to four threads at once.
pub(super) fn grid_lines(body: &'static Body, head_mm: f32, elsewhere_mm: f32) -> Vec<Guide> {
    let zoning = Zoning::of(body);
    let charts = charts(body);
    let of = |source: usize| {
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
    let lines = side_by_side(charts.len(), of).into_iter().flatten();
    lines.map(|points| Guide { points, label: None }).collect()
}

fn charts(body: &'static Body) -> &'static [Chart] {
    static CHARTS: PerBody<Vec<Chart>> = PerBody::new();
    CHARTS.get_or_init(body.kind, || chart_all(body))
}

fn chart_all(body: &'static Body) -> Vec<Chart> {
    let (zoning, inner) = (Zoning::of(body), curves::inner_triangles(body));
    side_by_side(SOURCES.len(), |source| curves::chart(body, zoning, &inner, source))
}

/// The answers for 0, 1, … in order, found by as many threads as there are cores, up to four.
fn side_by_side<T: Send>(count: usize, answer: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, |cores| cores.get().min(4));
    let next = Mutex::new(0..count);
    let take = || next.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || std::iter::from_fn(take).map(|at| (at, answer(at))).collect::<Vec<_>>();
    let mut found = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let own = work();
        others.into_iter().filter_map(|other| other.join().ok()).flatten().chain(own).collect::<Vec<_>>()
    });
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests;
