//! What stands in the objects: patient, study, identifiers, pixels, documents, regions and sides.

use std::collections::BTreeSet;

use mesomap::atlas::{BodyKind, PatientSide, View, ViewSides, view, views};
use mesomap::chart::{Patient, Session, Sex};
use mesomap::export::dicom::{DicomSpec, Object, Study, dicom, dicom_file, read_dicom_file, study_uid};
use mesomap::export::{pdf, png};
use mesomap::scene::sheet::{Report, Sheet, SheetSpec, Told, Vouching};
use mesomap::scene::{Beside, Content, VoidAbove, patient_words};
use mesomap::text::Texts;

use crate::{bytes, parsed, support, text};

fn patient() -> Patient {
    Patient {
        id: "0199e7a2-1111-7000-8000-000000000001".to_owned(),
        name: "Müller-Invented, Zoë".to_owned(),
        reference: "0042".to_owned(),
        born: "1975-03-12".parse().ok(),
        sex: Sex::Female,
        ..Patient::default()
    }
}

const LEDGER: &str = "Ledger x, 7 entries, root abc";

fn told() -> Told {
    let vouching = Vouching { ledger: LEDGER.to_owned(), ..Vouching::default() };
    Told { vouching: Some(vouching), ..Told::default() }
}

/// How an export is made here, and what differs from one to the next.
struct Export<'a> {
    session: &'a Session,
    patient: &'a Patient,
    views: &'a [&'static View],
    random: u8,
    is_named: bool,
}

const DPI: u32 = 40;

fn made(export: &Export<'_>) -> Vec<Object> {
    let (techniques, texts, told) = (support::techniques(), Texts::english(), told());
    let study = Study {
        patient: export.patient,
        session: export.session,
        course: "Facial rejuvenation",
        ledger: LEDGER,
        made: "2026-11-28T09:15:00+01:00".parse().unwrap(),
        random: [export.random; 16],
        texts: &texts,
    };
    let spec = DicomSpec {
        study,
        views: export.views,
        techniques: &techniques,
        void: VoidAbove::default(),
        is_named: export.is_named,
        regions: false,
        dpi: DPI,
        report: Some(&told),
    };
    let (objects, missing) = dicom(&spec).unwrap();
    assert!(missing.is_empty());
    objects
}

/// The same page as the picture of another format shows it.
fn page<'a>(
    session: &'a Session,
    views: &'a [&'static View],
    patient: Option<&'a str>,
    texts: &'a Texts,
) -> SheetSpec<'a> {
    static TECHNIQUES: std::sync::OnceLock<mesomap::chart::Techniques> = std::sync::OnceLock::new();
    let techniques = TECHNIQUES.get_or_init(support::techniques);
    let content = Content { session, beside: Beside::Nothing, techniques };
    SheetSpec { course: "Facial rejuvenation", patient, ..support::plain(content, views, texts) }
}

fn face(ids: &[&str]) -> Vec<&'static View> {
    ids.iter().map(|id| view(BodyKind::AdultFemale, id).unwrap()).collect()
}

#[test]
fn a_picture_says_who_when_and_that_it_is_a_drawing() {
    let (session, patient, views) = (support::face(1), patient(), face(&["face-front"]));
    let export = Export { session: &session, patient: &patient, views: &views, random: 1, is_named: false };
    let objects = made(&export);
    let object = parsed(&dicom_file(&objects[0], None));
    for (name, expected) in [
        ("SOPClassUID", "1.2.840.10008.5.1.4.1.1.7"),
        ("SpecificCharacterSet", "ISO_IR 192"),
        ("PatientName", "Müller-Invented^Zoë"),
        ("PatientID", "0042"),
        ("PatientBirthDate", "19750312"),
        ("PatientSex", "F"),
        ("ConversionType", "DRW"),
        ("Modality", "OT"),
        ("BurnedInAnnotation", "NO"),
        ("StudyDate", "20260907"),
        ("StudyTime", "103000"),
        ("TimezoneOffsetFromUTC", "+0200"),
        // Made at a quarter past nine in winter: the clock of the session says a quarter past ten.
        ("ContentDate", "20261128"),
        ("ContentTime", "101500"),
        ("PhotometricInterpretation", "RGB"),
        ("StudyDescription", "Facial rejuvenation - Session 1"),
    ] {
        assert_eq!(text(&object, name), expected, "{name}");
    }
    let comments = text(&object, "ImageComments");
    assert!(comments.starts_with("Face, front\n") && comments.ends_with("Ledger x, 7 entries, root abc"), "{comments}");
    assert_eq!(text(&object, "StudyInstanceUID"), study_uid(&session.id));
    assert!(object.element_by_name("PixelSpacing").is_err(), "a diagram has no millimetres of the patient");
}

#[test]
fn pixels_are_those_of_the_picture() {
    let (session, patient, views) = (support::face(1), patient(), face(&["face-front", "face-left-profile"]));
    let texts = Texts::english();
    let words = patient_words(&patient, &texts);
    for is_named in [false, true] {
        let objects = made(&Export { session: &session, patient: &patient, views: &views, random: 1, is_named });
        for (view, object) in views.iter().zip(&objects) {
            let named = Some(words.as_str()).filter(|_| is_named);
            let sheet = Sheet::layout(&page(&session, std::slice::from_ref(view), named, &texts)).unwrap();
            let picture = image::load_from_memory(&png(&sheet, DPI).unwrap()).unwrap().to_rgb8();
            let object = parsed(&dicom_file(object, None));
            let side = |name: &str| object.element_by_name(name).unwrap().to_int::<u32>().unwrap();
            assert_eq!((side("Columns"), side("Rows")), picture.dimensions());
            let (pixels, picture) = (bytes(&object, "PixelData"), picture.into_raw());
            assert_eq!(pixels.len(), picture.len().next_multiple_of(2));
            assert!(pixels[..picture.len()] == picture[..], "{}", view.id);
            assert_eq!(text(&object, "BurnedInAnnotation"), if is_named { "YES" } else { "NO" });
        }
    }
}

#[test]
fn the_report_is_the_document_byte_for_byte() {
    let (session, patient, views) = (support::face(1), patient(), face(&["face-front"]));
    let texts = Texts::english();
    let words = patient_words(&patient, &texts);
    let report = Report::layout(&page(&session, &views, Some(&words), &texts), &told()).unwrap();
    let document = pdf(&report, mesomap::export::Fineness::Usual).unwrap();
    let objects = made(&Export { session: &session, patient: &patient, views: &views, random: 1, is_named: false });
    let object = parsed(&dicom_file(objects.last().unwrap(), None));
    let length = object.element_by_name("EncapsulatedDocumentLength").unwrap().to_int::<usize>().unwrap();
    let kept = bytes(&object, "EncapsulatedDocument");
    assert!(kept[..length] == document[..] && kept.len() == length.next_multiple_of(2));
    assert!(document.ends_with(b"\n"), "archives cut the last byte of others");
    for (name, expected) in [
        ("SOPClassUID", "1.2.840.10008.5.1.4.1.1.104.1"),
        ("Modality", "DOC"),
        ("MIMETypeOfEncapsulatedDocument", "application/pdf"),
        ("BurnedInAnnotation", "YES"),
    ] {
        assert_eq!(text(&object, name), expected, "{name}");
    }
}

#[test]
fn every_view_is_coded_with_its_side() {
    let (session, patient) = (support::empty("Session 1", 7), patient());
    let all: Vec<&'static View> = views(BodyKind::AdultFemale).iter().collect();
    for chunk in all.chunks(16) {
        let objects = made(&Export { session: &session, patient: &patient, views: chunk, random: 1, is_named: false });
        for (view, object) in chunk.iter().zip(&objects) {
            let object = parsed(&dicom_file(object, None));
            let regions = object.element_by_name("AnatomicRegionSequence").unwrap().items().unwrap();
            let [region] = regions else { panic!("{}: one region", view.id) };
            let of = |name: &str| region.element_by_name(name).unwrap().to_str().unwrap().trim_end().to_owned();
            assert_eq!(of("CodingSchemeDesignator"), "SCT");
            assert!(of("CodeValue").chars().all(|c| c.is_ascii_digit()) && !of("CodeMeaning").is_empty());
            let modifier = region.element_by_name("AnatomicRegionModifierSequence").ok();
            let modifier = modifier
                .and_then(|sides| sides.items())
                .map(|sides| sides[0].element_by_name("CodeValue").unwrap().to_str().unwrap().trim_end().to_owned());
            let laterality = text(&object, "ImageLaterality");
            let expected = match laterality.as_str() {
                "L" => Some("7771000"),
                "R" => Some("24028007"),
                "B" => Some("51440002"),
                _ => None,
            };
            assert_eq!(modifier.as_deref(), expected, "{}", view.id);
            // A view from behind a shoulder shows the whole of the head.
            if let ViewSides::One(side) = view.sides
                && !view.id.starts_with("head-shoulders")
            {
                assert_eq!(laterality, if side == PatientSide::Left { "L" } else { "R" }, "{}", view.id);
            }
        }
    }
}

#[test]
fn the_letters_of_an_orientation_show_a_flip() {
    let (session, patient) = (support::empty("Session 1", 7), patient());
    let expected = [
        ("face-front", "L\\F"),
        ("face-left-profile", "P\\F"),
        ("face-right-profile", "A\\F"),
        ("head-back", "R\\F"),
        ("scalp", "L\\A"),
        ("face-left-oblique", "LP\\F"),
    ];
    let views = face(&expected.map(|(id, _)| id));
    let objects = made(&Export { session: &session, patient: &patient, views: &views, random: 1, is_named: false });
    for ((id, letters), object) in expected.into_iter().zip(&objects) {
        let object = parsed(&dicom_file(object, None));
        let element = object.element_by_name("PatientOrientation").unwrap();
        let found: Vec<String> = element.to_multi_str().unwrap().iter().map(|part| part.trim().to_owned()).collect();
        assert_eq!(found.join("\\"), letters, "{id}");
    }
}

#[test]
fn an_export_is_new_and_its_study_the_same() {
    let (session, patient, views) = (support::face(1), patient(), face(&["face-front", "scalp"]));
    let of = |random| {
        let objects = made(&Export { session: &session, patient: &patient, views: &views, random, is_named: false });
        let objects: Vec<_> = objects.iter().map(|object| parsed(&dicom_file(object, None))).collect();
        let all = |name: &str| objects.iter().map(|object| text(object, name)).collect::<Vec<String>>();
        (all("StudyInstanceUID"), all("SeriesInstanceUID"), all("SOPInstanceUID"))
    };
    let ((study, series, instances), (study_again, series_again, instances_again)) = (of(1), of(2));
    assert!(study.iter().chain(&study_again).all(|uid| *uid == study_uid(&session.id)));
    assert!(series[0] == series[1] && series[0] != series[2], "pictures are a series, the report another");
    let uids: BTreeSet<&String> = instances.iter().chain(&instances_again).collect();
    assert_eq!(uids.len(), 6, "no object is called as another");
    assert!(series.iter().all(|uid| !series_again.contains(uid)));
    assert_eq!(of(1), (study, series, instances), "the same input gives the same objects");
}

#[test]
fn patients_without_a_number_do_not_become_one() {
    let (session, views) = (support::empty("Session 1", 7), face(&["face-front"]));
    let patient = Patient { reference: " ".to_owned(), ..patient() };
    let objects = made(&Export { session: &session, patient: &patient, views: &views, random: 1, is_named: false });
    let object = parsed(&dicom_file(&objects[0], None));
    assert_eq!(text(&object, "PatientID"), patient.id);
    assert_eq!(text(&object, "IssuerOfPatientID"), "mesomap");
}

#[test]
fn a_file_is_read_back_and_what_is_cut_short_is_none() {
    let (session, patient, views) = (support::empty("Session 1", 7), patient(), face(&["face-front"]));
    let objects = made(&Export { session: &session, patient: &patient, views: &views, random: 1, is_named: false });
    let file = dicom_file(&objects[1], None);
    let (read, addressee) = read_dicom_file(&file).unwrap();
    assert_eq!(read, objects[1]);
    assert_eq!(addressee, mesomap::export::dicom::Addressee::default());
    for end in (0..file.len()).step_by(97) {
        let cut = read_dicom_file(&file[..end]);
        assert!(cut.is_none_or(|(cut, _)| cut != objects[1]), "{end}");
    }
}
