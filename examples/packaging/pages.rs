//! A man page for the program and one for each verb, from the same words as its help.

use std::io;

use clap::Command;
use clap_mangen::Man;
use mesomap::text::Language;

/// Words that stand in a page and in no help.
struct Words {
    /// Below `/usr/share`.
    folder: &'static str,
    /// What the program is, on one line: `whatis` and `apropos` show it.
    whatis: &'static str,
    name: &'static str,
    synopsis: &'static str,
    description: &'static str,
    notes: &'static str,
    see_also: &'static str,
    manual: &'static str,
}

fn words(language: Language) -> Words {
    match language {
        Language::English => Words {
            folder: "man/man1",
            whatis: "injection-map charting for face and body",
            name: "NAME",
            synopsis: "SYNOPSIS",
            description: "DESCRIPTION",
            notes: "NOTES",
            see_also: "SEE ALSO",
            manual: "User Commands",
        },
        Language::French => Words {
            folder: "man/fr/man1",
            whatis: "cartographie des injections du visage et du corps",
            name: "NOM",
            synopsis: "SYNOPSIS",
            description: "DESCRIPTION",
            notes: "NOTES",
            see_also: "VOIR AUSSI",
            manual: "Commandes de l'utilisateur",
        },
    }
}

/// All pages in both languages: path and text.
pub(crate) fn all() -> Vec<(String, String)> {
    Language::ALL.into_iter().flat_map(of).collect()
}

fn of(language: Language) -> Vec<(String, String)> {
    let words = words(language);
    let mut program = mesomap::cli::command(language);
    program.build();
    let verbs: Vec<Command> = program.get_subcommands().cloned().collect();
    let page = |command: Command, is_verb| {
        let name = command.get_display_name().unwrap_or("mesomap").to_owned();
        (format!("{}/{name}.1", words.folder), text(command, is_verb, &words))
    };
    let mut pages = vec![page(program, false)];
    pages.extend(verbs.into_iter().map(|verb| page(verb, true)));
    pages
}

fn text(mut command: Command, is_verb: bool, words: &Words) -> String {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let whatis = if is_verb { about.lines().next().unwrap_or_default() } else { words.whatis };
    let name = command.get_display_name().unwrap_or("mesomap").to_owned();
    let notes = command.get_after_help().map(ToString::to_string);
    let usage = command.render_usage().to_string();
    let has_verbs = command.has_subcommands();
    let page = Man::new(command).date(date()).source(source()).manual(words.manual);
    let mut parts = vec![rendered(|out| page.render_title(out))];
    parts.push(format!(".SH {}\n{name} \\- {}\n", words.name, escaped(whatis)));
    parts.push(format!(".SH {}\n{}\n", words.synopsis, synopsis(&usage)));
    parts.push(format!(".SH {}\n{}\n", words.description, escaped(&about)));
    parts.push(rendered(|out| page.render_options_section(out)));
    if has_verbs {
        parts.push(rendered(|out| page.render_subcommands_section(out)));
    }
    // Tables and commands keep their lines.
    parts.extend(notes.map(|notes| format!(".SH {}\n.nf\n{}\n.fi\n", words.notes, escaped(&notes))));
    if is_verb {
        parts.push(format!(".SH {}\n.BR mesomap (1)\n", words.see_also));
    }
    parts.concat().lines().map(line).collect()
}

fn rendered(render: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    // Memory takes whatever is written.
    let _always = render(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Each way of calling on a line of its own.
fn synopsis(usage: &str) -> String {
    let usage = usage.trim_start_matches("Usage:");
    usage.lines().map(|way| escaped(way.trim())).collect::<Vec<_>>().join("\n.br\n")
}

/// A line of the page. French headings of the help end in the space before their colon, which no page has; the others keep theirs.
fn line(line: &str) -> String {
    match line.strip_prefix(".SH ") {
        Some(heading) => format!(".SH {}\n", heading.replace('\u{A0}', "").to_uppercase()),
        None => line.replace('\u{A0}', r"\~") + "\n",
    }
}

/// Text as it is read, in the language of the formatter.
fn escaped(text: &str) -> String {
    let escaped = text.replace('\\', r"\e").replace('-', r"\-");
    let guarded = |line: &str| if line.starts_with(['.', '\'']) { format!(r"\&{line}") } else { line.to_owned() };
    escaped.lines().map(guarded).collect::<Vec<_>>().join("\n")
}

/// The version alone: who reads a page of a package wants no commit.
fn source() -> String {
    format!("mesomap {}", env!("CARGO_PKG_VERSION"))
}

/// The day of the commit that the program is built from; nothing where nobody knows it.
fn date() -> &'static str {
    let inside = mesomap::VERSION.trim_end_matches(')');
    inside.rsplit_once(", ").map_or("", |(_, date)| date)
}
