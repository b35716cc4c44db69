//! The codes of the regions in public terminologies, from `assets/region_codes.ron`, which carries its own licence note.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::tree::{RegionId, RegionTree};

const REGION_CODES_RON: &str = include_str!("../../../assets/region_codes.ron");

/// Who issues a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum CodeSystem {
    /// SNOMED CT, the concepts that DICOM or HL7 publish.
    SnomedCt,
    /// DICOM's own codes, PS3.16.
    Dicom,
    /// Uberon, the anatomy of animals.
    Uberon,
    /// The Foundational Model of Anatomy.
    Fma,
}

impl CodeSystem {
    /// The short name that DICOM gives the system (PS3.16, section 8), such as `SCT`.
    pub fn designator(self) -> &'static str {
        match self {
            Self::SnomedCt => "SCT",
            Self::Dicom => "DCM",
            Self::Uberon => "UBERON",
            Self::Fma => "FMA",
        }
    }

    /// The address by which FHIR names the system.
    pub fn uri(self) -> &'static str {
        match self {
            Self::SnomedCt => "http://snomed.info/sct",
            Self::Dicom => "http://dicom.nema.org/resources/ontology/DCM",
            Self::Uberon => "http://purl.obolibrary.org/obo/uberon.owl",
            Self::Fma => "http://terminology.hl7.org/CodeSystem/FMA",
        }
    }
}

/// One code of a region.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Code {
    /// Who issues it.
    pub system: CodeSystem,
    /// The code itself, as the system writes it: digits, or `UBERON:` and seven digits.
    pub code: String,
    /// What the system calls the concept, where the source of the code says so.
    #[serde(default)]
    pub term: Option<String>,
}

/// Codes by the id of the region.
type Codes = BTreeMap<String, Vec<Code>>;

fn parse(text: &str) -> Result<Vec<(String, Vec<Code>)>, ron::error::SpannedError> {
    ron::from_str(text)
}

impl RegionTree {
    /// The codes of a region, or none where no source has one; the file is read at the first question.
    pub fn codes(&self, id: RegionId) -> &'static [Code] {
        static CODES: OnceLock<Codes> = OnceLock::new();
        // A test holds that the embedded text is good; without it no region has a code.
        let codes = CODES.get_or_init(|| parse(REGION_CODES_RON).unwrap_or_default().into_iter().collect());
        codes.get(&self.region(id).id).map_or(&[], Vec::as_slice)
    }

    /// The code of a region in one system, the first where there are several.
    pub fn code(&self, id: RegionId, system: CodeSystem) -> Option<&'static Code> {
        self.codes(id).iter().find(|code| code.system == system)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Verhoeff's check digit (1969), which ends every SNOMED CT identifier: whether the digits add up to zero in the dihedral
    /// group of ten.
    fn adds_up(digits: &str) -> bool {
        let product = |a: usize, b: usize| match (a < 5, b < 5) {
            (true, true) => (a + b) % 5,
            (true, false) => (a + b) % 5 + 5,
            (false, true) => (a + 5 - b) % 5 + 5,
            (false, false) => (a + 5 - b) % 5,
        };
        const STEP: [usize; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
        let turned = |digit: usize, times: usize| (0..times).fold(digit, |digit, _| STEP[digit]);
        let values = digits.bytes().rev().map(|byte| usize::from(byte - b'0'));
        values.enumerate().fold(0, |sum, (place, digit)| product(sum, turned(digit, place % 8))) == 0
    }

    fn is_well_formed(code: &Code) -> bool {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match code.system {
            CodeSystem::SnomedCt => digits(&code.code) && (6..=18).contains(&code.code.len()) && adds_up(&code.code),
            CodeSystem::Uberon => code.code.strip_prefix("UBERON:").is_some_and(|id| digits(id) && id.len() == 7),
            CodeSystem::Dicom => digits(&code.code) && code.code.len() == 6,
            CodeSystem::Fma => digits(&code.code),
        }
    }

    #[test]
    fn check_digits_are_checked() {
        assert!(adds_up("2363") && adds_up("73211009"), "Verhoeff's own example, and diabetes mellitus");
        assert!(!adds_up("2364") && !adds_up("73211008") && !adds_up("73121009"));
    }

    #[test]
    fn every_code_belongs_to_a_region_and_is_well_formed() {
        let tree = RegionTree::get();
        let mut regions = BTreeSet::new();
        for (id, codes) in parse(REGION_CODES_RON).unwrap() {
            assert!(tree.find(&id).is_some(), "no region {id}");
            assert!(!codes.is_empty(), "{id} has a row without a code");
            let mut seen = BTreeSet::new();
            for code in &codes {
                assert!(is_well_formed(code), "{id}: {code:?}");
                assert!(seen.insert((code.system, &code.code)), "{id} has {} twice", code.code);
                assert!(code.term.as_ref().is_none_or(|term| !term.is_empty()), "{id}: {code:?}");
            }
            assert!(regions.insert(id.clone()), "{id} has two rows");
        }
        assert!(regions.len() >= 100, "{} regions have codes", regions.len());
    }
}
