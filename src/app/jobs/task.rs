//! What a job holds while it runs: how far it is, whether it was stopped, and the way back to the window.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::Sender;
use std::time::SystemTime;

use super::Name;

/// Asks for a frame, from any thread.
pub(super) type Waker = Arc<dyn Fn() + Send + Sync>;

/// What comes back from a job.
pub(super) enum Message<A> {
    /// An answer.
    Answer(A),
    /// It is done.
    Ended(Name),
    /// It panicked.
    Broke(Name),
}

/// What a job and the window both see of it.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// The share that is done, as the bits of an `f32`.
    done: AtomicU32,
    cancelled: AtomicBool,
}

impl Shared {
    pub(super) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    pub(super) fn done(&self) -> f32 {
        f32::from_bits(self.done.load(Ordering::Relaxed))
    }
}

/// A job's view of itself.
pub(in crate::app) struct Task<A> {
    shared: Arc<Shared>,
    sender: Sender<Message<A>>,
    waker: Waker,
    clock: fn() -> SystemTime,
    /// It runs between two frames.
    holds_up_the_window: bool,
}

impl<A> Task<A> {
    pub(super) fn new(
        shared: Arc<Shared>,
        sender: Sender<Message<A>>,
        (waker, clock): (Waker, fn() -> SystemTime),
        holds_up_the_window: bool,
    ) -> Self {
        Self { shared, sender, waker, clock, holds_up_the_window }
    }

    /// Whether somebody asked it to stop.
    pub(in crate::app) fn is_cancelled(&self) -> bool {
        self.shared.cancelled.load(Ordering::Relaxed)
    }

    /// Whether no frame is drawn before it ends: what can be done in parts then ends early and is started again.
    pub(in crate::app) fn holds_up_the_window(&self) -> bool {
        self.holds_up_the_window
    }

    /// What the clock shows, to tell how old files are.
    pub(in crate::app) fn now(&self) -> SystemTime {
        (self.clock)()
    }

    /// Tells which share is done, from 0 to 1.
    pub(in crate::app) fn report(&self, done: f32) {
        self.shared.done.store(done.to_bits(), Ordering::Relaxed);
        (self.waker)();
    }

    /// An answer, before the last one.
    pub(in crate::app) fn answer(&self, answer: A) {
        self.send(Message::Answer(answer));
    }

    fn send(&self, message: Message<A>) {
        // The receiver is gone only when the window closed.
        let _ = self.sender.send(message);
        (self.waker)();
    }

    /// Says, when dropped, that the job is done, or that it broke.
    pub(super) fn until_end(&self, name: Name) -> impl Drop {
        End { task: self, name }
    }
}

struct End<'a, A> {
    task: &'a Task<A>,
    name: Name,
}

impl<A> Drop for End<'_, A> {
    fn drop(&mut self) {
        let broke = std::thread::panicking();
        self.task.send(if broke { Message::Broke(self.name) } else { Message::Ended(self.name) });
    }
}
