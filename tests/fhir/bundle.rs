//! What is in a transaction: required elements, references that resolve, rules of FHIR that validators miss, and nothing that
//! isn't recorded.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use base64ct::{Base64, Encoding as _};
use mesomap::atlas::view;
use mesomap::chart::{
    Cocktail, Component, Concentration, ConcentrationUnit, Course, Depth, Letter, Patient, Session, TechniqueId,
    Techniques,
};
use mesomap::export::fhir::{Deed, FhirSpec, SignedBy, Vouched, fhir};
use mesomap::scene::sheet::Told;
use mesomap::store::{load_session, place_at, record_of, techniques};
use mesomap::text::{Language, Texts};
use serde_json::Value;
use sha1::{Digest as _, Sha1};

use crate::clinic::{arguments, mesomap, mesomap_in, ml};
use crate::{all, sample, written};

/// What is exported, to be changed by a test.
struct Case {
    patient: Patient,
    course: Course,
    session: Session,
    techniques: Techniques,
    vouched: Vouched,
    numbers: Option<&'static str>,
}

impl Case {
    fn new() -> Self {
        let (_folder, session) = sample();
        let place = place_at(&session).unwrap();
        let (patient, course) = record_of(&place).unwrap();
        let session = load_session(&place).unwrap();
        let mut case = Self {
            patient,
            course,
            session,
            techniques: techniques().clone(),
            vouched: Vouched::default(),
            numbers: None,
        };
        case.mix();
        case
    }

    /// Gives the first cocktail strengths and lots.
    fn mix(&mut self) {
        let part = |substance: &str, value, unit, volume, lot: &str| Component {
            substance: substance.to_owned(),
            concentration: Some(Concentration::new(value, unit).unwrap()),
            volume: ml(volume),
            manufacturer: "Maker".to_owned(),
            lot: lot.to_owned(),
            expiry: Some("2027-01-31".parse().unwrap()),
        };
        let components = vec![
            part("Lidocaine", 2.0, ConcentrationUnit::Percent, 1.0, "L-1"),
            part("OnabotulinumtoxinA", 40.0, ConcentrationUnit::IuPerMl, 1.0, "T-1"),
            part("Hyaluronidase", 150.0, ConcentrationUnit::IuPerMl, 2.0, "H-1"),
        ];
        let cocktail =
            Cocktail { letter: Letter::A, name: "Mix".to_owned(), components, prepared: ml(4.0), discarded: None };
        self.session.cocktails = vec![Arc::new(cocktail)];
        self.each(|mark| mark.deposit.cocktail = Some(Letter::A));
    }

    fn each(&mut self, change: impl Fn(&mut mesomap::chart::Mark)) {
        self.session.marks.iter_mut().for_each(|mark| change(Arc::make_mut(mark)));
    }

    fn bytes(&self) -> Vec<u8> {
        let texts = Texts::of(Language::English);
        let spec = FhirSpec {
            patient: &self.patient,
            course: &self.course,
            session: &self.session,
            techniques: &self.techniques,
            vouched: &self.vouched,
            told: &Told { patient: Some(self.patient.clone()), ..Told::default() },
            views: &[view(self.session.body, "back").unwrap()],
            numbers: self.numbers,
            texts: &texts,
        };
        fhir(&spec).unwrap().0
    }

    fn made(&self) -> Value {
        serde_json::from_slice(&self.bytes()).unwrap()
    }
}

fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if name == "reference" {
                    found.extend(value.as_str());
                }
                references(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn everything_required_is_there_and_everything_referred_to() {
    let bundle = Case::new().made();
    assert_eq!((&bundle["resourceType"], &bundle["type"]), (&"Bundle".into(), &"transaction".into()));
    let entries = bundle["entry"].as_array().unwrap();
    let addresses: BTreeSet<&str> = entries.iter().map(|entry| entry["fullUrl"].as_str().unwrap()).collect();
    assert_eq!(addresses.len(), entries.len(), "each is one");
    for entry in entries {
        let resource = &entry["resource"];
        let kind = resource["resourceType"].as_str().unwrap();
        assert!(entry["request"]["url"].as_str().unwrap().starts_with(kind));
        let required: &[&str] = match kind {
            "Patient" | "Practitioner" => &["identifier"],
            "Procedure" => &["status", "subject", "performedDateTime", "bodySite", "code"],
            "MedicationAdministration" => &["status", "medicationReference", "subject", "effectiveDateTime", "dosage"],
            "BodyStructure" => &["patient", "location", "active"],
            "DocumentReference" => &["status", "content", "type", "docStatus"],
            "Provenance" => &["target", "recorded", "agent"],
            other => panic!("{other}"),
        };
        assert!(required.iter().all(|field| !resource[field].is_null()), "{resource:#}");
        let mut found = Vec::new();
        references(resource, &mut found);
        let contained = resource["contained"].as_array().into_iter().flatten();
        let contained: BTreeSet<String> =
            contained.map(|resource| format!("#{}", resource["id"].as_str().unwrap())).collect();
        assert!(found.iter().all(|to| addresses.contains(to) || contained.contains(*to)), "{found:?}");
        // What is contained is referred to from the resource that contains it (dom-3).
        assert!(contained.iter().all(|id| found.contains(&id.as_str())), "{contained:?}");
    }
}

#[test]
fn what_is_in_it_is_said_with_strength_lot_and_amount() {
    let case = Case::new();
    let bundle = case.made();
    let [administration] = all(&bundle, "MedicationAdministration")[..] else { panic!() };
    let injected = case.session.injected(Letter::A).ml();
    assert_eq!(administration["dosage"]["dose"]["value"], injected);
    assert_eq!(administration["dosage"]["dose"]["code"], "mL");
    let contained = administration["contained"].as_array().unwrap();
    assert_eq!(contained.len(), 4);
    let strengths: Vec<String> = contained[0]["ingredient"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ingredient| {
            let [of, all] = ["numerator", "denominator"].map(|part| &ingredient["strength"][part]);
            format!("{} {} / {} {}", of["value"], of["code"], all["value"], all["code"])
        })
        .collect();
    assert_eq!(
        strengths,
        [r#"20.0 "mg" / 4.0 "mL""#, r#"40.0 "[arb'U]" / 4.0 "mL""#, r#"300.0 "[iU]" / 4.0 "mL""#],
        "units of a toxin are its maker's"
    );
    assert_eq!(contained[2]["batch"]["lotNumber"], "T-1");
    assert_eq!(contained[2]["batch"]["expirationDate"], "2027-01-31");
    assert_eq!(contained[2]["manufacturer"]["display"], "Maker");
    let text = administration["dosage"]["text"].as_str().unwrap();
    assert!(
        text.contains("; Lidocaine ") && text.contains(" mg; OnabotulinumtoxinA ") && text.contains(" U; "),
        "{text}"
    );
}

#[test]
fn a_dose_of_which_a_part_is_unknown_is_none() {
    let mut case = Case::new();
    Arc::make_mut(&mut case.session.marks[0]).deposit.volume = None;
    let bundle = case.made();
    let [administration] = all(&bundle, "MedicationAdministration")[..] else { panic!() };
    assert!(administration["dosage"].is_null(), "mad-1: no dosage without a dose");
    let note = administration["note"][0]["text"].as_str().unwrap();
    assert!(note.starts_with("The volume of 1 of ") && note.contains("≥"), "{note}");
    case.each(|mark| mark.deposit.cocktail = None);
    let bundle = case.made();
    assert!(all(&bundle, "MedicationAdministration").is_empty());
    let note = &all(&bundle, "Procedure")[0]["note"];
    assert!(note.to_string().contains("marks have no recorded cocktail"), "{note}");
}

#[test]
fn a_route_is_told_only_where_the_depth_leaves_no_doubt() {
    let route = |technique: &str, mm: f64| {
        let mut case = Case::new();
        case.each(|mark| {
            mark.deposit.technique = TechniqueId::new(technique);
            mark.deposit.depth = Depth::from_mm(mm).unwrap();
        });
        let bundle = case.made();
        all(&bundle, "MedicationAdministration")[0]["dosage"]["route"]["coding"][0]["code"].clone()
    };
    let names = ["intradermal", "nappage_superficial", "nappage_deep"];
    for name in names {
        assert_eq!(route(name, 2.0), "372464004", "{name}: within the dermis of the back, whatever it is called");
        assert_eq!(route(name, 0.05), Value::Null, "{name}: maybe not through the epidermis");
        assert_eq!(route(name, 13.0), Value::Null, "{name}: fat or muscle");
    }
    assert_eq!(route("unknown", 2.0), "372464004");
}

#[test]
fn places_tell_side_landmark_and_distance() {
    let bundle = Case::new().made();
    let places = all(&bundle, "BodyStructure");
    let sides: BTreeSet<String> =
        places.iter().map(|place| place["locationQualifier"][0]["coding"][0]["code"].to_string()).collect();
    assert!(sides.contains("\"7771000\"") || sides.contains("\"24028007\""), "{sides:?}");
    for place in &places {
        let orientation = &place["extension"][0];
        assert_eq!(
            orientation["url"],
            "http://hl7.org/fhir/5.0/StructureDefinition/extension-BodyStructure.includedStructure.bodyLandmarkOrientation"
        );
        let parts = orientation["extension"].as_array().unwrap();
        assert!(parts[0]["url"] == "landmarkDescription" && parts[0]["valueCodeableConcept"]["text"].is_string());
        let distance = &parts[1]["extension"][0];
        assert!(parts[1]["url"] == "distanceFromLandmark" && distance["url"] == "value");
        assert_eq!(distance["valueQuantity"]["code"], "mm");
        assert!(distance["valueQuantity"]["value"].as_f64().unwrap() >= 0.0);
        assert!(place["location"]["coding"][0]["system"] == "http://snomed.info/sct", "{place:#}");
    }
    let procedure = all(&bundle, "Procedure")[0];
    assert_eq!(procedure["extension"].as_array().unwrap().len(), places.len());
}

#[test]
fn the_document_is_whole_and_says_whether_somebody_vouches_for_it() {
    let mut case = Case::new();
    let at = "2026-11-03T17:00:00+01:00".parse().unwrap();
    let deed = |reason: &str| Deed { at, who: "Dr Sample".to_owned(), reason: reason.to_owned() };
    let signed = |holds| SignedBy {
        at,
        name: "Dr Sample".to_owned(),
        role: "physician".to_owned(),
        meaning: "I gave this treatment".to_owned(),
        holds,
    };
    let standing = |case: &Case| {
        let bundle = case.made();
        let document = all(&bundle, "DocumentReference")[0].clone();
        (document["docStatus"].as_str().unwrap().to_owned(), all(&bundle, "Provenance").len(), document)
    };
    let (status, deeds, document) = standing(&case);
    assert_eq!((status.as_str(), deeds), ("preliminary", 0));
    let attachment = &document["content"][0]["attachment"];
    let pdf = Base64::decode_vec(attachment["data"].as_str().unwrap()).unwrap();
    assert!(pdf.starts_with(b"%PDF") && attachment["size"] == pdf.len());
    assert_eq!(attachment["hash"], Base64::encode_string(&Sha1::digest(&pdf)));
    assert_eq!(document["type"]["coding"][0]["code"], "28570-0");
    case.vouched = Vouched { saved: Some(deed("")), signatures: vec![signed(false)], amendments: Vec::new() };
    assert_eq!(standing(&case).0, "preliminary", "a signature that doesn't hold vouches for nothing");
    case.vouched.signatures.push(signed(true));
    let (status, deeds, _) = standing(&case);
    assert_eq!((status.as_str(), deeds), ("final", 2));
    case.vouched.amendments.push(deed("Wrong lot"));
    let (status, deeds, _) = standing(&case);
    assert_eq!((status.as_str(), deeds), ("amended", 3));
    let bundle = case.made();
    let reasons = all(&bundle, "Provenance").into_iter().map(|deed| deed["reason"][0]["text"].clone());
    assert!(reasons.into_iter().any(|reason| reason == "Wrong lot"));
    assert_eq!(all(&bundle, "Practitioner").len(), 2, "the clinician and who signed, each once");
}

#[test]
fn what_is_void_is_said_to_be_an_error() {
    let mut case = Case::new();
    Arc::make_mut(&mut case.session.details).voided = Some("wrong patient".to_owned());
    let bundle = case.made();
    for kind in ["Procedure", "MedicationAdministration", "DocumentReference"] {
        assert!(all(&bundle, kind).iter().all(|resource| resource["status"] == "entered-in-error"), "{kind}");
    }
    assert!(all(&bundle, "BodyStructure").iter().all(|place| place["active"] == false));
    assert!(all(&bundle, "Procedure")[0]["note"].to_string().contains("wrong patient"));
}

#[test]
fn patients_are_matched_by_number_only_where_it_is_said_who_gives_it() {
    let mut case = Case::new();
    let known_by = |case: &Case| case.made()["entry"][0]["request"]["ifNoneExist"].as_str().unwrap().to_owned();
    assert!(known_by(&case).ends_with("urn:uuid:5a3b1e00-0000-7000-8000-000000000001"));
    case.numbers = Some("urn:oid:2.999.1");
    assert_eq!(known_by(&case), "identifier=urn:oid:2.999.1|SAMPLE-001");
    assert_eq!(case.made()["entry"][0]["resource"]["identifier"][0]["system"], "urn:oid:2.999.1");
    case.patient.reference = "A&identifier=B".to_owned();
    assert_eq!(known_by(&case), "identifier=urn:oid:2.999.1|A%26identifier%3DB");
    case.patient.reference.clear();
    assert!(known_by(&case).contains("urn:uuid:"));
}

#[test]
fn the_same_session_makes_the_same_bytes_and_another_version_the_same_names() {
    let mut case = Case::new();
    assert_eq!(case.bytes(), case.bytes());
    let names = |bundle: &Value| -> Vec<Value> {
        bundle["entry"].as_array().unwrap().iter().map(|entry| entry["fullUrl"].clone()).collect()
    };
    let first = names(&case.made());
    Arc::make_mut(&mut case.session.details).notes = "Changed.".to_owned();
    assert_eq!(names(&case.made()), first);
}

#[test]
fn the_command_line_speaks_the_language_that_is_asked_for_and_leaves_files_alone() {
    let (folder, session) = sample();
    let output = folder.path().join("sortie.json");
    let ran = mesomap_in("fr_FR.UTF-8", arguments(&["fhir", "-o"], &[&output, &session]));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let first = std::fs::read(&output).unwrap();
    let bundle: Value = serde_json::from_slice(&first).unwrap();
    assert_eq!(all(&bundle, "Procedure")[0]["code"]["text"], "Séance de micro-injections");
    assert_eq!(all(&bundle, "DocumentReference")[0]["language"], "fr");
    assert!(all(&bundle, "Provenance")[0]["agent"][0]["who"]["reference"].is_string());
    let ran = mesomap(arguments(&["fhir", "-o"], &[&output, &session]));
    assert_eq!(ran.status, 3);
    assert_eq!(std::fs::read(&output).unwrap(), first);
    let ran =
        mesomap(arguments(&["fhir", "--force", "--patient-numbers", "not an address", "-o"], &[&output, &session]));
    assert_eq!(ran.status, 2);
    let english = written(&session, Path::new(&folder.path().join("out.json")));
    assert_eq!(english["entry"].as_array().unwrap().len(), bundle["entry"].as_array().unwrap().len());
}
