//! What stands out in a session: values for a list, never errors, and never a reason not to save.

use std::collections::{BTreeMap, HashMap};

use crate::atlas::skin::{Thickness, thickness_of};

use super::{Depth, Letter, Mark, MarkId, Session, Technique, TechniqueId, Techniques, Volume};

/// How much a finding asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing, and nothing to mend: the record may be just what was done. `mesomap check` prints it and counts the
    /// file as in order, or every session of a clinic that works at 2 mm in thin skin would fail for ever.
    Note,
    /// Something is missing or contradicts the record itself.
    Warning,
}

/// One thing worth a look.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// Marks that name no cocktail.
    MarksWithoutCocktail(Vec<MarkId>),
    /// Marks that name a cocktail which the session doesn't list.
    UnknownCocktail {
        /// The letter that they name.
        letter: Letter,
        /// The marks.
        marks: Vec<MarkId>,
    },
    /// Marks without a volume, so that the totals are a lower bound.
    MarksWithoutVolume(Vec<MarkId>),
    /// Marks whose technique the catalogue doesn't know.
    UnknownTechnique {
        /// The identifier that they name.
        technique: TechniqueId,
        /// The marks.
        marks: Vec<MarkId>,
    },
    /// Marks whose recorded position lies off the skin of this body.
    OffSurface {
        /// The marks.
        marks: Vec<MarkId>,
        /// The largest distance, in millimetres.
        farthest_mm: f32,
    },
    /// Points that lie on another point, see [`COINCIDENT_MM`].
    Coincident(Vec<MarkId>),
    /// Marks of techniques that are meant for epidermis or dermis, deeper than the skin measures in their region.
    BeyondDermis {
        /// The marks.
        marks: Vec<MarkId>,
        /// The deepest of them.
        deepest: Depth,
        /// What was measured, by whom.
        thickness: &'static Thickness,
    },
    /// More was injected of a cocktail than was prepared.
    MoreThanPrepared {
        /// Which.
        letter: Letter,
        /// By the marks.
        injected: Volume,
        /// By the cocktail.
        prepared: Volume,
    },
    /// The components don't add up to the prepared volume.
    MixtureDoesNotAddUp {
        /// Which.
        letter: Letter,
        /// Sum of the components.
        mixed: Volume,
        /// As recorded.
        prepared: Volume,
    },
    /// What was injected and what was discarded isn't what was prepared.
    DoesNotBalance {
        /// Which.
        letter: Letter,
        /// By the marks and the record of what was thrown away.
        used: Volume,
        /// By the cocktail.
        prepared: Volume,
    },
    /// A component whose last day of use was before the session.
    Expired {
        /// In which cocktail.
        letter: Letter,
        /// Which substance.
        substance: String,
        /// Its last day of use.
        expiry: jiff::civil::Date,
    },
    /// A component without a lot.
    LotMissing {
        /// In which cocktail.
        letter: Letter,
        /// Which substance.
        substance: String,
    },
}

/// A recorded position further than this from the skin, in millimetres, wasn't placed on this body.
const OFF_SURFACE_MM: f32 = 0.5;

/// Points at most this far from each other, in millimetres, lie on one spot: nobody sees two there, on screen or on skin.
pub const COINCIDENT_MM: f32 = 0.3;

impl Finding {
    /// The marks that it is about; empty when it is about a cocktail.
    pub fn marks(&self) -> &[MarkId] {
        match self {
            Self::MarksWithoutCocktail(marks)
            | Self::UnknownCocktail { marks, .. }
            | Self::MarksWithoutVolume(marks)
            | Self::Coincident(marks)
            | Self::UnknownTechnique { marks, .. }
            | Self::OffSurface { marks, .. }
            | Self::BeyondDermis { marks, .. } => marks,
            _ => &[],
        }
    }

    /// What it asks for. A published mean is no fact about this patient, so a depth compared with it is a note.
    pub fn severity(&self) -> Severity {
        match self {
            // Two techniques at one spot may be just what was done.
            Self::BeyondDermis { .. } | Self::Coincident(_) => Severity::Note,
            _ => Severity::Warning,
        }
    }
}

/// Everything that stands out in `session`, in a fixed order.
pub fn findings(session: &Session, techniques: &Techniques) -> Vec<Finding> {
    let mut found = about_marks(session);
    found.extend(unknown_techniques(session, techniques));
    found.extend(some(coincident(session), Finding::Coincident));
    for cocktail in &session.cocktails {
        found.extend(about_cocktail(session, cocktail));
    }
    found.extend(beyond_dermis(session, techniques));
    found
}

/// One finding a figure, in the order of the first marks: a session of thousands of marks has a handful.
fn beyond_dermis(session: &Session, techniques: &Techniques) -> Vec<Finding> {
    let for_dermis: BTreeMap<&TechniqueId, bool> =
        techniques.iter().map(|technique| (&technique.id, Technique::is_for_dermis(technique))).collect();
    let mut of_technique = Remembered::default();
    let mut by_figure: Vec<(&'static Thickness, Vec<MarkId>, Depth)> = Vec::new();
    for mark in &session.marks {
        let technique = &mark.deposit.technique;
        if !of_technique.get(technique, || for_dermis.get(technique) == Some(&true)) {
            continue;
        }
        let beyond = |thickness: &&Thickness| thickness.is_beyond(mark.deposit.depth.mm());
        let Some(thickness) = thickness_of(mark.site().locus().region).filter(beyond) else { continue };
        match by_figure.iter_mut().find(|(known, ..)| std::ptr::eq(*known, thickness)) {
            Some((_, marks, deepest)) => {
                marks.push(mark.id);
                *deepest = mark.deposit.depth.max(*deepest);
            }
            None => by_figure.push((thickness, vec![mark.id], mark.deposit.depth)),
        }
    }
    let finding = |(thickness, marks, deepest)| Finding::BeyondDermis { marks, deepest, thickness };
    by_figure.into_iter().map(finding).collect()
}

/// What was found of the technique asked about last: neighbours in a session mostly share one.
#[derive(Default)]
struct Remembered<'a>(Option<(&'a TechniqueId, bool)>);

impl<'a> Remembered<'a> {
    fn get(&mut self, technique: &'a TechniqueId, find: impl FnOnce() -> bool) -> bool {
        match self.0 {
            Some((last, found)) if last == technique => found,
            _ => {
                let found = find();
                self.0 = Some((technique, found));
                found
            }
        }
    }
}

fn some(marks: Vec<MarkId>, finding: impl Fn(Vec<MarkId>) -> Finding) -> Option<Finding> {
    (!marks.is_empty()).then(|| finding(marks))
}

/// The points that have another within [`COINCIDENT_MM`], found through cells twice as wide, of which only the eight that the
/// reach touches are looked into. A mark stops at the first neighbour, and few marks fit into a cell without being
/// neighbours, so that the time is linear.
fn coincident(session: &Session) -> Vec<MarkId> {
    const REACH: i32 = 30; // COINCIDENT_MM in hundredths
    let cell = |spot: [i32; 3]| spot.map(|hundredths| hundredths.div_euclid(2 * REACH));
    let points: Vec<_> = session.marks.iter().filter(|mark| mark.is_point()).collect();
    let mut cells: HashMap<[i32; 3], Vec<[i32; 3]>> = HashMap::with_capacity(points.len());
    for mark in &points {
        let spot = mark.site().hundredths();
        cells.entry(cell(spot)).or_default().push(spot);
    }
    let is_near = |a: [i32; 3], b: [i32; 3]| {
        let squares = a.into_iter().zip(b).map(|(a, b)| i64::from(a - b).pow(2));
        squares.sum::<i64>() <= i64::from(REACH * REACH)
    };
    let crowded = |spot: [i32; 3]| {
        let ends = [-REACH, REACH].map(|reach| cell(spot.map(|hundredths| hundredths + reach)));
        let corners = (0..8).map(|corner| [0, 1, 2].map(|axis| ends[corner >> axis & 1][axis]));
        let near = corners.filter_map(|corner| cells.get(&corner)).flatten();
        near.filter(|&&other| is_near(spot, other)).nth(1).is_some() // the mark itself is the first or the second
    };
    points.into_iter().filter(|mark| crowded(mark.site().hundredths())).map(|mark| mark.id).collect()
}

fn marks_where(session: &Session, holds: impl Fn(&Mark) -> bool) -> Vec<MarkId> {
    session.marks.iter().filter(|mark| holds(mark)).map(|mark| mark.id).collect()
}

fn about_marks(session: &Session) -> Vec<Finding> {
    let mut found = Vec::new();
    let without_cocktail = marks_where(session, |mark| mark.deposit.cocktail.is_none());
    if !without_cocktail.is_empty() {
        found.push(Finding::MarksWithoutCocktail(without_cocktail));
    }
    let mut by_letter: BTreeMap<Letter, Vec<MarkId>> = BTreeMap::new();
    for mark in &session.marks {
        if let Some(letter) = mark.deposit.cocktail {
            by_letter.entry(letter).or_default().push(mark.id);
        }
    }
    by_letter.retain(|&letter, _| session.cocktail(letter).is_none());
    found.extend(by_letter.into_iter().map(|(letter, marks)| Finding::UnknownCocktail { letter, marks }));
    let without_volume = marks_where(session, |mark| mark.deposit.volume.is_none());
    if !without_volume.is_empty() {
        found.push(Finding::MarksWithoutVolume(without_volume));
    }
    let off_surface = marks_where(session, |mark| mark.site().off_surface_mm() > OFF_SURFACE_MM);
    if !off_surface.is_empty() {
        let distances_mm = session.marks.iter().map(|mark| mark.site().off_surface_mm());
        found.push(Finding::OffSurface { marks: off_surface, farthest_mm: distances_mm.fold(0.0, f32::max) });
    }
    found
}

fn unknown_techniques(session: &Session, techniques: &Techniques) -> Vec<Finding> {
    let mut unknown: BTreeMap<&TechniqueId, Vec<MarkId>> = Default::default();
    let mut known = Remembered::default();
    for mark in &session.marks {
        let technique = &mark.deposit.technique;
        if !known.get(technique, || techniques.get(technique).is_some()) {
            unknown.entry(technique).or_default().push(mark.id);
        }
    }
    let finding = |(id, marks): (&TechniqueId, _)| Finding::UnknownTechnique { technique: id.clone(), marks };
    unknown.into_iter().map(finding).collect()
}

fn about_cocktail(session: &Session, cocktail: &super::Cocktail) -> Vec<Finding> {
    let mut found = Vec::new();
    let (letter, prepared) = (cocktail.letter, cocktail.prepared);
    let injected = session.injected(letter);
    if injected > prepared {
        found.push(Finding::MoreThanPrepared { letter, injected, prepared });
    }
    let mixed = cocktail.mixed();
    if !cocktail.components.is_empty() && mixed != prepared {
        found.push(Finding::MixtureDoesNotAddUp { letter, mixed, prepared });
    }
    if let Some(discarded) = &cocktail.discarded {
        let (used, of_it) =
            (injected + discarded.volume, |mark: &&std::sync::Arc<Mark>| mark.deposit.cocktail == Some(letter));
        let all_known = session.marks.iter().filter(of_it).all(|mark| mark.deposit.volume.is_some());
        if all_known && used != prepared {
            found.push(Finding::DoesNotBalance { letter, used, prepared });
        }
    }
    for component in &cocktail.components {
        let substance = component.substance.clone();
        match component.expiry {
            Some(expiry) if session.is_after(expiry) => {
                found.push(Finding::Expired { letter, substance: substance.clone(), expiry });
            }
            _ => {}
        }
        if component.lot.trim().is_empty() {
            found.push(Finding::LotMissing { letter, substance });
        }
    }
    found
}
