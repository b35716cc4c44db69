//! Work shared among the machine's threads, and done by the caller alone where there are none to be had.

use std::thread::{Builder, available_parallelism, scope};

/// Fewer items than this are done sooner by one thread than by two.
const ITEMS_PER_THREAD: usize = 256;

/// `work` of each of many small items, in their order, by as many threads as the machine has.
pub fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    shared(items, ITEMS_PER_THREAD, work)
}

/// As [`each`], where one item is work enough for a thread, such as a file.
pub fn each_large<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    shared(items, 1, work)
}

fn shared<T: Sync, R: Send>(items: &[T], least: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = available_parallelism().map_or(1, usize::from);
    let share = items.len().div_ceil(cores).max(least);
    let (own, others) = items.split_at(share.min(items.len()));
    let work_all = |items: &[T]| items.iter().map(&work).collect::<Vec<R>>();
    scope(|scope| {
        let work_all = &work_all;
        let start = |chunk| (chunk, Builder::new().spawn_scoped(scope, move || work_all(chunk)).ok());
        let started: Vec<_> = others.chunks(share).map(start).collect();
        let mut done = work_all(own);
        for (chunk, thread) in started {
            match thread {
                Some(thread) => done.extend(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))),
                None => done.extend(work_all(chunk)),
            }
        }
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_kept() {
        for count in [0, 1, 255, 256, 257, 5000] {
            let items: Vec<usize> = (0..count).collect();
            assert_eq!(each(&items, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }
}
