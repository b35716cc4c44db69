//! What marks that come from elsewhere say otherwise than those that are here, and which of them say the same.

use crate::chart::{Import, Letter, Mark, Session, Shape, Techniques, Volume};
use crate::scene::{device_words, remark_words};
use crate::text::Texts;

use super::import::refusal_why;

/// The most pieces of a list of marks that are written out.
const MOST_PIECES: usize = 12;

/// What stands where nothing is recorded.
const NOTHING: &str = "–";

/// What marks that are here otherwise would become, those that change alike in one line: "volume 0.020 → 0.050 mL".
pub fn differing_lines(import: &Import, session: &Session, techniques: &Techniques, texts: &Texts) -> Vec<String> {
    let differing = import.different.iter().filter_map(|there| {
        let here = session.mark(there.id)?;
        Some((here.number.to_string(), what_differs([here, there], techniques, texts)))
    });
    let line = |(marks, what): (Vec<String>, String)| {
        let (count, marks) = (marks.len(), joined(&marks));
        let places = [("count", count.into()), ("marks", marks.into()), ("what", what.into())];
        texts.with("import-mark-different", &places)
    };
    gathered(differing).into_iter().map(line).collect()
}

/// Why marks stay out, those for the same reason in one line.
pub fn refused_lines(import: &Import, texts: &Texts) -> Vec<String> {
    let refused = import.refused.iter().map(|(name, why)| (name.clone(), refusal_why(why, texts)));
    let line = |(marks, why): (Vec<String>, String)| {
        let (count, marks) = (marks.len(), joined(&marks));
        texts.with("import-mark-refused", &[("count", count.into()), ("mark", marks.into()), ("why", why.into())])
    };
    gathered(refused).into_iter().map(line).collect()
}

/// Names by what is said of them, in the order in which it is said first.
fn gathered(said: impl Iterator<Item = (String, String)>) -> Vec<(Vec<String>, String)> {
    let mut order: Vec<(Vec<String>, String)> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for (name, what) in said {
        let place = *places.entry(what.clone()).or_insert(order.len());
        if place == order.len() {
            order.push((Vec::new(), what));
        }
        order[place].0.push(name);
    }
    order
}

/// "1–45, 50": of very many pieces the first.
fn joined(names: &[String]) -> String {
    let mut spans: Vec<(&str, &str)> = Vec::new();
    for name in names {
        let number = name.parse::<u32>().ok();
        match spans.last_mut() {
            Some((_, last))
                if number.is_some() && last.parse().ok().map(|last: u32| last.saturating_add(1)) == number =>
            {
                *last = name;
            }
            _ => spans.push((name, name)),
        }
    }
    let piece =
        |&(first, last): &(&str, &str)| if first == last { first.to_owned() } else { format!("{first}–{last}") };
    let mut pieces: Vec<String> = spans.iter().take(MOST_PIECES).map(piece).collect();
    if spans.len() > MOST_PIECES {
        pieces.push("…".to_owned());
    }
    pieces.join(", ")
}

/// Each field that differs, before and after.
fn what_differs([here, there]: [&Mark; 2], techniques: &Techniques, texts: &Texts) -> String {
    let mut said = deposit([here, there], techniques, texts);
    if here.shape != there.shape {
        said.push(place([&here.shape, &there.shape], texts));
    }
    let device = |mark: &Mark| mark.device.as_ref().map_or_else(nothing, |device| device_words(device, texts));
    said.extend(changed([device(here), device(there)], |both| texts.with("import-differs-device", both)));
    let remark = |mark: &Mark| mark.remark.as_ref().map_or_else(nothing, |remark| remark_words(remark, texts));
    said.extend(changed([remark(here), remark(there)], |both| texts.with("import-differs-remark", both)));
    let number = |mark: &Mark| mark.number.to_string();
    said.extend(changed([number(here), number(there)], |both| texts.with("import-differs-number", both)));
    // Whatever else there is, is how they were laid.
    if here.group != there.group || said.is_empty() {
        said.push(texts.get("import-differs-group"));
    }
    said.join("; ")
}

fn deposit(both: [&Mark; 2], techniques: &Techniques, texts: &Texts) -> Vec<String> {
    let deposits = both.map(|mark| &mark.deposit);
    let technique = deposits.map(|deposit| techniques.name(&deposit.technique, texts.language()).to_owned());
    let depth = deposits.map(|deposit| texts.decimal(deposit.depth.decimal()));
    let letter = |letter: Letter| letter.to_string();
    let cocktail = deposits.map(|deposit| deposit.cocktail.map_or_else(nothing, letter));
    let ml = |volume: Volume| texts.decimal(volume.decimal());
    let volume = deposits.map(|deposit| deposit.volume.map_or_else(nothing, ml));
    let said = [
        changed(technique, |both| texts.with("import-differs-technique", both)),
        changed(depth, |both| texts.with("import-differs-depth", both)),
        changed(cocktail, |both| texts.with("import-differs-cocktail", both)),
        changed(volume, |both| texts.with("import-differs-volume", both)),
    ];
    said.into_iter().flatten().collect()
}

/// A point that lies elsewhere, by how far in a straight line; of any other shape only that it does.
fn place(shapes: [&Shape; 2], texts: &Texts) -> String {
    let [Shape::Point(here), Shape::Point(there)] = shapes else { return texts.get("import-differs-shape") };
    let mm = (there.position_mm() - here.position_mm()).length();
    texts.with("import-differs-place", &[("mm", texts.decimal(format_args!("{mm:.2}")).into())])
}

fn changed<'a>(
    [before, after]: [String; 2],
    words: impl FnOnce(&[(&str, fluent_bundle::FluentValue<'a>)]) -> String,
) -> Option<String> {
    (before != after).then(|| words(&[("before", before.into()), ("after", after.into())]))
}

fn nothing() -> String {
    NOTHING.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_a_row_are_a_span_and_many_are_cut() {
        let names = |names: &[&str]| joined(&names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
        assert_eq!(names(&["1", "2", "3", "7", "F-1", "F-2", "8", "9"]), "1–3, 7, F-1, F-2, 8–9");
        let odd: Vec<String> = (0..20).map(|nth| (2 * nth).to_string()).collect();
        assert!(joined(&odd).ends_with("22, …"));
    }
}
