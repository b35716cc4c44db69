//! Every state that a session has been in: undo, redo, and gestures that become one step.

use std::sync::Arc;

use super::{Edit, EditError, EditName, Session};

/// One remembered state and the edit that led to it.
#[derive(Clone, Debug)]
struct Step {
    name: EditName,
    session: Arc<Session>,
    revision: u64,
}

/// A gesture under way, such as a drag: shown, but not yet a step.
#[derive(Clone, Debug)]
struct Gesture {
    name: EditName,
    session: Arc<Session>,
    revision: u64,
}

/// The states of one session, as shared snapshots: a step costs one pointer a mark, so undo has no limit.
#[derive(Clone, Debug)]
pub struct History {
    first: Arc<Session>,
    steps: Vec<Step>,
    /// How many of `steps` are in force; the rest can be redone.
    done: usize,
    gesture: Option<Gesture>,
    last_revision: u64,
    /// The highest number that a mark ever had in any of the states.
    highest_number: u32,
    highest_outcome: u32,
}

impl History {
    /// A history that starts at `session`.
    pub fn new(session: Session) -> Self {
        let (highest_number, highest_outcome) = (session.last_number(), session.last_outcome());
        let (first, steps) = (Arc::new(session), Vec::new());
        Self { first, steps, done: 0, gesture: None, last_revision: 0, highest_number, highest_outcome }
    }

    /// The session as it is now, with a gesture under way.
    pub fn session(&self) -> &Arc<Session> {
        match &self.gesture {
            Some(gesture) => &gesture.session,
            None => self.settled(),
        }
    }

    /// The session without a gesture under way: what a save writes.
    pub fn settled(&self) -> &Arc<Session> {
        self.done.checked_sub(1).map_or(&self.first, |last| &self.steps[last].session)
    }

    /// A number that names the state shown; equal numbers mean equal sessions, so caches can use it as their key.
    pub fn revision(&self) -> u64 {
        self.gesture.as_ref().map_or_else(|| self.settled_revision(), |gesture| gesture.revision)
    }

    /// The number of the settled state; 0 for the one that the history started at.
    pub fn settled_revision(&self) -> u64 {
        self.done.checked_sub(1).map_or(0, |last| self.steps[last].revision)
    }

    fn new_revision(&mut self) -> u64 {
        self.last_revision += 1;
        self.last_revision
    }

    /// Applies `edit` as a step of its own; what could be redone is forgotten. A gesture under way is committed first.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        self.commit();
        let session = Arc::new(edit.apply(&self.counted())?);
        self.push(edit.name(), session);
        Ok(())
    }

    /// The settled session, knowing also the numbers of marks that were undone: they may be on paper already.
    fn counted(&self) -> Session {
        let Self { highest_number, highest_outcome, .. } = *self;
        Session { highest_number, highest_outcome, ..Session::clone(self.settled()) }
    }

    fn push(&mut self, name: EditName, session: Arc<Session>) {
        self.highest_number = self.highest_number.max(session.last_number());
        self.highest_outcome = self.highest_outcome.max(session.last_outcome());
        if session == *self.settled() {
            return;
        }
        self.steps.truncate(self.done);
        let revision = self.new_revision();
        self.steps.push(Step { name, session, revision });
        self.done += 1;
    }

    /// Shows what `edit` would do to the settled state, as a gesture that replaces the one under way.
    pub fn preview(&mut self, edit: &Edit) -> Result<(), EditError> {
        let session = Arc::new(edit.apply(&self.counted())?);
        let revision = self.new_revision();
        self.gesture = Some(Gesture { name: edit.name(), session, revision });
        Ok(())
    }

    /// Makes the gesture under way a step.
    pub fn commit(&mut self) {
        if let Some(gesture) = self.gesture.take() {
            self.push(gesture.name, gesture.session);
        }
    }

    /// Drops the gesture under way.
    pub fn abort(&mut self) {
        self.gesture = None;
    }

    /// Whether a gesture is under way.
    pub fn in_gesture(&self) -> bool {
        self.gesture.is_some()
    }

    /// The name of what undo would take back.
    pub fn undo_name(&self) -> Option<EditName> {
        self.done.checked_sub(1).map(|last| self.steps[last].name)
    }

    /// The name of what redo would do again.
    pub fn redo_name(&self) -> Option<EditName> {
        self.steps.get(self.done).map(|step| step.name)
    }

    /// Takes back the last step, and says which. A gesture under way is dropped instead.
    pub fn undo(&mut self) -> Option<EditName> {
        if let Some(gesture) = self.gesture.take() {
            return Some(gesture.name);
        }
        let name = self.undo_name()?;
        self.done -= 1;
        self.keep_count();
        Some(name)
    }

    /// What a save after an undo writes knows the numbers that were given meanwhile.
    fn keep_count(&mut self) {
        let Self { highest_number, highest_outcome, .. } = *self;
        let settled = match self.done.checked_sub(1) {
            Some(last) => &mut self.steps[last].session,
            None => &mut self.first,
        };
        if settled.last_number() < highest_number {
            Arc::make_mut(settled).highest_number = highest_number;
        }
        if settled.last_outcome() < highest_outcome {
            Arc::make_mut(settled).highest_outcome = highest_outcome;
        }
    }

    /// Does the next step again, and says which.
    pub fn redo(&mut self) -> Option<EditName> {
        self.abort();
        let name = self.redo_name()?;
        self.done += 1;
        Some(name)
    }
}
