//! Close-ups of where marks lie so near each other that their glyphs cover each other at the page's scale.
//!
//! A view is crowded where glyphs of different places lie nearer than [`CROWDED`] radii. What another view shows apart needs no
//! close-up; what lies together becomes a window of limited extent, so that it comes out larger, and those with most marks
//! that can't be read otherwise are taken first.

use std::collections::BTreeSet;

use super::super::grid::Cell;
use super::super::part::{Canvas, Role};
use super::super::{Anchor, BodyPicture, Item, Rect, TextItem};
use super::{Panel, Panels, in_frame, nearest_mm, spacing_mm};
use crate::chart::MarkId;
use crate::geom::Vec2;
use crate::scene::drawing::{Drawing, Ground, Pens};
use crate::scene::glyph::glyph_radius_spaced;
use crate::scene::palette;
use crate::scene::text::{self, Weight};
use crate::scene::view::{Origin, PlacedMark, ViewScene};

/// Nearer than so many radii a glyph hides the letter of its neighbour.
pub(super) const CROWDED: f32 = 1.6;
/// The fewest marks that a close-up is made for.
const LEAST: usize = 6;
/// What a close-up must gain over its view.
const GAIN: f32 = 1.4;

/// A piece of a view that is shown again, larger.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::scene::sheet) struct Inset {
    panel: usize,
    /// In view millimetres, y up.
    window: Rect,
}

/// A mark wherever it is shown: of which session, and which.
type Key = (bool, Origin, MarkId);

/// Marks of a panel that lie together and can't be read.
struct Crowd {
    panel: usize,
    window: Rect,
    marks: BTreeSet<Key>,
}

impl Panels<'_> {
    /// The close-ups that views in these cells need, at most so many, in reading order.
    pub(in crate::scene::sheet) fn insets(&self, cells: &[Cell], most: usize) -> Vec<Inset> {
        let sights: Vec<Seen> = self.each.iter().zip(cells).map(|(panel, cell)| Seen::of(panel, cell)).collect();
        let clear: BTreeSet<Key> = sights.iter().flat_map(|seen| seen.clear.iter().copied()).collect();
        let crowds = sights.iter().enumerate().flat_map(|(at, seen)| seen.crowds(at, &self.each[at], &clear));
        let mut crowds: Vec<Crowd> = crowds.collect();
        let mut chosen: Vec<Inset> = Vec::new();
        let mut shown: BTreeSet<Key> = BTreeSet::new();
        while chosen.len() < most {
            let left = |crowd: &Crowd| crowd.marks.difference(&shown).count();
            // Of equals the first, which stands earlier on the page.
            let best = crowds.iter().enumerate().rev().max_by_key(|(_, crowd)| left(crowd));
            let Some(at) = best.filter(|(_, crowd)| left(crowd) >= LEAST).map(|(at, _)| at) else { break };
            let crowd = crowds.remove(at);
            shown.extend(crowd.marks);
            chosen.push(Inset { panel: crowd.panel, window: crowd.window });
        }
        chosen.sort_by(|a, b| a.panel.cmp(&b.panel).then(b.window.max.y.total_cmp(&a.window.max.y)));
        chosen
    }

    /// Where close-ups go in `room`, with the height that they take; those that gain too little are left out.
    pub(in crate::scene::sheet) fn place_insets(
        &self,
        insets: &[Inset],
        cells: &[Cell],
        room: Rect,
    ) -> (Vec<(Inset, Cell)>, f32) {
        let sizes: Vec<Vec2> = insets.iter().map(|inset| inset.window.max - inset.window.min).collect();
        let Some((places, height)) = super::grid::arrange(&sizes, room, self.spacing(1)) else {
            return (Vec::new(), 0.0);
        };
        let gains = |(inset, place): &(Inset, Cell)| {
            let usual = cells[inset.panel].picture.width() / self.each[inset.panel].view.width_mm;
            place.picture.width() / inset.window.width() >= GAIN * usual
        };
        let placed: Vec<(Inset, Cell)> = insets.iter().copied().zip(places).collect();
        if placed.iter().all(gains) {
            return (placed, height);
        }
        let kept: Vec<Inset> = placed.iter().filter(|one| gains(one)).map(|(inset, _)| *inset).collect();
        if kept.is_empty() { (Vec::new(), 0.0) } else { self.place_insets(&kept, cells, room) }
    }

    /// The frames of close-ups on their views, with their numbers.
    pub(in crate::scene::sheet) fn frame(&self, insets: &[Inset], cells: &[Cell], page: &mut Canvas) {
        for (at, inset) in insets.iter().enumerate() {
            let (panel, cell) = (&self.each[inset.panel], &cells[inset.panel]);
            let ground = self.picture(panel, cell).ground();
            let frame = on_page(&ground, inset.window);
            page.push(outline(frame, self.style.rule));
            let radius = panel.radius_mm(ground.scale);
            let glyphs: Vec<Vec2> =
                panel.scene.marks.iter().map(|mark| ground.medium_from_view(mark.at_view_mm)).collect();
            let words: Vec<Rect> = page.items.iter().filter_map(text_rect).collect();
            let number = self.frame_number(at + 1, (frame, cell.picture), &words, (&glyphs, radius));
            page.part(Role::Words, |page| page.push(Item::Text(number)));
        }
    }

    /// A number at a corner of its frame, outside of it before inside, at the one where no words and the fewest marks lie.
    fn frame_number(
        &self,
        number: usize,
        (frame, picture): (Rect, Rect),
        words: &[Rect],
        (glyphs, radius): (&[Vec2], f32),
    ) -> TextItem {
        let size_mm = self.style.body;
        let string = number.to_string();
        let width = text::width(&string, Weight::SemiBold) * size_mm;
        let (cap, gap) = (size_mm * text::CAP_HEIGHT, size_mm * 0.3);
        let [above, below] = [frame.min.y - gap, frame.max.y + gap + cap];
        let [top, bottom] = [frame.min.y + gap + cap, frame.max.y - gap];
        let [left, right] = [frame.min.x, frame.max.x - width];
        let [before, after] = [left - width - gap, frame.max.x + gap];
        let outside = [(left, above), (right, above), (left, below), (right, below)];
        let beside = [(before, top), (after, top), (before, bottom), (after, bottom)];
        let inside = [(left + gap, top), (right - gap, top), (left + gap, bottom), (right - gap, bottom)];
        let made = |(x, y): (f32, f32)| number_at(Vec2::new(x, y), Anchor::Start, (size_mm, Weight::SemiBold), &string);
        let covered = |number: &TextItem| {
            let rect = number.rect();
            let leaves = !(picture.contains(rect.min) && picture.contains(rect.max));
            let words = words.iter().filter(|other| other.overlaps(&rect.shrunk(-0.1))).count();
            let reach = rect.shrunk(-radius);
            let hidden = glyphs.iter().filter(|&&at| reach.contains(at)).count();
            (usize::from(leaves) + words, hidden)
        };
        let places = outside.into_iter().chain(beside).chain(inside);
        places
            .map(made)
            .fold(made((left, above)), |best, next| if covered(&next) < covered(&best) { next } else { best })
    }

    /// The close-ups themselves.
    pub(in crate::scene::sheet) fn draw_insets(&self, placed: &[(Inset, Cell)], page: &mut Canvas) {
        for (at, (inset, cell)) in placed.iter().enumerate() {
            let panel = &self.each[inset.panel];
            let scale = cell.picture.width() / inset.window.width();
            let picture = BodyPicture {
                rect: cell.picture,
                scale,
                centre_view_mm: inset.window.centre(),
                ..self.picture(panel, cell)
            };
            let (scene, radius_mm) = within(&panel.scene, inset.window, scale);
            let places = [("number", (at + 1).into()), ("view", panel.caption.as_str().into())];
            let name = self.spec.texts.with("sheet-inset", &places);
            let words = self.in_words(&name, scene.marks.len());
            page.part(Role::Figure(words), |page| {
                page.push(Item::Picture(picture.clone()));
                let ground = picture.ground();
                let alone = Drawing { scene: &scene, ground, pens: Pens::PAPER, radius_mm, keep_clear: &[] };
                let numbers = self.numbers(&alone);
                let keep_clear: Vec<Rect> = numbers.iter().map(|words| words.rect().shrunk(-0.2)).collect();
                page.extend(Drawing { keep_clear: &keep_clear, ..alone }.items());
                page.extend(numbers.into_iter().map(Item::Text));
                page.push(outline(cell.picture, self.style.rule));
            });
            page.part(Role::Words, |page| self.caption((&name, panel), cell, &picture, page));
        }
    }

    /// The numbers of marks beside their glyphs, as the list of marks has them; one without room is left out.
    fn numbers(&self, drawing: &Drawing<'_>) -> Vec<TextItem> {
        let Drawing { scene, ground, radius_mm, .. } = *drawing;
        let size_mm = self.style.small * 0.8;
        let glyph = |mark: &PlacedMark| {
            let at = ground.medium_from_view(mark.at_view_mm);
            Rect::new(at, at).shrunk(-radius_mm * 0.95)
        };
        let counts = drawing.counts().into_iter().map(|count| count.rect().shrunk(-0.2));
        let glyphs: Vec<Rect> = scene.marks.iter().map(glyph).chain(counts).collect();
        let mut placed: Vec<TextItem> = Vec::new();
        for mark in scene.marks.iter().filter(|mark| mark.origin == Origin::Session) {
            let Some(number) = self.spec.content.session.mark(mark.id).map(|mark| mark.number) else { continue };
            let at = ground.medium_from_view(mark.at_view_mm);
            let free = |words: &TextItem| {
                let rect = words.rect();
                let clear = |other: &Rect| !other.overlaps(&rect);
                let inside = ground.rect.shrunk(0.3);
                inside.contains(rect.min)
                    && inside.contains(rect.max)
                    && glyphs.iter().all(clear)
                    && placed.iter().all(|other| clear(&other.rect().shrunk(-0.15)))
            };
            let found = beside(at, radius_mm, size_mm, &number.to_string()).into_iter().find(free);
            placed.extend(found);
        }
        placed
    }
}

/// A number beside a glyph, at its right first.
fn beside(at: Vec2, radius_mm: f32, size_mm: f32, number: &str) -> [TextItem; 4] {
    let middle = text::CAP_HEIGHT * size_mm / 2.0;
    let away = radius_mm + size_mm * 0.15;
    let places = [
        (Vec2::new(away, middle), Anchor::Start),
        (Vec2::new(-away, middle), Anchor::End),
        (Vec2::new(0.0, -away - text::DESCENT * size_mm), Anchor::Middle),
        (Vec2::new(0.0, away + 2.0 * middle), Anchor::Middle),
    ];
    // On skin they read without a rim, which hundreds of them would make large files of.
    places.map(|(by, anchor)| TextItem { halo: None, ..number_at(at + by, anchor, (size_mm, Weight::Regular), number) })
}

fn number_at(at: Vec2, anchor: Anchor, (size_mm, weight): (f32, Weight), number: &str) -> TextItem {
    let string = number.to_owned();
    TextItem { at, size_mm, anchor, weight, colour: palette::INK, halo: Some(palette::HALO), string }
}

fn text_rect(item: &Item) -> Option<Rect> {
    if let Item::Text(words) = item { Some(words.rect()) } else { None }
}

/// What a panel shows at the scale of its cell.
struct Seen {
    /// Marks that can be read.
    clear: BTreeSet<Key>,
    /// Marks that can't, by their places in the scene.
    crowded: Vec<usize>,
    /// How far on the body a glyph reaches.
    reach_mm: f32,
}

impl Seen {
    fn of(panel: &Panel, cell: &Cell) -> Self {
        let scale = cell.picture.width() / panel.view.width_mm;
        let reach_mm = panel.radius_mm(scale) / scale;
        let framed = panel.scene.marks.iter().enumerate().filter(|(_, mark)| in_frame(panel.view, mark.at_view_mm));
        let framed: Vec<(usize, Vec2)> = framed.map(|(at, mark)| (at, mark.at_view_mm)).collect();
        let places: Vec<Vec2> = framed.iter().map(|(_, place)| *place).collect();
        let (mut clear, mut crowded) = (BTreeSet::new(), Vec::new());
        for ((at, _), nearest) in framed.iter().zip(nearest_mm(&places)) {
            if nearest < CROWDED * reach_mm {
                crowded.push(*at);
            } else {
                clear.insert(key(panel, &panel.scene.marks[*at]));
            }
        }
        Self { clear, crowded, reach_mm }
    }

    /// The crowds whose marks no view shows apart.
    fn crowds(&self, at: usize, panel: &Panel, clear: &BTreeSet<Key>) -> Vec<Crowd> {
        let marks = &panel.scene.marks;
        let unread = self.crowded.iter().filter(|&&mark| !clear.contains(&key(panel, &marks[mark])));
        let unread: Vec<(Vec2, Key)> = unread.map(|&mark| (marks[mark].at_view_mm, key(panel, &marks[mark]))).collect();
        let places: Vec<Vec2> = unread.iter().map(|(place, _)| *place).collect();
        let limit = (30.0 * spacing_mm(&places)).clamp(25.0, 70.0);
        let crowd = |together: Vec<usize>| {
            let window = self.window(&together.iter().map(|&one| places[one]).collect::<Vec<_>>(), panel);
            let inside = |(place, key): &(Vec2, Key)| window.contains(*place).then_some(*key);
            Crowd { panel: at, window, marks: unread.iter().filter_map(inside).collect() }
        };
        let together = together(&places, 5.0 * self.reach_mm);
        let pieces = together.into_iter().flat_map(|crowd| split(crowd, &places, limit));
        pieces.filter(|piece| piece.len() >= LEAST).map(crowd).collect()
    }

    /// Round these, with room for their glyphs, neither flat nor narrow, inside the view.
    fn window(&self, places: &[Vec2], panel: &Panel) -> Rect {
        let bounds = bounds(places).shrunk(-(2.5 * self.reach_mm).max(3.0));
        let side = (bounds.max - bounds.min).max(Vec2::splat(30.0));
        let side = side.max(Vec2::new(side.y * 0.75, side.x * 0.6));
        let frame = Vec2::new(panel.view.width_mm, panel.view.height_mm);
        let half = side.min(frame) / 2.0;
        let centre = bounds.centre().clamp(half - frame / 2.0, frame / 2.0 - half);
        Rect::new(centre - half, centre + half)
    }
}

fn key(panel: &Panel, mark: &PlacedMark) -> Key {
    (panel.of_session, mark.origin, mark.id)
}

fn bounds(places: &[Vec2]) -> Rect {
    let first = places.first().copied().unwrap_or_default();
    places.iter().fold(Rect::new(first, first), |rect, place| Rect::new(rect.min.min(*place), rect.max.max(*place)))
}

/// Places no farther from each other than `reach_mm`, from one to the next.
fn together(places: &[Vec2], reach_mm: f32) -> Vec<Vec<usize>> {
    let mut left: Vec<usize> = (0..places.len()).collect();
    let mut groups = Vec::new();
    while let Some(first) = left.pop() {
        let mut group = vec![first];
        let mut next = 0;
        while let Some(&from) = group.get(next) {
            let (near, far): (Vec<_>, Vec<_>) =
                left.into_iter().partition(|&other| places[other].distance(places[from]) <= reach_mm);
            group.extend(near);
            left = far;
            next += 1;
        }
        group.sort_unstable();
        groups.push(group);
    }
    groups
}

/// Cuts a crowd in the middle of its longer side until no piece is longer than `limit_mm`.
fn split(crowd: Vec<usize>, places: &[Vec2], limit_mm: f32) -> Vec<Vec<usize>> {
    let extent = bounds(&crowd.iter().map(|&one| places[one]).collect::<Vec<_>>());
    let side = extent.max - extent.min;
    if side.max_element() <= limit_mm {
        return vec![crowd];
    }
    let middle = extent.centre();
    let is_wide = side.x >= side.y;
    let before = |&one: &usize| if is_wide { places[one].x < middle.x } else { places[one].y > middle.y };
    let (first, second): (Vec<_>, Vec<_>) = crowd.into_iter().partition(before);
    [first, second].into_iter().flat_map(|half| split(half, places, limit_mm)).collect()
}

/// What of a scene lies in a window with its glyphs, and how large they are there.
fn within(scene: &ViewScene, window: Rect, scale: f32) -> (ViewScene, f32) {
    let inside: Vec<Vec2> =
        scene.marks.iter().map(|mark| mark.at_view_mm).filter(|&place| window.contains(place)).collect();
    let mut near: Vec<f32> = nearest_mm(&inside);
    near.sort_by(f32::total_cmp);
    let tight = near.get(near.len() / 20).copied().unwrap_or(f32::INFINITY) * scale;
    let usual = glyph_radius_spaced(scale, 1.0, spacing_mm(&inside));
    // So large that a number finds room between two, and still with a letter that can be read.
    let radius_mm = usual.min((0.26 * tight).max(0.8)).min((0.5 * tight).max(0.65));
    let room = window.shrunk(radius_mm / scale);
    let marks: Vec<PlacedMark> = scene.marks.iter().filter(|mark| room.contains(mark.at_view_mm)).copied().collect();
    let stacks = scene.stacks.iter().filter(|stack| window.shrunk(3.5 * radius_mm / scale).contains(stack.at_view_mm));
    let scene = ViewScene { marks, stacks: stacks.copied().collect(), ..scene.clone() };
    (scene, radius_mm)
}

fn on_page(ground: &Ground, window: Rect) -> Rect {
    let corners = [window.min, window.max].map(|corner| ground.medium_from_view(corner));
    Rect::new(corners[0].min(corners[1]), corners[0].max(corners[1]))
}

fn outline(rect: Rect, width_mm: f32) -> Item {
    let Rect { min, max } = rect;
    let points = vec![min, Vec2::new(max.x, min.y), max, Vec2::new(min.x, max.y), min];
    Item::Line { points, colour: palette::INK, width_mm }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crowds_are_told_apart_and_cut() {
        let row = (0..40_u8).map(|at| Vec2::new(f32::from(at) * 2.0, 0.0));
        let places: Vec<Vec2> = row.chain([Vec2::new(0.0, 50.0), Vec2::new(1.0, 50.0)]).collect();
        let groups = together(&places, 3.0);
        assert_eq!(groups.iter().map(Vec::len).collect::<BTreeSet<_>>(), BTreeSet::from([2, 40]));
        let long = groups.into_iter().max_by_key(Vec::len).unwrap();
        let pieces = split(long, &places, 25.0);
        assert_eq!(pieces.iter().map(Vec::len).collect::<Vec<_>>(), [10; 4]);
    }

    #[test]
    fn a_number_stands_beside_its_glyph() {
        let at = Vec2::new(10.0, 10.0);
        for words in beside(at, 1.0, 1.8, "123") {
            assert!(!words.rect().overlaps(&Rect::new(at, at).shrunk(-1.0)), "{words:?}");
        }
    }
}
