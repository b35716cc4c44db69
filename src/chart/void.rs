//! What was recorded and doesn't count: kept, with the reason, beside what does, so that no total can come upon it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{EditError, Mark, MarkId, Session};

/// A mark that was declared void.
#[derive(Clone, Debug, PartialEq)]
pub struct VoidMark {
    /// As it was.
    pub mark: Arc<Mark>,
    /// Why it doesn't count.
    pub why: Arc<str>,
}

/// Takes marks out of what counts.
pub(super) fn void(session: &mut Session, ids: &BTreeSet<MarkId>, why: &str) -> Result<(), EditError> {
    all_known(ids, |id| session.mark(id).is_some())?;
    let why: Arc<str> = why.into();
    let (gone, left): (Vec<_>, Vec<_>) =
        std::mem::take(&mut session.marks).into_iter().partition(|mark| ids.contains(&mark.id));
    session.marks = left;
    session.voided.extend(gone.into_iter().map(|mark| Arc::new(VoidMark { mark, why: Arc::clone(&why) })));
    session.voided.sort_by_key(|voided| voided.mark.id);
    Ok(())
}

/// Lets void marks count again, as they were.
pub(super) fn unvoid(session: &mut Session, ids: &BTreeSet<MarkId>) -> Result<(), EditError> {
    all_known(ids, |id| session.void_mark(id).is_some())?;
    let (back, left): (Vec<_>, Vec<_>) =
        std::mem::take(&mut session.voided).into_iter().partition(|voided| ids.contains(&voided.mark.id));
    session.voided = left;
    session.marks.extend(back.iter().map(|voided| Arc::clone(&voided.mark)));
    session.marks.sort_by_key(|mark| mark.id);
    Ok(())
}

/// Refuses an identity that isn't known.
pub(super) fn all_known(ids: &BTreeSet<MarkId>, is_known: impl Fn(MarkId) -> bool) -> Result<(), EditError> {
    ids.iter().find(|&&id| !is_known(id)).map_or(Ok(()), |&id| Err(EditError::NoSuchMark(id)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Body, BodyKind};
    use crate::chart::{
        Deposit, Depth, Details, Edit, GroupId, Letter, Origin, PatientSize, Site, TechniqueId, Volume,
    };

    fn session() -> Session {
        let details = Details {
            title: String::new(),
            started: "2026-09-07T10:30:00+02:00".parse().unwrap(),
            clinician: String::new(),
            notes: String::new(),
            size: PatientSize::default(),
            charting_s: None,
            voided: None,
        };
        let bare = Session::new("s".to_owned(), details, BodyKind::AdultFemale);
        let body = Body::get(bare.body);
        let mark = |z: i32| {
            let technique = TechniqueId::new("endoepidermal");
            let (cocktail, volume) = (Letter::new('A'), Volume::from_ml(0.1).ok());
            let deposit = Deposit { technique, depth: Depth::ZERO, cocktail, volume };
            deposit.mark_at(Site::recorded(body, [1000, -8000, z]))
        };
        Edit::Lay(None, Origin::Together, (0..3).map(|nth| mark(150_000 + 100 * nth)).collect()).apply(&bare).unwrap()
    }

    fn ids(ids: &[u32]) -> BTreeSet<MarkId> {
        ids.iter().copied().map(MarkId).collect()
    }

    #[test]
    fn what_is_void_counts_nowhere_and_comes_back_as_it_was() {
        let before = session();
        let after = Edit::Void(ids(&[1, 3]), "wrong side".to_owned()).apply(&before).unwrap();
        assert_eq!(after.marks.len(), 1);
        assert_eq!(after.injected(Letter::new('A').unwrap()), Volume::from_ml(0.1).unwrap());
        let kept: Vec<_> = after.voided.iter().map(|voided| (voided.mark.id.0, &*voided.why)).collect();
        assert_eq!(kept, [(1, "wrong side"), (3, "wrong side")]);
        assert_eq!(Edit::Unvoid(ids(&[1, 3])).apply(&after).unwrap(), before);
    }

    #[test]
    fn numbers_groups_and_cocktails_of_void_marks_stay_theirs() {
        let all = Edit::Void(ids(&[1, 2, 3]), "never injected".to_owned()).apply(&session()).unwrap();
        assert_eq!((all.last_number(), all.last_group()), (3, 1));
        assert!(all.group(GroupId(1)).is_some());
        assert!(matches!(
            Edit::RemoveCocktail(Letter::new('A').unwrap()).apply(&all),
            Err(EditError::CocktailInUse(_, 3))
        ));
        let mark = Mark::clone(&all.voided[0].mark);
        let next = Edit::Place(vec![mark]).apply(&all).unwrap();
        assert_eq!(next.marks[0].id, MarkId(4));
        let apart = Edit::Dissolve(GroupId(1)).apply(&session()).unwrap();
        assert!(apart.groups.is_empty());
        let voided = Edit::Void(ids(&[2]), "x".to_owned()).apply(&session()).unwrap();
        let apart = Edit::Dissolve(GroupId(1)).apply(&voided).unwrap();
        assert!(apart.groups.is_empty() && apart.voided[0].mark.group.is_none());
    }

    #[test]
    fn only_what_is_there_can_be_made_void_or_counted_again() {
        let session = session();
        assert_eq!(Edit::Void(ids(&[9]), "x".to_owned()).apply(&session).err(), Some(EditError::NoSuchMark(MarkId(9))));
        assert_eq!(Edit::Unvoid(ids(&[1])).apply(&session).err(), Some(EditError::NoSuchMark(MarkId(1))));
    }
}
