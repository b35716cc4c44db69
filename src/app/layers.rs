//! What lies beside the open session on the body: ghosts and the session that it is compared with, each by what it holds.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::chart::Session;
use crate::compare::{Comparison, Options, took_place_before};
use crate::store::Place;

use super::document::{next_serial, state_number};

/// Why a layer is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// To be seen through, behind the marks.
    Ghost,
    /// To be compared with.
    Compared,
    /// To be seen in a pane of its own.
    Beside,
    /// To be taken from: seen through like a ghost, alone, while its marks are drawn around.
    Source,
}

/// A session beside the open one.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// Its record.
    pub place: Place,
    /// What it holds.
    pub session: Arc<Session>,
    /// Why it is shown.
    pub role: Role,
    /// Names what it holds: equal numbers, equal sessions.
    pub content: u64,
}

impl Layer {
    /// A session as it was read from its record.
    pub(super) fn new(place: Place, session: Session, role: Role) -> Self {
        Self { place, session: Arc::new(session), role, content: next_serial() }
    }

    /// A session that marks are taken from by drawing around them; of which record doesn't matter, so that the open one's
    /// stands there.
    pub(super) fn source(place: Place, session: Arc<Session>) -> Self {
        Self { place, session, role: Role::Source, content: next_serial() }
    }
}

/// The layers beside the chart, the oldest session first.
#[derive(Debug, Default)]
pub(super) struct Layers {
    shown: Vec<Layer>,
    /// The records of the sessions that are wanted as ghosts, once someone has chosen.
    ghosts: Option<BTreeSet<Place>>,
}

impl Layers {
    /// Adds a layer; one of the same session and role gives way, and there is one comparison at most.
    pub(super) fn put(&mut self, layer: Layer) {
        let gives_way = |there: &Layer| layer.role == Role::Compared || there.place == layer.place;
        self.shown.retain(|there| there.role != layer.role || !gives_way(there));
        let after = |there: &Layer| took_place_before(&there.session, &layer.session);
        self.shown.insert(self.shown.partition_point(after), layer);
    }

    /// Takes away the layer of a session in a role.
    pub(super) fn take_away(&mut self, place: &Place, role: Role) {
        self.shown.retain(|layer| layer.role != role || layer.place != *place);
    }

    /// Says which sessions are wanted as ghosts from now on.
    pub(super) fn choose_ghosts(&mut self, places: BTreeSet<Place>) {
        self.ghosts = Some(places);
    }

    /// The records of the sessions that were chosen as ghosts, if someone has chosen.
    pub(super) fn chosen_ghosts(&self) -> Option<&BTreeSet<Place>> {
        self.ghosts.as_ref()
    }

    /// Takes away the layers of a role.
    pub(super) fn remove(&mut self, role: Role) {
        self.shown.retain(|layer| layer.role != role);
    }

    /// Takes away the ghosts of other sessions.
    pub(super) fn keep_ghosts_of(&mut self, places: &BTreeSet<Place>) {
        self.shown.retain(|layer| layer.role != Role::Ghost || places.contains(&layer.place));
    }

    /// No layers, and nothing chosen.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Every layer.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Layer> {
        self.shown.iter()
    }

    /// The ghosts, the oldest first.
    pub(super) fn ghosts(&self) -> impl Iterator<Item = &Layer> {
        self.shown.iter().filter(|layer| layer.role == Role::Ghost)
    }

    /// The session whose marks are taken over by drawing around them.
    pub(super) fn source(&self) -> Option<&Layer> {
        self.shown.iter().find(|layer| layer.role == Role::Source)
    }

    /// The session that the open one is compared with.
    pub(super) fn compared(&self) -> Option<&Layer> {
        self.shown.iter().find(|layer| layer.role == Role::Compared)
    }

    /// The layer that holds this.
    pub(super) fn with(&self, content: u64) -> Option<&Layer> {
        self.shown.iter().find(|layer| layer.content == content)
    }

    /// The layer of a session in a role.
    pub(super) fn of(&self, place: &Place, role: Role) -> Option<&Layer> {
        self.shown.iter().find(|layer| layer.place == *place && layer.role == role)
    }
}

/// Two sessions in the order of their dates, by content, and how they are matched: equal pairs, equal comparisons.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    /// The earlier session.
    pub earlier: Arc<Session>,
    /// The later session.
    pub later: Arc<Session>,
    /// Names what both hold.
    contents: [(u64, u64); 2],
    /// Their numbers, where they are two states of one session.
    pub numbers: Option<[u32; 2]>,
    /// Whether the open session is the later one.
    pub open_is_later: bool,
    /// How their points are paired.
    pub options: Options,
}

impl PartialEq for Pair {
    fn eq(&self, other: &Self) -> bool {
        self.contents == other.contents && self.options == other.options
    }
}

impl Pair {
    /// The open session, of this content, and another; the dates tell which is the earlier. Of two states of one session, of
    /// which the open one has this number where it is known, the numbers do.
    pub(super) fn of(
        (open, content, number): (&Arc<Session>, (u64, u64), Option<u32>),
        other: &Layer,
        options: Options,
    ) -> Self {
        let of_other = state_number(&other.place).filter(|_| other.session.id == open.id);
        let states = of_other.map(|of_other| (of_other, number.unwrap_or(u32::MAX)));
        let open_is_later = match states {
            Some((of_other, number)) => of_other < number,
            None => took_place_before(&other.session, open),
        };
        let numbers = states.map(|(of_other, number)| [of_other.min(number), of_other.max(number)]);
        let (open, other) = ((Arc::clone(open), content), (Arc::clone(&other.session), (other.content, 0)));
        let (earlier, later) = if open_is_later { (other, open) } else { (open, other) };
        Self { earlier: earlier.0, later: later.0, contents: [earlier.1, later.1], numbers, open_is_later, options }
    }

    /// Whether the same two are meant, at whatever state and tolerance: one may be shown while the other is made.
    pub(super) fn is_of_the_same_sessions(&self, other: &Self) -> bool {
        let serials = |pair: &Self| pair.contents.map(|(serial, _)| serial);
        serials(self) == serials(other)
    }
}

/// A comparison and what was compared.
#[derive(Clone, Debug)]
pub(super) struct Compared {
    /// The two sessions.
    pub pair: Pair,
    /// What became of the points; `None` where they can't be compared.
    pub comparison: Option<Arc<Comparison>>,
}
