//! Work shared among the machine's threads, and done by the caller alone where there are none to be had.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, Scope, ScopedJoinHandle, available_parallelism, scope};

/// Fewer small items than this are done sooner by one thread than by two.
const ITEMS_PER_THREAD: usize = 256;
/// So many small items a thread takes at a time.
const ITEMS_AT_A_TIME: usize = 64;

/// `work` of each of many small items, in their order, by as many threads as the machine has.
pub fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    shared(items, [ITEMS_AT_A_TIME, ITEMS_PER_THREAD], work)
}

/// As [`each`], where one item is work enough for a thread, such as a file.
pub fn each_large<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    shared(items, [1, 1], work)
}

/// Two things at once; the first on a thread of its own, or after the second where none starts.
pub(super) fn both<A: Send, B>(first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B) -> (A, B) {
    // A thread that can't be started would keep what it was given.
    let waiting = Mutex::new(Some(first));
    let take = || waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
    scope(|scope| {
        let started = start(scope, || take().map(|first| first()));
        let second = second();
        match started.and_then(joined).or_else(|| take().map(|first| first())) {
            Some(first) => (first, second),
            None => unreachable!("it is taken either by the thread or here"),
        }
    })
}

/// Every thread takes so many of the items that are left, until none is: a slow one doesn't make the others wait.
fn shared<T: Sync, R: Send>(items: &[T], [at_a_time, per_thread]: [usize; 2], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let chunks: Vec<&[T]> = items.chunks(at_a_time).collect();
    let next = AtomicUsize::new(0);
    let work_some = || {
        let taken = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
        let some = taken.map_while(|at| Some((at, chunks.get(at)?.iter().map(&work).collect::<Vec<R>>())));
        some.collect::<Vec<_>>()
    };
    let threads = available_parallelism().map_or(1, usize::from).min(items.len().div_ceil(per_thread));
    let mut done = scope(|scope| {
        let others: Vec<_> = (1..threads).filter_map(|_| start(scope, work_some)).collect();
        let own = work_some();
        own.into_iter().chain(others.into_iter().flat_map(joined)).collect::<Vec<_>>()
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().flat_map(|(_, some)| some).collect()
}

/// A thread that does this; `None` where none can be started, as in a browser.
fn start<'scope, R: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> R + Send + 'scope,
) -> Option<ScopedJoinHandle<'scope, R>> {
    #[cfg(test)]
    if tests::ALONE.get() {
        return None;
    }
    Builder::new().spawn_scoped(scope, work).ok()
}

/// What a thread has found; its panic goes on in the thread that waits for it.
fn joined<R>(thread: ScopedJoinHandle<'_, R>) -> R {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

#[cfg(test)]
pub(super) mod tests {
    use std::cell::Cell;

    use super::*;

    thread_local! {
        /// Whether work of this thread finds no thread to be had.
        pub(super) static ALONE: Cell<bool> = const { Cell::new(false) };
    }

    /// What `work` answers where no thread starts.
    pub(in crate::atlas) fn alone<R>(work: impl FnOnce() -> R) -> R {
        ALONE.set(true);
        let answer = work();
        ALONE.set(false);
        answer
    }

    #[test]
    fn the_order_is_kept() {
        for count in [0, 1, 64, 256, 257, 5000] {
            let items: Vec<usize> = (0..count).collect();
            let doubled: Vec<usize> = items.iter().map(|item| item * 2).collect();
            assert_eq!(each(&items, |item| item * 2), doubled);
            assert_eq!(alone(|| each(&items, |item| item * 2)), doubled);
            assert_eq!(alone(|| each_large(&items, |item| item * 2)), doubled);
        }
    }

    #[test]
    fn two_things_are_done_with_and_without_a_thread() {
        let this = || std::thread::current().id();
        let (first, second) = both(this, this);
        assert_ne!(first, second);
        assert_eq!(alone(|| both(this, this)), (second, second));
    }

    #[test]
    #[should_panic(expected = "of its own accord")]
    fn a_panic_goes_on() {
        each_large(&[1, 2, 3, 4], |item| assert!(*item != 3, "of its own accord"));
    }
}
