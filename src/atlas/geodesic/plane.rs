//! Points of an unfolded strip, in double precision: hundreds of triangles are laid one to the other.

use std::ops::{Add, Mul, Sub};

/// A place or an offset in the plane, mm.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::atlas) struct Place {
    pub(in crate::atlas) x: f64,
    pub(in crate::atlas) y: f64,
}

impl Place {
    pub(in crate::atlas) const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub(in crate::atlas) fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y
    }

    /// Twice the area between the two offsets, above zero if the other one lies counter-clockwise of this one.
    pub(in crate::atlas) fn perp_dot(self, other: Self) -> f64 {
        self.x * other.y - self.y * other.x
    }

    pub(in crate::atlas) fn length(self) -> f64 {
        self.x.hypot(self.y)
    }

    pub(in crate::atlas) fn distance(self, other: Self) -> f64 {
        (self - other).length()
    }

    /// The same direction with length one; zero stays zero.
    pub(in crate::atlas) fn unit(self) -> Self {
        self * (1.0 / self.length().max(f64::MIN_POSITIVE))
    }
}

impl Add for Place {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Place {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f64> for Place {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }
}
