//! The name that is proposed for a picture: who, which course, which session, when.

use super::Format;
use crate::atlas::View;
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
    let name = name.trim_end_matches([' ', '.', '-']);
    let name = if is_reserved(name) { format!("{} {name}", details.started.date()) } else { name.to_owned() };
    format!("{name}.{}", format.ending())
}

/// A name as a file's, without an ending: what no system takes in one is left out.
pub fn file_stem(name: &str) -> String {
    let name: String = plain(name).chars().take(MOST).collect();
    let name = name.trim_end_matches([' ', '.', '-']);
    if name.is_empty() || is_reserved(name) { format!("mesomap {name}").trim_end().to_owned() } else { name.to_owned() }
}

/// The name of a document for a watched folder if nobody says otherwise: no patient is named.
pub const USUAL_TEMPLATE: &str = "{date} {number} {session}";

/// What stands in braces in a template and isn't known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct UnknownPlaceholder(pub String);

/// A name without ending by a template, of what stands in it in braces: `date` and `time` of the session, its title as `session`,
/// the `course`, the ids of the `view`s, the patient's `number` and `name`.
///
/// # Errors
///
/// When something else stands in braces.
pub fn templated_name(
    template: &str,
    (patient, course, session): (&Patient, &Course, &Session),
    views: &[&View],
) -> Result<String, UnknownPlaceholder> {
    let details = &session.details;
    let (mut name, mut rest) = (String::new(), template);
    while let Some((before, after)) = rest.split_once('{') {
        let (key, after) = after.split_once('}').ok_or_else(|| UnknownPlaceholder(after.to_owned()))?;
        name += before;
        name += &match key {
            "date" => details.started.date().to_string(),
            "time" => details.started.civil().strftime("%H%M").to_string(),
            "session" => details.title.clone(),
            "course" => course.title.clone(),
            "view" => views.iter().map(|view| view.id.as_str()).collect::<Vec<_>>().join("+"),
            "number" => patient.reference.clone(),
            "name" => patient.name.clone(),
            _ => return Err(UnknownPlaceholder(key.to_owned())),
        };
        rest = after;
    }
    name += rest;
    let name = shortened(&plain(&name));
    Ok(if name.is_empty() || is_reserved(&name) { format!("{} {name}", details.started.date()) } else { name })
}

/// Within what systems take, with room for an ending and a number.
fn shortened(name: &str) -> String {
    const MOST_BYTES: usize = 200;
    let ends = name.char_indices().map(|(at, character)| at + character.len_utf8());
    let end = ends.take_while(|end| *end <= MOST_BYTES).last().unwrap_or(0);
    name[..end].trim_end_matches([' ', '.', '-']).to_owned()
}

/// Names that Windows keeps for itself, whatever follows a dot.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim().to_uppercase();
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let numbered = port.is_some_and(|number| number.chars().count() == 1);
    numbered || matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
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

    #[test]
    fn a_name_fits_and_is_no_devices() {
        assert!(shortened(&"피".repeat(300)).len() <= 200);
        assert_eq!(shortened("a. - "), "a");
        assert!(is_reserved("con.x") && is_reserved("LPT1") && !is_reserved("Control") && !is_reserved("2026 con"));
    }
}
