//! Keys that stand for a number act by their place on the keyboard, whatever the layout writes there; letters choose
//! cocktails.

use eframe::egui::{Event, InputState, Key, KeyboardShortcut, Modifiers, Ui};

use super::action::{Action, Actions};
use super::command::Command;
use super::model::{Model, NextMark};

/// The keys of techniques, in the order of the catalogue.
const DIGITS: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
/// The keys of cocktails.
const LETTERS: [Key; 6] = [Key::A, Key::B, Key::C, Key::D, Key::E, Key::F];

/// The commands whose keys were pressed, in that order and each as often: where a frame takes long, several are pressed in one. What
/// is `meant_otherwise` is left alone, all else used up.
pub(super) fn asked(ui: &Ui, meant_otherwise: impl Fn(Command, KeyboardShortcut) -> bool) -> Vec<Command> {
    ui.input_mut(|input| taken_from(&mut input.events, meant_otherwise))
}

fn taken_from(events: &mut Vec<Event>, meant_otherwise: impl Fn(Command, KeyboardShortcut) -> bool) -> Vec<Command> {
    let mut asked = Vec::new();
    events.retain(|event| {
        let mut all = Command::shortcuts().iter();
        let found = all.find(|&&(command, keys)| is_press_of(event, keys) && !meant_otherwise(command, keys));
        asked.extend(found.map(|&(command, _)| command));
        found.is_none()
    });
    asked
}

fn is_digit(key: Key) -> bool {
    key == Key::Num0 || DIGITS.contains(&key)
}

fn is_press_of(event: &Event, keys: KeyboardShortcut) -> bool {
    if is_digit(keys.logical_key) && keys.modifiers.is_none() {
        return is_press_of_digit(event, keys.logical_key);
    }
    matches!(event, Event::Key { key, pressed: true, modifiers, .. }
        if *key == keys.logical_key && modifiers.matches_logically(keys.modifiers))
}

/// Whether a digit was pressed: at its place in the row, where French keyboards write `&` and `é` and digits with Shift, or
/// on the number pad.
fn is_press_of_digit(event: &Event, digit: Key) -> bool {
    match event {
        Event::Key { key, physical_key, pressed: true, modifiers, .. } => {
            // A digit without a place comes from the number pad, or from a test.
            let meant = physical_key.filter(|physical| is_digit(*physical)).unwrap_or(*key);
            meant == digit && !modifiers.command && !modifiers.alt && !modifiers.ctrl
        }
        _ => false,
    }
}

fn consume_digit(input: &mut InputState, digit: Key) -> bool {
    let before = input.events.len();
    input.events.retain(|event| !is_press_of_digit(event, digit));
    input.events.len() < before
}

/// The keys of the clipboard, which come as events of their own. What was copied elsewhere since isn't marks.
pub(super) fn clipboard(ui: &Ui, model: &Model, actions: &mut Actions) {
    let is_meant = |event: &&Event| matches!(event, Event::Copy | Event::Cut | Event::Paste(_));
    let meant: Vec<Event> = ui.input(|input| input.events.iter().filter(is_meant).cloned().collect());
    for event in meant {
        match event {
            Event::Copy => actions.run(Command::Copy),
            Event::Cut => actions.run(Command::Cut),
            Event::Paste(text) if model.clipboard.as_ref().is_some_and(|clipboard| clipboard.text == text) => {
                actions.run(Command::Paste);
            }
            Event::Paste(_) => actions.push(Action::Say(model.texts.get("paste-nothing"))),
            _ => {}
        }
    }
}

/// Digits choose techniques, letters choose cocktails; one that stands for nothing says so.
pub(super) fn choose_next(ui: &Ui, model: &Model, actions: &mut Actions) {
    for (at, digit) in DIGITS.into_iter().enumerate() {
        if !ui.input_mut(|input| consume_digit(input, digit)) {
            continue;
        }
        actions.push(match model.techniques.offered().nth(at) {
            Some(technique) => Action::SetNext(model.next_with(technique)),
            None => Action::Say(model.texts.with("key-no-technique", &[("key", (at + 1).into())])),
        });
    }
    for key in LETTERS {
        if !ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            continue;
        }
        let cocktails = model.session().map_or(&[][..], |session| &session.cocktails);
        let letter = cocktails.iter().map(|cocktail| cocktail.letter).find(|letter| letter.to_string() == key.name());
        actions.push(match letter {
            Some(letter) => Action::SetNext(NextMark { cocktail: Some(letter), ..model.next.clone() }),
            None => Action::Say(model.texts.with("key-no-cocktail", &[("letter", key.name().into())])),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(key: Key, physical_key: Option<Key>, modifiers: Modifiers) -> Option<Key> {
        let event = Event::Key { key, physical_key, pressed: true, repeat: false, modifiers };
        DIGITS.into_iter().find(|&digit| {
            let mut input = InputState::default();
            input.events.push(event.clone());
            consume_digit(&mut input, digit)
        })
    }

    fn press(key: Key, modifiers: Modifiers) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    #[test]
    fn every_press_counts_and_in_its_order_however_long_a_frame_takes() {
        let (none, ctrl) = (Modifiers::NONE, Modifiers::COMMAND);
        let mut events = [Key::ArrowUp, Key::M, Key::ArrowUp, Key::ArrowUp].map(|key| press(key, none)).to_vec();
        events.extend([press(Key::S, ctrl), press(Key::Z, ctrl.plus(Modifiers::SHIFT)), press(Key::Z, ctrl)]);
        let text = Event::Text("x".to_owned());
        events.insert(2, text.clone());
        let asked = taken_from(&mut events, |command, _keys| command == Command::Mirror);
        let up = Command::NudgeUp;
        assert_eq!(asked, [up, up, up, Command::Save, Command::Redo, Command::Undo]);
        assert_eq!(events, [press(Key::M, none), text], "what was meant otherwise is left to others");
    }

    #[test]
    fn digits_act_by_their_place() {
        // AZERTY: the key of 1 writes & without Shift and 1 with it; 6 is written by the key of the minus elsewhere.
        assert_eq!(pressed(Key::Exclamationmark, Some(Key::Num1), Modifiers::NONE), Some(Key::Num1));
        assert_eq!(pressed(Key::Num1, Some(Key::Num1), Modifiers::SHIFT), Some(Key::Num1));
        assert_eq!(pressed(Key::Minus, Some(Key::Num6), Modifiers::NONE), Some(Key::Num6));
        assert_eq!(pressed(Key::Num3, None, Modifiers::NONE), Some(Key::Num3));
        assert_eq!(pressed(Key::Num1, Some(Key::Num1), Modifiers::COMMAND), None);
        assert_eq!(pressed(Key::A, Some(Key::Q), Modifiers::NONE), None);
    }
}
