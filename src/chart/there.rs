//! What is there already, so that nothing is deposited twice.

use super::Mark;

/// Marks, found by where they lie.
pub(super) struct There<'a>(Vec<([i32; 3], &'a Mark)>);

impl<'a> There<'a> {
    pub(super) fn of(marks: impl IntoIterator<Item = &'a Mark>) -> Self {
        let mut by_place: Vec<_> = marks.into_iter().map(|mark| (mark.site().hundredths(), mark)).collect();
        by_place.sort_unstable_by_key(|(place, _)| *place);
        Self(by_place)
    }

    /// Whether there is a mark of the same shape, at the same place, of the same deposit.
    pub(super) fn has(&self, copy: &Mark) -> bool {
        let place = copy.site().hundredths();
        let from_there = &self.0[self.0.partition_point(|(before, _)| *before < place)..];
        let same = |mark: &Mark| mark.shape == copy.shape && mark.deposit == copy.deposit;
        from_there.iter().take_while(|(at, _)| *at == place).any(|(_, mark)| same(mark))
    }
}
