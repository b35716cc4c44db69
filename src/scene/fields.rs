//! What became of the fields of two sessions, in words: rows for window, terminal and page.

use std::collections::BTreeSet;

use crate::atlas::regions::{RegionTree, Side};
use crate::chart::{Ground, MarkId, TechniqueId, Techniques};
use crate::compare::{BeforeAfter, CocktailKey, FieldChange, FieldPair, FieldSums, Fields, Untold};
use crate::pattern::Pattern;
use crate::text::Texts;

use super::view::short_name;
use super::whereabouts::locus_words;

/// A field of one session or of both.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldRow {
    /// Where it lies.
    pub name: String,
    /// What is another, or where it is alone.
    pub words: String,
    /// Points and volumes of both sessions.
    pub tallies: BeforeAfter,
    /// Its marks in the earlier and in the later session.
    pub marks: [BTreeSet<MarkId>; 2],
}

/// The fields of both sessions, then those of the earlier and of the later one alone.
pub fn field_rows(fields: &Fields, techniques: &Techniques, texts: &Texts) -> Vec<FieldRow> {
    let paired = fields.pairs.iter().map(|pair| FieldRow {
        name: field_name(&pair.after, texts),
        words: pair_words(pair, techniques, texts),
        tallies: pair.tallies(),
        marks: [pair.before.marks.clone(), pair.after.marks.clone()],
    });
    let dropped = fields.dropped.iter().map(|field| FieldRow {
        name: field_name(field, texts),
        words: alone_words(field, &texts.get("field-dropped"), texts),
        tallies: BeforeAfter { before: field.tally, ..BeforeAfter::default() },
        marks: [field.marks.clone(), BTreeSet::new()],
    });
    let added = fields.added.iter().map(|field| FieldRow {
        name: field_name(field, texts),
        words: alone_words(field, &texts.get("field-added"), texts),
        tallies: BeforeAfter { after: field.tally, ..BeforeAfter::default() },
        marks: [BTreeSet::new(), field.marks.clone()],
    });
    paired.chain(dropped).chain(added).collect()
}

/// How many fields are the same, changed, dropped and added; nothing where there are none.
pub fn fields_summary(fields: &Fields, texts: &Texts) -> Option<String> {
    let same = fields.pairs.iter().filter(|pair| pair.changes.is_empty()).count();
    let counts = [
        (same, texts.with("fields-same", &[("count", same.into())])),
        (fields.pairs.len() - same, texts.with("fields-changed", &[("count", (fields.pairs.len() - same).into())])),
        (fields.dropped.len(), texts.with("fields-dropped", &[("count", fields.dropped.len().into())])),
        (fields.added.len(), texts.with("fields-added", &[("count", fields.added.len().into())])),
    ];
    let words: Vec<String> = counts.into_iter().filter_map(|(count, words)| (count > 0).then_some(words)).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// The name of a pattern, within a sentence.
pub fn pattern_name(pattern: Pattern, texts: &Texts) -> String {
    match pattern {
        Pattern::Hexagonal => texts.get("pattern-hexagonal"),
        Pattern::Square => texts.get("pattern-square"),
        Pattern::Rows => texts.get("pattern-rows"),
        Pattern::Herringbone => texts.get("pattern-herringbone"),
        Pattern::Concentric => texts.get("pattern-concentric"),
        Pattern::EvenRandom { .. } => texts.get("pattern-even-random"),
    }
}

/// Where most of its marks lie, and how many more regions it reaches.
fn field_name(field: &FieldSums, texts: &Texts) -> String {
    let most = field.regions.iter().max_by_key(|(region, marks)| (**marks, std::cmp::Reverse(**region)));
    let Some((&region, _)) = most else { return String::new() };
    let name = short_name(RegionTree::get().region(region).name(texts.language()));
    let sides: Vec<Side> = field.sides.iter().copied().filter(|side| *side != Side::Midline).collect();
    let name = match sides[..] {
        [Side::Left] => texts.with("locus-left", &[("region", name.into())]),
        [Side::Right] => texts.with("locus-right", &[("region", name.into())]),
        _ => name.to_owned(),
    };
    match field.regions.len() - 1 {
        0 => name,
        more => texts.with("field-more-regions", &[("region", name.into()), ("count", more.into())]),
    }
}

/// How it was laid: `hexagonal, 10 mm`, or `row, 10 mm`.
fn laid_words(field: &FieldSums, texts: &Texts) -> String {
    format!("{}, {} mm", kind_words(field, texts), texts.decimal(field.laying.spacing.mm()))
}

fn kind_words(field: &FieldSums, texts: &Texts) -> String {
    match field.laying.ground {
        Ground::Row(_) => texts.get("pattern-row"),
        Ground::Regions(_) | Ground::Outline(_) | Ground::Painted(_) => pattern_name(field.laying.pattern, texts),
    }
}

/// Of a field without a counterpart, with those of its points that the other session has all the same.
fn alone_words(field: &FieldSums, which: &str, texts: &Texts) -> String {
    let laid = laid_words(field, texts);
    if field.paired == 0 {
        return texts.line(which, &laid);
    }
    let places = [("count", field.paired.into()), ("all", field.tally.points.into())];
    texts.line(which, &format!("{laid}; {}", texts.with("field-points-there", &places)))
}

fn pair_words(pair: &FieldPair, techniques: &Techniques, texts: &Texts) -> String {
    if pair.changes.is_empty() && pair.untold.is_none() {
        return texts.with("field-same", &[("laid", laid_words(&pair.after, texts).into())]);
    }
    let changed = pair.changes.iter().map(|change| change_words(*change, pair, techniques, texts));
    let words: Vec<String> = changed.chain(skin_words(pair, texts)).collect();
    let told = words.join(", ");
    match pair.untold {
        None => told,
        Some(_) if told.is_empty() => untold_words(pair, texts).unwrap_or_default(),
        Some(_) => format!("{}; {told}", untold_words(pair, texts).unwrap_or_default()),
    }
}

/// Why points can't be told one by one, where they can't.
fn untold_words(pair: &FieldPair, texts: &Texts) -> Option<String> {
    let mm = |mm: f64| [("mm", texts.decimal(format_args!("{mm:.1}")).into())];
    let spacing = pair.before.laying.spacing.min(pair.after.laying.spacing);
    Some(match pair.untold? {
        Untold::TooDense => texts.with("field-untold-dense", &mm(spacing.mm())),
        Untold::Shifted(shifted) => texts.with("field-untold-shifted", &mm(f64::from(shifted))),
        Untold::LaidAnew => texts.get("field-untold-anew"),
    })
}

/// Area and density where they are another or all that is compared, and where the field grew and shrank.
fn skin_words(pair: &FieldPair, texts: &Texts) -> Vec<String> {
    let (before, after) = (&pair.before, &pair.after);
    let one = |value: f32| texts.decimal(format_args!("{value:.1}"));
    let mut words = Vec::new();
    if let (Some(from), Some(to)) = (before.area_cm2(), after.area_cm2()) {
        words.push(texts.with("field-area", &[("cm2", from_to(&one(from), &one(to)).into())]));
    }
    if let (Some(from), Some(to)) = (before.points_per_cm2(), after.points_per_cm2()) {
        words.push(texts.with("field-density", &[("points", from_to(&one(from), &one(to)).into())]));
    }
    if let (Some(from), Some(to)) = (before.ml_per_cm2(), after.ml_per_cm2()) {
        let [from, to] = [from, to].map(|ml| texts.decimal(format_args!("{ml:.4}")));
        words.push(texts.with("field-ml-density", &[("ml", from_to(&from, &to).into())]));
    }
    words.extend(grown_words(pair, texts));
    words
}

/// A figure before and after; once where it is the same.
fn from_to(from: &str, to: &str) -> String {
    if from == to { from.to_owned() } else { format!("{from} → {to}") }
}

/// Where a field grew and where it shrank, up to four places each.
fn grown_words(pair: &FieldPair, texts: &Texts) -> Vec<String> {
    const MOST: usize = 4;
    let grown = pair.grown_cm2();
    let places = |sign: f32| {
        let mut places: Vec<_> = grown.iter().filter(|(_, cm2)| **cm2 * sign > 0.0).collect();
        places.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        let told = places.iter().take(MOST).map(|(locus, cm2)| {
            let cm2 = texts.decimal(format_args!("{:.1}", cm2.abs()));
            texts.with("field-cm2-at", &[("cm2", cm2.into()), ("place", locus_words(**locus, texts).into())])
        });
        let more = if places.len() > MOST { ", …" } else { "" };
        (!places.is_empty()).then(|| told.collect::<Vec<_>>().join(", ") + more)
    };
    let grew = places(1.0).map(|places| texts.with("field-grew", &[("places", places.into())]));
    let shrank = places(-1.0).map(|places| texts.with("field-shrank", &[("places", places.into())]));
    grew.into_iter().chain(shrank).collect()
}

fn change_words(change: FieldChange, pair: &FieldPair, techniques: &Techniques, texts: &Texts) -> String {
    let (before, after) = (&pair.before, &pair.after);
    let both = |words: &dyn Fn(&FieldSums) -> String| format!("{} → {}", words(before), words(after));
    match change {
        FieldChange::Place => texts.get("field-other-place"),
        FieldChange::Pattern => both(&|field| kind_words(field, texts)),
        FieldChange::Spacing => {
            let spacings = both(&|field| texts.decimal(field.laying.spacing.mm()));
            texts.with("field-respaced", &[("mm", spacings.into())])
        }
        FieldChange::Count => {
            let count = both(&|field| field.tally.points.to_string());
            texts.with("field-points", &[("count", count.into())])
        }
        FieldChange::Volume => format!("{} mL", both(&|field| texts.decimal(field.tally.decimal()))),
        FieldChange::Technique => both(&|field| technique_names(&field.techniques, techniques, texts)),
        FieldChange::Depth => {
            let depths = both(&|field| joined(field.depths.iter().map(|depth| texts.decimal(depth.mm()))));
            texts.with("field-depth", &[("mm", depths.into())])
        }
        FieldChange::Cocktail => both(&|field| joined(field.cocktails.iter().map(|key| cocktail_name(key, texts)))),
    }
}

fn technique_names(ids: &BTreeSet<TechniqueId>, techniques: &Techniques, texts: &Texts) -> String {
    joined(ids.iter().map(|id| techniques.name(id, texts.language()).to_owned()))
}

fn cocktail_name(key: &CocktailKey, texts: &Texts) -> String {
    match key {
        CocktailKey::Named(name) => name.clone(),
        CocktailKey::Lettered(letter) => letter.to_string(),
        CocktailKey::Unrecorded => texts.get("sheet-no-cocktail"),
    }
}

/// Up to three; the rest is left to the tables of techniques and cocktails.
fn joined(words: impl ExactSizeIterator<Item = String>) -> String {
    let more = if words.len() > 3 { " …" } else { "" };
    words.take(3).collect::<Vec<_>>().join(" + ") + more
}
