//! Marks that come from elsewhere, held against a session before any of them is taken over.
//!
//! Who a mark is tells its session and its identity there: of the same session it is the same mark, of another one it is a new
//! one. Nothing is invented for it: a technique or a cocktail that isn't here keeps it out, by name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::atlas::BodyKind;

use super::{
    Cocktail, Deposit, Edit, EditError, Group, GroupId, Letter, Mark, MarkId, Session, Shape, TechniqueId, Techniques,
};

/// The furthest from the skin that a spot is still taken for one of it, in millimetres.
pub const MOST_OFF_MM: f32 = 5.0;

/// The formats of lists of marks, told by how a file's name ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListFormat {
    /// A table, for spreadsheets too; it is read back without loss.
    #[default]
    Csv,
    /// For programs; it is read back without loss.
    Json,
    /// Markups of 3D Slicer.
    Slicer,
    /// Its older kind, of points only.
    Fiducials,
}

impl ListFormat {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Csv, Self::Json, Self::Slicer, Self::Fiducials];

    /// How the name of a file ends, after the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Slicer => "mrk.json",
            Self::Fiducials => "fcsv",
        }
    }

    /// The format that the name of a file asks for, in large letters or small.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let ends = |format: &Self| name.strip_suffix(format.ending()).is_some_and(|stem| stem.ends_with('.'));
        // The longest first, for one ends like another.
        [Self::Slicer, Self::Fiducials, Self::Csv, Self::Json].into_iter().find(ends)
    }

    /// Whether all that a mark says comes back.
    pub fn is_whole(self) -> bool {
        matches!(self, Self::Csv | Self::Json)
    }
}

/// Marks that come from elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// The session that they are marks of, where that was said.
    pub session: Option<String>,
    /// The body that they lie on.
    pub body: BodyKind,
    /// What the letters of their cocktails stand for, as far as that was said.
    pub cocktails: BTreeMap<Letter, String>,
    /// How those came to be there that share a group.
    pub groups: Vec<Group>,
    /// The marks.
    pub marks: Vec<IncomingMark>,
}

impl Incoming {
    /// The session that they are said to be marks of, where that is another one.
    pub fn foreign_to(&self, session: &Session) -> Option<&str> {
        self.session.as_deref().filter(|id| *id != session.id)
    }
}

/// A mark that comes from elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct IncomingMark {
    /// What it is called where it comes from: its number, or its label.
    pub name: String,
    /// The mark; its identity is 0 where it has none.
    pub mark: Mark,
    /// How far the furthest of its spots was from the skin, in millimetres.
    pub off_mm: f32,
}

/// Why a mark isn't taken over.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// It was never put anywhere.
    NoPlace,
    /// It lies so many millimetres from the skin of this body.
    OffTheBody(f32),
    /// There is no such technique.
    NoTechnique(TechniqueId),
    /// The session has no such cocktail.
    NoCocktail(Letter),
    /// The letter stands for another cocktail here.
    OtherCocktail {
        /// The letter.
        letter: Letter,
        /// What it stands for where the mark comes from.
        there: String,
        /// What it stands for here.
        here: String,
    },
    /// It was declared void here.
    IsVoid,
}

/// What becomes of marks that are here otherwise than they come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Differing {
    /// They stay as they are here.
    #[default]
    Mine,
    /// They become what they are there.
    Theirs,
    /// They stay, and what comes is new beside them.
    New,
}

impl Differing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Mine, Self::Theirs, Self::New];
}

/// What an import would do to a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// Marks of this session that aren't in it; they get their identity back.
    pub back: Vec<Mark>,
    /// Marks that never were in it.
    pub new: Vec<Mark>,
    /// How many are here already, just so.
    pub same: usize,
    /// Marks that are here otherwise.
    pub different: Vec<Mark>,
    /// What isn't taken over, by name, and why.
    pub refused: Vec<(String, Refusal)>,
    groups: Vec<Group>,
}

/// Marks on another body than the session's, which would lie elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the marks lie on another body")]
pub struct OtherBody {
    /// Theirs.
    pub there: BodyKind,
    /// The session's.
    pub here: BodyKind,
}

impl Import {
    /// What taking over `incoming` would do to `session`.
    pub fn of(session: &Session, incoming: &Incoming, techniques: &Techniques) -> Result<Self, OtherBody> {
        if incoming.body != session.body {
            return Err(OtherBody { there: incoming.body, here: session.body });
        }
        let groups = incoming.groups.clone();
        let empty = Vec::new;
        let mut import = Self { back: empty(), new: empty(), same: 0, different: empty(), refused: Vec::new(), groups };
        let is_ours = incoming.session.as_ref() == Some(&session.id);
        let here = Here::of(session, techniques);
        for IncomingMark { name, mark, off_mm } in &incoming.marks {
            let known = if is_ours && mark.id.0 > 0 { import.own(session, mark) } else { here.like(mark) };
            if known == Known::Same && !here.means_another(incoming, mark) {
                import.same += 1;
            } else if let Some(why) = here.refusal(incoming, mark, *off_mm, is_ours) {
                import.refused.push((name.clone(), why));
            } else {
                let list = match known {
                    Known::Otherwise => &mut import.different,
                    Known::Gone => &mut import.back,
                    Known::Same | Known::Never => &mut import.new,
                };
                list.push(mark.clone());
            }
        }
        Ok(import)
    }

    /// How a mark is known that says it is one of this session.
    fn own(&self, session: &Session, mark: &Mark) -> Known {
        let group_there = mark.group.and_then(|id| self.groups.iter().find(|group| group.id == id));
        let group_here = mark.group.and_then(|id| session.group(id)).map(|group| &**group);
        match session.mark(mark.id) {
            None => Known::Gone,
            Some(known) if **known == *mark && group_there == group_here => Known::Same,
            Some(_) => Known::Otherwise,
        }
    }

    /// How many marks come in.
    pub fn added(&self) -> usize {
        self.back.len() + self.new.len()
    }

    /// How many marks are new, and how many become otherwise.
    pub fn counts(&self, differing: Differing) -> (usize, usize) {
        let different = self.different.len();
        match differing {
            Differing::Mine => (self.added(), 0),
            Differing::Theirs => (self.added(), different),
            Differing::New => (self.added() + different, 0),
        }
    }

    /// The edit that does it, where there is anything to do.
    pub fn edit(&self, differing: Differing) -> Option<Edit> {
        let mut taken = Taken { own: self.back.clone(), new: self.new.clone(), groups: self.groups.clone() };
        match differing {
            Differing::Mine => {}
            Differing::Theirs => taken.own.extend(self.different.iter().cloned()),
            Differing::New => taken.new.extend(self.different.iter().cloned()),
        }
        (taken.count() > 0).then_some(Edit::Import(taken))
    }
}

/// How a mark that comes is known here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// It is here, just so.
    Same,
    /// It is here, and says something else.
    Otherwise,
    /// It is one of this session, and isn't in it.
    Gone,
    /// It never was here.
    Never,
}

/// What there is to hold marks against.
struct Here<'a> {
    session: &'a Session,
    techniques: &'a Techniques,
    used: BTreeSet<&'a TechniqueId>,
    /// Marks by where they begin.
    places: BTreeMap<[i32; 3], Vec<&'a Mark>>,
}

impl<'a> Here<'a> {
    fn of(session: &'a Session, techniques: &'a Techniques) -> Self {
        let used = session.kept_marks().map(|mark| &mark.deposit.technique).collect();
        let mut places: BTreeMap<_, Vec<&Mark>> = BTreeMap::new();
        for mark in &session.marks {
            places.entry(begin(&mark.shape)).or_default().push(mark);
        }
        Self { session, techniques, used, places }
    }

    /// How a mark is known that is none of this session: by one that says the same, whoever it is.
    fn like(&self, mark: &Mark) -> Known {
        let says = |known: &&Mark| {
            let Mark { id: _, number: _, shape, deposit, group: _, device, remark } = known;
            *shape == mark.shape && *deposit == mark.deposit && *device == mark.device && *remark == mark.remark
        };
        let is_here = self.places.get(&begin(&mark.shape)).is_some_and(|there| there.iter().any(says));
        if is_here { Known::Same } else { Known::Never }
    }

    fn refusal(&self, incoming: &Incoming, mark: &Mark, off_mm: f32, is_ours: bool) -> Option<Refusal> {
        let Deposit { technique, cocktail, .. } = &mark.deposit;
        // Written so that what is no number is refused too.
        let is_near = off_mm <= MOST_OFF_MM;
        if off_mm == f32::INFINITY {
            return Some(Refusal::NoPlace);
        }
        if !is_near {
            return Some(Refusal::OffTheBody(off_mm));
        }
        if self.techniques.get(technique).is_none() && !self.used.contains(technique) {
            return Some(Refusal::NoTechnique(technique.clone()));
        }
        if is_ours && self.session.void_mark(mark.id).is_some() {
            return Some(Refusal::IsVoid);
        }
        cocktail.and_then(|letter| self.cocktail_refusal(letter, incoming.cocktails.get(&letter)))
    }

    /// Whether its letter stands for another cocktail there: then it says something else, whatever it looks like.
    fn means_another(&self, incoming: &Incoming, mark: &Mark) -> bool {
        let of = |letter| self.cocktail_refusal(letter, incoming.cocktails.get(&letter));
        matches!(mark.deposit.cocktail.and_then(of), Some(Refusal::OtherCocktail { .. }))
    }

    fn cocktail_refusal(&self, letter: Letter, there: Option<&String>) -> Option<Refusal> {
        let Some(Cocktail { name: here, .. }) = self.session.cocktail(letter).map(|cocktail| &**cocktail) else {
            return Some(Refusal::NoCocktail(letter));
        };
        let there = there.filter(|there| *there != here)?.clone();
        Some(Refusal::OtherCocktail { letter, there, here: here.clone() })
    }
}

fn begin(shape: &Shape) -> [i32; 3] {
    shape.spots().first().map(super::Site::hundredths).unwrap_or_default()
}

/// Marks that are taken over, see [`Import`].
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// Marks with the identity that they have; they take the place of who is here with it.
    own: Vec<Mark>,
    /// Marks that get an identity.
    new: Vec<Mark>,
    /// The groups that they name.
    groups: Vec<Group>,
}

impl Taken {
    /// How many marks.
    pub fn count(&self) -> usize {
        self.own.len() + self.new.len()
    }

    /// The session with these marks in it.
    pub(super) fn into(&self, session: &mut Session) -> Result<(), EditError> {
        let known: BTreeSet<MarkId> = session.marks.iter().map(|mark| mark.id).collect();
        let more = self.new.len() + self.own.iter().filter(|mark| !known.contains(&mark.id)).count();
        if session.marks.len() + session.voided.len() + more > Edit::MAX_MARKS {
            return Err(EditError::TooManyMarks(Edit::MAX_MARKS));
        }
        let mut highest = self.own.iter().map(|mark| mark.number.max(mark.id.0)).fold(session.last_number(), u32::max);
        let mut marks: BTreeMap<MarkId, Arc<Mark>> =
            session.marks.iter().map(|mark| (mark.id, Arc::clone(mark))).collect();
        let own: BTreeSet<MarkId> = self.own.iter().map(|mark| mark.id).collect();
        let others = session.kept_marks().filter(|mark| !own.contains(&mark.id));
        let mut numbers: BTreeSet<u32> = others.map(|mark| mark.number).collect();
        for mark in &self.own {
            let mut mark = mark.clone();
            // No two marks have one number: who is here keeps it.
            if !numbers.insert(mark.number) {
                mark.number = next(&mut highest)?;
                numbers.insert(mark.number);
            }
            marks.insert(mark.id, Arc::new(mark));
        }
        let anew = self.groups_anew(session)?;
        for mark in &self.new {
            let group = mark.group.and_then(|id| anew.get(&id).copied());
            let mark = Mark { group, ..mark.clone() }.numbered(next(&mut highest)?);
            marks.insert(mark.id, Arc::new(mark));
        }
        session.marks = marks.into_values().collect();
        session.highest_number = highest;
        self.put_groups(&anew, session);
        Ok(())
    }

    /// What groups of new marks are called here.
    fn groups_anew(&self, session: &Session) -> Result<BTreeMap<GroupId, GroupId>, EditError> {
        let own = self.own.iter().filter_map(|mark| mark.group).map(|group| group.0).max().unwrap_or(0);
        let mut last = session.last_group().max(own);
        let mut anew = BTreeMap::new();
        for group in self.new.iter().filter_map(|mark| mark.group) {
            if let std::collections::btree_map::Entry::Vacant(free) = anew.entry(group) {
                free.insert(GroupId(next(&mut last)?));
            }
        }
        Ok(anew)
    }

    fn put_groups(&self, anew: &BTreeMap<GroupId, GroupId>, session: &mut Session) {
        let own: BTreeSet<GroupId> = self.own.iter().filter_map(|mark| mark.group).collect();
        let mut groups: BTreeMap<GroupId, Arc<Group>> =
            session.groups.iter().map(|group| (group.id, Arc::clone(group))).collect();
        for group in &self.groups {
            if own.contains(&group.id) {
                groups.insert(group.id, Arc::new(group.clone()));
            }
            if let Some(&id) = anew.get(&group.id) {
                groups.insert(id, Arc::new(Group { id, ..group.clone() }));
            }
        }
        session.groups = groups.into_values().collect();
    }
}

fn next(highest: &mut u32) -> Result<u32, EditError> {
    *highest = highest.checked_add(1).ok_or(EditError::NumbersUsedUp)?;
    Ok(*highest)
}
