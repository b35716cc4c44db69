//! A patient's card: on one page what was given, out of which box, where and when, for the patient to keep.

use std::collections::{BTreeMap, BTreeSet};

use super::super::SheetSpec;
use super::contents::{Rows, figures, listed, millilitres, table, words};
use super::flow::Block;
use crate::atlas::regions::Locus;
use crate::chart::{Component, Session, Tally, TechniqueId};
use crate::scene::locus_words;
use crate::text::Texts;

/// What the card says below whose it is.
pub(super) fn blocks(spec: &SheetSpec<'_>) -> Vec<Block> {
    let (session, texts) = (spec.content.session, spec.texts);
    let products = listed(texts.get("card-products"), products(session, texts));
    let sites = listed(texts.get("card-sites"), sites(spec));
    products.into_iter().chain(sites).collect()
}

/// Every product once, whatever cocktail it was in.
fn products(session: &Session, texts: &Texts) -> Rows {
    let used: BTreeSet<_> = session.marks.iter().filter_map(|mark| mark.deposit.cocktail).collect();
    let row = |part: &Component| {
        vec![
            part.substance.trim().to_owned(),
            part.concentration.map(|strength| texts.decimal(strength)).unwrap_or_default(),
            part.manufacturer.trim().to_owned(),
            part.lot.trim().to_owned(),
            part.expiry.map(|day| day.to_string()).unwrap_or_default(),
        ]
    };
    let given = session.cocktails.iter().filter(|cocktail| used.contains(&cocktail.letter));
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in given.flat_map(|cocktail| cocktail.components.iter().map(row)) {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let heads = vec![
        words(texts.get("report-component")),
        figures(texts.get("report-strength")),
        words(texts.get("report-manufacturer")),
        words(texts.get("report-lot")),
        words(texts.get("report-expiry")),
    ];
    table(heads, rows)
}

/// Every region and side, with how often and how.
fn sites(spec: &SheetSpec<'_>) -> Rows {
    let (session, texts) = (spec.content.session, spec.texts);
    let mut by_locus: BTreeMap<Locus, (Tally, BTreeSet<&TechniqueId>)> = BTreeMap::new();
    for mark in &session.marks {
        let (tally, techniques) = by_locus.entry(mark.site().locus()).or_default();
        tally.add(mark);
        techniques.insert(&mark.deposit.technique);
    }
    let name = |id: &&TechniqueId| spec.content.techniques.name(id, texts.language()).to_owned();
    let rows = by_locus.iter().map(|(locus, (tally, techniques))| {
        vec![
            locus_words(*locus, texts),
            techniques.iter().map(name).collect::<Vec<_>>().join(", "),
            tally.points.to_string(),
            millilitres(tally, texts),
        ]
    });
    let heads = vec![
        words(texts.get("report-place")),
        words(texts.get("report-technique")),
        figures(texts.get("sheet-points")),
        figures(texts.get("sheet-millilitres")),
    ];
    table(heads, rows.collect())
}
