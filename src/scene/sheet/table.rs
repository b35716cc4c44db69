//! Legend and totals: sections of rows that flow through columns; what finds no room is counted, never lost.

use std::rc::Rc;

use super::Style;
use super::grid::count;
use super::header::{line, rule};
use super::part::{Canvas, Role};
use super::section::{Head, Icon, Row, Section, more};
use super::{Anchor, Item, Rect, TextItem};
use crate::geom::Vec2;
use crate::scene::palette::{self, Colour};
use crate::scene::text::{self, Weight};
use crate::text::Texts;

/// The sections with the design that they follow.
pub(super) struct Tables<'a> {
    sections: Vec<Section>,
    /// The width of every column of figures of each section.
    figure_widths: Vec<Vec<f32>>,
    style: Style,
    texts: &'a Texts,
}

/// Sections in columns, ready to draw.
pub(super) struct Flow {
    blocks: Vec<(Vec2, Block)>,
    /// Height of the tallest column.
    pub height: f32,
    /// How many rows were left out.
    pub hidden: usize,
}

/// A heading or a row, measured.
#[derive(Clone)]
enum Block {
    Heading { section: usize, width: f32 },
    Row(Rc<RowBlock>),
}

/// A row with its words broken into lines.
struct RowBlock {
    section: usize,
    row: Row,
    name: Vec<String>,
    note: Vec<String>,
    width: f32,
}

/// The rows of every section in columns of one width, each with its note in full and in short.
type Rows = Vec<Vec<[Block; 2]>>;

/// What rows flow through.
#[derive(Clone, Copy)]
struct Columns {
    number: usize,
    width: f32,
    /// Whether a section may not go on in the next column.
    whole: bool,
}

/// The most rows of a section that a page can hold; those beyond are counted without being measured.
const MOST_ROWS: usize = 1000;
/// The most lines of a row's name, and of the note under it.
const MOST_LINES: [usize; 2] = [8, 150];

/// How much of a section is shown.
#[derive(Clone, Copy)]
struct Shown {
    rows: usize,
    full_notes: usize,
}

impl<'a> Tables<'a> {
    pub(super) fn new(sections: Vec<Section>, style: &Style, texts: &'a Texts) -> Self {
        let figure_widths = sections.iter().map(|section| figure_widths(section, style, texts)).collect();
        Self { sections, figure_widths, style: *style, texts }
    }

    fn gutter(&self) -> f32 {
        self.style.gap * 1.4
    }

    /// The width of `columns` columns of `width`.
    pub(super) fn width_of(&self, columns: usize, width: f32) -> f32 {
        count(columns) * width + count(columns - 1) * self.gutter()
    }

    /// The width of each of `columns` columns in `room`; `None` where rows wouldn't fit, or where the eye would lose the
    /// line between a name and its figures while narrower columns fit.
    pub(super) fn column_width(&self, room: f32, columns: usize) -> Option<f32> {
        let width = |columns: usize| (room - count(columns - 1) * self.gutter()) / count(columns);
        let fits = |columns: usize| width(columns) >= self.least_column_width();
        let too_wide = width(columns) > self.style.body * 45.0 && fits(columns + 1);
        ((columns == 1 || fits(columns)) && !too_wide).then(|| width(columns))
    }

    /// Room for the figures of every section and a name beside them.
    pub(super) fn least_column_width(&self) -> f32 {
        let figures = self.figure_widths.iter().map(|widths| widths.iter().sum::<f32>());
        figures.fold(0.0, f32::max) + self.style.body * 9.2
    }

    fn icon_width(&self, icon: Icon) -> f32 {
        if matches!(icon, Icon::None) { 0.0 } else { self.style.body * 1.9 }
    }

    /// The height that the rows need in columns of `width`, as far as leaving out rows can keep it under `most`.
    pub(super) fn least_height(&self, columns: usize, width: f32, most: f32) -> f32 {
        let columns = Columns { number: columns, width, whole: false };
        let rows = self.rows(width);
        let blocks = self.blocks(&rows, &self.shortened(&rows, &columns, most), width);
        let low = self.lowest(&blocks, &columns, most).map_or(most, |(height, _)| height);
        // Sections that stay whole are worth a little height.
        let whole = self.lowest(&blocks, &Columns { whole: true, ..columns }, most.min(low * 1.12));
        whole.map_or(low, |(height, _)| height)
    }

    /// Rows in columns of `width`, no higher than `most` as far as leaving out rows can help; sections stay whole where
    /// there is room for that.
    pub(super) fn flow(&self, columns: usize, width: f32, most: f32) -> Flow {
        let columns = Columns { number: columns, width, whole: false };
        let rows = self.rows(width);
        let shown = self.shortened(&rows, &columns, most);
        let blocks = self.blocks(&rows, &shown, width);
        let total: f32 = blocks.iter().map(|block| self.height(block) + self.style.gap).sum();
        let whole = self.lowest(&blocks, &Columns { whole: true, ..columns }, most);
        let split = || self.lowest(&blocks, &columns, most).or_else(|| self.lowest(&blocks, &columns, total * 1.5));
        let placed = whole.or_else(split).map(|(_, placed)| placed).unwrap_or_default();
        let bottom = |(at, block): &(Vec2, Block)| at.y + self.height(block);
        let height = placed.iter().map(bottom).fold(0.0, f32::max);
        let hidden = self.sections.iter().zip(&shown).map(|(section, shown)| section.rows.len() - shown.rows).sum();
        Flow { blocks: placed, height, hidden }
    }

    /// As much of every section as fits under `most`: less takes less room, so halving finds it.
    fn shortened(&self, rows: &Rows, columns: &Columns, most: f32) -> Vec<Shown> {
        let all = |rows: &Vec<_>| Shown { rows: rows.len(), full_notes: rows.len() };
        let mut steps = vec![rows.iter().map(all).collect::<Vec<Shown>>()];
        let fits = |shown: &Vec<Shown>| self.fill(&self.blocks(rows, shown, columns.width), columns, most).is_some();
        if steps.first().is_none_or(fits) {
            return steps.pop().unwrap_or_default();
        }
        let mut next = steps[0].clone();
        while self.shorten(&mut next) {
            steps.push(next.clone());
        }
        let fitting = steps.partition_point(|shown| !fits(shown)).min(steps.len() - 1);
        steps.swap_remove(fitting)
    }

    /// Takes away what is missed least; `false` where nothing is left to take.
    fn shorten(&self, shown: &mut [Shown]) -> bool {
        let spare = |index: usize, shown: &Shown| shown.rows.saturating_sub(self.sections[index].least_rows);
        let longest =
            shown.iter().enumerate().max_by_key(|&(index, shown)| spare(index, shown)).map(|(index, _)| index);
        if let Some(index) = longest.filter(|&index| spare(index, &shown[index]) > 0) {
            shown[index].rows -= 1;
            return true;
        }
        if let Some(noted) = shown.iter_mut().rev().find(|shown| shown.full_notes > 0) {
            noted.full_notes -= 1;
            return true;
        }
        let fullest = shown.iter_mut().max_by_key(|shown| shown.rows).filter(|shown| shown.rows > 1);
        fullest.map(|fullest| fullest.rows -= 1).is_some()
    }

    /// Every row in columns of this width, its words broken into lines once.
    fn rows(&self, width: f32) -> Rows {
        let of_section = |(index, section): (usize, &Section)| {
            let both = |row: &Row| {
                let full = self.measured(index, row, true, width);
                // Most rows say the same in full and in short.
                let short =
                    if row.note == row.short_note { full.clone() } else { self.measured(index, row, false, width) };
                [full, short]
            };
            section.rows.iter().take(MOST_ROWS).map(both).collect()
        };
        self.sections.iter().enumerate().map(of_section).collect()
    }

    fn blocks(&self, rows: &Rows, shown: &[Shown], width: f32) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (index, ((section, rows), shown)) in self.sections.iter().zip(rows).zip(shown).enumerate() {
            blocks.push(Block::Heading { section: index, width });
            let of_row = |(at, [full, short]): (usize, &[Block; 2])| {
                if at < shown.full_notes { full.clone() } else { short.clone() }
            };
            blocks.extend(rows[..shown.rows].iter().enumerate().map(of_row));
            let hidden = &section.rows[shown.rows..];
            blocks.extend(more(hidden, self.texts).map(|row| self.measured(index, &row, true, width)));
            blocks.extend(section.closing.iter().map(|row| self.measured(index, row, true, width)));
        }
        blocks
    }

    fn measured(&self, section: usize, row: &Row, full_note: bool, width: f32) -> Block {
        let style = &self.style;
        let figures: f32 = self.figure_widths[section].iter().sum();
        let room = width - self.icon_width(row.icon);
        let weight = if row.total { Weight::SemiBold } else { Weight::Regular };
        let [most_names, most_notes] = MOST_LINES;
        let name = text::wrap_at_most(&row.name, weight, (room - figures) / style.body, most_names);
        let note = if full_note { &row.note } else { &row.short_note };
        let note = text::wrap_at_most(note, Weight::Regular, room / style.small, most_notes);
        let row = Row { name: String::new(), note: String::new(), short_note: String::new(), ..row.clone() };
        Block::Row(Rc::new(RowBlock { section, row, name, note, width }))
    }

    fn height(&self, block: &Block) -> f32 {
        let style = &self.style;
        match block {
            Block::Heading { .. } => style.body * 1.75,
            Block::Row(row) => {
                let names = count(row.name.len().max(1)) * style.body * 1.2 + style.body * 0.36;
                names + count(row.note.len()) * style.small * 1.28
            }
        }
    }

    /// The least height up to `most` that holds the blocks, and their places.
    fn lowest(&self, blocks: &[Block], columns: &Columns, most: f32) -> Option<(f32, Vec<(Vec2, Block)>)> {
        let mut best = (most, self.fill(blocks, columns, most)?);
        let mut low = 0.0;
        for _ in 0..12 {
            let middle = f32::midpoint(low, best.0);
            match self.fill(blocks, columns, middle) {
                Some(placed) => best = (middle, placed),
                None => low = middle,
            }
        }
        Some(best)
    }

    /// Fills column after column; a heading stays with its first rows and is repeated where its section goes on.
    fn fill(&self, blocks: &[Block], columns: &Columns, most: f32) -> Option<Vec<(Vec2, Block)>> {
        let mut placed = Vec::with_capacity(blocks.len() + columns.number);
        let (mut column, mut y) = (0, 0.0);
        for (index, block) in blocks.iter().enumerate() {
            let heading = matches!(block, Block::Heading { .. });
            let height = self.height(block);
            let before = if heading && y > 0.0 { self.style.gap * 0.8 } else { 0.0 };
            let followers = if heading { self.kept_with(&blocks[index + 1..], columns.whole) } else { 0.0 };
            if y > 0.0 && y + before + height + followers > most {
                column += 1;
                y = 0.0;
                if let Block::Row(row) = block {
                    let repeated = Block::Heading { section: row.section, width: columns.width };
                    placed.push((self.at(column, columns.width, 0.0), repeated.clone()));
                    y = self.height(&repeated);
                }
            } else {
                y += before;
            }
            if column >= columns.number || y + height > most {
                return None;
            }
            placed.push((self.at(column, columns.width, y), block.clone()));
            y += height;
        }
        Some(placed)
    }

    /// The height of the rows that must stay with the heading before them: two, or all.
    fn kept_with(&self, followers: &[Block], whole: bool) -> f32 {
        let rows = followers.iter().take_while(|block| matches!(block, Block::Row(_)));
        rows.take(if whole { usize::MAX } else { 2 }).map(|block| self.height(block)).sum()
    }

    fn at(&self, column: usize, width: f32, y: f32) -> Vec2 {
        Vec2::new(count(column) * (width + self.gutter()), y)
    }

    pub(super) fn draw(&self, flow: &Flow, at: Vec2, page: &mut Canvas) {
        for (offset, block) in &flow.blocks {
            match block {
                Block::Heading { section, width } => self.draw_heading(*section, at + *offset, *width, page),
                Block::Row(row) => {
                    let bottom = offset.y + self.height(block) + at.y;
                    let from = Vec2::new(at.x + offset.x, bottom);
                    page.push(rule(from, from.x + row.width, palette::HAIRLINE, self.style.hairline));
                    self.draw_row(row, at + *offset, page);
                }
            }
        }
    }

    fn draw_heading(&self, section: usize, at: Vec2, width: f32, page: &mut Canvas) {
        let style = &self.style;
        let Section { heading, heads, .. } = &self.sections[section];
        let baseline = at + Vec2::new(0.0, style.body * 1.1);
        page.part(Role::Heading, |page| {
            page.push(line(baseline, style.body, Weight::SemiBold, palette::INK, heading));
        });
        if !heads.is_empty() {
            page.part(Role::ColumnHead(String::new()), |_corner| {});
        }
        for (x, head) in self.figure_edges(section, at.x + width).into_iter().zip(heads) {
            page.part(Role::ColumnHead(head.in_words(self.texts)), |page| {
                page.push(self.head(head, Vec2::new(x, baseline.y)));
            });
        }
        let under = at + Vec2::new(0.0, style.body * 1.65);
        page.push(rule(under, at.x + width, palette::INK, style.rule * 0.7));
    }

    fn head(&self, head: &Head, at: Vec2) -> Item {
        let style = &self.style;
        match head {
            Head::Word(word) => figure((at, style.small), Weight::Regular, palette::QUIET, word.clone()),
            Head::Sign(key) => {
                let at = Vec2::new(at.x - style.body * 0.35, at.y - style.body * 0.3);
                Item::Glyph { at, radius_mm: style.body * 0.38, key: *key }
            }
        }
    }

    /// The right edges of the columns of figures.
    fn figure_edges(&self, section: usize, right: f32) -> Vec<f32> {
        let mut x = right;
        let edge = |width: &f32| {
            let edge = x;
            x -= width;
            edge
        };
        let mut edges: Vec<f32> = self.figure_widths[section].iter().rev().map(edge).collect();
        edges.reverse();
        edges
    }

    fn draw_row(&self, block: &RowBlock, at: Vec2, page: &mut Canvas) {
        let RowBlock { section, row, name, note, width } = block;
        let style = &self.style;
        let weight = if row.total { Weight::SemiBold } else { Weight::Regular };
        let first = at.y + style.body * 1.12;
        let x = at.x + self.icon_width(row.icon);
        let span = 1 + self.sections[*section].heads.len().saturating_sub(row.cells.len());
        page.part(Role::RowHead(span), |page| {
            self.draw_icon(row.icon, Vec2::new(at.x + style.body * 0.65, first - style.body * 0.36), page);
            for (index, words) in name.iter().enumerate() {
                let y = first + count(index) * style.body * 1.2;
                page.push(line(Vec2::new(x, y), style.body, weight, palette::INK, words));
            }
            let below = first + count(name.len().max(1) - 1) * style.body * 1.2;
            for (index, words) in note.iter().enumerate() {
                let y = below + style.body * 0.14 + count(index + 1) * style.small * 1.28;
                page.push(line(Vec2::new(x, y), style.small, Weight::Regular, palette::QUIET, words));
            }
        });
        for (x, cell) in self.figure_edges(*section, at.x + width).into_iter().zip(&row.cells) {
            let figure = figure((Vec2::new(x, first), style.body), weight, palette::INK, cell.text(self.texts));
            page.part(Role::Cell, |page| page.push(figure));
        }
    }

    fn draw_icon(&self, icon: Icon, centre: Vec2, page: &mut Canvas) {
        let Style { body, .. } = self.style;
        match icon {
            Icon::None => {}
            Icon::Glyph(key) => page.push(Item::Glyph { at: centre, radius_mm: body * 0.42, key }),
            Icon::Chip(letter, fill) => {
                let half = Vec2::new(body * 0.62, body * 0.52);
                page.push(Item::Box { rect: Rect::new(centre - half, centre + half), fill });
                page.extend(letter.map(|letter| {
                    let at = centre + Vec2::new(0.0, body * 0.82 * text::CAP_HEIGHT / 2.0);
                    Item::Text(TextItem {
                        at,
                        size_mm: body * 0.82,
                        anchor: Anchor::Middle,
                        weight: Weight::SemiBold,
                        colour: palette::on(fill),
                        halo: None,
                        string: letter.to_string(),
                    })
                }));
            }
        }
    }
}

/// The width of every column of figures of a section.
fn figure_widths(section: &Section, style: &Style, texts: &Texts) -> Vec<f32> {
    let Section { heads, rows, closing, .. } = section;
    let of_column = |(column, head): (usize, &Head)| {
        let head = match head {
            Head::Word(word) => text::width(word, Weight::Regular) * style.small,
            Head::Sign(_) => style.body * 1.6,
        };
        let figures = rows.iter().take(MOST_ROWS).chain(closing).filter_map(|row| row.cells.get(column));
        let widest = figures.map(|cell| text::width(&cell.text(texts), Weight::SemiBold)).fold(0.0, f32::max);
        head.max(widest * style.body) + style.body * 0.9
    };
    heads.iter().enumerate().map(of_column).collect()
}

fn figure((at, size_mm): (Vec2, f32), weight: Weight, colour: Colour, string: String) -> Item {
    Item::Text(TextItem { at, size_mm, anchor: Anchor::End, weight, colour, halo: None, string })
}
