//! What is another in a mixture that has kept its name, in words.

use crate::compare::MixtureChanges;
use crate::text::Texts;

/// Such as `other strength, other lot`; `None` where the mixture is the same.
pub fn mixture_words(changes: MixtureChanges, texts: &Texts) -> Option<String> {
    let MixtureChanges { components, strength, lot } = changes;
    let words = [
        components.then(|| texts.get("mixture-other-components")),
        strength.then(|| texts.get("mixture-other-strength")),
        lot.then(|| texts.get("mixture-other-lot")),
    ];
    let words: Vec<String> = words.into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(", "))
}
