//! How well and how fast sessions are matched of which it is known which mark is which; prints a line for each case.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a benchmark on small numbers, which prints its figures"
)]

#[path = "../tests/compare/known.rs"]
mod known;

use std::time::{Duration, Instant};

use known::{Known, Plot};
use mesomap::compare::{CompareError, Comparison, Options, compare};

/// The case of which figures are asked.
const ASKED: Plot =
    Plot { marks: 5_000, single_percent: 10, spacing_mm: 10.0, shift_mm: [5.0, 0.0], sigma_mm: 1.0, seed: 1 };

/// How long this thread has been on a processor, where the system says so: on a busy machine the clock tells more than that.
fn on_processor() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split(' ').next()?.parse().ok()?))
}

/// The comparison, and the least time of some runs.
fn timed(known: &Known, options: Options, runs: usize) -> (Result<Comparison, CompareError>, Duration) {
    let run = || {
        let (start, busy) = (Instant::now(), on_processor());
        let found = compare(&known.before, &known.after, options);
        let took =
            busy.zip(on_processor()).map_or_else(|| start.elapsed(), |(before, after)| after.saturating_sub(before));
        (found, took)
    };
    let mut best = run();
    for _ in 1..runs {
        let again = run();
        best = if again.1 < best.1 { again } else { best };
    }
    best
}

fn accuracy() {
    println!("2 x 5,000, 10 mm apart, 10 % dropped, 10 % added, sigma 1 mm; asked: right 99.5 %, named 90 %, 50 ms");
    for (name, shift_mm, seed) in [
        ("no shift", [0.0, 0.0], 1),
        ("5 mm up", [5.0, 0.0], 1),
        ("5 mm up, another scatter", [5.0, 0.0], 2),
        ("5 mm aside", [0.0, 5.0], 3),
        ("5 mm aslant", [3.0, -4.0], 4),
    ] {
        let known = Known::new(Plot { shift_mm, seed, ..ASKED });
        let (found, took) = timed(&known, Options::default(), 5);
        let score = known.score(&found.unwrap());
        println!(
            "  {name:26} right {:6.2} %, named {:6.2} %, found {:6.2} %, {:8.1} ms",
            100.0 * score.right,
            100.0 * score.named,
            100.0 * score.found,
            took.as_secs_f64() * 1e3
        );
    }
}

fn width() {
    println!("time by tolerance, places 5 mm apart");
    for marks in [1_200, 2_000, 10_000] {
        let known = Known::new(Plot { marks, spacing_mm: 5.0, shift_mm: [0.0, 0.0], ..ASKED });
        for tolerance_mm in [5.0, 20.0, 50.0] {
            let (found, took) = timed(&known, Options { tolerance_mm, ..Options::default() }, 1);
            let found = found.map_or_else(|why| why.to_string(), |found| format!("{} pairs", found.pairs.len()));
            println!("  {marks:6} at {tolerance_mm:4.0} mm {:10.1} ms, {found}", took.as_secs_f64() * 1e3);
        }
    }
}

fn main() {
    accuracy();
    width();
}
