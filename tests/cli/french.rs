//! Help and errors in French and in English: nothing of the one in the other.

use std::fs;

use crate::clinic::{Clinic, mesomap_in};

const FRENCH: &str = "fr_FR.UTF-8";
const ENGLISH: &str = "en_GB.UTF-8";

/// What clap says by itself, and French must not.
const ENGLISH_WORDS: [&str; 14] = [
    "Usage:",
    "Commands:",
    "Options:",
    "default:",
    "possible values",
    "Print",
    "error:",
    "required",
    "invalid",
    "unexpected",
    "For more",
    "tip:",
    "cannot",
    "found",
];

fn is_french(text: &str) {
    for word in ENGLISH_WORDS {
        assert!(!text.contains(word), "{word:?} is English, in:\n{text}");
    }
}

#[test]
fn the_help_is_french_throughout() {
    for verb in [
        "",
        "export",
        "compare",
        "check",
        "marks",
        "views",
        "regions",
        "dicom",
        "send",
        "fhir",
        "drop",
        "encrypt",
        "verify",
        "prove",
        "check-proof",
        "erase",
    ] {
        let words = [verb, "--help"];
        let help = mesomap_in(FRENCH, words.iter().filter(|word| !word.is_empty()));
        assert_eq!((help.status, help.err.as_str()), (0, ""), "{verb}");
        is_french(&help.out);
        assert!(help.out.contains(&format!("Utilisation\u{a0}: mesomap {verb}").trim_end().to_owned()), "{}", help.out);
        assert!(help.out.contains("-h, --help") && help.out.contains("Afficher cette aide"), "{}", help.out);
        let long = help.out.lines().find(|line| line.chars().count() > 120);
        assert_eq!(long, None, "a line of the help is too long");
    }
    let export = mesomap_in(FRENCH, ["export", "--help"]).out;
    assert!(export.contains("[par défaut\u{a0}: a4] [valeurs possibles\u{a0}: a4, a5, letter]"), "{export}");
    let [arguments, options, picture] =
        ["\nArguments\u{a0}:", "\nOptions\u{a0}:", "\nImage\u{a0}:"].map(|heading| export.find(heading));
    assert!(arguments.is_some() && arguments < options && options < picture, "{export}");
}

#[test]
fn the_help_is_english_as_before() {
    let export = mesomap_in(ENGLISH, ["export", "--help"]).out;
    for part in [
        "Usage: mesomap export [OPTIONS] --output <FILE> <SESSION>",
        "Arguments:\n  <SESSION>",
        "Options:\n      --compare <EARLIER>",
        "Picture:\n",
        "Print help",
        "[default: 300]",
        "[default: a4] [possible values: a4, a5, letter]",
    ] {
        assert!(export.contains(part), "{part} is missing from:\n{export}");
    }
    assert!(mesomap_in(ENGLISH, ["--help"]).out.contains("-V, --version  Print version"));
}

#[test]
fn wrong_usage_is_told_in_the_readers_language() {
    let cases: [(&[&str], &str, &str); 12] = [
        (&["--nonsense"], "unexpected argument '--nonsense' found", "argument inattendu '--nonsense'"),
        (&["compare"], "required arguments were not provided:\n  <EARLIER>", "obligatoires\u{a0}:\n  <EARLIER>"),
        (
            &["compare", "a", "b", "--tolerance", "five"],
            "'--tolerance <MM>': it must be a number",
            "il faut un nombre\n",
        ),
        (
            &["export", "a", "--view", "f", "-o", "x", "--dpi", "-1"],
            "unexpected argument '-1' found",
            "argument inattendu '-1'",
        ),
        (
            &["export", "a", "--view", "f", "-o", "x", "--dpi=1.5"],
            "it must be a whole number",
            "il faut un nombre entier",
        ),
        (&["views", "x"], "unexpected argument 'x' found", "argument inattendu 'x'"),
        (
            &["export", "a", "--paper", "a9"],
            "invalid value 'a9' for '--paper <PAPER>'\n  [possible values: a4",
            "[valeurs possibles\u{a0}: a4, a5, letter]",
        ),
        (&["export", "--view"], "a value is required for '--view <VIEW>'", "'--view <VIEW>' demande une valeur"),
        (
            &["export", "a", "--view=f", "-o=x", "--size=1x1", "--landscape"],
            "cannot be used with '--landscape'",
            "ne va pas avec '--landscape'",
        ),
        (&["export", "a", "--view=f", "-o=x", "-o=y"], "cannot be used multiple times", "ne peut figurer qu’une fois"),
        (&["a", "check", "b"], "'check' cannot be used with '[PATH]'", "'check' ne va pas avec '[PATH]'"),
        (
            &["compare", "a", "b", "--json=3"],
            "unexpected value '3' for '--json'",
            "valeur inattendue '3' pour '--json'",
        ),
    ];
    for (arguments, english, french) in cases {
        let ran = mesomap_in(ENGLISH, arguments);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.starts_with("error: ") && ran.err.contains(english), "{arguments:?}: {}", ran.err);
        assert!(ran.err.ends_with("For more information, try '--help'.\n"), "{}", ran.err);
        let ran = mesomap_in(FRENCH, arguments);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.starts_with("erreur\u{a0}: ") && ran.err.contains(french), "{arguments:?}: {}", ran.err);
        is_french(&ran.err);
    }
    let tip = mesomap_in(FRENCH, ["compare", "a", "b", "--jsn"]).err;
    assert!(tip.contains("conseil\u{a0}: '--json' existe"), "{tip}");
    let tip = mesomap_in(FRENCH, ["check", "--frce"]).err;
    assert!(tip.contains("écrire '-- --frce'") && tip.contains("Utilisation\u{a0}: mesomap check"), "{tip}");
}

#[test]
fn a_broken_file_is_told_in_french() {
    let clinic = Clinic::new();
    let text = fs::read_to_string(&clinic.first).unwrap();
    let broken = clinic.write("broken.ron", &text.replacen("id: 2,", "id: 1,", 1));
    let path = broken.display().to_string();
    let ran = mesomap_in(FRENCH, ["check", &path]);
    assert!(ran.out.starts_with(&format!("{path}:")), "{}", ran.out);
    assert!(ran.out.contains(": le repère numéro 1 figure deux fois\u{a0}; corriger"), "{}", ran.out);
    let ran = mesomap_in(FRENCH, ["marks", &path]);
    assert!(ran.err.contains("broken.ron, ligne ") && ran.err.contains("figure deux fois"), "{}", ran.err);
}
