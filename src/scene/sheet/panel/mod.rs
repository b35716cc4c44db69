//! The views on a page: picture, region lines, marks, sides, name and scale bar.

mod inset;

use super::grid::{self, Cell, Spacing};
use super::header::{line, rule};
use super::part::{Canvas, Role};
use super::{Anchor, Arrangement, BodyPicture, Item, Rect, SheetSpec, Style, TextItem};
use std::sync::Arc;

use crate::atlas::View;
use crate::atlas::raster::Tint;
use crate::chart::{MarkId, Session};
use crate::geom::Vec2;
use crate::scene::drawing::{Drawing, Pens};
use crate::scene::glyph::glyph_radius_spaced;
use crate::scene::names::{side_letter, view_name};
use crate::scene::palette;
use crate::scene::scale_bar::round_length_mm;
use crate::scene::scale_bar_words;
use crate::scene::sides::{PlacedSide, place_sides};
use crate::scene::text::{self, Weight};
use crate::scene::view::{Beside, Content, Origin, ViewScene};
use crate::text::Texts;

pub(super) use inset::Inset;

/// The views of a page with what they show.
pub(super) struct Panels<'a> {
    spec: &'a SheetSpec<'a>,
    style: Style,
    /// In reading order.
    each: Vec<Panel>,
    /// How many panels stand together: two where sessions lie side by side.
    together: usize,
    /// Values on the skin in colour.
    tint: Option<Arc<Tint>>,
}

/// One view with what it shows.
struct Panel {
    view: &'static View,
    scene: ViewScene,
    caption: String,
    /// Whether it shows the session that the page is of, and not only the earlier one.
    of_session: bool,
}

impl<'a> Panels<'a> {
    pub(super) fn new(spec: &'a SheetSpec<'a>, style: &Style) -> Self {
        let alone = |session, others| Content { session, beside: Beside::Apart(others), ..spec.content };
        let later = spec.content.session;
        let both: Vec<&Session> = spec.content.beside.earlier().iter().copied().chain([later]).collect();
        let shown: Vec<(Content<'_>, bool)> = match (spec.arrangement, spec.content.beside) {
            (Arrangement::SideBySide, Beside::Changes { earlier, .. }) => {
                vec![(alone(earlier, &both), false), (alone(later, &both), true)]
            }
            _ => vec![(spec.content, true)],
        };
        let together = shown.len();
        let panel = |view: &'static View, content: &Content<'_>, of_session| Panel {
            view,
            scene: ViewScene::of(content, view, &spec.options()),
            caption: caption(view, (together > 1).then_some(content.session), spec.texts),
            of_session,
        };
        let both = |&view: &&'static View| {
            shown.iter().map(|(content, of_session)| panel(view, content, *of_session)).collect::<Vec<_>>()
        };
        Self { spec, style: *style, each: spec.views.iter().flat_map(both).collect(), together, tint: None }
    }

    /// How many marks of the session at least one view shows.
    pub(super) fn shown(&self) -> usize {
        let of_session = self.each.iter().filter(|panel| panel.of_session).flat_map(|panel| {
            let inside = panel.scene.marks.iter().filter(|mark| in_frame(panel.view, mark.at_view_mm));
            inside.filter(|mark| mark.origin == Origin::Session).map(|mark| mark.id)
        });
        let mut ids: Vec<MarkId> = of_session.collect();
        ids.sort_unstable();
        ids.dedup();
        ids.len()
    }

    /// Whether a view shows a spot with several marks.
    pub(super) fn show_stacks(&self) -> bool {
        let inside = |panel: &Panel| panel.scene.stacks.iter().any(|stack| in_frame(panel.view, stack.at_view_mm));
        self.each.iter().any(inside)
    }

    /// Where the views go in `room`, and the height that they take.
    pub(super) fn arrange(&self, room: Rect) -> Option<(Vec<Cell>, f32)> {
        let of_group = |group: &[Panel]| {
            let widths: f32 = group.iter().map(|panel| panel.view.width_mm).sum();
            let gaps = grid::count(group.len() - 1) * GROUP_GAP * group[0].view.width_mm;
            Vec2::new(widths + gaps, group[0].view.height_mm)
        };
        let sizes: Vec<Vec2> = self.each.chunks(self.together).map(of_group).collect();
        let (groups, height) = grid::arrange(&sizes, room, self.spacing(self.together))?;
        Some((groups.iter().flat_map(|group| group.split(self.together, GROUP_GAP)).collect(), height))
    }

    /// Where pictures of these sizes go, of which each is one of such panels.
    pub(super) fn arrange_like(&self, sizes: &[Vec2], room: Rect) -> Option<(Vec<Cell>, f32)> {
        grid::arrange(sizes, room, self.spacing(1))
    }

    /// With something else written above its views.
    pub(super) fn called(mut self, caption: &str) -> Self {
        for panel in &mut self.each {
            caption.clone_into(&mut panel.caption);
        }
        self
    }

    /// With values on the skin in colour, in place of marks.
    pub(super) fn tinted(self, tint: &Arc<Tint>) -> Self {
        let bare = |panel: Panel| Panel { scene: panel.scene.without_marks(), ..panel };
        Self { tint: Some(Arc::clone(tint)), each: self.each.into_iter().map(bare).collect(), ..self }
    }

    /// What captions of so many panels that stand together need.
    fn spacing(&self, together: usize) -> Spacing {
        let least_width = self.style.body * 9.0 * grid::count(together);
        Spacing { caption: self.style.body * 3.2, gap: self.style.gap * 1.2, least_width }
    }

    pub(super) fn draw(&self, cells: &[Cell], page: &mut Canvas) {
        for (panel, cell) in self.each.iter().zip(cells) {
            let picture = self.picture(panel, cell);
            let inside = panel.scene.marks.iter().filter(|mark| in_frame(panel.view, mark.at_view_mm)).count();
            page.part(Role::Figure(self.in_words(&panel.caption, inside)), |page| {
                page.push(Item::Picture(picture.clone()));
                self.draw_scene(panel, &picture, page);
            });
            page.part(Role::Words, |page| self.caption((&panel.caption, panel), cell, &picture, page));
        }
    }

    fn picture(&self, panel: &Panel, cell: &Cell) -> BodyPicture {
        BodyPicture {
            rect: cell.picture,
            body: self.spec.content.session.body,
            view: panel.view,
            scale: cell.picture.width() / panel.view.width_mm,
            centre_view_mm: Vec2::ZERO,
            tint: self.tint.clone(),
        }
    }

    /// What a view shows, for those who can't see it: what it is of, and how many marks lie in it.
    fn in_words(&self, name: &str, inside: usize) -> String {
        self.spec.texts.with("sheet-picture", &[("view", name.into()), ("number", inside.into())])
    }

    fn draw_scene(&self, panel: &Panel, picture: &BodyPicture, page: &mut Canvas) {
        let scene = &panel.scene;
        let sides = self.sides(scene, picture);
        let keep_clear: Vec<Rect> = sides.iter().map(|side| side.rect().shrunk(-0.5)).collect();
        let drawing = Drawing {
            scene,
            ground: picture.ground(),
            pens: Pens::PAPER,
            radius_mm: panel.radius_mm(picture.scale),
            keep_clear: &keep_clear,
        };
        page.extend(drawing.items());
        page.extend(sides.into_iter().map(Item::Text));
    }

    /// The patient's sides beside the body.
    fn sides(&self, scene: &ViewScene, picture: &BodyPicture) -> Vec<TextItem> {
        let size_mm = self.style.value * 1.15;
        let letter = |placed: PlacedSide| TextItem {
            at: placed.rect.centre() + Vec2::new(0.0, text::CAP_HEIGHT * size_mm / 2.0),
            size_mm,
            anchor: Anchor::Middle,
            weight: Weight::SemiBold,
            colour: palette::QUIET,
            halo: Some(palette::WHITE),
            string: side_letter(placed.side, self.spec.texts),
        };
        let room = (picture.rect, Vec2::splat(size_mm));
        let placed = place_sides(scene.sides, Some(&scene.silhouette), room, |at| picture.view_from_page(at));
        placed.into_iter().map(letter).collect()
    }

    /// Name at the left, scale bar at the right; the bar goes under a name that leaves no room.
    fn caption(&self, (name, panel): (&str, &Panel), cell: &Cell, picture: &BodyPicture, page: &mut Canvas) {
        let style = &self.style;
        let Rect { min, max } = cell.caption;
        let width = cell.caption.width();
        let name = text::truncate(name, Weight::SemiBold, width / style.body);
        let first = Vec2::new(min.x, min.y + style.body * 1.05);
        page.push(line(first, style.body, Weight::SemiBold, palette::INK, &name));
        let factor = panel.scene.scale.of_view(picture.view);
        // The patient's millimetres on the page.
        let scale = picture.scale / factor;
        let label = |mm: u16| scale_bar_words(mm, factor, self.spec.texts);
        let label_width = |mm: u16| text::width(&label(mm), Weight::Regular) * style.small + style.body * 0.5;
        let beside = width - text::width(&name, Weight::SemiBold) * style.body - label_width(500) - style.body;
        let bar_mm = round_length_mm(beside.min(width * 0.4) / scale);
        let together = f32::from(bar_mm) * scale >= width * 0.1 && beside > width * 0.1;
        let bar_mm = if together { bar_mm } else { round_length_mm(width * 0.4 / scale) };
        let bar = f32::from(bar_mm) * scale;
        let baseline = if together { first.y } else { first.y + style.body * 1.25 };
        let left = if together { max.x - bar - label_width(bar_mm) } else { min.x };
        let middle = baseline - style.small * text::CAP_HEIGHT / 2.0;
        page.push(scale_bar(Vec2::new(left, middle), bar, style));
        let at = Vec2::new(left + bar + style.body * 0.5, baseline);
        page.push(line(at, style.small, Weight::Regular, palette::QUIET, &label(bar_mm)));
        page.push(rule(Vec2::new(min.x, baseline + style.body * 0.55), max.x, palette::RULE, style.hairline));
    }
}

/// Between panels that stand together, as a share of a view's width.
const GROUP_GAP: f32 = 0.06;

/// The view, and whose marks it shows where that isn't plain.
fn caption(view: &View, of: Option<&Session>, texts: &Texts) -> String {
    let name = view_name(view, texts);
    match of {
        Some(session) => format!("{}: {name}", session.details.started.date()),
        None => name,
    }
}

/// A bar with ends, from its left end.
fn scale_bar(at: Vec2, length: f32, style: &Style) -> Item {
    let tick = Vec2::new(0.0, style.small * 0.35);
    let end = at + Vec2::new(length, 0.0);
    let points = vec![at - tick, at + tick, at, end, end - tick, end + tick];
    Item::Line { points, colour: palette::INK, width_mm: style.rule * 0.8 }
}

impl Panel {
    /// The radius of glyphs at this scale.
    fn radius_mm(&self, scale: f32) -> f32 {
        let places = self.scene.marks.iter().map(|mark| mark.at_view_mm).filter(|&place| in_frame(self.view, place));
        glyph_radius_spaced(scale, 1.0, spacing_mm(&places.collect::<Vec<_>>()))
    }
}

/// How far apart neighbours lie: nine in ten marks have no nearer one, beside those at the very same place.
fn spacing_mm(places: &[Vec2]) -> f32 {
    let mut ways = nearest_mm(places);
    ways.sort_by(f32::total_cmp);
    ways.get(ways.len() / 10).copied().unwrap_or(f32::INFINITY)
}

/// How far the nearest other place is from each, in their order.
fn nearest_mm(places: &[Vec2]) -> Vec<f32> {
    const SAME_PLACE_MM: f32 = 0.5;
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|&a, &b| places[a].x.total_cmp(&places[b].x));
    let sorted: Vec<Vec2> = order.iter().map(|&at| places[at]).collect();
    // Only those less far to the side than the nearest so far can be nearer.
    let nearest = |(index, place): (usize, &Vec2)| {
        let mut nearest = f32::INFINITY;
        let mut look = |other: &Vec2| {
            let way = other.distance(*place);
            if way > SAME_PLACE_MM {
                nearest = nearest.min(way);
            }
            (other.x - place.x).abs() < nearest
        };
        let _stopped = sorted[index + 1..].iter().all(&mut look);
        let _stopped = sorted[..index].iter().rev().all(look);
        nearest
    };
    let mut ways = vec![f32::INFINITY; places.len()];
    for (way, &at) in sorted.iter().enumerate().map(nearest).zip(&order) {
        ways[at] = way;
    }
    ways
}

fn in_frame(view: &View, at_view_mm: Vec2) -> bool {
    at_view_mm.abs().cmple(Vec2::new(view.width_mm, view.height_mm) / 2.0).all()
}
