//! What several benches open: a session with many marks on the face, in a library of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use mesomap::app::{NoPicker, NoViewer, Services, Threads};
use mesomap::atlas::view::view;
use mesomap::atlas::{Body, BodyKind};
use mesomap::chart::{Course, Details, Edit, Patient, PatientSize, Session, Site};
use mesomap::geom::Vec2;
use mesomap::store::{Library, Note, Reason, techniques};

/// Spots spread over what the face's front view sees.
pub(crate) fn marks(count: usize) -> Vec<mesomap::chart::Mark> {
    let body = Body::get(BodyKind::AdultFemale);
    let face = view(BodyKind::AdultFemale, "face-front").unwrap();
    let technique = techniques().iter().next().unwrap();
    let settings = mesomap::chart::Deposit {
        technique: technique.id.clone(),
        depth: technique.default_depth.unwrap(),
        cocktail: None,
        volume: None,
    };
    // Halton's sequence spreads any number of spots evenly.
    let halton = |index: usize, base: usize| {
        let (mut value, mut share, mut rest) = (0.0_f32, 1.0, index);
        while rest > 0 {
            share /= base as f32;
            value += share * (rest % base) as f32;
            rest /= base;
        }
        value - 0.5
    };
    let spots = (1..).map(|index| Vec2::new(halton(index, 2) * face.width_mm, halton(index, 3) * face.height_mm));
    let sites = spots.filter_map(|spot| body.skin_seen(&face.camera, spot)).map(|point| Site::on(body, point));
    sites.take(count).map(|site| settings.mark_at(site)).collect()
}

/// No dialogs, and a clock that stands still.
pub(crate) fn services() -> Services {
    Services {
        picker: Arc::new(NoPicker),
        viewer: Arc::new(NoViewer),
        spool: std::env::temp_dir(),
        now: || "2026-11-02T10:30:00+01:00".parse().unwrap(),
        zone: jiff::tz::TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap(),
        random: |_| false,
        new_id: || uuid::Uuid::now_v7().to_string(),
        sample: None,
        workstation: None,
        is_a_page: false,
        threads: Threads::Own,
        told_to_end: || false,
    }
}

/// A save by nobody.
pub(crate) fn note() -> Note {
    Note::new(Reason::Save, (services().now)(), "")
}

/// A session's record with this many marks, in a library of its own.
pub(crate) fn session_file(folder: &Path, count: usize) -> PathBuf {
    session_file_of(folder, marks(count))
}

/// A session's record with these marks, in a library of its own.
pub(crate) fn session_file_of(folder: &Path, marks: Vec<mesomap::chart::Mark>) -> PathBuf {
    let library = Library::create(&folder.join("library"), "Benchmark", &note()).unwrap();
    let patient = library
        .create_patient(&Patient { id: "p".into(), name: "Nobody".into(), ..Patient::default() }, &note())
        .unwrap();
    let course = Course {
        id: "c".into(),
        title: "Course".into(),
        indication: String::new(),
        body: BodyKind::AdultFemale,
        planned_days: Vec::new(),
        notes: String::new(),
        voided: None,
    };
    let course = library.create_course(&patient, &course, &note()).unwrap();
    let started = (services().now)();
    let details = Details {
        title: "Session".into(),
        started,
        clinician: String::new(),
        notes: String::new(),
        size: PatientSize::default(),
        charting_s: None,
        voided: None,
    };
    let empty = Session::new("s".into(), details, BodyKind::AdultFemale);
    let session = Edit::Place(marks).apply(&empty).unwrap();
    library.create_session(&course, &session, &note()).unwrap().place().shown()
}
