//! Everything that runs beside the window, so that no frame waits for it; the only room that starts threads for it.
//!
//! A job carries what it needs from the moment when it was asked for, has a [`Name`], and answers with an action, which
//! the window carries out before its next frame, also while it is hidden. Where no thread can start (a browser), a job
//! runs at once when its turn comes, one before each frame.

mod name;
mod task;

use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use eframe::egui::Context;

pub(super) use name::{Name, Second};
pub(super) use task::Task;
use task::{Message, Shared, Waker};

/// Whether jobs have threads of their own.
#[derive(Clone, Copy, Debug, Default)]
pub enum Threads {
    /// The system's, where it has them.
    #[default]
    Own,
    /// Those of a page in a browser.
    OfThePage(PageThreads),
    /// Never: jobs take their turns before the frames.
    None,
}

/// What a page's threads are given to do.
pub type Chore = Box<dyn FnOnce() + Send>;

/// How a page has something done beside its frames.
#[derive(Clone, Copy, Debug)]
pub struct PageThreads {
    /// Has it done.
    pub start: fn(Chore),
    /// Asks for a frame, from any thread: only the page's own may touch the window.
    pub wake: fn(),
    /// What the clock shows.
    pub now: fn() -> SystemTime,
}

impl Threads {
    /// What tells how old files are.
    fn clock(self) -> fn() -> SystemTime {
        if let Self::OfThePage(page) = self { page.now } else { SystemTime::now }
    }

    /// What asks for a frame, from any thread.
    fn waker(self, ctx: &Context) -> Waker {
        let ctx = ctx.clone();
        match self {
            Self::OfThePage(page) => Arc::new(page.wake),
            Self::Own | Self::None => Arc::new(move || ctx.request_repaint()),
        }
    }
}

/// What a job does; `None` where what it did shows by itself.
type Work<A> = Box<dyn FnOnce(&Task<A>) -> Option<A> + Send>;

/// A job that hasn't begun.
struct Order<A> {
    name: Name,
    work: Work<A>,
}

/// What came of a job.
#[derive(Debug)]
pub(super) enum Outcome<A> {
    /// An answer.
    Answered(A),
    /// It panicked.
    Broke(Name),
}

/// The jobs that are under way or wait for their turn, and answer with an `A`.
pub(super) struct Jobs<A> {
    ctx: Context,
    waker: Waker,
    threads: Threads,
    sender: Sender<Message<A>>,
    messages: Receiver<Message<A>>,
    running: BTreeMap<Name, Arc<Shared>>,
    /// Behind a running job of the same name.
    waiting: VecDeque<Order<A>>,
    /// For want of a thread.
    here: VecDeque<(Order<A>, Arc<Shared>)>,
}

impl<A: Send + 'static> Jobs<A> {
    /// None yet; `ctx` is asked for a frame whenever one has an answer.
    pub(super) fn new(ctx: &Context, threads: Threads) -> Self {
        let (sender, messages) = channel();
        let (running, waiting, here) = (BTreeMap::new(), VecDeque::new(), VecDeque::new());
        let waker = threads.waker(ctx);
        Self { ctx: ctx.clone(), waker, threads, sender, messages, running, waiting, here }
    }

    /// Starts a job; `false` where one of the same name is under way and its kind refuses a second.
    pub(super) fn start(&mut self, name: Name, work: impl FnOnce(&Task<A>) -> Option<A> + Send + 'static) -> bool {
        let order = Order { name, work: Box::new(work) };
        let Some(first) = self.running.get(&name) else {
            self.begin(order);
            return true;
        };
        match name.second() {
            Second::Refused => return false,
            Second::Queued => {}
            Second::Latest => self.waiting.retain(|waiting| waiting.name != name),
            Second::Instead => {
                first.cancel();
                self.waiting.retain(|waiting| waiting.name != name);
            }
        }
        self.waiting.push_back(order);
        true
    }

    /// Asks a job to stop, and drops those of its name that wait.
    pub(super) fn cancel(&mut self, name: Name) {
        self.waiting.retain(|waiting| waiting.name != name);
        if let Some(running) = self.running.get(&name) {
            running.cancel();
        }
    }

    /// Where there are no threads: does one job that waits.
    pub(super) fn do_one_here(&mut self) {
        if let Some((order, shared)) = self.here.pop_front() {
            carry_out(
                order,
                &Task::new(shared, self.sender.clone(), (Arc::clone(&self.waker), self.threads.clock()), true),
            );
        }
        if !self.here.is_empty() {
            self.ctx.request_repaint();
        }
    }

    /// The next answer that arrived. A job that waits for the end of another begins only after that one's answers were
    /// taken: what they hold, such as the lock of a file, is free then.
    pub(super) fn next_outcome(&mut self) -> Option<Outcome<A>> {
        while let Ok(message) = self.messages.try_recv() {
            match message {
                Message::Answer(answer) => return Some(Outcome::Answered(answer)),
                Message::Ended(name) => self.next_of(name),
                Message::Broke(name) => {
                    self.next_of(name);
                    return Some(Outcome::Broke(name));
                }
            }
        }
        None
    }

    /// The jobs under way that whoever uses the program would miss if the window closed now.
    pub(super) fn missed_if_closed(&self) -> Vec<Name> {
        self.running.keys().copied().filter(|name| name.is_missed_if_closed()).collect()
    }

    /// How much of a job is done, from 0 to 1; `None` when it isn't under way.
    pub(super) fn progress(&self, name: Name) -> Option<f32> {
        self.running.get(&name).map(|shared| shared.done())
    }

    /// Whether a job of this name is under way.
    pub(super) fn is_running(&self, name: Name) -> bool {
        self.running.contains_key(&name)
    }

    /// Whether nothing is under way that changes what is on screen soon.
    pub(super) fn is_at_rest(&self) -> bool {
        self.running.keys().all(|name| name.takes_long_unseen())
    }

    fn next_of(&mut self, name: Name) {
        self.running.remove(&name);
        if let Some(at) = self.waiting.iter().position(|waiting| waiting.name == name)
            && let Some(order) = self.waiting.remove(at)
        {
            self.begin(order);
        }
    }

    fn begin(&mut self, order: Order<A>) {
        let shared = Arc::new(Shared::default());
        self.running.insert(order.name, Arc::clone(&shared));
        let task = || {
            Task::new(Arc::clone(&shared), self.sender.clone(), (Arc::clone(&self.waker), self.threads.clock()), false)
        };
        let left = match self.threads {
            Threads::Own => on_a_thread(order, task()).err(),
            Threads::OfThePage(page) => {
                let task = task();
                (page.start)(Box::new(move || carry_out(order, &task)));
                None
            }
            Threads::None => Some(order),
        };
        self.here.extend(left.map(|order| (order, shared)));
        if !self.here.is_empty() {
            self.ctx.request_repaint();
        }
    }
}

/// Runs an order on a thread of its own; gives it back where none can start.
fn on_a_thread<A: Send + 'static>(order: Order<A>, task: Task<A>) -> Result<(), Order<A>> {
    let thread = std::thread::Builder::new().name(order.name.thread().to_owned());
    // A thread that doesn't start drops what it was to run, so the order stays within reach.
    let order = Arc::new(Mutex::new(Some(order)));
    let theirs = Arc::clone(&order);
    let run = move || {
        let order = theirs.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(order) = order {
            carry_out(order, &task);
        }
    };
    match thread.spawn(run) {
        Ok(_runs_on) => Ok(()),
        Err(_no_threads) => {
            let order = order.lock().unwrap_or_else(PoisonError::into_inner).take();
            order.map_or(Ok(()), Err)
        }
    }
}

fn carry_out<A>(Order { name, work }: Order<A>, task: &Task<A>) {
    let _ends = task.until_end(name);
    if let Some(answer) = work(task) {
        task.answer(answer);
    }
}

/// Does something at once beside the program's start, if a thread can be had; else it is done when it is first needed.
pub(super) fn warm_up(threads: Threads, work: impl FnOnce() + Send + 'static) {
    match threads {
        Threads::Own => drop(std::thread::Builder::new().name("start".to_owned()).spawn(work)),
        Threads::OfThePage(page) => (page.start)(Box::new(work)),
        Threads::None => {}
    }
}
