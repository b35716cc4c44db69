//! PNG pages: size, resolution, marks where they belong, limits, and pictures that stay as they were.
//!
//! `MESOMAP_BLESS=1 cargo test` writes the stored pictures anew.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::panic,
    reason = "small pictures, and a test that tells what differs"
)]

#[path = "scene_support/mod.rs"]
mod support;

use std::path::PathBuf;

use image::GenericImageView as _;
use mesomap::atlas::{BodyKind, View, view};
use mesomap::chart::{Edit, Letter, Session, Symbol};
use mesomap::compare::{self, compare};
use mesomap::export::{ExportError, png};
use mesomap::geom::Vec2;
use mesomap::paint::GlyphAtlas;
use mesomap::scene::sheet::{Item, Sheet, SheetSpec};
use mesomap::scene::{Beside, Content, GlyphKey, GlyphStyle, palette};
use mesomap::text::Texts;

fn sheet(session: &Session, beside: Beside<'_>, page_mm: Vec2, ids: &[&str]) -> Sheet {
    let (techniques, texts) = (support::techniques(), Texts::english());
    let chosen: Vec<&'static View> = ids.iter().filter_map(|id| view(BodyKind::AdultFemale, id)).collect();
    let content = Content { session, beside, techniques: &techniques };
    let spec = SheetSpec { page_mm, course: "Facial rejuvenation", ..support::plain(content, &chosen, &texts) };
    Sheet::layout(&spec).expect("a page")
}

fn read(bytes: &[u8]) -> png::Reader<std::io::Cursor<&[u8]>> {
    png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG")
}

#[test]
fn the_file_tells_size_resolution_and_title() {
    let page = sheet(&support::empty("Session 1", 7), Beside::Nothing, Sheet::A4_MM, &["face-front"]);
    for (dpi, size, per_metre) in [(300, (2480, 3508), 11811), (96, (794, 1123), 3780)] {
        let bytes = png(&page, dpi).expect("a picture");
        let reader = read(&bytes);
        let info = reader.info();
        assert_eq!(info.size(), size);
        let pixels = info.pixel_dims.expect("a physical size");
        assert_eq!((pixels.xppu, pixels.yppu, pixels.unit), (per_metre, per_metre, png::Unit::Meter));
        assert!(info.srgb.is_some());
        assert_eq!(info.utf8_text[0].get_text().expect("text"), "Session 1");
        assert!(info.uncompressed_latin1_text[0].text.starts_with("mesomap "));
    }
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    let page = sheet(&support::face(1), Beside::Nothing, Sheet::A4_MM, &["face-front"]);
    assert_eq!(png(&page, 72).expect("a picture"), png(&page, 72).expect("a picture"));
}

#[test]
fn a_mark_lies_where_the_body_has_it() {
    let site = support::Front::new().site(Vec2::new(20.0, -30.0)).expect("a cheek");
    let mark = support::mark(site, ("endoepidermal", 0.15), 'B', 0.01);
    let session = Edit::Place(vec![mark]).apply(&support::empty("Session 1", 7)).expect("one mark");
    for ids in [&["face-front"][..], &["face-left-oblique", "face-front"]] {
        let page = sheet(&session, Beside::Nothing, Sheet::A4_MM, ids);
        let picture = page.items.iter().find_map(|item| match item {
            Item::Picture(picture) if picture.view.id == "face-front" => Some(picture.clone()),
            _ => None,
        });
        let picture = picture.expect("the front view");
        let at_view = picture.view.camera.view_from_mm(site.position_mm()).truncate();
        let at_px = picture.page_from_view(at_view) * (200.0 / 25.4);
        let bytes = png(&page, 200).expect("a picture");
        let pixels = image::load_from_memory(&bytes).expect("a picture").to_rgb8();
        // Beside the letter, inside the circle.
        let radius_mm = page.items.iter().find_map(|item| match item {
            Item::Glyph { at, radius_mm, .. } if picture.rect.contains(*at) => Some(*radius_mm),
            _ => None,
        });
        let radius_px = radius_mm.expect("the mark") * (200.0 / 25.4);
        let probe = at_px + Vec2::new(-0.72, 0.0) * radius_px;
        let [red, green, blue] = pixels.get_pixel(probe.x as u32, probe.y as u32).0;
        let expected = palette::cocktail(Letter::new('B'));
        let off = [(red, expected.red), (green, expected.green), (blue, expected.blue)];
        assert!(off.iter().all(|(is, should)| is.abs_diff(*should) < 12), "{off:?}");
    }
}

#[test]
fn what_is_too_large_is_refused() {
    let page = sheet(&support::empty("Session 1", 7), Beside::Nothing, Sheet::A4_MM, &["face-front"]);
    assert!(matches!(png(&page, 1200), Err(ExportError::TooLarge { .. })));
    for dpi in [0, 35, 1201] {
        assert!(matches!(png(&page, dpi), Err(ExportError::Dpi(_))));
    }
}

#[test]
fn shapes_differ_without_colour() {
    let keys: Vec<GlyphKey> =
        Symbol::ALL.iter().map(|&symbol| GlyphKey { symbol, letter: None, style: GlyphStyle::Now }).collect();
    let atlas = GlyphAtlas::new(&keys, 9.0);
    let covered = |key: GlyphKey| -> Vec<bool> {
        let [low, high] = atlas.cell(key).expect("a cell");
        let size = Vec2::new(atlas.size_px[0] as f32, atlas.size_px[1] as f32);
        let (low, high) = ((low * size).round(), (high * size).round());
        let rows = low.y as u32..high.y as u32;
        let at = |x: u32, y: u32| ((y * atlas.size_px[0] + x) * 4) as usize;
        rows.flat_map(|y| (low.x as u32..high.x as u32).map(move |x| (x, y)))
            .map(|(x, y)| atlas.rgba[at(x, y) + 3] > 128 && atlas.rgba[at(x, y)] < 180)
            .collect()
    };
    let masks: Vec<Vec<bool>> = keys.iter().map(|&key| covered(key)).collect();
    for (index, mask) in masks.iter().enumerate() {
        for (other, key) in masks[..index].iter().zip(&keys) {
            let differ = mask.iter().zip(other).filter(|(a, b)| a != b).count();
            assert!(differ > 24, "{:?} and {:?} differ in {differ} pixels", keys[index].symbol, key.symbol);
        }
    }
}

#[test]
fn the_glyph_texture_holds_every_look_asked_for() {
    let all: Vec<GlyphKey> = Symbol::ALL
        .iter()
        .flat_map(|&symbol| GlyphStyle::ALL.map(|style| (symbol, style)))
        .flat_map(|(symbol, style)| {
            Letter::all().map(Some).chain([None]).map(move |letter| GlyphKey { symbol, letter, style })
        })
        .collect();
    for radius_px in [4.0, 9.5, 24.0, 50.0] {
        let atlas = GlyphAtlas::new(&all, radius_px);
        assert!(atlas.size_px.iter().all(|&side| side <= GlyphAtlas::MAX_SIDE_PX), "{:?}", atlas.size_px);
        assert_eq!(atlas.rgba.len(), (atlas.size_px[0] * atlas.size_px[1] * 4) as usize);
        assert!(all.iter().all(|&key| atlas.cell(key).is_some()), "radius {radius_px}");
    }
    let none = GlyphAtlas::new(&[], f32::NAN);
    assert_eq!(none.cell(all[0]), None);
}

fn stored(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pictures").join(name)
}

/// Compares with a stored picture: at most 1 % of the pixels may differ visibly.
fn assert_picture(name: &str, bytes: &[u8]) {
    let path = stored(name);
    if std::env::var_os("MESOMAP_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, bytes).expect("written");
        return;
    }
    let is = image::load_from_memory(bytes).expect("a picture").to_rgb8();
    let should = image::open(&path).expect("MESOMAP_BLESS=1 stores it").to_rgb8();
    assert_eq!(is.dimensions(), should.dimensions(), "{name}");
    let differ = is.pixels().zip(should.pixels()).filter(|(a, b)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > 40));
    let differ = differ.count();
    if differ * 100 > is.pixels().len() {
        std::fs::write(path.with_extension("new.png"), bytes).expect("written");
        panic!("{name}: {differ} pixels differ; the new picture lies beside the stored one");
    }
}

#[test]
fn a_session_looks_as_it_did() {
    let page = sheet(&support::face(2), Beside::Nothing, Sheet::A4_MM, &["face-front", "face-left-oblique"]);
    assert_picture("export-session.png", &png(&page, 72).expect("a picture"));
}

#[test]
fn a_comparison_looks_as_it_did() {
    let (first, second) = (support::face(1), support::face(2));
    let comparison = compare(&first, &second, compare::Options::default()).expect("one body");
    let beside = Beside::Changes { earlier: &first, comparison: &comparison };
    let page = sheet(&second, beside, Vec2::new(297.0, 210.0), &["face-front"]);
    assert_picture("export-comparison.png", &png(&page, 72).expect("a picture"));
}

#[test]
fn glyphs_look_as_they_did() {
    let looks = |style: GlyphStyle| {
        let letters = [Letter::new('A'), Letter::new('C'), None];
        let keys = Symbol::ALL.into_iter().zip(letters.into_iter().cycle());
        keys.map(move |(symbol, letter)| GlyphKey { symbol, letter, style })
    };
    let keys: Vec<GlyphKey> = GlyphStyle::ALL.into_iter().flat_map(looks).collect();
    let atlas = GlyphAtlas::new(&keys, 14.0);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, atlas.size_px[0], atlas.size_px[1]);
    encoder.set_color(png::ColorType::Rgb);
    let on_paper =
        atlas.rgba.chunks_exact(4).flat_map(|px| [0, 1, 2].map(|c| px[c].saturating_add((255 - px[3]) / 8 * 7)));
    let on_paper: Vec<u8> = on_paper.collect();
    encoder.write_header().expect("a header").write_image_data(&on_paper).expect("pixels");
    assert!(image::load_from_memory(&bytes).expect("a picture").dimensions().0 > 100);
    assert_picture("export-glyphs.png", &bytes);
}
