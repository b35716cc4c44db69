//! Parsing, with every word of the help from the texts.

use std::ffi::OsString;

use clap::{Command, CommandFactory as _, FromArgMatches as _};

use crate::text::Texts;

use super::arguments::Arguments;

/// Introduction, usage, verbs or arguments, options, then examples and exit statuses.
const TEMPLATE: &str = "{about-with-newline}\n{usage-heading} {usage}\n\n{all-args}{after-help}";

/// The arguments, or what clap says of them.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>, texts: &Texts) -> Result<Arguments, clap::Error> {
    let matches = command(texts).try_get_matches_from(arguments)?;
    Arguments::from_arg_matches(&matches)
}

fn command(texts: &Texts) -> Command {
    Arguments::command()
        .help_template(TEMPLATE)
        .about(texts.get("cli-about"))
        .after_help(texts.get("cli-after-help"))
        .override_usage(texts.get("cli-usage"))
        .disable_help_subcommand(true)
        .mut_arg("path", |arg| arg.help(texts.get("cli-path")))
        .mut_subcommand("export", |verb| export(verb, texts))
        .mut_subcommand("compare", |verb| compare(verb, texts))
        .mut_subcommand("check", |verb| check(verb, texts))
        .mut_subcommand("marks", |verb| marks(verb, texts))
        .mut_subcommand("views", |verb| verb.help_template(TEMPLATE).about(texts.get("cli-views")))
        .mut_subcommand("regions", |verb| regions(verb, texts))
}

fn regions(verb: Command, texts: &Texts) -> Command {
    verb.help_template(TEMPLATE)
        .about(texts.get("cli-regions"))
        .after_help(texts.get("cli-regions-after-help"))
        .mut_arg("json", |arg| arg.help(texts.get("cli-regions-json")))
}

fn check(verb: Command, texts: &Texts) -> Command {
    verb.help_template(TEMPLATE)
        .about(texts.get("cli-check"))
        .after_help(texts.get("cli-check-after-help"))
        .mut_arg("path", |arg| arg.help(texts.get("cli-check-path")))
}

fn marks(verb: Command, texts: &Texts) -> Command {
    verb.help_template(TEMPLATE)
        .about(texts.get("cli-marks"))
        .after_help(texts.get("cli-marks-after-help"))
        .mut_arg("session", |arg| arg.help(texts.get("cli-export-session")))
}

fn export(verb: Command, texts: &Texts) -> Command {
    let verb = verb
        .help_template(TEMPLATE)
        .about(texts.get("cli-export"))
        .after_help(texts.get("cli-export-after-help"))
        .mut_arg("session", |arg| arg.help(texts.get("cli-export-session")))
        .mut_arg("compare", |arg| arg.help(texts.get("cli-export-compare")));
    picture(verb, texts)
}

fn compare(verb: Command, texts: &Texts) -> Command {
    let verb = verb
        .help_template(TEMPLATE)
        .about(texts.get("cli-compare"))
        .after_help(texts.get("cli-compare-after-help"))
        .mut_arg("before", |arg| arg.help(texts.get("cli-compare-before")))
        .mut_arg("after", |arg| arg.help(texts.get("cli-compare-after")))
        .mut_arg("moved_from", |arg| arg.help(texts.get("cli-compare-moved-from")))
        .mut_arg("json", |arg| arg.help(texts.get("cli-compare-json")));
    picture(verb, texts)
}

/// What `export` and `compare` share.
fn picture(verb: Command, texts: &Texts) -> Command {
    let heading = texts.get("cli-heading-picture");
    let words = [
        ("views", texts.get("cli-picture-view")),
        ("output", texts.get("cli-picture-output")),
        ("dpi", texts.get("cli-picture-dpi")),
        ("paper", texts.get("cli-picture-paper")),
        ("landscape", texts.get("cli-picture-landscape")),
        ("size", texts.get("cli-picture-size")),
        ("title", texts.get("cli-picture-title")),
        ("side_by_side", texts.get("cli-picture-side-by-side")),
        ("regions", texts.get("cli-picture-regions")),
        ("guides", texts.get("cli-picture-guides")),
        ("patient_name", texts.get("cli-picture-patient-name")),
        ("force", texts.get("cli-picture-force")),
    ];
    let with_words = |verb: Command, (id, help): (&'static str, String)| {
        verb.mut_arg(id, |arg| arg.help(help).help_heading(heading.clone()))
    };
    let verb = words.into_iter().fold(verb, with_words);
    verb.mut_arg("tolerance", |arg| arg.help(texts.get("cli-compare-tolerance-help")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        command(&Texts::english()).debug_assert();
    }
}
