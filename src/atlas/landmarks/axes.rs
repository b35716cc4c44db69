//! The directions of anatomy at a landmark, and the split of a way along the skin into two of them.

use crate::geom::Vec3;

/// A direction as anatomy names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// Away from the midline; on an arm toward the thumb's side.
    Lateral,
    /// Toward the midline; on an arm toward the little finger's side.
    Medial,
    /// To the patient's left of a landmark of the midline.
    Left,
    /// To the patient's right of a landmark of the midline.
    Right,
    /// Toward the head.
    Superior,
    /// Toward the feet.
    Inferior,
    /// On an arm, toward the shoulder.
    Proximal,
    /// On an arm, toward the hand.
    Distal,
    /// To the front; on an arm toward the palm's side.
    Anterior,
    /// To the back.
    Posterior,
}

impl Direction {
    /// The same on the other half of the body.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            other => other,
        }
    }
}

/// The directions of the anatomical position at a landmark of the left half of the body or of the midline: length one,
/// at right angles. Those of an arm turn with it, for the rest pose holds it away from the body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axes {
    kind: Kind,
    up: Vec3,
    lateral: Vec3,
    front: Vec3,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Midline,
    Paired,
    Arm,
}

/// Two directions with how far each, from 0 mm.
pub(super) type Split = [(Direction, f32); 2];

impl Axes {
    const fn of_body(kind: Kind) -> Self {
        Self { kind, up: Vec3::Z, lateral: Vec3::X, front: Vec3::NEG_Y }
    }

    pub(super) const MIDLINE: Self = Self::of_body(Kind::Midline);

    pub(super) const PAIRED: Self = Self::of_body(Kind::Paired);

    /// From the direction toward the hand and the one toward the thumb's side.
    pub(super) fn of_arm(distal: Vec3, thumbward: Vec3) -> Self {
        let up = -distal.normalize_or(Vec3::NEG_Z);
        let lateral = thumbward.reject_from_normalized(up).normalize_or(Vec3::X);
        Self { kind: Kind::Arm, up, lateral, front: lateral.cross(up) }
    }

    /// Splits a straight displacement (mm) between two points of a skin that faces `normal` (length one) into the two
    /// axes that run most along the skin, sideways first.
    ///
    /// The displacement is laid on two directions at right angles in the tangent plane, the one nearest to the axis that
    /// matters more and the one across it; both shares are then scaled so that their hypotenuse is `distance_mm`, the way
    /// along the skin. That is a logarithmic map whose angle is taken from the chord, good while the skin bends evenly.
    pub(super) fn split(&self, displacement: Vec3, normal: Vec3, distance_mm: f32) -> Split {
        let [up, lateral, front] = [self.up, self.lateral, self.front].map(|axis| axis.dot(normal).abs());
        // The axis that sticks out of the skin tells nothing; of the others, height is kept exact.
        let (main, aside) = if front >= up && front >= lateral {
            (self.up, self.lateral)
        } else if lateral >= up {
            (self.up, self.front)
        } else {
            (self.front, self.lateral)
        };
        let along = main.reject_from_normalized(normal).normalize_or(main);
        let across = along.cross(normal);
        let across = if across.dot(aside) < 0.0 { -across } else { across };
        let shares = [displacement.dot(across), displacement.dot(along)];
        let scale = distance_mm / shares[0].hypot(shares[1]).max(f32::MIN_POSITIVE);
        let told = |axis: Vec3, share: f32| (self.direction(axis, share >= 0.0), share.abs() * scale);
        [told(aside, shares[0]), told(main, shares[1])]
    }

    fn direction(&self, axis: Vec3, forward: bool) -> Direction {
        let pair = if axis == self.front {
            [Direction::Anterior, Direction::Posterior]
        } else if axis == self.up {
            let arm = self.kind == Kind::Arm;
            if arm { [Direction::Proximal, Direction::Distal] } else { [Direction::Superior, Direction::Inferior] }
        } else if self.kind == Kind::Midline {
            [Direction::Left, Direction::Right]
        } else {
            [Direction::Lateral, Direction::Medial]
        };
        pair[usize::from(!forward)]
    }
}
