//! Whose record it is, and who treated, saved or signed.

use serde_json::{Value, json};

use super::parts::{address, address_of, identifier, narrative, reference};
use super::{Bundle, FhirSpec};
use crate::chart::{Patient, Sex};
use crate::scene::patient_words;

/// The patient: the number that the clinic gave, and this program's own identifier.
///
/// A number alone is no reason to take two records for one person: other clinics number patients too. Only where it is
/// said who gives the numbers are they matched by them.
pub(super) fn patient(spec: &FhirSpec<'_>, bundle: &mut Bundle) -> String {
    let patient = spec.patient;
    let address = address_of(&patient.id);
    let number = patient.reference.trim();
    let numbered = json!({
        "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR" }] },
        "system": spec.numbers.unwrap_or_default(),
        "value": number,
    });
    let known_by = match spec.numbers {
        Some(numbers) if !number.is_empty() => format!("identifier={}|{}", query(numbers), query(number)),
        _ => known_by(&address),
    };
    let resource = json!({
        "resourceType": "Patient",
        "text": narrative(&patient_words(patient, spec.texts)),
        "identifier": [if number.is_empty() { Value::Null } else { numbered }, identifier(&address)],
        "name": [name(&patient.name)],
        "gender": gender(patient),
        "birthDate": patient.born.map(|born| born.to_string()),
    });
    bundle.create(&address, resource, Some(&known_by));
    address
}

/// By which address the one resource is found that is meant.
pub(super) fn known_by(address: &str) -> String {
    format!("identifier={}|{address}", super::parts::ADDRESSES)
}

/// Text as part of a question in an address.
fn query(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b':' | b'/');
    // A bar, a comma, a dollar sign and a backslash mean something to a search, which reads a backslash before them.
    let escaped = text.replace('\\', "\\\\").replace('|', "\\|").replace(',', "\\,").replace('$', "\\$");
    let sign = |byte: u8| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    escaped.bytes().map(sign).collect()
}

fn gender(patient: &Patient) -> Option<&'static str> {
    match patient.sex {
        Sex::Female => Some("female"),
        Sex::Male => Some("male"),
        Sex::Unrecorded => None,
    }
}

/// A name as it is written, and its parts where a comma tells which is which: nobody knows better.
fn name(name: &str) -> Value {
    let (family, given) = match name.split_once(',') {
        Some((family, given)) if !given.trim().is_empty() => (family, given),
        _ => ("", ""),
    };
    json!({ "text": name, "family": family, "given": [given] })
}

/// Somebody who is known by a name alone; of one name there is one.
pub(super) fn practitioner(name: &str, bundle: &mut Bundle) -> Option<Value> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    let address = address("practitioner", name);
    if !bundle.has(&address) {
        let resource = json!({
            "resourceType": "Practitioner",
            "text": narrative(name),
            "identifier": [identifier(&address)],
            "name": [{ "text": name }],
        });
        bundle.create(&address, resource, Some(&known_by(&address)));
    }
    Some(reference(&address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_apart_only_where_it_says_how() {
        assert_eq!(name("Invented, Ada"), json!({ "text": "Invented, Ada", "family": "Invented", "given": [" Ada"] }));
        assert_eq!(name("Ada Invented"), json!({ "text": "Ada Invented", "family": "", "given": [""] }));
    }

    #[test]
    fn a_number_asks_for_nothing_else() {
        assert_eq!(query("A-1 |&b,é"), "A-1%20%5C%7C%26b%5C%2C%C3%A9");
    }
}
