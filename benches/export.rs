//! An A4 page at 300 dpi as PNG, the scene of a view at 500 to 50,000 marks, and the texture of glyphs.
#![expect(clippy::expect_used, reason = "a benchmark")]

#[path = "../tests/scene_support/mod.rs"]
mod support;

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use mesomap::atlas::guides::GuideSet;
use mesomap::atlas::{Body, BodyKind, View, view};
use mesomap::chart::{Session, Site};
use mesomap::export::png;
use mesomap::paint::GlyphAtlas;
use mesomap::scene::sheet::{Sheet, SheetSpec};
use mesomap::scene::{Beside, Content, Options, Sight, ViewScene};
use mesomap::text::Texts;

/// The session's marks again and again, each time at other spots, up to `count`.
fn crowded(session: &Session, count: usize) -> Session {
    let body = Body::get(session.body);
    let mut session = session.clone();
    let originals = session.marks.clone();
    let numbered = originals.iter().cycle().take(count).enumerate().map(|(index, mark)| {
        let [x, y, z] = mark.site().hundredths();
        let lap = i32::try_from(index / originals.len()).expect("few laps");
        let site = Site::recorded(body, [x + lap * 7 % 300, y, z + lap * 11 % 300]);
        Arc::new(mark.deposit.mark_at(site).numbered(u32::try_from(index + 1).expect("few marks")))
    });
    session.marks = numbered.collect();
    session
}

fn page(c: &mut Criterion) {
    let (session, techniques, texts) = (support::face(2), support::techniques(), Texts::english());
    for ids in [&["face-front"][..], &["face-front", "face-left-oblique", "face-right-oblique", "scalp"]] {
        let chosen: Vec<&'static View> = ids.iter().filter_map(|id| view(BodyKind::AdultFemale, id)).collect();
        let content = Content { session: &session, beside: Beside::Nothing, techniques: &techniques };
        let spec =
            SheetSpec { course: "Facial rejuvenation", regions: true, ..support::plain(content, &chosen, &texts) };
        let mut group = c.benchmark_group("a4");
        group.sample_size(10);
        group.bench_function(BenchmarkId::new("layout", ids.len()), |b| b.iter(|| Sheet::layout(black_box(&spec))));
        let sheet = Sheet::layout(&spec).expect("a page");
        group.bench_function(BenchmarkId::new("png-300dpi", ids.len()), |b| b.iter(|| png(black_box(&sheet), 300)));
        group.finish();
    }
}

fn scene(c: &mut Criterion) {
    let (session, techniques) = (support::face(2), support::techniques());
    let view = view(BodyKind::AdultFemale, "face-front").expect("a view");
    let options = Options { regions: true, region_names: true, guides: GuideSet::NONE, language: "en" };
    let mut group = c.benchmark_group("view-scene");
    group.sample_size(10);
    for count in [500, 2_000, 10_000, 50_000] {
        let session = crowded(&session, count);
        let content = Content { session: &session, beside: Beside::Nothing, techniques: &techniques };
        let mut sight = Sight::new(Body::get(BodyKind::AdultFemale), view);
        ViewScene::seen(&content, &mut sight, &options);
        group.bench_function(BenchmarkId::new("again", count), |b| {
            b.iter(|| ViewScene::seen(black_box(&content), &mut sight, &options));
        });
        group.bench_function(BenchmarkId::new("first", count), |b| {
            b.iter(|| ViewScene::of(black_box(&content), view, &options));
        });
    }
    group.finish();
    let content = Content { session: &session, beside: Beside::Nothing, techniques: &techniques };
    let keys = ViewScene::of(&content, view, &options).keys();
    c.bench_function("glyph-atlas", |b| b.iter(|| GlyphAtlas::new(black_box(&keys), 9.0)));
}

criterion_group!(benches, page, scene);
criterion_main!(benches);
