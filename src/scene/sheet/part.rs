//! What the items of a page mean, for formats that can say so: headings, pictures with their words, rows and cells.

use std::ops::Range;

use super::Item;

/// What a stretch of a page is to somebody who can't see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// The heading of the document.
    Title,
    /// The heading of a table or a stretch.
    Heading,
    /// Words.
    Words,
    /// A picture, in words.
    Figure(String),
    /// The name of a column, and what it is in words where it is a sign; those of one table follow each other.
    ColumnHead(String),
    /// The name of a row, across so many columns; it begins the row.
    RowHead(usize),
    /// A cell of the row that was begun.
    Cell,
    /// What stands on every page, above and below what the page is about.
    Running,
}

/// Items that follow each other and are one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What they are.
    pub role: Role,
    /// Which of the page's items.
    pub items: Range<usize>,
}

/// The items of a page while they are laid out, in painting order, with the parts that they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Canvas {
    pub items: Vec<Item>,
    pub parts: Vec<Part>,
}

impl Canvas {
    /// Adds an item that is mere adornment outside of every part.
    pub(super) fn push(&mut self, item: Item) {
        self.items.push(item);
    }

    pub(super) fn extend(&mut self, items: impl IntoIterator<Item = Item>) {
        self.items.extend(items);
    }

    /// Lays out a part.
    pub(super) fn part(&mut self, role: Role, lay: impl FnOnce(&mut Self)) {
        let start = self.items.len();
        lay(self);
        self.parts.push(Part { role, items: start..self.items.len() });
    }
}
