//! A mark: one deposit, which is identity, shape and what was deposited.

use std::sync::Arc;

use super::{Depth, Device, Letter, Remark, Shape, ShapeKind, Site, TechniqueId, Volume};

/// The identity of a mark in its session, from 1: given once, never changed, never given again.
///
/// A new mark gets the session's next number as its identity and as its [`Mark::number`]. Only the number may ever become
/// another, so that what refers to a mark (a comparison, a selection, a group, a later revision) still finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MarkId(pub u32);

/// The identity in its session of what was laid together, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(pub u32);

/// What is deposited and how: everything about a mark but who it is and where it lies.
#[derive(Clone, Debug, PartialEq)]
pub struct Deposit {
    /// How.
    pub technique: TechniqueId,
    /// How deep.
    pub depth: Depth,
    /// Which cocktail, if recorded.
    pub cocktail: Option<Letter>,
    /// The dose: how much of the cocktail the whole shape received, if recorded.
    pub volume: Option<Volume>,
}

impl Deposit {
    /// A mark with this deposit; it gets its identity when it is placed.
    pub fn mark_at(&self, shape: impl Into<Shape>) -> Mark {
        Mark {
            id: MarkId(0),
            number: 0,
            shape: shape.into(),
            deposit: self.clone(),
            group: None,
            device: None,
            remark: None,
        }
    }
}

/// One deposit: identity, shape, what was deposited.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Who it is in its session.
    pub id: MarkId,
    /// The number that people see, on screen and on paper; no two marks of a session ever have the same.
    pub number: u32,
    /// Where it lies.
    pub shape: Shape,
    /// What was deposited, and how.
    pub deposit: Deposit,
    /// What it was laid together with, if it was.
    pub group: Option<GroupId>,
    /// How the device was set that went over it, if one did: of an area.
    pub device: Option<Arc<Device>>,
    /// What was noticed there, if anything was.
    pub remark: Option<Arc<Remark>>,
}

impl Mark {
    /// The same mark with this identity, which is its number too: how a mark comes into a session.
    #[must_use]
    pub fn numbered(self, number: u32) -> Self {
        Self { id: MarkId(number), number, ..self }
    }

    /// The spot that stands for it, see [`Shape::site`].
    pub fn site(&self) -> Site {
        self.shape.site()
    }

    /// Whether it is a deposit at one spot.
    pub fn is_point(&self) -> bool {
        self.shape.kind() == ShapeKind::Point
    }
}
