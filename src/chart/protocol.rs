//! A protocol: where marks lie, told by landmarks and regions, and what they receive; laid on any patient of either body.

mod spot;
mod taken;

use std::collections::{BTreeMap, BTreeSet};

use crate::atlas::Body;
use crate::atlas::regions::{Patch, Side};
use crate::pattern::{Pattern, Plan};

use super::{
    Angle, Cocktail, Deposit, Depth, Edit, Ground, Laying, Length, Letter, Mark, Origin, Placing, Session, Site,
    TechniqueId, Techniques, Volume,
};
pub use spot::{Offset, Spot};
pub use taken::steps_of;

/// A protocol.
#[derive(Clone, Debug, PartialEq)]
pub struct Protocol {
    /// Which one, and in which state.
    pub reference: Reference,
    /// What people call it, by language tag.
    pub names: BTreeMap<String, String>,
    /// Who says so, in words.
    pub source: String,
    /// What is laid, in order.
    pub steps: Vec<Step>,
}

/// Names a protocol in one of its states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its identifier, such as `preempt`.
    pub id: String,
    /// How often it was written, from 1.
    pub revision: u32,
}

/// Marks that receive the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Where they lie.
    pub over: Over,
    /// Whether they lie on the other side of the body too, as a mirror image.
    pub mirrored: bool,
    /// How they are placed.
    pub technique: TechniqueId,
    /// How deep; as the technique's default where the protocol doesn't say.
    pub depth: Option<Depth>,
    /// Which cocktail, by the letter that the protocol calls it.
    pub cocktail: Option<Letter>,
    /// What each receives.
    pub dose: Dose,
}

/// Where the marks of a step lie.
#[derive(Clone, Debug, PartialEq)]
pub enum Over {
    /// At these spots.
    Points(Vec<Spot>),
    /// As a field.
    Field {
        /// Over or along this.
        extent: Extent,
        /// How its places lie to each other.
        pattern: Pattern,
        /// From one place to the next along the skin, on the patient.
        spacing: Length,
        /// What else tells where its places lie.
        placing: StepPlacing,
    },
}

/// As [`Placing`], with an anchor that is found on either body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepPlacing {
    /// How far from the edge places must be along the skin, on the patient.
    pub margin: Length,
    /// Where one of them lies, one row, the spine, or the middle of the rings; chosen on every laying where it isn't told.
    pub anchor: Option<Spot>,
    /// The direction of rows there; across the body where it isn't told.
    pub toward: Option<Angle>,
}

/// The skin that a step covers, or the way that it follows.
#[derive(Clone, Debug, PartialEq)]
pub enum Extent {
    /// Regions.
    Regions(BTreeSet<Patch>),
    /// What these corners enclose.
    Outline(Vec<Spot>),
    /// A row over these spots.
    Row(Vec<Spot>),
}

/// What one mark receives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Dose {
    /// The protocol doesn't say.
    Untold,
    /// A volume of the cocktail.
    Volume(Volume),
    /// So much of the cocktail's leading substance, in `mg` or `IU`.
    Amount(f64, &'static str),
}

/// Why a protocol can't be laid.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ProtocolError {
    /// It names a landmark that the body doesn't have.
    #[error("no landmark is called {0:?}")]
    NoSuchLandmark(String),
    /// It tells no depth, and of a technique that isn't known there is no default.
    #[error("no depth is told for {0:?}")]
    NoDepth(TechniqueId),
    /// A field of it has too many places.
    #[error("a field has at most {0} places")]
    TooMany(usize),
}

/// What laying a protocol comes to.
#[derive(Clone, Debug)]
pub struct LaidProtocol {
    /// The one step by which the session has it.
    pub edit: Edit,
    /// How many marks it has.
    pub marks: usize,
    /// How many of them have no volume though the protocol tells their dose: the cocktail doesn't say how much of that
    /// substance it holds.
    pub undosed: usize,
}

impl Protocol {
    /// The most steps of one protocol.
    pub const MOST_STEPS: usize = 1000;

    /// The display name in `language`, in English or any other where that is missing.
    pub fn name(&self, language: &str) -> &str {
        let primary = language.split(['-', '_']).next().unwrap_or(language);
        let named = [language, primary, "en"].into_iter().find_map(|code| self.names.get(code));
        named.or_else(|| self.names.values().next()).map_or(&self.reference.id, String::as_str)
    }

    /// The letters by which it calls its cocktails.
    pub fn letters(&self) -> BTreeSet<Letter> {
        self.steps.iter().filter_map(|step| step.cocktail).collect()
    }

    /// Lays it on the body of a session, with cocktails of the session in the place of its own letters; one without such a
    /// place is not recorded. Costs what its fields cost.
    pub fn laid(
        &self,
        session: &Session,
        letters: &BTreeMap<Letter, Letter>,
        techniques: &Techniques,
    ) -> Result<LaidProtocol, ProtocolError> {
        let (mut lays, mut marks, mut undosed) = (Vec::new(), 0, 0);
        for step in &self.steps {
            let cocktail = step.cocktail.and_then(|letter| letters.get(&letter)).copied();
            let (origin, sites) = self.places(step, session)?;
            let volume = step.dose.volume(cocktail.and_then(|letter| session.cocktail(letter)).map(|listed| &**listed));
            let default_depth = || techniques.get(&step.technique).and_then(|technique| technique.default_depth);
            let depth = step.depth.or_else(default_depth).ok_or_else(|| untold_depth(&step.technique))?;
            let deposit = Deposit { technique: step.technique.clone(), depth, cocktail, volume };
            let placed: Vec<Mark> = sites.into_iter().map(|site| deposit.mark_at(site)).collect();
            marks += placed.len();
            if volume.is_none() && step.dose != Dose::Untold {
                undosed += placed.len();
            }
            lays.push(Edit::Lay(None, origin, placed));
        }
        Ok(LaidProtocol { edit: Edit::Together(lays), marks, undosed })
    }

    fn places(&self, step: &Step, session: &Session) -> Result<(Origin, Vec<Site>), ProtocolError> {
        let body = Body::get(session.body);
        let found = |spots: &[Spot]| -> Result<Vec<Site>, ProtocolError> {
            spots.iter().map(|spot| spot.found(body, session.scale())).collect()
        };
        let (extent, pattern, spacing, told) = match &step.over {
            Over::Points(spots) => {
                let sites = found(spots)?;
                return Ok((Origin::Protocol(self.reference.clone()), on_both(sites, step.mirrored, body)));
            }
            Over::Field { extent, pattern, spacing, placing } => (extent, *pattern, *spacing, placing),
        };
        let ground = match extent {
            Extent::Regions(patches) => Ground::Regions(patches.clone()),
            Extent::Outline(corners) => Ground::Outline(found(corners)?),
            Extent::Row(spots) => Ground::Row(found(spots)?),
        };
        let protocol = Some(self.reference.clone());
        let anchor = told.anchor.as_ref().map(|spot| spot.found(body, session.scale())).transpose()?;
        let placing = Placing { margin: told.margin, anchor, toward: told.toward };
        let laying = Laying { ground, mirrored: step.mirrored, pattern, spacing, placing, protocol };
        let field =
            laying.field(body, session.scale()).map_err(|_too_many| ProtocolError::TooMany(Plan::MOST_PLACES))?;
        let sites = field.places.into_iter().map(|place| Site::on(body, place)).collect();
        Ok((Origin::Field(laying), sites))
    }
}

fn untold_depth(technique: &TechniqueId) -> ProtocolError {
    ProtocolError::NoDepth(technique.clone())
}

fn on_both(sites: Vec<Site>, mirrored: bool, body: &Body) -> Vec<Site> {
    let beside = |site: &&Site| mirrored && site.locus().side != Side::Midline;
    let other: Vec<Site> = sites.iter().filter(beside).map(|site| site.mirrored(body)).collect();
    [sites, other].concat()
}

impl Dose {
    /// The volume that it comes to of a cocktail, to the nearest 0.0001 mL; `None` where that can't be known.
    fn volume(self, cocktail: Option<&Cocktail>) -> Option<Volume> {
        match self {
            Self::Untold => None,
            Self::Volume(volume) => Some(volume),
            Self::Amount(value, unit) => {
                let (_, per_ml) = cocktail?.leading()?;
                (per_ml.unit == unit).then(|| Volume::nearest_ml(value / per_ml.value))
            }
        }
    }
}
