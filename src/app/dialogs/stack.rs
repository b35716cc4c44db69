//! The dialogs that are open, one over the other; knows which forms hold something that would be lost.

use std::path::Path;

use eframe::egui::{Context, Frame, Id, Key, LayerId, Modal, Popup, Ui};

use crate::store::Place;

use super::super::action::{Action, Actions, Put};
use super::super::document::DocId;
use super::super::model::Model;
use super::{
    CourseForm, Dialog, FRAME, PathForm, PatientForm, RelockForm, SignForm, Stays, TakeForm, UnlockForm, UnsentView,
};

/// A dialog and how it stood when it was first shown.
#[derive(Debug)]
struct Opened {
    dialog: Dialog,
    /// The document that was open when it was opened, which it may be about.
    about: Option<DocId>,
    begun: Option<Dialog>,
}

impl Opened {
    /// Whether something was entered that closing would lose.
    fn half_filled(&self) -> bool {
        self.dialog.is_form() && self.begun.as_ref().is_some_and(|begun| *begun != self.dialog)
    }
}

/// The dialogs that are open, the one on top last: an error leaves the form below it as it was.
#[derive(Debug, Default)]
pub(in crate::app) struct Dialogs(Vec<Opened>);

impl Dialogs {
    /// Opens a dialog about the open document over the others; a notice that is on top already isn't said twice.
    pub(in crate::app) fn push(&mut self, dialog: Dialog, about: Option<DocId>) {
        let said = matches!(dialog, Dialog::Notice(_)) && self.0.last().is_some_and(|top| top.dialog == dialog);
        if !said {
            self.0.push(Opened { dialog, about, begun: None });
        }
    }

    /// Closes the one on top.
    pub(in crate::app) fn pop(&mut self) {
        self.0.pop();
    }

    /// Closes the topmost of a kind: what it asked for is done.
    pub(in crate::app) fn done(&mut self, is_meant: impl Fn(&Dialog) -> bool) {
        if let Some(at) = self.0.iter().rposition(|opened| is_meant(&opened.dialog)) {
            self.0.remove(at);
        }
    }

    /// Closes those that are about a document, which is closed; forms for what holds sessions aren't.
    pub(in crate::app) fn close_about(&mut self, document: DocId) {
        self.0.retain(|opened| opened.about != Some(document) || !opened.dialog.is_about_the_document());
    }

    /// The program's own file dialog, if it is open.
    pub(in crate::app) fn path_form(&mut self) -> Option<&mut PathForm> {
        self.0.iter_mut().rev().find_map(|opened| match &mut opened.dialog {
            Dialog::Path(form) => Some(form),
            _ => None,
        })
    }

    /// The form that asks for a state to be signed.
    pub(in crate::app) fn sign_form(&mut self, state: &Place) -> Option<&mut SignForm> {
        self.0.iter_mut().rev().find_map(|opened| match &mut opened.dialog {
            Dialog::Sign(form) if form.asks(state) => Some(&mut **form),
            _ => None,
        })
    }

    /// The form that asks for another passphrase of the signer of a record.
    pub(in crate::app) fn relock_form(&mut self, record: &Place) -> Option<&mut RelockForm> {
        self.0.iter_mut().rev().find_map(|opened| match &mut opened.dialog {
            Dialog::Relock(form) if form.is_about(record) => Some(&mut **form),
            _ => None,
        })
    }

    /// The form that asks for what opens the encrypted library in a folder.
    pub(in crate::app) fn unlock_form(&mut self, folder: &Path) -> Option<&mut UnlockForm> {
        self.0.iter_mut().rev().find_map(|opened| match &mut opened.dialog {
            Dialog::Unlock(form) if form.opens(folder) => Some(form),
            _ => None,
        })
    }

    /// The form by which a bundle is taken in.
    pub(in crate::app) fn take_form(&mut self, file: &Path) -> Option<&mut TakeForm> {
        self.0.iter_mut().rev().find_map(|opened| match &mut opened.dialog {
            Dialog::Take(form) if form.is_of(file) => Some(&mut **form),
            _ => None,
        })
    }

    /// The list of what a library keeps to be sent.
    pub(in crate::app) fn unsent_view(&mut self, root: &Place) -> Option<&mut UnsentView> {
        self.0.iter_mut().rev().find_map(|opened| match &mut opened.dialog {
            Dialog::Unsent(view) if view.is_of(root) => Some(view),
            _ => None,
        })
    }

    /// The form of a patient that asks for this.
    pub(in crate::app) fn patient_form(&mut self, put: &Put, id: &str) -> Option<&mut PatientForm> {
        self.0.iter_mut().rev().find_map(|opened| match &mut opened.dialog {
            Dialog::Patient(form) if form.asks(put, id) => Some(form),
            _ => None,
        })
    }

    /// The form of a course that asks for this.
    pub(in crate::app) fn course_form(&mut self, put: &Put, id: &str) -> Option<&mut CourseForm> {
        self.0.iter_mut().rev().find_map(|opened| match &mut opened.dialog {
            Dialog::Course(form) if form.asks(put, id) => Some(form),
            _ => None,
        })
    }

    /// Closes them all.
    pub(in crate::app) fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether none is open.
    pub(in crate::app) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a form holds something that closing would lose.
    pub(in crate::app) fn half_filled(&self) -> bool {
        self.0.iter().any(Opened::half_filled)
    }

    /// Shows the one on top; Escape or, where nothing can be lost, a click beside it closes it.
    pub(in crate::app) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        let Some(top) = self.0.last_mut() else { return };
        actions.about(top.about);
        let frame = Frame::popup(ui.style()).inner_margin(FRAME).corner_radius(10);
        let modal = Modal::new(Id::unique("dialog")).frame(frame);
        // Asked before the lists inside hear Escape themselves.
        let popup = Popup::is_any_open(ui.ctx());
        let shown = modal.show(ui, |ui| top.dialog.show(ui, model, actions));
        if top.begun.is_none() && top.dialog.is_form() {
            top.begun = Some(top.dialog.clone());
        }
        if popup || Popup::is_any_open(ui.ctx()) {
            raise_lists(ui.ctx(), shown.response.layer_id);
        }
        let beside = shown.backdrop_response.clicked() && top.dialog.closes_beside();
        // Escape that closes a list inside the dialog leaves the dialog open.
        let pressed = ui.input(|input| input.key_pressed(Key::Escape)) && !popup;
        let escape = pressed && top.dialog.can_be_dismissed();
        if escape && top.dialog.steps_back() {
            // A preview is left for its form.
        } else if escape && top.half_filled() {
            actions.push(Action::AskHalfFilled);
        } else if shown.inner == Stays::Closed || beside || escape {
            actions.push(Action::CloseDialog);
        }
    }
}

/// Lays what opens over a dialog, such as a list, over it: a list that opens in the very frame in which the dialog is pressed
/// and comes to the front would lie behind it for good.
fn raise_lists(ctx: &Context, dialog: LayerId) {
    let behind: Vec<LayerId> = ctx.memory(|memory| {
        let is_list = |layer: &LayerId| layer.order == dialog.order && memory.areas().is_visible(layer);
        // From the back to the front.
        memory.layer_ids().take_while(|layer| *layer != dialog).filter(is_list).collect()
    });
    for layer in behind {
        ctx.move_to_top(layer);
        ctx.request_repaint();
    }
}
