//! Why a number can't be a quantity of the record.

use crate::chart::QuantityError;
use crate::text::Texts;

/// One sentence with the limit.
pub fn quantity_error_text(error: &QuantityError, texts: &Texts) -> String {
    match error {
        QuantityError::OutOfRange { value, max, unit } => {
            let [value, most] = [value, max].map(|number| texts.decimal(format_args!("{number} {unit}")).into());
            texts.with("quantity-out-of-range", &[("value", value), ("most", most)])
        }
        QuantityError::TooFine { value, step, unit } => {
            let [value, step] = [value, step].map(|number| texts.decimal(format_args!("{number} {unit}")).into());
            texts.with("quantity-too-fine", &[("value", value), ("step", step)])
        }
    }
}
