//! Parsing, with every word of the help from the texts.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command, CommandFactory as _, FromArgMatches as _};

use crate::text::Texts;

use super::arguments::Arguments;

/// The arguments, or what clap says of them.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>, texts: &Texts) -> Result<Arguments, clap::Error> {
    let matches = command(texts).try_get_matches_from(arguments)?;
    Arguments::from_arg_matches(&matches)
}

/// What can be asked for, with its words in the language of `texts`.
pub(super) fn command(texts: &Texts) -> Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let sealed = texts.get("cli-heading-sealed");
    let command = Arguments::command()
        .disable_version_flag(true)
        .arg(version.help(texts.get("cli-version")))
        .subcommand_help_heading(texts.get("cli-heading-commands"))
        .about(texts.get("cli-about"))
        .after_help(texts.get("cli-after-help"))
        .override_usage(texts.get("cli-usage"))
        .disable_help_subcommand(true)
        .mut_arg("path", |arg| arg.help(texts.get("cli-path")))
        .mut_arg("passphrase_file", |arg| arg.help(texts.get("cli-passphrase-file")).help_heading(sealed.clone()))
        .mut_arg("identity", |arg| arg.help(texts.get("cli-identity")).help_heading(sealed))
        .mut_subcommand("export", |verb| export(verb, texts))
        .mut_subcommand("compare", |verb| compare(verb, texts))
        .mut_subcommand("dicom", |verb| dicom(verb, texts))
        .mut_subcommand("send", |verb| send(verb, texts))
        .mut_subcommand("fhir", |verb| fhir(verb, texts))
        .mut_subcommand("drop", |verb| drop(verb, texts))
        .mut_subcommand("echo", |verb| echo(verb, texts))
        .mut_subcommand("check", |verb| check(verb, texts))
        .mut_subcommand("marks", |verb| marks(verb, texts))
        .mut_subcommand("import", |verb| import(verb, texts))
        .mut_subcommand("find", |verb| find(verb, texts))
        .mut_subcommand("course", |verb| course(verb, texts))
        .mut_subcommand("verify", |verb| verify(verb, texts))
        .mut_subcommand("prove", |verb| prove(verb, texts))
        .mut_subcommand("check-proof", |verb| check_proof(verb, texts))
        .mut_subcommand("erase", |verb| erase(verb, texts))
        .mut_subcommand("encrypt", |verb| encrypt(verb, texts))
        .mut_subcommand("export-plain", |verb| export_plain(verb, texts))
        .mut_subcommand("bundle", |verb| bundle(verb, texts))
        .mut_subcommand("unbundle", |verb| unbundle(verb, texts))
        .mut_subcommand("serve", |verb| serve(verb, texts))
        .mut_subcommand("views", |verb| verb.about(texts.get("cli-views")))
        .mut_subcommand("regions", |verb| regions(verb, texts));
    worded(command.mut_subcommands(|verb| worded(verb, texts)), texts)
}

/// What clap would say in English: headings, the help of `--help`, defaults and possible values.
fn worded(command: Command, texts: &Texts) -> Command {
    // Introduction, usage, verbs or arguments, options, then examples and exit statuses.
    let usage = texts.get("cli-heading-usage");
    let template = format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}");
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help(texts.get("cli-help"));
    let command = command.help_template(template).disable_help_flag(true).arg(help);
    command.mut_args(|arg| under_heading(with_values(arg, texts), texts))
}

/// The argument under a heading of ours, where it has none yet.
fn under_heading(arg: Arg, texts: &Texts) -> Arg {
    let heading = match (arg.get_help_heading(), arg.is_positional()) {
        (Some(_), _) => return arg,
        (None, true) => texts.get("cli-heading-arguments"),
        (None, false) => texts.get("cli-heading-options"),
    };
    arg.help_heading(heading)
}

/// The argument with its default and its possible values told by its help.
fn with_values(arg: Arg, texts: &Texts) -> Arg {
    if !arg.get_action().takes_values() {
        return arg;
    }
    let mut help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let default: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !default.is_empty() {
        help = format!("{help} {}", texts.with("cli-default", &[("value", default.join(" ").into())]));
    }
    let possible: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if !possible.is_empty() {
        help = format!("{help} {}", texts.with("cli-possible-values", &[("values", possible.join(", ").into())]));
    }
    arg.help(help).hide_default_value(true).hide_possible_values(true)
}

fn regions(verb: Command, texts: &Texts) -> Command {
    verb.about(texts.get("cli-regions"))
        .after_help(texts.get("cli-regions-after-help"))
        .mut_arg("json", |arg| arg.help(texts.get("cli-regions-json")))
}

fn dicom(verb: Command, texts: &Texts) -> Command {
    let verb = verb
        .about(texts.get("cli-dicom"))
        .after_help(texts.get("cli-dicom-after-help"))
        .mut_arg("session", |arg| arg.help(texts.get("cli-export-session")))
        .mut_arg("output", |arg| arg.help(texts.get("cli-dicom-output")))
        .mut_arg("force", |arg| arg.help(texts.get("cli-picture-force")));
    objects(accepted(verb, texts), texts)
}

fn send(verb: Command, texts: &Texts) -> Command {
    let verb = verb
        .about(texts.get("cli-send"))
        .after_help(texts.get("cli-send-after-help"))
        .mut_arg("session", |arg| arg.help(texts.get("cli-export-session")))
        .mut_arg("again", |arg| arg.help(texts.get("cli-send-again")));
    objects(accepted(headers(to(verb, texts), texts), texts), texts)
}

fn headers(verb: Command, texts: &Texts) -> Command {
    verb.mut_arg("header_env", |arg| arg.help(texts.get("cli-header-env")))
        .mut_arg("header_file", |arg| arg.help(texts.get("cli-header-file")))
}

fn fhir(verb: Command, texts: &Texts) -> Command {
    let verb = verb
        .about(texts.get("cli-fhir"))
        .after_help(texts.get("cli-fhir-after-help"))
        .mut_arg("session", |arg| arg.help(texts.get("cli-export-session")))
        .mut_arg("views", |arg| arg.help(texts.get("cli-dicom-view")))
        .mut_arg("patient_numbers", |arg| arg.help(texts.get("cli-fhir-patient-numbers")))
        .mut_arg("no_record", |arg| arg.help(texts.get("cli-picture-no-record")))
        .mut_arg("output", |arg| arg.help(texts.get("cli-fhir-output")))
        .mut_arg("force", |arg| arg.help(texts.get("cli-picture-force")))
        .mut_arg("post", |arg| arg.help(texts.get("cli-fhir-post")));
    headers(accepted(verb, texts), texts)
}

fn course(verb: Command, texts: &Texts) -> Command {
    let verb = verb
        .about(texts.get("cli-course"))
        .after_help(texts.get("cli-course-after-help"))
        .mut_arg("folder", |arg| arg.help(texts.get("cli-course-folder")))
        .mut_arg("heat", |arg| arg.help(texts.get("cli-course-heat")))
        .mut_arg("width", |arg| arg.help(texts.get("cli-course-width")))
        .mut_arg("csv", |arg| arg.help(texts.get("cli-course-csv")))
        .mut_arg("json", |arg| arg.help(texts.get("cli-course-json")));
    picture(verb, texts)
        .mut_arg("views", |arg| arg.help(texts.get("cli-course-view")))
        .mut_arg("output", |arg| arg.help(texts.get("cli-course-output")))
}

fn drop(verb: Command, texts: &Texts) -> Command {
    let verb = verb
        .about(texts.get("cli-drop"))
        .after_help(texts.get("cli-drop-after-help"))
        .mut_arg("session", |arg| arg.help(texts.get("cli-export-session")))
        .mut_arg("folder", |arg| arg.help(texts.get("cli-drop-folder")))
        .mut_arg("views", |arg| arg.help(texts.get("cli-dicom-view")))
        .mut_arg("template", |arg| arg.help(texts.get("cli-drop-template")))
        .mut_arg("no_record", |arg| arg.help(texts.get("cli-picture-no-record")));
    accepted(verb, texts)
}

fn echo(verb: Command, texts: &Texts) -> Command {
    to(verb.about(texts.get("cli-echo")).after_help(texts.get("cli-echo-after-help")), texts)
}

fn to(verb: Command, texts: &Texts) -> Command {
    verb.mut_arg("to", |arg| arg.help(texts.get("cli-send-to")))
        .mut_arg("from", |arg| arg.help(texts.get("cli-send-from")))
}

/// What `dicom` and `send` share.
fn objects(verb: Command, texts: &Texts) -> Command {
    let heading = texts.get("cli-heading-picture");
    let words = [
        ("views", texts.get("cli-dicom-view")),
        ("dpi", texts.get("cli-picture-dpi")),
        ("patient_name", texts.get("cli-dicom-patient-name")),
        ("regions", texts.get("cli-picture-regions")),
        ("no_report", texts.get("cli-dicom-no-report")),
    ];
    words
        .into_iter()
        .fold(verb, |verb, (id, help)| verb.mut_arg(id, |arg| arg.help(help).help_heading(heading.clone())))
}

fn check(verb: Command, texts: &Texts) -> Command {
    verb.about(texts.get("cli-check"))
        .after_help(texts.get("cli-check-after-help"))
        .mut_arg("path", |arg| arg.help(texts.get("cli-check-path")))
}

fn serve(verb: Command, texts: &Texts) -> Command {
    verb.about(texts.get("cli-serve"))
        .after_help(texts.get("cli-serve-after-help"))
        .mut_arg("folder", |arg| arg.help(texts.get("cli-serve-folder")))
        .mut_arg("port", |arg| arg.help(texts.get("cli-serve-port")))
}

fn find(verb: Command, texts: &Texts) -> Command {
    verb.about(texts.get("cli-find"))
        .after_help(texts.get("cli-find-after-help"))
        .mut_arg("library", |arg| arg.help(texts.get("cli-verify-library")))
        .mut_arg("lot", |arg| arg.help(texts.get("cli-find-lot")))
        .mut_arg("overdue", |arg| arg.help(texts.get("cli-find-overdue")))
        .mut_arg("substance", |arg| arg.help(texts.get("cli-find-substance")))
        .mut_arg("on", |arg| arg.help(texts.get("cli-find-on")))
        .mut_arg("region", |arg| arg.help(texts.get("cli-find-region")))
        .mut_arg("side", |arg| arg.help(texts.get("cli-find-side")))
        .mut_arg("exact", |arg| arg.help(texts.get("cli-find-exact")))
        .mut_arg("csv", |arg| arg.help(texts.get("cli-find-csv")))
        .mut_arg("json", |arg| arg.help(texts.get("cli-find-json")))
}

fn verify(verb: Command, texts: &Texts) -> Command {
    verb.about(texts.get("cli-verify"))
        .after_help(texts.get("cli-verify-after-help"))
        .mut_arg("library", |arg| arg.help(texts.get("cli-verify-library")))
        .mut_arg("against", |arg| arg.help(texts.get("cli-verify-against")))
        .mut_arg("save_checkpoint", |arg| arg.help(texts.get("cli-verify-save")))
        .mut_arg("checkpoint", |arg| arg.help(texts.get("cli-verify-vouch")))
        .mut_arg("trust", |arg| arg.help(texts.get("cli-verify-trust")))
        .mut_arg("stamp_request", |arg| arg.help(texts.get("cli-verify-stamp-request")))
        .mut_arg("stamp_token", |arg| arg.help(texts.get("cli-verify-stamp-token")))
}

fn prove(verb: Command, texts: &Texts) -> Command {
    verb.about(texts.get("cli-prove"))
        .after_help(texts.get("cli-prove-after-help"))
        .mut_arg("patient", |arg| arg.help(texts.get("cli-prove-patient")))
        .mut_arg("output", |arg| arg.help(texts.get("cli-prove-output")))
}

fn check_proof(verb: Command, texts: &Texts) -> Command {
    verb.about(texts.get("cli-check-proof"))
        .after_help(texts.get("cli-check-proof-after-help"))
        .mut_arg("file", |arg| arg.help(texts.get("cli-check-proof-file")))
        .mut_arg("patient", |arg| arg.help(texts.get("cli-check-proof-patient")))
        .mut_arg("against", |arg| arg.help(texts.get("cli-check-proof-against")))
}

fn erase(verb: Command, texts: &Texts) -> Command {
    verb.about(texts.get("cli-erase"))
        .after_help(texts.get("cli-erase-after-help"))
        .mut_arg("patient", |arg| arg.help(texts.get("cli-prove-patient")))
        .mut_arg("reason", |arg| arg.help(texts.get("cli-erase-reason")))
        .mut_arg("author", |arg| arg.help(texts.get("cli-erase-author")).hide_default_value(true))
        .mut_arg("yes", |arg| arg.help(texts.get("cli-erase-yes")))
}

fn encrypt(verb: Command, texts: &Texts) -> Command {
    verb.about(texts.get("cli-encrypt"))
        .after_help(texts.get("cli-encrypt-after-help"))
        .mut_arg("library", |arg| arg.help(texts.get("cli-encrypt-library")))
        .mut_arg("folder", |arg| arg.help(texts.get("cli-seal-folder")))
        .mut_arg("new_passphrase_file", |arg| arg.help(texts.get("cli-encrypt-passphrase")))
        .mut_arg("key_file", |arg| arg.help(texts.get("cli-encrypt-key-file")))
        .mut_arg("recipients", |arg| arg.help(texts.get("cli-encrypt-recipient")))
}

fn export_plain(verb: Command, texts: &Texts) -> Command {
    verb.about(texts.get("cli-export-plain"))
        .after_help(texts.get("cli-export-plain-after-help"))
        .mut_arg("library", |arg| arg.help(texts.get("cli-verify-library")))
        .mut_arg("folder", |arg| arg.help(texts.get("cli-seal-folder")))
}

fn bundle(verb: Command, texts: &Texts) -> Command {
    verb.about(texts.get("cli-bundle"))
        .after_help(texts.get("cli-bundle-after-help"))
        .mut_arg("path", |arg| arg.help(texts.get("cli-bundle-folder")))
        .mut_arg("output", |arg| arg.help(texts.get("cli-bundle-output")))
        .mut_arg("encrypt", |arg| arg.help(texts.get("cli-bundle-encrypt")))
        .mut_arg("new_passphrase_file", |arg| arg.help(texts.get("cli-bundle-passphrase")))
        .mut_arg("author", |arg| arg.help(texts.get("cli-bundle-author")).hide_default_value(true))
        .mut_arg("force", |arg| arg.help(texts.get("cli-picture-force")))
}

fn unbundle(verb: Command, texts: &Texts) -> Command {
    verb.about(texts.get("cli-unbundle"))
        .after_help(texts.get("cli-unbundle-after-help"))
        .mut_arg("file", |arg| arg.help(texts.get("cli-unbundle-file")))
        .mut_arg("into", |arg| arg.help(texts.get("cli-unbundle-into")))
        .mut_arg("list", |arg| arg.help(texts.get("cli-unbundle-list")))
        .mut_arg("accept_patient", |arg| arg.help(texts.get("cli-unbundle-accept-patient")))
        .mut_arg("bundle_passphrase_file", |arg| arg.help(texts.get("cli-unbundle-passphrase")))
        .mut_arg("author", |arg| arg.help(texts.get("cli-unbundle-author")).hide_default_value(true))
}

fn marks(verb: Command, texts: &Texts) -> Command {
    let verb = verb
        .about(texts.get("cli-marks"))
        .after_help(texts.get("cli-marks-after-help"))
        .mut_arg("language", |arg| arg.help(texts.get("cli-marks-language")))
        .mut_arg("output", |arg| arg.help(texts.get("cli-marks-output")))
        .mut_arg("force", |arg| arg.help(texts.get("cli-picture-force")));
    accepted(verb, texts).mut_arg("session", |arg| arg.help(texts.get("cli-export-session")))
}

fn import(verb: Command, texts: &Texts) -> Command {
    let next = texts.get("cli-heading-next-mark");
    let words = [
        ("technique", texts.get("cli-import-technique")),
        ("depth", texts.get("cli-import-depth")),
        ("cocktail", texts.get("cli-import-cocktail")),
        ("volume", texts.get("cli-import-volume")),
    ];
    let verb = verb
        .about(texts.get("cli-import"))
        .after_help(texts.get("cli-import-after-help"))
        .mut_arg("session", |arg| arg.help(texts.get("cli-import-session")))
        .mut_arg("file", |arg| arg.help(texts.get("cli-import-file")))
        .mut_arg("dry_run", |arg| arg.help(texts.get("cli-import-dry-run")))
        .mut_arg("mine", |arg| arg.help(texts.get("cli-import-mine")))
        .mut_arg("theirs", |arg| arg.help(texts.get("cli-import-theirs")))
        .mut_arg("new", |arg| arg.help(texts.get("cli-import-new")))
        .mut_arg("accept_foreign", |arg| arg.help(texts.get("cli-import-accept-foreign")))
        .mut_arg("author", |arg| arg.help(texts.get("cli-import-author")).hide_default_value(true));
    words.into_iter().fold(verb, |verb, (id, help)| verb.mut_arg(id, |arg| arg.help(help).help_heading(next.clone())))
}

fn export(verb: Command, texts: &Texts) -> Command {
    let verb = verb
        .about(texts.get("cli-export"))
        .after_help(texts.get("cli-export-after-help"))
        .mut_arg("session", |arg| arg.help(texts.get("cli-export-session-or-course")));
    let verb = accepted(verb, texts).mut_arg("compare", |arg| arg.help(texts.get("cli-export-compare")));
    let verb = verb.mut_arg("card", |arg| arg.help(texts.get("cli-export-card")));
    picture(tolerance(verb, texts), texts)
}

fn compare(verb: Command, texts: &Texts) -> Command {
    let verb = verb
        .about(texts.get("cli-compare"))
        .after_help(texts.get("cli-compare-after-help"))
        .mut_arg("before", |arg| arg.help(texts.get("cli-compare-before")))
        .mut_arg("after", |arg| arg.help(texts.get("cli-compare-after")))
        .mut_arg("protocol", |arg| arg.help(texts.get("cli-compare-protocol")));
    let verb = accepted(verb, texts)
        .mut_arg("moved_from", |arg| arg.help(texts.get("cli-compare-moved-from")))
        .mut_arg("without_shift", |arg| arg.help(texts.get("cli-compare-without-shift")))
        .mut_arg("json", |arg| arg.help(texts.get("cli-compare-json")));
    picture(tolerance(verb, texts), texts)
}

/// What every verb shares that makes something of a session. Headings stand in the order in which arguments get their words.
fn accepted(verb: Command, texts: &Texts) -> Command {
    verb.mut_arg("newer", |arg| arg.help(texts.get("cli-accept-newer")))
        .mut_arg("void", |arg| arg.help(texts.get("cli-accept-void")))
        .mut_arg("forked", |arg| arg.help(texts.get("cli-accept-forked")))
}

/// What `export` and `compare` share.
fn tolerance(verb: Command, texts: &Texts) -> Command {
    verb.mut_arg("tolerance", |arg| arg.help(texts.get("cli-compare-tolerance-help")))
}

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
        ("no_patient_name", texts.get("cli-picture-no-patient-name")),
        ("no_record", texts.get("cli-picture-no-record")),
        ("small", texts.get("cli-picture-small")),
        ("allow_missing_characters", texts.get("cli-picture-allow-missing-characters")),
        ("force", texts.get("cli-picture-force")),
    ];
    let with_words = |verb: Command, (id, help): (&'static str, String)| {
        verb.mut_arg(id, |arg| arg.help(help).help_heading(heading.clone()))
    };
    words.into_iter().fold(verb, with_words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn the_arguments_are_consistent() {
        for language in Language::ALL {
            command(&Texts::of(language)).debug_assert();
        }
    }
}
