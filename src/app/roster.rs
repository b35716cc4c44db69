//! The patients in their language's order, with what they are found by: worked out once for a list, not once a frame.

use std::sync::Arc;

use jiff::civil::Date;

use crate::chart::Patient;
use crate::store::PatientEntry;
use crate::text::{Collation, Language, Texts, date_readings, folded, long_date};

/// What a patient is found by.
#[derive(Debug)]
struct Row {
    /// The place in the list as it was read.
    at: usize,
    /// Name and number, folded.
    words: String,
    /// The date of birth as it may be typed.
    dates: String,
    born: Option<Date>,
    /// Birth date and number, to tell namesakes apart.
    details: String,
}

/// The list in order, and which of it was found last.
#[derive(Debug, Default)]
pub(super) struct Roster {
    /// The list that was put in order, kept so that no other can take its place in memory.
    list: Option<Arc<[PatientEntry]>>,
    language: Option<Language>,
    rows: Vec<Row>,
    searched: Option<String>,
    /// Indices of `rows`.
    found: Vec<usize>,
}

impl Roster {
    /// Brings order and findings up to date; cheap when neither list, language nor search changed.
    pub(super) fn look_for(&mut self, list: &Arc<[PatientEntry]>, texts: &Texts, searched: &str) {
        let same = self.list.as_ref().is_some_and(|known| Arc::ptr_eq(known, list));
        if !same || self.language != Some(texts.chosen()) {
            self.rows = rows(list, texts);
            self.language = Some(texts.chosen());
            self.list = Some(Arc::clone(list));
            self.searched = None;
        }
        if self.searched.as_deref() != Some(searched) {
            let wanted = Wanted::new(searched, texts.chosen());
            self.found = (0..self.rows.len()).filter(|&at| wanted.is(&self.rows[at])).collect();
            self.searched = Some(searched.to_owned());
        }
    }

    /// How many were found.
    pub(super) fn len(&self) -> usize {
        self.found.len()
    }

    /// The place in the list, as it was read, of the nth that was found; with birth date and number.
    pub(super) fn nth(&self, nth: usize) -> Option<(usize, &str)> {
        let row = &self.rows[*self.found.get(nth)?];
        Some((row.at, &row.details))
    }
}

/// What is looked for.
struct Wanted {
    words: Vec<String>,
    born: Vec<Date>,
}

impl Wanted {
    fn new(searched: &str, language: Language) -> Self {
        let words = folded(searched).split_whitespace().map(str::to_owned).collect();
        // A date that may be read in two ways finds both.
        Self { words, born: date_readings(searched, language).unwrap_or_default() }
    }

    /// Every word is part of name or number, in any order, or of the date of birth; what can't be read is always shown.
    fn is(&self, row: &Row) -> bool {
        let is_born = row.born.is_some_and(|born| self.born.contains(&born));
        // Two digits are part of every other date.
        let in_date = |word: &str| word.len() >= 4 && row.dates.contains(word);
        let found = |word: &String| row.words.contains(word.as_str()) || in_date(word);
        row.words.is_empty() || is_born || self.words.iter().all(found)
    }
}

fn rows(list: &[PatientEntry], texts: &Texts) -> Vec<Row> {
    let mut rows: Vec<Row> = list.iter().enumerate().map(|(at, entry)| row(at, entry, texts)).collect();
    let collation = Collation::of(texts.chosen());
    let patient = |row: &Row| list[row.at].patient.as_ref().ok();
    // Namesakes by birth, so that their order doesn't change; unreadable ones last.
    rows.sort_by(|a, b| match (patient(a), patient(b)) {
        (Some(one), Some(other)) => collation
            .compare(&one.name, &other.name)
            .then(one.born.cmp(&other.born))
            .then_with(|| one.reference.cmp(&other.reference)),
        (one, other) => one.is_none().cmp(&other.is_none()).then(a.at.cmp(&b.at)),
    });
    rows
}

fn row(at: usize, entry: &PatientEntry, texts: &Texts) -> Row {
    let Ok(patient) = &entry.patient else {
        return Row { at, words: String::new(), dates: String::new(), born: None, details: String::new() };
    };
    let words = folded(&format!("{}\n{}", patient.name, patient.reference));
    let dates = patient.born.map(|born| written(born, texts)).unwrap_or_default();
    Row { at, words, dates, born: patient.born, details: details(patient, texts) }
}

/// The ways in which a date is typed, folded.
fn written(born: Date, texts: &Texts) -> String {
    let month_first = (texts.chosen() == Language::English).then_some("%m/%d/%Y");
    let forms = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%-d.%-m.%Y", "%-d/%-m/%Y", "%Y-%-m-%-d"];
    let forms = forms.into_iter().chain(month_first).map(|form| born.strftime(form).to_string());
    let forms = forms.collect::<Vec<_>>().join("\n");
    folded(&format!("{forms}\n{}", long_date(born, texts)))
}

/// `12 March 1975 · no. 4711`, as far as it is recorded.
fn details(patient: &Patient, texts: &Texts) -> String {
    let born = patient.born.map(|born| long_date(born, texts));
    let reference = patient.reference.trim();
    let number = (!reference.is_empty()).then(|| texts.with("patient-number", &[("number", reference.into())]));
    born.into_iter().chain(number).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    fn list(patients: &[(&str, &str, &str)]) -> Arc<[PatientEntry]> {
        let entry = |&(name, born, reference): &(&str, &str, &str)| PatientEntry {
            folder: name.into(),
            patient: Ok(Patient {
                id: name.to_owned(),
                name: name.to_owned(),
                reference: reference.to_owned(),
                born: born.parse().ok(),
                ..Patient::default()
            }),
        };
        patients.iter().map(entry).collect()
    }

    fn found(list: &Arc<[PatientEntry]>, searched: &str, language: Language) -> Vec<String> {
        let mut roster = Roster::default();
        roster.look_for(list, &Texts::of(language), searched);
        let name = |nth| list[roster.nth(nth).unwrap().0].folder.display().to_string();
        (0..roster.len()).map(name).collect()
    }

    #[test]
    fn a_patient_is_found_by_whatever_is_remembered() {
        let list = list(&[
            ("Œuvrard Łucja", "1975-03-12", "A-4711"),
            ("Müller-Groß Søren", "1988-12-03", "12"),
            ("Martin Anne Sophie", "1975-12-03", ""),
        ]);
        for (searched, name) in [
            ("lucja oeuv", "Œuvrard Łucja"),
            ("4711", "Œuvrard Łucja"),
            ("GROSS muller", "Müller-Groß Søren"),
            ("soren", "Müller-Groß Søren"),
            ("sophie martin", "Martin Anne Sophie"),
            ("1988", "Müller-Groß Søren"),
            ("12.03.1975", "Œuvrard Łucja"),
            ("12.3.1975", "Œuvrard Łucja"),
            ("1975-12-03", "Martin Anne Sophie"),
            ("12 March 1975", "Œuvrard Łucja"),
            ("martin 1975", "Martin Anne Sophie"),
            ("12", "Müller-Groß Søren"),
        ] {
            assert_eq!(found(&list, searched, Language::English), [name], "{searched}");
        }
        // A date with two readings finds both in English; French knows which it is.
        assert_eq!(found(&list, "12/03/1975", Language::English).len(), 2);
        assert_eq!(found(&list, "12/03/1975", Language::French).len(), 1);
        assert!(found(&list, "nobody", Language::English).is_empty());
    }

    #[test]
    fn names_stand_in_the_languages_order_and_namesakes_by_birth() {
        let list = list(&[
            ("Zola", "", ""),
            ("Émile", "1990-01-01", ""),
            ("emile", "", ""),
            ("Œuvre", "", ""),
            ("Odile", "", ""),
        ]);
        let order = found(&list, "", Language::French);
        assert_eq!(order, ["emile", "Émile", "Odile", "Œuvre", "Zola"]);
    }

    #[test]
    fn ten_thousand_patients_are_searched_within_a_frame() {
        let names: Vec<String> = (0..10_000).map(|n| format!("Patient{n} Prénom{}", n % 97)).collect();
        let patients: Vec<_> = names.iter().map(|name| (name.as_str(), "1975-03-12", "4711")).collect();
        let (list, texts) = (list(&patients), Texts::english());
        let mut roster = Roster::default();
        roster.look_for(&list, &texts, "");
        let begun = Instant::now();
        roster.look_for(&list, &texts, "prenom9 patient77");
        assert!(begun.elapsed().as_millis() < 200, "{:?}", begun.elapsed());
        assert!(roster.len() > 0 && roster.len() < 200);
        let begun = Instant::now();
        for _ in 0..100 {
            roster.look_for(&list, &texts, "prenom9 patient77");
        }
        assert!(begun.elapsed().as_millis() < 20, "nothing changed: {:?}", begun.elapsed());
    }
}
