//! The course at a glance: reading what was done to the patient so far, and how it is looked at.

use std::time::Duration;

use crate::store::{Library, Place, StoreError};

use super::super::action::Answer;
use super::super::course::{CourseLook, PastRead, Reading};
use super::super::document::DocId;
use super::super::jobs::Name;
use super::super::panels::right::Tab;
use super::desk::Desk;

/// How long a session is seen while the course is gone through, in seconds.
const TURN_S: f64 = 1.4;

/// Has what was done to the patient so far read where it wasn't read for the open session as it is now.
pub(super) fn settle(desk: &mut Desk<'_>) {
    let wanted = desk.model.past_of();
    if desk.screen.past_of != wanted {
        desk.screen.past_of = wanted;
        reread(desk);
    }
    play(desk);
}

/// Has what was done to the open session's patient so far read: what is known only where it changed.
pub(super) fn reread(desk: &mut Desk<'_>) {
    let Some(of) = desk.model.past_of() else { return };
    let known = desk.model.past().map(|known| known.past.clone()).unwrap_or_default();
    desk.screen.jobs.start(Name::Past, move |task| {
        let patient = of.place.parent()?.parent().filter(|patient| patient.key().depth() == 1)?;
        let library = Library::at(of.place.root()).ok()?;
        let read = library.past(&patient, &known, task.now());
        Some(Answer::Past(of.document, read.map(|past| Box::new(Reading::new(past, &of)))))
    });
}

/// Takes what was read, if it is about the open session.
pub(super) fn take(document: DocId, read: Result<Box<Reading>, StoreError>, desk: &mut Desk<'_>) {
    if desk.document_id() != Some(document) {
        return;
    }
    match read {
        Ok(read) => desk.model.past = Some(PastRead::new(document, *read, desk.model.past())),
        Err(why) => desk.trouble(&why),
    }
}

/// Looks at the course otherwise.
pub(super) fn look(look: CourseLook, desk: &mut Desk<'_>) {
    let shown = desk.model.multiples().count();
    desk.model.course_view.apply(look, shown);
    desk.screen.turn_at_s = now_s(desk) + TURN_S;
}

/// Shows the course, or the chart again.
pub(super) fn show(desk: &mut Desk<'_>) {
    let tab = &mut desk.screen.right.tab;
    *tab = if *tab == Tab::Course { Tab::Chart } else { Tab::Course };
}

/// The next session's turn, when it is time.
fn play(desk: &mut Desk<'_>) {
    if !desk.model.course_view.plays {
        return;
    }
    let left_s = desk.screen.turn_at_s - now_s(desk);
    if left_s <= 0.0 {
        let shown = desk.model.multiples().count();
        desk.model.course_view.go_on(shown);
        desk.screen.turn_at_s = now_s(desk) + TURN_S;
    }
    desk.ctx.request_repaint_after(Duration::from_secs_f64(left_s.clamp(0.02, TURN_S)));
}

fn now_s(desk: &Desk<'_>) -> f64 {
    desk.ctx.input(|input| input.time)
}

/// As [`reread`], where the open session is one of the patient in a folder, of whose records some were read again.
pub(super) fn reread_of(patient: Option<&Place>, desk: &mut Desk<'_>) {
    let open = desk.model.document.as_ref().map(|document| document.file.place());
    if patient.is_some() && open.and_then(|place| place.parent()?.parent()).as_ref() == patient {
        reread(desk);
    }
}
