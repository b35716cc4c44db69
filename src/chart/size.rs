//! What was measured on the patient, to turn millimetres of the body that is drawn into the patient's.

use std::collections::BTreeMap;

use crate::atlas::Body;
use crate::atlas::size::{Measure, Scale, Scaled};

use super::Length;

/// Why lengths can't be a patient's size; `advice` has the sentence.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{self:?}")]
pub enum SizeError {
    /// A slip of the key or of the unit.
    OutOfLimits {
        /// What was measured.
        measure: Measure,
        /// What was given.
        length: Length,
        /// The least that is accepted, in mm.
        least_mm: f64,
        /// The most that is accepted, in mm.
        most_mm: f64,
    },
    /// Two lengths for the head, or two for the body: which of them counts?
    SamePart(Measure, Measure),
}

/// At most one length for the head and one for the rest of the body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PatientSize(BTreeMap<Scaled, (Measure, Length)>);

impl PatientSize {
    /// From what was measured.
    pub fn new(lengths: impl IntoIterator<Item = (Measure, Length)>) -> Result<Self, SizeError> {
        let mut size = BTreeMap::new();
        for (measure, length) in lengths {
            let limits_mm = measure.limits_mm();
            if !limits_mm.contains(&length.mm()) {
                let (least_mm, most_mm) = (*limits_mm.start(), *limits_mm.end());
                return Err(SizeError::OutOfLimits { measure, length, least_mm, most_mm });
            }
            if let Some((other, _)) = size.insert(measure.scaled(), (measure, length)) {
                return Err(SizeError::SamePart(other, measure));
            }
        }
        Ok(Self(size))
    }

    /// What was measured for a part of the body.
    pub fn of(&self, part: Scaled) -> Option<(Measure, Length)> {
        self.0.get(&part).copied()
    }

    /// What was measured, the head first.
    pub fn lengths(&self) -> impl Iterator<Item = (Measure, Length)> + use<'_> {
        self.0.values().copied()
    }

    /// Whether nothing was measured.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What lengths on `body` are multiplied by to be the patient's.
    pub fn scale(&self, body: &Body) -> Scale {
        Scale::measured(body, self.lengths().map(|(measure, length)| (measure, length.mm())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_one_length_within_limits() {
        let length = |mm| Length::from_mm(mm).unwrap();
        let size =
            PatientSize::new([(Measure::Height, length(1680.0)), (Measure::Intercanthal, length(32.5))]).unwrap();
        assert_eq!(size.of(Scaled::Head), Some((Measure::Intercanthal, length(32.5))));
        let ids: Vec<_> = size.lengths().map(|(measure, _)| measure.id()).collect();
        assert_eq!(ids, ["intercanthal", "height"]);
        let twice = PatientSize::new([(Measure::Height, length(1680.0)), (Measure::C7ToS1, length(450.0))]);
        assert_eq!(twice, Err(SizeError::SamePart(Measure::Height, Measure::C7ToS1)));
        let in_cm = PatientSize::new([(Measure::Height, length(168.0))]);
        assert!(matches!(in_cm, Err(SizeError::OutOfLimits { .. })));
    }
}
