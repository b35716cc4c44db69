//! What begins the document of a whole course: whose it is, what it is for, and its sessions in a table.

use std::collections::BTreeSet;

use super::super::panel::Panels;
use super::super::part::Canvas;
use super::super::{Rect, SheetSpec, Style};
use super::Told;
use super::contents::{figures, listed, millilitres, table, words};
use super::flow::Block;
use crate::atlas::View;
use crate::atlas::regions::Locus;
use crate::chart::{Tally, Totals};
use crate::geom::Vec2;
use crate::scene::locus_words;
use crate::text::Texts;

/// The facts that head a course, and its sessions.
pub(super) fn blocks(parts: &[(SheetSpec<'_>, &Told)], facts: &[super::Fact], texts: &Texts) -> Vec<Block> {
    let lines = facts.iter().map(|fact| texts.line(&fact.label, &fact.value)).collect();
    let about = Block { heading: texts.get("course-about"), words: lines, ..Block::default() };
    let about = std::iter::once(about).filter(|block| !block.words.is_empty());
    about.chain(sessions(parts, texts)).chain(regions(parts, texts)).collect()
}

/// Where each session's marks lie, in what room is left below the tables, all in one view where one shows them; of many sessions
/// the last ones. On little room they would show nothing.
pub(super) fn pictures(parts: &[(SheetSpec<'_>, &Told)], room: Rect, page: &mut Canvas) {
    const MOST: usize = 8;
    const LEAST_MM: f32 = 40.0;
    if room.height() < LEAST_MM {
        return;
    }
    let first = parts.len().saturating_sub(MOST);
    let shown: Vec<(usize, &SheetSpec<'_>, &'static View)> = parts[first..]
        .iter()
        .enumerate()
        .filter_map(|(at, (spec, _))| Some((first + at + 1, spec, common_view(spec, parts)?)))
        .collect();
    let sizes: Vec<Vec2> = shown.iter().map(|(.., view)| Vec2::new(view.width_mm, view.height_mm)).collect();
    let alone: Vec<[&'static View; 1]> = shown.iter().map(|(.., view)| [*view]).collect();
    let specs: Vec<SheetSpec<'_>> =
        shown.iter().zip(&alone).map(|((_, spec, _), view)| SheetSpec { views: view, ..**spec }).collect();
    let panels: Vec<Panels<'_>> = specs.iter().map(|spec| Panels::new(spec, &Style::for_page(spec.page_mm))).collect();
    let Some((cells, _)) = panels.first().and_then(|panels| panels.arrange_like(&sizes, room)) else { return };
    for ((panels, (number, spec, _)), cell) in panels.into_iter().zip(&shown).zip(cells) {
        let day = spec.content.session.details.started.date();
        panels.called(&format!("{number}: {day}")).draw(&[cell], page);
    }
}

/// Of the views that show a session the one that shows most of the others too.
fn common_view(spec: &SheetSpec<'_>, parts: &[(SheetSpec<'_>, &Told)]) -> Option<&'static View> {
    let shared = |view: &View| parts.iter().filter(|(spec, _)| spec.views.iter().any(|one| one.id == view.id)).count();
    // Of equals the first.
    spec.views.iter().rev().copied().max_by_key(|view| shared(view))
}

/// Where each session injected how much; of more sessions than a page is wide for, the last ones.
fn regions(parts: &[(SheetSpec<'_>, &Told)], texts: &Texts) -> Option<Block> {
    const MOST: usize = 8;
    let first = parts.len().saturating_sub(MOST);
    let totals: Vec<Totals> = parts[first..].iter().map(|(spec, _)| Totals::of(spec.content.session)).collect();
    let loci: BTreeSet<Locus> = totals.iter().flat_map(|totals| totals.by_locus.keys().copied()).collect();
    let cell = |tally: &Tally| format!("{} · {}", tally.points, millilitres(tally, texts));
    let row = |locus: Locus| {
        let cells = totals.iter().map(|totals| totals.by_locus.get(&locus).map(cell).unwrap_or_default());
        std::iter::once(locus_words(locus, texts)).chain(cells).collect()
    };
    let numbers = (first + 1..=parts.len()).map(|number| figures(number.to_string()));
    let heads = std::iter::once(words(texts.get("report-place"))).chain(numbers).collect();
    let rows = loci.into_iter().map(row).collect();
    listed(texts.get("course-regions"), table(heads, rows))
}

fn sessions(parts: &[(SheetSpec<'_>, &Told)], texts: &Texts) -> Option<Block> {
    let row = |(at, (spec, told)): (usize, &(SheetSpec<'_>, &Told))| {
        let (session, totals) = (spec.content.session, Totals::of(spec.content.session));
        let signed = told.vouching.as_ref().map(|vouching| {
            let names = vouching.signatures.iter().map(|signature| signature.name.as_str());
            names.collect::<Vec<_>>().join(", ")
        });
        vec![
            (at + 1).to_string(),
            session.details.started.short(),
            session.details.title.trim().to_owned(),
            session.details.clinician.trim().to_owned(),
            totals.all.points.to_string(),
            millilitres(&totals.all, texts),
            signed.unwrap_or_default(),
        ]
    };
    let heads = vec![
        figures(texts.get("report-number")),
        words(texts.get("report-when")),
        words(texts.get("sheet-session")),
        words(texts.get("sheet-clinician")),
        figures(texts.get("sheet-points")),
        figures(texts.get("sheet-millilitres")),
        words(texts.get("course-signed")),
    ];
    listed(texts.get("course-sessions"), table(heads, parts.iter().enumerate().map(row).collect()))
}
