//! What is said of one deposit, or of what was laid together, beside what was deposited.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Depth, GroupId, MarkId, Session};

/// What was noticed at a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    /// In words; empty when nothing was noted.
    pub note: String,
    /// How bad the symptom is there, from 0 (none) to [`Self::WORST`], if it was asked.
    pub symptom: Option<u8>,
    /// How the skin or the patient reacted, in words; empty when nothing was seen.
    pub reaction: String,
}

impl Remark {
    /// The highest score of a symptom.
    pub const WORST: u8 = 10;

    /// The remark, if it says anything.
    pub fn said(self) -> Option<Self> {
        (self != Self::default()).then_some(self)
    }
}

/// What a remark is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remarked {
    /// Each of these marks.
    Marks(BTreeSet<MarkId>),
    /// What was laid together, as a whole.
    Group(GroupId),
}

impl Remarked {
    /// The remark that there is; none where marks have different ones.
    pub fn remark(&self, session: &Session) -> Option<Arc<Remark>> {
        match self {
            Self::Group(id) => session.group(*id)?.remark.clone(),
            Self::Marks(ids) => {
                let mut remarks = ids.iter().map(|&id| session.mark(id).and_then(|mark| mark.remark.clone()));
                let first = remarks.next()??;
                remarks.all(|other| other.as_ref() == Some(&first)).then_some(first)
            }
        }
    }

    /// What was laid together, if all of it and nothing else is chosen, else the marks.
    pub fn of(session: &Session, ids: &BTreeSet<MarkId>) -> Self {
        let group = ids.iter().next().and_then(|&id| session.mark(id)?.group);
        let whole = group.filter(|&id| ids.len() > 1 && session.group(id).is_some() && session.ids_of(id) == *ids);
        whole.map_or_else(|| Self::Marks(ids.clone()), Self::Group)
    }
}

/// How a device was set that went over an area: needles, roller, electroporation, gun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// How often it went over the area.
    pub passes: Option<u16>,
    /// How many needles it has.
    pub needles: Option<u16>,
    /// How long they are.
    pub needle: Option<Depth>,
    /// Whatever else it was set to, in words.
    pub settings: String,
}

impl Device {
    /// The settings, if they say anything.
    pub fn said(self) -> Option<Self> {
        (self != Self::default()).then_some(self)
    }
}
