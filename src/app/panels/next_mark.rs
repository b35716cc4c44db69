//! At the right: what the next mark will be. Technique, depth, cocktail and volume in one look, each one click away.

use eframe::egui::{Button, ComboBox, Id, Label, Response, RichText, Ui, Vec2, vec2};

use crate::atlas::skin::{SkinLayers, layers_at};
use crate::chart::{Cocktail, Depth, Edit, Letter, Needle, Symbol, Technique, Volume};
use crate::scene::palette::cocktail as cocktail_colour;

use super::super::action::{Action, Actions};
use super::super::canvas::{Canvas, Glyphs, Tool};
use super::super::command::Command;
use super::super::fields::{Answered, Commits, Figure, NumberField};
use super::super::model::{Model, NextMark};
use super::super::technique_words::{self, default_depth};
use super::super::theme::{self, TOUCH};
use super::super::widgets::{CHANGE, caption, heading};
use super::{needle, skin_bar};
use crate::store::technique_source;
use crate::text::Texts;

/// Volumes in mL that practice uses for one point; sources give 0.01 to 0.1.
const USUAL_ML: [f64; 5] = [0.01, 0.02, 0.03, 0.05, 0.1];

/// The section; returns why what is typed in it can't be, if it can't: until then no mark may be placed.
pub(in crate::app) fn show(
    ui: &mut Ui,
    model: &Model,
    canvas: &Canvas,
    needle: &mut Needle,
    actions: &mut Actions,
) -> Option<String> {
    ui.horizontal_wrapped(|ui| {
        heading(ui, model.texts.get("next-mark"));
        as_last_session(ui, model, actions);
    });
    let shown = ui.add_enabled_ui(model.editable(), |ui| {
        techniques(ui, model, &canvas.glyphs, actions);
        ui.add_space(4.0);
        let depth_wrong = depth(ui, model, needle, actions);
        let layers = canvas.hovered_locus.map_or_else(SkinLayers::general, layers_at);
        skin_bar::show(ui, &model.texts, &layers, model.next.depth);
        ui.add_space(6.0);
        cocktails(ui, model, actions);
        ui.add_space(6.0);
        depth_wrong.or(volume(ui, model, canvas.tool(), actions))
    });
    shown.inner
}

/// Nothing is inherited from another session unless it is asked for.
fn as_last_session(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let there_is = model.ghost_before().is_some();
    if !there_is || !model.editable() {
        return;
    }
    if model.session().is_some_and(|session| session.marks.is_empty()) {
        let button = Button::new(RichText::new(model.texts.get("take-over-all")).size(12.5));
        if ui.add(button).on_hover_text(Command::TakeOver.text(&model.texts)).clicked() {
            actions.run(Command::TakeOver);
        }
    }
    let button = Button::new(RichText::new(model.texts.get("next-as-last")).size(12.5));
    if ui.add(button).on_hover_text(model.texts.get("next-as-last-why")).clicked() {
        actions.push(Action::NextAsLastSession);
    }
}

/// A field of the next mark: what was typed for one session is never shown in another.
fn number_field<'a>(model: &Model, figure: Figure, name: &'a str, value: Option<f64>) -> NumberField<'a> {
    let about = Id::unique(("next mark", model.session().map(|session| &session.id)));
    NumberField { figure, name, value, optional: false, about, commits: Commits::WhileTyping, width: 84.0 }
}

fn choose(model: &Model, technique: &Technique, actions: &mut Actions) {
    actions.push(Action::SetNext(model.next_with(technique)));
}

fn techniques(ui: &mut Ui, model: &Model, glyphs: &Glyphs, actions: &mut Actions) {
    for (at, technique) in model.techniques.offered().enumerate().filter(|(_, technique)| technique.fixed) {
        let chosen = model.next.technique == technique.id;
        let text = technique.name(model.language());
        let right = format!("{}   {}", default_depth(technique, &model.texts), at + 1);
        let row = technique_row(ui, glyphs, technique.symbol, (text, &right), chosen);
        if row.on_hover_text(about(technique, &model.texts)).clicked() {
            choose(model, technique, actions);
        }
    }
    other_techniques(ui, model, glyphs, actions);
}

/// A button as wide as the panel with the technique's symbol at its left.
fn technique_row(ui: &mut Ui, glyphs: &Glyphs, symbol: Symbol, (text, right): (&str, &str), chosen: bool) -> Response {
    let size = vec2(ui.available_width(), theme::at_least(TOUCH - 4.0, ui));
    let label = RichText::new(format!("        {text}"));
    let button = Button::selectable(chosen, label).frame_when_inactive(true).right_text(RichText::new(right).weak());
    let response = ui.add(button.min_size(size).truncate()).accessible_name(text);
    let at = response.rect.left_center() + vec2(20.0, 0.0);
    glyphs.icon(ui.painter(), at, 8.5, symbol, theme::palette(ui).text);
    response
}

fn other_techniques(ui: &mut Ui, model: &Model, glyphs: &Glyphs, actions: &mut Actions) {
    let chosen = model.techniques.get(&model.next.technique).filter(|technique| !technique.fixed);
    let text = chosen
        .map_or_else(|| model.texts.get("technique-others"), |technique| technique.name(model.language()).to_owned());
    let combo = ComboBox::from_id_salt("other techniques").width(ui.available_width()).selected_text(text);
    let combo = combo.show_ui(ui, |ui| {
        for technique in model.techniques.offered().filter(|technique| !technique.fixed) {
            let is_chosen = model.next.technique == technique.id;
            let name = technique.name(model.language());
            let depth = default_depth(technique, &model.texts);
            let row = technique_row(ui, glyphs, technique.symbol, (name, &depth), is_chosen);
            if row.on_hover_text(about(technique, &model.texts)).clicked() {
                choose(model, technique, actions);
                ui.close();
            }
        }
    });
    combo.response.accessible_name(model.texts.get("technique-others"));
}

/// What a technique is called elsewhere, how it is done, and who says so.
fn about(technique: &Technique, texts: &Texts) -> String {
    let source = technique_source(technique, texts.language()).to_owned();
    let source = (!source.is_empty()).then_some(source);
    technique_words::lines(technique, texts).into_iter().chain(source).collect::<Vec<_>>().join("\n")
}

/// The range that sources give, for people.
pub(in crate::app) fn usual_depth(model: &Model, technique: &Technique) -> Option<String> {
    let [low, high] = technique.usual_depth?;
    let range = if low == high { low.to_string() } else { format!("{}–{} mm", low.mm(), high.mm()) };
    Some(model.texts.with("depth-usual", &[("range", model.texts.decimal(range).into())]))
}

fn depth(ui: &mut Ui, model: &Model, needle: &mut Needle, actions: &mut Actions) -> Option<String> {
    let texts = &model.texts;
    let mut set = |depth| actions.push(Action::SetNext(NextMark { depth, ..model.next.clone() }));
    let answered = ui.horizontal(|ui| {
        let name = texts.get("depth");
        caption(ui, name.as_str());
        let field = number_field(model, Figure::DEPTH, &name, Some(model.next.depth.mm()));
        let answered = field.show(ui, texts);
        if let Some(Ok(depth)) = answered.entered.flatten().map(Depth::from_mm) {
            set(depth);
        }
        if let Some(depth) = needle::show(ui, texts, texts.get("needle-next"), needle) {
            set(depth);
        }
        answered
    });
    let wrong = answered.inner.complain(ui);
    let technique = model.techniques.get(&model.next.technique);
    if let Some(usual) = technique.and_then(|technique| usual_depth(model, technique)) {
        caption(ui, usual);
    }
    if let Some(untold) = technique.filter(|technique| technique.default_depth.is_none()) {
        let text = texts.with("depth-untold", &[("technique", untold.name(model.language()).into())]);
        ui.add(Label::new(RichText::new(text).color(theme::palette(ui).warning).size(12.5)).wrap());
    }
    wrong
}

fn cocktails(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let texts = &model.texts;
    let Some(session) = model.session() else { return };
    ui.horizontal(|ui| {
        heading(ui, texts.get("cocktails"));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let text = RichText::new(Command::NewCocktail.text(texts)).size(12.5);
            if ui.add(Button::new(text).min_size(vec2(36.0, 32.0))).clicked() {
                actions.run(Command::NewCocktail);
            }
        });
    });
    if session.cocktails.is_empty() {
        caption(ui, texts.get("cocktails-none"));
    }
    for cocktail in &session.cocktails {
        cocktail_row(ui, model, cocktail, actions);
    }
    if !session.cocktails.is_empty() {
        let none = model.next.cocktail.is_none();
        if ui.add(Button::selectable(none, texts.get("cocktail-none"))).clicked() {
            actions.push(Action::SetNext(NextMark { cocktail: None, ..model.next.clone() }));
        }
    }
}

fn cocktail_row(ui: &mut Ui, model: &Model, cocktail: &Cocktail, actions: &mut Actions) {
    let texts = &model.texts;
    let chosen = model.next.cocktail == Some(cocktail.letter);
    let row = ui.horizontal(|ui| {
        let size = vec2(ui.available_width() - CHANGE - 8.0, theme::at_least(TOUCH - 6.0, ui));
        let label = RichText::new(format!("         {}", cocktail.name));
        let button = Button::selectable(chosen, label).frame_when_inactive(true).truncate().right_text("");
        let name = format!("{} {}", cocktail.letter, cocktail.name);
        let choose = ui.add_sized(size, button).on_hover_text(recipe(cocktail, texts)).accessible_name(name);
        badge(ui, choose.rect.left_center() + vec2(20.0, 0.0), cocktail.letter);
        let edit = Button::new(texts.get("change-short")).min_size(vec2(CHANGE, theme::at_least(TOUCH - 6.0, ui)));
        let text = texts.with("cocktail-edit", &[("letter", cocktail.letter.to_string().into())]);
        if ui.add(edit).on_hover_text(text.as_str()).accessible_name(text).clicked() {
            actions.push(Action::ChangeCocktail(cocktail.letter));
        }
        choose
    });
    if row.inner.clicked() {
        actions.push(Action::SetNext(NextMark { cocktail: Some(cocktail.letter), ..model.next.clone() }));
    }
    row.inner.context_menu(|ui| {
        if ui.button(texts.get("cocktail-remove")).clicked() {
            actions.edit(Edit::RemoveCocktail(cocktail.letter));
            ui.close();
        }
    });
}

/// The components, a line each.
fn recipe(cocktail: &Cocktail, texts: &Texts) -> String {
    let line = |component: &crate::chart::Component| {
        let strength = component.concentration.map(|strength| format!(" {strength}")).unwrap_or_default();
        format!("{}{}", component.substance, texts.decimal(format_args!("{strength}, {}", component.volume)))
    };
    cocktail.components.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The letter on its colour, as marks show it.
pub(in crate::app) fn badge(ui: &Ui, at: egui::Pos2, letter: Letter) {
    use eframe::egui::{Align2, FontId};
    let ground = cocktail_colour(Some(letter));
    let painter = ui.painter();
    painter.circle_filled(at, 10.0, super::super::canvas::colour32(ground));
    let ink = super::super::canvas::colour32(crate::scene::palette::on(ground));
    painter.text(at, Align2::CENTER_CENTER, letter.to_string(), FontId::new(12.0, theme::semibold()), ink);
}

/// The volume by how much of the cocktail's leading substance a point takes; nothing where no strength is known.
fn dose(ui: &mut Ui, model: &Model, actions: &mut Actions) -> Option<Answered> {
    let texts = &model.texts;
    let cocktail = model.next.cocktail.and_then(|letter| model.session()?.cocktail(letter))?;
    let (component, per_ml) = cocktail.leading()?;
    let places = [("unit", per_ml.unit.into()), ("substance", component.substance.as_str().into())];
    let name = texts.with("dose-per-point", &places);
    let now = model.next.volume.and_then(|volume| cocktail.amount(component, volume));
    // As it is shown: a volume of 0.0333 mL holds no round number of anything.
    let shown = now.and_then(|amount| amount.to_string().split(' ').next()?.parse().ok());
    let field = number_field(model, Figure::dose(per_ml), &name, shown);
    let field = NumberField { optional: true, commits: Commits::OnLeaving, width: 64.0, ..field };
    let mut answered = field.show(ui, texts);
    answered.response = answered.response.on_hover_text(&name);
    if let Some(dose) = answered.entered {
        let volume = dose.map(|dose| Volume::nearest_ml(dose / per_ml.value));
        actions.push(Action::SetNext(NextMark { volume, ..model.next.clone() }));
    }
    Some(answered)
}

fn volume(ui: &mut Ui, model: &Model, tool: Tool, actions: &mut Actions) -> Option<String> {
    let texts = &model.texts;
    let set = |volume, actions: &mut Actions| {
        actions.push(Action::SetNext(NextMark { volume, ..model.next.clone() }));
    };
    let answered = ui.horizontal(|ui| {
        let name = match tool {
            Tool::Line => texts.get("volume-per-line"),
            Tool::Area => texts.get("volume-of-area"),
            _ => texts.get("volume-per-point"),
        };
        heading(ui, name.as_str());
        let field = number_field(model, Figure::VOLUME_PER_POINT, &name, model.next.volume.map(Volume::ml));
        (NumberField { optional: true, ..field }.show(ui, texts), dose(ui, model, actions))
    });
    let (answered, dose) = answered.inner;
    if let Some(Ok(volume)) = answered.entered.map(|ml| ml.map(Volume::from_ml).transpose()) {
        set(volume, actions);
    }
    let wrong = answered.complain(ui).or(dose.and_then(|dose| dose.complain(ui)));
    // Each technique has its own.
    let technique = model.techniques.name(&model.next.technique, model.language());
    let with = [("technique", technique.into())];
    if model.next.volume.is_some() {
        caption(ui, texts.with("volume-of-technique", &with));
    } else {
        let unset = RichText::new(texts.with("volume-unset", &with)).color(theme::palette(ui).warning).size(12.5);
        ui.add(Label::new(unset).wrap()).on_hover_text(texts.get("volume-unset-why"));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(4.0);
        // All in one row of the narrowest panel.
        ui.spacing_mut().button_padding.x = 4.0;
        let none = Button::selectable(model.next.volume.is_none(), "–").frame_when_inactive(true);
        if ui.add(none.min_size(vec2(36.0, 40.0))).accessible_name(texts.get("volume-none")).clicked() {
            set(None, actions);
        }
        for ml in USUAL_ML {
            let chosen = model.next.volume == Some(Volume::nearest_ml(ml));
            let chip =
                Button::selectable(chosen, texts.decimal(ml)).frame_when_inactive(true).min_size(vec2(40.0, 40.0));
            let name = texts.with("volume-chip", &[("ml", texts.decimal(ml).into())]);
            if ui.add(chip).accessible_name(name).clicked() {
                set(Some(Volume::nearest_ml(ml)), actions);
            }
        }
    });
    wrong
}
