//! Quantities of the record as exact decimals: depth to 0.01 mm, volume to 0.0001 mL, length to 0.1 mm, angle to 0.1 degrees, score to 0.01.

use std::fmt;

/// Why a number can't be a quantity of the record; `advice` has the sentence.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{self:?}")]
pub enum QuantityError {
    /// Not a number, negative, or beyond what the quantity can be.
    OutOfRange {
        /// What was given.
        value: f64,
        /// The largest value that is accepted.
        max: f64,
        /// The unit of both.
        unit: &'static str,
    },
    /// More decimals than the record keeps: rounding would change the record silently.
    TooFine {
        /// What was given.
        value: f64,
        /// The smallest step that is kept.
        step: f64,
        /// The unit of both.
        unit: &'static str,
    },
}

/// Reads `value` as a whole number of `1 / per_unit` steps between 0 and `max`.
pub(super) fn exact_steps(value: f64, per_unit: f64, max: f64, unit: &'static str) -> Result<i64, QuantityError> {
    if !(0.0..=max).contains(&value) {
        return Err(QuantityError::OutOfRange { value, max, unit });
    }
    let steps = (value * per_unit).round();
    if (steps / per_unit - value).abs() > 1e-9 * value.abs().max(1.0) {
        return Err(QuantityError::TooFine { value, step: 1.0 / per_unit, unit });
    }
    #[expect(clippy::cast_possible_truncation, reason = "0..=max was checked and every max fits")]
    Ok(steps as i64)
}

/// Rounds `value` to the nearest step, clamped to 0..=max; for numbers that come from a pointer or a slider.
fn nearest_steps(value: f64, per_unit: f64, max: f64) -> i64 {
    let value = if value.is_finite() { value.clamp(0.0, max) } else { 0.0 };
    #[expect(clippy::cast_possible_truncation, reason = "clamped just above")]
    {
        (value * per_unit).round() as i64
    }
}

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident, $unit:literal, $per_unit:literal, $max:literal, $new:ident, $nearest:ident, $get:ident, $decimals:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// None of it.
            pub const ZERO: Self = Self(0);
            #[doc = concat!("The largest value that a record holds, in ", $unit, ".")]
            pub const MAX: f64 = $max;
            #[doc = concat!("The step that a record keeps, in ", $unit, ".")]
            pub const STEP: f64 = 1.0 / $per_unit;

            #[doc = concat!("From a value in ", $unit, ", refused when it is out of range or finer than the step.")]
            pub fn $new(value: f64) -> Result<Self, QuantityError> {
                exact_steps(value, $per_unit, $max, $unit).map(Self)
            }

            #[doc = concat!("From a value in ", $unit, ", clamped and rounded to the nearest step.")]
            pub fn $nearest(value: f64) -> Self {
                Self(nearest_steps(value, $per_unit, $max))
            }

            #[doc = concat!("The value in ", $unit, " as text: at least ", $decimals, " decimals, and all that it has.")]
            pub fn decimal(self) -> String {
                let shortest = self.$get().to_string();
                let decimals = shortest.split_once('.').map_or(0, |(_whole, part)| part.len());
                format!("{:.*}", decimals.max($decimals), self.$get())
            }

            #[doc = concat!("The value in ", $unit, ".")]
            pub fn $get(self) -> f64 {
                #[expect(clippy::cast_precision_loss, reason = "far below 2^52 steps")]
                {
                    self.0 as f64 / $per_unit
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{} {}", self.decimal(), $unit)
            }
        }
    };
}

quantity!(
    /// How deep a deposit lies under the skin's surface.
    Depth, "mm", 100.0, 50.0, from_mm, nearest_mm, mm, 2
);
quantity!(
    /// A length measured on the patient.
    Length, "mm", 10.0, 3000.0, from_mm, nearest_mm, mm, 1
);
quantity!(
    /// A volume of liquid.
    Volume, "mL", 10_000.0, 10_000.0, from_ml, nearest_ml, ml, 3
);

quantity!(
    /// A number on a scale of outcomes.
    Score, "", 100.0, 10_000.0, from_number, nearest_number, number, 0
);

impl std::ops::Add for Volume {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::iter::Sum for Volume {
    fn sum<I: Iterator<Item = Self>>(volumes: I) -> Self {
        volumes.fold(Self::ZERO, std::ops::Add::add)
    }
}

impl Volume {
    /// Shared among so many as evenly as the step allows, nothing lost: the first ones have a step more.
    pub fn shared(self, count: usize) -> impl Iterator<Item = Self> {
        let among = i64::try_from(count).unwrap_or(i64::MAX).max(1);
        let (each, more) = (self.0 / among, self.0 % among);
        (0..among).take(count).map(move |at| Self(each + i64::from(at < more)))
    }

    /// What is left of `self` after `used`, or `None` if more was used than there was.
    pub fn less(self, used: Self) -> Option<Self> {
        (used <= self).then(|| Self(self.0 - used.0))
    }
}

/// A direction over the skin in degrees, to 0.1: how far it is turned from across the body's length, as seen by who looks at
/// the skin with the head up: 0 is to the right, 90 up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Angle(i16);

impl Angle {
    /// The largest angle that a record holds, in degrees; the least is as much below zero.
    pub const MAX: f64 = 180.0;
    /// The step that a record keeps, in degrees.
    pub const STEP: f64 = 0.1;

    /// From degrees, `None` where they are beyond [`Self::MAX`] or finer than [`Self::STEP`].
    pub fn from_degrees(degrees: f64) -> Option<Self> {
        let nearest = Self::nearest_degrees(degrees);
        let is_exact = (nearest.degrees() - degrees).abs() < 1e-9 || degrees == -Self::MAX;
        is_exact.then_some(nearest)
    }

    /// From degrees, turned by whole circles and rounded to the nearest step; zero where they are no number.
    pub fn nearest_degrees(degrees: f64) -> Self {
        let turned = if degrees.is_finite() { degrees.rem_euclid(2.0 * Self::MAX) } else { 0.0 };
        #[expect(clippy::cast_possible_truncation, reason = "0 to 3600")]
        let tenths = (turned * 10.0).round() as i16;
        Self(if tenths > 1800 { tenths - 3600 } else { tenths })
    }

    /// The value in degrees, over -180 and up to 180.
    pub fn degrees(self) -> f64 {
        f64::from(self.0) / 10.0
    }

    /// The same on the other side of the body.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self::nearest_degrees(Self::MAX - self.degrees())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact() {
        assert_eq!(Depth::from_mm(0.15).unwrap().mm(), 0.15);
        assert_eq!(Volume::from_ml(0.021).unwrap().ml(), 0.021);
        assert_eq!(Volume::from_ml(0.02).unwrap().to_string(), "0.020 mL");
        assert_eq!(Volume::from_ml(0.0155).unwrap().to_string(), "0.0155 mL");
        assert_eq!(Depth::from_mm(4.0).unwrap().to_string(), "4.00 mm");
    }

    #[test]
    fn finer_than_the_record_is_refused_not_rounded() {
        assert!(matches!(Volume::from_ml(0.02055), Err(QuantityError::TooFine { .. })));
        assert!(matches!(Depth::from_mm(-1.0), Err(QuantityError::OutOfRange { .. })));
        assert!(matches!(Depth::from_mm(f64::NAN), Err(QuantityError::OutOfRange { .. })));
    }

    #[test]
    fn a_volume_is_shared_without_loss() {
        let all = Volume::from_ml(1.0).unwrap();
        for count in [1, 3, 7, 10_001] {
            let shares: Vec<Volume> = all.shared(count).collect();
            assert_eq!(shares.len(), count);
            assert_eq!(shares.iter().copied().sum::<Volume>(), all);
            assert!(shares.iter().max().unwrap().less(*shares.iter().min().unwrap()).unwrap().ml() < 0.00011);
        }
        assert_eq!(all.shared(0).count(), 0);
    }

    #[test]
    fn volumes_add_without_drift() {
        let hundred: Volume = std::iter::repeat_n(Volume::from_ml(0.001).unwrap(), 100).sum();
        assert_eq!(hundred.ml(), 0.1);
        assert_eq!(hundred.less(Volume::from_ml(0.2).unwrap()), None);
    }

    #[test]
    fn angles_turn_and_are_mirrored() {
        let at = |degrees| Angle::nearest_degrees(degrees);
        assert_eq!([at(370.0), at(-190.0), at(-180.0), at(f64::NAN)], [at(10.0), at(170.0), at(180.0), at(0.0)]);
        assert_eq!([at(0.0).mirrored(), at(30.0).mirrored(), at(-90.0).mirrored()], [at(180.0), at(150.0), at(-90.0)]);
        assert_eq!(at(33.3).mirrored().mirrored(), at(33.3));
        assert_eq!(Angle::from_degrees(-12.5), Some(at(-12.5)));
        for wrong in [180.1, -180.1, 0.05, f64::NAN, f64::INFINITY] {
            assert_eq!(Angle::from_degrees(wrong), None, "{wrong}");
        }
    }
}
