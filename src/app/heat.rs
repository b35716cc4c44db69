//! Dose on the skin while the course is looked at: what is asked for, and the maps that were made of it.

use std::sync::{Arc, Mutex, PoisonError};

use crate::atlas::BodyKind;
use crate::atlas::raster::{Levels, Tint};
use crate::atlas::view::view;
use crate::chart::Session;
use crate::compare::dose::{Asked, DoseMap, Doses, Kernel, Quantity};

/// Of what there is a map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum HeatOf {
    /// Of each session that is shown, all at one scale.
    #[default]
    Each,
    /// Of the sessions that are shown together, up to the one whose turn it is.
    Together,
    /// Of all that was done to the patient on this body, in every course.
    Record,
}

/// What is asked to be coloured, and how.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HeatView {
    /// What is counted; without it nothing is coloured.
    pub quantity: Option<Quantity>,
    /// How far from a mark its dose is spread.
    pub kernel: Kernel,
    /// Of what.
    pub of: HeatOf,
    /// The end of the scale per cm²; without one it follows from the maps.
    pub top: Option<f64>,
    /// Whether the marks are seen above the colours.
    pub shows_marks: bool,
}

impl Default for HeatView {
    fn default() -> Self {
        Self { quantity: None, kernel: Kernel::default(), of: HeatOf::Each, top: None, shows_marks: false }
    }
}

/// What maps are made of: equal asks, equal maps.
#[derive(Clone, Debug)]
pub(super) struct HeatAsk {
    /// The open session's state.
    pub document: (u64, u64),
    /// For each map the sessions that it is of; of one session also which.
    pub sets: Vec<(Option<u64>, Vec<Arc<Session>>)>,
    /// What is counted, and how it is spread.
    pub asked: Asked,
    /// Of what.
    pub of: HeatOf,
    /// The end of the scale per cm², where it is fixed.
    pub top: Option<f64>,
    /// On which body.
    pub body: BodyKind,
    /// In which view, by name.
    pub view: String,
}

impl PartialEq for HeatAsk {
    fn eq(&self, other: &Self) -> bool {
        let same = |(one, set): &(Option<u64>, Vec<Arc<Session>>),
                    (another, those): &(Option<u64>, Vec<Arc<Session>>)| {
            let alike = set.iter().zip(those).all(|(one, another)| Arc::ptr_eq(one, another));
            one == another && set.len() == those.len() && alike
        };
        let sets = self.sets.len() == other.sets.len() && self.sets.iter().zip(&other.sets).all(|(a, b)| same(a, b));
        sets && (self.document, self.of, self.top, self.body) == (other.document, other.of, other.top, other.body)
            && (&self.asked, &self.view) == (&other.asked, &other.view)
    }
}

/// One map.
#[derive(Clone, Debug)]
pub(super) struct HeatMap {
    /// Of which session, where it is of one; `None` for the open one, and for several.
    pub content: Option<u64>,
    /// The map.
    pub map: DoseMap,
    /// Its colours.
    pub tint: Arc<Tint>,
    /// The share of the dose that the view doesn't show, 0 to 1.
    pub hidden: Option<f64>,
}

/// Maps at one scale.
#[derive(Clone, Debug)]
pub(super) struct Heat {
    /// What they were made of.
    pub ask: HeatAsk,
    /// The scale.
    pub levels: Levels,
    /// The maps, by date; one where they are of several sessions together.
    pub maps: Vec<HeatMap>,
}

/// What is remembered from map to map.
pub(super) type SharedDoses = Arc<Mutex<Option<(BodyKind, Doses)>>>;

impl Heat {
    /// Makes the maps; `None` where there are none. It may take long the first time.
    pub(super) fn of(ask: HeatAsk, doses: &SharedDoses) -> Option<Self> {
        let mut doses = doses.lock().unwrap_or_else(PoisonError::into_inner);
        if doses.as_ref().is_none_or(|(body, _)| *body != ask.body) {
            *doses = Some((ask.body, Doses::new(ask.body)));
        }
        let (_, doses) = doses.as_mut()?;
        let map = |(content, set): &(Option<u64>, Vec<Arc<Session>>)| {
            let sessions: Vec<&Session> = set.iter().map(|session| &**session).collect();
            Some((*content, doses.map(&sessions, ask.asked.clone()).ok()?))
        };
        let maps: Vec<(Option<u64>, DoseMap)> = ask.sets.iter().map(map).collect::<Option<_>>()?;
        let peak = maps.iter().filter_map(|(_, map)| map.peak).map(|peak| f64::from(peak.per_cm2)).fold(0.0, f64::max);
        let levels = ask.top.map_or_else(|| Levels::automatic(peak), Levels::up_to);
        let seen = view(ask.body, &ask.view);
        let told = |(content, map): (Option<u64>, DoseMap)| {
            let tint = Arc::new(Tint { values: Arc::clone(&map.values), levels });
            HeatMap { content, tint, hidden: seen.map(|view| map.share_hidden(view)), map }
        };
        let maps = maps.into_iter().map(told).collect();
        Some(Self { ask, levels, maps })
    }
}
