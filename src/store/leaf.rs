//! The smallest parts of a record: exact decimals, dates, letters and names, each refused where it stands.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

use crate::atlas::BodyKind;
use crate::atlas::size::Measure;
use crate::chart::{
    Allergies, Concentration, ConcentrationUnit, Depth, Edit, GroupId, Length, Letter, MarkId, Moment, PatientSize,
    QuantityError, Sex, ShapeKind, SpotCount, TechniqueId, Volume,
};

use super::model::{MarkRow, Spot, VoidRow};
use super::{Expected, Flaw};

/// No recorded position lies further than this from the origin on any axis, in millimetres.
pub(super) const MAX_COORDINATE_MM: f64 = 3000.0;

/// A quantity from the number in the file: `new` may forgive the last digits of a float, a record doesn't.
fn exact<T: Copy, E: Error>(
    number: f64,
    new: fn(f64) -> Result<T, QuantityError>,
    get: fn(T) -> f64,
    step: f64,
    unit: &'static str,
) -> Result<T, E> {
    let quantity = new(number).map_err(|why| Flaw::from(why).into_error::<E>())?;
    let kept = get(quantity) == number;
    let value = number;
    kept.then_some(quantity).ok_or_else(|| Flaw::TooFine { value, step, unit: unit.to_owned() }.into_error())
}

pub(super) fn depth<'de, D: Deserializer<'de>>(from: D) -> Result<Depth, D::Error> {
    exact(f64::deserialize(from)?, Depth::from_mm, Depth::mm, Depth::STEP, "mm")
}

pub(super) fn some_depth<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Depth>, D::Error> {
    depth(from).map(Some)
}

/// A volume as sessions of version 1 and 2 write it: to 0.001 mL.
pub(super) struct Thousandths(Volume);

/// A volume as sessions write it since version 3: to 0.0001 mL.
pub(super) struct TenThousandths(Volume);

impl<'de> Deserialize<'de> for Thousandths {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let TenThousandths(volume) = TenThousandths::deserialize(from)?;
        let (value, step, unit) = (volume.ml(), 0.001, "mL".to_owned());
        let whole = (value / step).round() * step;
        let kept = Volume::from_ml(whole).is_ok_and(|whole| whole == volume);
        kept.then_some(Self(volume)).ok_or_else(|| Flaw::TooFine { value, step, unit }.into_error())
    }
}

impl<'de> Deserialize<'de> for TenThousandths {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        exact(f64::deserialize(from)?, Volume::from_ml, Volume::ml, Volume::STEP, "mL").map(Self)
    }
}

impl From<Thousandths> for Volume {
    fn from(Thousandths(volume): Thousandths) -> Self {
        volume
    }
}

impl From<TenThousandths> for Volume {
    fn from(TenThousandths(volume): TenThousandths) -> Self {
        volume
    }
}

pub(super) fn some_volume<'de, D: Deserializer<'de>, V>(from: D) -> Result<Option<Volume>, D::Error>
where
    V: Deserialize<'de> + Into<Volume>,
{
    V::deserialize(from).map(|volume| Some(volume.into()))
}

/// A number from 1: of a mark, of a group.
pub(super) fn some_number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    match u32::deserialize(from)? {
        0 => Err(Flaw::IntegerOutOfBounds.into_error()),
        number => Ok(Some(number)),
    }
}

pub(super) fn some_group<'de, D: Deserializer<'de>>(from: D) -> Result<Option<GroupId>, D::Error> {
    Ok(some_number(from)?.map(GroupId))
}

pub(super) fn length<E: Error>(mm: f64) -> Result<Length, E> {
    exact(mm, Length::from_mm, Length::mm, Length::STEP, "mm")
}

/// Lengths of the patient as `[("height", 1650.0)]`, in mm.
pub(super) fn size<'de, D: Deserializer<'de>>(from: D) -> Result<PatientSize, D::Error> {
    let measured = |(id, mm): (String, f64)| {
        let measure = Measure::from_id(&id).ok_or_else(|| {
            let known = Measure::ALL.map(|measure| measure.id().to_owned()).to_vec();
            Flaw::NotAMeasure { text: id.clone(), known }.into_error::<D::Error>()
        })?;
        Ok((measure, length(mm)?))
    };
    let lengths: Vec<_> = Vec::deserialize(from)?.into_iter().map(measured).collect::<Result<_, _>>()?;
    PatientSize::new(lengths).map_err(|why| Flaw::from(why).into_error())
}

/// A strength as `(1.0, "%")`.
pub(super) fn some_concentration<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Concentration>, D::Error> {
    let (value, symbol) = <(f64, String)>::deserialize(from)?;
    let unit = ConcentrationUnit::from_symbol(&symbol).ok_or_else(|| {
        let known = ConcentrationUnit::ALL.map(|unit| unit.symbol().to_owned()).to_vec();
        Flaw::NotAUnit { text: symbol.clone(), known }.into_error::<D::Error>()
    })?;
    let strength = Concentration::new(value, unit).map_err(|why| Flaw::from(why).into_error::<D::Error>())?;
    let (step, unit) = (Concentration::STEP, unit.symbol().to_owned());
    if strength.value() != value {
        return Err(Flaw::TooFine { value, step, unit }.into_error());
    }
    Ok(Some(strength))
}

/// A position as `(x, y, z)` in millimetres, LPS; in hundredths of a millimetre.
pub(super) fn position<'de, D: Deserializer<'de>>(from: D) -> Result<Spot, D::Error> {
    let (x, y, z) = <(f64, f64, f64)>::deserialize(from)?;
    Ok([hundredths(x)?, hundredths(y)?, hundredths(z)?])
}

/// A position in a list; written bare, where RON would want a struct of one field in brackets of its own.
struct At(Spot);

impl<'de> Deserialize<'de> for At {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        position(from).map(Self)
    }
}

/// The spots of a line, at least two.
pub(super) fn path<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Spot>, D::Error> {
    spots(from, ShapeKind::Line)
}

/// The spots of a row, at least one.
pub(super) fn row<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Spot>, D::Error> {
    let spots: Vec<Spot> = Vec::<At>::deserialize(from)?.into_iter().map(|At(spot)| spot).collect();
    let (found, [least, most]) = (spots.len(), [1, SpotCount::MOST]);
    if (least..=most).contains(&found) { Ok(spots) } else { Err(Flaw::SpotCount { found, least, most }.into_error()) }
}

/// The corners of an area, at least three.
pub(super) fn outline<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Spot>, D::Error> {
    spots(from, ShapeKind::Area)
}

fn spots<'de, D: Deserializer<'de>>(from: D, kind: ShapeKind) -> Result<Vec<Spot>, D::Error> {
    let spots: Vec<Spot> = Vec::<At>::deserialize(from)?.into_iter().map(|At(spot)| spot).collect();
    SpotCount::check(kind, spots.len()).map_err(|why| Flaw::from(why).into_error())?;
    Ok(spots)
}

pub(super) fn hundredths<E: Error>(mm: f64) -> Result<i32, E> {
    if !(-MAX_COORDINATE_MM..=MAX_COORDINATE_MM).contains(&mm) {
        return Err(Flaw::CoordinateOutOfRange { mm, max_mm: MAX_COORDINATE_MM }.into_error());
    }
    let steps = (mm * 100.0).round();
    if steps / 100.0 != mm {
        return Err(Flaw::CoordinateTooFine(mm).into_error());
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
    Ok(steps as i32)
}

/// Text made into a `T`, or refused.
fn parsed<'de, D: Deserializer<'de>, T>(from: D, parse: impl FnOnce(&str) -> Result<T, Flaw>) -> Result<T, D::Error> {
    parse(&String::deserialize(from)?).map_err(Flaw::into_error)
}

pub(super) fn identifier<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let whole = |id: &str| {
        let some = !id.trim().is_empty();
        some.then(|| id.to_owned()).ok_or(Flaw::EmptyId)
    };
    parsed(from, whole)
}

pub(super) fn moment<'de, D: Deserializer<'de>>(from: D) -> Result<Moment, D::Error> {
    parsed(from, |text| text.parse().map_err(|_no_detail| Flaw::NotAMoment(text.to_owned())))
}

pub(super) fn some_date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    let date = |text: &str| {
        // jiff would also take a date with a time and drop the time.
        let date = text.parse::<Date>().ok().filter(|date| date.to_string() == text);
        date.ok_or_else(|| Flaw::NotADate(text.to_owned()))
    };
    parsed(from, date).map(Some)
}

pub(super) fn body<'de, D: Deserializer<'de>>(from: D) -> Result<BodyKind, D::Error> {
    parsed(from, |id| {
        BodyKind::from_id(id).ok_or_else(|| {
            let known = BodyKind::ALL.map(|kind| kind.id().to_owned()).to_vec();
            Flaw::UnknownBody { text: id.to_owned(), known }
        })
    })
}

pub(super) fn technique<'de, D: Deserializer<'de>>(from: D) -> Result<TechniqueId, D::Error> {
    parsed(from, |id| Ok(TechniqueId::new(id)))
}

pub(super) fn letter<'de, D: Deserializer<'de>>(from: D) -> Result<Letter, D::Error> {
    parsed(from, |text| {
        let mut letters = text.chars();
        let only = letters.next().filter(|_| letters.as_str().is_empty());
        only.and_then(Letter::new).ok_or_else(|| Flaw::NotALetter(text.to_owned()))
    })
}

pub(super) fn some_letter<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Letter>, D::Error> {
    letter(from).map(Some)
}

/// As written in patient files; nothing is written where the sex isn't recorded.
pub(super) fn sex_id(sex: Sex) -> Option<&'static str> {
    match sex {
        Sex::Unrecorded => None,
        Sex::Female => Some("female"),
        Sex::Male => Some("male"),
    }
}

pub(super) fn sex<'de, D: Deserializer<'de>>(from: D) -> Result<Sex, D::Error> {
    parsed(from, |text| {
        let known = [Sex::Female, Sex::Male].into_iter().find(|&sex| sex_id(sex) == Some(text));
        known.ok_or_else(|| Flaw::NotASex(text.to_owned()))
    })
}

/// `NoneKnown` or `Listed("…")`; nothing is written where nobody asked.
pub(super) fn allergies<'de, D: Deserializer<'de>>(from: D) -> Result<Allergies, D::Error> {
    #[derive(Deserialize)]
    enum Answer {
        NotAsked,
        NoneKnown,
        Listed(String),
    }
    match Answer::deserialize(from)? {
        Answer::NotAsked => Ok(Allergies::NotAsked),
        Answer::NoneKnown => Ok(Allergies::NoneKnown),
        Answer::Listed(list) if list.trim().is_empty() => {
            Err(Flaw::Expected { what: Expected::Text, at_end: false }.into_error())
        }
        Answer::Listed(list) => Ok(Allergies::Listed(list)),
    }
}

/// Why something is void: it is void for a reason, or it isn't.
pub(super) fn void_reason<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let why = String::deserialize(from)?;
    if why.trim().is_empty() {
        return Err(Flaw::Expected { what: Expected::Text, at_end: false }.into_error());
    }
    Ok(Some(why))
}

/// Marks on disk, as rows in the order of their numbers; refuses an identity or a number that comes twice, at the mark that repeats it.
pub(super) fn marks<'de, D, M>(from: D) -> Result<Vec<MarkRow>, D::Error>
where
    D: Deserializer<'de>,
    M: Deserialize<'de> + Into<MarkRow>,
{
    from.deserialize_seq(MarksVisitor::<M, MarkRow>(|row| row, PhantomData))
}

/// Void marks on disk, as [`marks`].
pub(super) fn void_marks<'de, D, V>(from: D) -> Result<Vec<VoidRow>, D::Error>
where
    D: Deserializer<'de>,
    V: Deserialize<'de> + Into<VoidRow>,
{
    from.deserialize_seq(MarksVisitor::<V, VoidRow>(|row| &row.mark, PhantomData))
}

/// Refuses a mark that is void and isn't, and more of both together than there may be.
pub(super) fn refuse_twice(marks: &[MarkRow], voided: &[VoidRow]) -> Result<(), ron::Error> {
    if voided.is_empty() {
        return Ok(());
    }
    let (mut all, mut seen) = (marks.iter().chain(voided.iter().map(|void| &void.mark)), Seen::default());
    all.try_for_each(|row| seen.add(row))
}

/// What a list of marks has held so far.
#[derive(Default)]
pub(super) struct Seen {
    spots: usize,
    length_mm: f64,
    ids: BTreeSet<MarkId>,
    numbers: BTreeSet<u32>,
}

impl Seen {
    pub(super) fn add<E: Error>(&mut self, row: &MarkRow) -> Result<(), E> {
        self.spots += row.spots.count();
        self.length_mm += row.spots.straight_mm();
        if self.ids.len() == Edit::MAX_MARKS {
            return Err(Flaw::TooManyMarks { most: Edit::MAX_MARKS }.into_error());
        }
        if self.spots > Edit::MAX_SPOTS {
            return Err(Flaw::TooManySpots { most: Edit::MAX_SPOTS }.into_error());
        }
        if Edit::is_too_long(self.length_mm) {
            return Err(Flaw::TooLong { most_m: Edit::MAX_LENGTH_M }.into_error());
        }
        if row.id.0 == 0 {
            return Err(Flaw::MarkNumberZero.into_error());
        }
        if !self.ids.insert(row.id) || !self.numbers.insert(row.number) {
            return Err(Flaw::MarkTwice(row.number).into_error());
        }
        Ok(())
    }
}

/// A list of rows of marks, each read as an `M`; `mark` is the mark of a row.
struct MarksVisitor<M, R>(fn(&R) -> &MarkRow, PhantomData<M>);

impl<'de, R, M: Deserialize<'de> + Into<R>> Visitor<'de> for MarksVisitor<M, R> {
    type Value = Vec<R>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of marks")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let Self(mark, _) = self;
        let (mut rows, mut seen) = (Self::Value::new(), Seen::default());
        while let Some(read) = list.next_element::<M>()? {
            let row: R = read.into();
            seen.add(mark(&row))?;
            rows.push(row);
        }
        rows.sort_by_key(|row| mark(row).id);
        Ok(rows)
    }
}

/// Cocktails by letter; refuses a letter that comes twice, at the cocktail that repeats it.
pub(super) fn cocktails<'de, D, C>(from: D) -> Result<Vec<crate::chart::Cocktail>, D::Error>
where
    D: Deserializer<'de>,
    C: Deserialize<'de> + Into<crate::chart::Cocktail>,
{
    from.deserialize_seq(CocktailsVisitor::<C>(PhantomData))
}

struct CocktailsVisitor<C>(PhantomData<C>);

impl<'de, C: Deserialize<'de> + Into<crate::chart::Cocktail>> Visitor<'de> for CocktailsVisitor<C> {
    type Value = Vec<crate::chart::Cocktail>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of cocktails")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut cocktails = Self::Value::new();
        while let Some(cocktail) = list.next_element::<C>()? {
            let cocktail: crate::chart::Cocktail = cocktail.into();
            if cocktails.iter().any(|listed| listed.letter == cocktail.letter) {
                return Err(Flaw::CocktailTwice(cocktail.letter.as_char()).into_error());
            }
            cocktails.push(cocktail);
        }
        cocktails.sort_by_key(|cocktail| cocktail.letter);
        Ok(cocktails)
    }
}
