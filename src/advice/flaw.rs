//! What is wrong at a place of a file, as a clause.

use fluent_bundle::FluentValue;

use crate::store::{Expected, Flaw, GroupFlaw, OutcomeFlaw, TechniqueFlaw};
use crate::text::Texts;

/// What is said of a file as a whole, rather than of a place in it.
fn whole_file_text(flaw: &Flaw, texts: &Texts) -> String {
    match flaw {
        Flaw::CutOff => texts.get("flaw-cut-off"),
        Flaw::TooDeep => texts.get("flaw-too-deep"),
        Flaw::NoSchema => texts.get("flaw-no-schema"),
        Flaw::NeverInUse(version) => texts.with("flaw-never-in-use", &[("version", (*version).into())]),
        Flaw::NotARevision => texts.get("flaw-not-a-revision"),
        Flaw::NotAKey => texts.get("flaw-not-a-key"),
        Flaw::NotAnEntry => texts.get("flaw-not-an-entry"),
        Flaw::WouldLose => texts.get("flaw-would-lose"),
        Flaw::NewerRecovery => texts.get("flaw-newer-recovery"),
        Flaw::ForeignRecovery => texts.get("flaw-foreign-recovery"),
        // Nothing else is asked here.
        _ => texts.get("flaw-empty"),
    }
}

fn missing_field_text(field: &str, within: Option<&str>, texts: &Texts) -> String {
    let field = ("field", FluentValue::from(field.to_owned()));
    match within {
        None => texts.with("flaw-missing-field", &[field]),
        Some(within) => texts.with("flaw-missing-field-in", &[field, ("within", within.to_owned().into())]),
    }
}

/// A clause without an end, to be followed by what to do.
pub(super) fn flaw_text(flaw: &Flaw, texts: &Texts) -> String {
    let words = |text: &str| FluentValue::from(text.to_owned());
    let list = |known: &[String]| ("known", FluentValue::from(known.join(", ")));
    let number = |number: f64, unit: &str| FluentValue::from(texts.decimal(format_args!("{number} {unit}")));
    match flaw {
        Flaw::Empty
        | Flaw::CutOff
        | Flaw::TooDeep
        | Flaw::NoSchema
        | Flaw::NeverInUse(_)
        | Flaw::NotARevision
        | Flaw::NotAKey
        | Flaw::NotAnEntry
        | Flaw::WouldLose
        | Flaw::NewerRecovery
        | Flaw::ForeignRecovery => whole_file_text(flaw, texts),
        Flaw::Expected { what, at_end } => expected_here_text(what, *at_end, texts),
        Flaw::InCell { flaw, .. } => flaw_text(flaw, texts),
        Flaw::MissingField { field, within } => missing_field_text(field, within.as_deref(), texts),
        Flaw::UnknownField { field, known } => {
            texts.with("flaw-unknown-field", &[("field", words(field)), list(known)])
        }
        Flaw::AmbiguousNumber(text) => texts.with("flaw-ambiguous-number", &[("text", words(text))]),
        Flaw::DuplicateField(field) => texts.with("flaw-duplicate-field", &[("field", words(field))]),
        Flaw::UnknownVariant { name, known } => {
            texts.with("flaw-unknown-variant", &[("name", words(name)), list(known)])
        }
        Flaw::WrongCount { found, expected } => {
            texts.with("flaw-wrong-count", &[("found", (*found).into()), ("expected", (*expected).into())])
        }
        Flaw::IntegerOutOfBounds => texts.get("flaw-integer-out-of-bounds"),
        Flaw::UnknownEscape => texts.get("flaw-unknown-escape"),
        Flaw::TrailingText => texts.get("flaw-trailing-text"),
        Flaw::UnexpectedCharacter(character) => {
            texts.with("flaw-unexpected-character", &[("character", character.to_string().into())])
        }
        Flaw::UnclosedText => texts.get("flaw-unclosed-text"),
        Flaw::UnclosedRemark => texts.get("flaw-unclosed-remark"),
        Flaw::Parser { words, at_end: false } => words.clone(),
        Flaw::Parser { words: found, at_end: true } => texts.with("flaw-parser-at-end", &[("words", words(found))]),
        Flaw::OutOfRange { value, max, unit } => {
            texts.with("flaw-out-of-range", &[("value", number(*value, unit)), ("most", number(*max, unit))])
        }
        Flaw::TooFine { value, step, unit } => {
            texts.with("flaw-too-fine", &[("value", number(*value, unit)), ("step", number(*step, unit))])
        }
        Flaw::CoordinateOutOfRange { mm, max_mm } => {
            let [value, least, most] = [*mm, -max_mm, *max_mm].map(|mm| number(mm, "mm"));
            texts.with("flaw-coordinate-out-of-range", &[("value", value), ("least", least), ("most", most)])
        }
        Flaw::CoordinateTooFine(mm) => {
            texts.with("flaw-coordinate-too-fine", &[("value", number(*mm, "mm")), ("step", number(0.01, "mm"))])
        }
        Flaw::NotAUnit { text, known } => texts.with("flaw-not-a-unit", &[("text", words(text)), list(known)]),
        Flaw::NotAMeasure { text, known } => texts.with("flaw-not-a-measure", &[("text", words(text)), list(known)]),
        Flaw::LengthOutOfLimits { measure, mm, least_mm, most_mm } => {
            let [value, least, most] = [mm, least_mm, most_mm].map(|mm| number(*mm, "mm"));
            let limits = [("measure", words(measure)), ("value", value), ("least", least), ("most", most)];
            texts.with("flaw-length-out-of-limits", &limits)
        }
        Flaw::SamePart(one, other) => texts.with("flaw-same-part", &[("one", words(one)), ("other", words(other))]),
        Flaw::EmptyId => texts.get("flaw-empty-id"),
        Flaw::NotADate(text) => texts.with("flaw-not-a-date", &[("text", words(text))]),
        Flaw::NotAMoment(text) => texts.with("flaw-not-a-moment", &[("text", words(text))]),
        Flaw::NotALetter(text) => texts.with("flaw-not-a-letter", &[("text", words(text))]),
        Flaw::NotASex(text) => texts.with("flaw-not-a-sex", &[("text", words(text))]),
        Flaw::UnknownBody { text, known } => texts.with("flaw-unknown-body", &[("text", words(text)), list(known)]),
        Flaw::Group(flaw) => group_flaw_text(flaw, texts),
        Flaw::Technique(flaw) => technique_flaw_text(flaw, texts),
        Flaw::Outcome(flaw) => outcome_flaw_text(flaw, texts),
        Flaw::TooManyMarks { most } => texts.with("flaw-too-many-marks", &[("most", (*most).into())]),
        Flaw::TooLong { most_m } => texts.with("flaw-too-long", &[("most", (*most_m).into())]),
        Flaw::TooManySpots { most } => texts.with("flaw-too-many-spots", &[("most", (*most).into())]),
        Flaw::SpotCount { found, least, most } => {
            let [found, least, most] = [found, least, most].map(|count| FluentValue::from(*count));
            texts.with("flaw-spot-count", &[("found", found), ("least", least), ("most", most)])
        }
        Flaw::MarkNumberZero => texts.get("flaw-mark-number-zero"),
        Flaw::MarkTwice(number) => texts.with("flaw-mark-twice", &[("number", number.to_string().into())]),
        Flaw::CocktailTwice(letter) => texts.with("flaw-cocktail-twice", &[("letter", letter.to_string().into())]),
    }
}

/// What should stand there, whether something else does or the file ends.
fn expected_here_text(what: &Expected, at_end: bool, texts: &Texts) -> String {
    let what = [("what", expected_text(what, texts).into())];
    if at_end { texts.with("flaw-expected-at-end", &what) } else { texts.with("flaw-expected", &what) }
}

/// What is wrong with what is said of groups.
fn group_flaw_text(flaw: &GroupFlaw, texts: &Texts) -> String {
    match flaw {
        GroupFlaw::NotADirection(text) => texts.with("flaw-not-a-direction", &[("text", text.as_str().into())]),
        GroupFlaw::OffTheBody => texts.get("flaw-off-the-body"),
        GroupFlaw::NotARegion(text) => texts.with("flaw-not-a-region", &[("text", text.as_str().into())]),
        GroupFlaw::NotALandmark(text) => texts.with("flaw-not-a-landmark", &[("text", text.as_str().into())]),
        GroupFlaw::NotASide { text, region } => {
            texts.with("flaw-not-a-side", &[("text", text.as_str().into()), ("region", region.as_str().into())])
        }
        GroupFlaw::Twice(id) => texts.with("flaw-group-twice", &[("number", id.to_string().into())]),
        GroupFlaw::TooMany { most } => texts.with("flaw-too-many-groups", &[("most", (*most).into())]),
    }
}

/// What is wrong with what is said of outcomes.
fn outcome_flaw_text(flaw: &OutcomeFlaw, texts: &Texts) -> String {
    match flaw {
        OutcomeFlaw::NotARegion(text) => texts.with("flaw-not-a-part", &[("text", text.as_str().into())]),
        OutcomeFlaw::NotASide(text) => texts.with("flaw-neither-side", &[("text", text.as_str().into())]),
        OutcomeFlaw::TooLong { most } => texts.with("flaw-outcome-too-long", &[("most", (*most).into())]),
        OutcomeFlaw::Twice(id) => texts.with("flaw-outcome-twice", &[("number", id.to_string().into())]),
        OutcomeFlaw::TooMany { most } => texts.with("flaw-too-many-outcomes", &[("most", (*most).into())]),
    }
}

/// What is wrong with what is said of techniques.
fn technique_flaw_text(flaw: &TechniqueFlaw, texts: &Texts) -> String {
    match flaw {
        TechniqueFlaw::NoName => texts.get("flaw-technique-no-name"),
        TechniqueFlaw::TooLong { most } => texts.with("flaw-text-too-long", &[("most", (*most).into())]),
        TechniqueFlaw::TooManyAliases { most } => texts.with("flaw-too-many-aliases", &[("most", (*most).into())]),
        TechniqueFlaw::TooMany { most } => texts.with("flaw-too-many-techniques", &[("most", (*most).into())]),
        TechniqueFlaw::Angle { most_deg } => texts.with("flaw-angle", &[("most", (*most_deg).into())]),
        TechniqueFlaw::Span => texts.get("flaw-depth-span"),
        TechniqueFlaw::Twice(id) => texts.with("flaw-technique-twice", &[("id", id.as_str().into())]),
        TechniqueFlaw::Fixed(id) => texts.with("flaw-technique-fixed", &[("id", id.as_str().into())]),
    }
}

fn expected_text(what: &Expected, texts: &Texts) -> String {
    match what {
        Expected::Symbol(symbol) => texts.with("expected-symbol", &[("symbol", symbol.to_string().into())]),
        Expected::Number => texts.get("expected-number"),
        Expected::WholeNumber => texts.get("expected-whole-number"),
        Expected::YesNo => texts.get("expected-yes-no"),
        Expected::Text => texts.get("expected-text"),
        Expected::FieldName => texts.get("expected-field-name"),
    }
}
