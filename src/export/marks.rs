//! The marks of a session as a list, in whichever format is asked for.

use super::{csv, json, slicer};
use crate::chart::{ListFormat, Session, Techniques};
use crate::text::Texts;

/// Lines and areas in a format that holds points only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} lines and areas can't be written as points")]
pub struct PointsOnly(pub usize);

/// The marks that count; words for people are in the language of `texts`.
///
/// # Errors
///
/// [`PointsOnly`] rather than a list that lacks some of them.
pub fn marks(
    session: &Session,
    techniques: &Techniques,
    format: ListFormat,
    texts: &Texts,
) -> Result<String, PointsOnly> {
    let shapes = session.marks.iter().filter(|mark| !mark.is_point()).count();
    match format {
        ListFormat::Csv => Ok(csv(session, techniques, texts)),
        ListFormat::Json => Ok(json(session)),
        ListFormat::Slicer => Ok(slicer::markups(session, techniques, texts)),
        ListFormat::Fiducials if shapes > 0 => Err(PointsOnly(shapes)),
        ListFormat::Fiducials => Ok(slicer::fiducials(session, techniques, texts)),
    }
}
