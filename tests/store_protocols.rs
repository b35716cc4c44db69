//! The clinic's own protocols: saved by revision, read back, never taken for a patient; hostile files are refused.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod store_support;

use std::collections::{BTreeMap, BTreeSet};

use mesomap::atlas::landmarks::landmark;
use mesomap::atlas::regions::{Patch, RegionTree, Side};
use mesomap::atlas::{Body, BodyKind, SurfacePoint};
use mesomap::chart::{
    Angle, Cocktail, Edit, Ground, Laying, Length, Letter, MarkId, Origin, Over, Patient, Placing, Protocol, Reference,
    Session, ShapeKind, Site, Step, steps_of,
};
use mesomap::geom::Vec3;
use mesomap::pattern::Pattern;
use mesomap::store::{Kept, Library, check, newest_protocols, shipped_protocols, techniques};

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

/// A session with one field over the malar cheek at the left.
fn with_field(pattern: Pattern, placing: Placing) -> (Laying, Session) {
    let session = empty(BodyKind::AdultFemale);
    let ground = Ground::Regions([Patch { region: RegionTree::get().find("malar").unwrap(), side: Side::Left }].into());
    let laying = Laying { ground, mirrored: false, pattern, spacing: Length::nearest_mm(6.0), placing, protocol: None };
    let body = Body::get(session.body);
    let field = laying.field(body, session.scale()).unwrap();
    let mark = |&place: &SurfacePoint| store_support::deposit().mark_at(Site::on(body, place));
    let marks: Vec<_> = field.places.iter().map(mark).collect();
    assert!(marks.len() > 5, "{pattern:?}");
    let laid = Edit::Lay(None, Origin::Field(laying.clone()), marks).apply(&session).unwrap();
    (laying, laid)
}

/// A margin, an anchor and a direction.
fn all_told() -> Placing {
    let body = Body::get(BodyKind::AdultFemale);
    let zygion = landmark(body, "zygion", Side::Left).unwrap().point;
    Placing {
        margin: Length::nearest_mm(2.0),
        anchor: Some(Site::on(body, zygion)),
        toward: Some(Angle::nearest_degrees(20.0)),
    }
}

#[test]
fn every_pattern_stays_a_field_through_the_file_and_on_the_other_body() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::create(folder.path(), "Clinic", &note()).unwrap();
    let patterns = [
        Pattern::Hexagonal,
        Pattern::Square,
        Pattern::Rows,
        Pattern::Herringbone,
        Pattern::Concentric,
        Pattern::EvenRandom { seed: 7 },
    ];
    for (at, (pattern, placing)) in
        patterns.into_iter().flat_map(|pattern| [Placing::default(), all_told()].map(|it| (pattern, it))).enumerate()
    {
        let (laying, laid) = with_field(pattern, placing);
        let own = named(&format!("Field {at}"), &laid);
        assert!(matches!(own.steps[..], [Step { over: Over::Field { .. }, .. }]), "{pattern:?}");
        let written = library.add_protocol(&own, &format!("id-{at}"), &note()).unwrap();
        let read = library.protocols().unwrap().into_iter().filter_map(|entry| entry.protocol.ok());
        let read = read.into_iter().find(|protocol| protocol.reference == written.reference).unwrap();
        assert_eq!(read, *written, "{pattern:?}");
        let again = lay(&read, &empty(BodyKind::AdultFemale));
        assert_eq!(places(&again), places(&laid), "{pattern:?}");
        let laid_by = |session: &Session| session.groups[0].origin.laying().unwrap().clone();
        assert_eq!(laid_by(&again), Laying { protocol: Some(read.reference.clone()), ..laying.clone() });
        let other = laid_by(&lay(&read, &empty(BodyKind::AdultMale)));
        assert_eq!((other.pattern, other.spacing, other.placing.margin), (pattern, laying.spacing, placing.margin));
        assert_eq!(other.placing.toward, placing.toward);
        let locus = |laying: &Laying| laying.placing.anchor.map(|site| site.locus());
        assert_eq!(locus(&other), locus(&laying), "the anchor is the same anatomy");
    }
    assert!(check(library.root()).is_empty(), "{:?}", check(library.root()));
}

#[test]
fn what_version_2_brought_is_strict_and_unknown_to_version_1() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::create(folder.path(), "Clinic", &note()).unwrap();
    let (_, laid) = with_field(Pattern::Rows, all_told());
    library.add_protocol(&named("Rows", &laid), "id-1", &note()).unwrap();
    let file = folder.path().join("clinic/protocols/rows.record/1.ron");
    let good = std::fs::read_to_string(&file).unwrap();
    assert!(good.contains("mesomap/protocol/3"));
    let anchor = &good[good.find("anchor: On(").unwrap()..];
    let anchor = anchor[..=anchor.find("))").unwrap() + 1].to_owned();
    let hostile = [
        ("pattern: Rows", "pattern: Spiral"),
        ("margin_mm: 2.0", "margin_mm: -2.0"),
        ("margin_mm: 2.0", "margin_mm: 2e9"),
        ("margin_mm: 2.0", "margin_mm: NaN"),
        ("margin_mm: 2.0", "margin: 2.0"),
        ("toward_degrees: 20.0", "toward_degrees: inf"),
        ("toward_degrees: 20.0", "toward_degrees: 1e300"),
        (anchor.as_str(), "anchor: On(\"adult-female\", (0.0, 0.0, 2900.0))"),
        (anchor.as_str(), "anchor: On(\"adult-nobody\", (0.0, 0.0, 1500.0))"),
        (anchor.as_str(), "anchor: From(landmark: \"navel\")"),
        (anchor.as_str(), "anchor: (0.0, 0.0, 1500.0)"),
        ("mesomap/protocol/3", "mesomap/protocol/1"),
    ];
    for (from, to) in hostile {
        let text = good.replacen(from, to, 1);
        assert_ne!(text, good, "{from}");
        std::fs::write(&file, text).unwrap();
        let error = library.protocols().unwrap().remove(0).protocol.unwrap_err();
        assert!(error.position().is_some(), "{to}: {error:?}");
    }
    // An anchor told by a landmark is found on either body.
    std::fs::write(&file, good.replacen(&anchor, "anchor: From(landmark: \"zygion\", lateral_mm: -2.0)", 1)).unwrap();
    let told = library.protocols().unwrap().remove(0).protocol.unwrap();
    for body in BodyKind::ALL {
        assert!(lay(&told, &empty(body)).groups[0].origin.laying().unwrap().placing.anchor.is_some());
    }
}

#[test]
fn a_field_on_the_other_side_has_its_anchor_and_direction_there() {
    let (body, placing) = (Body::get(BodyKind::AdultFemale), all_told());
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
    let alone = |mm: &&Vec3| right.iter().all(|other| other.distance(**mm) > 0.6);
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
    assert!([&*second, &*other].iter().all(|written| read.contains(written)), "what was written is read back");
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
    let anna = library.create_patient(&patient, &note()).unwrap().shown();
    std::fs::remove_dir_all(folder.path().join("clinic")).unwrap();
    std::fs::rename(anna, folder.path().join("clinic")).unwrap();
    assert_eq!(library.patients().unwrap().len(), 1);
    let session = store_support::session();
    assert!(library.add_protocol(&named("Mine", &session), "id-1", &note()).is_err());
    assert!(library.learn(&session.cocktails[0], &note()).is_err());
    // Nor does the ledger begin there: that is told.
    let added = library.create_patient(&Patient { id: "q".to_owned(), ..patient }, &note()).unwrap();
    assert_eq!(added.kept, Kept::Unlogged);
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
    assert_eq!(library.formulary().unwrap(), *learned);
    assert_eq!((learned.products.len(), learned.recipes.len()), (2, 1));
    assert!(check(library.root()).is_empty());
    let file = folder.path().join("clinic/formulary.record/1.ron");
    let good = std::fs::read_to_string(&file).unwrap();
    for (from, to) in
        [("volume_ml: 2.0", "volume_ml: -2.0"), ("id: \"", "id: \"\", x: \""), ("formulary/3", "formulary/9")]
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

/// A formulary of which every field is used.
fn whole_formulary() -> String {
    "(
    schema: \"mesomap/formulary/3\",
    products: [
        (id: \"lidocaine\", substance: \"Lidocaine\", concentration: (1.0, \"%\"), manufacturer: \"Maker\", form: \"ampoule\", \
     lots: [(number: \"L1\", opened: \"2026-10-01\", expiry: \"2027-01-31\", stock_ml: 20.0, used_up: \"2026-11-02\"), (number: \"L2\")], \
     hidden: true),
        (id: \"biotin\", substance: \"Biotin\"),
    ],
    recipes: [
        (name: \"Glow\", parts: [(product: \"biotin\", volume_ml: 1.5)], hidden: true),
    ],
)
"
    .to_owned()
}

#[test]
fn a_formulary_changed_by_hand_keeps_every_field_and_version_one_is_still_read() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::create(folder.path(), "Clinic", &note()).unwrap();
    let file = folder.path().join("clinic/formulary.ron");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, whole_formulary()).unwrap();
    let read = library.formulary().unwrap();
    let glow = || mesomap::chart::Entry::Recipe("Glow".to_owned());
    // What version 1 can't have said is refused; what it can is read, and written as version 2.
    let old = whole_formulary().replace("formulary/3", "formulary/1");
    for left in [", hidden: true", ", used_up: \"2026-11-02\""] {
        std::fs::write(&file, old.replace(left, "")).unwrap();
        let why = library.formulary().unwrap_err().to_string();
        assert!(why.contains(if left.contains("used") { "hidden" } else { "used_up" }), "{why}");
    }
    std::fs::write(&file, old.replace(", hidden: true", "").replace(", used_up: \"2026-11-02\"", "")).unwrap();
    assert_eq!(library.formulary().unwrap().products[0].lots.len(), 2);
    std::fs::write(&file, whole_formulary()).unwrap();
    let offered = library.change_formulary(&mesomap::chart::FormularyEdit::Offer(glow()), &note()).unwrap();
    assert!(!offered.recipes[0].hidden && offered.products == read.products);
    library.change_formulary(&mesomap::chart::FormularyEdit::Hide(glow()), &note()).unwrap();
    assert_eq!(library.formulary().unwrap(), read);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), whole_formulary(), "the old file stays");
    let record = folder.path().join("clinic/formulary.record");
    assert_eq!(store_support::names(&record), ["1.ron", "2.ron"]);
    let newest = std::fs::read_to_string(record.join("2.ron")).unwrap();
    let is_of_revision = |line: &&str| line.trim_start().starts_with("revision:") || line.starts_with("// sha256");
    let text: Vec<&str> = newest.lines().filter(|line| !is_of_revision(line)).collect();
    assert_eq!(text.join("\n") + "\n", whole_formulary());
}

#[test]
fn the_products_that_come_with_the_program_are_whole() {
    let known = mesomap::store::known_products();
    assert!(known.products.len() > 30 && known.recipes.is_empty());
    let ids: BTreeSet<&str> = known.products.iter().map(|product| product.id.as_str()).collect();
    assert_eq!(ids.len(), known.products.len());
    assert!(known.products.iter().all(|product| product.lots.is_empty() && !product.substance.is_empty()));
}
