//! Close-ups: where marks lie so near each other that their glyphs cover each other, the page shows the place again, larger.

#[path = "scene_support/mod.rs"]
mod support;

use mesomap::atlas::{BodyKind, View, view};
use mesomap::chart::{Edit, Session};
use mesomap::geom::Vec2;
use mesomap::scene::sheet::{BodyPicture, Item, Sheet, SheetSpec, TextItem, Told};
use mesomap::scene::{Beside, Content, Report};
use mesomap::text::Texts;

const VIEWS: [&str; 4] = ["face-front", "face-left-profile", "face-right-profile", "face-left-oblique"];

/// Marks in a square grid on the cheeks and the forehead of the front view.
fn grids(step_mm: f32, side: u8) -> Session {
    let front = support::Front::new();
    let mut marks = Vec::new();
    for corner in [Vec2::new(-45.0, 0.0), Vec2::new(25.0, 0.0), Vec2::new(-15.0, 75.0)] {
        for at in 0..side * side {
            let offset = Vec2::new(f32::from(at % side), -f32::from(at / side)) * step_mm;
            marks.extend(front.site(corner + offset).map(|site| support::mark(site, ("papule", 1.0), 'A', 0.01)));
        }
    }
    Edit::Place(marks).apply(&support::empty("Session 1", 7)).expect("few marks")
}

/// The pages of a document and the page of a picture.
fn pages(session: &Session) -> (Report, Sheet) {
    let (techniques, texts) = (support::techniques(), Texts::english());
    let chosen: Vec<&'static View> = VIEWS.iter().filter_map(|id| view(BodyKind::AdultFemale, id)).collect();
    let content = Content { session, beside: Beside::Nothing, techniques: &techniques };
    let spec = SheetSpec {
        course: "Facial rejuvenation",
        regions: true,
        region_names: true,
        ..support::plain(content, &chosen, &texts)
    };
    (Report::layout(&spec, &Told::default()).expect("a document"), Sheet::layout(&spec).expect("a page"))
}

/// A close-up with the glyphs in it, each with its radius.
struct CloseUp {
    picture: BodyPicture,
    glyphs: Vec<(Vec2, f32)>,
}

/// The close-ups of a page, told from views by their middles.
fn close_ups(sheet: &Sheet) -> Vec<CloseUp> {
    let mut found: Vec<CloseUp> = Vec::new();
    let mut inside = false;
    for item in &sheet.items {
        match item {
            Item::Picture(picture) => {
                inside = picture.centre_view_mm != Vec2::ZERO;
                if inside {
                    found.push(CloseUp { picture: picture.clone(), glyphs: Vec::new() });
                }
            }
            Item::Glyph { at, radius_mm, .. } if inside => {
                // The legend has glyphs too.
                if let Some(last) = found.last_mut().filter(|last| last.picture.rect.contains(*at)) {
                    last.glyphs.push((*at, *radius_mm));
                }
            }
            _ => {}
        }
    }
    found
}

fn texts(sheet: &Sheet) -> Vec<&TextItem> {
    sheet.items.iter().filter_map(|item| if let Item::Text(text) = item { Some(text) } else { None }).collect()
}

#[test]
fn glyphs_of_different_places_lie_apart_in_close_ups_and_stay_within() {
    let (report, sheet) = pages(&grids(2.5, 8));
    for (page, what) in [(&report.pages[1], "the page after the map"), (&sheet, "the page of a picture")] {
        let close_ups = close_ups(page);
        assert!((1..=6).contains(&close_ups.len()), "{what} has {}", close_ups.len());
        for CloseUp { picture, glyphs } in &close_ups {
            assert!(glyphs.len() >= 20, "{what}: {} marks", glyphs.len());
            for (index, &(at, radius)) in glyphs.iter().enumerate() {
                let whole = picture.rect.shrunk(radius * 0.99);
                assert!(whole.contains(at), "{what}: a glyph at {at} leaves its picture");
                for &(other, _) in &glyphs[..index] {
                    let apart = at.distance(other) / radius;
                    assert!(apart > 1.7, "{what}: two glyphs lie {apart} radii from each other");
                }
            }
        }
    }
    let first = texts(&report.pages[0]);
    assert!(first.iter().any(|text| text.string == "1"), "the view tells which close-up shows a place");
    let captions = texts(&report.pages[1]).iter().filter(|text| text.string.starts_with("Close-up ")).count();
    assert_eq!(captions, close_ups(&report.pages[1]).len());
}

#[test]
fn words_of_close_ups_cover_nothing() {
    let (report, sheet) = pages(&grids(2.5, 8));
    for page in report.pages[..2].iter().chain([&sheet]) {
        let texts = texts(page);
        for (index, text) in texts.iter().enumerate() {
            for other in &texts[..index] {
                let covers = text.rect().shrunk(0.02).overlaps(&other.rect());
                assert!(!covers, "\"{}\" covers \"{}\"", text.string, other.string);
            }
        }
        for CloseUp { picture, glyphs } in close_ups(page) {
            let numbers = texts.iter().filter(|text| text.string.parse::<u32>().is_ok());
            for number in numbers.filter(|number| picture.rect.contains(number.at)) {
                let rect = number.rect();
                assert!(picture.rect.contains(rect.min) && picture.rect.contains(rect.max), "{}", number.string);
                for (at, radius) in &glyphs {
                    let body = mesomap::scene::sheet::Rect::new(*at, *at).shrunk(-radius * 0.9);
                    assert!(!body.overlaps(&rect), "the number {} lies on a mark", number.string);
                }
            }
        }
    }
}

#[test]
fn marks_that_can_be_read_need_no_close_up() {
    let (report, sheet) = pages(&grids(9.0, 3));
    assert!(report.pages.iter().chain([&sheet]).all(|page| close_ups(page).is_empty()));
}
