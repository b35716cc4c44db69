//! What is wrong with the arguments, from clap's findings and in the reader's language.

use std::num::ParseFloatError;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::text::Texts;

use super::names::{plain, plain_lines};

/// Several lines: the error, what may have been meant, the usage, and where to read on. What clap alone has words for is told
/// in its words.
pub(super) fn error_text(error: &Error, texts: &Texts) -> String {
    let Some(what) = sentence(error, texts) else { return error.render().to_string() };
    let mut paragraphs = vec![texts.with("cli-wrong", &[("what", what.into())])];
    let tips = tips(error, texts).into_iter().map(|tip| texts.with("cli-tip", &[("tip", tip.into())]));
    let tips: Vec<String> = tips.map(|tip| format!("  {tip}")).collect();
    if !tips.is_empty() {
        paragraphs.push(tips.join("\n"));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.strip_prefix("Usage:").unwrap_or(&usage).trim_start();
        paragraphs.push(format!("{} {}", texts.get("cli-heading-usage"), plain_lines(usage)));
    }
    paragraphs.push(texts.get("cli-more-help"));
    paragraphs.join("\n\n") + "\n"
}

/// What clap says of a thing, as one word or several.
fn words(error: &Error, kind: ContextKind) -> Option<Vec<String>> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(vec![plain(word)]),
        ContextValue::Strings(words) => Some(words.iter().map(|word| plain(word)).collect()),
        _ => None,
    }
}

fn word(error: &Error, kind: ContextKind) -> Option<String> {
    words(error, kind)?.into_iter().next()
}

fn sentence(error: &Error, texts: &Texts) -> Option<String> {
    let argument = || Some(("argument", word(error, ContextKind::InvalidArg)?.into()));
    let value = || Some(("value", word(error, ContextKind::InvalidValue)?.into()));
    Some(match error.kind() {
        ErrorKind::UnknownArgument => texts.with("cli-wrong-unknown-argument", &[argument()?]),
        ErrorKind::InvalidSubcommand => {
            let verb = word(error, ContextKind::InvalidSubcommand)?;
            texts.with("cli-wrong-unknown-verb", &[("verb", verb.into())])
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = words(error, ContextKind::InvalidArg)?;
            format!("{}\n  {}", texts.get("cli-wrong-missing"), missing.join("\n  "))
        }
        ErrorKind::InvalidValue if word(error, ContextKind::InvalidValue)?.is_empty() => {
            texts.with("cli-wrong-no-value", &[argument()?])
        }
        ErrorKind::InvalidValue => {
            let known = words(error, ContextKind::ValidValue).unwrap_or_default();
            let known = texts.with("cli-possible-values", &[("values", known.join(", ").into())]);
            format!("{}\n  {known}", texts.with("cli-wrong-value", &[value()?, argument()?]))
        }
        // Only numbers are read beyond being text.
        ErrorKind::ValueValidation => {
            let is_decimal =
                std::error::Error::source(error).is_some_and(<dyn std::error::Error>::is::<ParseFloatError>);
            let key = if is_decimal { "cli-wrong-number" } else { "cli-wrong-whole-number" };
            texts.with(key, &[value()?, argument()?])
        }
        ErrorKind::TooManyValues => texts.with("cli-wrong-too-many-values", &[value()?, argument()?]),
        ErrorKind::ArgumentConflict => conflict(error, texts)?,
        ErrorKind::InvalidUtf8 => texts.get("cli-wrong-utf8"),
        _ => return None,
    })
}

fn conflict(error: &Error, texts: &Texts) -> Option<String> {
    let others = words(error, ContextKind::PriorArg)?;
    let one = word(error, ContextKind::InvalidArg);
    if others.len() == 1 && one.as_ref() == others.first() {
        return Some(texts.with("cli-wrong-twice", &[("argument", one?.into())]));
    }
    let one = one.or_else(|| word(error, ContextKind::InvalidSubcommand))?;
    let others = others.iter().map(|other| format!("'{other}'")).collect::<Vec<_>>().join(", ");
    Some(texts.with("cli-wrong-conflict", &[("argument", one.into()), ("others", others.into())]))
}

/// What may have been meant.
fn tips(error: &Error, texts: &Texts) -> Vec<String> {
    let mut tips = Vec::new();
    for kind in [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue] {
        let similar = words(error, kind).unwrap_or_default();
        tips.extend(similar.into_iter().map(|word| texts.with("cli-tip-similar", &[("word", word.into())])));
    }
    let argument = word(error, ContextKind::InvalidArg).unwrap_or_default();
    if let Some(ContextValue::StyledStrs(suggested)) = error.get(ContextKind::Suggested) {
        for tip in suggested.iter().map(ToString::to_string) {
            let as_value = tip.contains(&format!("'-- {argument}'"));
            let own = || texts.with("cli-tip-as-value", &[("argument", argument.clone().into())]);
            tips.push(if as_value { own() } else { plain(&tip) });
        }
    }
    tips
}
