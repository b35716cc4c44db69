//! Who is treated and to what plan: the patient and the course of sessions.

use jiff::civil::Date;

use crate::atlas::BodyKind;

/// The patient's sex as recorded; it only suggests which body to chart on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sex {
    /// Not recorded.
    #[default]
    Unrecorded,
    /// Female.
    Female,
    /// Male.
    Male,
}

/// What is known of allergies; only a list is a reason for alarm.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Allergies {
    /// Nobody asked, or nobody wrote it down.
    #[default]
    NotAsked,
    /// Asked, and there are none.
    NoneKnown,
    /// Asked, and there are these.
    Listed(String),
}

impl Allergies {
    /// The list as typed; nothing typed means that nobody asked.
    pub fn of_text(text: &str) -> Self {
        if text.trim().is_empty() { Self::NotAsked } else { Self::Listed(text.to_owned()) }
    }

    /// The list; empty where there is none.
    pub fn listed(&self) -> &str {
        match self {
            Self::Listed(list) => list,
            Self::NotAsked | Self::NoneKnown => "",
        }
    }
}

/// The person treated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Patient {
    /// Stable identifier, made once.
    pub id: String,
    /// Name as the clinic writes it.
    pub name: String,
    /// The clinic's own number; empty when there is none.
    pub reference: String,
    /// Date of birth, if recorded.
    pub born: Option<Date>,
    /// Sex, if recorded.
    pub sex: Sex,
    /// Allergies; shown wherever the patient is open.
    pub allergies: Allergies,
    /// Anything else.
    pub notes: String,
    /// Why the record doesn't count, where it was declared void.
    pub voided: Option<String>,
}

/// A course: one indication, treated over several sessions.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Stable identifier, made once.
    pub id: String,
    /// How people name it.
    pub title: String,
    /// What is treated; empty when not recorded.
    pub indication: String,
    /// The body that its sessions are charted on.
    pub body: BodyKind,
    /// Planned sessions as days after the first (0, 14, 28, …); empty when there is no plan.
    pub planned_days: Vec<u16>,
    /// Anything else.
    pub notes: String,
    /// Why the course doesn't count, where it was declared void.
    pub voided: Option<String>,
}
