//! What the frame that just ended needs from jobs: pictures, guides, ghosts, the comparison.

use crate::atlas::Body;
use crate::atlas::guides::guides;

use super::super::action::Answer;
use super::super::jobs::Name;
use super::beside::{settle_comparison, settle_ghosts, settle_source};
use super::desk::Desk;

/// Starts what isn't under way.
pub(in crate::app) fn start(desk: &mut Desk<'_>) {
    pictures(desk);
    wanted_guides(desk);
    settle_source(desk);
    settle_ghosts(desk);
    settle_comparison(desk);
    super::course::settle(desk);
    super::heat::settle(desk);
}

fn pictures(desk: &mut Desk<'_>) {
    let easel = desk.screen.canvas.pictures.easel();
    if !easel.has_work() || desk.screen.jobs.is_running(Name::Pictures) {
        return;
    }
    let easel = easel.clone();
    desk.screen.jobs.start(Name::Pictures, move |task| {
        while let Some(finished) = easel.paint_next() {
            task.answer(Answer::Picture(finished));
            if task.holds_up_the_window() {
                break;
            }
        }
        None
    });
}

fn wanted_guides(desk: &mut Desk<'_>) {
    for (body, kind, scale) in desk.screen.canvas.take_wanted_guides() {
        desk.screen.jobs.start(Name::Guides, move |_task| {
            guides(Body::get(body), kind, scale);
            None
        });
    }
}
