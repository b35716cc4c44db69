//! What is worked out once for each body and kept.

use std::sync::OnceLock;

use super::BodyKind;

/// One value for each body, made when it is first asked for.
#[derive(Debug)]
pub(super) struct PerBody<T>([OnceLock<T>; 2]);

impl<T> PerBody<T> {
    pub(super) const fn new() -> Self {
        Self([const { OnceLock::new() }; 2])
    }

    /// The value of a body, made if it isn't there.
    pub(super) fn get_or_init(&self, kind: BodyKind, make: impl FnOnce() -> T) -> &T {
        self.cell(kind).get_or_init(make)
    }

    /// The value of a body if it was made before.
    pub(super) fn get(&self, kind: BodyKind) -> Option<&T> {
        self.cell(kind).get()
    }

    fn cell(&self, kind: BodyKind) -> &OnceLock<T> {
        let [female, male] = &self.0;
        match kind {
            BodyKind::AdultFemale => female,
            BodyKind::AdultMale => male,
        }
    }
}
