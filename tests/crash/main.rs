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
//! `MESOMAP_SEED` gives other instants. A kill is no power cut: what the system has taken it still writes. That writes are
//! synced before their name appears isn't proved here.
//!
//! `refusals` puts a depot between that fails the first, second, … call in turn.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "../store_support/mod.rs"]
mod store_support;

mod child;
mod kills;
mod refusals;
