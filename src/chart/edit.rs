//! The only way to change a session: an edit, applied to one state and giving the next.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::atlas::{Body, SurfacePoint};

use super::both_sides::is_beside;
use super::outcome;
use super::there::There;
use super::void::{all_known, unvoid, void};
use super::{
    Cocktail, Deposit, Depth, Details, Group, GroupId, Letter, Mark, MarkId, Origin, Outcome, OutcomeId, Remark,
    Remarked, Session, Shape, Site, Taken, TechniqueId, Volume,
};

/// One thing that marks are given, each mark the same.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Another technique, with its depth; without one, each mark keeps its own.
    Technique(TechniqueId, Option<Depth>),
    /// Another depth.
    Depth(Depth),
    /// Another cocktail, or none recorded.
    Cocktail(Option<Letter>),
    /// Another volume, or none recorded.
    Volume(Option<Volume>),
    /// Everything but who it is and where it lies.
    Deposit(Deposit),
    /// The group that it belongs to, or none.
    Group(Option<GroupId>),
}

impl Change {
    fn kind(&self) -> EditKind {
        match self {
            Self::Technique(..) => EditKind::SetTechnique,
            Self::Depth(_) => EditKind::SetDepth,
            Self::Cocktail(_) => EditKind::SetCocktail,
            Self::Volume(_) => EditKind::SetVolume,
            Self::Deposit(_) => EditKind::SetDeposit,
            Self::Group(_) => EditKind::SetGroup,
        }
    }

    fn make(&self, mark: &mut Mark) {
        match self {
            Self::Technique(technique, depth) => {
                mark.deposit.technique = technique.clone();
                mark.deposit.depth = depth.unwrap_or(mark.deposit.depth);
            }
            Self::Depth(depth) => mark.deposit.depth = *depth,
            Self::Cocktail(letter) => mark.deposit.cocktail = *letter,
            Self::Volume(volume) => mark.deposit.volume = *volume,
            Self::Deposit(deposit) => mark.deposit = deposit.clone(),
            Self::Group(group) => mark.group = *group,
        }
    }
}

/// A change to a session.
#[derive(Clone, Debug)]
pub enum Edit {
    /// New deposits; identities and numbers are given in order, whatever the marks bring along.
    Place(Vec<Mark>),
    /// New deposits that belong together, with how they came to be there; in place of those of a group, which keeps its
    /// identity, or as a group of their own.
    Lay(Option<GroupId>, Origin, Vec<Mark>),
    /// Marks that come from elsewhere.
    Import(Taken),
    /// Several, one after the other, as one step that is called after the last.
    Together(Vec<Self>),
    /// The marks of a group belong together no longer; they stay where they are.
    Dissolve(GroupId),
    /// What was noticed of marks or of a group, or that nothing was.
    Remark(Remarked, Option<Arc<Remark>>),
    /// Deposits that never were.
    Remove(BTreeSet<MarkId>),
    /// Deposits that don't count, and why.
    Void(BTreeSet<MarkId>, String),
    /// Void deposits that count again.
    Unvoid(BTreeSet<MarkId>),
    /// Deposits that lie elsewhere.
    Move(Vec<(MarkId, Shape)>),
    /// One thing made the same for each of these marks.
    Set(BTreeSet<MarkId>, Change),
    /// Copies on the other side of the body; a mark in the midline has none.
    Mirror(BTreeSet<MarkId>),
    /// A cocktail added, or the one with this letter changed.
    PutCocktail(Cocktail),
    /// A cocktail that no mark names taken off the list.
    RemoveCocktail(Letter),
    /// Something assessed, without an identity, or what was assessed put right.
    PutOutcome(Outcome),
    /// What was never assessed.
    RemoveOutcome(OutcomeId),
    /// Title, date, clinician, notes, the patient's size.
    SetDetails(Details),
    /// Everything as in another state of the same session; no number is given again.
    Restore(Arc<Session>),
}

/// What an edit did, for the names of undo and redo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditKind {
    /// [`Edit::Place`]
    Place,
    /// [`Edit::Lay`] of a group of its own
    Lay,
    /// [`Edit::Lay`] in place of a group
    LayAnew,
    /// [`Edit::Lay`] of what comes from another session
    CarryOver,
    /// [`Edit::Lay`] of what a protocol tells
    LayProtocol,
    /// [`Edit::Import`]
    Import,
    /// [`Edit::Dissolve`]
    Dissolve,
    /// [`Edit::Remove`]
    Remove,
    /// [`Edit::Void`]
    Void,
    /// [`Edit::Unvoid`]
    Unvoid,
    /// [`Edit::Move`]
    Move,
    /// [`Change::Technique`]
    SetTechnique,
    /// [`Change::Depth`]
    SetDepth,
    /// [`Change::Cocktail`]
    SetCocktail,
    /// [`Change::Volume`]
    SetVolume,
    /// [`Change::Deposit`]
    SetDeposit,
    /// [`Change::Group`]
    SetGroup,
    /// [`Edit::Remark`]
    Remark,
    /// [`Edit::Mirror`]
    Mirror,
    /// [`Edit::PutCocktail`]
    PutCocktail,
    /// [`Edit::RemoveCocktail`]
    RemoveCocktail,
    /// [`Edit::PutOutcome`] of a new one
    AddOutcome,
    /// [`Edit::PutOutcome`] of one that there is
    ChangeOutcome,
    /// [`Edit::RemoveOutcome`]
    RemoveOutcome,
    /// [`Edit::SetDetails`]
    SetDetails,
    /// [`Edit::Restore`]
    Restore,
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
    /// It names a group that the session doesn't have.
    #[error("group {} is not in this session", .0.0)]
    NoSuchGroup(GroupId),
    /// The cocktail to remove is named by marks.
    #[error("cocktail {0} is named by {1} marks")]
    CocktailInUse(Letter, usize),
    /// It names an outcome that the session doesn't have.
    #[error("outcome {} is not in this session", .0.0)]
    NoSuchOutcome(OutcomeId),
    /// The session holds as many outcomes as a file may.
    #[error("a session holds at most {0} outcomes")]
    TooManyOutcomes(usize),
    /// The highest number that there is has been given to a mark, and none is given twice.
    #[error("the numbers for marks are used up")]
    NumbersUsedUp,
    /// The session holds as many marks as a file may.
    #[error("a session holds at most {0} marks")]
    TooManyMarks(usize),
    /// The shapes of the session have as many spots as a file may hold.
    #[error("the shapes of a session have at most {0} spots")]
    TooManySpots(usize),
    /// The lines and areas of the session are as long as those of a file may be.
    #[error("the lines and areas of a session are at most {0} m long together")]
    TooLong(u32),
}

impl Edit {
    /// The most marks that a session holds.
    pub const MAX_MARKS: usize = 200_000;
    /// The most spots that the shapes of a session have together.
    pub const MAX_SPOTS: usize = 400_000;
    /// How long the lines and the borders of areas of a session are together at most, straight from spot to spot, in metres: two
    /// thousand threads of 50 mm. Each way along the skin must be found, and of a file that asks for more a picture would take
    /// minutes.
    pub const MAX_LENGTH_M: u32 = 100;

    /// Whether lines and borders of so many mm are longer than a session's may be.
    pub fn is_too_long(length_mm: f64) -> bool {
        length_mm > 1000.0 * f64::from(Self::MAX_LENGTH_M)
    }

    /// The move of marks to other places: those of all their spots, in their order.
    pub fn moving<'a>(body: &Body, marks: impl IntoIterator<Item = &'a Mark>, places: &[SurfacePoint]) -> Self {
        let mut rest = places;
        let moved = |mark: &Mark| {
            let (own, others) = rest.split_at_checked(mark.shape.spots().len())?;
            rest = others;
            let sites: Vec<Site> = own.iter().map(|&place| Site::on(body, place)).collect();
            Some((mark.id, mark.shape.through(body, &sites)))
        };
        Self::Move(marks.into_iter().filter_map(moved).collect())
    }

    /// Its name.
    pub fn name(&self) -> EditName {
        let (kind, marks) = match self {
            Self::Together(edits) => return Self::name_of_all(edits),
            Self::Place(marks) | Self::Lay(None, Origin::Together, marks) => (EditKind::Place, marks.len()),
            Self::Lay(Some(_), _, marks) => (EditKind::LayAnew, marks.len()),
            Self::Lay(None, origin, marks) if origin.protocol().is_some() => (EditKind::LayProtocol, marks.len()),
            Self::Lay(None, Origin::Field(_) | Origin::Protocol(_), marks) => (EditKind::Lay, marks.len()),
            Self::Lay(None, Origin::Carried(_), marks) => (EditKind::CarryOver, marks.len()),
            Self::Import(taken) => (EditKind::Import, taken.count()),
            Self::Dissolve(_) => (EditKind::Dissolve, 0),
            Self::Remark(..) => (EditKind::Remark, 0),
            Self::Remove(ids) => (EditKind::Remove, ids.len()),
            Self::Void(ids, _) => (EditKind::Void, ids.len()),
            Self::Unvoid(ids) => (EditKind::Unvoid, ids.len()),
            Self::Move(moves) => (EditKind::Move, moves.len()),
            Self::Set(ids, change) => (change.kind(), ids.len()),
            Self::Mirror(ids) => (EditKind::Mirror, ids.len()),
            Self::PutCocktail(_) => (EditKind::PutCocktail, 0),
            Self::RemoveCocktail(_) => (EditKind::RemoveCocktail, 0),
            Self::PutOutcome(outcome) if outcome.id == OutcomeId(0) => (EditKind::AddOutcome, 0),
            Self::PutOutcome(_) => (EditKind::ChangeOutcome, 0),
            Self::RemoveOutcome(_) => (EditKind::RemoveOutcome, 0),
            Self::SetDetails(_) => (EditKind::SetDetails, 0),
            Self::Restore(_) => (EditKind::Restore, 0),
        };
        EditName { kind, marks }
    }

    /// The name of the last, with all marks that are concerned alike.
    fn name_of_all(edits: &[Self]) -> EditName {
        let names = edits.iter().map(Self::name);
        let Some(last) = names.clone().next_back() else { return EditName { kind: EditKind::Place, marks: 0 } };
        let marks = names.filter(|name| name.kind == last.kind).map(|name| name.marks).sum();
        EditName { kind: last.kind, marks }
    }

    /// The session after this edit; `session` itself stays as it was.
    pub fn apply(&self, session: &Session) -> Result<Session, EditError> {
        let mut next = session.clone();
        match self {
            Self::Place(marks) => place(&mut next, marks.iter().cloned())?,
            Self::Together(edits) => {
                for edit in edits {
                    next = edit.apply(&next)?;
                }
            }
            Self::Lay(group, origin, marks) => lay(&mut next, *group, origin, marks)?,
            Self::Import(taken) => taken.into(&mut next)?,
            Self::Dissolve(group) => dissolve(&mut next, *group)?,
            Self::Remark(about, made) => remark(&mut next, about, made.as_ref())?,
            Self::Remove(ids) => remove(&mut next, ids)?,
            Self::Void(ids, why) => void(&mut next, ids, why)?,
            Self::Unvoid(ids) => unvoid(&mut next, ids)?,
            Self::Move(moves) => {
                for (id, shape) in moves {
                    change(&mut next, *id, |mark| mark.shape = shape.clone())?;
                }
            }
            Self::Set(ids, made) => {
                ids.iter().try_for_each(|&id| change(&mut next, id, |mark| made.make(mark)))?;
            }
            Self::Mirror(ids) => mirror(&mut next, ids)?,
            Self::PutCocktail(cocktail) => put_cocktail(&mut next, cocktail),
            Self::RemoveCocktail(letter) => remove_cocktail(&mut next, *letter)?,
            Self::PutOutcome(assessed) => outcome::put(&mut next, assessed)?,
            Self::RemoveOutcome(id) => outcome::remove(&mut next, *id)?,
            Self::SetDetails(details) => next.details = Arc::new(details.clone()),
            Self::Restore(state) => next = restored(session, state),
        }
        forget_empty_groups(&mut next);
        within_limits(&next)?;
        Ok(next)
    }
}

fn restored(session: &Session, state: &Session) -> Session {
    let highest_number = session.last_number().max(state.last_number());
    let highest_outcome = session.last_outcome().max(state.last_outcome());
    Session { id: session.id.clone(), body: session.body, highest_number, highest_outcome, ..state.clone() }
}

fn within_limits(session: &Session) -> Result<(), EditError> {
    let spots: usize = session.kept_marks().map(|mark| mark.shape.spots().len()).sum();
    if spots > Edit::MAX_SPOTS {
        return Err(EditError::TooManySpots(Edit::MAX_SPOTS));
    }
    let too_long = Edit::is_too_long(session.kept_marks().map(|mark| mark.shape.straight_mm()).sum());
    if too_long { Err(EditError::TooLong(Edit::MAX_LENGTH_M)) } else { Ok(()) }
}

fn place(session: &mut Session, marks: impl ExactSizeIterator<Item = Mark>) -> Result<(), EditError> {
    if session.marks.len() + session.voided.len() + marks.len() > Edit::MAX_MARKS {
        return Err(EditError::TooManyMarks(Edit::MAX_MARKS));
    }
    let mut number = session.last_number();
    for mark in marks {
        number = number.checked_add(1).ok_or(EditError::NumbersUsedUp)?;
        session.marks.push(Arc::new(mark.numbered(number)));
    }
    session.highest_number = number;
    Ok(())
}

fn lay(session: &mut Session, group: Option<GroupId>, origin: &Origin, marks: &[Mark]) -> Result<(), EditError> {
    let id = match group {
        Some(id) if session.group(id).is_none() => return Err(EditError::NoSuchGroup(id)),
        Some(id) => {
            remove(session, &session.ids_of(id))?;
            id
        }
        None => GroupId(session.last_group().checked_add(1).ok_or(EditError::NumbersUsedUp)?),
    };
    let remark = session.group(id).and_then(|group| group.remark.clone());
    session.groups.retain(|listed| listed.id != id);
    let at = session.groups.partition_point(|listed| listed.id < id);
    session.groups.insert(at, Arc::new(Group { id, origin: origin.clone(), remark }));
    place(session, marks.iter().map(|mark| Mark { group: Some(id), ..mark.clone() }))
}

fn dissolve(session: &mut Session, group: GroupId) -> Result<(), EditError> {
    let ids = session.ids_of(group);
    if ids.is_empty() {
        return Err(EditError::NoSuchGroup(group));
    }
    // What was noticed of the whole stays with its first mark, if that has no remark of its own, so that it isn't lost.
    let noticed = session.group(group).and_then(|group| group.remark.clone());
    let heir = ids.iter().copied().find(|&id| session.mark(id).is_some_and(|mark| mark.remark.is_none()));
    session.groups.retain(|listed| listed.id != group);
    for voided in session.voided.iter_mut().filter(|voided| voided.mark.group == Some(group)) {
        Arc::make_mut(&mut Arc::make_mut(voided).mark).group = None;
    }
    ids.into_iter().try_for_each(|id| {
        change(session, id, |mark| {
            mark.group = None;
            if Some(id) == heir && noticed.is_some() {
                mark.remark.clone_from(&noticed);
            }
        })
    })
}

fn remark(session: &mut Session, about: &Remarked, made: Option<&Arc<Remark>>) -> Result<(), EditError> {
    match about {
        Remarked::Marks(ids) => ids.iter().try_for_each(|&id| change(session, id, |mark| mark.remark = made.cloned())),
        Remarked::Group(id) => {
            let group = session.groups.iter_mut().find(|group| group.id == *id).ok_or(EditError::NoSuchGroup(*id))?;
            Arc::make_mut(group).remark = made.cloned();
            Ok(())
        }
    }
}

/// What was laid together is nothing once none of it is left.
fn forget_empty_groups(session: &mut Session) {
    if !session.groups.is_empty() {
        let named: BTreeSet<GroupId> = session.kept_marks().filter_map(|mark| mark.group).collect();
        session.groups.retain(|group| named.contains(&group.id));
    }
}

fn remove(session: &mut Session, ids: &BTreeSet<MarkId>) -> Result<(), EditError> {
    all_known(ids, |id| session.mark(id).is_some())?;
    session.highest_number = session.last_number();
    session.marks.retain(|mark| !ids.contains(&mark.id));
    Ok(())
}

fn change(session: &mut Session, id: MarkId, with: impl FnOnce(&mut Mark)) -> Result<(), EditError> {
    let index = session.marks.binary_search_by_key(&id, |mark| mark.id);
    let index = index.map_err(|_where_it_would_be| EditError::NoSuchMark(id))?;
    with(Arc::make_mut(&mut session.marks[index]));
    Ok(())
}

fn mirror(session: &mut Session, ids: &BTreeSet<MarkId>) -> Result<(), EditError> {
    all_known(ids, |id| session.mark(id).is_some())?;
    let body = Body::get(session.body);
    // A copy of a mark in the midline would be a second deposit at the same spot, which nobody asked for.
    let originals = session.marks.iter().filter(|mark| ids.contains(&mark.id) && is_beside(&mark.shape));
    // Mirroring twice must not deposit twice.
    let there = There::of(session.marks.iter().map(|mark| &**mark));
    let copies = originals.map(|mark| Mark { shape: mark.shape.mirrored(body), remark: None, ..Mark::clone(mark) });
    let copies: Vec<Mark> = copies.filter(|copy| !there.has(copy)).collect();
    let (copies, groups) = grouped_anew(copies, session);
    session.groups.extend(groups);
    place(session, copies.into_iter())
}

/// Copies of what was laid together are together too, in groups of their own after the last, laid on the other side.
fn grouped_anew(mut copies: Vec<Mark>, session: &Session) -> (Vec<Mark>, Vec<Arc<Group>>) {
    let mut anew: BTreeMap<GroupId, GroupId> = BTreeMap::new();
    for copy in &mut copies {
        let count = u32::try_from(anew.len()).unwrap_or(u32::MAX);
        let next = GroupId(session.last_group().saturating_add(count).saturating_add(1));
        copy.group = copy.group.map(|group| *anew.entry(group).or_insert(next));
    }
    let known = anew.iter().filter_map(|(old, id)| Some((session.group(*old)?, *id)));
    let mut groups: Vec<_> = known.map(|(old, id)| Arc::new(old.mirrored(id, Body::get(session.body)))).collect();
    groups.sort_by_key(|group| group.id);
    (copies, groups)
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
    let users = session.kept_marks().filter(|mark| mark.deposit.cocktail == Some(letter)).count();
    if users > 0 {
        return Err(EditError::CocktailInUse(letter, users));
    }
    session.cocktails.retain(|cocktail| cocktail.letter != letter);
    Ok(())
}
