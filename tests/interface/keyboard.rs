//! Every control of every dialog is reached by Tab, and used by Enter, without a mouse.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Key, Modifiers};

use super::FOREHEAD;
use super::desk::{Desk, sample};

const FIND: &str = "Part of a name or an alias: nappage, IED";

/// Fails unless Tab leads to every control that wasn't there `before` the dialog was opened.
fn reaches_all(desk: &mut Desk, what: &str, before: &BTreeMap<String, String>) {
    let mut left = desk.controls();
    left.retain(|id, _| !before.contains_key(id));
    assert!(!left.is_empty(), "{what}: there is no dialog");
    let mut seen = BTreeSet::new();
    for _ in 0..200 {
        if let Some(id) = desk.focused() {
            left.remove(&id);
            assert!(!before.contains_key(&id), "{what}: Tab leads below the dialog");
            seen.insert(id);
        }
        if left.is_empty() {
            return;
        }
        desk.tab(Modifiers::NONE);
    }
    let names: Vec<_> = left.values().collect();
    assert!(names.is_empty(), "{what}: Tab doesn't reach {names:?}");
}

#[test]
fn tab_reaches_every_control_of_every_dialog() {
    let mut desk = sample();
    desk.new_session();
    desk.tap_body(FOREHEAD);
    let (ctrl, none) = (Modifiers::COMMAND, Modifiers::NONE);
    // Skin is asked for by name with the tool that fills it, whose fields stand in the panel.
    desk.key(Key::Q, none);
    desk.key(Key::Escape, none);
    let opened_by = [
        ("session", Key::F2, none),
        ("cocktail", Key::K, ctrl),
        ("recipes", Key::K, ctrl | Modifiers::SHIFT),
        ("techniques", Key::F3, none),
        ("formulary", Key::F4, none),
        ("export", Key::E, ctrl),
        ("protocols", Key::L, ctrl),
        ("earlier", Key::T, ctrl | Modifiers::SHIFT),
        ("regions", Key::Q, none),
        ("remark", Key::J, none),
        ("sides", Key::K, none),
        ("palette", Key::P, ctrl | Modifiers::SHIFT),
        ("shortcuts", Key::F1, none),
        ("new session", Key::N, ctrl),
    ];
    for (what, key, modifiers) in opened_by {
        desk.key(Key::A, ctrl);
        let before = desk.controls();
        desk.key(key, modifiers);
        reaches_all(&mut desk, what, &before);
        while desk.controls().keys().any(|id| !before.contains_key(id)) {
            desk.key(Key::Escape, none);
        }
    }
}

#[test]
fn tab_reaches_every_control_of_the_forms_behind_the_lists() {
    let mut desk = sample();
    for (list, form) in [(Key::F3, "New technique…"), (Key::F4, "New product…"), (Key::F4, "New recipe…")] {
        let before = desk.controls();
        desk.key(list, Modifiers::NONE);
        let below = desk.controls();
        desk.click(form);
        if form == "New product…" {
            desk.click("Add lot");
        }
        reaches_all(&mut desk, form, &below);
        desk.key(Key::Escape, Modifiers::NONE);
        if desk.is_shown("Lose what you typed?") {
            desk.key(Key::Escape, Modifiers::NONE);
        }
        while desk.controls().keys().any(|id| !before.contains_key(id)) {
            desk.key(Key::Escape, Modifiers::NONE);
            if desk.is_shown("Lose what you typed?") {
                desk.click("Lose it");
            }
        }
    }
    for form in ["New patient…", "New course…"] {
        let before = desk.controls();
        desk.click(form);
        reaches_all(&mut desk, form, &before);
        desk.key(Key::Escape, Modifiers::NONE);
    }
}

/// Presses Tab until the control of this name has the keyboard.
fn tab_to(desk: &mut Desk, name: &str, modifiers: Modifiers) {
    for _ in 0..20 {
        let controls = desk.controls();
        if desk.focused().and_then(|id| controls.get(&id).cloned()).is_some_and(|found| found == name) {
            return;
        }
        desk.tab(modifiers);
    }
    desk.shows(&format!("{name}, reached by Tab"));
}

#[test]
fn a_technique_is_hidden_and_a_new_one_added_without_a_mouse() {
    let mut desk = sample();
    desk.key(Key::F3, Modifiers::NONE);
    desk.harness.event(egui::Event::Text("papule".to_owned()));
    desk.step();
    tab_to(&mut desk, "Hide", Modifiers::NONE);
    desk.key(Key::Enter, Modifiers::NONE);
    desk.shows("Papule is no longer offered");
    assert!(!desk.is_shown("Technique: Papule"), "Enter pressed the button and chose nothing");
    tab_to(&mut desk, "New technique…", Modifiers::SHIFT);
    desk.key(Key::Enter, Modifiers::NONE);
    desk.harness.event(egui::Event::Text("Mine".to_owned()));
    desk.step();
    desk.key(Key::Enter, Modifiers::COMMAND);
    desk.shows("Mine is saved");
    // Back in the list the field has the keyboard, and arrows walk the list from it.
    tab_to(&mut desk, FIND, Modifiers::NONE);
    desk.key(Key::A, Modifiers::COMMAND);
    desk.harness.event(egui::Event::Text("nappage".to_owned()));
    desk.step();
    desk.key(Key::ArrowDown, Modifiers::NONE);
    desk.key(Key::Enter, Modifiers::NONE);
    desk.shows("Technique: Deep nappage");
}
