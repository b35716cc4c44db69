//! The name that is proposed for a picture: who, which course, which session, when.

use super::Format;
use crate::chart::{Course, Patient, Session};

/// The most characters of a name; systems take 255 bytes, and folders are long too.
const MOST: usize = 100;

/// Patient (only if the picture names one) with birth date and number, course, date and title of the session, without what
/// no system takes in a name, with the format's ending: `Invented, Ada 1975-03-12 0042 - Facial rejuvenation - 2026-07-07 Session 2.png`.
pub fn picture_name(
    (patient, course): (Option<&Patient>, Option<&Course>),
    session: &Session,
    format: Format,
) -> String {
    let patient = patient.map(|patient| {
        let born = patient.born.map(|born| born.to_string()).unwrap_or_default();
        [patient.name.trim(), &born, patient.reference.trim()].join(" ")
    });
    let course = course.map(|course| course.title.clone());
    let details = &session.details;
    let session = format!("{} {}", details.started.date(), details.title.trim());
    let parts = [patient, course, Some(session)].into_iter().flatten().map(|part| plain(&part));
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    let name: String = parts.join(" - ").chars().take(MOST).collect();
    format!("{}.{}", name.trim_end_matches([' ', '.', '-']), format.ending())
}

/// Without signs that Windows, Linux or macOS refuse, and with single blanks.
fn plain(part: &str) -> String {
    let allowed = |character: char| !character.is_control() && !r#"/\:*?"<>|"#.contains(character);
    let kept: String = part.chars().map(|character| if allowed(character) { character } else { ' ' }).collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    words.join(" ").trim_start_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_system_takes_is_left_out() {
        assert_eq!(plain("Face / neck: \"1\"\n?"), "Face neck 1");
        assert_eq!(plain("..hidden"), "hidden");
        assert_eq!(plain("محمد 피"), "محمد 피");
    }
}
