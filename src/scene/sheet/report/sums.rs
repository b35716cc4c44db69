//! What a session adds up to on each side of the body, what was laid as fields, and what was noticed of reactions.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::SheetSpec;
use super::contents::{figures, listed, millilitres, table, words};
use super::flow::{Block, Column};
use crate::atlas::regions::{Locus, RegionTree, Side};
use crate::chart::{Group, GroupId, Mark, Remark, Session, Tally};
use crate::scene::{locus_words, mark_whereabouts, pattern_name, where_in_words};
use crate::text::Texts;

/// Right, midline and left, as the page has them from left to right.
type Sides = [Tally; 3];

/// Points and volumes of every technique, cocktail and region by side.
pub(super) fn by_side(spec: &SheetSpec<'_>) -> Option<Block> {
    let (session, texts, language) = (spec.content.session, spec.texts, spec.texts.language());
    let techniques = summed(session, |mark| &mark.deposit.technique).into_iter();
    let techniques = techniques.map(|(id, sides)| (spec.content.techniques.name(id, language).to_owned(), sides));
    let cocktails = summed(session, |mark| mark.deposit.cocktail).into_iter();
    let cocktails = cocktails.map(|(letter, sides)| {
        let named =
            |letter: crate::chart::Letter| texts.with("report-cocktail", &[("letter", letter.to_string().into())]);
        (letter.map_or_else(|| texts.get("sheet-no-cocktail"), named), sides)
    });
    let regions = summed(session, |mark| mark.site().locus().region).into_iter();
    let regions = regions.map(|(region, sides)| (RegionTree::get().region(region).name(language).to_owned(), sides));
    let rows = techniques.chain(cocktails).chain(regions).map(|(name, sides)| sides_row(name, &sides, texts)).collect();
    listed(texts.get("report-by-side"), table(side_heads(texts), rows))
}

fn side_heads(texts: &Texts) -> Vec<Column> {
    let ml = texts.get("sheet-millilitres");
    let sides = [texts.get("side-right-letter"), texts.get("sheet-midline"), texts.get("side-left-letter")];
    let pairs = sides.into_iter().flat_map(|side| [figures(side.clone()), figures(format!("{side}, {ml}"))]);
    std::iter::once(words(String::new())).chain(pairs).collect()
}

fn sides_row(name: String, sides: &Sides, texts: &Texts) -> Vec<String> {
    let cells = sides.iter().flat_map(|tally| match tally.points {
        0 => [String::new(), String::new()],
        points => [points.to_string(), millilitres(tally, texts)],
    });
    std::iter::once(name).chain(cells).collect()
}

fn summed<'a, K: Ord>(session: &'a Session, key: impl Fn(&'a Mark) -> K) -> BTreeMap<K, Sides> {
    let mut sums: BTreeMap<K, Sides> = BTreeMap::new();
    for mark in &session.marks {
        let side = match mark.site().locus().side {
            Side::Right => 0,
            Side::Midline => 1,
            Side::Left => 2,
        };
        sums.entry(key(mark)).or_default()[side].add(mark);
    }
    sums
}

/// How fields were laid, and what they come to.
pub(super) fn fields(spec: &SheetSpec<'_>) -> Option<Block> {
    let (session, texts) = (spec.content.session, spec.texts);
    let marks = by_group(session);
    let row = |group: &Arc<Group>| {
        let laying = group.origin.laying()?;
        let marks = marks.get(&group.id)?;
        let tally: Tally = marks.iter().map(|mark| mark.deposit.volume).collect();
        let (least, most) = numbers(marks)?;
        let told = group.origin.protocol().map(|told| format!("{} {}", told.id, told.revision));
        Some(vec![
            if least == most { least.to_string() } else { format!("{least}–{most}") },
            loci_words(marks, texts),
            if laying.is_row() { texts.get("pattern-row") } else { pattern_name(laying.pattern, texts) },
            texts.decimal(laying.spacing.mm()),
            told.unwrap_or_default(),
            tally.points.to_string(),
            millilitres(&tally, texts),
        ])
    };
    let heads = vec![
        words(texts.get("report-number")),
        words(texts.get("report-place")),
        words(texts.get("report-pattern")),
        figures(texts.get("report-spacing")),
        words(texts.get("report-protocol")),
        figures(texts.get("sheet-points")),
        figures(texts.get("sheet-millilitres")),
    ];
    listed(texts.get("report-fields"), table(heads, session.groups.iter().filter_map(row).collect()))
}

/// The marks of every group, found in one go: a session may have thousands of groups.
fn by_group(session: &Session) -> BTreeMap<GroupId, Vec<&Mark>> {
    let mut marks: BTreeMap<GroupId, Vec<&Mark>> = BTreeMap::new();
    for mark in &session.marks {
        if let Some(group) = mark.group {
            marks.entry(group).or_default().push(mark);
        }
    }
    marks
}

/// The lowest and the highest number of marks.
fn numbers(marks: &[&Mark]) -> Option<(u32, u32)> {
    let numbers = marks.iter().map(|mark| mark.number);
    Some((numbers.clone().min()?, numbers.max()?))
}

/// The places that marks lie in, those of most marks first; of many the first, and how many more.
fn loci_words(marks: &[&Mark], texts: &Texts) -> String {
    const MOST: usize = 3;
    let mut counts: BTreeMap<Locus, usize> = BTreeMap::new();
    for mark in marks {
        *counts.entry(mark.site().locus()).or_default() += 1;
    }
    let mut loci: Vec<(Locus, usize)> = counts.into_iter().collect();
    loci.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let more = loci.len().saturating_sub(MOST);
    let named = loci.iter().take(MOST).map(|(locus, _)| locus_words(*locus, texts));
    let rest = (more > 0).then(|| format!("+ {more}"));
    named.chain(rest).collect::<Vec<_>>().join(", ")
}

/// What skin and patient answered, and what was noted, each with its place.
pub(super) fn noticed(spec: &SheetSpec<'_>) -> Option<Block> {
    let (session, texts) = (spec.content.session, spec.texts);
    let row = |number: String, place: String, remark: &Remark| {
        let symptom = remark.symptom.map(|score| score.to_string()).unwrap_or_default();
        vec![number, place, remark.note.trim().to_owned(), symptom, remark.reaction.trim().to_owned()]
    };
    let marks = by_group(session);
    let of_mark = |mark: &Mark| {
        let place = where_in_words(&mark_whereabouts(session, mark), texts);
        mark.remark.as_ref().map(|remark| row(mark.number.to_string(), place, remark))
    };
    let of_group = |group: &Arc<Group>| {
        let remark = group.remark.as_ref()?;
        let marks = marks.get(&group.id)?;
        let (least, most) = numbers(marks)?;
        Some(row(format!("{least}–{most}"), loci_words(marks, texts), remark))
    };
    let rows = session.groups.iter().filter_map(of_group);
    let rows = rows.chain(session.marks.iter().filter_map(|mark| of_mark(mark))).collect();
    let heads = vec![
        words(texts.get("report-number")),
        words(texts.get("report-place")),
        words(texts.get("report-note")),
        figures(texts.get("report-symptom")),
        words(texts.get("report-reaction")),
    ];
    listed(texts.get("sheet-remarks"), table(heads, rows))
}
