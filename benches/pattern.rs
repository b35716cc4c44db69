//! Fields laid over the skin: a thousand and ten thousand places on the trunk, with the sampling of the area.

#![allow(clippy::unwrap_used, reason = "what a bench can't do ends it")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use mesomap::atlas::regions::{Patch, RegionTree, patches};
use mesomap::atlas::{Body, BodyKind};
use mesomap::pattern::{Area, Ground, Pattern, Plan, field, lay};

fn trunk(body: &Body) -> Ground {
    let tree = RegionTree::get();
    let groups = ["chest", "abdomen", "back"].map(|id| tree.find(id).unwrap());
    let is_trunk = |patch: &Patch| groups.iter().any(|&group| tree.is_within(patch.region, group));
    Ground::Patches(patches(body).filter(is_trunk).collect())
}

fn fields(c: &mut Criterion) {
    let body = Body::get(BodyKind::AdultFemale);
    for (name, spacing_mm) in [("1,000", 17.8), ("10,000", 5.65)] {
        for (how, pattern) in [
            ("hexagonal", Pattern::Hexagonal),
            ("rows", Pattern::Rows),
            ("herringbone", Pattern::Herringbone),
            ("rings", Pattern::Concentric),
            ("even random", Pattern::EvenRandom { seed: 1 }),
        ] {
            let plan = Plan::new(pattern, spacing_mm);
            let area = Area::of(body, &trunk(body), &plan).unwrap();
            let places = lay(&area, &plan).unwrap().len();
            c.bench_function(&format!("pattern/{how}, {name} asked, {places} laid"), |b| {
                b.iter(|| black_box(lay(&area, &plan)));
            });
            if pattern == Pattern::Hexagonal {
                c.bench_function(&format!("pattern/sampled for {name}"), |b| {
                    b.iter(|| black_box(Area::of(body, &trunk(body), &plan)));
                });
            }
        }
    }
}

/// A small field, of which several ways to lie are tried.
fn small(c: &mut Criterion) {
    let body = Body::get(BodyKind::AdultFemale);
    let region = RegionTree::get().find("umbilical").unwrap();
    let ground = Ground::Patches([Patch { region, side: mesomap::atlas::regions::Side::Midline }].into());
    for (how, pattern) in [("hexagonal", Pattern::Hexagonal), ("square", Pattern::Square), ("rows", Pattern::Rows)] {
        let plan = Plan::new(pattern, 10.0);
        c.bench_function(&format!("pattern/{how}, 160 over the midline, sampled and laid"), |b| {
            b.iter(|| black_box(field(body, &ground, false, &plan)));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = fields, small
}
criterion_main!(benches);
