//! A trend as a table that spreadsheets read: RFC 4180, UTF-8, decimal points, one value a line.

use super::csv::{BYTE_ORDER_MARK, decimal, quoted};
use crate::chart::Scale;
use crate::compare::trends::{Line, Trend};
use crate::scene::{about_words, measure_words, reading_words};
use crate::text::Texts;

/// The columns; dates are those of the assessment or of the session, days those since the first session.
const HEAD: &str =
    "measure,scale_version,of,date,day,session,days_since_last,days_planned,value,at_least,answer,source\r\n";

/// A line for every value, and for the sums of all parts where they add up; names in the language of `texts`.
pub fn trend_csv(trend: &Trend, texts: &Texts) -> String {
    let mut table = format!("{BYTE_ORDER_MARK}{HEAD}");
    let all = trend.all.iter().map(|line| (texts.get("trend-all"), line));
    let lines = trend.lines.iter().map(|line| (about_words(line.about, texts), line));
    for (name, line) in lines.chain(all) {
        table.extend(rows(trend, (&name, line), texts));
    }
    table
}

fn rows(trend: &Trend, (name, line): (&str, &Line), texts: &Texts) -> Vec<String> {
    let scale = trend.scale.as_ref();
    let measure = quoted(&measure_words(&trend.measure, scale, texts));
    let version = quoted(scale.map(|scale| scale.version.as_str()).unwrap_or_default());
    let source = quoted(&scale.map(|scale| scale.sources.join("; ")).unwrap_or_default());
    let number = |days: Option<i32>| days.map(|days| days.to_string()).unwrap_or_default();
    let row = |reading: &crate::compare::trends::Reading| {
        let visit = trend.visits.get(reading.visit);
        let session = quoted(visit.map(|visit| visit.title.as_str()).unwrap_or_default());
        let [gap, planned] = [visit.and_then(|visit| visit.gap), visit.and_then(|visit| visit.planned_gap)].map(number);
        let is_answer = scale.is_some_and(Scale::is_of_answers);
        let answer = if is_answer { quoted(&reading_words(trend, reading.value, texts)) } else { String::new() };
        // An answer has no number of its own.
        let value = if is_answer { String::new() } else { decimal(reading.value) };
        let least = if reading.is_at_least { "yes" } else { "" };
        format!(
            "{measure},{version},{},{},{},{session},{gap},{planned},{value},{least},{answer},{source}\r\n",
            quoted(name),
            reading.date,
            reading.day
        )
    };
    line.readings.iter().map(row).collect()
}
