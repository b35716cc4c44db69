//! How a pane is painted: the body's picture, the scene on it, then what is never printed: selection, hover, lasso.

use std::collections::BTreeSet;

use eframe::egui::{
    Align2, Color32, FontId, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, TextureId, Ui, Vec2, pos2, vec2,
};

use crate::chart::MarkId;
use crate::compare::{Change, Pair};
use crate::scene::{mark_whereabouts, place_sides, round_length_mm, scale_bar_words, side_letter, where_in_words};

use super::super::model::Model;
use super::super::pictures::{Shown, Slot};
use super::super::theme;
use super::super::words::locus_text;
use super::brush;
use super::earlier;
use super::gestures::{Gesture, Hovered, own_marks};
use super::grounded::grounded;
use super::guides;
use super::items;
use super::measure;
use super::multiples;
use super::snap;
use super::stroke;
use super::swipe;
use super::{Canvas, Seen};

/// One pane.
pub(super) fn pane(ui: &Ui, model: &Model, seen: &Seen<'_>, hovered: &Hovered, canvas: &mut Canvas) {
    let palette = theme::palette(ui);
    let painter = ui.painter().with_clip_rect(seen.map.rect);
    picture(&painter, seen, canvas);
    let [here, beyond] = swipe::parts(&painter, seen);
    items::paint(&here, (seen.at, seen.map.rect), &items::of_pane(seen, seen.scene), &mut canvas.glyphs);
    if let Some(other) = seen.beyond {
        let items = items::of_pane(seen, &other.scene);
        items::paint(&beyond, (swipe::slot(seen.at), seen.map.rect), &items, &mut canvas.glyphs);
        swipe::line(&painter, seen, other, &palette);
    }
    multiples::veil(&painter, seen, model, &palette);
    overlay(&painter, seen, model, hovered, canvas, &palette);
    captions(&painter, seen, model, hovered, &palette);
    let edge = if seen.active { Stroke::new(2.0, palette.accent) } else { Stroke::new(1.0, palette.line) };
    painter.rect_stroke(seen.map.rect, 8, edge, StrokeKind::Inside);
}

/// The whole view behind, the sharp part of it before; either may still be on its way.
fn picture(painter: &Painter, seen: &Seen<'_>, canvas: &Canvas) {
    let sharp = canvas.pictures.get(&Slot::Pane(seen.picture), seen.body.kind, &seen.view.camera);
    let current = sharp.filter(|shown| covers(shown, seen));
    // A picture of the last zoom step over the coarse one would show its edges, so it waits until it covers.
    let whole = || canvas.pictures.get(&seen.whole_slot(), seen.body.kind, &seen.view.camera);
    let nearly = || {
        [Slot::Turning(seen.picture), Slot::Pane(seen.picture)].into_iter().find_map(|slot| turned(&slot, seen, canvas))
    };
    if let Some(shown) = current.or_else(whole).or_else(nearly) {
        let pt_per_px = seen.map.pt_per_mm / shown.frame().px_per_mm;
        shown.paint(painter, area_on_screen(shown, seen).min, Vec2::splat(pt_per_px));
    }
}

/// The last picture of a slot, where the view was turned only a little since.
fn turned<'a>(slot: &Slot, seen: &Seen<'_>, canvas: &'a Canvas) -> Option<&'a Shown> {
    const COS_MOST: f32 = 0.9;
    let toward = seen.view.camera.toward_viewer();
    let near = |shown: &&Shown| shown.frame().camera.toward_viewer().dot(toward) > COS_MOST;
    canvas.pictures.last(slot, seen.body.kind).filter(near)
}

/// Whether a picture reaches over the whole pane as it is now.
fn covers(shown: &Shown, seen: &Seen<'_>) -> bool {
    let area = area_on_screen(shown, seen);
    area.expand(1.0).contains_rect(seen.map.rect)
}

fn area_on_screen(shown: &Shown, seen: &Seen<'_>) -> Rect {
    let [width, height] = shown.frame().size_px;
    #[expect(clippy::cast_precision_loss, reason = "a picture on screen")]
    let size = Vec2::new(width as f32, height as f32) * (seen.map.pt_per_mm / shown.frame().px_per_mm);
    // The camera may have turned since, about another target.
    let target_mm = seen.view.camera.view_from_mm(shown.frame().camera.target_mm).truncate();
    Rect::from_center_size(seen.map.screen_from_mm(target_mm + shown.frame().centre_view_mm), size)
}

const UNIT: Rect = Rect { min: Pos2 { x: 0.0, y: 0.0 }, max: Pos2 { x: 1.0, y: 1.0 } };

fn overlay(
    painter: &Painter,
    seen: &Seen<'_>,
    model: &Model,
    hovered: &Hovered,
    canvas: &Canvas,
    palette: &theme::Palette,
) {
    let accent = palette.accent;
    let glyphs = &canvas.glyphs;
    stroke::mark_selected(painter, seen, model, (&model.selection, accent));
    rings(painter, seen, model, &model.selection, (glyphs.ring(), accent));
    if let Some(id) = hovered.mark {
        rings(painter, seen, model, &BTreeSet::from([id]), (glyphs.ring(), accent.gamma_multiply(0.7)));
    }
    if let Some(Gesture::Lasso { corners_mm, .. }) = canvas.gesture.as_ref().filter(|gesture| gesture.pane() == seen.at)
    {
        let mut points: Vec<Pos2> = corners_mm.iter().map(|&corner| seen.map.screen_from_mm(corner)).collect();
        points.extend(points.first().copied());
        painter.extend(Shape::dashed_line(&points, Stroke::new(1.5, accent), 6.0, 4.0));
    }
    multiples::in_step(painter, seen, model, (canvas, accent));
    earlier::show(painter, hovered, seen, model, (canvas, palette));
    snap::show(painter, hovered, seen, model, canvas, palette);
    brush::rim(painter, seen, model, canvas, Stroke::new(1.5, accent));
    if let Some(measured) = &canvas.measured {
        measure::paint(painter, seen, measured, model, palette);
    }
}

/// Rings around marks, as one mesh: ten thousand selected marks cost no more than ten thousand marks.
fn rings(
    painter: &Painter,
    seen: &Seen<'_>,
    model: &Model,
    ids: &BTreeSet<MarkId>,
    (ring, colour): (TextureId, Color32),
) {
    if ids.is_empty() {
        return;
    }
    let half = seen.radius_pt() * 1.75 + 3.0;
    let mut mesh = Mesh::with_texture(ring);
    for mark in own_marks(seen, model).filter(|mark| ids.contains(&mark.id)) {
        let at = seen.map.screen_from_mm(mark.at_view_mm);
        mesh.add_rect_with_uv(Rect::from_center_size(at, Vec2::splat(2.0 * half)), UNIT, colour);
    }
    painter.add(Shape::mesh(mesh));
}

/// The view's name, the patient's sides, the scale, and what lies under the pointer.
fn captions(painter: &Painter, seen: &Seen<'_>, model: &Model, hovered: &Hovered, palette: &theme::Palette) {
    let (rect, texts) = (seen.map.rect.shrink(12.0), &model.texts);
    let title_font = FontId::new(13.5, theme::semibold());
    // Beside the count of marks outside, or above it.
    let title_width = if seen.is_narrow() { rect.width() } else { rect.width() - 150.0 };
    let title = painter.layout(seen.title.to_owned(), title_font, palette.text, title_width);
    grounded(painter, (rect.left_top(), Align2::LEFT_TOP), title, palette);
    sides(painter, seen, model, palette);
    scale_bar(painter, seen, model, palette);
    let under = match (hovered.mark, hovered.locus) {
        (Some(id), _) => mark_text(model, id),
        (None, Some(locus)) => Some(locus_text(texts, locus)),
        (None, None) => None,
    };
    // Beside the scale bar, or above it.
    let (above, width) = if seen.is_narrow() { (40.0, rect.width()) } else { (0.0, rect.width() - 150.0) };
    let corner = rect.left_bottom() - vec2(0.0, above);
    if let Some(zone) = hovered.zone.filter(|_| hovered.mark.is_none()) {
        guides::zone_box(painter, corner - vec2(0.0, 30.0), zone, texts, palette);
    }
    if let Some(under) = under {
        let written = painter.layout(under, FontId::proportional(13.0), palette.text, width);
        grounded(painter, (corner, Align2::LEFT_BOTTOM), written, palette);
    }
}

/// The letters of the sides, clear of the name above and of what stands below.
fn sides(painter: &Painter, seen: &Seen<'_>, model: &Model, palette: &theme::Palette) {
    const CLEAR_PT: f32 = 44.0;
    let font = FontId::new(17.0, theme::semibold());
    let in_scene = |screen: Pos2| crate::geom::Vec2::new(screen.x, screen.y);
    let room = seen.map.rect.shrink2(vec2(7.0, CLEAR_PT));
    let room = crate::scene::item::Rect::new(in_scene(room.min), in_scene(room.max));
    let size = crate::geom::Vec2::splat(font.size * 1.6);
    let to_view = |at: crate::geom::Vec2| seen.map.mm_from_screen(pos2(at.x, at.y));
    // While the body turns every frame has another silhouette, and the letters better stay where they are.
    let silhouette = (!seen.turning).then_some(&*seen.scene.silhouette);
    for placed in place_sides(seen.view.sides, silhouette, (room, size), to_view) {
        let ground =
            Rect::from_min_max(pos2(placed.rect.min.x, placed.rect.min.y), pos2(placed.rect.max.x, placed.rect.max.y));
        if !placed.is_free {
            painter.rect(ground, 6, palette.panel, Stroke::new(1.0, palette.line), StrokeKind::Inside);
        }
        let letter = side_letter(placed.side, &model.texts);
        painter.text(ground.center(), Align2::CENTER_CENTER, letter, font.clone(), palette.weak);
    }
}

/// A round length near a fifth of the pane.
fn scale_bar(painter: &Painter, seen: &Seen<'_>, model: &Model, palette: &theme::Palette) {
    // The patient's millimetres on screen.
    let factor = seen.scene.scale.of_view(seen.view);
    let pt_per_mm = seen.map.pt_per_mm / factor;
    let length_mm = round_length_mm(seen.map.rect.width() / 5.0 / pt_per_mm);
    let right = seen.map.rect.right_bottom() - vec2(14.0, 16.0);
    let left = right - vec2(f32::from(length_mm) * pt_per_mm, 0.0);
    let stroke = Stroke::new(1.5, palette.weak);
    let text = scale_bar_words(length_mm, factor, &model.texts);
    let text = painter.layout_no_wrap(text, FontId::proportional(11.5), palette.weak);
    let middle = pos2(right.x - (right.x - left.x).max(text.size().x) / 2.0, right.y - 6.0);
    let [left, right] = [left, right].map(|end| end + vec2(middle.x - left.x.midpoint(right.x), 0.0));
    let written = Align2::CENTER_BOTTOM.anchor_size(middle, text.size());
    let ground = Rect::from_two_pos(left, right + vec2(0.0, 5.0)).union(written);
    painter.rect_filled(ground.expand2(vec2(7.0, 4.0)), 6, palette.panel.gamma_multiply(0.92));
    painter.line_segment([left, right], stroke);
    for end in [left, right] {
        painter.line_segment([end - vec2(0.0, 4.0), end + vec2(0.0, 4.0)], stroke);
    }
    painter.galley(written.min, text, palette.weak);
}

/// A mark in one line.
fn mark_text(model: &Model, id: MarkId) -> Option<String> {
    let session = model.session()?;
    let mark = session.mark(id)?;
    let cocktail = mark.deposit.cocktail.map_or_else(|| "–".to_owned(), |letter| letter.to_string());
    let volume = mark.deposit.volume.map_or_else(|| "–".to_owned(), |volume| model.texts.decimal(volume));
    let places = [
        ("id", mark.number.into()),
        ("place", where_in_words(&mark_whereabouts(session, mark), &model.texts).into()),
        ("technique", model.techniques.name(&mark.deposit.technique, model.language()).to_owned().into()),
        ("depth", model.texts.decimal(mark.deposit.depth).into()),
        ("cocktail", cocktail.into()),
        ("volume", volume.into()),
    ];
    let line = model.texts.with("mark-line", &places);
    Some(change_text(model, id).map_or(line.clone(), |change| format!("{line}  ·  {change}")))
}

/// What became of a mark of the open session, when it is compared.
fn change_text(model: &Model, id: MarkId) -> Option<String> {
    let compared = model.derived.compared.as_ref()?;
    let (comparison, open_is_later) = (compared.comparison.as_ref()?, compared.pair.open_is_later);
    let of_open = |pair: &&Pair| (if open_is_later { pair.after } else { pair.before }) == id;
    let texts = &model.texts;
    if comparison.as_fields[usize::from(open_is_later)].contains(&id) {
        return Some(texts.get("compare-as-field"));
    }
    let Some(pair) = comparison.pairs.iter().find(of_open) else {
        return Some(if open_is_later { texts.get("compare-added") } else { texts.get("compare-dropped") });
    };
    let mut words = match pair.change {
        Change::Repeated => vec![texts.get("compare-repeated")],
        Change::Moved(mm) => {
            vec![texts.with("compare-moved-by", &[("mm", texts.decimal(format_args!("{mm:.1}")).into())])]
        }
    };
    let changed = [
        (pair.changes.technique, texts.get("compare-other-technique")),
        (pair.changes.depth, texts.get("compare-other-depth")),
        (pair.changes.cocktail, texts.get("compare-other-cocktail")),
        (pair.changes.volume, texts.get("compare-other-volume")),
        (pair.changes.mixture, texts.get("compare-other-mixture")),
    ];
    words.extend(changed.into_iter().filter(|(changed, _)| *changed).map(|(_, word)| word));
    Some(words.join(", "))
}
