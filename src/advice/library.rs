//! What was found in a whole library, as rows that window and command line show, and as a table that spreadsheets read.

use crate::export::csv_cell;
use crate::store::{Figure, Found, Given, Hit, Index, Late};
use crate::text::{Texts, folded, long_date};

/// One answer in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundRow {
    /// The patient's name; of a record that can't be read its folder's.
    pub patient: String,
    /// Date of birth and number, as far as they are recorded, to tell namesakes apart.
    pub details: String,
    /// The course.
    pub course: String,
    /// The session's title and date.
    pub session: String,
    /// What was given: substance and lot; of who is overdue which session of the plan.
    pub what: String,
    /// How much, or how late.
    pub figure: String,
}

/// The row of an answer.
pub fn found_row(index: &Index, hit: &Hit, texts: &Texts) -> FoundRow {
    let Some(named) = index.named(hit) else { return FoundRow::default() };
    let patient = named.patient;
    let born = patient.and_then(|patient| patient.born).map(|born| long_date(born, texts));
    let number = patient.map(|patient| patient.reference.trim()).filter(|number| !number.is_empty());
    let number = number.map(|number| texts.with("found-number", &[("number", number.into())]));
    let (what, figure) = match &hit.figure {
        Figure::Given(given) => (what_words(given, texts), given_words(given, texts)),
        Figure::Late(late) => (next_words(*late, texts), late_words(*late, texts)),
    };
    let session = named.session.map(|session| {
        let places = [("title", (*session.title).into()), ("date", long_date(session.started.date(), texts).into())];
        texts.with("found-session", &places)
    });
    FoundRow {
        patient: patient.map_or(named.folder, |patient| &patient.name).to_owned(),
        details: born.into_iter().chain(number).collect::<Vec<_>>().join(" · "),
        course: named.course.map(|course| course.title.to_string()).unwrap_or_default(),
        session: session.unwrap_or_default(),
        what,
        figure,
    }
}

/// How many answers there are, and what is missing from them.
pub fn found_count(found: &Found, texts: &Texts) -> String {
    let mut words = vec![if found.hits.is_empty() {
        texts.get("found-none")
    } else {
        texts.with("found-count", &[("rows", found.hits.len().into()), ("patients", found.patients.into())])
    }];
    if found.void > 0 {
        words.push(texts.with("found-void", &[("count", found.void.into())]));
    }
    if found.unread > 0 {
        words.push(texts.with("found-unread", &[("count", found.unread.into())]));
    }
    words.join(" ")
}

/// Whether a word of the records is what was asked for: the whole of it, or every word of what was typed in it; never anything where
/// nothing was typed.
pub fn asked_for(typed: &str, exact: bool) -> impl Fn(&str) -> bool + use<> {
    let wanted = folded(typed.trim());
    move |word| {
        let word = folded(word.trim());
        let in_part = || wanted.split_whitespace().all(|part| word.contains(part));
        !wanted.is_empty() && if exact { word == wanted } else { in_part() }
    }
}

fn what_words(given: &Given, texts: &Texts) -> String {
    let part = &given.part;
    let of = [&part.substance, &part.manufacturer].into_iter().filter(|word| !word.is_empty());
    let name = of.map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let what = if part.lot.is_empty() {
        name
    } else {
        texts.with("found-lot", &[("name", name.into()), ("lot", (*part.lot).into())])
    };
    // Two cocktails of one session can hold the same.
    texts.with("found-in-cocktail", &[("what", what.into()), ("letter", part.letter.to_string().into())])
}

fn given_words(given: &Given, texts: &Texts) -> String {
    if given.tally.points == 0 {
        return texts.get("found-prepared");
    }
    let volume = texts.decimal(given.tally.decimal());
    let places = [("volume", volume.into()), ("points", given.tally.points.into())];
    let injected = texts.with("found-injected", &places);
    match given.amount {
        Some(amount) => {
            let amount = format!("{}{}", given.tally.sign(), texts.decimal(amount));
            texts.with("found-amount", &[("amount", amount.into()), ("injected", injected.into())])
        }
        None => injected,
    }
}

fn next_words(late: Late, texts: &Texts) -> String {
    texts.with("found-next", &[("next", late.next.into()), ("planned", late.planned.into())])
}

fn late_words(late: Late, texts: &Texts) -> String {
    texts.with("found-late", &[("days", late.days.into()), ("due", long_date(late.due, texts).into())])
}

/// The columns of what was given, and of who is overdue.
const GIVEN: &str = "patient,reference,born,course,session,started,signed,substance,manufacturer,lot,cocktail,points,\
                     volume_ml,points_without_volume,amount,unit,record\r\n";
const LATE: &str = "patient,reference,born,course,session,started,last,due,days_overdue,next,planned,record\r\n";

/// Every answer as a line of a table: UTF-8, decimal points, dates as in the records.
pub fn found_csv(index: &Index, found: &Found) -> String {
    let is_late = found.hits.first().is_some_and(|hit| matches!(hit.figure, Figure::Late(_)));
    let mut table = format!("\u{feff}{}", if is_late { LATE } else { GIVEN });
    for hit in &found.hits {
        let line = line(index, hit).unwrap_or_default();
        let cells: Vec<_> = line.iter().map(|cell| csv_cell(cell)).collect();
        table.push_str(&cells.join(","));
        table.push_str("\r\n");
    }
    table
}

fn line(index: &Index, hit: &Hit) -> Option<Vec<String>> {
    let (named, lying) = (index.named(hit)?, index.lying(hit)?);
    let text = |text: Option<&std::sync::Arc<str>>| text.map(ToString::to_string).unwrap_or_default();
    let mut cells = vec![
        named.patient.map_or(named.folder, |patient| &patient.name).to_owned(),
        text(named.patient.map(|patient| &patient.reference)),
        named.patient.and_then(|patient| patient.born).map(|born| born.to_string()).unwrap_or_default(),
        text(named.course.map(|course| &course.title)),
        text(named.session.map(|session| &session.title)),
        named.session.map(|session| session.started.to_string()).unwrap_or_default(),
    ];
    match &hit.figure {
        Figure::Given(Given { part, tally, amount }) => {
            let is_signed = named.session.is_some_and(|session| session.is_signed);
            cells.push(if is_signed { "yes" } else { "no" }.to_owned());
            cells.extend([&part.substance, &part.manufacturer, &part.lot].map(ToString::to_string));
            cells.extend([part.letter.to_string(), tally.points.to_string(), tally.volume.decimal()]);
            cells.push(tally.without_volume.to_string());
            let figure = amount.map(|amount| amount.to_string());
            let (value, unit) = figure.as_deref().and_then(|figure| figure.split_once(' ')).unwrap_or_default();
            cells.extend([value.to_owned(), unit.to_owned()]);
        }
        Figure::Late(Late { last, due, days, next, planned }) => {
            cells.extend([last.to_string(), due.to_string(), days.to_string()]);
            cells.extend([next.to_string(), planned.to_string()]);
        }
    }
    cells.push(lying.session.key().to_string());
    Some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_whole_or_in_part_whatever_its_accents() {
        let part = asked_for("acide hyal", false);
        assert!(part("Acide Hyaluronique 1,6 %") && part("HYALURONIC ACIDE") && !part("Lidocaine"));
        let whole = asked_for(" lot-1 ", true);
        assert!(whole("LOT-1") && !whole("LOT-12"));
        assert!(!asked_for("", false)("x") && !asked_for(" ", true)(""));
    }
}
