//! A course at a glance, which also begins the document of a whole course: whose it is, what it is for, its sessions as small
//! multiples and in tables, dose on the skin, trends.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::header::line;
use super::super::panel::Panels;
use super::super::part::{Canvas, Role};
use super::super::{Rect, SheetSpec, Style};
use super::Told;
use super::contents::{figures, listed, millilitres, table, words};
use super::flow::{Block, Flow};
use crate::atlas::View;
use crate::atlas::raster::{Levels, Tint};
use crate::atlas::regions::Locus;
use crate::chart::{Amount, Session, Tally, Totals, held};
use crate::compare::dose::DoseMap;
use crate::compare::trends::Trend;
use crate::geom::Vec2;
use crate::scene::text::{self, Weight};
use crate::scene::{HeatScale, heat_legend, heat_words, locus_words, measure_words, palette, trend_items};
use crate::text::Texts;

/// What is shown of a course beside the tables of its sessions.
#[derive(Clone, Debug, Default)]
pub struct Glance {
    /// The view in which every session is seen; else for each the one that shows most of them.
    pub view: Option<&'static View>,
    /// Dose on the skin, of all sessions together.
    pub heat: Option<Heat>,
    /// What becomes of dose and outcome.
    pub trends: Vec<Trend>,
}

/// A map of dose, and what is told with it.
#[derive(Clone, Debug)]
pub struct Heat {
    /// The map.
    pub map: DoseMap,
    /// Its colours.
    pub tint: Arc<Tint>,
    /// The view in which it is seen.
    pub view: &'static View,
}

impl Heat {
    /// A map in the view in which it is seen, at a scale that holds its peak.
    pub fn new(map: DoseMap, view: &'static View) -> Self {
        let levels = Levels::automatic(map.peak.map_or(0.0, |peak| f64::from(peak.per_cm2)));
        let tint = Arc::new(Tint { values: Arc::clone(&map.values), levels });
        Self { map, tint, view }
    }
}

/// The pages that show a course at a glance: the facts that head it, every session in one view, dose on the skin, trends, tables.
pub(super) fn put(parts: &[(SheetSpec<'_>, &Told)], facts: &[super::Fact], glance: &Glance, flow: &mut Flow<'_>) {
    let Some((spec, _)) = parts.first() else { return };
    let texts = spec.texts;
    let lines = facts.iter().map(|fact| texts.line(&fact.label, &fact.value)).collect();
    let about = Block { heading: texts.get("course-about"), words: lines, ..Block::default() };
    if !about.words.is_empty() {
        flow.put(&about);
    }
    multiples(parts, glance, flow);
    for block in sessions(parts, texts).iter().chain(regions(parts, texts).iter()) {
        flow.put(block);
    }
    heat(parts, glance, flow);
    trends(glance, texts, flow);
}

/// What becomes of dose and outcome, two beside each other.
fn trends(glance: &Glance, texts: &Texts, flow: &mut Flow<'_>) {
    // High enough for a legend of eight lines.
    let height = flow.height() * 0.34;
    for (at, pair) in glance.trends.chunks(2).enumerate() {
        let heading = if at == 0 { texts.get("course-trends-heading") } else { String::new() };
        flow.figure(&heading, height, |page, room| {
            let gap = room.width() * 0.05;
            let width = (room.width() - gap) / 2.0;
            for (trend, left) in pair.iter().zip([room.min.x, room.max.x - width]) {
                let place = Rect::new(Vec2::new(left, room.min.y), Vec2::new(left + width, room.max.y));
                let words = measure_words(&trend.measure, trend.scale.as_ref(), texts);
                page.part(Role::Figure(words), |page| page.extend(trend_items(trend, place, texts)));
            }
            height
        });
    }
}

/// Where each session's marks lie, all in one view where one shows them; of many sessions the last ones.
fn multiples(parts: &[(SheetSpec<'_>, &Told)], glance: &Glance, flow: &mut Flow<'_>) {
    const MOST: usize = 12;
    let first = parts.len().saturating_sub(MOST);
    let shown: Vec<(usize, &SheetSpec<'_>, &'static View)> = parts[first..]
        .iter()
        .enumerate()
        .filter_map(|(at, (spec, _))| Some((first + at + 1, spec, glance.view.or_else(|| common_view(spec, parts))?)))
        .collect();
    let Some((_, any, _)) = shown.first() else { return };
    let (texts, share) = (any.texts, if shown.len() > 4 { 0.42 } else { 0.3 });
    let height = flow.height() * share;
    flow.figure(&texts.get("course-multiples"), height, |page, room| {
        let sizes: Vec<Vec2> = shown.iter().map(|(.., view)| Vec2::new(view.width_mm, view.height_mm)).collect();
        let alone: Vec<[&'static View; 1]> = shown.iter().map(|(.., view)| [*view]).collect();
        let specs: Vec<SheetSpec<'_>> =
            shown.iter().zip(&alone).map(|((_, spec, _), view)| SheetSpec { views: view, ..**spec }).collect();
        let panels: Vec<Panels<'_>> =
            specs.iter().map(|spec| Panels::new(spec, &Style::for_page(spec.page_mm))).collect();
        let Some((cells, used)) = panels.first().and_then(|panels| panels.arrange_like(&sizes, room)) else {
            return 0.0;
        };
        for ((panels, (number, spec, _)), cell) in panels.into_iter().zip(&shown).zip(cells) {
            let day = spec.content.session.details.started.date();
            panels.called(&format!("{number}: {day}")).draw(&[cell], page);
        }
        used
    });
}

/// Dose on the skin with its scale, and what is told with it beside.
fn heat(parts: &[(SheetSpec<'_>, &Told)], glance: &Glance, flow: &mut Flow<'_>) {
    let (Some((spec, _)), Some(heat)) = (parts.first(), &glance.heat) else { return };
    let (texts, style, height) = (spec.texts, Style::for_page(spec.page_mm), flow.height() * 0.4);
    let views = [heat.view];
    let spec = SheetSpec { views: &views, ..*spec };
    let panels = Panels::new(&spec, &style).tinted(&heat.tint);
    flow.figure(&texts.get("course-heat"), height, |page, room| {
        let middle = room.min.x + room.width() * 0.5;
        let at_left = Rect::new(room.min, Vec2::new(middle, room.max.y));
        if let Some((cells, _used)) = panels.arrange(at_left) {
            panels.draw(&cells, page);
        }
        told(heat, Rect::new(Vec2::new(middle + style.gap, room.min.y), room.max), (&style, texts), page);
        height
    });
}

/// The scale of the colours, and the words without which they can't be trusted.
fn told(heat: &Heat, room: Rect, (style, texts): (&Style, &Texts), page: &mut Canvas) {
    let (map, levels) = (&heat.map, heat.tint.levels);
    let peak = map.peak.map(|peak| f64::from(peak.per_cm2));
    let bar = Rect::new(room.min, Vec2::new(room.max.x, room.min.y + style.body * 4.6));
    let scale = HeatScale { quantity: &map.asked.quantity, levels, peak };
    page.part(Role::Figure(texts.get("course-heat-scale")), |page| {
        page.extend(heat_legend(bar, style.body, &scale, texts));
    });
    let mut y = bar.max.y + style.gap;
    page.part(Role::Words, |page| {
        for words in heat_words(map, levels, Some(map.share_hidden(heat.view)), texts) {
            for words in text::wrap(&words, Weight::Regular, room.width() / style.body) {
                page.push(line(Vec2::new(room.min.x, y), style.body, Weight::Regular, palette::INK, &words));
                y += style.body * 1.35;
            }
            y += style.body * 0.3;
        }
    });
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
            doses(session, texts),
            lots(session),
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
        words(texts.get("course-doses")),
        words(texts.get("report-lot")),
        words(texts.get("course-signed")),
    ];
    listed(texts.get("course-sessions"), table(heads, parts.iter().enumerate().map(row).collect()))
}

/// What a session injected of each substance, as far as its strength is known.
fn doses(session: &Session, texts: &Texts) -> String {
    let told = held(session, &session.marks).into_iter().filter(|(_, held)| held.value > 0.0 || held.is_at_least);
    let words = told.map(|((substance, unit), held)| {
        // A sum of what isn't known is never shown as if it were.
        let sign = if held.is_at_least { "≥\u{a0}" } else { "" };
        format!("{substance} {sign}{}", texts.decimal(Amount { value: held.value, unit }))
    });
    words.collect::<Vec<_>>().join("; ")
}

/// The lots of what was mixed, each once, with what they are of.
fn lots(session: &Session) -> String {
    let components = session.cocktails.iter().flat_map(|cocktail| &cocktail.components);
    let named = components.filter(|part| !part.lot.trim().is_empty());
    let lots: BTreeSet<String> = named.map(|part| format!("{} {}", part.substance.trim(), part.lot.trim())).collect();
    lots.into_iter().collect::<Vec<_>>().join("; ")
}
