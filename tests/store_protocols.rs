//! The clinic's own protocols: saved by revision, read back, never taken for a patient; hostile files are refused.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod store_support;

use std::collections::{BTreeMap, BTreeSet};

use mesomap::atlas::landmarks::landmark;
use mesomap::atlas::regions::{Patch, RegionTree, Side};
use mesomap::atlas::{Body, BodyKind, SurfacePoint};
use mesomap::chart::{
    Angle, Cocktail, Edit, Ground, Laying, Length, Letter, MarkId, Origin, Over, Patient, Placing, Protocol, Reference,
    Session, ShapeKind, Site, steps_of,
};
use mesomap::geom::Vec3;
use mesomap::pattern::Pattern;
use mesomap::store::{Library, check, newest_protocols, shipped_protocols, techniques};

use store_support::note;

fn empty(kind: BodyKind) -> Session {
    Session::new("protocol".to_owned(), (*store_support::session().details).clone(), kind)
}

fn lay(protocol: &Protocol, session: &Session) -> Session {
    let letters: BTreeMap<Letter, Letter> = protocol.letters().into_iter().map(|letter| (letter, letter)).collect();
    protocol.laid(session, &letters, techniques()).unwrap().edit.apply(session).unwrap()
}

fn all(session: &Session) -> BTreeSet<MarkId> {
    session.marks.iter().map(|mark| mark.id).collect()
}

fn named(name: &str, session: &Session) -> Protocol {
    let (steps, left_out) = steps_of(session, &all(session));
    assert_eq!(left_out, 0);
    let reference = Reference { id: String::new(), revision: 1 };
    Protocol {
        reference,
        names: BTreeMap::from([("en".to_owned(), name.to_owned())]),
        source: "Clinic".to_owned(),
        steps,
    }
}

fn places(session: &Session) -> BTreeSet<[i32; 3]> {
    session.marks.iter().map(|mark| mark.site().hundredths()).collect()
}

#[test]
fn marks_saved_as_a_protocol_lie_where_they_lay_and_at_the_same_anatomy_of_the_other_body() {
    for id in ["preempt", "cervical", "periorbital", "sciatic-course"] {
        let shipped = shipped_protocols().iter().find(|protocol| protocol.reference.id == id).unwrap();
        let first = lay(shipped, &empty(BodyKind::AdultFemale));
        let own = named(id, &first);
        let again = lay(&own, &empty(BodyKind::AdultFemale));
        assert_eq!(places(&again), places(&first), "{id}");
        let deposits = |session: &Session| -> BTreeSet<String> {
            session.marks.iter().map(|mark| format!("{:?} {:?}", mark.site().hundredths(), mark.deposit)).collect()
        };
        assert_eq!(deposits(&again), deposits(&first), "{id}");
        let is_points = own.steps.iter().all(|step| matches!(step.over, Over::Points(_)));
        let other = lay(&own, &empty(BodyKind::AdultMale));
        if is_points {
            let loci = |session: &Session| -> Vec<_> { session.marks.iter().map(|mark| mark.site().locus()).collect() };
            let elsewhere = loci(&other).iter().zip(&loci(&again)).filter(|(a, b)| a != b).count();
            assert!(elsewhere <= 4, "{id}: {elsewhere} lie beyond a border that was drawn for each body");
        } else {
            assert!(other.groups.iter().all(|group| group.origin.laying().is_some()), "{id}: fields are laid anew");
        }
    }
}

#[test]
fn a_field_that_was_changed_by_hand_is_kept_spot_by_spot() {
    let cervical = shipped_protocols().iter().find(|protocol| protocol.reference.id == "cervical").unwrap();
    let laid = lay(cervical, &empty(BodyKind::AdultFemale));
    assert!(matches!(named("x", &laid).steps[0].over, Over::Field { .. }));
    let less = Edit::Remove([laid.marks[0].id].into()).apply(&laid).unwrap();
    let own = named("x", &less);
    assert!(matches!(own.steps[0].over, Over::Points(_)));
    assert_eq!(places(&lay(&own, &empty(BodyKind::AdultFemale))), places(&less));
}

#[test]
fn a_field_that_a_protocol_cannot_tell_is_kept_spot_by_spot() {
    let session = empty(BodyKind::AdultFemale);
    let region = RegionTree::get().find("umbilical").unwrap();
    let ground = Ground::Regions([Patch { region, side: Side::Midline }].into());
    let toward = Some(Angle::nearest_degrees(30.0));
    for (pattern, toward) in [(Pattern::Rows, None), (Pattern::Square, toward)] {
        let placing = Placing { toward, ..Placing::default() };
        let (spacing, ground) = (Length::nearest_mm(20.0), ground.clone());
        let laying = Laying { ground, mirrored: false, pattern, spacing, placing, protocol: None };
        let body = Body::get(session.body);
        let field = laying.field(body, session.scale()).unwrap();
        let mark = |&place: &SurfacePoint| store_support::deposit().mark_at(Site::on(body, place));
        let marks = field.places.iter().map(mark).collect();
        let laid = Edit::Lay(None, Origin::Field(laying), marks).apply(&session).unwrap();
        let own = named("x", &laid);
        assert!(matches!(own.steps[0].over, Over::Points(_)), "{pattern:?}");
        assert_eq!(places(&lay(&own, &session)), places(&laid));
    }
}

#[test]
fn a_field_on_the_other_side_has_its_anchor_and_direction_there() {
    let body = Body::get(BodyKind::AdultFemale);
    let zygion = landmark(body, "zygion", Side::Left).unwrap().point;
    let placing = Placing {
        margin: Length::nearest_mm(2.0),
        anchor: Some(Site::on(body, zygion)),
        toward: Some(Angle::nearest_degrees(20.0)),
    };
    let ground = Ground::Regions([Patch { region: RegionTree::get().find("malar").unwrap(), side: Side::Left }].into());
    let spacing = Length::nearest_mm(6.0);
    let left = Laying { ground, mirrored: false, pattern: Pattern::Rows, spacing, placing, protocol: None };
    let Origin::Field(right) = Origin::Field(left.clone()).mirrored(body) else { panic!("a field") };
    assert_eq!(right.placing.toward, Some(Angle::nearest_degrees(160.0)));
    let spots = |laying: &Laying, flip: f32| -> Vec<Vec3> {
        let places = laying.field(body, empty(BodyKind::AdultFemale).scale()).unwrap().places;
        places.iter().map(|&place| body.surface.position_mm(place) * Vec3::new(flip, 1.0, 1.0)).collect()
    };
    let (left, right) = (spots(&left, 1.0), spots(&right, -1.0));
    // Each was laid over samples of its own side: at the edge a place may be in on one side and out on the other.
    let alone = |mm: &&Vec3| right.iter().all(|other| other.distance(**mm) > 0.3);
    assert!(left.len().abs_diff(right.len()) <= 2 && left.iter().filter(alone).count() <= 3, "{left:?} {right:?}");
}

#[test]
fn each_save_is_a_state_of_its_own_and_nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::create(folder.path(), "Clinic", &note()).unwrap();
    assert!(library.protocols().unwrap().is_empty());
    let session = lay(&shipped_protocols()[0], &empty(BodyKind::AdultFemale));
    let first = library.add_protocol(&named("My face", &session), "id-1", &note()).unwrap();
    let second = library.add_protocol(&named("My face", &session), "id-2", &note()).unwrap();
    let other = library.add_protocol(&named("My neck", &session), "id-3", &note()).unwrap();
    let reference = |id: &str, revision| Reference { id: id.to_owned(), revision };
    assert_eq!(first.reference, reference("id-1", 1));
    assert_eq!(second.reference, reference("id-1", 2));
    assert_eq!(other.reference, reference("id-3", 1));
    let own = library.protocols().unwrap();
    assert_eq!(own.len(), 2, "each as it is now");
    let read: Vec<&Protocol> = own.iter().map(|entry| entry.protocol.as_ref().unwrap()).collect();
    assert!([&second, &other].iter().all(|written| read.contains(written)), "what was written is read back");
    let files = store_support::names(&folder.path().join("clinic/protocols/my-face.record"));
    assert_eq!(files, ["1.ron", "2.ron"], "what it was stays");
    assert!(check(library.root()).is_empty(), "{:?}", check(library.root()));
    let newest = newest_protocols(&own);
    assert_eq!(newest.len(), shipped_protocols().len() + 2);
    assert!(newest.contains(&second) && !newest.contains(&first));
}

#[test]
fn the_clinics_folder_is_no_patient_and_a_patient_of_that_name_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::create(folder.path(), "Clinic", &note()).unwrap();
    let session = lay(&shipped_protocols()[3], &empty(BodyKind::AdultFemale));
    library.add_protocol(&named("Hands", &session), "id-1", &note()).unwrap();
    assert!(library.patients().unwrap().is_empty());
    assert!(mesomap::store::sessions_below(library.root()).is_empty());
    assert!(check(library.root()).is_empty(), "{:?}", check(library.root()));
    let patient = Patient { id: "p".to_owned(), name: "Clinic".to_owned(), ..Patient::default() };
    let patients = library.create_patient(&patient, &note()).unwrap();
    assert_eq!(patients.name(), "clinic-patient");
    assert_eq!(library.patients().unwrap().len(), 1);
}

#[test]
fn nothing_is_written_among_the_courses_of_a_patient_in_a_folder_of_that_name() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::create(folder.path(), "Clinic", &note()).unwrap();
    let patient = Patient { id: "p".to_owned(), name: "Anna".to_owned(), ..Patient::default() };
    // As it may have come from elsewhere.
    std::fs::rename(library.create_patient(&patient, &note()).unwrap().shown(), folder.path().join("clinic")).unwrap();
    assert_eq!(library.patients().unwrap().len(), 1);
    let session = store_support::session();
    assert!(library.add_protocol(&named("Mine", &session), "id-1", &note()).is_err());
    assert!(library.learn(&session.cocktails[0], &note()).is_err());
    assert_eq!(std::fs::read_dir(folder.path().join("clinic")).unwrap().count(), 1);
}

#[test]
fn broken_protocols_are_told_and_the_others_stay() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::create(folder.path(), "Clinic", &note()).unwrap();
    let session = lay(&shipped_protocols()[11], &empty(BodyKind::AdultFemale));
    library.add_protocol(&named("One", &session), "id-1", &note()).unwrap();
    let broken = folder.path().join("clinic/protocols/broken.record");
    std::fs::create_dir(&broken).unwrap();
    assert_eq!(library.protocols().unwrap().len(), 1, "a folder in which nothing was ever saved is no protocol");
    std::fs::write(broken.join("1.ron"), "(schema: \"mesomap/protocol/1\", id: ").unwrap();
    let own = library.protocols().unwrap();
    assert_eq!(own.iter().filter(|entry| entry.protocol.is_ok()).count(), 1);
    assert_eq!(check(library.root()).len(), 1);
    assert_eq!(newest_protocols(&own).len(), shipped_protocols().len() + 1);
}

#[test]
fn hostile_protocols_are_refused_where_they_are_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::create(folder.path(), "Clinic", &note()).unwrap();
    let good = include_str!("../assets/protocols/preempt.ron");
    let cases = [
        ("\"glabella\"", "\"navel\"", "landmark"),
        ("revision: 1", "revision: 0", "range"),
        ("names: {", "names_: {", "names_"),
        ("lateral_mm: 10.0", "lateral_mm: 1e9", "3000"),
        ("lateral_mm: 10.0", "lateral_mm: 0.01", "0.1"),
        ("part: 0.5", "part: 1.5", "1"),
        ("dose: Iu(5.0)", "dose: Iu(-5.0)", "-5"),
        ("dose: Iu(5.0)", "dose: Iu(inf)", ""),
        ("mesomap/protocol/1", "mesomap/session/6", "protocol"),
        ("mesomap/protocol/1", "mesomap/protocol/9", "9"),
        ("technique:", "tecnique:", "tecnique"),
    ];
    std::fs::create_dir_all(folder.path().join("clinic/protocols/case.record")).unwrap();
    let file = folder.path().join("clinic/protocols/case.record/1.ron");
    for (from, to, _told) in cases {
        assert!(good.contains(from), "{from}");
        std::fs::write(&file, good.replacen(from, to, 1)).unwrap();
        let read = library.protocols().unwrap().remove(0).protocol;
        if to.ends_with("/9\"") || to.contains("protocol/9") {
            continue;
        }
        let error = read.unwrap_err();
        assert!(error.position().is_some(), "{to}: {error:?}");
    }
    std::fs::write(&file, good).unwrap();
    assert!(library.protocols().unwrap().remove(0).protocol.is_ok());
}

#[test]
fn lines_and_areas_are_said_to_be_left_out() {
    let session = store_support::session();
    let (steps, left_out) = steps_of(&session, &all(&session));
    let points = session.marks.iter().filter(|mark| mark.shape.kind() == ShapeKind::Point).count();
    assert_eq!(left_out, session.marks.len() - points);
    assert!(!steps.is_empty());
}

#[test]
fn a_formulary_is_kept_and_a_broken_one_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::create(folder.path(), "Clinic", &note()).unwrap();
    assert_eq!(library.formulary().unwrap(), mesomap::chart::Formulary::default());
    let cocktail = store_support::session().cocktails[0].clone();
    let learned = library.learn(&cocktail, &note()).unwrap();
    assert_eq!(library.formulary().unwrap(), learned);
    assert_eq!((learned.products.len(), learned.recipes.len()), (2, 1));
    assert!(check(library.root()).is_empty());
    let file = folder.path().join("clinic/formulary.record/1.ron");
    let good = std::fs::read_to_string(&file).unwrap();
    for (from, to) in
        [("volume_ml: 2.0", "volume_ml: -2.0"), ("id: \"", "id: \"\", x: \""), ("formulary/1", "formulary/2")]
    {
        let broken = good.replacen(from, to, 1);
        assert_ne!(broken, good, "{from}");
        std::fs::write(&file, &broken).unwrap();
        assert!(library.learn(&cocktail, &note()).is_err(), "{to}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), broken, "{to}");
    }
    std::fs::write(&file, &good).unwrap();
    library.learn(&Cocktail { name: "Another".to_owned(), ..cocktail.as_ref().clone() }, &note()).unwrap();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), good);
    assert_eq!(store_support::names(file.parent().unwrap()), ["1.ron", "2.ron"]);
}

#[test]
fn the_products_that_come_with_the_program_are_whole() {
    let known = mesomap::store::known_products();
    assert!(known.products.len() > 30 && known.recipes.is_empty());
    let ids: BTreeSet<&str> = known.products.iter().map(|product| product.id.as_str()).collect();
    assert_eq!(ids.len(), known.products.len());
    assert!(known.products.iter().all(|product| product.lots.is_empty() && !product.substance.is_empty()));
}
