//! How views share a page: rows of equal height, as many as make the pictures largest.

use super::Rect;
use crate::geom::Vec2;

/// The place of one view: its picture, with a caption above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    /// Where the picture goes.
    pub picture: Rect,
    /// Room above the picture for its caption.
    pub caption: Rect,
}

impl Cell {
    /// Cuts a cell across which `parts` equal pictures lie, `gap` of a picture's width apart.
    pub(super) fn split(&self, parts: usize, gap: f32) -> Vec<Self> {
        let cut = |rect: Rect, at: usize| {
            let part = rect.width() / (count(parts) + count(parts - 1) * gap);
            let left = rect.min.x + count(at) * part * (1.0 + gap);
            Rect::new(Vec2::new(left, rect.min.y), Vec2::new(left + part, rect.max.y))
        };
        (0..parts).map(|at| Self { picture: cut(self.picture, at), caption: cut(self.caption, at) }).collect()
    }
}

/// What a row of pictures needs besides the pictures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spacing {
    /// Height of a caption.
    pub caption: f32,
    /// Between neighbours, both ways.
    pub gap: f32,
    /// The narrowest column that holds a caption.
    pub least_width: f32,
}

/// Pictures of these sizes in `room`; also the height used. `None` where there is no room.
pub(super) fn arrange(sizes: &[Vec2], room: Rect, spacing: Spacing) -> Option<(Vec<Cell>, f32)> {
    let options = (1..=sizes.len()).filter_map(|rows| in_rows(sizes, room, spacing, rows));
    let area = |cells: &[Cell]| cells.iter().map(|cell| cell.picture.width() * cell.picture.height()).sum::<f32>();
    options.max_by(|(a, _), (b, _)| area(a).total_cmp(&area(b)))
}

fn in_rows(sizes: &[Vec2], room: Rect, spacing: Spacing, rows: usize) -> Option<(Vec<Cell>, f32)> {
    let lines = split(sizes, rows);
    let gaps = count(rows - 1) * spacing.gap + count(rows) * spacing.caption;
    let height = (room.height() - gaps) / count(rows);
    // Every row has the height that the fullest one allows, so that the views keep one rhythm.
    let allowed = lines.iter().map(|line| {
        let aspects: f32 = line.iter().map(|size| size.x / size.y).sum();
        (room.width() - count(line.len() - 1) * spacing.gap) / aspects
    });
    let height = allowed.fold(height, f32::min);
    let widest =
        |line: &[Vec2]| line.iter().map(|size| (size.x / size.y * height).max(spacing.least_width)).sum::<f32>();
    let too_narrow = lines.iter().any(|line| widest(line) + count(line.len() - 1) * spacing.gap > room.width() + 0.01);
    if height < 10.0 || too_narrow {
        return None;
    }
    let step = height + spacing.caption + spacing.gap;
    let cells = lines.iter().enumerate().flat_map(|(row, line)| {
        row_of(line, Vec2::new(room.min.x, room.min.y + count(row) * step), room.width(), height, spacing)
    });
    Some((cells.collect(), count(rows) * step - spacing.gap))
}

/// Splits into rows as even as can be, fuller rows first.
fn split(sizes: &[Vec2], rows: usize) -> Vec<&[Vec2]> {
    let mut rest = sizes;
    (0..rows)
        .map(|row| {
            let (line, tail) = rest.split_at(rest.len().div_ceil(rows - row));
            rest = tail;
            line
        })
        .collect()
}

/// One row: equal columns, wider for wider views, each picture in the middle of its column.
fn row_of(line: &[Vec2], at: Vec2, width: f32, height: f32, spacing: Spacing) -> Vec<Cell> {
    let widths: Vec<f32> = line.iter().map(|size| size.x / size.y * height).collect();
    let columns: Vec<f32> = widths.iter().map(|width| width.max(spacing.least_width)).collect();
    let spare = width - columns.iter().sum::<f32>() - count(line.len() - 1) * spacing.gap;
    let mut x = at.x;
    let mut cells = Vec::new();
    for (picture, column) in widths.iter().zip(&columns) {
        let column = column + spare / count(line.len());
        let top = at.y + spacing.caption;
        let left = x + (column - picture) / 2.0;
        let caption = picture.max(spacing.least_width);
        let caption_left = x + (column - caption) / 2.0;
        cells.push(Cell {
            picture: Rect::new(Vec2::new(left, top), Vec2::new(left + picture, top + height)),
            caption: Rect::new(Vec2::new(caption_left, at.y), Vec2::new(caption_left + caption, top)),
        });
        x += column + spacing.gap;
    }
    cells
}

/// A small number as a length.
#[expect(clippy::cast_precision_loss, reason = "a few views or rows")]
pub(super) fn count(number: usize) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_fill_the_room_without_touching() {
        let spacing = Spacing { caption: 5.0, gap: 4.0, least_width: 30.0 };
        let room = Rect::new(Vec2::new(12.0, 40.0), Vec2::new(198.0, 240.0));
        for views in 1..=9 {
            let sizes = vec![Vec2::new(200.0, 250.0); views];
            let (cells, used) = arrange(&sizes, room, spacing).unwrap();
            assert_eq!(cells.len(), views);
            assert!(used <= room.height() + 0.01);
            for (index, cell) in cells.iter().enumerate() {
                assert!(room.contains(cell.caption.min + 0.01) && room.contains(cell.picture.max - 0.01));
                assert!(cells[..index].iter().all(|other| !other.picture.shrunk(0.01).overlaps(&cell.picture)));
            }
        }
    }

    #[test]
    fn rows_are_even() {
        let sizes = [Vec2::ONE; 5];
        let lengths: Vec<_> = split(&sizes, 2).iter().map(|row| row.len()).collect();
        assert_eq!(lengths, [3, 2]);
    }
}
