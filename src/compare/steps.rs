//! How the sessions of a course follow each other, beside its plan.

use crate::chart::Moment;

/// How long after the session before another one took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Calendar days.
    pub days: i32,
    /// How many days were planned between the two, where the plan has both.
    pub planned: Option<i32>,
}

impl Step {
    /// How many days later than planned; negative for earlier.
    pub fn late_days(self) -> Option<i32> {
        Some(self.days - self.planned?)
    }
}

/// For each session the days since the one before, none for the first; `planned_days` are days after the first session, as
/// [`crate::chart::Course::planned_days`] has them. Days are those of the clinic's calendar, whatever the hour.
pub fn steps(started: &[Moment], planned_days: &[u16]) -> Vec<Option<Step>> {
    let planned =
        |at: usize| Some(i32::from(*planned_days.get(at)?) - i32::from(*planned_days.get(at.checked_sub(1)?)?));
    let step = |at: usize| {
        let days = started[at - 1].date().until(started[at].date()).ok()?.get_days();
        Some(Step { days, planned: planned(at) })
    };
    (0..started.len()).map(|at| if at == 0 { None } else { step(at) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar_and_of_the_plan() {
        let at = |text: &str| text.parse::<Moment>().unwrap();
        // Late in the evening, early in the morning, over the change of the clocks.
        let started =
            [at("2026-10-20T22:00:00+02:00"), at("2026-11-03T08:00:00+01:00"), at("2026-11-20T08:00:00+01:00")];
        let found = steps(&started, &[0, 14]);
        assert_eq!(found, [None, Some(Step { days: 14, planned: Some(14) }), Some(Step { days: 17, planned: None })]);
        assert_eq!(steps(&started, &[0, 10, 30])[2].and_then(Step::late_days), Some(-3));
        assert!(steps(&[], &[0, 14]).is_empty());
    }
}
