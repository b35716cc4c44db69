//! What the pages after the map say: mixtures with their boxes, signatures, changes, notes, and every mark.

use super::super::SheetSpec;
use super::flow::{Block, Column};
use super::vouching::Vouching;
use super::{Told, sums};
use crate::atlas::each;
use crate::chart::{Cocktail, Component, Mark, Tally, Totals, Volume};
use crate::scene::{OutcomeWords, mark_whereabouts, where_in_words};
use crate::text::Texts;

/// The blocks in reading order; what isn't recorded has none.
pub(super) fn blocks(spec: &SheetSpec<'_>, told: &Told) -> Vec<Block> {
    let vouching = told.vouching.as_ref();
    let session = spec.content.session;
    let totals = Totals::of(session);
    let injected = |cocktail: &Cocktail| totals.by_cocktail.get(&Some(cocktail.letter)).copied().unwrap_or_default();
    let mut blocks: Vec<Block> =
        session.cocktails.iter().map(|cocktail| mixture(cocktail, &injected(cocktail), spec.texts)).collect();
    blocks.extend(sums::by_side(spec));
    blocks.extend(sums::fields(spec));
    blocks.extend(findings(told, spec.texts));
    blocks.extend(outcomes(told, spec.texts));
    blocks.extend(notes(spec));
    blocks.extend(sums::noticed(spec));
    blocks.extend(marks(spec));
    blocks.extend(void_marks(spec));
    blocks.extend(vouching.and_then(|vouching| amendments(vouching, spec.texts)));
    blocks.extend(vouching.map(|vouching| signatures(vouching, spec.texts)));
    blocks
}

pub(super) fn words(name: String) -> Column {
    Column { name, is_figures: false }
}

pub(super) fn figures(name: String) -> Column {
    Column { name, is_figures: true }
}

/// The heads of a table, and its rows.
pub(super) type Rows = (Vec<Column>, Vec<Vec<String>>);

/// The sum of a tally, with a sign where it is only the least that it can be.
pub(super) fn millilitres(tally: &Tally, texts: &Texts) -> String {
    format!("{}{}", tally.sign(), texts.decimal(tally.volume.decimal()))
}

/// A table without the columns in which nothing is recorded; the first always stays.
pub(super) fn table(heads: Vec<Column>, rows: Vec<Vec<String>>) -> Rows {
    let used: Vec<bool> =
        (0..heads.len()).map(|at| at == 0 || rows.iter().any(|row| !row[at].trim().is_empty())).collect();
    let kept = |row: Vec<String>| row.into_iter().zip(&used).filter(|(_, used)| **used).map(|(cell, _)| cell).collect();
    let heads = heads.into_iter().zip(&used).filter(|(_, used)| **used).map(|(head, _)| head).collect();
    (heads, rows.into_iter().map(kept).collect())
}

/// A table under a heading; nothing where it has no row.
pub(super) fn listed(heading: String, (heads, rows): Rows) -> Option<Block> {
    (!rows.is_empty()).then(|| Block { heading, words: Vec::new(), heads, rows })
}

/// What went into a cocktail and out of which box, and where it went.
fn mixture(cocktail: &Cocktail, injected: &Tally, texts: &Texts) -> Block {
    let mixed = cocktail.mixed();
    let row = |part: &Component| {
        let amount = part.amount_of(injected.volume, mixed).filter(|_| injected.volume > Volume::ZERO);
        vec![
            part.substance.clone(),
            part.concentration.map(|strength| texts.decimal(strength)).unwrap_or_default(),
            if part.volume > Volume::ZERO { texts.decimal(part.volume) } else { String::new() },
            amount.map(|amount| format!("{}{}", injected.sign(), texts.decimal(amount))).unwrap_or_default(),
            part.manufacturer.trim().to_owned(),
            part.lot.trim().to_owned(),
            part.expiry.map(|day| day.to_string()).unwrap_or_default(),
        ]
    };
    let heads = vec![
        words(texts.get("report-component")),
        figures(texts.get("report-strength")),
        figures(texts.get("report-volume")),
        figures(texts.get("report-injected")),
        words(texts.get("report-manufacturer")),
        words(texts.get("report-lot")),
        words(texts.get("report-expiry")),
    ];
    let (heads, rows) = table(heads, cocktail.components.iter().map(row).collect());
    let heads = if rows.is_empty() { Vec::new() } else { heads };
    Block { heading: mixture_name(cocktail, texts), words: vec![whereabouts(cocktail, injected, texts)], heads, rows }
}

fn mixture_name(cocktail: &Cocktail, texts: &Texts) -> String {
    let letter = cocktail.letter.to_string();
    match cocktail.name.trim() {
        "" => texts.with("report-cocktail", &[("letter", letter.into())]),
        name => texts.with("report-cocktail-named", &[("letter", letter.into()), ("name", name.into())]),
    }
}

/// How much was drawn up, injected, thrown away.
fn whereabouts(cocktail: &Cocktail, injected: &Tally, texts: &Texts) -> String {
    let drawn = (cocktail.prepared > Volume::ZERO)
        .then(|| texts.with("report-drawn", &[("ml", texts.decimal(cocktail.prepared).into())]));
    let ml = format!("{}{}", injected.sign(), texts.decimal(injected.volume));
    let injected = texts.with("report-given", &[("ml", ml.into()), ("points", injected.points.into())]);
    let discarded = super::super::rows::discarded_words(cocktail, texts);
    drawn.into_iter().chain([injected]).chain(discarded).collect::<Vec<_>>().join("  ·  ")
}

/// Who signed, as what, when, with which key, and whether that holds.
fn signatures(vouching: &Vouching, texts: &Texts) -> Block {
    let heading = texts.get("report-signatures");
    let ledger = Some(vouching.ledger.clone()).filter(|words| !words.is_empty());
    if vouching.signatures.is_empty() {
        let words = [texts.get("report-not-signed")].into_iter().chain(ledger).collect();
        return Block { heading, words, ..Block::default() };
    }
    let row = |signature: &super::SignatureWords| {
        let parts =
            [&signature.name, &signature.role, &signature.meaning, &signature.at, &signature.key, &signature.standing];
        parts.map(Clone::clone).to_vec()
    };
    let heads = [
        texts.get("report-name"),
        texts.get("report-role"),
        texts.get("report-meaning"),
        texts.get("report-when"),
        texts.get("report-key"),
        texts.get("report-standing"),
    ];
    let (heads, rows) = table(heads.map(words).to_vec(), vouching.signatures.iter().map(row).collect());
    let since = vouching.is_changed_since.then(|| texts.get("report-changed-since"));
    Block { heading, words: since.into_iter().chain(ledger).collect(), heads, rows }
}

/// What was changed after it was signed.
fn amendments(vouching: &Vouching, texts: &Texts) -> Option<Block> {
    let row = |change: &super::AmendmentWords| [&change.at, &change.who, &change.reason].map(Clone::clone).to_vec();
    let heads = [texts.get("report-when"), texts.get("report-who"), texts.get("report-reason")];
    listed(
        texts.get("report-amendments"),
        table(heads.map(words).to_vec(), vouching.amendments.iter().map(row).collect()),
    )
}

/// What stands out, as the window says it.
fn findings(told: &Told, texts: &Texts) -> Option<Block> {
    let block = || Block { heading: texts.get("report-findings"), words: told.findings.clone(), ..Block::default() };
    (!told.findings.is_empty()).then(block)
}

/// What was assessed, on which scale.
fn outcomes(told: &Told, texts: &Texts) -> Option<Block> {
    let row = |outcome: &OutcomeWords| {
        let OutcomeWords { scale, place, value, at, by, note } = outcome;
        [scale, place, value, at, by, note].map(Clone::clone).to_vec()
    };
    let heads = [
        texts.get("outcome-scale"),
        texts.get("report-place"),
        texts.get("outcome-value"),
        texts.get("outcome-at"),
        texts.get("report-who"),
        texts.get("report-note"),
    ];
    listed(texts.get("report-outcomes"), table(heads.map(words).to_vec(), told.outcomes.iter().map(row).collect()))
}

fn notes(spec: &SheetSpec<'_>) -> Option<Block> {
    let notes = spec.content.session.details.notes.trim();
    let block = || Block { heading: spec.texts.get("report-notes"), words: vec![notes.to_owned()], ..Block::default() };
    (!notes.is_empty()).then(block)
}

/// Every mark with its place in words.
fn marks(spec: &SheetSpec<'_>) -> Option<Block> {
    let texts = spec.texts;
    let mut marks: Vec<_> = spec.content.session.marks.iter().collect();
    marks.sort_by_key(|mark| mark.number);
    let heads = vec![
        figures(texts.get("report-number")),
        words(texts.get("report-place")),
        words(texts.get("report-technique")),
        figures(texts.get("sheet-depth")),
        words(texts.get("report-mixture")),
        figures(texts.get("sheet-millilitres")),
    ];
    listed(texts.get("report-marks"), table(heads, each(&marks, |mark| mark_row(spec, mark))))
}

fn mark_row(spec: &SheetSpec<'_>, mark: &Mark) -> Vec<String> {
    let (texts, deposit) = (spec.texts, &mark.deposit);
    vec![
        mark.number.to_string(),
        where_in_words(&mark_whereabouts(spec.content.session, mark), texts),
        spec.content.techniques.name(&deposit.technique, texts.language()).to_owned(),
        texts.decimal(deposit.depth.mm()),
        deposit.cocktail.map(|letter| letter.to_string()).unwrap_or_default(),
        deposit.volume.map(|volume| texts.decimal(volume.decimal())).unwrap_or_default(),
    ]
}

/// Marks that were declared void: they count nowhere, and stay in the record.
fn void_marks(spec: &SheetSpec<'_>) -> Option<Block> {
    let texts = spec.texts;
    let heads =
        vec![figures(texts.get("report-number")), words(texts.get("report-place")), words(texts.get("report-reason"))];
    let session = spec.content.session;
    let row = |void: &crate::chart::VoidMark| {
        let place = where_in_words(&mark_whereabouts(session, &void.mark), texts);
        vec![void.mark.number.to_string(), place, void.why.to_string()]
    };
    listed(texts.get("report-void-marks"), table(heads, session.voided.iter().map(|void| row(void)).collect()))
}
