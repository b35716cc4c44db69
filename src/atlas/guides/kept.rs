//! What was worked out for a body and a patient's size last, kept for the next view of it.

use std::sync::{Arc, Mutex, PoisonError};

use crate::atlas::BodyKind;
use crate::atlas::size::Scale;

/// A body, and what makes it as large as the patient.
pub(super) type Key = (BodyKind, Scale);

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
        if let Some(list) = self.find(key) {
            return list;
        }
        // Others needn't wait for it: two who make the same at once make equal lists.
        let list: Arc<[T]> = make().into();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(of, _)| *of != key);
        if kept.len() == MOST {
            kept.remove(0);
        }
        kept.push((key, Arc::clone(&list)));
        list
    }

    /// Whether the list of this key is kept.
    pub(super) fn has(&self, key: Key) -> bool {
        self.find(key).is_some()
    }

    fn find(&self, key: Key) -> Option<Arc<[T]>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(of, _)| *of == key).map(|(_, list)| Arc::clone(list))
    }
}
