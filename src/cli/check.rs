//! `mesomap check`: whether files can be read, and what stands out in the sessions that they hold.

use std::path::Path;

use crate::advice::{finding_sentence, problem_sentence};
use crate::chart::{Finding, Session, Severity, Techniques, findings};
use crate::store::{self, Position};
use crate::text::Texts;

use super::{Context, Failure, Status, names};

/// Writes a line per problem and finding, or one that says that there is none.
pub(super) fn run(path: &Path, context: &mut Context<'_>) -> Result<Status, Failure> {
    if !path.exists() {
        let place = [("path", names::path(path).into())];
        return Err(Failure::File(context.texts.with("cli-no-such-path", &place)));
    }
    let place = store::place_at(path)?;
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
    let problem = |finding: Finding| {
        let sentence = finding_sentence(&finding, session, texts, techniques);
        let sentence = match finding.severity() {
            Severity::Warning => sentence,
            Severity::Note => texts.with("cli-check-note", &[("sentence", sentence.into())]),
        };
        (finding.severity(), place(&finding, text), sentence)
    };
    findings(session, techniques).into_iter().map(problem).collect()
}

/// Where in the text of its session a finding shows: the first of its marks, its component, else its cocktail.
fn place(finding: &Finding, text: &str) -> Position {
    let after = |what: &str, from: usize| text[from..].find(what).map(|at| from + at);
    let cocktail = |letter: &crate::chart::Letter| after(&format!("letter: \"{letter}\""), 0);
    let at = match finding {
        Finding::MoreThanPrepared { letter, .. } | Finding::MixtureDoesNotAddUp { letter, .. } => cocktail(letter),
        Finding::Expired { letter, substance, .. } | Finding::LotMissing { letter, substance } => {
            let first = cocktail(letter);
            after(&format!("substance: \"{substance}\""), first.unwrap_or(0)).or(first)
        }
        about_marks => about_marks.marks().first().and_then(|id| after(&format!("(id: {},", id.0), 0)),
    };
    at.map_or(Position::START, |at| start_of_line(text, at))
}

/// Where the first word stands in the line that holds this byte.
fn start_of_line(text: &str, at: usize) -> Position {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let indent = text[start..].chars().take_while(|c| c.is_whitespace()).count();
    Position { line: text[..start].matches('\n').count() + 1, column: indent + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Letter, MarkId};

    #[test]
    fn a_finding_is_placed_at_its_mark_or_component() {
        let text = "(\n  letter: \"A\",\n  (substance: \"x\"),\n  letter: \"B\",\n    (substance: \"x\"),\n  Point(id: 7, at)\n";
        let b = Letter::new('B').unwrap();
        let expired = Finding::LotMissing { letter: b, substance: "x".to_owned() };
        assert_eq!(place(&expired, text), Position { line: 5, column: 5 });
        let elsewhere = Finding::LotMissing { letter: b, substance: "\"".to_owned() };
        assert_eq!(place(&elsewhere, text), Position { line: 4, column: 3 });
        let mark = Finding::MarksWithoutVolume(vec![MarkId(7)]);
        assert_eq!(place(&mark, text), Position { line: 6, column: 3 });
        assert_eq!(place(&Finding::MarksWithoutVolume(vec![MarkId(70)]), text), Position::START);
    }
}
