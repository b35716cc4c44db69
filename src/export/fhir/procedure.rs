//! The session as a procedure: when, by whom, why, on which parts of the body.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::parts::{concept, identifier, narrative, reference, region};
use super::{FhirSpec, Refs};
use crate::atlas::regions::Locus;
use crate::scene::locus_words;

/// R4's own extension from a procedure to the structures that it was done on.
const TARGET: &str = "http://hl7.org/fhir/StructureDefinition/procedure-targetBodyStructure";

/// The procedure. What is recorded was done, signed or not: whether somebody vouches for it is said of the document. Of a
/// session without a mark nobody knows how far it came.
pub(super) fn procedure(spec: &FhirSpec<'_>, refs: &Refs, places: &[String]) -> Value {
    let (details, texts) = (&spec.session.details, spec.texts);
    let status = match () {
        () if spec.is_void() => "entered-in-error",
        () if spec.session.marks.is_empty() => "unknown",
        () => "completed",
    };
    let loci: BTreeSet<Locus> = spec.session.marks.iter().map(|mark| mark.site().locus()).collect();
    let sites = loci.into_iter().map(|locus| region(locus, &locus_words(locus, texts)));
    let code = texts.get("fhir-procedure");
    let shown = [code.as_str(), spec.course.title.trim(), details.title.trim()];
    let shown: Vec<&str> = shown.into_iter().filter(|part| !part.is_empty()).collect();
    json!({
        "resourceType": "Procedure",
        "text": narrative(&format!("{} ({})", shown.join(" - "), details.started.short())),
        "extension": places.iter().map(|place| json!({ "url": TARGET, "valueReference": reference(place) })).collect::<Vec<_>>(),
        "identifier": [identifier(&refs.procedure)],
        "status": status,
        "code": concept(Vec::new(), &code),
        "subject": reference(&refs.patient),
        "performedDateTime": details.started.to_string(),
        "performer": [{ "actor": refs.clinician }],
        "reasonCode": [concept(Vec::new(), &spec.course.indication)],
        "bodySite": sites.collect::<Vec<_>>(),
        "note": notes(spec).into_iter().map(|note| json!({ "text": note })).collect::<Vec<_>>(),
    })
}

fn notes(spec: &FhirSpec<'_>) -> Vec<String> {
    let texts = spec.texts;
    let without = spec.session.marks.iter().filter(|mark| mark.deposit.cocktail.is_none()).count();
    let without = (without > 0).then(|| texts.with("fhir-no-cocktail", &[("count", without.into())]));
    let void = spec.void_why().map(|why| texts.with("dicom-void", &[("why", why.into())]));
    [Some(spec.session.details.notes.clone()), without, void].into_iter().flatten().collect()
}
