//! The grid on the skin: lines at equal distances along the skin from curves that cross.
//!
//! Every zone of the body has two curves, see [`zones`], and of each the distance along the skin (`geodesic::Field`), which
//! grows by one millimetre with every millimetre straight away from it: its lines of equal distance are equally far apart
//! wherever the skin slants. A body's distances are reckoned once; lines of any spacing are read from them.

mod curves;
mod isolines;
mod zones;

use std::sync::{Mutex, OnceLock, PoisonError};

use super::Guide;
use crate::atlas::geodesic::{Field, Sheet};
use crate::atlas::{Body, BodyKind};
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
/// Distances are within 1 % of the exact ones, and neighbouring lines lie within 2 % of the spacing, except where ways from
/// two parts of one curve meet and the distance has a ridge: at the sides of trunk and neck and over the shoulders, under
/// the base of the nose and inside the ears, at the inner side of arm and leg, at the edges of hand, fingers and foot, and
/// between the toes. There lines bend or end, and two of them may lie nearer or farther apart.
///
/// The first call for a body reckons its distances, a quarter of a second's work; see [`prepare_grid`].
pub fn grid_lines(body: &'static Body, head_mm: f32, elsewhere_mm: f32) -> Vec<Guide> {
    let zoning = Zoning::get();
    let mut lines = Vec::new();
    for (source, chart) in charts(body).iter().enumerate() {
        for (head, step_mm) in [(true, head_mm), (false, elsewhere_mm)] {
            if step_mm > 0.0 && zoning.is_used(source, head) {
                let wanted = |point| zoning.uses(body, point, source, head);
                let near = |triangle| zoning.may_use(triangle, source, head);
                lines.extend(isolines::isolines(&body.surface, chart, step_mm, (near, wanted)));
            }
        }
    }
    lines.into_iter().map(|points| Guide { points, label: None }).collect()
}

/// Reckons what the grid of a body needs, if that has not been done: for a thread of its own, so that nobody waits.
pub fn prepare_grid(body: &'static Body) {
    charts(body);
}

fn charts(body: &'static Body) -> &'static [Chart] {
    static FEMALE: OnceLock<Vec<Chart>> = OnceLock::new();
    static MALE: OnceLock<Vec<Chart>> = OnceLock::new();
    let cell = match body.kind {
        BodyKind::AdultFemale => &FEMALE,
        BodyKind::AdultMale => &MALE,
    };
    cell.get_or_init(|| chart_all(body))
}

/// All charts, by as many threads as there are cores, up to four.
fn chart_all(body: &'static Body) -> Vec<Chart> {
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get().min(4));
    let zoning = Zoning::get();
    let inner = curves::inner_triangles(body);
    let next = Mutex::new(0..SOURCES.len());
    let take = || next.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        let one = |at: usize| (at, curves::chart(body, zoning, &inner, at));
        std::iter::from_fn(take).map(one).collect::<Vec<_>>()
    };
    let mut done = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        done.extend(others.into_iter().filter_map(|other| other.join().ok()).flatten());
        done
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, chart)| chart).collect()
}

#[cfg(test)]
mod tests;
