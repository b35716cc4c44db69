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

/// One of the three.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Axis {
    Up,
    Lateral,
    Front,
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

    /// Toward the head, or the shoulder.
    pub(super) fn up(&self) -> Vec3 {
        self.up
    }

    /// Splits the way along the skin from a landmark to a mark into two directions, sideways first, from the straight
    /// displacement between them and the normals (length one) there.
    ///
    /// The displacement is laid on two directions at right angles in the plane across the mean of the normals (on an arc
    /// the chord lies in it): the projection of the axis that matters more, and the one across that. Both shares are then
    /// scaled so that their hypotenuse is `distance_mm`, the way along the skin: a logarithmic map whose angle is taken
    /// from the chord, good while the skin bends evenly. Directions are never told against the displacement.
    pub(super) fn split(&self, displacement: Vec3, [there, here]: [Vec3; 2], distance_mm: f32) -> Split {
        let normal = (there + here).normalize_or(here);
        // Directions are told as on the skin round the mark: on a cheek "lateral" from the nose's wing, which faces aside.
        let of_mark = Self::told(self.facing(here));
        let [main, aside] =
            if self.fits(of_mark, displacement, normal) { of_mark } else { Self::told(self.facing(normal)) };
        let along = self.along(main, normal);
        let across = self.across([main, aside], normal);
        let shares = [displacement.dot(across), displacement.dot(along)];
        // Where the skin folds, the plane may turn a direction round: then the displacement itself tells the truth.
        let plain = [aside, main].map(|axis| displacement.dot(self.vector(axis)));
        let turned = shares.iter().zip(&plain).any(|(share, plain)| share * plain < 0.0);
        let shares = if turned { plain } else { shares };
        let scale = distance_mm / shares[0].hypot(shares[1]).max(f32::MIN_POSITIVE);
        [(aside, shares[0]), (main, shares[1])]
            .map(|(axis, share)| (self.direction(axis, share >= 0.0), share.abs() * scale))
    }

    /// The axis that sticks out of skin with this normal.
    fn facing(&self, normal: Vec3) -> Axis {
        let [up, lateral, front] = [self.up, self.lateral, self.front].map(|axis| axis.dot(normal).abs());
        if front >= up && front >= lateral {
            Axis::Front
        } else if lateral >= up {
            Axis::Lateral
        } else {
            Axis::Up
        }
    }

    /// The two axes that run along skin from which `out` sticks out, the one kept exact first: height before all.
    fn told(out: Axis) -> [Axis; 2] {
        match out {
            Axis::Front => [Axis::Up, Axis::Lateral],
            Axis::Lateral => [Axis::Up, Axis::Front],
            Axis::Up => [Axis::Front, Axis::Lateral],
        }
    }

    /// Whether the two axes run well enough along the plane across `normal` and tell most of the displacement.
    fn fits(&self, axes: [Axis; 2], displacement: Vec3, normal: Vec3) -> bool {
        /// Cosine between an axis and the direction that is called by its name.
        const NAMED: f32 = 0.4;
        /// Share of the displacement that the two axes must hold.
        const TOLD: f32 = 0.7;
        let [main, aside] = axes.map(|axis| self.vector(axis));
        let told = displacement.dot(main).hypot(displacement.dot(aside));
        let across = self.across(axes, normal).dot(aside);
        let along = main.reject_from_normalized(normal).length();
        along > NAMED && across > NAMED && told >= TOLD * displacement.length()
    }

    /// The direction in the plane across a normal at right angles to the first axis, on the side of the second.
    fn across(&self, [main, aside]: [Axis; 2], normal: Vec3) -> Vec3 {
        let across = self.along(main, normal).cross(normal);
        if across.dot(self.vector(aside)) < 0.0 { -across } else { across }
    }

    /// An axis laid on the plane across a normal, length one.
    fn along(&self, axis: Axis, normal: Vec3) -> Vec3 {
        let axis = self.vector(axis);
        axis.reject_from_normalized(normal).normalize_or(axis)
    }

    fn vector(&self, axis: Axis) -> Vec3 {
        match axis {
            Axis::Up => self.up,
            Axis::Lateral => self.lateral,
            Axis::Front => self.front,
        }
    }

    /// A direction laid on the plane across a normal, length one.
    pub(super) fn toward(&self, direction: Direction, normal: Vec3) -> Vec3 {
        use Direction as D;
        match direction {
            D::Lateral | D::Left => self.along(Axis::Lateral, normal),
            D::Medial | D::Right => -self.along(Axis::Lateral, normal),
            D::Superior | D::Proximal => self.along(Axis::Up, normal),
            D::Inferior | D::Distal => -self.along(Axis::Up, normal),
            D::Anterior => self.along(Axis::Front, normal),
            D::Posterior => -self.along(Axis::Front, normal),
        }
    }

    fn direction(&self, axis: Axis, forward: bool) -> Direction {
        let pair = match (axis, self.kind) {
            (Axis::Front, _) => [Direction::Anterior, Direction::Posterior],
            (Axis::Up, Kind::Arm) => [Direction::Proximal, Direction::Distal],
            (Axis::Up, _) => [Direction::Superior, Direction::Inferior],
            (Axis::Lateral, Kind::Midline) => [Direction::Left, Direction::Right],
            (Axis::Lateral, _) => [Direction::Lateral, Direction::Medial],
        };
        pair[usize::from(!forward)]
    }
}
