//! The small parts that resources are made of: identifiers, names of concepts, references, quantities.

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::atlas::regions::{CodeSystem, Locus, RegionTree, Side};

pub(super) const SNOMED_CT: &str = "http://snomed.info/sct";
const UNITS: &str = "http://unitsofmeasure.org";
/// The system of identifiers that are addresses of their own.
pub(super) const ADDRESSES: &str = "urn:ietf:rfc:3986";

/// The address of something of a record, always the same: what it is called is the record's identifier and what of it.
pub(super) fn address(record: &str, what: &str) -> String {
    let mut digest = Sha256::new();
    for part in ["fhir", record, what] {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    let digest = digest.finalize();
    // Version 8: its bits are a digest's (RFC 9562, 5.8).
    let bytes: [u8; 16] = std::array::from_fn(|at| digest[at]);
    let uuid = u128::from_be_bytes(bytes) & !(0xF << 76) & !(0x3 << 62) | (8 << 76) | (2 << 62);
    format!("urn:uuid:{}", Uuid::from_u128(uuid))
}

/// The address of a record: its own UUID, or one made of its identifier.
pub(super) fn address_of(record: &str) -> String {
    Uuid::parse_str(record).map_or_else(|_no_uuid| address(record, ""), |uuid| format!("urn:uuid:{uuid}"))
}

/// An identifier that is an address.
pub(super) fn identifier(address: &str) -> Value {
    json!({ "system": ADDRESSES, "value": address })
}

pub(super) fn reference(address: &str) -> Value {
    json!({ "reference": address })
}

pub(super) fn coding(system: &str, code: &str, display: &str) -> Value {
    json!({ "system": system, "code": code, "display": display })
}

/// A concept of codes and words.
pub(super) fn concept(codings: impl IntoIterator<Item = Value>, text: &str) -> Value {
    let codings: Vec<Value> = codings.into_iter().collect();
    json!({ "coding": codings, "text": text })
}

/// An amount in a unit of UCUM, as people write it and as it is coded.
pub(super) fn quantity(value: f64, [unit, code]: [&str; 2]) -> Value {
    json!({ "value": value, "unit": unit, "system": UNITS, "code": code })
}

/// A region with its side in words, by the code of SNOMED CT that it has, or else the nearest region around it that has one:
/// a concept has no place for the side's code.
pub(super) fn region(locus: Locus, words: &str) -> Value {
    let tree = RegionTree::get();
    let code = tree.ancestors(locus.region).find_map(|region| tree.code(region, CodeSystem::SnomedCt));
    let codings = code.map(|code| coding(SNOMED_CT, &code.code, code.term.as_deref().unwrap_or_default()));
    concept(codings, words)
}

/// The side as SNOMED CT codes it; the middle has none.
pub(super) fn side(side: Side) -> Option<Value> {
    match side {
        Side::Left => Some(coding(SNOMED_CT, "7771000", "Left")),
        Side::Right => Some(coding(SNOMED_CT, "24028007", "Right")),
        Side::Midline => None,
    }
}

/// What a person reads of a resource where its fields aren't understood.
pub(super) fn narrative(text: &str) -> Value {
    if text.trim().is_empty() {
        return Value::Null;
    }
    let escaped = plain(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    json!({ "status": "generated", "div": format!("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>{escaped}</p></div>") })
}

/// Without signs that neither XML nor FHIR takes, and without blanks around.
fn plain(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}') || matches!(c, '\n' | '\t');
    text.trim().chars().filter(allowed).collect()
}

/// The same without what is empty: FHIR knows no empty text, list or object.
pub(super) fn pruned(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(text) => {
            let text = plain(&text);
            (!text.is_empty()).then_some(Value::String(text))
        }
        Value::Array(items) => {
            let items: Vec<Value> = items.into_iter().filter_map(pruned).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(fields) => {
            let fields: Map<String, Value> =
                fields.into_iter().filter_map(|(name, value)| Some((name, pruned(value)?))).collect();
            (!fields.is_empty()).then_some(Value::Object(fields))
        }
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_always_the_same_and_a_records_own_where_it_has_one() {
        assert_eq!(address("session", "procedure"), address("session", "procedure"));
        assert_ne!(address("session", "procedure"), address("session", "document"));
        let own = "5a3b1e00-0000-7000-8000-000000000001";
        assert_eq!(address_of(own), format!("urn:uuid:{own}"));
        let made = address_of("session-1");
        let uuid = Uuid::parse_str(made.strip_prefix("urn:uuid:").unwrap()).unwrap();
        assert_eq!((uuid.get_version_num(), uuid.get_variant()), (8, uuid::Variant::RFC4122));
    }

    #[test]
    fn nothing_empty_stays() {
        let value = json!({ "a": " ", "b": [], "c": { "d": null, "e": [""] }, "f": " x\u{1} ", "g": false });
        assert_eq!(pruned(value), Some(json!({ "f": "x", "g": false })));
    }

    #[test]
    fn words_are_no_markup() {
        let text = narrative("<b> & \"c\"");
        assert!(text["div"].as_str().unwrap().contains("&lt;b&gt; &amp; &quot;c&quot;"));
    }
}
