//! What was worked out for a body and a patient's size last, kept for the next view of it.

use std::sync::{Arc, Mutex, PoisonError};

use crate::atlas::BodyKind;

/// A body, and the bits of the factors of head and body.
type Key = (BodyKind, [u32; 2]);

/// As many as two sessions on screen, each beside the body as drawn, can ask for.
const MOST: usize = 4;

/// The last few lists.
pub(super) struct Kept<T>(Mutex<Vec<(Key, Arc<[T]>)>>);

impl<T> Kept<T> {
    pub(super) const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// The list of this key, made if it isn't kept.
    pub(super) fn get(&self, key: Key, make: impl FnOnce() -> Vec<T>) -> Arc<[T]> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, list)) = kept.iter().find(|(of, _)| *of == key) {
            return Arc::clone(list);
        }
        let list: Arc<[T]> = make().into();
        if kept.len() == MOST {
            kept.remove(0);
        }
        kept.push((key, Arc::clone(&list)));
        list
    }
}
