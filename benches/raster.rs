//! How long the first picture of a view, a picture while it is turned, and a pick take.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use mesomap::atlas::raster::{Frame, Look, render};
use mesomap::atlas::{Body, BodyKind, Surface, SurfacePoint, view};
use mesomap::geom::{Vec2, Vec3};

fn raster(criterion: &mut Criterion) {
    let kind = BodyKind::AdultFemale;
    let body = Body::get(kind);
    let look = Look::default();
    let mut group = criterion.benchmark_group("raster");
    group.sample_size(20);
    for id in ["face-front", "torso-front", "body-front"] {
        let Some(view) = view(kind, id) else { continue };
        let frame = Frame::fit(view, [1200, 1500]);
        group.bench_function(format!("{id} 1200x1500"), |bencher| bencher.iter(|| render(body, &frame, &look)));
    }
    // While a view is turned, its picture has 2.5 times fewer pixels a side.
    for id in ["face-front", "thigh-left-inner"] {
        let Some(view) = view(kind, id) else { continue };
        let frame = Frame::fit(view, [480, 600]);
        group.bench_function(format!("{id} turning"), |bencher| bencher.iter(|| render(body, &frame, &look)));
    }
    if let Some(view) = view(kind, "face-front") {
        let frame = Frame::fit(view, [1200, 1500]);
        let picture = render(body, &frame, &look);
        group.bench_function("pick", |bencher| {
            bencher.iter(|| picture.surface.pick(body, &frame, black_box(Vec2::new(431.7, 802.3))));
        });
    }
    group.finish();
}

fn surface(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("surface");
    let surface = &Body::get(BodyKind::AdultFemale).surface;
    group.bench_function("load", |bencher| {
        bencher.iter(|| Surface::parse(black_box(include_str!("../assets/atlas/adult-female.obj"))));
    });
    group.bench_function("closest", |bencher| {
        bencher.iter(|| surface.closest(black_box(Vec3::new(40.0, -160.0, 1450.0))));
    });
    let (cheek, _) = surface.closest(Vec3::new(40.0, -120.0, 1450.0));
    let (chin, _) = surface.closest(Vec3::new(10.0, -140.0, 1400.0));
    group.bench_function("distance 60 mm", |bencher| {
        bencher.iter(|| surface.distance_mm(black_box(cheek), black_box(chin), 120.0));
    });
    let visible = |point: SurfacePoint| surface.is_visible_along(point, Vec3::NEG_Y);
    group.bench_function("is visible", |bencher| bencher.iter(|| visible(black_box(cheek))));
    group.finish();
}

criterion_group!(benches, raster, surface);
criterion_main!(benches);
