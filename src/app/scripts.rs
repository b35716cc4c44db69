//! Text on screen in the order of the eye: egui sets fonts side by side from left to right, so at the end of each frame
//! every line with Hebrew or Arabic in it is set anew, and letters with loose accents are composed.
//!
//! This is done for whatever egui drew: labels, lists, fields, tooltips. The text itself, and what a screen reader is told,
//! stay as they were typed.

use std::sync::Arc;

use eframe::egui::{
    Color32, Context, FontId, Galley, Shape, TextFormat, Ui,
    epaint::text::ByteRangeExt as _,
    layers::{LayerId, ShapeIdx},
    plugin::Plugin,
    text::LayoutJob,
};

use unicode_segmentation::UnicodeSegmentation as _;

use crate::scene::text::for_left_to_right;

/// Sets text anew at the end of every frame.
pub(super) struct Scripts;

impl Plugin for Scripts {
    fn debug_name(&self) -> &'static str {
        "scripts"
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let mut found = Vec::new();
        let layers: Vec<LayerId> = ctx.memory(|memory| memory.layer_ids().collect());
        for layer in layers {
            ctx.graphics(|graphics| {
                let entries = graphics.get(layer).into_iter().flat_map(egui::layers::PaintList::all_entries);
                for (at, entry) in entries.enumerate() {
                    gather(&entry.shape, (layer, ShapeIdx(at)), &mut found);
                }
            });
        }
        for ((layer, at), galley) in found {
            let again = set_anew(&ctx, &galley);
            ctx.graphics_mut(|graphics| {
                if let Some(list) = graphics.get_mut(layer) {
                    list.mutate_shape(at, |entry| replace(&mut entry.shape, &galley, &again));
                }
            });
        }
    }
}

/// A shape's place, and a text in it that egui doesn't set as it is read.
type Found = ((LayerId, ShapeIdx), Arc<Galley>);

fn gather(shape: &Shape, place: (LayerId, ShapeIdx), found: &mut Vec<Found>) {
    match shape {
        Shape::Text(text) if needs_it(&text.galley.job.text) => found.push((place, Arc::clone(&text.galley))),
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| gather(shape, place, found)),
        _ => {}
    }
}

fn replace(shape: &mut Shape, old: &Arc<Galley>, new: &Arc<Galley>) {
    match shape {
        Shape::Text(text) if Arc::ptr_eq(&text.galley, old) => text.galley = Arc::clone(new),
        Shape::Vec(shapes) => shapes.iter_mut().for_each(|shape| replace(shape, old, new)),
        _ => {}
    }
}

fn needs_it(text: &str) -> bool {
    !text.is_ascii() && text.lines().any(|line| *for_left_to_right(line) != *line)
}

fn set_anew(ctx: &Context, galley: &Galley) -> Arc<Galley> {
    let job = &galley.job;
    let again = match &job.sections[..] {
        [section] => {
            let lines = lines(ctx, job, &section.format);
            let text: Vec<String> = lines.iter().map(|line| for_left_to_right(line).into_owned()).collect();
            let mut again = LayoutJob { wrap: job.wrap.clone(), halign: job.halign, ..LayoutJob::default() };
            // The lines are broken already, and cut where they were cut.
            again.wrap.max_width = f32::INFINITY;
            again.append(&text.join("\n"), section.leading_space, section.format.clone());
            again
        }
        _ => by_section(job),
    };
    ctx.fonts_mut(|fonts| fonts.layout_job(again))
}

/// A text of several formats, each in its own order.
fn by_section(job: &LayoutJob) -> LayoutJob {
    let mut again = LayoutJob { text: String::new(), sections: Vec::new(), ..job.clone() };
    for section in &job.sections {
        let text = job.text.get(section.byte_range.as_usize()).unwrap_or_default();
        let lines: Vec<_> = text.split('\n').map(|line| for_left_to_right(line).into_owned()).collect();
        again.append(&lines.join("\n"), section.leading_space, section.format.clone());
    }
    again
}

/// The lines of a text as they were typed, broken where egui breaks them: at spaces, and cut after the last row.
fn lines(ctx: &Context, job: &LayoutJob, format: &TextFormat) -> Vec<String> {
    let measure = |text: &str| width(ctx, text, &format.font_id);
    let most = job.wrap.max_width;
    let rows = job.wrap.max_rows.max(1);
    if !job.break_on_newline {
        return vec![cut(&job.text, most, rows == 1, measure)];
    }
    let mut lines: Vec<String> = Vec::new();
    for paragraph in job.text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split_inclusive(' ') {
            let longer = format!("{line}{word}");
            if !line.is_empty() && lines.len() + 1 < rows && measure(longer.trim_end()) > most {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            } else {
                line = longer;
            }
        }
        lines.push(line);
    }
    if lines.len() >= rows {
        let rest = lines.split_off(rows - 1).join(" ");
        lines.push(cut(&rest, most, true, measure));
    }
    lines
}

/// The text where it fits, else its start with an ellipsis.
fn cut(text: &str, most: f32, may_cut: bool, measure: impl Fn(&str) -> f32) -> String {
    if !may_cut || most.is_infinite() || measure(text) <= most + 0.5 {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    let short = |end: usize| format!("{}…", text[..end].trim_end());
    let fitting = ends.partition_point(|&end| measure(&short(end)) <= most);
    short(ends[fitting.saturating_sub(1)])
}

fn width(ctx: &Context, text: &str, font: &FontId) -> f32 {
    ctx.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font.clone(), Color32::WHITE).size().x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fonts;
    use eframe::egui::{Label, RawInput};

    /// What a label of this width shows, row by row.
    fn shown(text: &str, width: f32) -> String {
        let ctx = Context::default();
        let _missing = fonts::install(&ctx);
        ctx.add_plugin(Scripts);
        let output = ctx.run_ui(RawInput::default(), |ui| {
            ui.set_max_width(width);
            ui.add(Label::new(text).wrap());
        });
        let of_shape =
            |shape: &Shape| if let Shape::Text(text) = shape { Some(text.galley.text().to_owned()) } else { None };
        let texts: Vec<String> = output.shapes.iter().filter_map(|clipped| of_shape(&clipped.shape)).collect();
        output.drop_without_applying_deltas();
        texts.join("|")
    }

    #[test]
    fn what_reads_from_the_right_stands_so() {
        assert_eq!(shown("محمد علي", 400.0), "علي محمد");
        assert_eq!(shown("Ada Lovelace", 400.0), "Ada Lovelace");
    }

    #[test]
    fn the_first_words_stay_in_the_first_row() {
        let rows = shown("محمد علي محمود كريم فريد سمير", 90.0);
        let first = rows.lines().next().unwrap_or_default();
        assert!(rows.lines().count() > 1 && first.ends_with("محمد") && !first.contains("سمير"), "{rows:?}");
    }

    #[test]
    fn loose_accents_are_composed() {
        assert_eq!(shown("Nguye\u{302}\u{303}n", 400.0), "Nguyễn");
    }
}
