//! Fingers, palms and pens before egui sees them: how many fingers a gesture had, and what a palm beside a pen does is dropped.
//!
//! What the system tells of pens by way of winit 0.30 and egui 0.37 is the force of a contact and nothing else: Windows gives it
//! for pens (and for the few touch screens that measure it), iOS for the Pencil; browsers give 0 for fingers. Windows calls all
//! contacts one device. X11 and Wayland show a pen as a mouse, which is never told apart here, and whose palm is the
//! compositor's to reject. So a pen is a contact that tells a force, a palm one that tells none while a pen is down or just
//! was; where fingers tell a force too, nothing is dropped.

use std::collections::{BTreeMap, BTreeSet};

use eframe::egui::{
    Context, Event, Modifiers, Plugin, PointerButton, Pos2, RawInput, TouchDeviceId, TouchId, TouchPhase,
};

/// For how long after a pen was lifted a touch is still the palm of its hand, in seconds.
const JUST_WAS_S: f64 = 0.5;

/// A contact with the screen.
type Contact = (TouchDeviceId, TouchId);

/// What touches the screen.
#[derive(Debug, Default)]
pub(super) struct Touches {
    /// Whether anything ever touched it.
    seen: bool,
    /// What is down and counts: where it is, and whether it tells a force.
    down: BTreeMap<Contact, (Pos2, bool)>,
    /// Palms that are down.
    palms: BTreeSet<Contact>,
    /// Whether several contacts were down at once since the first of them came.
    several: bool,
    /// The pen that is down.
    pen: Option<Contact>,
    /// When a pen was heard of last, in seconds of interface time.
    pen_at_s: Option<f64>,
    /// The contact that the pointer follows by winit's rule: the first one, until it is lifted.
    pointer: Option<Contact>,
    /// Whether the pointer's events that come next are those of a palm.
    drops_pointer: bool,
    /// What waits for the next frame.
    later: Vec<Event>,
}

impl Touches {
    /// Whether the screen was ever touched.
    pub(super) fn seen(ctx: &Context) -> bool {
        ctx.with_plugin(|touches: &mut Self| touches.seen).unwrap_or(false)
    }

    /// Whether the gesture under way, or the last one, was made by several fingers for a part of it, however short.
    pub(super) fn several(ctx: &Context) -> bool {
        ctx.with_plugin(|touches: &mut Self| touches.several).unwrap_or(false)
    }

    /// Whether a contact that tells no force must be the palm of a hand with a pen.
    fn is_beside_pen(&self, now_s: f64) -> bool {
        self.pen.is_some() || self.pen_at_s.is_some_and(|at_s| now_s - at_s < JUST_WAS_S)
    }

    /// Takes what is down without a force, now that a pen is there, for palms: their gesture ends, and lays nothing.
    fn drop_palms(&mut self, pen: Contact, out: &mut Vec<Event>) -> bool {
        let is_palm = |(id, (_, tells_force)): &(&Contact, &(Pos2, bool))| **id != pen && !tells_force;
        let others: Vec<_> = self.down.iter().filter(is_palm).map(|(id, (at, _))| (*id, *at)).collect();
        for &((device_id, id), pos) in &others {
            self.down.remove(&(device_id, id));
            self.palms.insert((device_id, id));
            out.push(Event::Touch { device_id, id, phase: TouchPhase::Cancel, pos, force: None });
            if self.pointer == Some((device_id, id)) {
                out.push(button(pos, false));
                out.push(Event::PointerGone);
            }
        }
        self.several |= !others.is_empty();
        !others.is_empty()
    }

    /// What egui is to see of a contact's event.
    fn take(&mut self, event: Event, now_s: f64, out: &mut Vec<Event>) -> Result<(), Event> {
        let Event::Touch { device_id, id, phase, pos, force } = event else { return Ok(()) };
        let contact = (device_id, id);
        let is_pen = force.is_some_and(|force| force > 0.0) && !self.palms.contains(&contact);
        if is_pen && self.pen != Some(contact) && self.drop_palms(contact, out) {
            // The palm's gesture ends in a frame of its own.
            return Err(event);
        }
        self.seen = true;
        let follows = self.pointer.is_none_or(|followed| followed == contact);
        let (starts, ends) = (phase == TouchPhase::Start, matches!(phase, TouchPhase::End | TouchPhase::Cancel));
        if follows && (starts || ends) {
            self.pointer = starts.then_some(contact);
        }
        if is_pen {
            self.pen = Some(contact);
        }
        if self.pen == Some(contact) {
            self.pen_at_s = Some(now_s);
        } else if self.palms.contains(&contact) || starts && self.is_beside_pen(now_s) {
            self.palms.insert(contact);
            if ends {
                self.palms.remove(&contact);
            }
            self.drops_pointer = follows;
            return Ok(());
        }
        self.count(contact, (pos, is_pen), (starts, ends));
        self.drops_pointer = false;
        out.push(event);
        // Where a palm was first, winit lets the pointer follow that.
        let follows_palm = self.pointer.is_some_and(|followed| self.palms.contains(&followed));
        if self.pen == Some(contact) {
            out.extend(as_pointer(phase, pos).into_iter().filter(|_| follows_palm));
            self.pen = self.pen.filter(|_| !ends);
        }
        Ok(())
    }

    /// Notes what is down.
    fn count(&mut self, contact: Contact, (pos, tells_force): (Pos2, bool), (starts, ends): (bool, bool)) {
        if starts && self.down.is_empty() {
            self.several = false;
        }
        if ends {
            self.down.remove(&contact);
        } else {
            let told = self.down.get(&contact).is_some_and(|(_, told)| *told);
            self.down.insert(contact, (pos, tells_force || told));
        }
        self.several |= self.down.len() > 1;
    }
}

impl Plugin for Touches {
    fn debug_name(&self) -> &'static str {
        "touches"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let now_s = input.time.unwrap_or_else(|| ctx.input(|input| input.time));
        let mut events = std::mem::take(&mut self.later);
        events.append(&mut input.events);
        let mut out = Vec::with_capacity(events.len());
        let mut events = events.into_iter();
        while let Some(event) = events.next() {
            match event {
                Event::Touch { .. } => {
                    if let Err(event) = self.take(event, now_s, &mut out) {
                        self.later = std::iter::once(event).chain(events).collect();
                        ctx.request_repaint();
                        break;
                    }
                }
                Event::PointerMoved(_) | Event::PointerButton { .. } if self.drops_pointer => {}
                Event::PointerGone if self.drops_pointer => self.drops_pointer = false,
                // A press by the mouse.
                Event::PointerButton { pressed: true, .. } if self.down.is_empty() => {
                    self.several = false;
                    out.push(event);
                }
                other => out.push(other),
            }
        }
        // A contact and what the pointer does for it come within one frame.
        self.drops_pointer = false;
        input.events = out;
    }
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

/// What the pointer does for a contact, as winit's rule has it.
fn as_pointer(phase: TouchPhase, pos: Pos2) -> Vec<Event> {
    match phase {
        TouchPhase::Start => vec![Event::PointerMoved(pos), button(pos, true)],
        TouchPhase::Move => vec![Event::PointerMoved(pos)],
        TouchPhase::End => vec![button(pos, false), Event::PointerGone],
        TouchPhase::Cancel => vec![Event::PointerGone],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::pos2;

    /// Each contact has a place of its own.
    fn place(id: u64) -> Pos2 {
        pos2(10.0 * f32::from(u8::try_from(id).unwrap()), 20.0)
    }

    fn touch(id: u64, phase: TouchPhase, force: Option<f32>) -> Event {
        let pos = place(id);
        Event::Touch { device_id: TouchDeviceId(1), id: TouchId(id), phase, pos, force }
    }

    /// As winit sends it: the contact, and what the pointer does for it.
    fn followed(id: u64, phase: TouchPhase, force: Option<f32>) -> Vec<Event> {
        let mut events = vec![touch(id, phase, force)];
        events.extend(as_pointer(phase, place(id)));
        events
    }

    fn frame(touches: &mut Touches, time_s: f64, events: Vec<Event>) -> Vec<Event> {
        let mut input = RawInput { events, time: Some(time_s), ..RawInput::default() };
        touches.input_hook(&Context::default(), &mut input);
        input.events
    }

    #[test]
    fn fingers_without_a_pen_pass_as_they_are() {
        let mut touches = Touches::default();
        let tap = [followed(1, TouchPhase::Start, None), followed(1, TouchPhase::End, None)].concat();
        assert_eq!(frame(&mut touches, 0.0, tap.clone()), tap);
        assert!(touches.seen && !touches.several);
    }

    #[test]
    fn two_fingers_within_one_frame_are_several_until_the_next_gesture() {
        let mut touches = Touches::default();
        let mut both = followed(1, TouchPhase::Start, None);
        both.push(touch(2, TouchPhase::Start, None));
        both.extend(followed(1, TouchPhase::End, None));
        both.push(touch(2, TouchPhase::End, None));
        frame(&mut touches, 0.0, both);
        assert!(touches.several && touches.down.is_empty());
        frame(&mut touches, 0.1, followed(1, TouchPhase::Start, None));
        assert!(!touches.several);
        frame(&mut touches, 0.2, followed(1, TouchPhase::End, None));
        frame(&mut touches, 0.3, vec![touch(1, TouchPhase::Start, None), touch(2, TouchPhase::Start, None)]);
        frame(&mut touches, 0.4, vec![touch(1, TouchPhase::End, None), touch(2, TouchPhase::End, None)]);
        assert!(touches.several);
        frame(&mut touches, 0.5, vec![button(pos2(1.0, 1.0), true)]);
        assert!(!touches.several, "the mouse begins anew");
    }

    #[test]
    fn a_palm_beside_a_pen_and_just_after_it_is_dropped() {
        let mut touches = Touches::default();
        let pen = followed(1, TouchPhase::Start, Some(0.4));
        assert_eq!(frame(&mut touches, 0.0, pen.clone()), pen);
        assert_eq!(frame(&mut touches, 0.1, vec![touch(2, TouchPhase::Start, None)]), []);
        let lifted = followed(1, TouchPhase::End, None);
        assert_eq!(frame(&mut touches, 0.2, lifted.clone()), lifted);
        // Now winit lets the pointer follow the palm.
        assert_eq!(frame(&mut touches, 0.3, followed(2, TouchPhase::Move, None)), []);
        assert_eq!(frame(&mut touches, 2.0, followed(2, TouchPhase::End, None)), []);
        assert_eq!(frame(&mut touches, 0.6, followed(3, TouchPhase::Start, None)), []);
        assert_eq!(frame(&mut touches, 0.61, followed(3, TouchPhase::End, None)), []);
        let finger = followed(4, TouchPhase::Start, None);
        assert_eq!(frame(&mut touches, 3.0, finger.clone()), finger);
    }

    #[test]
    fn a_pen_beside_a_palm_that_was_first_is_the_pointer() {
        let mut touches = Touches::default();
        frame(&mut touches, 0.0, followed(1, TouchPhase::Start, None));
        let seen = frame(&mut touches, 0.1, vec![touch(2, TouchPhase::Start, Some(0.5))]);
        assert_eq!(
            seen,
            [vec![touch(1, TouchPhase::Cancel, None), button(pos2(10.0, 20.0), false)], vec![Event::PointerGone]]
                .concat()
        );
        assert!(touches.several, "what the palm began lays nothing");
        assert_eq!(frame(&mut touches, 0.2, Vec::new()), followed(2, TouchPhase::Start, Some(0.5)));
        assert!(!touches.several);
        assert_eq!(frame(&mut touches, 0.3, followed(1, TouchPhase::Move, None)), []);
        let lifted = followed(2, TouchPhase::End, None);
        assert_eq!(frame(&mut touches, 0.4, vec![touch(2, TouchPhase::End, None)]), lifted);
        assert_eq!(frame(&mut touches, 9.0, followed(1, TouchPhase::End, None)), []);
    }

    #[test]
    fn fingers_that_tell_a_force_too_still_pinch() {
        let mut touches = Touches::default();
        frame(&mut touches, 0.0, followed(1, TouchPhase::Start, Some(0.4)));
        // The first to tell a force holds; a second one with a force isn't a palm.
        let second = vec![touch(2, TouchPhase::Start, Some(0.4))];
        frame(&mut touches, 0.1, second);
        frame(&mut touches, 0.2, Vec::new());
        assert!(touches.palms.is_empty() && touches.several);
    }
}
