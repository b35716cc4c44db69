//! The report as a document of the record, and who saved, signed and changed what it shows.

use base64ct::{Base64, Encoding as _};
use serde_json::{Value, json};
use sha1::{Digest as _, Sha1};

use super::parts::{coding, concept, identifier, narrative, reference};
use super::people::practitioner;
use super::{Bundle, FhirSpec, Refs};
use crate::chart::Moment;
use crate::scene::Report;

/// The report, whole within its resource.
pub(super) fn document(spec: &FhirSpec<'_>, refs: &Refs, (report, pdf): (&Report, &[u8])) -> Value {
    let texts = spec.texts;
    let details = &spec.session.details;
    let described: Vec<&str> = [report.title.as_str(), spec.course.title.trim(), details.title.trim()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    json!({
        "resourceType": "DocumentReference",
        "text": narrative(&described.join(" - ")),
        "identifier": [identifier(&refs.document)],
        "status": if spec.is_void() { "entered-in-error" } else { "current" },
        "docStatus": standing(spec),
        "type": concept(vec![coding("http://loinc.org", "28570-0", "Procedure note")], ""),
        "subject": reference(&refs.patient),
        "date": report.dated.to_string(),
        "author": [refs.clinician],
        "description": described.join(" - "),
        "content": [{ "attachment": {
            "contentType": "application/pdf",
            "language": texts.language(),
            "data": Base64::encode_string(pdf),
            "size": pdf.len(),
            // R4 asks for this digest; it guards against accidents of the line, not against people.
            "hash": Base64::encode_string(&Sha1::digest(pdf)),
            "title": report.title,
            "creation": report.dated.to_string(),
        } }],
        "context": { "related": [reference(&refs.procedure)] },
    })
}

/// Whether somebody vouches for it: signed, changed since it was signed, or neither. What a broken or foreign signature says
/// doesn't count.
fn standing(spec: &FhirSpec<'_>) -> &'static str {
    let is_signed = spec.vouched.signatures.iter().any(|signature| signature.holds);
    match (spec.is_void(), is_signed, spec.vouched.amendments.is_empty()) {
        (true, ..) => "entered-in-error",
        (_, false, _) => "preliminary",
        (_, true, false) => "amended",
        (_, true, true) => "final",
    }
}

/// What somebody did to the record.
struct Deed<'a> {
    at: Moment,
    who: &'a str,
    /// In what role, in words.
    role: &'a str,
    /// In words.
    reason: &'a str,
    /// Code systems and codes of what was done and of the part that they took in it.
    done: Value,
    part: [&'a str; 2],
}

/// Who saved it last, who signed, and who changed what was signed.
pub(super) fn provenances(spec: &FhirSpec<'_>, targets: &[String], bundle: &mut Bundle) {
    let operation = |code, display| {
        concept(vec![coding("http://terminology.hl7.org/CodeSystem/v3-DataOperation", code, display)], "")
    };
    let vouched = spec.vouched;
    let saved = vouched.saved.as_ref().map(|saved| Deed {
        at: saved.at,
        who: &saved.who,
        role: "",
        reason: "",
        done: operation("CREATE", "create"),
        part: ["author", "Author"],
    });
    let amended = vouched.amendments.iter().map(|amended| Deed {
        at: amended.at,
        who: &amended.who,
        role: "",
        reason: &amended.reason,
        done: operation("UPDATE", "revise"),
        part: ["author", "Author"],
    });
    let signed = vouched.signatures.iter().filter(|signature| signature.holds).map(|signed| Deed {
        at: signed.at,
        who: &signed.name,
        role: &signed.role,
        reason: "",
        done: concept(
            vec![coding("http://terminology.hl7.org/CodeSystem/v3-DocumentCompletion", "AU", "authenticated")],
            &signed.meaning,
        ),
        part: ["attester", "Attester"],
    });
    for deed in saved.into_iter().chain(signed).chain(amended).collect::<Vec<_>>() {
        let resource = provenance(&deed, targets, bundle);
        let address = super::parts::address(&spec.session.id, &format!("provenance {}", bundle.len()));
        // It has no identifier in R4 by which a server would know it again.
        bundle.create(&address, resource, None);
    }
}

fn provenance(deed: &Deed<'_>, targets: &[String], bundle: &mut Bundle) -> Value {
    let who = practitioner(deed.who, bundle).unwrap_or_else(|| json!({ "display": "mesomap" }));
    let [code, display] = deed.part;
    let part = coding("http://terminology.hl7.org/CodeSystem/provenance-participant-type", code, display);
    json!({
        "resourceType": "Provenance",
        "text": narrative(&[deed.at.short().as_str(), deed.who, deed.role, deed.reason].join(" ")),
        "target": targets.iter().map(|target| reference(target)).collect::<Vec<_>>(),
        "recorded": deed.at.to_string(),
        "reason": [concept(Vec::new(), deed.reason)],
        "activity": deed.done,
        "agent": [{ "type": concept(vec![part], ""), "role": [concept(Vec::new(), deed.role)], "who": who }],
    })
}
