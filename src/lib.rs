//! Injection-map charting for face and body: the map of the house.
//!
//! # Rooms
//!
//! From the ground up (`a <- b`: b may use a, and whatever a uses); `tests/architecture.rs` refuses any other arrow:
//!
//! ```text
//! geom <- atlas <- pattern <- chart <- compare <- scene <- paint <- export <- send <- advice
//!                               ^                                                       ^
//!                             store                                      cli, app -> everything above, never each other
//! text <- scene, advice, cli, app
//! ```
//!
//! | room | what it is |
//! |---|---|
//! | [`geom`] | points, vectors, bounds, in millimetres |
//! | [`atlas`] | the body: surface, regions, landmarks, guides, skin layers, measuring, views, the rasteriser |
//! | [`pattern`] | a field of places from a piece of skin and a few numbers |
//! | [`chart`] | the record as values: patient, course, session, marks, cocktails, edits, history, findings |
//! | [`compare`] | two sessions to what was repeated, moved, added, dropped, changed; any choice of them to dose on the skin |
//! | [`store`] | the record as RON behind a depot: states that are never replaced, forks, work in progress, checks |
//! | [`scene`] | what is shown, once: a view of a session, and the page of an export |
//! | [`paint`] | a display list to pixels, and the texture of marks for the screen |
//! | [`export`] | a page and the marks to bytes of a file |
//! | [`send`] | objects to a picture archive, and its answers; the only room that talks to another machine; a browser lets it reach none |
//! | [`text`] | every sentence that a person reads, by language, from Fluent files; numbers as the language writes them |
//! | [`advice`] | sentences that window and command line share: findings, file errors, what to do without a display |
//! | [`cli`] | arguments and verbs |
//! | `app` | the window; the only room that knows egui |
//!
//! # What always holds
//!
//! - The core builds without egui (`--no-default-features`).
//! - A mark's position in LPS millimetres, to 0.01 mm, is the truth; triangle, region and visibility follow from it.
//! - An [`chart::Edit`] is the only way to change a session, and [`chart::History`] keeps every state.
//! - Screen and paper can't disagree: both translate one display list, [`scene::item`]. Selection, hover and lasso are no part of
//!   it, so they are never printed.
//! - Panels read the model and queue actions; only `app::runner` writes, after the frame. An action is about the document
//!   that was on screen when it was asked for, and means nothing once that is closed.
//! - What runs beside the window is a job of `app::jobs`: it has a name, carries what it needs from the moment when it was
//!   asked for, and answers; nothing else starts a thread for the window, and quitting waits for what would be lost.
//! - Caches have keys (document, revision, view, size), and are never told to forget.
//! - Time, identifiers, paths and language enter from the top: same input, same bytes.
//!
//! # Where platforms differ
//!
//! Linux, Windows and browsers run the same code. What must differ stands in these files alone, at most five, and
//! `tests/architecture.rs` refuses another that asks for what it is built:
//!
//! | file | what differs |
//! |---|---|
//! | `store/depot/host/mod.rs` | folders: who may read, which file is which, what another program holds up, where fonts and data are |
//! | `app/host/mod.rs` | the window: a desktop's, or a page in a browser |
//! | `main.rs`, `lib.rs` | a browser has no command line |
//! | `send/line.rs` | a browser opens no connection |
//!
//! # How failure is shown
//!
//! What is read is hostile until parsed: [`store::StoreError`] names file, line, column and what is wrong there as a value, of
//! which [`advice`] makes a sentence with what to do, and the file stays as it is. What stands out in a chart is a [`chart::Finding`], a value in a list, never a reason not to save. Adverse
//! surroundings (no display, a full disk, another window) become a sentence with the next step, never a panic.

// Unit tests share the test shapes, which know the crate by its name.
#[cfg(test)]
extern crate self as mesomap;

/// The version, and the commit that this was built from with its date: `0.1.0 (8baad4c90f, 2026-11-28)`. What is written into files
/// names the version alone, so that their bytes are the same from every build of it.
pub const VERSION: &str = env!("MESOMAP_VERSION");

pub mod advice;
#[cfg(feature = "app")]
pub mod app;
pub mod atlas;
pub mod chart;
#[cfg(not(target_family = "wasm"))]
pub mod cli;
pub mod compare;
pub mod export;
pub mod geom;
pub mod paint;
pub mod pattern;
pub mod scene;
pub mod send;
pub mod store;
pub mod text;
