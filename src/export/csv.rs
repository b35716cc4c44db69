//! The marks of a session as a table that spreadsheets read: RFC 4180, UTF-8, decimal points, one mark a line.

use std::collections::BTreeMap;

use super::json::{group_json, outcome_json};
use crate::atlas::each;
use crate::atlas::regions::{RegionId, RegionTree, Side};
use crate::chart::{Component, Depth, GroupId, Letter, Mark, MarkId, Session, ShapeKind, Site, Techniques, Volume};
use crate::scene::{device_words, mark_whereabouts, remark_words, where_in_words};
use crate::text::Texts;

/// The columns, by which a table is read back, in whatever language it was written; the units are part of the names. Coordinates are those of the body
/// that is drawn; times `scale` its lengths are the patient's, as they are in `place`.
const HEAD: &str = "number,region,region_codes,side,place,technique,technique_name,depth_mm,cocktail,volume_ml,amounts,left_mm,posterior_mm,superior_mm,scale,shape,group,protocol,note,symptom,reaction,device,group_remark,id,session,body,path_mm,cocktail_name,device_passes,device_needles,device_needle_mm,device_settings,group_record";

/// Spreadsheets take a file for UTF-8 when it begins with this.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// A line for every mark, in the order of the session; names and places in the language of `texts`. Lines and areas stand where
/// [`Mark::site`] says.
pub fn csv(session: &Session, techniques: &Techniques, texts: &Texts) -> String {
    let mixed: Mixed = session.cocktails.iter().map(|cocktail| (cocktail.letter, cocktail.mixed())).collect();
    let firsts = first_of_groups(session);
    let (first, outcomes) = (session.marks.first().map(|mark| mark.id), outcomes(session));
    let lines = each(&session.marks, |mark| {
        let line = line((session, &mixed), mark, techniques, texts);
        let outcomes = outcomes.as_ref().map(|all| format!(",{}", if first == Some(mark.id) { all } else { "" }));
        format!("{line},{}{}\r\n", read_back(session, mark, &firsts), outcomes.unwrap_or_default())
    });
    let length: usize = lines.iter().map(String::len).sum();
    let mut table = String::with_capacity(HEAD.len() + length + 24);
    table.push(BYTE_ORDER_MARK);
    table.push_str(HEAD);
    table.push_str(if outcomes.is_some() { ",outcomes_record\r\n" } else { "\r\n" });
    // One after the other, so that a long table isn't there twice.
    table.extend(lines);
    table
}

/// What was assessed in the session or after it, as on the first line; nothing where there is nothing.
fn outcomes(session: &Session) -> Option<String> {
    let all: Vec<String> = session.outcomes.iter().map(|outcome| outcome_json(outcome).to_string()).collect();
    (!all.is_empty()).then(|| quoted(&format!("[{}]", all.join(","))))
}

/// What the components of each cocktail add up to.
type Mixed = BTreeMap<Letter, Volume>;

/// The most substances that are written for a mark; a cocktail of more is none that anybody mixed.
const MOST_AMOUNTS: usize = 50;

fn line((session, mixed): (&Session, &Mixed), mark: &Mark, techniques: &Techniques, texts: &Texts) -> String {
    let language = texts.language();
    let locus = mark.site().locus();
    let region = RegionTree::get().region(locus.region).name(language);
    let codes = region_codes(locus.region);
    let side = match locus.side {
        Side::Right => texts.get("side-right-letter"),
        Side::Left => texts.get("side-left-letter"),
        Side::Midline => String::new(),
    };
    let place = where_in_words(&mark_whereabouts(session, mark), texts);
    let cocktail = mark.deposit.cocktail.map(|letter| letter.to_string()).unwrap_or_default();
    let volume = mark.deposit.volume.map(Volume::decimal).unwrap_or_default();
    let amounts = quoted(&amounts(session, mixed, mark));
    let [left, posterior, superior] = mark.site().position_mm().to_array();
    let id = &mark.deposit.technique;
    let words = [region, &side, &place, id.as_str(), techniques.name(id, language)].map(quoted);
    let [region, side, place, technique, technique_name] = words;
    let group = mark.group.map(|group| group.0.to_string()).unwrap_or_default();
    let laid = mark.group.and_then(|id| session.group(id));
    let told = laid.and_then(|laid| laid.origin.protocol());
    let of_group = laid.and_then(|laid| laid.remark.as_ref()).map(|remark| remark_words(remark, texts));
    let of_group = quoted(&of_group.unwrap_or_default());
    let protocol = quoted(&told.map(|told| format!("{} {}", told.id, told.revision)).unwrap_or_default());
    let remark = mark.remark.as_deref().cloned().unwrap_or_default();
    let symptom = remark.symptom.map(|score| score.to_string()).unwrap_or_default();
    let [note, reaction] = [&remark.note, &remark.reaction].map(|words| quoted(words));
    let device = quoted(&mark.device.as_ref().map(|device| device_words(device, texts)).unwrap_or_default());
    format!(
        "{},{region},{codes},{side},{place},{technique},{technique_name},{:.2},{cocktail},{volume},{amounts},{left:.2},{posterior:.2},{superior:.2},{:.4},{},{group},{protocol},{note},{symptom},{reaction},{device},{of_group}",
        mark.number,
        mark.deposit.depth.mm(),
        session.scale().in_region(locus.region),
        shape_id(mark.shape.kind()),
    )
}

/// The first mark of each group, which tells how the group came to be there.
fn first_of_groups(session: &Session) -> BTreeMap<GroupId, MarkId> {
    let mut firsts = BTreeMap::new();
    for mark in &session.marks {
        mark.group.map(|group| *firsts.entry(group).or_insert(mark.id));
    }
    firsts
}

/// What only a program wants to know: who the mark is, every spot of its shape, and how its group was laid.
fn read_back(session: &Session, mark: &Mark, firsts: &BTreeMap<GroupId, MarkId>) -> String {
    let path = if mark.is_point() {
        String::new()
    } else {
        mark.shape.spots().iter().map(spot).collect::<Vec<_>>().join("; ")
    };
    let cocktail = mark.deposit.cocktail.and_then(|letter| session.cocktail(letter));
    let cocktail = cocktail.map(|cocktail| cocktail.name.clone()).unwrap_or_default();
    let device = mark.device.as_deref().cloned().unwrap_or_default();
    let [passes, needles] =
        [device.passes, device.needles].map(|count| count.map(|count| count.to_string()).unwrap_or_default());
    let needle = device.needle.map(Depth::decimal).unwrap_or_default();
    let group = mark.group.filter(|group| firsts.get(group) == Some(&mark.id)).and_then(|id| session.group(id));
    let group = group.map(|group| group_json(group).to_string()).unwrap_or_default();
    let [id, body, cocktail, settings, group] =
        [&session.id, session.body.id(), &cocktail, &device.settings, &group].map(quoted);
    format!("{},{id},{body},{path},{cocktail},{passes},{needles},{needle},{settings},{group}", mark.id.0)
}

fn spot(site: &Site) -> String {
    site.hundredths().map(|hundredths| format!("{:.2}", f64::from(hundredths) / 100.0)).join(" ")
}

/// How much of each substance of known strength the mark received, such as `Botulinum toxin 5 IU; Lidocaine 0.5 mg`; of very
/// many the first, and `…`.
fn amounts(session: &Session, mixed: &Mixed, mark: &Mark) -> String {
    let cocktail = mark.deposit.cocktail.and_then(|letter| session.cocktail(letter));
    let Some((cocktail, volume)) = cocktail.zip(mark.deposit.volume) else { return String::new() };
    let mixed = mixed.get(&cocktail.letter).copied().unwrap_or_default();
    let amount =
        |component: &Component| Some(format!("{} {}", component.substance, component.amount_of(volume, mixed)?));
    let mut known = cocktail.components.iter().filter_map(amount);
    let mut amounts: Vec<String> = known.by_ref().take(MOST_AMOUNTS).collect();
    amounts.extend(known.next().map(|_more| "…".to_owned()));
    amounts.join("; ")
}

/// To 0.000001, without zeros behind it.
pub(super) fn decimal(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.to_owned()
}

fn shape_id(kind: ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Point => "point",
        ShapeKind::Line => "line",
        ShapeKind::Area => "area",
    }
}

/// The region's own codes with a blank between, such as `SCT:36141000 UBERON:0008803`; empty where no source has one.
fn region_codes(region: RegionId) -> String {
    let codes = RegionTree::get().codes(region).iter().map(ToString::to_string);
    codes.collect::<Vec<_>>().join(" ")
}

/// Whether a spreadsheet would reckon with a text.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// In quotation marks where a comma, a line's end or a quotation mark would be misread. Text that a spreadsheet would reckon
/// as a formula gets an apostrophe first (OWASP, "CSV Injection"), and so does one that has it already: reading takes one away.
pub fn quoted(text: &str) -> String {
    let formula = is_formula(text.trim_start_matches('\''));
    let text = &if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_has_its_own_codes_or_none() {
        let codes = |id: &str| region_codes(RegionTree::get().find(id).unwrap());
        assert_eq!(codes("neck_anterior"), "SCT:11584001 UBERON:0010854");
        assert_eq!(codes("malar"), "");
    }

    #[test]
    fn what_would_be_misread_is_quoted() {
        assert_eq!(quoted("Forehead"), "Forehead");
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+33", "'+33"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""),
            ("a=1", "a=1"),
            ("'=1", "''=1"),
            ("'90s", "'90s"),
        ] {
            assert_eq!(quoted(text), expected);
        }
        assert_eq!(quoted("left cheek, 24 mm \"lateral\""), "\"left cheek, 24 mm \"\"lateral\"\"\"");
    }
}
