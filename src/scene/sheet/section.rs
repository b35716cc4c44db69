//! What a table holds: sections of rows with their figures, not yet placed.

use crate::chart::{Letter, Tally};
use crate::compare::VolumeDifference;
use crate::scene::GlyphKey;
use crate::scene::glyph::GlyphStyle;
use crate::scene::palette::Colour;
use crate::text::Texts;

/// What stands at the head of a column of figures.
#[derive(Clone, Debug)]
pub(super) enum Head {
    /// A word.
    Word(String),
    /// The look of the marks that the column counts.
    Sign(GlyphKey),
}

impl Head {
    /// What a sign stands for; empty for words.
    pub(super) fn in_words(&self, texts: &Texts) -> String {
        let Self::Sign(key) = self else { return String::new() };
        match key.style {
            GlyphStyle::Repeated => texts.get("change-repeated"),
            GlyphStyle::Moved => texts.get("change-moved"),
            GlyphStyle::Added => texts.get("change-added"),
            GlyphStyle::Dropped => texts.get("change-dropped"),
            GlyphStyle::Changed => texts.get("change-changed"),
            GlyphStyle::InField => texts.get("change-as-field"),
            GlyphStyle::Now | GlyphStyle::Ghost => String::new(),
        }
    }
}

/// What stands before a row's name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Icon {
    /// Nothing, and no room for it.
    None,
    /// A mark.
    Glyph(GlyphKey),
    /// A cocktail's letter, in its colour or on grey.
    Chip(Option<Letter>, Colour),
}

/// A figure of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Words.
    Word(String),
    /// A number of points; nothing where it is zero.
    Count(usize),
    /// The volume of some points.
    Volume(Tally),
    /// How much more or less liquid, where that is known.
    Difference(Option<VolumeDifference>),
}

impl Cell {
    /// As it stands on the page.
    pub(super) fn text(&self, texts: &Texts) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::Count(0) => "–".to_owned(),
            Self::Count(number) => number.to_string(),
            Self::Volume(tally) => texts.decimal(tally.decimal()),
            Self::Difference(difference) => texts.decimal(VolumeDifference::decimal_of(*difference)),
        }
    }

    /// The figure for several rows together; empty for words.
    fn plus(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Count(a), Self::Count(b)) => Self::Count(a + b),
            (Self::Volume(a), Self::Volume(b)) => Self::Volume(*a + *b),
            (Self::Difference(a), Self::Difference(b)) => Self::Difference(a.zip(*b).map(|(a, b)| a + b)),
            _ => Self::Word(String::new()),
        }
    }
}

/// A row of a section.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Before the name.
    pub icon: Icon,
    /// What the row is about.
    pub name: String,
    /// Set small below the name.
    pub note: String,
    /// Set instead of the note where room is short.
    pub short_note: String,
    /// The figures.
    pub cells: Vec<Cell>,
    /// Whether it sums up the rows above.
    pub total: bool,
}

/// A heading with its rows.
#[derive(Clone, Debug)]
pub(super) struct Section {
    /// What the rows are.
    pub heading: String,
    /// What the figures are.
    pub heads: Vec<Head>,
    /// Rows, of which the last may be left out and counted.
    pub rows: Vec<Row>,
    /// How many rows are left out last.
    pub least_rows: usize,
    /// Rows at the end, never left out.
    pub closing: Vec<Row>,
}

/// One row for those left out, with their figures together.
pub(super) fn more(hidden: &[Row], texts: &Texts) -> Option<Row> {
    let (first, rest) = hidden.split_first()?;
    let sum = |cells: Vec<Cell>, row: &Row| cells.iter().zip(&row.cells).map(|(a, b)| a.plus(b)).collect();
    let words = |cells: Vec<Cell>| {
        let blank = |cell| if matches!(cell, Cell::Word(_)) { Cell::Word(String::new()) } else { cell };
        cells.into_iter().map(blank).collect()
    };
    Some(Row {
        icon: Icon::None,
        name: texts.with("sheet-and-more", &[("number", hidden.len().into())]),
        note: String::new(),
        short_note: String::new(),
        cells: words(rest.iter().fold(first.cells.clone(), sum)),
        total: false,
    })
}
