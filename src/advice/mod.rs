//! Sentences that both the window and the command line say: what stands out in a chart, and why no window opens.

mod findings;
mod window;

pub use findings::finding_sentence;
pub use window::no_window_advice;
