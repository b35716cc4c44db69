//! Cells of a table as text, each with its place (RFC 4180; a row may also end in a bare line feed).

use super::super::read::Fault;
use super::super::{Flaw, Position};

/// A cell: what stands in it, and where it begins.
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) at: Position,
}

/// Reads a table row by row.
pub(super) struct Rows<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    separator: char,
    at: Position,
}

impl<'a> Rows<'a> {
    /// Rows of `text`, which begins in this line of its file.
    pub(super) fn of(text: &'a str, separator: char, line: usize) -> Self {
        Self { rest: text.chars().peekable(), separator, at: Position { line, column: 1 } }
    }

    fn step(&mut self) -> Option<char> {
        let next = self.rest.next()?;
        let is_end = next == '\n' || (next == '\r' && self.rest.peek() != Some(&'\n'));
        if is_end {
            self.at = Position { line: self.at.line + 1, column: 1 };
        } else {
            self.at.column += 1;
        }
        Some(next)
    }

    /// The next cell, and whether it is the last of its row.
    fn cell(&mut self) -> Result<(Cell, bool), Fault> {
        let at = self.at;
        let mut text = String::new();
        if self.rest.peek() == Some(&'"') {
            self.step();
            loop {
                match self.step() {
                    None => return Err(Fault::Syntax(at, Flaw::UnclosedText)),
                    Some('"') if self.rest.peek() == Some(&'"') => {
                        self.step();
                        text.push('"');
                    }
                    Some('"') => break,
                    Some(other) => text.push(other),
                }
            }
        }
        let is_quoted = self.at != at;
        loop {
            let here = self.at;
            match self.step() {
                Some('\r') if self.rest.peek() == Some(&'\n') => {}
                None | Some('\r' | '\n') => return Ok((Cell { text, at }, true)),
                Some(sign) if sign == self.separator => return Ok((Cell { text, at }, false)),
                Some(sign) if is_quoted || sign == '"' => {
                    return Err(Fault::Syntax(here, Flaw::UnexpectedCharacter(sign)));
                }
                Some(sign) => text.push(sign),
            }
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Vec<Cell>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rest.peek()?;
        let mut row = Vec::new();
        loop {
            match self.cell() {
                Err(fault) => return Some(Err(fault)),
                Ok((cell, is_last)) => {
                    row.push(cell);
                    if is_last {
                        return Some(Ok(row));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_what_was_written_and_know_their_place() {
        let rows: Vec<_> = Rows::of("a,\"b \"\"c\"\"\r\nd\",\r\n\ne,f", ',', 1).map(Result::unwrap).collect();
        let texts: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect();
        assert_eq!(texts, [vec!["a", "b \"c\"\r\nd", ""], vec![""], vec!["e", "f"]]);
        assert_eq!(rows[2][1].at, Position { line: 4, column: 3 });
    }

    #[test]
    fn what_is_no_table_is_refused_where_it_stands() {
        for (text, column) in [("a,\"b", 3), ("a,\"b\"c", 6), ("a,b\"c", 4)] {
            let fault = Rows::of(text, ',', 1).next().unwrap().err();
            assert!(matches!(fault, Some(Fault::Syntax(at, _)) if at.column == column), "{text}");
        }
    }
}
