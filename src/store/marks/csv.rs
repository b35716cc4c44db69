//! A list of marks as a table: columns by their identifiers, whatever language the rest is in.
//!
//! Spreadsheets write decimal commas where they write semicolons between columns, and decimal points where they write commas. A
//! number with the other sign may have been taken for thousands on the way, so it is refused, not read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::IntoDeserializer as _;
use serde::de::value::{Error as LeafError, F64Deserializer, StringDeserializer, U32Deserializer};

use super::super::leaf::{self, Seen};
use super::super::model::{MarkRow, Spot, Spots};
use super::super::read::Fault;
use super::super::schema::ListedGroup;
use super::super::{Expected, Flaw, Position, group_leaf};
use super::cells::{number, path, unguarded};
use super::table::{Cell, Rows};
use super::{Listed, flaw_of_message, within_limits};
use crate::atlas::BodyKind;
use crate::chart::{Deposit, Depth, Device, GroupId, Letter, MarkId, Remark, ShapeKind, SpotCount, Volume};

/// Columns without which nothing can be said of a mark.
const NEEDED: [&str; 7] = ["shape", "technique", "depth_mm", "left_mm", "posterior_mm", "superior_mm", "body"];
/// Columns that are read where they are there.
const READ: [&str; 16] = [
    "number",
    "cocktail",
    "volume_ml",
    "group",
    "note",
    "symptom",
    "reaction",
    "id",
    "session",
    "path_mm",
    "cocktail_name",
    "device_passes",
    "device_needles",
    "device_needle_mm",
    "device_settings",
    "group_record",
];
/// Columns for people, which follow from the others or belong to no mark.
const DERIVED: [&str; 11] = [
    "region",
    "region_codes",
    "side",
    "place",
    "technique_name",
    "amounts",
    "scale",
    "protocol",
    "device",
    "group_remark",
    "outcomes_record",
];

pub(super) fn read(text: &str) -> Result<Listed, Fault> {
    let separator = text.chars().find(|sign| matches!(sign, ',' | ';' | '\t' | '\n')).unwrap_or(',');
    let separator = if separator == ';' { ';' } else { ',' };
    let mut rows = Rows::of(text, separator, 1);
    let columns = Columns::of(&rows.next().ok_or(Fault::Syntax(Position::START, Flaw::Empty))??, separator)?;
    let mut list = List::default();
    // The headings are the first row.
    for (row, number) in rows.zip(2..) {
        let row = row?;
        if row.iter().any(|cell| !cell.text.trim().is_empty()) {
            let row = Row { columns: &columns, cells: &row };
            list.add(&row).map_err(|fault| row.named(number, fault))?;
        }
    }
    list.finished()
}

/// Which column stands where.
struct Columns {
    places: BTreeMap<String, usize>,
    count: usize,
    decimal: char,
}

impl Columns {
    fn of(head: &[Cell], separator: char) -> Result<Self, Fault> {
        let mut places = BTreeMap::new();
        for (place, cell) in head.iter().enumerate() {
            let known = NEEDED.iter().chain(&READ).chain(&DERIVED);
            if !known.clone().any(|name| *name == cell.text) {
                let field = cell.text.chars().take(80).collect();
                let known = known.map(|&name| name.to_owned()).collect();
                return Err(Fault::Invalid(cell.at, Flaw::UnknownField { field, known }));
            }
            if places.insert(cell.text.clone(), place).is_some() {
                return Err(Fault::Invalid(cell.at, Flaw::DuplicateField(cell.text.clone())));
            }
        }
        if let Some(missing) = NEEDED.into_iter().find(|&name| !places.contains_key(name)) {
            let flaw = Flaw::MissingField { field: missing.to_owned(), within: None };
            return Err(Fault::Invalid(Position::START, flaw));
        }
        let decimal = if separator == ';' { ',' } else { '.' };
        Ok(Self { places, count: head.len(), decimal })
    }
}

impl Columns {
    fn heading(&self, place: usize) -> Option<&str> {
        self.places.iter().find(|(_, at)| **at == place).map(|(name, _)| name.as_str())
    }
}

struct Row<'a> {
    columns: &'a Columns,
    cells: &'a [Cell],
}

impl Row<'_> {
    fn at(&self) -> Position {
        self.cells.first().map_or(Position::START, |cell| cell.at)
    }

    /// What is wrong in it, with the number of the row and the heading of the cell at which it stands.
    fn named(&self, row: usize, fault: Fault) -> Fault {
        let Fault::Invalid(at, flaw) = fault else { return fault };
        let place = self.cells.iter().position(|cell| cell.at == at);
        let of_row = matches!(flaw, Flaw::WrongCount { .. } | Flaw::MarkTwice(_));
        let heading = place.filter(|_| !of_row).and_then(|place| self.columns.heading(place)).map(str::to_owned);
        Fault::Invalid(at, Flaw::InCell { row, heading, flaw: Box::new(flaw) })
    }

    /// The cell of a column; `None` where there is no such column or nothing stands in it.
    fn cell(&self, column: &str) -> Option<&Cell> {
        let cell = self.columns.places.get(column).and_then(|&place| self.cells.get(place));
        cell.filter(|cell| !cell.text.is_empty())
    }

    fn needed(&self, column: &str) -> Result<&Cell, Fault> {
        self.cell(column).ok_or_else(|| {
            let place = self.columns.places.get(column).and_then(|&place| self.cells.get(place));
            let flaw = Flaw::MissingField { field: column.to_owned(), within: None };
            Fault::Invalid(place.map_or(self.at(), |cell| cell.at), flaw)
        })
    }

    /// Text as it was before a spreadsheet was kept from reckoning with it.
    fn text(&self, column: &str) -> String {
        self.cell(column).map(|cell| unguarded(&cell.text).to_owned()).unwrap_or_default()
    }

    fn number(&self, cell: &Cell) -> Result<f64, Fault> {
        let decimal = self.columns.decimal;
        number(cell.text.trim(), decimal).map_err(|flaw| Fault::Invalid(cell.at, flaw))
    }

    fn whole<T: std::str::FromStr>(&self, column: &str) -> Result<Option<T>, Fault> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        let is_plain = cell.text.bytes().all(|byte| byte.is_ascii_digit());
        let number = cell.text.parse().ok().filter(|_| is_plain);
        let flaw = if is_plain { Flaw::IntegerOutOfBounds } else { expected(Expected::WholeNumber) };
        number.map(Some).ok_or(Fault::Invalid(cell.at, flaw))
    }

    /// A whole number from 1.
    fn count(&self, column: &str) -> Result<Option<u32>, Fault> {
        let Some(count) = self.whole::<u32>(column)? else { return Ok(None) };
        let from: U32Deserializer<LeafError> = count.into_deserializer();
        leaf::some_number(from).map_err(|error| self.fault(column, &error))
    }

    fn fault(&self, column: &str, error: &LeafError) -> Fault {
        let at = self.cell(column).map_or(self.at(), |cell| cell.at);
        Fault::Invalid(at, flaw_of_message(&error.to_string()))
    }

    fn quantity<T>(
        &self,
        column: &str,
        read: impl FnOnce(F64Deserializer<LeafError>) -> Result<T, LeafError>,
    ) -> Result<Option<T>, Fault> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        read(self.number(cell)?.into_deserializer()).map(Some).map_err(|error| self.fault(column, &error))
    }

    fn word<T>(
        &self,
        column: &str,
        read: impl FnOnce(StringDeserializer<LeafError>) -> Result<T, LeafError>,
    ) -> Result<Option<T>, Fault> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        read(unguarded(&cell.text).to_owned().into_deserializer()).map(Some).map_err(|error| self.fault(column, &error))
    }

    fn coordinate(&self, column: &str) -> Result<i32, Fault> {
        let cell = self.needed(column)?;
        leaf::hundredths(self.number(cell)?).map_err(|error: LeafError| self.fault(column, &error))
    }

    fn spots(&self) -> Result<Spots, Fault> {
        let shape = self.needed("shape")?;
        let at = [self.coordinate("left_mm")?, self.coordinate("posterior_mm")?, self.coordinate("superior_mm")?];
        let (kind, make): (_, fn(Vec<Spot>) -> Spots) = match shape.text.as_str() {
            "point" => return Ok(Spots::Point(at)),
            "line" => (ShapeKind::Line, Spots::Line),
            "area" => (ShapeKind::Area, Spots::Area),
            other => {
                let known = ["point", "line", "area"].map(str::to_owned).to_vec();
                let flaw = Flaw::UnknownVariant { name: other.chars().take(80).collect(), known };
                return Err(Fault::Invalid(shape.at, flaw));
            }
        };
        let cell = self.needed("path_mm")?;
        let spots = path(&cell.text).and_then(|spots| {
            SpotCount::check(kind, spots.len())?;
            // A line that was moved in one column only would lie in two places.
            let begins = kind != ShapeKind::Line || spots.first() == Some(&at);
            begins.then_some(spots).ok_or_else(|| Flaw::AmbiguousNumber(cell.text.chars().take(40).collect()))
        });
        spots.map(make).map_err(|flaw| Fault::Invalid(cell.at, flaw))
    }

    fn deposit(&self) -> Result<Deposit, Fault> {
        self.needed("technique")?;
        self.needed("depth_mm")?;
        let technique = self.word("technique", leaf::technique)?;
        let depth: Option<Depth> = self.quantity("depth_mm", leaf::depth)?;
        let cocktail: Option<Letter> = self.word("cocktail", leaf::letter)?;
        let volume = self.quantity("volume_ml", leaf::some_volume::<_, leaf::TenThousandths>)?.flatten();
        let (technique, depth) = technique.zip(depth).ok_or(Fault::Invalid(self.at(), Flaw::Empty))?;
        Ok(Deposit { technique, depth, cocktail, volume: volume.map(|volume: Volume| volume) })
    }

    fn remark(&self) -> Result<Option<Arc<Remark>>, Fault> {
        let symptom = self.whole::<u8>("symptom")?;
        if symptom.is_some_and(|score| score > Remark::WORST) {
            return Err(Fault::Invalid(self.needed("symptom")?.at, Flaw::IntegerOutOfBounds));
        }
        let remark = Remark { note: self.text("note"), symptom, reaction: self.text("reaction") };
        Ok(remark.said().map(Arc::new))
    }

    fn device(&self) -> Result<Option<Arc<Device>>, Fault> {
        let count = |column| -> Result<Option<u16>, Fault> {
            let Some(count) = self.count(column)? else { return Ok(None) };
            let out = |_large| Fault::Invalid(self.at(), Flaw::IntegerOutOfBounds);
            u16::try_from(count).map(Some).map_err(out)
        };
        let (passes, needles) = (count("device_passes")?, count("device_needles")?);
        let needle = self.quantity("device_needle_mm", leaf::depth)?;
        let device = Device { passes, needles, needle, settings: self.text("device_settings") };
        Ok(device.said().map(Arc::new))
    }
}

/// What the rows so far have said.
#[derive(Default)]
struct List {
    body: Option<BodyKind>,
    /// The session that the rows say, or that they say none; `None` before one that must say it.
    #[expect(
        clippy::option_option,
        reason = "no row yet, a row of no session, and one of a session are three answers"
    )]
    session: Option<Option<String>>,
    cocktails: BTreeMap<Letter, String>,
    groups: Vec<super::GroupRow>,
    group_ids: BTreeSet<GroupId>,
    marks: Vec<(String, MarkRow)>,
    seen: Seen,
    spots: usize,
}

impl List {
    fn add(&mut self, row: &Row<'_>) -> Result<(), Fault> {
        let (found, expected) = (row.cells.len(), row.columns.count);
        if found != expected {
            return Err(Fault::Invalid(row.at(), Flaw::WrongCount { found, expected }));
        }
        let spots = row.spots()?;
        self.spots += spots.count();
        let limits = within_limits(self.marks.len() + 1, self.spots);
        limits.map_err(|flaw| Fault::Invalid(row.at(), flaw))?;
        // A row that somebody added has no identity: it is a new mark, whatever number was typed.
        let id = row.count("id")?;
        self.whose(row, id.is_none())?;
        let group = row.count("group")?.map(GroupId);
        self.group(row, group)?;
        let (has_id, id) = (id.is_some(), id.unwrap_or(0));
        let number = row.count("number")?;
        let mark = MarkRow {
            id: MarkId(id),
            number: number.filter(|_| has_id).unwrap_or(id),
            spots,
            deposit: row.deposit()?,
            group,
            device: row.device()?,
            remark: row.remark()?,
        };
        self.cocktail(row, mark.deposit.cocktail)?;
        if has_id {
            let twice = self.seen.add::<LeafError>(&mark);
            twice.map_err(|error| Fault::Invalid(row.at(), flaw_of_message(&error.to_string())))?;
        }
        let name = number.map_or_else(|| format!("({})", self.marks.len() + 1), |number| number.to_string());
        self.marks.push((name, mark));
        Ok(())
    }

    /// All rows are of one session, on one body; a row that somebody added needn't repeat which.
    fn whose(&mut self, row: &Row<'_>, is_added: bool) -> Result<(), Fault> {
        if is_added && self.body.is_some() && row.cell("body").is_none() {
            return self.of_session(row, is_added);
        }
        let cell = row.needed("body")?;
        let body = row.word("body", leaf::body)?;
        if *self.body.get_or_insert(body.unwrap_or(BodyKind::ALL[0])) != body.unwrap_or(BodyKind::ALL[0]) {
            return Err(other_than(cell, self.body.map(|body| body.id().to_owned())));
        }
        self.of_session(row, is_added)
    }

    fn of_session(&mut self, row: &Row<'_>, is_added: bool) -> Result<(), Fault> {
        let cell = row.cell("session");
        if is_added && cell.is_none() {
            return Ok(());
        }
        let session = cell.map(|_| row.text("session"));
        let first = self.session.get_or_insert_with(|| session.clone());
        if *first == session {
            return Ok(());
        }
        let fault = || Fault::Invalid(row.at(), Flaw::MissingField { field: "session".to_owned(), within: None });
        Err(cell.map_or_else(fault, |cell| other_than(cell, first.clone())))
    }

    fn cocktail(&mut self, row: &Row<'_>, letter: Option<Letter>) -> Result<(), Fault> {
        let (Some(letter), Some(cell)) = (letter, row.cell("cocktail_name")) else { return Ok(()) };
        let name = unguarded(&cell.text).to_owned();
        let first = self.cocktails.entry(letter).or_insert_with(|| name.clone());
        if *first == name { Ok(()) } else { Err(other_than(cell, Some(first.clone()))) }
    }

    /// How the group of a mark was laid, where this row says it.
    fn group(&mut self, row: &Row<'_>, group: Option<GroupId>) -> Result<(), Fault> {
        let Some(cell) = row.cell("group_record") else { return Ok(()) };
        let at = |flaw| Fault::Invalid(cell.at, flaw);
        let read = serde_json::from_str::<ListedGroup>(unguarded(&cell.text)).map_err(|error| {
            let message = error.to_string();
            at(flaw_of_message(message.rsplit_once(" at line ").map_or(&*message, |(words, _)| words)))
        })?;
        let laid: super::GroupRow = read.into();
        if Some(laid.id) != group || !self.group_ids.insert(laid.id) {
            return Err(at(Flaw::Group(super::super::GroupFlaw::Twice(laid.id.0))));
        }
        if self.groups.len() == group_leaf::MOST_GROUPS {
            return Err(at(Flaw::Group(super::super::GroupFlaw::TooMany { most: group_leaf::MOST_GROUPS })));
        }
        self.groups.push(laid);
        Ok(())
    }

    fn finished(mut self) -> Result<Listed, Fault> {
        let body = self.body.ok_or(Fault::Syntax(Position::START, Flaw::Empty))?;
        self.groups.sort_by_key(|group| group.id);
        let cocktails = self.cocktails.into_iter().collect();
        Ok(Listed { session: self.session.flatten(), body, cocktails, groups: self.groups, marks: self.marks })
    }
}

fn other_than(cell: &Cell, first: Option<String>) -> Fault {
    let (name, known) = (cell.text.chars().take(80).collect(), first.into_iter().collect());
    Fault::Invalid(cell.at, Flaw::UnknownVariant { name, known })
}

fn expected(what: Expected) -> Flaw {
    Flaw::Expected { what, at_end: false }
}
