//! Tables over the whole width that go on from page to page, with their heads repeated.

use super::super::grid::count;
use super::super::header::{line, rule};
use super::super::part::{Canvas, Role};
use super::super::{Anchor, Item, Rect, Style, TextItem};
use crate::geom::Vec2;
use crate::scene::palette::{self, Colour};
use crate::scene::text::{self, Weight};

/// A heading with words and rows below it.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    pub heading: String,
    /// Words under the heading.
    pub words: Vec<String>,
    /// The names of the columns; none where there is no table.
    pub heads: Vec<Column>,
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub name: String,
    /// Whether its figures stand at the right.
    pub is_figures: bool,
}

/// The most lines of a cell: a row never fills a page.
const MOST_LINES: usize = 20;

/// The size of words in tables, of other words': most places stand on one line then.
const CELL: f32 = 0.9;

/// Pages that are filled from the top.
pub(super) struct Flow<'a> {
    style: &'a Style,
    zone: Rect,
    /// What every page begins with.
    head: Canvas,
    pages: Vec<Canvas>,
    y: f32,
}

impl<'a> Flow<'a> {
    pub(super) fn new(style: &'a Style, zone: Rect, head: Canvas) -> Self {
        Self { style, zone, pages: vec![head.clone()], head, y: zone.min.y }
    }

    /// What is left of the last page.
    pub(super) fn left(&self) -> Rect {
        let top = if self.y > self.zone.min.y { self.y + self.style.gap * 1.5 } else { self.y };
        Rect::new(Vec2::new(self.zone.min.x, top), self.zone.max)
    }

    /// The upper part of an empty page.
    pub(super) fn room(&self, share: f32) -> Rect {
        let Rect { min, max } = self.zone;
        Rect::new(min, Vec2::new(max.x, min.y + self.zone.height() * share))
    }

    /// Draws what takes so much of the first page, before anything else is put there.
    pub(super) fn begin_with(&mut self, height: f32, draw: impl FnOnce(&mut Canvas)) {
        draw(self.page());
        self.y += height;
    }

    /// Draws something of a height under a heading where the block before ended; of less than that, what it gives back.
    pub(super) fn figure(&mut self, heading: &str, height: f32, draw: impl FnOnce(&mut Canvas, Rect) -> f32) {
        if self.y > self.zone.min.y {
            self.y += self.style.gap * 1.2;
        }
        self.require(self.style.body * 2.0 + height);
        if !heading.is_empty() {
            self.heading(heading);
        }
        let top = Vec2::new(self.zone.min.x, self.y + self.style.gap * 0.3);
        let rect = Rect::new(top, Vec2::new(self.zone.max.x, (top.y + height).min(self.zone.max.y)));
        self.y = top.y + draw(self.page(), rect);
    }

    /// How high a page is.
    pub(super) fn height(&self) -> f32 {
        self.zone.height()
    }

    pub(super) fn finish(self) -> Vec<Canvas> {
        self.pages
    }

    /// Lays out a block where the one before ended.
    pub(super) fn put(&mut self, block: &Block) {
        if self.y > self.zone.min.y {
            self.y += self.style.gap * 1.2;
        }
        let table = Table::new(block, self.style, self.zone.width());
        let words: Vec<String> = block.words.iter().flat_map(|words| self.wrapped(words)).collect();
        let first = table.rows.first().map_or(0.0, |row| table.height(row));
        let heading = self.style.body * 2.0;
        self.require(heading + self.line_height() * count(words.len().min(3)) + table.head_height() + first);
        self.heading(&block.heading);
        self.words(&words);
        if !words.is_empty() && !block.heads.is_empty() {
            self.y += self.style.body * 0.4;
        }
        self.heads(&table);
        for row in &table.rows {
            if self.y + table.height(row) > self.zone.max.y {
                self.turn();
                self.heading(&block.heading);
                self.heads(&table);
            }
            self.row(&table, row);
        }
    }

    /// Goes on to the next page where there is no room for so much.
    fn require(&mut self, height: f32) {
        if self.y > self.zone.min.y && self.y + height > self.zone.max.y {
            self.turn();
        }
    }

    fn turn(&mut self) {
        self.pages.push(self.head.clone());
        self.y = self.zone.min.y;
    }

    fn page(&mut self) -> &mut Canvas {
        if self.pages.is_empty() {
            self.pages.push(self.head.clone());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    fn line_height(&self) -> f32 {
        self.style.body * 1.3
    }

    fn wrapped(&self, words: &str) -> Vec<String> {
        let lines = words.lines().filter(|line| !line.trim().is_empty());
        lines.flat_map(|line| text::wrap(line, Weight::Regular, self.zone.width() / self.style.body)).collect()
    }

    fn heading(&mut self, words: &str) {
        let (style, x) = (self.style, self.zone.min.x);
        let (size, width) = (style.value, self.zone.width());
        let words = text::truncate(words, Weight::SemiBold, width / size);
        let at = Vec2::new(x, self.y + size * 1.05);
        let item = line(at, size, Weight::SemiBold, palette::INK, &words);
        self.page().part(Role::Heading, |page| page.push(item));
        self.y += size * 1.6;
    }

    fn words(&mut self, lines: &[String]) {
        for words in lines {
            self.require(self.line_height());
            let at = Vec2::new(self.zone.min.x, self.y + self.style.body);
            let item = line(at, self.style.body, Weight::Regular, palette::INK, words);
            self.page().part(Role::Words, |page| page.push(item));
            self.y += self.line_height();
        }
    }

    fn heads(&mut self, table: &Table<'_>) {
        if table.block.heads.is_empty() {
            return;
        }
        let (style, left, right) = (self.style, self.zone.min.x, self.zone.max.x);
        let baseline = self.y + style.small * 1.25;
        for (at, column) in table.block.heads.iter().enumerate() {
            let place = (table.x(left, at), baseline, table.widths[at]);
            let item = cell(place, style.small, palette::QUIET, (column.is_figures, &column.name));
            self.page().part(Role::ColumnHead(String::new()), |page| page.push(item));
        }
        self.y += table.head_height();
        let under = rule(Vec2::new(left, self.y), right, palette::INK, style.rule * 0.7);
        self.page().push(under);
    }

    fn row(&mut self, table: &Table<'_>, row: &[Vec<String>]) {
        let (style, left, right, top) = (self.style, self.zone.min.x, self.zone.max.x, self.y);
        let size = table.size();
        for (at, lines) in row.iter().enumerate() {
            let role = if at == 0 { Role::RowHead(1) } else { Role::Cell };
            let is_figures = table.block.heads[at].is_figures;
            self.page().part(role, |page| {
                for (index, words) in lines.iter().enumerate() {
                    let baseline = top + size * 1.14 + count(index) * size * 1.3;
                    let place = (table.x(left, at), baseline, table.widths[at]);
                    page.push(cell(place, size, palette::INK, (is_figures, words)));
                }
            });
        }
        self.y += table.height(row);
        let under = rule(Vec2::new(left, self.y), right, palette::HAIRLINE, style.hairline);
        self.page().push(under);
    }
}

fn cell((x, baseline, width): (f32, f32, f32), size_mm: f32, colour: Colour, (at_right, words): (bool, &str)) -> Item {
    let (x, anchor) = if at_right { (x + width, Anchor::End) } else { (x, Anchor::Start) };
    let string = words.to_owned();
    let at = Vec2::new(x, baseline);
    Item::Text(TextItem { at, size_mm, anchor, weight: Weight::Regular, colour, halo: None, string })
}

/// A block's rows with their words broken into lines.
struct Table<'a> {
    block: &'a Block,
    style: &'a Style,
    widths: Vec<f32>,
    rows: Vec<Vec<Vec<String>>>,
}

impl<'a> Table<'a> {
    fn new(block: &'a Block, style: &'a Style, room: f32) -> Self {
        let (widths, size) = (widths(block, style, room), style.body * CELL);
        let wrap = |(cell, width): (&String, &f32)| text::wrap_at_most(cell, Weight::Regular, width / size, MOST_LINES);
        let rows = block.rows.iter().map(|row| row.iter().zip(&widths).map(wrap).collect()).collect();
        Self { block, style, widths, rows }
    }

    fn size(&self) -> f32 {
        self.style.body * CELL
    }

    fn gutter(&self) -> f32 {
        self.style.gap * 0.7
    }

    /// Where a column begins.
    fn x(&self, left: f32, column: usize) -> f32 {
        left + self.widths[..column].iter().sum::<f32>() + count(column) * self.gutter()
    }

    fn head_height(&self) -> f32 {
        if self.block.heads.is_empty() { 0.0 } else { self.style.small * 1.9 }
    }

    fn height(&self, row: &[Vec<String>]) -> f32 {
        let lines = row.iter().map(Vec::len).max().unwrap_or(1).max(1);
        count(lines) * self.size() * 1.3 + self.size() * 0.3
    }
}

/// As wide as its widest cell, or no wider than leaves room for the others.
fn widths(block: &Block, style: &Style, room: f32) -> Vec<f32> {
    let of_column = |(at, column): (usize, &Column)| {
        let head = text::width(&column.name, Weight::Regular) * style.small;
        let cells = block.rows.iter().filter_map(|row| row.get(at));
        cells.map(|cell| text::width(cell, Weight::Regular) * style.body * CELL).fold(head, f32::max) + 0.01
    };
    let natural: Vec<f32> = block.heads.iter().enumerate().map(of_column).collect();
    let room = room - count(natural.len().saturating_sub(1)) * style.gap * 0.7;
    if natural.iter().sum::<f32>() <= room {
        return natural;
    }
    let (mut low, mut high) = (0.0, room);
    for _ in 0..24 {
        let most = f32::midpoint(low, high);
        let used: f32 = natural.iter().map(|width| width.min(most)).sum();
        if used <= room { low = most } else { high = most }
    }
    natural.iter().map(|width| width.min(low)).collect()
}
