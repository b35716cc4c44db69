//! The display list: a pane of the screen and a panel of a page are drawn alike, and words on it can be read.

#[path = "scene_support/mod.rs"]
mod support;

use mesomap::atlas::guides::{GuideKind, GuideSet};
use mesomap::atlas::{BodyKind, view};
use mesomap::compare::{self, compare};
use mesomap::geom::Vec2;
use mesomap::scene::item::Rect;
use mesomap::scene::{Beside, Colour, Content, Drawing, Ground, Item, Options, Pens, ViewScene, palette};

/// What changed between two sessions on the front of the face, with regions, names and danger zones.
fn scene() -> ViewScene {
    let (earlier, session) = (support::face(1), support::face(2));
    let comparison = compare(&earlier, &session, compare::Options::default()).expect("one body");
    let techniques = support::techniques();
    let beside = Beside::Changes { earlier: &earlier, comparison: &comparison };
    let content = Content { session: &session, beside, techniques: &techniques };
    let guides = GuideSet::from(vec![GuideKind::Midline, GuideKind::Danger]);
    let options = Options { regions: true, region_names: true, guides, language: "en" };
    ViewScene::of(&content, view(BodyKind::AdultFemale, "face-front").expect("a view"), &options)
}

fn drawn(scene: &ViewScene, pens: Pens, scale: f32) -> Vec<Item> {
    let half = Vec2::new(260.0, 320.0) * scale / 2.0;
    let ground = Ground { rect: Rect::new(-half, half), centre_view_mm: Vec2::ZERO, scale };
    Drawing { scene, ground, pens, radius_mm: 1.3, keep_clear: &[] }.items()
}

fn kinds(items: &[Item]) -> Vec<&'static str> {
    let kind = |item: &Item| match item {
        Item::Picture(_) => "picture",
        Item::Line { .. } => "line",
        Item::Polygon { .. } => "polygon",
        Item::Band { .. } => "band",
        Item::Box { .. } => "box",
        Item::Glyph { .. } => "glyph",
        Item::Text(_) => "text",
    };
    items.iter().map(kind).collect()
}

#[test]
fn screen_and_paper_are_drawn_alike() {
    let scene = scene();
    // With pens that differ in nothing but the line.
    let thick = Pens { line_mm: 0.265, ..Pens::PAPER };
    let [paper, screen] = [Pens::PAPER, thick].map(|pens| drawn(&scene, pens, 0.7));
    assert_eq!(kinds(&paper), kinds(&screen));
    for kind in ["line", "band", "glyph", "text"] {
        assert!(kinds(&paper).contains(&kind), "{kind}");
    }
    // At another scale every mark and every zone is there again, in its place.
    let larger = drawn(&scene, Pens::SCREEN, 1.4);
    let marks = |items: &[Item]| -> Vec<Vec2> {
        items.iter().filter_map(|item| if let Item::Glyph { at, .. } = item { Some(*at) } else { None }).collect()
    };
    let [small, large] = [marks(&paper), marks(&larger)];
    assert_eq!(small.len(), large.len());
    assert!(small.iter().zip(&large).all(|(a, b)| (*a * 2.0).distance(*b) < 1e-3));
    let bands = |items: &[Item]| kinds(items).into_iter().filter(|kind| *kind == "band").count();
    assert_eq!(bands(&paper), bands(&larger));
}

#[test]
fn widths_are_those_of_the_medium_whatever_the_scale() {
    let scene = scene();
    let widest = |scale: f32| {
        let items = drawn(&scene, Pens::SCREEN, scale);
        let widths = items.iter().filter_map(|item| match item {
            Item::Line { width_mm, colour, .. } if colour.with_alpha(255) == palette::REGION => Some(*width_mm),
            _ => None,
        });
        widths.fold(0.0, f32::max)
    };
    assert_eq!(widest(0.5), Pens::SCREEN.line_mm);
    assert_eq!(widest(3.0), Pens::SCREEN.line_mm);
}

/// What a half transparent colour makes of the ground.
fn over(top: Colour, ground: Colour) -> Colour {
    let mix = |top_channel: u8, below: u8| {
        let sum = u32::from(top_channel) * u32::from(top.alpha) + u32::from(below) * (255 - u32::from(top.alpha));
        u8::try_from((sum + 127) / 255).expect("a share of 255")
    };
    Colour {
        red: mix(top.red, ground.red),
        green: mix(top.green, ground.green),
        blue: mix(top.blue, ground.blue),
        alpha: 255,
    }
}

#[test]
fn words_read_on_the_body_and_beside_it() {
    let items = drawn(&scene(), Pens::SCREEN, 1.0);
    // Paper, the canvas in both themes, clay in light and in shade, hair, and black as the worst.
    let grounds = [0xFF_FFFF, 0xEE_F0F2, 0x2B_3036, 0xE8_D8CC, 0x9C_8578, 0x4A_3A30, 0x00_0000].map(Colour::hex);
    let mut told = 0;
    for item in &items {
        let Item::Text(words) = item else { continue };
        let halo = words.halo.expect("words on a picture have a rim");
        for ground in grounds {
            let contrast = words.colour.contrast(over(halo, ground));
            assert!(contrast >= 4.5, "{}: {contrast} on {ground:?}", words.string);
        }
        told += 1;
    }
    assert!(told > 5, "{told}");
    for ink in [palette::REGION, palette::SPINE] {
        assert!(grounds.iter().all(|&ground| ink.contrast(over(palette::HALO, ground)) >= 4.5));
    }
}
