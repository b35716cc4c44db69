//! Why a number can't be a quantity of the record.

use crate::chart::QuantityError;
use crate::store::Flaw;
use crate::text::Texts;

use super::flaw::flaw_text;

/// One sentence with the limit: what a file with that number would be told, too.
pub fn quantity_error_text(error: &QuantityError, texts: &Texts) -> String {
    let why = flaw_text(&Flaw::from(error.clone()), texts);
    texts.with("quantity-sentence", &[("why", why.into())])
}
