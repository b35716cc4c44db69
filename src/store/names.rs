//! Speaking names for folders and files, from what people type; safe on every file system.

use std::ffi::OsStr;
use std::path::Path;

use jiff::civil::Date;

use super::record::RECORD;

/// The longest speaking name, in bytes.
const MAX_BYTES: usize = 60;

/// Names that Windows gives to devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// `name` in lower-case ASCII letters, digits and hyphens: diacritics dropped, everything else a hyphen. `noun`
/// ("patient", "course") stands in where nothing is left, and behind a name that a system reserves.
pub(super) fn slug(name: &str, noun: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if slug.len() > MAX_BYTES {
            break;
        }
        match plain(c) {
            Some(letters) => slug.push_str(letters),
            None if c.is_ascii_alphanumeric() => slug.push(c),
            // A combining accent belongs to the letter before it, an apostrophe joins.
            None if matches!(c, '\u{300}'..='\u{36f}' | '\'' | '\u{2019}') => {}
            None if slug.ends_with('-') || slug.is_empty() => {}
            None => slug.push('-'),
        }
    }
    slug.truncate(MAX_BYTES);
    let slug = slug.trim_end_matches('-');
    match slug {
        "" => noun.to_owned(),
        reserved if is_device(reserved) || reserved == super::folders::CLINIC_FOLDER => format!("{reserved}-{noun}"),
        free => free.to_owned(),
    }
}

/// Whether Windows takes a name for a device's, whatever follows a dot or a colon.
pub(super) fn is_device(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or_default().trim_end().to_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    DEVICES.contains(&stem.as_str()) || port.is_some_and(|number| number.chars().count() == 1)
}

/// Whether Windows takes a path, or a name on its way, for a device's; what is spelled verbatim means what it says.
pub(super) fn leads_to_a_device(path: &Path) -> bool {
    let text = path.as_os_str().to_string_lossy();
    let is_verbatim = text.starts_with(r"\\?\");
    text.starts_with(r"\\.\") || !is_verbatim && path.iter().filter_map(OsStr::to_str).any(is_device)
}

/// Whether two names are one where a system tells no capitals from small letters.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// The plain letters for a lower-case Latin letter with a diacritic.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ß' => "ss",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

/// `slug`, `slug-2`, `slug-3`, …
pub(super) fn candidates(slug: &str) -> impl Iterator<Item = String> {
    let numbered = (2..10_000_u32).map(|number| format!("-{number}"));
    std::iter::once(String::new()).chain(numbered).map(move |suffix| format!("{slug}{suffix}"))
}

/// `2026-09-07-session-1.record`
pub(super) fn session_record_name(date: Date, number: u32) -> String {
    format!("{date}-session-{number}{RECORD}")
}

/// The number in a name such as `2026-09-07-session-1.record`.
pub(super) fn session_number(record: &str) -> Option<u32> {
    let (_date, number) = record.strip_suffix(RECORD)?.rsplit_once("-session-")?;
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_plain() {
        let cases = [
            ("Anna Müller-Łukasz", "anna-muller-lukasz"),
            ("  O'Brien,  Séan ", "obrien-sean"),
            ("e\u{301}tude", "etude"),
            ("ÅNGSTRÖM & Strauß", "angstrom-strauss"),
            ("İstanbul", "istanbul"),
            ("Low back pain (L4/L5)", "low-back-pain-l4-l5"),
        ];
        for (name, expected) in cases {
            assert_eq!(slug(name, "patient"), expected);
        }
    }

    #[test]
    fn hostile_names_are_tamed() {
        let cases = [
            ("", "patient"),
            ("../../etc/passwd", "etc-passwd"),
            ("..", "patient"),
            ("C:\\Windows\\", "c-windows"),
            ("CON", "con-patient"),
            ("Clinic", "clinic-patient"),
            ("com1", "com1-patient"),
            ("command", "command"),
            ("😀😀", "patient"),
            ("김민수", "patient"),
            ("a\0b\n.ron", "a-b-ron"),
            (".hidden", "hidden"),
        ];
        for (name, expected) in cases {
            assert_eq!(slug(name, "patient"), expected, "{name:?}");
        }
        assert!(slug(&"x y ".repeat(1000), "patient").len() <= MAX_BYTES);
    }

    #[test]
    fn devices_are_known_however_they_are_written() {
        for device in ["NUL", "nul.ron", "Con", "COM1", "lpt¹.png", "aux .x", "CONIN$", "con:", "Nul:x"] {
            assert!(is_device(device), "{device}");
        }
        for free in ["null", "console", "com10", "com", "anna", "a.nul", ""] {
            assert!(!is_device(free), "{free}");
        }
        for path in ["CON", "CON.png", "out/NUL", "nul/out.png", "./com1.pdf", r"\\.\COM1"] {
            assert!(leads_to_a_device(Path::new(path)), "{path}");
        }
        for path in ["", ".", "/", "..", "out/console.png", "a.con", "con-1.png", r"\\server\charts", r"\\?\C:\nul\a"] {
            assert!(!leads_to_a_device(Path::new(path)), "{path}");
        }
        assert!(is_same("Anna", "anna") && is_same("ÉVA", "éva") && !is_same("anna", "ana"));
    }

    #[test]
    fn the_number_of_a_session_is_read_from_its_name() {
        assert_eq!(session_number("2026-09-07-session-12.record"), Some(12));
        assert_eq!(session_number("notes.record"), None);
    }
}
