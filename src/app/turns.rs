//! Keys in turn: what is typed after Tab or Enter waits for the next frame, by when the focus has moved on.
//!
//! egui moves the focus once a frame and gives all text of the frame to one field, so that a scanner, which types a row
//! of fields within a frame, would leave them mixed up.

use eframe::egui::{Context, Event, Key, Plugin, RawInput};

/// The events that wait.
#[derive(Debug, Default)]
pub(super) struct KeysInTurn(Vec<Event>);

impl Plugin for KeysInTurn {
    fn debug_name(&self) -> &'static str {
        "keys in turn"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let mut events = std::mem::take(&mut self.0);
        events.append(&mut input.events);
        let now = events_of_one_turn(&events);
        self.0 = events.split_off(now);
        input.events = events;
        if !self.0.is_empty() {
            ctx.request_repaint();
        }
    }
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
    use eframe::egui::Modifiers;

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
            if turn.0.is_empty() {
                return turns;
            }
        }
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
