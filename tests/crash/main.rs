//! Nothing is lost when the program dies or the system refuses.
//!
//! `kills` starts this program again as a child that creates libraries, saves, autosaves, migrates and merges in a loop and tells
//! each save once it is done; it is killed (SIGKILL) at a random instant, and what it left is looked through. Asked: no save lost
//! that was told, no state torn, nothing left behind after the next opening, no older work offered as the newest, nothing in
//! the way of the next save.
//!
//! A short run (60 kills) is part of every test run; a long one is for the hand:
//!
//! ```text
//! MESOMAP_KILLS=2000 cargo nextest run --test crash -E 'test(kill)' --no-capture
//! ```
//!
//! `MESOMAP_SEED` gives other instants.
//!
//! `refusals` puts a depot between that fails the first, second, … call in turn.
//!
//! The others, on Linux, run `script`, a day's work that is the same each time, as a child; those that need `strace` say so and
//! are skipped where that isn't installed:
//!
//! - `calls`: killed before each call to the system that changes something; an error in answer to each; a disk that is full, dead or
//!   read-only from each of them on.
//! - `power`: the calls, recorded with what they write, are replayed up to each of them, and what wasn't synced by then is lost, in
//!   part and in any order. Access rights and the order of sectors within one `fsync` aren't replayed.
//! - `writers`: four at once, with locks and where the system answers that it has none.
//! - `surroundings`: the folder is moved away, may only be read or not even that, and the clock goes backwards. As an
//!   administrator this needs `setpriv`.
//!
//! Every 17th to 23rd call is tried in a test run, and each of them by hand:
//!
//! ```text
//! MESOMAP_CALLS=all cargo nextest run --test crash --no-capture
//! ```

#![allow(clippy::print_stderr, reason = "what is skipped is said")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "../store_support/mod.rs"]
mod store_support;

#[cfg(target_os = "linux")]
mod calls;
mod child;
mod kills;
#[cfg(target_os = "linux")]
mod power;
mod refusals;
#[cfg(target_os = "linux")]
mod script;
#[cfg(target_os = "linux")]
mod surroundings;
#[cfg(target_os = "linux")]
mod traced;
#[cfg(target_os = "linux")]
mod writers;
