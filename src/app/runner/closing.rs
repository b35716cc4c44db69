//! Closing the open session: what was about it goes with it.

use super::super::panels::right::Tab;
use super::desk::Desk;

/// Closes the session; unsaved work stays in its recovery file unless it is to be lost on purpose.
pub(super) fn close_session_now(desk: &mut Desk<'_>) {
    if let Some(mut document) = desk.model.document.take() {
        desk.screen.dialogs.close_about(document.id);
        if document.discarding
            && let Err(why) = document.file.discard_recovery()
        {
            desk.trouble(&why);
        }
    }
    desk.model.layers.clear();
    desk.model.selection.clear();
    desk.model.forget_next();
    desk.screen.right.next_wrong = None;
    desk.model.settings.session = None;
    desk.screen.canvas.side_by_side = false;
    desk.screen.canvas.let_go();
    if desk.screen.right.tab == Tab::Compare {
        desk.screen.right.tab = Tab::Chart;
    }
}
