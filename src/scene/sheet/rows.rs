//! What legend and totals say: of one session, or of two compared.

use std::collections::{BTreeMap, BTreeSet};

use super::panel::Panels;
use super::section::{Cell, Head, Icon, Row, Section};
use super::{Arrangement, SheetSpec};
use crate::atlas::regions::{Locus, RegionId, RegionTree, Side};
use crate::chart::{Amount, Cocktail, Component, Depth, Letter, Session, Symbol, Tally, TechniqueId, Totals, Volume};
use crate::compare::{BeforeAfter, Change, CocktailKey, CocktailRow, Comparison, VolumeDifference};
use crate::scene::field_rows;
use crate::scene::glyph::{GlyphKey, GlyphStyle};
use crate::scene::mixture_words;
use crate::scene::palette;
use crate::scene::remarks;
use crate::scene::shifts_in_words;
use crate::scene::view::Beside;
use crate::text::Texts;

/// The sections of the page's legend and totals.
pub(super) fn sections(spec: &SheetSpec<'_>, panels: &Panels<'_>) -> Vec<Section> {
    let mut sections = match spec.content.beside {
        Beside::Changes { comparison, .. } => vec![
            changes(spec, comparison),
            techniques_compared(spec, comparison, panels.shown()),
            cocktails_compared(spec, comparison),
            fields_compared(spec, comparison),
            regions_compared(spec, comparison),
        ],
        Beside::Nothing | Beside::Ghosts(_) | Beside::Apart(_) => {
            let totals = Totals::of(spec.content.session);
            vec![
                techniques(spec, &totals, panels.shown()),
                cocktails(spec, &totals),
                regions(spec, &totals),
                remarked(spec),
            ]
        }
    };
    if panels.show_stacks() {
        // With the techniques, whose marks they are.
        let at = usize::from(matches!(spec.content.beside, Beside::Changes { .. }));
        let closing = row(Icon::None, &spec.texts.get("sheet-several-marks"), Vec::new());
        sections[at].closing.push(closing);
    }
    sections.retain(|section| !section.rows.is_empty() || !section.closing.is_empty());
    sections
}

/// The most components of a cocktail that are written out.
const MOST_COMPONENTS: usize = 200;

fn section(heading: String, heads: Vec<Head>, rows: Vec<Row>) -> Section {
    Section { heading, heads, rows, least_rows: 6, closing: Vec::new() }
}

fn row(icon: Icon, name: &str, cells: Vec<Cell>) -> Row {
    Row { icon, name: name.to_owned(), note: String::new(), short_note: String::new(), cells, total: false }
}

fn plain(symbol: Symbol, style: GlyphStyle) -> GlyphKey {
    GlyphKey { symbol, letter: None, style }
}

fn techniques(spec: &SheetSpec<'_>, totals: &Totals, shown: usize) -> Section {
    let texts = spec.texts;
    let heads = [texts.get("sheet-depth"), texts.get("sheet-points"), texts.get("sheet-millilitres")];
    let depths = Depths::of(spec.content.session);
    let rows = in_catalogue_order(spec, totals.by_technique.keys()).into_iter().filter_map(|id| {
        let tally = totals.by_technique.get(id)?;
        let cells = vec![Cell::Word(depths.words(id, texts)), Cell::Count(tally.points), Cell::Volume(*tally)];
        Some(technique_row(spec, id, cells))
    });
    let rows = rows.collect();
    let mut section = section(texts.get("sheet-techniques"), heads.map(Head::Word).to_vec(), rows);
    let cells = vec![Cell::Word(String::new()), Cell::Count(totals.all.points), Cell::Volume(totals.all)];
    section.closing.push(Row { note: shown_note(spec, shown), ..total_row(spec, cells) });
    if let Beside::Ghosts(ghosts) = spec.content.beside {
        let number: usize = ghosts.iter().map(|earlier| earlier.marks.len()).sum();
        let name = texts.with("sheet-earlier-points", &[("number", number.into())]);
        section.closing.push(row(Icon::Glyph(plain(Symbol::Circle, GlyphStyle::Ghost)), &name, Vec::new()));
    }
    section
}

/// What was noticed and how devices were set, by the number of the mark.
fn remarked(spec: &SheetSpec<'_>) -> Section {
    let noticed = remarks(spec.content.session, spec.texts).into_iter();
    let rows = noticed.map(|(about, words)| Row { note: words, ..row(Icon::None, &about, Vec::new()) });
    section(spec.texts.get("sheet-remarks"), Vec::new(), rows.collect())
}

fn total_row(spec: &SheetSpec<'_>, cells: Vec<Cell>) -> Row {
    Row { total: true, ..row(Icon::None, &spec.texts.get("sheet-total"), cells) }
}

/// Says how many points the chosen views leave out; empty where they leave out none.
fn shown_note(spec: &SheetSpec<'_>, shown: usize) -> String {
    let all = spec.content.session.marks.len();
    if shown == all {
        return String::new();
    }
    spec.texts.with("sheet-total-shown", &[("shown", shown.into()), ("all", all.into())])
}

fn technique_row(spec: &SheetSpec<'_>, id: &TechniqueId, cells: Vec<Cell>) -> Row {
    let techniques = spec.content.techniques;
    let icon = Icon::Glyph(plain(techniques.symbol(id), GlyphStyle::Now));
    row(icon, techniques.name(id, spec.texts.language()), cells)
}

/// Known techniques as the catalogue offers them, then the others.
fn in_catalogue_order<'a>(spec: &SheetSpec<'_>, used: impl Iterator<Item = &'a TechniqueId>) -> Vec<&'a TechniqueId> {
    let place = |id: &TechniqueId| spec.content.techniques.iter().position(|technique| technique.id == *id);
    let mut ids: Vec<_> = used.collect();
    ids.sort_by_key(|id| place(id).unwrap_or(usize::MAX));
    ids
}

/// The depths that each technique's marks have.
struct Depths<'a>(BTreeMap<&'a TechniqueId, BTreeSet<Depth>>);

impl<'a> Depths<'a> {
    fn of(session: &'a Session) -> Self {
        let mut depths: BTreeMap<&TechniqueId, BTreeSet<Depth>> = BTreeMap::new();
        for mark in &session.marks {
            depths.entry(&mark.deposit.technique).or_default().insert(mark.deposit.depth);
        }
        Self(depths)
    }

    /// Up to two, else the least and the greatest.
    fn words(&self, id: &TechniqueId, texts: &Texts) -> String {
        let Some(used) = self.0.get(id) else { return String::new() };
        let mm = |depth: &Depth| texts.decimal(depth.mm());
        match (used.first(), used.last()) {
            (Some(least), Some(greatest)) if used.len() > 2 => format!("{}–{}", mm(least), mm(greatest)),
            _ => used.iter().map(mm).collect::<Vec<_>>().join("; "),
        }
    }
}

fn cocktails(spec: &SheetSpec<'_>, totals: &Totals) -> Section {
    let texts = spec.texts;
    let heads = [texts.get("sheet-points"), texts.get("sheet-millilitres")];
    let session = spec.content.session;
    let listed = session.cocktails.iter().map(|cocktail| Some(cocktail.letter));
    let used = totals.by_cocktail.keys().copied();
    let mut letters: Vec<Option<Letter>> = listed.chain(used).collect();
    letters.sort_unstable_by_key(|letter| letter.map_or(usize::MAX, Letter::index));
    letters.dedup();
    let row_of = |letter: Option<Letter>| {
        let tally = totals.by_cocktail.get(&letter).copied().unwrap_or_default();
        cocktail_row(spec, session, letter, tally)
    };
    let rows = letters.into_iter().map(row_of).collect();
    section(texts.get("sheet-cocktails"), heads.map(Head::Word).to_vec(), rows)
}

fn cocktail_row(spec: &SheetSpec<'_>, session: &Session, letter: Option<Letter>, tally: Tally) -> Row {
    let texts = spec.texts;
    let cells = vec![Cell::Count(tally.points), Cell::Volume(tally)];
    let icon = Icon::Chip(letter, palette::cocktail(letter));
    let Some(letter) = letter else { return row(icon, &texts.get("sheet-no-cocktail"), cells) };
    let Some(cocktail) = session.cocktail(letter) else { return row(icon, &letter.to_string(), cells) };
    let mixed = cocktail.mixed();
    let words = |part: &Component| component_words(part, part.amount_of(tally.volume, mixed), &tally, texts);
    let name = if cocktail.name.trim().is_empty() { letter.to_string() } else { cocktail.name.clone() };
    let short_note = match cocktail.components.len() {
        0 => String::new(),
        number => texts.with("sheet-components", &[("number", number.into())]),
    };
    // More than a page can hold are told by their number.
    let components = match &cocktail.components[..] {
        few if few.len() <= MOST_COMPONENTS => few.iter().map(words).collect(),
        _ => vec![short_note.clone()],
    };
    let note = components.into_iter().chain(discarded_words(cocktail, texts)).collect::<Vec<_>>().join("; ");
    Row { note, short_note, ..row(icon, &name, cells) }
}

/// What of it was thrown away, and why.
pub(super) fn discarded_words(cocktail: &Cocktail, texts: &Texts) -> Option<String> {
    let discarded = cocktail.discarded.as_ref()?;
    let ml = ("ml", texts.decimal(discarded.volume).into());
    Some(match discarded.why.trim() {
        "" => texts.with("sheet-discarded", &[ml]),
        why => texts.with("sheet-discarded-why", &[ml, ("why", why.to_owned().into())]),
    })
}

/// What went in and out of which box: substance with strength, volume, how much of it the marks received, maker, lot, last day of use; what isn't recorded is
/// left out.
fn component_words(part: &Component, amount: Option<Amount>, injected: &Tally, texts: &Texts) -> String {
    let strength = part.concentration.map(|strength| format!(" {}", texts.decimal(strength))).unwrap_or_default();
    let (maker, lot) = (part.manufacturer.trim(), part.lot.trim());
    let words = [
        Some(format!("{}{strength}", part.substance)),
        (part.volume > Volume::ZERO).then(|| texts.decimal(part.volume)),
        amount.filter(|_| injected.volume > Volume::ZERO).map(|amount| {
            let amount = format!("{}{}", injected.sign(), texts.decimal(amount));
            texts.with("sheet-injected", &[("amount", amount.into())])
        }),
        (!maker.is_empty()).then(|| maker.to_owned()),
        (!lot.is_empty()).then(|| texts.with("sheet-lot", &[("lot", lot.into())])),
        part.expiry.map(|day| texts.with("sheet-expiry", &[("day", day.to_string().into())])),
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn regions(spec: &SheetSpec<'_>, totals: &Totals) -> Section {
    let texts = spec.texts;
    let heads = [
        texts.get("side-right-letter"),
        texts.get("sheet-midline"),
        texts.get("side-left-letter"),
        texts.get("sheet-millilitres"),
    ];
    let mut by_region: BTreeMap<RegionId, ([usize; 3], Tally)> = BTreeMap::new();
    for (locus, tally) in &totals.by_locus {
        let (points, sum) = by_region.entry(locus.region).or_default();
        points[column_of(*locus)] += tally.points;
        *sum = *sum + *tally;
    }
    let rows = by_region.iter().map(|(&region, (points, sum))| {
        let mut cells: Vec<Cell> = points.map(Cell::Count).to_vec();
        cells.push(Cell::Volume(*sum));
        row(Icon::None, region_name(spec, region), cells)
    });
    section(texts.get("sheet-regions"), heads.map(Head::Word).to_vec(), rows.collect())
}

fn column_of(locus: Locus) -> usize {
    match locus.side {
        Side::Right => 0,
        Side::Midline => 1,
        Side::Left => 2,
    }
}

fn region_name(spec: &SheetSpec<'_>, region: RegionId) -> &'static str {
    RegionTree::get().region(region).name(spec.texts.language())
}

fn changes(spec: &SheetSpec<'_>, comparison: &Comparison) -> Section {
    let texts = spec.texts;
    let total = &comparison.total;
    let of_style = |style, name: String, note: String, points: usize| Row {
        short_note: note.clone(),
        note,
        ..row(Icon::Glyph(plain(Symbol::Circle, style)), &name, vec![Cell::Count(points)])
    };
    let within = f64::from(comparison.options.moved_from_mm);
    let repeated = texts.with("change-repeated-note", &[("mm", texts.decimal(within).into())]);
    let mut rows = vec![
        of_style(GlyphStyle::Repeated, texts.get("change-repeated"), repeated, total.repeated),
        of_style(GlyphStyle::Moved, texts.get("change-moved"), moved_note(spec, comparison), total.moved),
        of_style(GlyphStyle::Added, texts.get("change-added"), String::new(), total.added),
        of_style(GlyphStyle::Dropped, texts.get("change-dropped"), String::new(), total.dropped),
        of_style(GlyphStyle::Changed, texts.get("change-changed"), texts.get("change-changed-note"), total.changed),
    ];
    if total.as_fields != [0, 0] {
        let (name, note) = (texts.get("change-as-field"), texts.get("change-as-field-note"));
        rows.push(of_style(GlyphStyle::InField, name, note, total.as_fields[1]));
    }
    let mut section = section(texts.get("sheet-changes"), vec![Head::Word(texts.get("sheet-points"))], rows);
    let shifts = shifts_in_words(comparison, texts).into_iter();
    section.closing.extend(shifts.map(|words| row(Icon::None, &words, Vec::new())));
    section
}

fn moved_note(spec: &SheetSpec<'_>, comparison: &Comparison) -> String {
    let ways: Vec<f32> = comparison
        .pairs
        .iter()
        .filter_map(|pair| if let Change::Moved(mm) = pair.change { Some(mm) } else { None })
        .collect();
    let Some(most) = ways.iter().copied().reduce(f32::max) else { return String::new() };
    let mean = ways.iter().sum::<f32>() / super::grid::count(ways.len());
    let places = [
        ("mean", spec.texts.decimal(format_args!("{mean:.1}")).into()),
        ("most", spec.texts.decimal(format_args!("{most:.1}")).into()),
    ];
    spec.texts.with("change-moved-note", &places)
}

fn before_after_heads(spec: &SheetSpec<'_>) -> Vec<Head> {
    let texts = spec.texts;
    let heads = [texts.get("sheet-before"), texts.get("sheet-after"), texts.get("sheet-millilitres-more")];
    heads.map(Head::Word).to_vec()
}

fn before_after(tallies: &BeforeAfter) -> Vec<Cell> {
    vec![
        Cell::Count(tallies.before.points),
        Cell::Count(tallies.after.points),
        Cell::Difference(tallies.volume_difference()),
    ]
}

fn techniques_compared(spec: &SheetSpec<'_>, comparison: &Comparison, shown: usize) -> Section {
    let rows = in_catalogue_order(spec, comparison.by_technique.keys()).into_iter().filter_map(|id| {
        let tallies = comparison.by_technique.get(id)?;
        Some(technique_row(spec, id, before_after(tallies)))
    });
    let rows = rows.collect();
    let mut section = section(spec.texts.get("sheet-techniques"), before_after_heads(spec), rows);
    let total = total_row(spec, before_after(&comparison.total.tallies));
    section.closing.push(Row { note: shown_note(spec, shown), ..total });
    section
}

fn cocktails_compared(spec: &SheetSpec<'_>, comparison: &Comparison) -> Section {
    let texts = spec.texts;
    let row_of = |(key, compared): (&CocktailKey, &CocktailRow)| {
        let [before, after] = compared.letters;
        let letter = after.or(before);
        let unnamed = || letter.map_or_else(|| texts.get("sheet-no-cocktail"), |letter| letter.to_string());
        let name = if compared.name.is_empty() { unnamed() } else { compared.name.clone() };
        let colour = match (spec.arrangement, key) {
            // Side by side the marks keep the colours of their cocktails.
            (Arrangement::SideBySide, _) => palette::cocktail(letter),
            (Arrangement::Overlaid, CocktailKey::Unrecorded) => palette::RULE,
            (Arrangement::Overlaid, _) => palette::REPEATED,
        };
        let other_letter = before
            .filter(|_| after != before)
            .map(|earlier| texts.with("sheet-letters-differ", &[("earlier", earlier.to_string().into())]));
        let notes: Vec<String> = [other_letter, mixture_words(compared.mixture, texts)].into_iter().flatten().collect();
        let note = notes.join("; ");
        let cells = before_after(&compared.tallies);
        (letter, Row { short_note: note.clone(), note, ..row(Icon::Chip(letter, colour), &name, cells) })
    };
    let mut rows: Vec<_> = comparison.by_cocktail.iter().map(row_of).collect();
    rows.sort_by_key(|(letter, _)| letter.map_or(usize::MAX, Letter::index));
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    section(texts.get("sheet-cocktails"), before_after_heads(spec), rows)
}

fn fields_compared(spec: &SheetSpec<'_>, comparison: &Comparison) -> Section {
    let compared = field_rows(&comparison.fields, spec.content.techniques, spec.texts);
    let rows = compared
        .into_iter()
        .map(|field| Row { note: field.words, ..row(Icon::None, &field.name, before_after(&field.tallies)) });
    section(spec.texts.get("sheet-fields"), before_after_heads(spec), rows.collect())
}

fn regions_compared(spec: &SheetSpec<'_>, comparison: &Comparison) -> Section {
    let texts = spec.texts;
    let styles = [GlyphStyle::Repeated, GlyphStyle::Moved, GlyphStyle::Added, GlyphStyle::Dropped];
    let mut heads = styles.map(|style| Head::Sign(plain(Symbol::Circle, style))).to_vec();
    heads.push(Head::Word(texts.get("sheet-millilitres-more")));
    let mut by_region: BTreeMap<RegionId, ([usize; 4], Option<VolumeDifference>)> = BTreeMap::new();
    for (locus, found) in &comparison.by_locus {
        let nothing = || ([0; 4], Some(VolumeDifference::default()));
        let (counts, difference) = by_region.entry(locus.region).or_insert_with(nothing);
        for (sum, part) in counts.iter_mut().zip([found.repeated, found.moved, found.added, found.dropped]) {
            *sum += part;
        }
        *difference = difference.zip(found.tallies.volume_difference()).map(|(sum, more)| sum + more);
    }
    let rows = by_region.iter().map(|(&region, (counts, difference))| {
        let mut cells: Vec<Cell> = counts.map(Cell::Count).to_vec();
        cells.push(Cell::Difference(*difference));
        row(Icon::None, region_name(spec, region), cells)
    });
    section(texts.get("sheet-regions"), heads, rows.collect())
}
