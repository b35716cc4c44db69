//! What the sample holds: an invented patient, two courses, their fields, cocktails and dates.

use jiff::civil::Date;
use mesomap::atlas::BodyKind;
use mesomap::atlas::regions::Side;
use mesomap::chart::{
    Allergies, Cocktail, Component, Concentration, ConcentrationUnit, Course, Letter, Patient, Sex, Volume,
};

use super::Outcome;

/// Where its marks lie and how they are made.
pub(crate) struct Field {
    pub(crate) regions: &'static [&'static str],
    pub(crate) technique: &'static str,
    pub(crate) letter: char,
    /// In each session, in mL; the field is left out where there is none.
    pub(crate) volumes_ml: &'static [Option<f64>],
    pub(crate) layout: Layout,
}

/// How the spots of a field are laid out.
pub(crate) enum Layout {
    /// Staggered rows around the head: along a row, and from row to row, in mm.
    Rows(f32, f32),
    /// One spot per side in the middle of the region, every so many mm of height.
    Fold(f32),
    /// Columns at these distances from the midline, at every level of the lumbar spine, in mm.
    Levels(&'static [f32]),
}

const FACE: [Field; 7] = [
    Field {
        regions: &["forehead"],
        technique: "nappage_superficial",
        letter: 'A',
        volumes_ml: &[Some(0.02), Some(0.02), Some(0.02), Some(0.03)],
        layout: Layout::Rows(8.0, 12.0),
    },
    Field {
        regions: &["malar"],
        technique: "nappage_superficial",
        letter: 'A',
        volumes_ml: &[Some(0.02); 4],
        layout: Layout::Rows(7.0, 10.0),
    },
    Field {
        regions: &["cheek_lower"],
        technique: "nappage_superficial",
        letter: 'A',
        volumes_ml: &[None, Some(0.02), Some(0.02), Some(0.02)],
        layout: Layout::Rows(8.0, 14.0),
    },
    Field {
        regions: &["crows_feet"],
        technique: "endoepidermal",
        letter: 'A',
        volumes_ml: &[Some(0.01); 4],
        layout: Layout::Rows(6.5, 6.5),
    },
    Field {
        regions: &["infraorbital"],
        technique: "endoepidermal",
        letter: 'A',
        volumes_ml: &[Some(0.01), Some(0.01), Some(0.01), None],
        layout: Layout::Rows(6.0, 5.0),
    },
    Field {
        regions: &["nasolabial_fold"],
        technique: "papule",
        letter: 'B',
        volumes_ml: &[Some(0.05), Some(0.05), Some(0.05), Some(0.04)],
        layout: Layout::Fold(7.0),
    },
    Field {
        regions: &["marionette"],
        technique: "papule",
        letter: 'B',
        volumes_ml: &[None, None, Some(0.05), Some(0.05)],
        layout: Layout::Fold(7.0),
    },
];

pub(crate) const LUMBAR: &[&str] = &["back_lower", "back_paraspinal_lower"];

const BACK: [Field; 2] = [
    Field {
        regions: LUMBAR,
        technique: "lit_sim",
        letter: 'A',
        volumes_ml: &[Some(0.1); 3],
        layout: Layout::Levels(&[0.0, 15.0]),
    },
    Field {
        regions: LUMBAR,
        technique: "hypodermic",
        letter: 'A',
        volumes_ml: &[Some(0.2), Some(0.2), Some(0.15)],
        layout: Layout::Levels(&[50.0]),
    },
];

/// How sure the hand is, in mm and as shares of all spots.
pub(crate) struct Hand {
    /// Left against right.
    pub(crate) asymmetry_mm: f32,
    /// Session against session.
    pub(crate) repeat_mm: f32,
    pub(crate) moved_mm: [f32; 2],
    pub(crate) moved: f32,
    pub(crate) dropped: f32,
    pub(crate) added: f32,
}

/// What was answered on a scale.
#[derive(Clone, Copy)]
pub(crate) enum Said {
    Number(f64),
    Key(&'static str),
}

/// What was assessed before each session, where it was.
pub(crate) struct Assessed {
    pub(crate) scale: &'static str,
    pub(crate) region: Option<&'static str>,
    pub(crate) side: Option<Side>,
    pub(crate) values: &'static [Option<Said>],
}

#[expect(clippy::unnecessary_wraps, reason = "a cell of a table in which some are empty")]
const fn number(number: f64) -> Option<Said> {
    Some(Said::Number(number))
}

#[expect(clippy::unnecessary_wraps, reason = "a cell of a table in which some are empty")]
const fn key(key: &'static str) -> Option<Said> {
    Some(Said::Key(key))
}

const FACE_ASSESSED: [Assessed; 4] = [
    Assessed {
        scale: "wsrs",
        region: Some("nasolabial_fold"),
        side: Some(Side::Left),
        values: &[key("severe"), key("severe"), key("moderate"), key("moderate")],
    },
    Assessed {
        scale: "wsrs",
        region: Some("nasolabial_fold"),
        side: Some(Side::Right),
        values: &[key("moderate"), key("moderate"), key("moderate"), key("mild")],
    },
    Assessed {
        scale: "gais",
        region: Some("face"),
        side: None,
        values: &[None, key("no_change"), key("improved"), key("much_improved")],
    },
    Assessed { scale: "satisfaction", region: None, side: None, values: &[None, None, None, number(8.0)] },
];

const BACK_ASSESSED: [Assessed; 2] = [
    Assessed {
        scale: "pain_nrs",
        region: Some("back_lower"),
        side: None,
        values: &[number(7.0), number(5.0), number(3.0)],
    },
    Assessed { scale: "rmdq", region: None, side: None, values: &[number(14.0), None, number(8.0)] },
];

/// A course of the sample.
pub(crate) struct Plan {
    pub(crate) course: Course,
    pub(crate) fields: &'static [Field],
    pub(crate) hand: Hand,
    /// Date, time and offset of each session.
    pub(crate) dates: &'static [&'static str],
    pub(crate) notes: &'static [&'static str],
    pub(crate) assessed: &'static [Assessed],
    pub(crate) cocktails: fn(usize) -> Outcome<Vec<Cocktail>>,
    /// The first of its identifiers.
    pub(crate) number: u32,
}

/// Fixed identifiers of the form of a UUID, plainly not random.
pub(crate) fn identifier(number: u32) -> String {
    format!("5a3b1e00-0000-7000-8000-{number:012}")
}

pub(crate) fn patient() -> Outcome<Patient> {
    Ok(Patient {
        id: identifier(1),
        name: "Sample Patient, not a real person".to_owned(),
        reference: "SAMPLE-001".to_owned(),
        born: Some("1979-05-17".parse()?),
        sex: Sex::Female,
        allergies: Allergies::NoneKnown,
        notes: "Everything about this patient is invented.".to_owned(),
        voided: None,
    })
}

pub(crate) fn face_plan() -> Plan {
    Plan {
        course: Course {
            id: identifier(100),
            title: "Facial rejuvenation".to_owned(),
            indication: "Dehydrated skin, fine lines (invented)".to_owned(),
            body: BodyKind::AdultFemale,
            planned_days: vec![0, 14, 28, 42],
            notes: String::new(),
            voided: None,
        },
        fields: &FACE,
        hand: Hand { asymmetry_mm: 1.2, repeat_mm: 0.7, moved_mm: [2.5, 4.0], moved: 0.07, dropped: 0.05, added: 0.04 },
        dates: &[
            "2026-09-07T10:30:00+02:00",
            "2026-09-21T10:15:00+02:00",
            "2026-10-05T11:00:00+02:00",
            "2026-10-19T10:30:00+02:00",
        ],
        notes: &["", "Lower cheeks added.", "Marionette lines added.", "Infraorbital left out. Forehead at 0.03 mL."],
        assessed: &FACE_ASSESSED,
        cocktails: face_cocktails,
        number: 101,
    }
}

pub(crate) fn back_plan() -> Plan {
    Plan {
        course: Course {
            id: identifier(200),
            title: "Low back pain".to_owned(),
            indication: "Chronic low back pain (invented)".to_owned(),
            body: BodyKind::AdultFemale,
            planned_days: vec![0, 7, 14],
            notes: String::new(),
            voided: None,
        },
        fields: &BACK,
        hand: Hand { asymmetry_mm: 2.0, repeat_mm: 1.0, moved_mm: [3.0, 4.5], moved: 0.1, dropped: 0.12, added: 0.03 },
        dates: &["2026-11-03T16:00:00+01:00", "2026-11-10T16:00:00+01:00", "2026-11-17T16:30:00+01:00"],
        notes: &["Pain 7 of 10 before.", "Pain 5 of 10 before.", "Pain 3 of 10 before."],
        assessed: &BACK_ASSESSED,
        cocktails: back_cocktails,
        number: 201,
    }
}

/// An invented lot; the strength in percent where a source gives one.
fn component(substance: &str, percent: Option<f64>, ml: f64, lot: u32) -> Outcome<Component> {
    let concentration = percent.map(|percent| Concentration::new(percent, ConcentrationUnit::Percent)).transpose()?;
    Ok(Component {
        substance: substance.to_owned(),
        concentration,
        volume: Volume::from_ml(ml)?,
        manufacturer: "Sample maker".to_owned(),
        lot: format!("SAMPLE-LOT-{lot}"),
        expiry: Some(Date::new(2027, 9, 30)?),
    })
}

fn cocktail(letter: char, name: &str, components: Vec<Component>) -> Outcome<Cocktail> {
    let prepared = components.iter().map(|component| component.volume).sum();
    Ok(Cocktail {
        letter: Letter::new(letter).ok_or("no letter")?,
        name: name.to_owned(),
        components,
        prepared,
        discarded: None,
    })
}

fn face_cocktails(session: usize) -> Outcome<Vec<Cocktail>> {
    // A new lot of hyaluronic acid from the third session on.
    let lot = if session < 2 { 1 } else { 4 };
    let hydration = vec![
        component("Hyaluronic acid, non-crosslinked", None, 3.0, lot)?,
        component("Vitamins A, B, C, D, E, K mix", None, 1.5, 2)?,
        component("Trace elements Zn, Cu, Se, Cr, Mn", None, 0.5, 3)?,
    ];
    let folds = vec![
        component("Hyaluronic acid, non-crosslinked", None, 1.5, lot)?,
        component("Lidocaine, preservative-free", Some(1.0), 0.5, 5)?,
    ];
    Ok(vec![cocktail('A', "Hydration", hydration)?, cocktail('B', "Folds", folds)?])
}

fn back_cocktails(_session: usize) -> Outcome<Vec<Cocktail>> {
    let lidocaine = component("Lidocaine, preservative-free", Some(1.0), 4.0, 6)?;
    let piroxicam = component("Piroxicam", None, 1.0, 7)?;
    Ok(vec![cocktail('A', "Low back", vec![lidocaine, piroxicam])?])
}
