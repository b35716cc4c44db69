//! What earlier sessions did where, in words: `8 mm from Session 3, 14 days ago`.

use crate::chart::Moment;
use crate::compare::{Nearest, Remembered, Standing};
use crate::text::Texts;

/// The earlier spot that is nearest, with the course where it is another than the open one's.
pub fn memory_words(nearest: &Nearest<'_>, (open_course, now): (&str, Moment), texts: &Texts) -> String {
    let details = &nearest.of.session.details;
    let title = if nearest.of.course == open_course || nearest.of.course.is_empty() {
        details.title.clone()
    } else {
        let places = [("title", details.title.as_str().into()), ("course", nearest.of.course.as_str().into())];
        texts.with("memory-other-course", &places)
    };
    let places = [
        ("mm", texts.decimal(format!("{:.0}", nearest.distance_mm)).into()),
        ("session", title.into()),
        ("ago", days_ago_words(nearest.of.days_ago(now), texts).into()),
    ];
    texts.with("memory-nearest", &places)
}

/// `14 days ago`.
pub fn days_ago_words(days: u32, texts: &Texts) -> String {
    texts.with("memory-days-ago", &[("days", days.into())])
}

/// When a place was last treated, how often and with how much.
pub fn remembered_words(remembered: &Remembered, texts: &Texts) -> String {
    let Some(days) = remembered.days else { return texts.get("memory-never") };
    let places = [
        ("ago", days_ago_words(days, texts).into()),
        ("times", remembered.times.into()),
        ("volume", texts.decimal(remembered.all.decimal()).into()),
        ("last", texts.decimal(remembered.last_time.decimal()).into()),
    ];
    texts.with("memory-treated", &places)
}

/// How a place stands to the plan.
pub fn standing_words(standing: Standing, texts: &Texts) -> String {
    match standing {
        Standing::Never => texts.get("memory-never"),
        Standing::TooSoon(days) => texts.with("memory-too-soon", &[("days", days.into())]),
        Standing::Due => texts.get("memory-due"),
        Standing::Overdue(days) => texts.with("memory-overdue", &[("days", days.into())]),
    }
}
