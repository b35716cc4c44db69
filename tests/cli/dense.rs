//! Documents of sessions with many marks: small enough for systems that take small files only.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use mesomap::atlas::{Body, BodyKind, view};
use mesomap::chart::{Cocktail, Component, Deposit, Depth, Edit, Letter, Mark, Session, Site, TechniqueId};
use mesomap::geom::Vec2;
use mesomap::store::session_text;

use crate::clinic::{arguments, details, mesomap, ml};

/// A face with so many marks, in rows as far apart as that takes.
fn face(step_mm: f32, most: usize) -> Session {
    let body = Body::get(BodyKind::AdultFemale);
    let mut session = Session::new("dense".to_owned(), details("Dense", "2026-09-07T10:30:00+02:00"), body.kind);
    for letter in ['A', 'B'] {
        let component = Component {
            substance: format!("Substance {letter}"),
            volume: ml(20.0),
            manufacturer: "A maker".to_owned(),
            lot: format!("LOT-{letter}-77"),
            ..Component::default()
        };
        session.cocktails.push(Arc::new(Cocktail {
            letter: Letter::new(letter).unwrap(),
            name: format!("Mixture {letter}"),
            components: vec![component],
            prepared: ml(20.0),
            discarded: None,
        }));
    }
    let front = view(body.kind, "face-front").unwrap();
    let mark = |at_mm: Vec2| {
        let site = Site::on(body, body.skin_seen(&front.camera, at_mm)?);
        let deposit = Deposit {
            technique: TechniqueId::new(if at_mm.y > 20.0 { "nappage_superficial" } else { "nappage_deep" }),
            depth: Depth::from_mm(2.0).unwrap(),
            cocktail: Letter::new(if at_mm.y > 20.0 { 'A' } else { 'B' }),
            volume: Some(ml(0.02)),
        };
        Some(deposit.mark_at(site))
    };
    let steps = || (0..200_u8).map(|step| f32::from(step) * step_mm);
    let places = steps().flat_map(|down| steps().map(move |right| Vec2::new(right - 55.0, 75.0 - down)));
    let inside = places.filter(|at| at.x.abs() < 55.0 && at.y > -75.0);
    let marks: Vec<Mark> = inside.filter_map(mark).take(most).collect();
    assert_eq!(marks.len(), most);
    Edit::Place(marks).apply(&session).unwrap()
}

const FOUR_VIEWS: &str = "face-front,face-left-profile,face-right-profile,face-left-oblique";

/// What stands in the packed objects of a document.
fn unpacked(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut rest = bytes;
    let find = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).position(|window| window == word);
    while let Some(at) = find(rest, b"/Type/ObjStm") {
        rest = &rest[at..];
        rest = &rest[find(rest, b"stream\n").unwrap() + 7..];
        let mut inside = Vec::new();
        flate2::read::ZlibDecoder::new(rest).read_to_end(&mut inside).unwrap();
        text += &String::from_utf8_lossy(&inside);
    }
    text
}

fn written(session: &Session, folder: &Path, more: &[&str]) -> Vec<u8> {
    let file = folder.join("dense.ron");
    fs::write(&file, session_text(session).unwrap()).unwrap();
    let output = folder.join("dense.pdf");
    let words = [&["export", "--force", "--view", FOUR_VIEWS], more, &["-o"]].concat();
    let ran = mesomap(arguments(&words, &[&output, &file]));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    fs::read(&output).unwrap()
}

#[test]
fn four_views_of_five_hundred_marks_fit_what_record_systems_take() {
    let folder = tempfile::tempdir().unwrap();
    let session = face(5.0, 500);
    let usual = written(&session, folder.path(), &[]);
    assert!(usual.len() <= 400_000, "{} bytes", usual.len());
    let small = written(&session, folder.path(), &["--small"]);
    assert!(small.len() <= 200_000, "{} bytes of {}", small.len(), usual.len());
    let inside = unpacked(&small);
    assert!(inside.matches("/StructElem").count() > 3000, "every cell has its tag");
    assert!(!inside.contains("LOT-A-77") && inside.contains("/Catalog"), "lots are in the pages alone");
}
