//! The codes of the regions in public terminologies, from `assets/region_codes.ron`, which carries its own licence note.

use std::collections::BTreeMap;
use std::fmt;
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

    /// Its name, which is the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::SnomedCt => "SNOMED CT",
            Self::Dicom => "DICOM",
            Self::Uberon => "Uberon",
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

impl fmt::Display for Code {
    /// System and code without a blank, `SCT:36141000`; Uberon's codes bring their system along, `UBERON:0008803`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.system {
            CodeSystem::Uberon => f.write_str(&self.code),
            system => write!(f, "{}:{}", system.designator(), self.code),
        }
    }
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

    /// The codes of a region, or of the nearest group around it that has some, and whose they are.
    pub fn nearest_codes(&self, id: RegionId) -> Option<(RegionId, &'static [Code])> {
        let mut with_codes = self.ancestors(id).map(|id| (id, self.codes(id)));
        with_codes.find(|(_, codes)| !codes.is_empty())
    }

    /// The code of a region in one system, the first where there are several.
    pub fn code(&self, id: RegionId, system: CodeSystem) -> Option<&'static Code> {
        self.codes(id).iter().find(|code| code.system == system)
    }
}

/// Who may use the codes, where they come from and which don't fit exactly: what the head of the data file says, in English, a
/// line a paragraph.
pub fn codes_licence() -> String {
    let remarks = REGION_CODES_RON.lines().skip(1).map_while(|line| line.strip_prefix("//"));
    let text = remarks.map(str::trim).skip_while(|line| !line.starts_with("Licence."));
    let mut paragraphs = vec![String::new()];
    for line in text {
        match paragraphs.last_mut() {
            Some(paragraph) if !line.is_empty() => {
                paragraph.push_str(if paragraph.is_empty() { "" } else { " " });
                paragraph.push_str(line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.join("\n")
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
    fn a_region_without_a_code_has_those_of_its_group() {
        let tree = RegionTree::get();
        let [cheek, malar, forearm] = ["cheek", "malar", "forearm"].map(|id| tree.find(id).unwrap());
        assert!(tree.codes(malar).is_empty());
        assert_eq!(tree.nearest_codes(malar), Some((cheek, tree.codes(cheek))));
        assert_eq!(tree.nearest_codes(cheek), Some((cheek, tree.codes(cheek))));
        assert_eq!(tree.nearest_codes(forearm).unwrap().0, forearm);
        let written: Vec<String> = tree.codes(cheek).iter().map(ToString::to_string).collect();
        assert_eq!(written, ["SCT:36141000", "UBERON:0008803", "FMA:24759"]);
    }

    #[test]
    fn the_licence_is_told() {
        let licence = codes_licence();
        assert!(licence.starts_with("Licence. SNOMED CT is copyright"), "{licence}");
        assert!(licence.contains("CC BY 3.0") && licence.contains("Sources: "), "{licence}");
        assert!(!licence.contains("//") && licence.lines().all(|line| !line.is_empty()), "{licence}");
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
