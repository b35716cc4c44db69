//! What the store promises of every saved state: it is kept, it is told when it isn't as it was saved, two that grew from one
//! are both there, and what stands in the way of a file is neither followed nor overwritten nor waited for.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "../store_support/mod.rs"]
mod store_support;

/// The calls that a depot of a test passes on as they are to the one `within` it.
macro_rules! passes_on {
    () => {
        fn identity(&self) -> &str {
            self.within.identity()
        }

        fn shown(&self, key: &Key) -> PathBuf {
            self.within.shown(key)
        }

        fn list(&self, folder: &Key) -> Result<Vec<Entry>, StoreError> {
            self.within.list(folder)
        }

        fn get(&self, file: &Key) -> Result<Vec<u8>, StoreError> {
            self.within.get(file)
        }

        fn remove(&self, file: &Key) -> Result<(), StoreError> {
            self.within.remove(file)
        }

        fn stamp(&self, key: &Key) -> Stamp {
            self.within.stamp(key)
        }

        fn held(&self, record: &Key) -> Held {
            self.within.held(record)
        }
    };
}

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
