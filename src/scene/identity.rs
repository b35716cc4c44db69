//! Who a page is about, in one line that can't be mistaken for a namesake's.

use crate::chart::Patient;
use crate::text::Texts;

/// Name, birth date and record number, as far as they are recorded: `Ada Invented, born 1975-03-12, no. 0042`.
pub fn patient_words(patient: &Patient, texts: &Texts) -> String {
    let mut parts = vec![patient.name.trim().to_owned()];
    parts.extend(patient.born.map(|born| texts.with("patient-born-on", &[("date", born.to_string().into())])));
    let number = patient.reference.trim();
    if !number.is_empty() {
        parts.push(texts.with("patient-number", &[("number", number.into())]));
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patient_is_told_from_a_namesake() {
        let texts = Texts::english();
        let mut patient = Patient { name: "Ada Invented".to_owned(), ..Patient::default() };
        assert_eq!(patient_words(&patient, &texts), "Ada Invented");
        patient.born = "1975-03-12".parse().ok();
        patient.reference = "0042".to_owned();
        assert_eq!(patient_words(&patient, &texts), "Ada Invented, born 1975-03-12, no. 0042");
    }
}
