//! Pages made from the command line.

use std::fs;

use crate::clinic::{Clinic, arguments, mesomap};

/// The `pHYs` chunk of a PNG: pixels a metre along x and y.
fn pixels_per_metre(png: &[u8]) -> [u32; 2] {
    let at = png.windows(4).position(|chunk| chunk == b"pHYs").unwrap();
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!(png[at + 12], 1, "the unit is the metre");
    [number(at + 4), number(at + 8)]
}

/// Width and height in pixels, from `IHDR`.
fn size_px(png: &[u8]) -> [u32; 2] {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    [16, 20].map(|at| u32::from_be_bytes(png[at..at + 4].try_into().unwrap()))
}

#[test]
fn a_page_is_exported_at_its_physical_size() {
    let clinic = Clinic::new();
    let output = clinic.path("page.png");
    let words = ["export", "--view", "face-front,face-left-profile", "--dpi", "72", "--size", "150x200", "-o"];
    let ran = mesomap(arguments(&words, &[&output, &clinic.second]));
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    let png = fs::read(&output).unwrap();
    assert_eq!(size_px(&png), [425, 567]);
    assert_eq!(pixels_per_metre(&png), [2835, 2835]);
    assert!(!png.windows(7).any(|bytes| bytes == b"Quarles"), "no patient's name in the file");

    let again = mesomap(arguments(&words, &[&output, &clinic.first]));
    assert_eq!(again.status, 3);
    assert!(again.err.contains("--force"), "{}", again.err);
    assert_eq!(fs::read(&output).unwrap(), png, "the file is left as it was");

    let forced = [&words[..1], &["--force", "--patient-name"], &words[1..]].concat();
    let ran = mesomap(arguments(&forced, &[&output, &clinic.second]));
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_ne!(fs::read(&output).unwrap(), png, "the name is on the page");
}

#[test]
fn the_same_page_has_the_same_bytes() {
    let clinic = Clinic::new();
    let pages = ["a.png", "b.png"].map(|name| {
        let output = clinic.path(name);
        let words = ["export", "--view", "face-front", "--dpi", "50", "--paper", "a5", "--regions", "-o"];
        assert_eq!(mesomap(arguments(&words, &[&output, &clinic.second])).status, 0);
        fs::read(output).unwrap()
    });
    assert_eq!(pages[0], pages[1]);
}

#[test]
fn a_comparison_is_drawn_by_either_command() {
    let clinic = Clinic::new();
    let [by_export, by_compare] = ["export.png", "compare.png"].map(|name| clinic.path(name));
    let common = ["--view", "face-front", "--dpi", "50", "-o"];
    let mut words = arguments(&["export", "--compare"], &[&clinic.first]);
    words.extend(arguments(&common, &[&by_export, &clinic.second]));
    let ran = mesomap(words);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let mut words = arguments(&["compare"], &[&clinic.first, &clinic.second]);
    words.extend(arguments(&common, &[&by_compare]));
    let ran = mesomap(words);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("Total"));
    assert_eq!(fs::read(by_export).unwrap(), fs::read(by_compare).unwrap());
}

#[test]
fn what_cannot_be_exported_is_told_and_leaves_no_file() {
    let clinic = Clinic::new();
    let output = clinic.path("page.png");
    let wrong: [(&[&str], &str); 7] = [
        (&["--view", "elbow"], "face-front"),
        (&["--view", "face-front", "--dpi", "0"], "36"),
        (&["--view", "face-front", "--dpi", "100000"], "1200"),
        (&["--view", "face-front", "--size", "huge"], "200x150"),
        (&["--view", "face-front", "--size", "1x1"], "mm"),
        (&["--view", "face-front", "--size", "NaNxNaN"], "mm"),
        (&["--view", "face-front", "--size", "1200x1200", "--dpi", "1200"], "--dpi"),
    ];
    for (words, part) in wrong {
        let mut all = arguments(&["export", "-o"], &[&output, &clinic.second]);
        all.extend(arguments(words, &[]));
        let ran = mesomap(all);
        assert_eq!(ran.status, 2, "{words:?}: {}", ran.err);
        assert!(ran.err.contains(part), "{}", ran.err);
        assert!(!output.exists());
    }
    let nowhere = clinic.path("no/such/folder/page.png");
    let ran = mesomap(arguments(&["export", "--view", "face-front", "--dpi", "50", "-o"], &[&nowhere, &clinic.second]));
    assert_eq!(ran.status, 3);
    assert!(ran.err.contains("page.png"), "{}", ran.err);
    let loose = clinic.path("loose.ron");
    fs::copy(&clinic.first, &loose).unwrap();
    let words = ["export", "--patient-name", "--view", "face-front", "--dpi", "50", "-o"];
    assert_eq!(mesomap(arguments(&words, &[&output, &loose])).status, 3);
}

#[test]
fn characters_that_no_font_has_are_told_and_written_only_if_allowed() {
    let clinic = Clinic::new();
    let output = clinic.path("page.png");
    // A character for private use, which no system's font draws.
    let words = ["export", "--view", "face-front", "--dpi", "50", "--title", "Ada \u{10f6d5}", "-o"];
    let refused = mesomap(arguments(&words, &[&output, &clinic.second]));
    assert_eq!(refused.status, 3, "{}", refused.err);
    assert!(refused.err.contains("U+10F6D5") && refused.err.contains("--allow-missing-characters"), "{}", refused.err);
    assert!(!output.exists());
    let allowed = [&words[..1], &["--allow-missing-characters"], &words[1..]].concat();
    let written = mesomap(arguments(&allowed, &[&output, &clinic.second]));
    assert_eq!(written.status, 0, "{}", written.err);
    assert!(written.err.contains("U+10F6D5"), "{}", written.err);
    assert!(output.exists());
}
