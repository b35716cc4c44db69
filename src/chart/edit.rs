//! The only way to change a session: an edit, applied to one state and giving the next.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::atlas::Body;
use crate::atlas::regions::Side;

use super::{Cocktail, Depth, Details, Letter, Mark, MarkId, Session, Site, TechniqueId, Volume};

/// Everything about a mark but its number and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// How.
    pub technique: TechniqueId,
    /// How deep.
    pub depth: Depth,
    /// Which cocktail, if recorded.
    pub cocktail: Option<Letter>,
    /// How much, if recorded.
    pub volume: Option<Volume>,
}

impl Settings {
    /// A mark of this kind at `site`; its number is given when it is placed.
    pub fn mark_at(&self, site: Site) -> Mark {
        let Self { technique, depth, cocktail, volume } = self.clone();
        Mark { id: MarkId(0), site, technique, depth, cocktail, volume }
    }
}

/// A change to a session.
#[derive(Clone, Debug)]
pub enum Edit {
    /// New deposits; numbers are given in order, whatever the marks bring along.
    Place(Vec<Mark>),
    /// Deposits that never were.
    Remove(BTreeSet<MarkId>),
    /// Deposits that lie elsewhere.
    Move(Vec<(MarkId, Site)>),
    /// Another technique, with its depth.
    SetTechnique(BTreeSet<MarkId>, TechniqueId, Depth),
    /// Another depth.
    SetDepth(BTreeSet<MarkId>, Depth),
    /// Another cocktail, or none recorded.
    SetCocktail(BTreeSet<MarkId>, Option<Letter>),
    /// Another volume, or none recorded.
    SetVolume(BTreeSet<MarkId>, Option<Volume>),
    /// Everything but the place at once.
    SetAll(BTreeSet<MarkId>, Settings),
    /// Copies on the other side of the body; a mark in the midline has none.
    Mirror(BTreeSet<MarkId>),
    /// A cocktail added, or the one with this letter changed.
    PutCocktail(Cocktail),
    /// A cocktail that no mark names taken off the list.
    RemoveCocktail(Letter),
    /// Title, date, clinician, notes, the patient's size.
    SetDetails(Details),
}

/// What an edit did, for the names of undo and redo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditKind {
    /// [`Edit::Place`]
    Place,
    /// [`Edit::Remove`]
    Remove,
    /// [`Edit::Move`]
    Move,
    /// [`Edit::SetTechnique`]
    SetTechnique,
    /// [`Edit::SetDepth`]
    SetDepth,
    /// [`Edit::SetCocktail`]
    SetCocktail,
    /// [`Edit::SetVolume`]
    SetVolume,
    /// [`Edit::SetAll`]
    SetAll,
    /// [`Edit::Mirror`]
    Mirror,
    /// [`Edit::PutCocktail`]
    PutCocktail,
    /// [`Edit::RemoveCocktail`]
    RemoveCocktail,
    /// [`Edit::SetDetails`]
    SetDetails,
}

/// The name of an edit: what it did, and to how many marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EditName {
    /// What it did.
    pub kind: EditKind,
    /// To how many marks; 0 where marks aren't concerned.
    pub marks: usize,
}

/// Why an edit can't be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// It names a mark that the session doesn't have.
    #[error("mark {} is not in this session", .0.0)]
    NoSuchMark(MarkId),
    /// The cocktail to remove is named by marks.
    #[error("cocktail {0} is named by {1} marks")]
    CocktailInUse(Letter, usize),
    /// The session holds as many marks as a file may.
    #[error("a session holds at most {0} marks")]
    TooManyMarks(usize),
}

impl Edit {
    /// The most marks that a session holds.
    pub const MAX_MARKS: usize = 200_000;

    /// Its name.
    pub fn name(&self) -> EditName {
        let (kind, marks) = match self {
            Self::Place(marks) => (EditKind::Place, marks.len()),
            Self::Remove(ids) => (EditKind::Remove, ids.len()),
            Self::Move(moves) => (EditKind::Move, moves.len()),
            Self::SetTechnique(ids, ..) => (EditKind::SetTechnique, ids.len()),
            Self::SetDepth(ids, _) => (EditKind::SetDepth, ids.len()),
            Self::SetCocktail(ids, _) => (EditKind::SetCocktail, ids.len()),
            Self::SetVolume(ids, _) => (EditKind::SetVolume, ids.len()),
            Self::SetAll(ids, _) => (EditKind::SetAll, ids.len()),
            Self::Mirror(ids) => (EditKind::Mirror, ids.len()),
            Self::PutCocktail(_) => (EditKind::PutCocktail, 0),
            Self::RemoveCocktail(_) => (EditKind::RemoveCocktail, 0),
            Self::SetDetails(_) => (EditKind::SetDetails, 0),
        };
        EditName { kind, marks }
    }

    /// The session after this edit; `session` itself stays as it was.
    pub fn apply(&self, session: &Session) -> Result<Session, EditError> {
        let mut next = session.clone();
        match self {
            Self::Place(marks) => place(&mut next, marks.iter().cloned())?,
            Self::Remove(ids) => remove(&mut next, ids)?,
            Self::Move(moves) => {
                for (id, site) in moves {
                    change(&mut next, *id, |mark| mark.site = *site)?;
                }
            }
            Self::SetTechnique(ids, technique, depth) => change_all(&mut next, ids, |mark| {
                mark.technique = technique.clone();
                mark.depth = *depth;
            })?,
            Self::SetDepth(ids, depth) => change_all(&mut next, ids, |mark| mark.depth = *depth)?,
            Self::SetCocktail(ids, letter) => change_all(&mut next, ids, |mark| mark.cocktail = *letter)?,
            Self::SetVolume(ids, volume) => change_all(&mut next, ids, |mark| mark.volume = *volume)?,
            Self::SetAll(ids, settings) => {
                change_all(&mut next, ids, |mark| *mark = Mark { id: mark.id, ..settings.mark_at(mark.site) })?;
            }
            Self::Mirror(ids) => mirror(&mut next, ids)?,
            Self::PutCocktail(cocktail) => put_cocktail(&mut next, cocktail),
            Self::RemoveCocktail(letter) => remove_cocktail(&mut next, *letter)?,
            Self::SetDetails(details) => next.details = Arc::new(details.clone()),
        }
        Ok(next)
    }
}

fn place(session: &mut Session, marks: impl ExactSizeIterator<Item = Mark>) -> Result<(), EditError> {
    if session.marks.len() + marks.len() > Edit::MAX_MARKS {
        return Err(EditError::TooManyMarks(Edit::MAX_MARKS));
    }
    for mark in marks {
        let id = session.next_mark_id();
        session.marks.push(Arc::new(Mark { id, ..mark }));
    }
    Ok(())
}

fn remove(session: &mut Session, ids: &BTreeSet<MarkId>) -> Result<(), EditError> {
    known(session, ids)?;
    session.marks.retain(|mark| !ids.contains(&mark.id));
    Ok(())
}

fn known(session: &Session, ids: &BTreeSet<MarkId>) -> Result<(), EditError> {
    ids.iter().find(|&&id| session.mark(id).is_none()).map_or(Ok(()), |&id| Err(EditError::NoSuchMark(id)))
}

fn change(session: &mut Session, id: MarkId, with: impl FnOnce(&mut Mark)) -> Result<(), EditError> {
    let index = session.marks.binary_search_by_key(&id, |mark| mark.id);
    let index = index.map_err(|_where_it_would_be| EditError::NoSuchMark(id))?;
    with(Arc::make_mut(&mut session.marks[index]));
    Ok(())
}

fn change_all(session: &mut Session, ids: &BTreeSet<MarkId>, with: impl Fn(&mut Mark)) -> Result<(), EditError> {
    ids.iter().try_for_each(|&id| change(session, id, &with))
}

fn mirror(session: &mut Session, ids: &BTreeSet<MarkId>) -> Result<(), EditError> {
    known(session, ids)?;
    let body = Body::get(session.body);
    // A copy of a mark in the midline would be a second deposit at the same spot, which nobody asked for.
    let beside = |mark: &Mark| mark.site.locus().side != Side::Midline;
    let originals = session.marks.iter().filter(|mark| ids.contains(&mark.id) && beside(mark));
    let copies: Vec<Mark> =
        originals.map(|mark| Mark { site: mark.site.mirrored(body), ..Mark::clone(mark) }).collect();
    // Mirroring twice must not deposit twice.
    let there = |copy: &Mark| session.marks.iter().any(|mark| Mark { id: copy.id, ..Mark::clone(mark) } == *copy);
    let copies: Vec<Mark> = copies.into_iter().filter(|copy| !there(copy)).collect();
    place(session, copies.into_iter())
}

fn put_cocktail(session: &mut Session, cocktail: &Cocktail) {
    let cocktail = Arc::new(cocktail.clone());
    match session.cocktails.iter_mut().find(|listed| listed.letter == cocktail.letter) {
        Some(listed) => *listed = cocktail,
        None => session.cocktails.push(cocktail),
    }
    session.cocktails.sort_by_key(|listed| listed.letter);
}

fn remove_cocktail(session: &mut Session, letter: Letter) -> Result<(), EditError> {
    let users = session.marks.iter().filter(|mark| mark.cocktail == Some(letter)).count();
    if users > 0 {
        return Err(EditError::CocktailInUse(letter, users));
    }
    session.cocktails.retain(|cocktail| cocktail.letter != letter);
    Ok(())
}
