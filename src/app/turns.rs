//! Keys in turn: what is typed after Tab or Enter waits for the next frame, by when the focus has moved on.
//!
//! egui moves the focus once a frame and gives all text of the frame to one field, so that a scanner, which types a row
//! of fields within a frame, would leave them mixed up.
//!
//! And keys as they were pressed: on Windows Shift and Delete come as the wish to cut.

use eframe::egui::{Context, Event, Key, Modifiers, Plugin, RawInput};

/// The events that wait, and what was held down when the last one came.
#[derive(Debug, Default)]
pub(super) struct KeysInTurn {
    waiting: Vec<Event>,
    held: Modifiers,
}

impl Plugin for KeysInTurn {
    fn debug_name(&self) -> &'static str {
        "keys in turn"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        as_pressed(&mut input.events, &mut self.held, ctx.text_edit_focused());
        let mut events = std::mem::take(&mut self.waiting);
        events.append(&mut input.events);
        let now = events_of_one_turn(&events);
        self.waiting = events.split_off(now);
        input.events = events;
        if !self.waiting.is_empty() {
            ctx.request_repaint();
        }
    }
}

/// Makes the wish to cut that Shift and Delete come as those keys again, which declare marks void here; text is cut by them, as
/// everywhere on Windows. Browsers tell both the keys and the wish: it is dropped then.
fn as_pressed(events: &mut Vec<Event>, held: &mut Modifiers, is_typing: bool) {
    let shift_delete = |modifiers: Modifiers| Event::Key {
        key: Key::Delete,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    };
    let mut was_told = false;
    events.retain_mut(|event| {
        match event {
            Event::ModifiersChanged(now) => *held = *now,
            Event::Key { key: Key::Delete, pressed: true, modifiers, .. } => was_told = modifiers.shift,
            Event::Cut if held.shift && !is_typing => {
                if std::mem::take(&mut was_told) {
                    return false;
                }
                *event = shift_delete(*held);
            }
            _ => {}
        }
        true
    });
}

/// How many of the events are one frame's: those before a key that moves the focus, or that key alone.
fn events_of_one_turn(events: &[Event]) -> usize {
    let Some(at) = events.iter().position(moves_focus) else { return events.len() };
    if events[..at].iter().any(is_typed) { at } else { at + 1 }
}

fn moves_focus(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Tab | Key::Enter, pressed: true, .. })
}

/// What a field takes in, or what moves the focus in another way.
fn is_typed(event: &Event) -> bool {
    matches!(
        event,
        Event::Text(_)
            | Event::Paste(_)
            | Event::Key { pressed: true, .. }
            | Event::Ime(_)
            | Event::PointerButton { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    fn turns(events: Vec<Event>) -> Vec<Vec<Event>> {
        let (ctx, mut turn) = (Context::default(), KeysInTurn::default());
        let mut input = RawInput { events, ..RawInput::default() };
        let mut turns = Vec::new();
        loop {
            turn.input_hook(&ctx, &mut input);
            turns.push(std::mem::take(&mut input.events));
            if turn.waiting.is_empty() {
                return turns;
            }
        }
    }

    #[test]
    fn shift_and_delete_are_keys_and_cut_nothing_but_text() {
        let held = |modifiers| Event::ModifiersChanged(modifiers);
        let void = || Event::Key {
            key: Key::Delete,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::SHIFT,
        };
        let told = |mut events: Vec<Event>, before: Modifiers, is_typing| {
            let mut holds = before;
            as_pressed(&mut events, &mut holds, is_typing);
            (events, holds)
        };
        let (none, shift) = (Modifiers::NONE, Modifiers::SHIFT);
        // Let go within the same frame, and held since the frame before.
        let windows = vec![held(shift), Event::Cut, held(none)];
        assert_eq!(told(windows.clone(), none, false), (vec![held(shift), void(), held(none)], none));
        assert_eq!(told(vec![Event::Cut], shift, false), (vec![void()], shift));
        assert_eq!(told(windows.clone(), none, true), (windows, none));
        let cut = vec![held(Modifiers::COMMAND), Event::Cut, held(none), Event::Cut];
        assert_eq!(told(cut.clone(), none, false), (cut, none));
        let browser = vec![held(shift), void(), Event::Cut];
        assert_eq!(told(browser, none, false), (vec![held(shift), void()], shift));
    }

    #[test]
    fn each_field_has_a_frame_of_its_own() {
        let text = |text: &str| Event::Text(text.to_owned());
        let scanned = vec![text("Filorga"), key(Key::Tab), text("N123"), key(Key::Tab), key(Key::Tab), text("x")];
        let expected = vec![
            vec![text("Filorga")],
            vec![key(Key::Tab)],
            vec![text("N123")],
            vec![key(Key::Tab)],
            vec![key(Key::Tab)],
            vec![text("x")],
        ];
        assert_eq!(turns(scanned), expected);
    }

    #[test]
    fn what_moves_no_focus_stays_together() {
        let together = vec![Event::Text("a".to_owned()), key(Key::B), Event::Text("b".to_owned())];
        assert_eq!(turns(together.clone()), [together]);
        assert_eq!(turns(Vec::new()), [Vec::new()]);
    }
}
