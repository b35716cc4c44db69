//! The picture of a map of dose: colours only where dose lies, lines at the levels, alike in every format, and said in words.

#![allow(clippy::unwrap_used, clippy::cast_precision_loss, reason = "a test may panic; small pictures")]

#[path = "scene_support/mod.rs"]
mod support;

use std::sync::Arc;

use mesomap::atlas::raster::{Frame, Levels, Look, Painter, Picture, Tint};
use mesomap::atlas::{Body, BodyKind, view};
use mesomap::chart::{PatientSize, Session};
use mesomap::compare::dose::{Asked, DoseMap, Doses, Kernel, Quantity};
use mesomap::export::{Fineness, jpeg, pdf, png, svg};
use mesomap::geom::Vec2;
use mesomap::scene::sheet::{BodyPicture, Told};
use mesomap::scene::{Beside, Content, Item, Report, Sheet, heat_words};
use mesomap::text::{Language, Texts};

const KIND: BodyKind = BodyKind::AdultFemale;

fn map(sessions: &[&Session], id: &str) -> DoseMap {
    let quantity = Quantity::from_id(id).unwrap();
    let asked = Asked { quantity, kernel: Kernel::default(), size: PatientSize::default() };
    Doses::new(KIND).map(sessions, asked).unwrap()
}

fn tint(map: &DoseMap) -> Tint {
    let levels = Levels::automatic(f64::from(map.peak.unwrap().per_cm2));
    Tint { values: Arc::clone(&map.values), levels }
}

fn frame(size_px: [u32; 2]) -> Frame {
    Frame::fit(view(KIND, "face-front").unwrap(), size_px)
}

fn painted(size_px: [u32; 2], tint: Option<&Tint>) -> Picture {
    Painter::default().paint_tinted(Body::get(KIND), &frame(size_px), &Look::default(), tint).clone()
}

/// Pixels wholly on skin, with their value.
fn with_values<'a>(picture: &'a Picture, map: &'a DoseMap) -> impl Iterator<Item = (usize, f32)> + 'a {
    let [width, height] = picture.size_px;
    let frame = frame(picture.size_px);
    (0..width * height).filter_map(move |pixel| {
        let px = Vec2::new((pixel % width) as f32 + 0.5, (pixel / width) as f32 + 0.5);
        let spot = picture.surface.pick(Body::get(KIND), &frame, px)?;
        (picture.rgba[pixel as usize * 4 + 3] == 255).then(|| (pixel as usize, map.values.at(spot)))
    })
}

fn lightness(picture: &Picture, pixel: usize) -> f32 {
    let [r, g, b] = [0, 1, 2].map(|channel| f32::from(picture.rgba[pixel * 4 + channel]));
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

#[test]
fn colour_lies_where_dose_lies_and_nowhere_else() {
    let map = map(&[&support::face(1)], "mL");
    let tint = tint(&map);
    let size_px = [400, 500];
    let (bare, tinted) = (painted(size_px, None), painted(size_px, Some(&tint)));
    assert_eq!(tinted, painted(size_px, Some(&tint)), "the same input makes the same bytes");
    assert_eq!(tinted.surface, bare.surface);
    let same = |pixel: usize| tinted.rgba[pixel * 4..pixel * 4 + 4] == bare.rgba[pixel * 4..pixel * 4 + 4];
    let (mut none, mut much, mut beside) = (0, 0, 0);
    for (pixel, value) in with_values(&bare, &map) {
        let on_level = f64::from(value) > tint.levels.step();
        much += usize::from(on_level);
        assert!(!on_level || !same(pixel), "dose without colour at pixel {pixel}");
        none += usize::from(value == 0.0 && same(pixel));
        // Beside dose a pixel may share a triangle with it.
        let triangle = tinted.surface.triangle(middle(pixel)).unwrap();
        beside += usize::from(value == 0.0 && !same(pixel) && !map.values.is_on(triangle));
    }
    assert!(beside < 100, "{beside} pixels have colour and no dose");
    assert!(none > 10_000 && much > 1000, "{none} bare pixels and {much} with dose");
}

fn middle(pixel: usize) -> Vec2 {
    Vec2::new((pixel % 400) as f32 + 0.5, (pixel / 400) as f32 + 0.5)
}

#[test]
fn more_is_darker_in_grey_too() {
    let map = map(&[&support::face(1), &support::face(2)], "mL");
    let tint = tint(&map);
    let (bare, tinted) = (painted([400, 500], None), painted([400, 500], Some(&tint)));
    let mut sums = [(0.0_f32, 0_u16); 3];
    for (pixel, value) in with_values(&bare, &map) {
        let share = f64::from(value) / tint.levels.top();
        let third = if share > 0.66 { 2 } else { usize::from(share > 0.33) };
        if share > 0.1 && lightness(&bare, pixel) > 150.0 {
            sums[third].0 += lightness(&tinted, pixel) / lightness(&bare, pixel);
            sums[third].1 += 1;
        }
    }
    let means = sums.map(|(sum, count)| sum / f32::from(count.max(1)));
    assert!(means[0] > means[1] + 0.1 && (sums[2].1 == 0 || means[1] > means[2] + 0.05), "{means:?}");
}

#[test]
fn every_format_carries_the_colours() {
    let (techniques, texts, session) = (support::techniques(), Texts::english(), support::face(2));
    let chosen = [view(KIND, "face-front").unwrap()];
    let content = Content { session: &session, beside: Beside::Nothing, techniques: &techniques };
    let spec = support::plain(content, &chosen, &texts);
    let (sheet, report) = (Sheet::layout(&spec).unwrap(), Report::layout(&spec, &Told::default()).unwrap());
    let tint = Arc::new(tint(&map(&[&session], "points")));
    let with_tint = |sheet: &Sheet| {
        let mut tinted = sheet.clone();
        for item in &mut tinted.items {
            if let Item::Picture(picture) = item {
                *picture = BodyPicture { tint: Some(Arc::clone(&tint)), ..picture.clone() };
            }
        }
        tinted
    };
    let tinted_sheet = with_tint(&sheet);
    let tinted_report = Report { pages: report.pages.iter().map(with_tint).collect(), ..report.clone() };
    assert_ne!(sheet, tinted_sheet);
    let again = Arc::new(Tint::clone(&tint));
    assert_eq!(tint, again);
    let bytes = |sheet: &Sheet, report: &Report| {
        [
            png(sheet, 60).unwrap(),
            jpeg(sheet, 60).unwrap(),
            svg(sheet).unwrap(),
            pdf(report, Fineness::default()).unwrap(),
        ]
    };
    let (bare, tinted) = (bytes(&sheet, &report), bytes(&tinted_sheet, &tinted_report));
    for (bare, tinted) in bare.iter().zip(&tinted) {
        assert_ne!(bare, tinted);
    }
    assert_eq!(tinted, bytes(&tinted_sheet, &tinted_report));
}

#[test]
fn what_must_be_known_of_a_map_is_said() {
    let (first, second) = (support::face(1), support::face(2));
    let map = map(&[&first, &second], "mL");
    let levels = Levels::up_to(f64::from(map.peak.unwrap().per_cm2) / 2.0);
    let hidden = map.share_hidden(view(KIND, "face-front").unwrap());
    assert!(hidden > 0.0 && hidden < 0.5, "{hidden}");
    let said = heat_words(&map, levels, Some(hidden), &Texts::english());
    let all = said.join("\n");
    for part in
        ["mL", "2 sessions", "together", "Highest: ", " per cm², ", "10 mm", "size not recorded", " % of the dose"]
    {
        assert!(all.contains(part), "{part} in {all}");
    }
    assert!(all.contains("The scale ends at"), "{all}");
    let french = heat_words(&map, levels, Some(0.004), &Texts::of(Language::French)).join("\n");
    assert!(
        french.contains("2 séances") && french.contains("<\u{a0}1\u{a0}%") && !french.contains("heat-"),
        "{french}"
    );
}
