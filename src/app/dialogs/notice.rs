//! Messages and questions: unsaved work, recovered work, what others saved meanwhile, errors, help.

use eframe::egui::{Event, Key, Label, RichText, Ui, vec2};

use crate::atlas::guides::danger_zones;
use crate::scene::zone_words;
use crate::store::Place;

use super::super::action::{Action, Actions, Leave, LeaveAnswer};
use super::super::command::{Command, keys_text};
use super::super::model::Model;
use super::super::theme;
use super::super::widgets::{caption, heading, main_button, side_button};
use super::{Stays, body, button_row, set_width};

/// A message or question.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) enum Notice {
    /// There are unsaved changes.
    Unsaved(Leave),
    /// Work that was never saved was found; the text says since when.
    Recovered(String),
    /// Somebody else saved too, and both are kept; the text says what.
    Forked(String),
    /// Somebody else changed a record that a form is about; the text says what.
    Meanwhile(String),
    /// Escape was pressed in a form that holds something.
    HalfFilled,
    /// What is asked for would close a form that holds something.
    HalfFilledLeave(Leave),
    /// The window closes once what is under way is done.
    Finishing,
    /// A bundle was taken in; the text says what a person should look at.
    Taken(String),
    /// Something failed; the text says what, with which file, and what to do.
    Failed(String),
    /// A record has no state that counts: the text says why.
    Unsettled {
        /// What is said.
        text: String,
        /// The record.
        record: Place,
        /// Whether several states claim to be it; else the newest can't be read.
        forked: bool,
    },
    /// Facial danger zones with their sources, drawn or not.
    DangerZones,
    /// Keys and gestures.
    Shortcuts,
    /// What this program is.
    About,
}

impl Notice {
    /// Whether Escape is an answer: not to the offer of lost work.
    pub(in crate::app) fn can_be_dismissed(&self) -> bool {
        !matches!(self, Self::Recovered(_))
    }

    /// Whether it means nothing once the document that it was said of is closed.
    pub(super) fn is_about_the_document(&self) -> bool {
        matches!(self, Self::Unsaved(_) | Self::Recovered(_) | Self::Forked(_))
    }

    pub(super) fn show(&self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        match self {
            Self::Unsaved(leave) => unsaved(ui, model, leave, actions),
            Self::Recovered(text) => {
                title_and_text(ui, &texts.get("recovered-title"), text);
                let drop = (texts.get("recovered-drop"), Some(Action::Recover(false)));
                buttons(ui, (texts.get("recovered-take"), Some(Action::Recover(true))), vec![drop], actions)
            }
            Self::Forked(text) => {
                title_and_text(ui, &texts.get("forked-title"), text);
                buttons(ui, (texts.get("close"), None), Vec::new(), actions)
            }
            Self::Meanwhile(text) => {
                title_and_text(ui, &texts.get("meanwhile-title"), text);
                buttons(ui, (texts.get("close"), None), Vec::new(), actions)
            }
            Self::HalfFilled => half_filled(ui, model, Action::CloseDialog, actions),
            Self::HalfFilledLeave(leave) => half_filled(ui, model, Action::WithoutForms(leave.clone()), actions),
            Self::Finishing => {
                title_and_text(ui, &texts.get("finishing-title"), &texts.get("finishing-text"));
                let at_once = (texts.get("finishing-at-once"), Some(Action::CloseAtOnce));
                buttons(ui, (texts.get("finishing-stay"), Some(Action::Stay)), vec![at_once], actions)
            }
            Self::Taken(text) => {
                title_and_text(ui, &texts.get("take-title"), text);
                buttons(ui, (texts.get("close"), None), Vec::new(), actions)
            }
            Self::Failed(text) => {
                title_and_text(ui, &texts.get("failed-title"), text);
                buttons(ui, (texts.get("close"), None), Vec::new(), actions)
            }
            Self::Unsettled { text, record, forked } => unsettled(ui, model, (text, record, *forked), actions),
            Self::DangerZones => {
                danger_list(ui, model);
                buttons(ui, (texts.get("close"), None), Vec::new(), actions)
            }
            Self::Shortcuts => {
                shortcuts(ui, model);
                buttons(ui, (texts.get("close"), None), Vec::new(), actions)
            }
            Self::About => {
                about(ui, model);
                buttons(ui, (texts.get("close"), None), Vec::new(), actions)
            }
        }
    }
}

fn unsettled(ui: &mut Ui, model: &Model, (text, record, forked): (&str, &Place, bool), actions: &mut Actions) -> Stays {
    let texts = &model.texts;
    let revisions = (texts.get("revisions-show"), Some(Action::ShowRevisions(record.clone())));
    let close = (texts.get("close"), None);
    if !forked {
        title_and_text(ui, &texts.get("unsettled-broken-title"), text);
        return buttons(ui, revisions, vec![close], actions);
    }
    title_and_text(ui, &texts.get("unsettled-forked-title"), text);
    let merge = (texts.get("revisions-merge"), Some(Action::AskMerge(record.clone())));
    buttons(ui, merge, vec![revisions, close], actions)
}

fn title_and_text(ui: &mut Ui, title: &str, text: &str) {
    set_width(ui, 440.0);
    ui.heading(title);
    ui.add_space(4.0);
    body(ui, |ui| ui.label(text));
}

/// What a button says, and what it does besides closing the notice.
type Answer = (String, Option<Action>);

/// The main answer at the right, the others left of it; any answer closes the notice.
fn buttons(ui: &mut Ui, main: Answer, others: Vec<Answer>, actions: &mut Actions) -> Stays {
    ui.add_space(12.0);
    let mut answered = None;
    button_row(ui, |ui| {
        let button = main_button(main.0, ui);
        // A button that has the keyboard hears Enter itself.
        let enter = ui.memory(|memory| memory.focused().is_none()) && entered(ui);
        if ui.add(button).clicked() || enter {
            answered = Some(main.1);
        }
        for (text, action) in others {
            if ui.add(side_button(text)).clicked() {
                answered = Some(action);
            }
        }
    });
    let Some(action) = answered else { return Stays::Open };
    actions.push(Action::CloseDialog);
    actions.extend(action);
    Stays::Open
}

/// Whether Enter was pressed anew: a key held down since the last dialog is no answer to this one.
fn entered(ui: &Ui) -> bool {
    let anew = |event: &Event| matches!(event, Event::Key { key: Key::Enter, pressed: true, repeat: false, .. });
    ui.input(|input| input.events.iter().any(anew))
}

fn unsaved(ui: &mut Ui, model: &Model, leave: &Leave, actions: &mut Actions) -> Stays {
    let texts = &model.texts;
    let title = model.session().map(|session| session.details.title.clone()).unwrap_or_default();
    let text = texts.with("unsaved-text", &[("session", title.into())]);
    title_and_text(ui, &texts.get("unsaved-title"), &text);
    let save = (texts.get("save"), Some(Action::Leave(leave.clone(), LeaveAnswer::Save)));
    let discard = (texts.get("unsaved-discard"), Some(Action::Leave(leave.clone(), LeaveAnswer::Discard)));
    buttons(ui, save, vec![discard, (texts.get("cancel"), None)], actions)
}

fn half_filled(ui: &mut Ui, model: &Model, discard: Action, actions: &mut Actions) -> Stays {
    let texts = &model.texts;
    title_and_text(ui, &texts.get("half-filled-title"), &texts.get("half-filled-text"));
    let discard = (texts.get("half-filled-discard"), Some(discard));
    buttons(ui, (texts.get("half-filled-back"), None), vec![discard], actions)
}

fn shortcuts(ui: &mut Ui, model: &Model) {
    let texts = &model.texts;
    set_width(ui, HELP);
    ui.heading(texts.get("shortcuts-title"));
    body(ui, |ui| {
        explained(ui, &texts.get("shortcuts-mouse"), gestures(model));
        let keys = Command::ALL.iter().filter_map(|&command| {
            let keys = command.shortcut()?;
            Some((keys_text(ui.ctx(), keys, texts), command.text(texts)))
        });
        let keys: Vec<_> = keys.collect();
        explained(ui, &texts.get("shortcuts-keys"), keys);
        explained(ui, &texts.get("help-more"), more(model));
    });
}

/// The width of the list of keys and gestures, in points.
const HELP: f32 = 720.0;

/// Names at the left, what they do at the right.
fn explained(ui: &mut Ui, title: &str, lines: impl IntoIterator<Item = (String, String)>) {
    const NAMES: f32 = 230.0;
    heading(ui, title);
    ui.spacing_mut().item_spacing.y = 7.0;
    for (name, does) in lines {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().interact_size.y = 18.0;
            ui.allocate_ui(vec2(NAMES, 18.0), |ui| {
                ui.set_width(NAMES);
                ui.add(Label::new(RichText::new(name).family(theme::semibold())).wrap());
            });
            ui.add(Label::new(does).wrap());
        });
    }
    ui.add_space(10.0);
}

/// What can't be found by its key.
fn more(model: &Model) -> [(String, String); 5] {
    let texts = &model.texts;
    [
        (texts.get("help-size"), texts.get("help-size-does")),
        (texts.get("help-place"), texts.get("help-place-does")),
        (texts.get("help-depth"), texts.get("help-depth-does")),
        (texts.get("help-guides"), texts.get("help-guides-does")),
        (texts.get("help-areas"), texts.get("help-areas-does")),
    ]
}

fn danger_list(ui: &mut Ui, model: &Model) {
    let texts = &model.texts;
    set_width(ui, 620.0);
    ui.heading(texts.get("command-danger-list"));
    caption(ui, texts.get("danger-advisory"));
    body(ui, |ui| {
        for zone in danger_zones() {
            let mut words = zone_words(zone, texts).into_iter();
            heading(ui, words.next().unwrap_or_default());
            for line in words {
                ui.label(line);
            }
            ui.add_space(8.0);
        }
    });
}

fn gestures(model: &Model) -> [(String, String); 20] {
    let texts = &model.texts;
    [
        (texts.get("gesture-click"), texts.get("gesture-click-does")),
        (texts.get("gesture-alt-click"), texts.get("gesture-alt-click-does")),
        (texts.get("gesture-alt"), texts.get("gesture-alt-does")),
        (texts.get("gesture-drag-mark"), texts.get("gesture-drag-mark-does")),
        (texts.get("gesture-shift-click"), texts.get("gesture-shift-click-does")),
        (texts.get("gesture-shift-drag"), texts.get("gesture-shift-drag-does")),
        (texts.get("gesture-drag"), texts.get("gesture-drag-does")),
        (texts.get("gesture-ctrl-drag"), texts.get("gesture-ctrl-drag-does")),
        (texts.get("gesture-three-fingers"), texts.get("gesture-ctrl-drag-does")),
        (texts.get("gesture-wheel"), texts.get("gesture-wheel-does")),
        (texts.get("gesture-fill"), texts.get("fill-how")),
        (texts.get("gesture-handles"), texts.get("gesture-handles-does")),
        (texts.get("gesture-row"), texts.get("fill-how-row")),
        (texts.get("gesture-brush"), texts.get("brush-how")),
        (texts.get("gesture-line"), texts.get("line-how")),
        (texts.get("gesture-area"), texts.get("area-how")),
        (texts.get("gesture-taking"), texts.get("taking-how")),
        (texts.get("gesture-measure"), texts.get("gesture-measure-does")),
        (texts.get("gesture-digits"), texts.get("gesture-digits-does")),
        (texts.get("gesture-letters"), texts.get("gesture-letters-does")),
    ]
}

fn about(ui: &mut Ui, model: &Model) {
    let texts = &model.texts;
    set_width(ui, 480.0);
    ui.heading(texts.with("about-title", &[("version", crate::VERSION.into())]));
    ui.label(texts.get(if model.is_a_page { "about-text-page" } else { "about-text" }));
    ui.add_space(6.0);
    caption(ui, texts.get("about-sources"));
}
