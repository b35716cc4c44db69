//! Fields laid over the skin: a thousand and ten thousand places, with the sampling of the area.

use std::collections::BTreeSet;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use mesomap::atlas::regions::patches;
use mesomap::atlas::{Body, BodyKind};
use mesomap::pattern::{Area, Pattern, Plan, lay};

fn fields(c: &mut Criterion) {
    let body = Body::get(BodyKind::AdultFemale);
    let all = || patches(body).collect::<BTreeSet<_>>();
    for (name, spacing_mm) in [("1,000", 38.0), ("10,000", 12.0)] {
        let area = Area::of_patches(body, all(), spacing_mm);
        let plan = |pattern| Plan { pattern, spacing_mm, direction: None };
        let hexagonal = plan(Pattern::Hexagonal);
        println!("{name}: {} places", lay(&area, &hexagonal).map_or(0, |places| places.len()));
        c.bench_function(&format!("pattern/sampled for {name}"), |b| {
            b.iter(|| black_box(Area::of_patches(body, all(), spacing_mm)));
        });
        c.bench_function(&format!("pattern/hexagonal {name}"), |b| b.iter(|| black_box(lay(&area, &hexagonal))));
        let random = plan(Pattern::EvenRandom { seed: 1 });
        c.bench_function(&format!("pattern/even random {name}"), |b| b.iter(|| black_box(lay(&area, &random))));
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = fields
}
criterion_main!(benches);
