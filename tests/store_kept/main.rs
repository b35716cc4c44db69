//! What the store promises of every saved state: it is kept, it is told when it isn't as it was saved, two that grew from one
//! are both there, and what stands in the way of a file is neither followed nor overwritten nor waited for.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "../store_support/mod.rs"]
mod store_support;

mod earlier;
mod ends;
mod forks;
mod memory;
mod moving;
mod obstacles;
mod recovering;
mod seals;
mod unsure;
mod windows;
