//! Records as text that reads and compares well: a field, a component or a mark per line, numbers as they are.

use std::collections::BTreeSet;
use std::fmt::{Display, Write as _};

use crate::atlas::regions::{Patch, RegionTree};
use crate::atlas::size::Measure;
use crate::chart::{
    Allergies, Cocktail, Component, Course, Device, Discarded, Edit, Ground, Group, Laying, Length, Mark, MarkId,
    Moment, Origin, Painted, Patient, Placing, Reference, Remark, Session, Shape, Site, Source, Volume,
};
use crate::pattern::Pattern;

use super::Unwritable;
use super::group_leaf::{MOST_GROUPS, side_id};
use super::leaf::{MAX_COORDINATE_MM, sex_id};
use super::model::{LibraryFile, SessionFile};
use super::outcome_leaf::{is_readable, outcome_text};
use super::read::{MAX_FILE_BYTES, Record};

/// Text under way, with its indentation; writing to a `String` can't fail.
pub(super) struct Writer {
    text: String,
    depth: usize,
}

impl Writer {
    pub(super) fn new<T: Record>() -> Self {
        let mut writer = Self { text: "(\n".to_owned(), depth: 1 };
        writer.string("schema", &T::schema());
        writer
    }

    pub(super) fn line(&mut self, content: impl Display) {
        let indent = 4 * self.depth;
        let _infallible = writeln!(self.text, "{:indent$}{content}", "");
    }

    pub(super) fn string(&mut self, field: &str, value: &str) {
        self.line(format_args!("{field}: {},", quoted(value)));
    }

    /// Nothing where nothing was recorded.
    pub(super) fn optional_string(&mut self, field: &str, value: &str) {
        if !value.is_empty() {
            self.string(field, value);
        }
    }

    /// `field: [`, a block per item, `],`; one line where there are none.
    pub(super) fn list<T>(&mut self, field: &str, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        if items.is_empty() {
            return self.line(format_args!("{field}: [],"));
        }
        self.line(format_args!("{field}: ["));
        self.depth += 1;
        for item in items {
            write(self, item);
        }
        self.depth -= 1;
        self.line("],");
    }

    pub(super) fn finish(mut self) -> String {
        self.text.push_str(")\n");
        self.text
    }
}

/// `value` in quotes, on one line, with everything visible that could hide or reorder text.
pub(super) fn quoted(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 2);
    text.push('"');
    for c in value.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            c if c.is_control() || is_invisible(c) => {
                let _infallible = write!(text, "\\u{{{:x}}}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

/// Line and paragraph separators, marks of writing direction, and the byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The shortest decimal that reads back as exactly this number, with at least one decimal.
pub(super) fn decimal(number: f64) -> impl Display {
    std::fmt::from_fn(move |f| write!(f, "{number:?}"))
}

/// Hundredths of a millimetre as millimetres.
pub(super) fn millimetres(hundredths: i32) -> impl Display {
    decimal(f64::from(hundredths) / 100.0)
}

/// Among the first things that a reader sees.
fn void(file: &mut Writer, why: Option<&str>) {
    if let Some(why) = why {
        file.string("voided", why);
    }
}

/// The file of a library.
pub(super) fn library_text(library: &LibraryFile) -> String {
    let mut file = Writer::new::<LibraryFile>();
    file.string("name", &library.name);
    file.finish()
}

/// The file of a patient.
pub(super) fn patient_text(patient: &Patient) -> String {
    let mut file = Writer::new::<Patient>();
    file.string("id", &patient.id);
    void(&mut file, patient.voided.as_deref());
    file.string("name", &patient.name);
    file.optional_string("reference", &patient.reference);
    if let Some(born) = patient.born {
        file.line(format_args!("born: \"{born}\","));
    }
    file.optional_string("sex", sex_id(patient.sex).unwrap_or_default());
    match &patient.allergies {
        Allergies::NotAsked => {}
        Allergies::NoneKnown => file.line("allergies: NoneKnown,"),
        Allergies::Listed(list) => file.line(format_args!("allergies: Listed({}),", quoted(list))),
    }
    file.optional_string("notes", &patient.notes);
    file.finish()
}

/// The file of a course.
pub(super) fn course_text(course: &Course) -> String {
    let mut file = Writer::new::<Course>();
    file.string("id", &course.id);
    void(&mut file, course.voided.as_deref());
    file.string("title", &course.title);
    file.optional_string("indication", &course.indication);
    file.string("body", course.body.id());
    if !course.planned_days.is_empty() {
        let days: Vec<_> = course.planned_days.iter().map(u16::to_string).collect();
        file.line(format_args!("planned_days: [{}],", days.join(", ")));
    }
    file.optional_string("notes", &course.notes);
    file.finish()
}

/// The text of a session's file, or why such a file couldn't be read back.
///
/// Same session, same bytes; [`super::parse_session`] gives an equal session back.
pub fn session_text(session: &Session) -> Result<String, Unwritable> {
    refuse_unreadable(session)?;
    let details = &session.details;
    let mut file = Writer::new::<SessionFile>();
    file.text.reserve(160 * session.marks.len());
    file.string("id", &session.id);
    void(&mut file, details.voided.as_deref());
    file.string("title", &details.title);
    file.line(format_args!("started: \"{}\",", details.started));
    file.optional_string("clinician", &details.clinician);
    file.string("body", session.body.id());
    file.optional_string("notes", &details.notes);
    if !details.size.is_empty() {
        let pair = |(measure, length): (Measure, Length)| format!("(\"{}\", {})", measure.id(), decimal(length.mm()));
        let lengths: Vec<_> = details.size.lengths().map(pair).collect();
        file.line(format_args!("measured: [{}],", lengths.join(", ")));
    }
    if let Some(seconds) = details.charting_s {
        file.line(format_args!("charting_s: {seconds},"));
    }
    file.list("cocktails", &session.cocktails, |file, listed| {
        cocktail(file, listed);
    });
    file.line(format_args!("last_number: {},", session.last_number()));
    if !session.groups.is_empty() {
        file.list("groups", &session.groups, |file, group| file.line(group_text(group)));
    }
    file.list("marks", &session.marks, |file, mark| file.line(format_args!("{},", mark_text(mark))));
    if !session.voided.is_empty() {
        file.list("void_marks", &session.voided, |file, voided| {
            file.line(format_args!("(why: {}, mark: {}),", quoted(&voided.why), mark_text(&voided.mark)));
        });
    }
    if session.last_outcome() > 0 {
        file.line(format_args!("last_outcome: {},", session.last_outcome()));
    }
    if !session.outcomes.is_empty() {
        file.list("outcomes", &session.outcomes, |file, outcome| file.line(outcome_text(outcome)));
    }
    let text = file.finish();
    if text.len() as u64 > MAX_FILE_BYTES {
        return Err(Unwritable::TooLarge { limit_mib: MAX_FILE_BYTES >> 20 });
    }
    Ok(text)
}

fn cocktail(file: &mut Writer, cocktail: &Cocktail) {
    file.line("(");
    file.depth += 1;
    file.line(format_args!("letter: \"{}\",", cocktail.letter));
    file.string("name", &cocktail.name);
    file.line(format_args!("prepared_ml: {},", decimal(cocktail.prepared.ml())));
    if let Some(Discarded { volume, why }) = &cocktail.discarded {
        file.line(format_args!("discarded_ml: {},", decimal(volume.ml())));
        file.optional_string("discarded_why", why);
    }
    file.list("components", &cocktail.components, component);
    file.depth -= 1;
    file.line("),");
}

fn component(file: &mut Writer, component: &Component) {
    let mut fields = vec![format!("substance: {}", quoted(&component.substance))];
    if let Some(strength) = component.concentration {
        let unit = strength.unit().symbol();
        fields.push(format!("concentration: ({}, \"{unit}\")", decimal(strength.value())));
    }
    fields.push(volume(component.volume));
    for (field, value) in [("manufacturer", &component.manufacturer), ("lot", &component.lot)] {
        if !value.is_empty() {
            fields.push(format!("{field}: {}", quoted(value)));
        }
    }
    if let Some(expiry) = component.expiry {
        fields.push(format!("expiry: \"{expiry}\""));
    }
    file.line(format_args!("({}),", fields.join(", ")));
}

fn volume(volume: Volume) -> String {
    format!("volume_ml: {}", decimal(volume.ml()))
}

/// `Field(id: 1, …),`, and how else marks came to be there together.
fn group_text(group: &Group) -> String {
    let id = group.id.0;
    let remark = remark(group.remark.as_deref());
    match &group.origin {
        Origin::Field(Laying { ground, mirrored, pattern, spacing, placing, protocol }) => {
            let over = ground_text(ground);
            let mirrored = if *mirrored { ", mirrored: true" } else { "" };
            let pattern = pattern_text(*pattern);
            let spacing = decimal(spacing.mm());
            let protocol = protocol.as_ref().map(|told| format!(", protocol: {}", reference(told))).unwrap_or_default();
            let how = format!(
                "over: {over}{mirrored}, pattern: {pattern}, spacing_mm: {spacing}{}{protocol}",
                placing_text(placing)
            );
            format!("Field(id: {id}, {how}{remark}),")
        }
        Origin::Carried(Source { session, started }) => {
            format!("Carried(id: {id}, session: {}, started: \"{started}\"{remark}),", quoted(session))
        }
        Origin::Together => format!("Together(id: {id}{remark}),"),
        Origin::Protocol(told) => format!("Protocol(id: {id}, protocol: {}{remark}),", reference(told)),
    }
}

/// `, margin_mm: 5.0, anchor: (x, y, z), toward_degrees: 30.0`, as far as it was told.
fn placing_text(Placing { margin, anchor, toward }: &Placing) -> String {
    let parts = [
        (*margin > Length::ZERO).then(|| format!(", margin_mm: {}", decimal(margin.mm()))),
        anchor.as_ref().map(|site| format!(", anchor: {}", spot(site))),
        toward.map(|angle| format!(", toward_degrees: {}", decimal(angle.degrees()))),
    ];
    parts.into_iter().flatten().collect()
}

/// `("preempt", 1)`.
fn reference(told: &Reference) -> String {
    format!("({}, {})", quoted(&told.id), told.revision)
}

pub(super) fn pattern_text(pattern: Pattern) -> String {
    match pattern {
        Pattern::Hexagonal => "Hexagonal".to_owned(),
        Pattern::Square => "Square".to_owned(),
        Pattern::Rows => "Rows".to_owned(),
        Pattern::Herringbone => "Herringbone".to_owned(),
        Pattern::Concentric => "Concentric".to_owned(),
        Pattern::EvenRandom { seed } => format!("EvenRandom({seed})"),
    }
}

/// `, remark: (…)`, or nothing.
fn remark(remark: Option<&Remark>) -> String {
    let Some(Remark { note, symptom, reaction }) = remark else { return String::new() };
    let text = |field: &str, text: &str| (!text.is_empty()).then(|| format!("{field}: {}", quoted(text)));
    let symptom = symptom.map(|score| format!("symptom: {score}"));
    let parts = [text("note", note), symptom, text("reaction", reaction)];
    format!(", remark: ({})", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// `, device: (…)`, or nothing.
fn device(device: Option<&Device>) -> String {
    let Some(Device { passes, needles, needle, settings }) = device else { return String::new() };
    let parts = [
        passes.map(|count| format!("passes: {count}")),
        needles.map(|count| format!("needles: {count}")),
        needle.map(|length| format!("needle_mm: {}", decimal(length.mm()))),
        (!settings.is_empty()).then(|| format!("settings: {}", quoted(settings))),
    ];
    format!(", device: ({})", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn ground_text(ground: &Ground) -> String {
    match ground {
        Ground::Regions(patches) => regions_text(patches),
        Ground::Outline(corners) => format!("Outline([{}])", spots(corners)),
        Ground::Row(along) => format!("Row([{}])", spots(along)),
        Ground::Painted(Painted { along, radius }) => {
            format!("Painted(along: [{}], radius_mm: {})", spots(along), decimal(radius.mm()))
        }
    }
}

pub(super) fn regions_text(patches: &BTreeSet<Patch>) -> String {
    let region = |patch: &Patch| quoted(&RegionTree::get().region(patch.region).id);
    let patch = |patch: &Patch| format!("({}, \"{}\")", region(patch), side_id(patch.side));
    format!("Regions([{}])", patches.iter().map(patch).collect::<Vec<_>>().join(", "))
}

/// `Point(id: 1, at: (x, y, z), …)`, and what other shapes there are.
fn mark_text(mark: &Mark) -> impl Display {
    std::fmt::from_fn(move |f| {
        match &mark.shape {
            Shape::Point(site) => write!(f, "Point({}, at: {}", mark_names(mark), spot(site))?,
            Shape::Line(path) => write!(f, "Line({}, path: [{}]", mark_names(mark), spots(path.spots()))?,
            Shape::Area(outline) => write!(f, "Area({}, outline: [{}]", mark_names(mark), spots(outline.corners()))?,
        }
        let deposit = &mark.deposit;
        write!(f, ", technique: {}", quoted(deposit.technique.as_str()))?;
        write!(f, ", depth_mm: {}", decimal(deposit.depth.mm()))?;
        if let Some(letter) = deposit.cocktail {
            write!(f, ", cocktail: \"{letter}\"")?;
        }
        if let Some(recorded) = deposit.volume {
            write!(f, ", {}", volume(recorded))?;
        }
        if let Some(group) = mark.group {
            write!(f, ", group: {}", group.0)?;
        }
        write!(f, "{}{})", device(mark.device.as_deref()), remark(mark.remark.as_deref()))
    })
}

/// The identity, and the number that people see where it is another.
fn mark_names(mark: &Mark) -> impl Display {
    let (id, number) = (mark.id.0, mark.number);
    std::fmt::from_fn(
        move |f| {
            if number == id { write!(f, "id: {id}") } else { write!(f, "id: {id}, number: {number}") }
        },
    )
}

fn spot(site: &Site) -> impl Display {
    let [x, y, z] = site.hundredths().map(millimetres);
    std::fmt::from_fn(move |f| write!(f, "({x}, {y}, {z})"))
}

fn spots(sites: &[Site]) -> impl Display {
    std::fmt::from_fn(move |f| {
        for (index, site) in sites.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{}", spot(site))?;
        }
        Ok(())
    })
}

/// Why a file of `session` couldn't be read back whole. Edits never lead there; a session built in another way might.
fn refuse_unreadable(session: &Session) -> Result<(), Unwritable> {
    let (marks, cocktails) = (&session.marks, &session.cocktails);
    let max_hundredths = MAX_COORDINATE_MM * 100.0;
    let inside = |site: &Site| site.hundredths().iter().all(|&h| f64::from(h).abs() <= max_hundredths);
    let kept = session.marks.len() + session.voided.len();
    let numbers: BTreeSet<u32> = session.kept_marks().map(|mark| mark.number).collect();
    let ids: BTreeSet<MarkId> = session.kept_marks().map(|mark| mark.id).collect();
    let is_ordered = marks.is_sorted_by(|a, b| a.id < b.id) && ids.len() == kept && numbers.len() == kept;
    let mut reasons = session.details.voided.iter().map(String::as_str).chain(session.voided.iter().map(|it| &*it.why));
    let spots: usize = session.kept_marks().map(|mark| mark.shape.spots().len()).sum();
    let length_mm = session.kept_marks().map(|mark| mark.shape.straight_mm()).sum();
    let started = session.details.started;
    let reasons = [
        (session.id.trim().is_empty(), Unwritable::NoId),
        (started.to_string().parse::<Moment>() != Ok(started), Unwritable::NoDate),
        (kept > Edit::MAX_MARKS, Unwritable::TooManyMarks),
        (spots > Edit::MAX_SPOTS, Unwritable::TooManySpots),
        (Edit::is_too_long(length_mm), Unwritable::TooLong),
        (session.kept_marks().any(|mark| mark.id.0 == 0 || mark.number == 0), Unwritable::MarkNumberZero),
        (!is_ordered, Unwritable::MarksUnordered),
        (!session.voided.is_sorted_by(|a, b| a.mark.id < b.mark.id), Unwritable::MarksUnordered),
        (!session.kept_marks().flat_map(|mark| mark.shape.spots()).all(inside), Unwritable::MarkTooFar),
        (reasons.any(|why| why.trim().is_empty()), Unwritable::VoidWithoutReason),
        (session.groups.len() > MOST_GROUPS, Unwritable::TooManyGroups),
        (!is_readable(&session.outcomes), Unwritable::OutcomesUnreadable),
        (!cocktails.is_sorted_by(|a, b| a.letter < b.letter), Unwritable::CocktailsUnordered),
    ];
    let reason = reasons.into_iter().find(|(holds, _)| *holds);
    reason.map_or(Ok(()), |(_, why)| Err(why))
}
