//! The index as helper files in a library: a line that says what wrote it and of which library, a line of JSON for every patient,
//! and the checksum of all above. What isn't so to the letter is as good as not there.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::super::depot::{Kind, Place, Stamp};
use super::super::folders::{CLINIC_FOLDER, LIBRARY, PATIENT};
use super::super::record::{self, Lineage};
use super::super::{Checksum, Library, StoreError};
use super::{
    CourseFacts, Dose, Index, Known, OneCourse, OnePatient, OneSession, Part, PatientFacts, SessionFacts, Words,
};
use crate::atlas::regions::{Locus, RegionId, RegionTree, Side};
use crate::atlas::{BodyKind, each_large};
use crate::chart::{Amount, Edit, Letter, Tally, Volume};

/// The folder in the clinic's own.
const FOLDER: &str = "index";
/// What the names of its files begin with: these may be taken away.
pub(in crate::store) const PREFIX: &str = ".index-";
/// How many files there are: after a change only the one that it concerns is written again, and none comes near the most that is
/// read at once.
pub(super) const FILES: usize = 16;
const SCHEMA: &str = "mesomap/index/1";
const SEAL: &str = "sha256 ";

/// What a library's cache knows; nothing where there is none.
pub(super) fn load(root: &Place, now: SystemTime) -> Index {
    let (words, head) = (Arc::<Words>::default(), head(root).unwrap_or_default());
    let files: Vec<Place> = (0..FILES).map(|nth| file(root, nth)).collect();
    let read = each_large(&files, |file| read(file, &head, &words, now));
    let (mut kept, mut patients) = (<[Option<Checksum>; FILES]>::default(), BTreeMap::new());
    for (kept, read) in kept.iter_mut().zip(read) {
        let Some((sum, some)) = read else { continue };
        *kept = Some(sum);
        patients.extend(some.into_iter().map(|patient| (Arc::clone(&patient.folder), patient)));
    }
    Index { root: root.clone(), patients: patients.into_values().collect(), words, kept }
}

impl Index {
    /// Keeps it in the library, so that the next reading is short; what is kept there already stays. Says whether all of it is kept:
    /// a library that can't be written to, or in which another window keeps its own just now, is as good without.
    pub fn keep(&mut self, library: &Library) -> bool {
        let Some(head) = head(&self.root).filter(|_| library.require_clinic_folder().is_ok()) else { return false };
        let mut shares: [Vec<&OnePatient>; FILES] = Default::default();
        for patient in &self.patients {
            shares[share(&patient.folder)].push(patient);
        }
        let kept = each_large(&(0..FILES).collect::<Vec<_>>(), |&nth| {
            let Some(text) = text(&head, &shares[nth]) else { return (None, false) };
            let (sum, place) = (Checksum::of(text.as_bytes()), file(&self.root, nth));
            let is_kept = (self.kept[nth].as_ref() == Some(&sum) && place.exists()) || replace(&place, &text).is_ok();
            // Who was erased meanwhile must not come back by what is kept of them.
            let is_true = is_kept && shares[nth].iter().all(|patient| self.is_there(patient));
            if is_kept && !is_true {
                _ = place.remove();
            }
            (is_true.then_some(sum), is_true)
        });
        let all = kept.iter().all(|(_, is_kept)| *is_kept);
        for (known, (sum, _)) in self.kept.iter_mut().zip(kept) {
            *known = sum;
        }
        all
    }

    fn is_there(&self, patient: &OnePatient) -> bool {
        let folder = self.root.child(&patient.folder);
        patient.head.facts.is_none() || record::is_there(&folder.child(PATIENT))
    }
}

/// Takes the cache of a library away.
///
/// # Errors
///
/// When a file of it can't be taken away.
pub(in crate::store) fn forget(root: &Place) -> Result<(), StoreError> {
    let folder = folder(root);
    let entries = folder.list_if_there()?.into_iter();
    let is_ours = |name: &str| name.starts_with(PREFIX);
    let mut ours = entries.filter(|entry| entry.kind == Kind::File && is_ours(&entry.name));
    ours.try_for_each(|entry| folder.child(&entry.name).remove())
}

fn folder(root: &Place) -> Place {
    root.child(CLINIC_FOLDER).child(FOLDER)
}

fn file(root: &Place, nth: usize) -> Place {
    folder(root).child(&format!("{PREFIX}{nth}"))
}

/// In which file a patient's folder is told.
fn share(folder: &str) -> usize {
    let sum = Checksum::of(folder.as_bytes());
    usize::from_str_radix(&sum.as_str()[..1], 16).unwrap_or(0) % FILES
}

/// Helper files alone are replaced.
fn replace(file: &Place, text: &str) -> Result<(), StoreError> {
    file.remove()?;
    file.create_within(&file.root(), text.as_bytes()).map(drop)
}

/// The first line: which program wrote it, with which regions, and of which library, told by the first state of its record.
fn head(root: &Place) -> Option<String> {
    let lineage = Lineage::of(&root.child(LIBRARY)).ok()?;
    let first = Checksum::of(&lineage.states().first()?.place.get().ok()?);
    let regions: Vec<&str> = RegionTree::get().regions().map(|(_, region)| region.id.as_str()).collect();
    let regions = Checksum::of(regions.join("\n").as_bytes());
    Some(format!("{SCHEMA} {} {} {}", env!("CARGO_PKG_VERSION"), regions.as_str(), first.as_str()))
}

fn text(head: &str, patients: &[&OnePatient]) -> Option<String> {
    let mut text = format!("{head}\n");
    for patient in patients {
        text.push_str(&serde_json::to_string(&PatientRow::of(patient)).ok()?);
        text.push('\n');
    }
    let sum = Checksum::of(text.as_bytes());
    text.push_str(SEAL);
    text.push_str(sum.as_str());
    text.push('\n');
    Some(text)
}

/// What a file holds, with its checksum; `None` where it isn't this library's, this program's, or whole.
fn read(file: &Place, head: &str, words: &Words, now: SystemTime) -> Option<(Checksum, Vec<OnePatient>)> {
    let bytes = file.get().ok()?;
    let text = std::str::from_utf8(&bytes).ok()?;
    let (above, seal) = text.strip_suffix('\n')?.rsplit_once('\n')?;
    let above = &text[..=above.len()];
    let sum = seal.strip_prefix(SEAL).and_then(Checksum::parse)?;
    let rest = above.strip_prefix(head)?.strip_prefix('\n')?;
    if head.is_empty() || sum != Checksum::of(above.as_bytes()) {
        return None;
    }
    let regions: Vec<RegionId> = RegionTree::get().regions().map(|(id, _)| id).collect();
    let reading = Reading { words, now, regions };
    let patient = |line: &str| serde_json::from_str::<PatientRow<'_>>(line).ok()?.read(&reading);
    let patients = rest.lines().map(patient).collect::<Option<Vec<_>>>()?;
    Some((Checksum::of(&bytes), patients))
}

struct Reading<'a> {
    words: &'a Words,
    now: SystemTime,
    regions: Vec<RegionId>,
}

#[derive(Serialize, Deserialize)]
struct PatientRow<'a>(
    #[serde(borrow)] Cow<'a, str>,
    #[serde(borrow)] KnownRow<'a, PatientFactsRow<'a>>,
    #[serde(borrow)] Vec<CourseRow<'a>>,
);

#[derive(Serialize, Deserialize)]
struct CourseRow<'a>(
    #[serde(borrow)] Cow<'a, str>,
    #[serde(borrow)] KnownRow<'a, CourseFactsRow<'a>>,
    #[serde(borrow)] Vec<SessionRow<'a>>,
);

#[derive(Serialize, Deserialize)]
struct SessionRow<'a>(#[serde(borrow)] Cow<'a, str>, #[serde(borrow)] KnownRow<'a, SessionFactsRow<'a>>);

/// Seconds, nanoseconds and length; the newest file; what it says.
#[derive(Serialize, Deserialize)]
struct KnownRow<'a, T>(Option<(u64, u32, u64)>, #[serde(borrow)] Cow<'a, str>, Option<T>);

/// Name, reference, birth, void.
#[derive(Serialize, Deserialize)]
struct PatientFactsRow<'a>(#[serde(borrow)] Cow<'a, str>, #[serde(borrow)] Cow<'a, str>, Option<String>, bool);

/// Title, indication, body, plan, void.
#[derive(Serialize, Deserialize)]
struct CourseFactsRow<'a>(
    #[serde(borrow)] Cow<'a, str>,
    #[serde(borrow)] Cow<'a, str>,
    #[serde(borrow)] Cow<'a, str>,
    Vec<u16>,
    bool,
);

/// Title, start, void, signed, parts, doses.
#[derive(Serialize, Deserialize)]
struct SessionFactsRow<'a>(
    #[serde(borrow)] Cow<'a, str>,
    String,
    bool,
    bool,
    #[serde(borrow)] Vec<PartRow<'a>>,
    Vec<DoseRow>,
);

/// Cocktail, substance, manufacturer, lot, what a millilitre holds as the bits of the number.
#[derive(Serialize, Deserialize)]
struct PartRow<'a>(
    char,
    #[serde(borrow)] Cow<'a, str>,
    #[serde(borrow)] Cow<'a, str>,
    #[serde(borrow)] Cow<'a, str>,
    Option<(u64, Unit)>,
);

#[derive(Clone, Copy, Serialize, Deserialize)]
enum Unit {
    #[serde(rename = "mg")]
    Mg,
    #[serde(rename = "IU")]
    Iu,
}

/// Region by its place in the tree, side, cocktail, points, millilitres, points without volume.
#[derive(Serialize, Deserialize)]
struct DoseRow(u16, char, Option<char>, usize, f64, usize);

impl<'a> PatientRow<'a> {
    fn of(OnePatient { folder, head, courses }: &'a OnePatient) -> Self {
        let facts = |facts: &'a PatientFacts| {
            let PatientFacts { name, reference, born, is_void } = facts;
            PatientFactsRow((&**name).into(), (&**reference).into(), born.map(|born| born.to_string()), *is_void)
        };
        Self((&**folder).into(), KnownRow::of(head, facts), courses.iter().map(CourseRow::of).collect())
    }

    fn read(self, reading: &Reading<'_>) -> Option<OnePatient> {
        let Self(folder, head, courses) = self;
        let head = head.read(reading, |PatientFactsRow(name, reference, born, is_void)| {
            let born = born.map_or(Ok(None), |born| born.parse().map(Some)).ok()?;
            Some(PatientFacts { name: (*name).into(), reference: reading.words.the(&reference), born, is_void })
        })?;
        let courses = courses.into_iter().map(|course| course.read(reading)).collect::<Option<Vec<_>>>()?;
        let is_sorted = courses.is_sorted_by(|a, b| a.folder < b.folder);
        (is_name(&folder) && is_sorted).then(|| OnePatient { folder: (*folder).into(), head, courses })
    }
}

impl<'a> CourseRow<'a> {
    fn of(OneCourse { folder, head, sessions }: &'a OneCourse) -> Self {
        let facts = |facts: &'a CourseFacts| {
            let CourseFacts { title, indication, body, planned_days, is_void } = facts;
            let [title, indication] = [title, indication].map(|text| (&**text).into());
            CourseFactsRow(title, indication, body.id().into(), planned_days.to_vec(), *is_void)
        };
        Self((&**folder).into(), KnownRow::of(head, facts), sessions.iter().map(SessionRow::of).collect())
    }

    fn read(self, reading: &Reading<'_>) -> Option<OneCourse> {
        let Self(folder, head, sessions) = self;
        let head = head.read(reading, |CourseFactsRow(title, indication, body, planned_days, is_void)| {
            let [title, indication] = [title, indication].map(|text| reading.words.the(&text));
            let body = BodyKind::from_id(&body)?;
            Some(CourseFacts { title, indication, body, planned_days: planned_days.into(), is_void })
        })?;
        let sessions = sessions.into_iter().map(|session| session.read(reading)).collect::<Option<Vec<_>>>()?;
        let is_sorted = sessions.is_sorted_by(|a, b| a.record < b.record);
        (is_name(&folder) && is_sorted).then(|| OneCourse { folder: reading.words.the(&folder), head, sessions })
    }
}

impl<'a> SessionRow<'a> {
    fn of(OneSession { record, head }: &'a OneSession) -> Self {
        let facts = |facts: &'a SessionFacts| {
            let SessionFacts { title, started, is_void, is_signed, parts, doses } = facts;
            let (parts, doses) = (parts.iter().map(PartRow::of).collect(), doses.iter().map(DoseRow::of).collect());
            SessionFactsRow((&**title).into(), started.to_string(), *is_void, *is_signed, parts, doses)
        };
        Self((&**record).into(), KnownRow::of(head, facts))
    }

    fn read(self, reading: &Reading<'_>) -> Option<OneSession> {
        let Self(record, head) = self;
        let head = head.read(reading, |SessionFactsRow(title, started, is_void, is_signed, parts, doses)| {
            let (title, started) = (reading.words.the(&title), started.parse().ok()?);
            let parts = parts.into_iter().map(|part| part.read(reading)).collect::<Option<_>>()?;
            let doses = doses.into_iter().map(|dose| dose.read(reading)).collect::<Option<_>>()?;
            Some(SessionFacts { title, started, is_void, is_signed, parts, doses })
        })?;
        is_name(&record).then(|| OneSession { record: reading.words.the(&record), head })
    }
}

impl<'a, R> KnownRow<'a, R> {
    fn of<T>(Known { stamp, newest, facts }: &'a Known<T>, row: impl FnOnce(&'a T) -> R) -> Self {
        let stamp = stamp.and_then(|stamp| {
            let (modified, length) = stamp.0?;
            let since = modified.duration_since(SystemTime::UNIX_EPOCH).ok()?;
            Some((since.as_secs(), since.subsec_nanos(), length))
        });
        Self(stamp, (&**newest).into(), facts.as_deref().map(row))
    }

    fn read<T>(self, reading: &Reading<'_>, facts: impl FnOnce(R) -> Option<T>) -> Option<Known<T>> {
        let Self(stamp, newest, row) = self;
        let is_file = newest.is_empty() || is_name(newest.strip_prefix("../").unwrap_or(&newest));
        // One of a time that is yet to come tells nothing.
        let stamp = stamp.and_then(|(seconds, nanos, length)| {
            let since = Duration::from_secs(seconds).checked_add(Duration::from_nanos(nanos.into()))?;
            Stamp(Some((SystemTime::UNIX_EPOCH.checked_add(since)?, length))).settled(reading.now)
        });
        let facts = row.map_or(Some(None), |row| facts(row).map(|facts| Some(Arc::new(facts))))?;
        is_file.then(|| Known { stamp, newest: reading.words.the(&newest), facts })
    }
}

impl<'a> PartRow<'a> {
    fn of(Part { letter, substance, manufacturer, lot, per_ml }: &'a Part) -> Self {
        let [substance, manufacturer, lot] = [substance, manufacturer, lot].map(|text| (&**text).into());
        let unit = |unit| if unit == "IU" { Unit::Iu } else { Unit::Mg };
        let per_ml = per_ml.map(|amount| (amount.value.to_bits(), unit(amount.unit)));
        Self(letter.as_char(), substance, manufacturer, lot, per_ml)
    }

    fn read(self, reading: &Reading<'_>) -> Option<Part> {
        let Self(letter, substance, manufacturer, lot, per_ml) = self;
        let per_ml = per_ml.map_or(Some(None), |(bits, unit)| {
            let value = f64::from_bits(bits);
            let unit = if matches!(unit, Unit::Iu) { "IU" } else { "mg" };
            (value.is_finite() && value >= 0.0).then_some(Some(Amount { value, unit }))
        })?;
        let [substance, manufacturer, lot] = [substance, manufacturer, lot].map(|text| reading.words.the(&text));
        Some(Part { letter: Letter::new(letter)?, substance, manufacturer, lot, per_ml })
    }
}

impl DoseRow {
    fn of(Dose { locus, letter, tally }: &Dose) -> Self {
        let side = match locus.side {
            Side::Right => 'r',
            Side::Left => 'l',
            Side::Midline => 'm',
        };
        let region = u16::try_from(locus.region.index()).unwrap_or(u16::MAX);
        Self(region, side, letter.map(Letter::as_char), tally.points, tally.volume.ml(), tally.without_volume)
    }

    fn read(self, reading: &Reading<'_>) -> Option<Dose> {
        let Self(region, side, letter, points, volume_ml, without_volume) = self;
        let side = match side {
            'r' => Side::Right,
            'l' => Side::Left,
            'm' => Side::Midline,
            _ => return None,
        };
        let locus = Locus { region: *reading.regions.get(usize::from(region))?, side };
        let letter = letter.map_or(Some(None), |letter| Letter::new(letter).map(Some))?;
        let tally = Tally { points, volume: Volume::from_ml(volume_ml).ok()?, without_volume };
        (without_volume <= points && points <= Edit::MAX_MARKS).then_some(Dose { locus, letter, tally })
    }
}

/// Whether it names something in a folder, and nothing elsewhere.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name != "." && name != ".." && !name.contains(['/', '\\', '\0'])
}
