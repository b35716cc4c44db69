//! `mesomap check`: whether files can be read, and what stands out in the sessions that they hold.

use std::collections::HashMap;
use std::path::Path;

use crate::advice::{finding_sentence, problem_sentence};
use crate::chart::{Finding, Letter, Session, Severity, Techniques, findings};
use crate::store::{self, Position, StoreError};
use crate::text::Texts;

use super::{Context, Failure, Status, names};

/// Writes a line per problem and finding, or one that says that there is none.
pub(super) fn run(path: &Path, context: &mut Context<'_>) -> Result<Status, Failure> {
    // In an encrypted library nothing is called on disk as people name it.
    let place = super::sealed::place(path, context).map_err(|failure| match failure {
        Failure::Store(why) if matches!(*why, StoreError::NotFound { .. }) => {
            let place = [("path", names::path(path).into())];
            Failure::File(context.texts.with("cli-no-such-path", &place))
        }
        failure => failure,
    })?;
    let techniques = super::techniques(&place, context);
    let texts = &context.texts;
    let (problems, sessions) =
        store::check_sessions(&place, |_, session, text| in_session(session, text, (&techniques, texts)));
    for problem in &problems {
        let sentence = problem_sentence(problem, &context.texts);
        write(&problem.file, problem.position, &sentence, context)?;
    }
    let (read, mut found, mut notes) = (sessions.len(), problems.len(), 0_usize);
    for (file, findings) in sessions {
        for (severity, position, sentence) in findings {
            write(&file, Some(position), &sentence, context)?;
            match severity {
                Severity::Warning => found += 1,
                Severity::Note => notes += 1,
            }
        }
    }
    if notes > 0 {
        writeln!(context.out, "{}", context.texts.with("cli-check-notes", &[("notes", notes.into())]))?;
    }
    let counts = [("files", read.into()), ("found", found.into())];
    if found > 0 {
        writeln!(context.err, "{}", context.texts.with("cli-check-found", &counts))?;
        return Ok(Status::Findings);
    }
    writeln!(context.out, "{}", context.texts.with("cli-check-clean", &counts))?;
    Ok(Status::Done)
}

/// `file:line:column: sentence`, as compilers write it.
fn write(file: &Path, at: Option<Position>, sentence: &str, context: &mut Context<'_>) -> Result<(), Failure> {
    let place = at.map(|Position { line, column }| format!("{line}:{column}:")).unwrap_or_default();
    let line = format!("{}:{place} {sentence}", file.display());
    Ok(writeln!(context.out, "{}", names::plain(&line))?)
}

/// What stands out in one session, of which `text` is the file.
fn in_session(
    session: &Session,
    text: &str,
    (techniques, texts): (&Techniques, &Texts),
) -> Vec<(Severity, Position, String)> {
    let places = Places::of(text);
    let problem = |finding: Finding| {
        let sentence = finding_sentence(&finding, session, texts, techniques);
        let sentence = match finding.severity() {
            Severity::Warning => sentence,
            Severity::Note => texts.with("cli-check-note", &[("sentence", sentence.into())]),
        };
        (finding.severity(), places.place(&finding), sentence)
    };
    findings(session, techniques).into_iter().map(problem).collect()
}

/// Where things stand in the text of a session, found in one pass: a file may give ten thousand findings.
struct Places<'a> {
    /// The byte at which each line begins.
    lines: Vec<usize>,
    text: &'a str,
    /// The bytes at which each of these words stands, in order.
    letters: HashMap<&'a str, Vec<usize>>,
    substances: HashMap<&'a str, Vec<usize>>,
    ids: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Places<'a> {
    fn of(text: &'a str) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(end, _)| end + 1)).collect();
        let (letters, substances) = (words(text, "letter: \"", '"'), words(text, "substance: \"", '"'));
        Self { lines, text, letters, substances, ids: words(text, "(id: ", ',') }
    }

    /// Where a finding shows: the first of its marks, its component, else its cocktail.
    fn place(&self, finding: &Finding) -> Position {
        let first = |places: &HashMap<&str, Vec<usize>>, word: &str, from: usize| {
            let places = places.get(word)?;
            places.get(places.partition_point(|&at| at < from)).copied()
        };
        let cocktail = |letter: &Letter| first(&self.letters, &letter.to_string(), 0);
        let at = match finding {
            Finding::MoreThanPrepared { letter, .. }
            | Finding::MixtureDoesNotAddUp { letter, .. }
            | Finding::DoesNotBalance { letter, .. } => cocktail(letter),
            Finding::Expired { letter, substance, .. } | Finding::LotMissing { letter, substance } => {
                let of_cocktail = cocktail(letter);
                first(&self.substances, substance, of_cocktail.unwrap_or(0)).or(of_cocktail)
            }
            about_marks => about_marks.marks().first().and_then(|id| first(&self.ids, &id.0.to_string(), 0)),
        };
        at.map_or(Position::START, |at| self.start_of_line(at))
    }

    /// Where the first word stands in the line that holds this byte.
    fn start_of_line(&self, at: usize) -> Position {
        let line = self.lines.partition_point(|&start| start <= at);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let indent = self.text[start..].chars().take_while(|c| c.is_whitespace()).count();
        Position { line, column: indent + 1 }
    }
}

/// What stands between `before` and `end` in a text, with the bytes at which `before` does.
fn words<'a>(text: &'a str, before: &str, end: char) -> HashMap<&'a str, Vec<usize>> {
    let mut words: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, _) in text.match_indices(before) {
        let rest = &text[at + before.len()..];
        // As far as the line goes: a file may be one long line.
        match rest.find([end, '\n']) {
            Some(length) if rest[length..].starts_with(end) => words.entry(&rest[..length]).or_default().push(at),
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::MarkId;

    #[test]
    fn a_finding_is_placed_at_its_mark_or_component() {
        let text = "(\n  letter: \"A\",\n  (substance: \"x\"),\n  letter: \"B\",\n    (substance: \"x\"),\n  Point(id: 7, at)\n";
        let place = |finding: &Finding, text: &str| Places::of(text).place(finding);
        let b = Letter::new('B').unwrap();
        let expired = Finding::LotMissing { letter: b, substance: "x".to_owned() };
        assert_eq!(place(&expired, text), Position { line: 5, column: 5 });
        let elsewhere = Finding::LotMissing { letter: b, substance: "\"".to_owned() };
        assert_eq!(place(&elsewhere, text), Position { line: 4, column: 3 });
        let mark = Finding::MarksWithoutVolume(vec![MarkId(7)]);
        assert_eq!(place(&mark, text), Position { line: 6, column: 3 });
        assert_eq!(place(&Finding::MarksWithoutVolume(vec![MarkId(70)]), text), Position::START);
    }

    #[test]
    fn twenty_thousand_findings_are_placed() {
        let letter = Letter::new('Z').unwrap();
        let line = |nth: usize| format!("    (substance: \"product {nth}\", volume_ml: 0.1),\n");
        let text = format!("(\n  letter: \"Z\",\n{})\n", (0..20_000).map(line).collect::<String>());
        let places = Places::of(&text);
        for nth in 0..20_000 {
            let missing = Finding::LotMissing { letter, substance: format!("product {nth}") };
            assert_eq!(places.place(&missing), Position { line: 3 + nth, column: 5 });
        }
    }
}
