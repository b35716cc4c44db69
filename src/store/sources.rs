//! What the program's own techniques and protocols say of their sources, in the reader's language.
//!
//! Their files have one sentence, in English, as a clinic's have one in whatever language it writes: a translation stands for it
//! only while nobody changed it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::{shipped_protocols, techniques};
use crate::chart::{Protocol, Technique};

/// The language that there are translations in.
const LANGUAGE: &str = "fr";

/// The translations, by identifier.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sources {
    techniques: BTreeMap<String, String>,
    protocols: BTreeMap<String, String>,
}

fn french() -> &'static Sources {
    static FRENCH: OnceLock<Sources> = OnceLock::new();
    // A test reads the file; were it ever broken, the English stays.
    FRENCH.get_or_init(|| ron::from_str(include_str!("../../assets/sources.fr.ron")).unwrap_or_default())
}

/// What is said of a technique's sources.
pub fn technique_source<'a>(technique: &'a Technique, language: &str) -> &'a str {
    let shipped = techniques().get(&technique.id).is_some_and(|shipped| shipped.source == technique.source);
    let translated = french().techniques.get(technique.id.as_str());
    translated.filter(|_| shipped && language == LANGUAGE).map_or(&technique.source, String::as_str)
}

/// What is said of a protocol's sources.
pub fn protocol_source<'a>(protocol: &'a Protocol, language: &str) -> &'a str {
    let id = &protocol.reference.id;
    let mut all = shipped_protocols().iter();
    let shipped = all.any(|shipped| shipped.reference.id == *id && shipped.source == protocol.source);
    let translated = french().protocols.get(id);
    translated.filter(|_| shipped && language == LANGUAGE).map_or(&protocol.source, String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_source_of_the_program_is_said_in_french() {
        for technique in techniques().iter() {
            let french = technique_source(technique, "fr");
            assert!(french != technique.source && !french.contains("depth"), "{}", technique.id);
            assert_eq!(technique_source(technique, "en"), technique.source);
        }
        for protocol in shipped_protocols() {
            assert_ne!(protocol_source(protocol, "fr"), protocol.source, "{}", protocol.reference.id);
        }
        assert_eq!(french().techniques.len(), techniques().iter().count());
        assert_eq!(french().protocols.len(), shipped_protocols().len());
    }

    #[test]
    fn what_a_clinic_wrote_stands_as_it_is() {
        let mut technique = techniques().iter().next().unwrap().clone();
        technique.source = "our own words".to_owned();
        assert_eq!(technique_source(&technique, "fr"), "our own words");
    }
}
