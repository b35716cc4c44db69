//! Dose on the skin: having the maps made that are wanted, when they are out of date.

use std::sync::Arc;

use super::super::action::Answer;
use super::super::heat::Heat;
use super::super::jobs::Name;
use super::super::panels::right::Tab;
use super::desk::Desk;

/// Has maps made while the course is looked at, unless they are there or on their way; not during a drag.
pub(super) fn settle(desk: &mut Desk<'_>) {
    if desk.screen.right.tab != Tab::Course || desk.model.document.as_ref().is_none_or(|it| it.history.in_gesture()) {
        return;
    }
    let Some(ask) = desk.model.heat_ask(desk.screen.canvas.active_view()) else { return };
    let is_there = desk.model.heat.as_ref().is_some_and(|heat| heat.ask == ask);
    if is_there || desk.screen.heat_asked.as_ref() == Some(&ask) {
        return;
    }
    desk.screen.heat_asked = Some(ask.clone());
    let doses = Arc::clone(&desk.screen.doses);
    desk.screen.jobs.start(Name::Heat, move |task| {
        if task.is_cancelled() {
            return None;
        }
        Heat::of(ask, &doses).map(|heat| Answer::Heat(Box::new(heat)))
    });
}

/// Takes maps, unless others are wanted by now.
pub(super) fn take(heat: Heat, desk: &mut Desk<'_>) {
    if desk.screen.heat_asked.as_ref() == Some(&heat.ask) {
        desk.screen.heat_asked = None;
        desk.model.heat = Some(heat);
    }
}
