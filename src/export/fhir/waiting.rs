//! A transaction as a file that is kept until a record system has it, and what people know it by.

use serde_json::{Value, json};
use uuid::Uuid;

use super::parts::address;

const SCHEMA: &str = "mesomap/waiting/1";

/// A transaction on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Where it goes: an address.
    pub to: String,
    /// The transaction.
    pub bundle: Vec<u8>,
    /// What it shows.
    pub shows: String,
    /// The patient's name and number.
    pub patient: [String; 2],
    /// What the session is called, and its date, `20260907`.
    pub study: [String; 2],
    /// Digits that a later transaction of the same session to the same address has too.
    pub id: String,
}

impl Waiting {
    /// A transaction that this program made; `None` of anything else.
    pub fn new(bundle: Vec<u8>, to: &str) -> Option<Self> {
        let parsed: Value = serde_json::from_slice(&bundle).ok()?;
        let resource = |kind: &str| {
            let entries = parsed["entry"].as_array()?.iter();
            entries.map(|entry| &entry["resource"]).find(|resource| resource["resourceType"] == kind)
        };
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (patient, document, procedure) =
            (resource("Patient")?, resource("DocumentReference")?, resource("Procedure")?);
        let date = text(&procedure["performedDateTime"]).chars().filter(char::is_ascii_digit).take(8).collect();
        let name = address(to, parsed["identifier"]["value"].as_str()?);
        let id = Uuid::parse_str(name.strip_prefix("urn:uuid:")?).ok()?.as_u128().to_string();
        Some(Self {
            to: to.to_owned(),
            shows: format!("FHIR, {}", text(&document["content"][0]["attachment"]["title"])),
            patient: [text(&patient["name"][0]["text"]), text(&patient["identifier"][0]["value"])],
            study: [text(&document["description"]), date],
            id,
            bundle,
        })
    }
}

/// As the bytes of a file.
pub fn waiting_file(waiting: &Waiting) -> Vec<u8> {
    let bundle = String::from_utf8_lossy(&waiting.bundle);
    json!({ "schema": SCHEMA, "to": waiting.to, "bundle": bundle }).to_string().into_bytes()
}

/// What [`waiting_file`] wrote; `None` where it is anything else.
pub fn read_waiting(bytes: &[u8]) -> Option<Waiting> {
    let file: Value = serde_json::from_slice(bytes).ok()?;
    (file["schema"] == SCHEMA).then_some(())?;
    Waiting::new(file["bundle"].as_str()?.as_bytes().to_vec(), file["to"].as_str()?)
}
