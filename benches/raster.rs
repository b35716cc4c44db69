//! How long the first picture of a view, a picture while it is turned, a pick, the ruler and the naming of places take.
#![expect(clippy::cast_precision_loss, reason = "small numbers")]

use std::hint::black_box;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, criterion_group, criterion_main};
use mesomap::atlas::raster::{Frame, Look, Painter, render};
use mesomap::atlas::regions::locus_at;
use mesomap::atlas::{Body, BodyKind, Surface, SurfacePoint, view};
use mesomap::geom::{Vec2, Vec3};

fn raster(criterion: &mut Criterion) {
    let kind = BodyKind::AdultFemale;
    let body = Body::get(kind);
    let look = Look::default();
    // As in the window, where picture after picture is rendered in the same memory.
    let mut painter = Painter::default();
    let mut group = criterion.benchmark_group("raster");
    group.sample_size(20);
    for id in ["face-front", "torso-front", "body-front"] {
        let Some(view) = view(kind, id) else { continue };
        let frame = Frame::fit(view, [1200, 1500]);
        group.bench_function(format!("{id} 1200x1500"), |bencher| {
            bencher.iter(|| painter.paint(body, &frame, &look).rgba.len());
        });
    }
    // While a view is turned, its picture has 2.5 times fewer pixels a side.
    for id in ["face-front", "thigh-left-inner"] {
        let Some(view) = view(kind, id) else { continue };
        let frame = Frame::fit(view, [480, 600]);
        group.bench_function(format!("{id} turning"), |bencher| {
            bencher.iter(|| painter.paint(body, &frame, &look).rgba.len());
        });
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
    let body = Body::get(BodyKind::AdultFemale);
    // A stride that shares no factor with the number of triangles spreads the places over the whole skin.
    let triangles = (0_u32..10_000).map(|mark| mark * 7_919 % 100_000);
    let places: Vec<SurfacePoint> =
        triangles.map(|triangle| SurfacePoint { triangle, weights: [0.5, 0.3, 0.2] }).collect();
    group.bench_function("region of 10,000 marks", |bencher| {
        bencher.iter(|| black_box(&places).iter().map(|&place| locus_at(body, place).region.index()).sum::<usize>());
    });
    let (cheek, _) = surface.closest(Vec3::new(40.0, -120.0, 1450.0));
    let (chin, _) = surface.closest(Vec3::new(10.0, -140.0, 1400.0));
    group.bench_function("distance 60 mm", |bencher| {
        bencher.iter(|| surface.distance_mm(black_box(cheek), black_box(chin), 120.0));
    });
    let visible = |point: SurfacePoint| surface.is_visible_along(point, Vec3::NEG_Y);
    group.bench_function("is visible", |bencher| bencher.iter(|| visible(black_box(cheek))));
    ruler(&mut group, surface);
    group.finish();
}

/// The shortest path with its points, on the back and across the nose, and what else is measured.
fn ruler(group: &mut BenchmarkGroup<'_, WallTime>, surface: &Surface) {
    let back = |up_mm: f32| surface.closest(Vec3::new(-60.0, 110.0, 1000.0 + up_mm)).0;
    for length_mm in [20.0, 100.0, 300.0] {
        group.bench_function(format!("ruler {length_mm} mm"), |bencher| {
            bencher.iter(|| surface.geodesic(black_box(back(0.0)), black_box(back(length_mm))));
        });
    }
    let cheek = |x_mm: f32| surface.closest(Vec3::new(x_mm, -120.0, 1450.0)).0;
    group.bench_function("ruler from cheek to cheek", |bencher| {
        bencher.iter(|| surface.geodesic(black_box(cheek(45.0)), black_box(cheek(-45.0))));
    });
    group.bench_function("from the midline", |bencher| bencher.iter(|| surface.from_midline(black_box(back(100.0)))));
    let outline: Vec<SurfacePoint> = (0..60)
        .map(|step| {
            let (up, across) = (step as f32 * std::f32::consts::TAU / 60.0).sin_cos();
            surface.closest(Vec3::new(-60.0 + 40.0 * across, 110.0, 1150.0 + 40.0 * up)).0
        })
        .collect();
    group.bench_function("area of an outline", |bencher| {
        bencher.iter(|| surface.outline_area_cm2(black_box(&outline)));
    });
}

criterion_group!(benches, raster, surface);
criterion_main!(benches);
