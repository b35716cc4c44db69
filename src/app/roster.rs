//! The patients in their language's order, with what they are found by.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::chart::Patient;
use crate::store::{PatientEntry, Place};
use crate::text::{Collation, Language, Texts, date_readings, folded, long_date};

use super::document::next_serial;

/// A patient, and what they are found by.
#[derive(Debug)]
pub(super) struct Row {
    /// As read.
    pub entry: Arc<PatientEntry>,
    /// Birth date and number, to tell namesakes apart.
    pub details: String,
    /// How wide name and details are, in letters.
    pub letters: [u16; 2],
    /// Name and number, folded.
    words: String,
    /// The date of birth as it may be typed.
    dates: String,
    born: Option<Date>,
}

impl Row {
    /// Why the patient is void, if they are.
    pub(super) fn void(&self) -> Option<&str> {
        self.entry.patient.as_ref().ok()?.voided.as_deref()
    }
}

/// The patients of a library, in the order of a language. It takes long to make, so that jobs do.
#[derive(Clone, Debug)]
pub(super) struct Roster {
    language: Language,
    rows: Vec<Arc<Row>>,
    by_folder: HashMap<Place, Arc<Row>>,
    /// Another one for every state: equal numbers, equal lists.
    state: u64,
}

impl Roster {
    /// These patients in order.
    pub(super) fn of(entries: impl IntoIterator<Item = Arc<PatientEntry>>, texts: &Texts) -> Self {
        Self::of_rows(entries.into_iter().map(|entry| Arc::new(row(entry, texts))).collect(), texts.chosen())
    }

    /// The same patients read again: what is known of those who didn't change is kept.
    pub(super) fn again(&self, entries: impl IntoIterator<Item = Arc<PatientEntry>>, texts: &Texts) -> Self {
        let same = |entry: &Arc<PatientEntry>| {
            let known = self.by_folder.get(&entry.folder).filter(|_| self.language == texts.chosen());
            known.filter(|known| Arc::ptr_eq(&known.entry, entry)).cloned()
        };
        let rows = entries.into_iter().map(|entry| same(&entry).unwrap_or_else(|| Arc::new(row(entry, texts))));
        Self::of_rows(rows.collect(), texts.chosen())
    }

    fn of_rows(mut rows: Vec<Arc<Row>>, language: Language) -> Self {
        let collation = Collation::of(language);
        rows.sort_by(|a, b| order(&collation, &a.entry, &b.entry));
        let by_folder = rows.iter().map(|row| (row.entry.folder.clone(), Arc::clone(row))).collect();
        Self { language, rows, by_folder, state: next_serial() }
    }

    /// The language that they are in the order of.
    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The patient in a folder.
    pub(super) fn in_folder(&self, folder: &Place) -> Option<&Arc<PatientEntry>> {
        self.by_folder.get(folder).map(|row| &row.entry)
    }

    /// The only patient who counts.
    pub(super) fn only(&self) -> Option<&Arc<PatientEntry>> {
        let mut counting = self.rows.iter().filter(|row| row.void().is_none());
        let first = counting.next()?;
        counting.next().is_none().then_some(&first.entry)
    }

    /// Puts one patient in place, instead of what was read from the same folder before.
    pub(super) fn put(&mut self, entry: PatientEntry, texts: &Texts) {
        self.remove(&entry.folder);
        let (entry, collation) = (Arc::new(entry), Collation::of(texts.chosen()));
        let at = self.rows.partition_point(|row| order(&collation, &row.entry, &entry).is_lt());
        let row = Arc::new(row(entry, texts));
        self.by_folder.insert(row.entry.folder.clone(), Arc::clone(&row));
        self.rows.insert(at, row);
        self.state = next_serial();
    }

    /// Takes away the patient of a folder that is gone.
    pub(super) fn remove(&mut self, folder: &Place) {
        if self.by_folder.remove(folder).is_some() {
            self.rows.retain(|row| row.entry.folder != *folder);
            self.state = next_serial();
        }
    }
}

/// Which patients of a roster are looked for; worked out once for a list, not once a frame.
#[derive(Debug, Default)]
pub(super) struct Finder {
    /// The state of the list, what was looked for in it, and how it was with what is void.
    found_in: Option<(u64, String, Shown)>,
    /// Places in the roster.
    found: Vec<usize>,
    /// How many void ones aren't shown.
    hidden: usize,
}

/// Which void patients are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// All of them.
    pub void: bool,
    /// The one in this folder in any case.
    pub chosen: Option<Place>,
}

impl Finder {
    /// The patients that are looked for; whether they are others than the last time. Cheap when neither list nor search
    /// changed.
    pub(super) fn look_for(&mut self, roster: &Roster, searched: &str, shown: Shown) -> bool {
        let same =
            |(state, before, way): &(u64, String, Shown)| *state == roster.state && before == searched && *way == shown;
        if self.found_in.as_ref().is_some_and(same) {
            return false;
        }
        let wanted = Wanted::new(searched, roster.language);
        self.found = (0..roster.rows.len()).filter(|&at| wanted.is(&roster.rows[at])).collect();
        let found = self.found.len();
        self.found.retain(|&at| shown.shows(&roster.rows[at]));
        self.hidden = found - self.found.len();
        self.found_in = Some((roster.state, searched.to_owned(), shown));
        true
    }

    /// How many of those that are looked for are void and not shown.
    pub(super) fn hidden(&self) -> usize {
        self.hidden
    }

    /// Those that were found in the roster.
    pub(super) fn found<'a>(&'a self, roster: &'a Roster) -> impl ExactSizeIterator<Item = &'a Row> {
        self.found.iter().map(|&at| &*roster.rows[at])
    }
}

impl Shown {
    fn shows(&self, row: &Row) -> bool {
        let is_void = row.void().is_some();
        !is_void || self.void || self.chosen.as_ref() == Some(&row.entry.folder)
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

/// Names in the order of their language, namesakes by birth, so that their order doesn't change; unreadable ones last.
fn order(collation: &Collation, a: &PatientEntry, b: &PatientEntry) -> Ordering {
    match (&a.patient, &b.patient) {
        (Ok(one), Ok(other)) => collation
            .compare(&one.name, &other.name)
            .then(one.born.cmp(&other.born))
            .then_with(|| one.reference.cmp(&other.reference))
            .then_with(|| a.folder.cmp(&b.folder)),
        (one, other) => one.is_err().cmp(&other.is_err()).then_with(|| a.folder.cmp(&b.folder)),
    }
}

fn row(entry: Arc<PatientEntry>, texts: &Texts) -> Row {
    let Ok(patient) = &entry.patient else {
        let details = String::new();
        return Row { entry, details, letters: [0, 0], words: String::new(), dates: String::new(), born: None };
    };
    let words = folded(&format!("{}\n{}", patient.name, patient.reference));
    let dates = patient.born.map(|born| written(born, texts)).unwrap_or_default();
    let (born, details) = (patient.born, details(patient, texts));
    let letters = [letters(&patient.name), letters(&details)];
    Row { entry, details, letters, words, dates, born }
}

/// How wide a text is, told without a font; letters of East Asia count twice.
fn letters(text: &str) -> u16 {
    text.chars().map(|c| if u32::from(c) >= 0x1100 { 2 } else { 1 }).fold(0, u16::saturating_add)
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
    let void = patient.voided.as_deref().map(|why| texts.with("void-why", &[("why", why.into())]));
    void.into_iter().chain(born).chain(number).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use super::*;
    use crate::store::depot::{Depot, Key, Memory};

    /// A folder of one and the same library.
    fn folder(name: &str) -> Place {
        static LIBRARY: OnceLock<Arc<Memory>> = OnceLock::new();
        let library = LIBRARY.get_or_init(Arc::default);
        Place::new(Arc::clone(library) as Arc<dyn Depot>, Key::ROOT.child(name))
    }

    fn list(patients: &[(&str, &str, &str)]) -> Vec<Arc<PatientEntry>> {
        let entry = |&(name, born, reference): &(&str, &str, &str)| {
            let patient = Patient {
                id: name.to_owned(),
                name: name.to_owned(),
                reference: reference.to_owned(),
                born: born.parse().ok(),
                ..Patient::default()
            };
            PatientEntry::new(folder(name), Ok(patient))
        };
        patients.iter().map(entry).map(Arc::new).collect()
    }

    fn names(roster: &Roster, searched: &str) -> Vec<String> {
        let mut finder = Finder::default();
        finder.look_for(roster, searched, Shown::default());
        finder.found(roster).map(|row| row.entry.folder.name().to_owned()).collect()
    }

    fn found(list: &[Arc<PatientEntry>], searched: &str, language: Language) -> Vec<String> {
        names(&Roster::of(list.iter().cloned(), &Texts::of(language)), searched)
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
    fn a_patient_who_is_put_in_stands_where_the_whole_list_would_have_them() {
        let (all, texts) =
            (list(&[("Zola", "", ""), ("Émile", "", ""), ("Odile", "", ""), ("Œuvre", "", "")]), Texts::english());
        for without in 0..all.len() {
            let mut others = all.clone();
            let one = others.remove(without);
            let mut roster = Roster::of(others, &texts);
            roster.put(PatientEntry::clone(&one), &texts);
            roster.put(PatientEntry::clone(&one), &texts);
            assert_eq!(names(&roster, ""), ["Émile", "Odile", "Œuvre", "Zola"]);
            assert!(roster.in_folder(&one.folder).is_some());
            roster.remove(&one.folder);
            assert_eq!((roster.len(), roster.in_folder(&one.folder).is_none()), (3, true));
        }
    }

    #[test]
    fn reading_again_keeps_what_is_known_in_the_same_language_only() {
        let list = list(&[("Zola", "1975-03-12", ""), ("Odile", "", "")]);
        let roster = Roster::of(list.clone(), &Texts::english());
        let (same, french) =
            (roster.again(list.clone(), &Texts::english()), roster.again(list, &Texts::of(Language::French)));
        assert!(Arc::ptr_eq(&roster.rows[1], &same.rows[1]));
        assert_eq!(french.rows[1].details, "12 mars 1975");
    }

    #[test]
    fn a_search_is_done_again_only_in_another_list_or_for_other_words() {
        let (list, texts) = (list(&[("Zola", "", ""), ("Odile", "", "")]), Texts::english());
        let mut roster = Roster::of(list, &texts);
        let mut finder = Finder::default();
        let mut look_for = |roster: &Roster, searched: &str| finder.look_for(roster, searched, Shown::default());
        assert!(look_for(&roster, "o"));
        assert!(!look_for(&roster, "o"));
        assert!(look_for(&roster, "od"));
        roster.remove(&folder("Odile"));
        assert!(look_for(&roster, "od"));
        assert_eq!(finder.found(&roster).len(), 0);
    }
}
