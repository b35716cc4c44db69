//! Fields that keep what was typed while it is wrong, and say why: nothing is rounded, cut or clamped in silence.

mod date;
mod figure;
mod number;
mod strength;
mod typed;

pub(super) use date::{DateField, Moments};
pub(super) use figure::Figure;
pub(super) use number::{Answered, Commits, NumberField};
pub(super) use strength::StrengthField;
pub(super) use typed::{TypedField, complaints, field_in_column};
