//! Whether a session that a list of marks names is one of the patient whom the list is taken over for.

use super::depot::Place;
use super::entries::SessionEntry;
use super::folders::sessions_below;
use super::is_in_a_course;
use super::open::record_place;

/// Whose a session is that isn't the one at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kin {
    /// Another one of this patient, by its title.
    OfPatient(String),
    /// None of this patient.
    OfAnother,
    /// Nobody can tell: this session lies in no library, or not all of its patient's sessions can be read.
    Unknown,
}

impl Kin {
    /// Whose the session of this identifier is, for the patient of another session's record.
    pub fn of(session: &Place, id: &str) -> Self {
        let patient = record_place(session).parent().and_then(|course| course.parent());
        let Some(patient) = patient.filter(|_| is_in_a_course(session)) else { return Self::Unknown };
        let mut kin = Self::OfAnother;
        for place in sessions_below(&patient) {
            match SessionEntry::of(place).summary {
                Ok(summary) if summary.id == id => return Self::OfPatient(summary.title),
                Ok(_) => {}
                Err(_) => kin = Self::Unknown,
            }
        }
        kin
    }
}
