//! Where each mark lies: its region and side coded, and the way from a landmark by the extension that carries an element of
//! FHIR R5 (`BodyStructure.includedStructure.bodyLandmarkOrientation`) into R4.

use serde_json::{Value, json};

use super::parts::{SNOMED_CT, address, coding, concept, identifier, narrative, quantity, reference, region, side};
use super::{Bundle, FhirSpec};
use crate::atlas::landmarks::{Bearing, Direction, Offset};
use crate::chart::Mark;
use crate::scene::{locus_words, mark_whereabouts, offsets_in_words, where_in_words};

/// The address of R5's element as an extension of an earlier version (R5, 2.1.4.6, "Extensions for converting between versions").
const ORIENTATION: &str =
    "http://hl7.org/fhir/5.0/StructureDefinition/extension-BodyStructure.includedStructure.bodyLandmarkOrientation";

/// The places of all marks that are kept; those of void marks are known and no longer in use.
pub(super) fn places(spec: &FhirSpec<'_>, patient: &str, bundle: &mut Bundle) -> Vec<String> {
    let mut counted = Vec::new();
    for (mark, void) in spec.session.kept() {
        let address = address(&spec.session.id, &format!("mark {}", mark.id.0));
        bundle.put(&address, place(spec, mark, (&address, patient, void.is_none() && !spec.is_void())));
        if void.is_none() {
            counted.push(address);
        }
    }
    counted
}

fn place(spec: &FhirSpec<'_>, mark: &Mark, (address, patient, is_active): (&str, &str, bool)) -> Value {
    let (texts, whereabouts) = (spec.texts, mark_whereabouts(spec.session, mark));
    let number = mark.number.to_string();
    let words = where_in_words(&whereabouts, texts);
    let places = [
        ("number", number.into()),
        ("where", words.into()),
        ("technique", spec.techniques.name(&mark.deposit.technique, texts.language()).into()),
        ("depth", texts.decimal(mark.deposit.depth.decimal()).into()),
    ];
    let description = texts.with("fhir-mark", &places);
    json!({
        "resourceType": "BodyStructure",
        "text": narrative(&description),
        "extension": [whereabouts.bearing.as_ref().map(|bearing| orientation(bearing, spec))],
        "identifier": [identifier(address)],
        "active": is_active,
        "location": region(whereabouts.locus, &locus_words(whereabouts.locus, texts)),
        "locationQualifier": [side(whereabouts.locus.side).map(|side| concept(vec![side], ""))],
        "description": description,
        "patient": reference(patient),
    })
}

/// The landmark, how far it is along the skin, and which way.
fn orientation(bearing: &Bearing, spec: &FhirSpec<'_>) -> Value {
    let distance = (f64::from(bearing.distance_mm) * 10.0).round() / 10.0;
    let landmark = concept(Vec::new(), bearing.landmark.name(spec.texts.language()));
    let told = bearing.offsets.iter().filter(|offset| offset.mm >= 0.05);
    let directions = told.map(|offset| {
        let words = offsets_in_words(std::slice::from_ref(offset), spec.texts).unwrap_or_default();
        json!({ "url": "surfaceOrientation", "valueCodeableConcept": concept(direction(*offset), &words) })
    });
    let mut parts = vec![
        json!({ "url": "landmarkDescription", "valueCodeableConcept": landmark }),
        json!({ "url": "distanceFromLandmark", "extension": [
            { "url": "value", "valueQuantity": quantity(distance, ["mm", "mm"]) },
        ] }),
    ];
    parts.extend(directions);
    json!({ "url": ORIENTATION, "extension": parts })
}

/// A direction as HL7 codes it (value set bodystructure-relative-location); of others there are words alone.
fn direction(offset: Offset) -> Vec<Value> {
    let (code, display) = match offset.direction {
        Direction::Lateral => ("49370004", "Lateral"),
        Direction::Medial => ("255561001", "Medial"),
        Direction::Superior => ("264217000", "Superior"),
        Direction::Inferior => ("261089000", "Inferior"),
        Direction::Posterior => ("255551008", "Posterior"),
        Direction::Left | Direction::Right | Direction::Proximal | Direction::Distal | Direction::Anterior => {
            return Vec::new();
        }
    };
    vec![coding(SNOMED_CT, code, display)]
}
