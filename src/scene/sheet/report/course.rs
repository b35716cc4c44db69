//! What begins the document of a whole course: whose it is, what it is for, and its sessions in a table.

use super::super::SheetSpec;
use super::Told;
use super::contents::{figures, listed, table, words};
use super::flow::Block;
use crate::chart::Totals;
use crate::text::Texts;

/// The facts that head a course, and its sessions.
pub(super) fn blocks(parts: &[(SheetSpec<'_>, &Told)], facts: &[super::Fact], texts: &Texts) -> Vec<Block> {
    let lines = facts.iter().map(|fact| format!("{}: {}", fact.label, fact.value)).collect();
    let about = Block { heading: texts.get("course-about"), words: lines, ..Block::default() };
    std::iter::once(about).filter(|block| !block.words.is_empty()).chain(sessions(parts, texts)).collect()
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
            format!("{}{}", totals.all.sign(), texts.decimal(totals.all.volume.decimal())),
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
