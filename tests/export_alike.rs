//! The same page as PNG, SVG and PDF: rendered by other programs, where they are there, all look the same within a small tolerance.

#![allow(
    clippy::cast_precision_loss,
    clippy::print_stderr,
    reason = "small pictures, and a test that says what it skips"
)]

#[path = "scene_support/mod.rs"]
mod support;

use std::path::Path;
use std::process::Command;

use image::RgbImage;
use mesomap::atlas::guides::{GuideKind, GuideSet};
use mesomap::atlas::{BodyKind, View, view};
use mesomap::export::{Fineness, pdf, png, svg};
use mesomap::scene::sheet::{Sheet, SheetSpec};
use mesomap::scene::{Beside, Content, Report};
use mesomap::text::Texts;

const DPI: u32 = 100;

fn page() -> Sheet {
    let (techniques, texts, session) = (support::techniques(), Texts::english(), support::face(2));
    let ids = ["face-front", "face-left-profile"];
    let chosen: Vec<&'static View> = ids.iter().filter_map(|id| view(BodyKind::AdultFemale, id)).collect();
    let content = Content { session: &session, beside: Beside::Nothing, techniques: &techniques };
    let spec = SheetSpec {
        course: "Facial rejuvenation",
        regions: true,
        region_names: true,
        guides: GuideSet::from(vec![GuideKind::Midline, GuideKind::Thirds]),
        ..support::plain(content, &chosen, &texts)
    };
    Sheet::layout(&spec).expect("a page")
}

/// What a program draws of a file; nothing, and said, where this machine doesn't have the program.
fn drawn(program: &str, arguments: &[&str], folder: &Path, made: &str) -> Option<RgbImage> {
    let Ok(ran) = Command::new(program).args(arguments).current_dir(folder).output() else {
        eprintln!("skipped: there is no {program} here");
        return None;
    };
    assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stderr));
    Some(image::open(folder.join(made)).expect("a picture").to_rgb8())
}

/// The mean difference of two pictures, and the share of 4 by 4 pixels whose means differ by more than 48 of 255.
fn difference(one: &RgbImage, other: &RgbImage) -> (f64, f64) {
    assert!(one.width().abs_diff(other.width()) <= 1 && one.height().abs_diff(other.height()) <= 1);
    let (columns, rows) = (one.width().min(other.width()) / 4, one.height().min(other.height()) / 4);
    let mean = |picture: &RgbImage, column: u32, row: u32| {
        let pixels = (0..16).map(|at| picture.get_pixel(column * 4 + at % 4, row * 4 + at / 4));
        pixels.map(|pixel| pixel.0.iter().map(|part| f64::from(*part)).sum::<f64>() / 3.0).sum::<f64>() / 16.0
    };
    let (mut sum, mut far) = (0.0, 0.0);
    for (column, row) in (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row))) {
        let differs = (mean(one, column, row) - mean(other, column, row)).abs();
        sum += differs;
        far += if differs > 48.0 { 1.0 } else { 0.0 };
    }
    let blocks = f64::from(columns * rows);
    (sum / blocks, far / blocks)
}

fn assert_alike((what, most): (&str, f64), one: &RgbImage, other: &RgbImage) {
    let (mean, far) = difference(one, other);
    eprintln!("{what}: mean {mean:.3}, far {far:.5}");
    assert!(mean < most && far < 0.002, "{what}: mean {mean}, {far} of it far off");
}

#[test]
fn svg_and_pdf_look_as_the_png() {
    let (page, folder) = (page(), tempfile::tempdir().expect("a folder"));
    let picture = image::load_from_memory(&png(&page, DPI).expect("a picture")).expect("a picture").to_rgb8();
    std::fs::write(folder.path().join("page.svg"), svg(&page).expect("a drawing")).expect("room");
    let report = Report {
        title: page.title.clone(),
        language: "en".to_owned(),
        attached: Vec::new(),
        dated: "2026-09-07T10:30:00+02:00".parse().expect("a moment"),
        pages: vec![page],
    };
    std::fs::write(folder.path().join("page.pdf"), pdf(&report, Fineness::Usual).expect("a document")).expect("room");
    let dpi = DPI.to_string();
    let words = ["-d", &dpi, "-p", &dpi, "-o", "svg.png", "page.svg"];
    if let Some(drawn) = drawn("rsvg-convert", &words, folder.path(), "svg.png") {
        assert_alike(("SVG", 1.0), &picture, &drawn);
    }
    let words = ["-r", &dpi, "-png", "-singlefile", "page.pdf", "pdf"];
    if let Some(drawn) = drawn("pdftoppm", &words, folder.path(), "pdf.png") {
        // The body is a JPEG of another resolution there.
        assert_alike(("PDF", 2.5), &picture, &drawn);
    }
    // A page that lacks its marks is found.
    let blank = RgbImage::from_pixel(picture.width(), picture.height(), image::Rgb([255; 3]));
    assert!(difference(&picture, &blank).1 > 0.05);
}
