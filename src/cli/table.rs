//! Columns of text that line up: the first to the left, numbers to the right.

use std::io::{self, Write};

/// Rows of cells; missing cells are empty.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with this heading.
    pub(super) fn new(heading: Vec<String>) -> Self {
        Self { rows: vec![heading] }
    }

    /// One more row.
    pub(super) fn push(&mut self, row: Vec<String>) {
        self.rows.push(row);
    }

    /// Writes every row on a line, without blanks at its end; cells after the first are numbers.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.write_lines(out, 1)
    }

    /// As [`Self::write`], but no cell is a number.
    pub(super) fn write_left(&self, out: &mut dyn Write) -> io::Result<()> {
        self.write_lines(out, usize::MAX)
    }

    fn write_lines(&self, out: &mut dyn Write, first_number: usize) -> io::Result<()> {
        let widths = self.widths();
        for row in &self.rows {
            let mut line = String::new();
            for (index, (cell, &width)) in row.iter().zip(&widths).enumerate() {
                let gap = " ".repeat(width.saturating_sub(cell.chars().count()));
                line.push_str(if index == 0 { "" } else { "  " });
                line.extend(if index < first_number { [cell.as_str(), &gap] } else { [gap.as_str(), cell] });
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn widths(&self) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        (0..columns).map(width).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up() {
        let cells = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect();
        let mut table = Table::new(cells(&["Region", "mL"]));
        table.push(cells(&["Décolleté", "0.120"]));
        table.push(cells(&["Ear", ""]));
        let mut out = Vec::new();
        table.write(&mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "Region        mL\nDécolleté  0.120\nEar\n");
    }
}
