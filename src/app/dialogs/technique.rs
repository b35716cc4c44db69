//! The form of a technique: of one that comes with the program what the clinic does otherwise, of one of its own everything.

use eframe::egui::{ComboBox, RichText, Ui};
use std::collections::BTreeMap;

use crate::chart::{
    Aliases, Delivery, Depth, Manner, NeedleAngle, Symbol, Technique, TechniqueEdit, TechniqueId, Techniques,
};
use crate::store::{Place, techniques as shipped};
use crate::text::{Language, Texts, folded};

use super::super::action::{Action, Actions};
use super::super::fields::{Figure, TypedField, complaints, field_in_column};
use super::super::model::Model;
use super::super::technique_words::{delivery_text, symbol_text};
use super::super::theme;
use super::super::widgets::{caption, text_area};
use super::{Stays, answer, body_over, set_width};

/// A technique to add or change.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct TechniqueForm {
    /// The folder of the library whose list it is.
    root: Place,
    /// As it was.
    before: Technique,
    /// In the order of [`Language::ALL`].
    names: [TypedField; Language::ALL.len()],
    aliases: [TypedField; Language::ALL.len()],
    depth: TypedField,
    needle: TypedField,
    needle_length: TypedField,
    angle: TypedField,
    delivery: Option<Delivery>,
    symbol: Symbol,
    source: String,
    focused: bool,
}

/// What the fields say, each with what is wrong with it.
struct Read {
    names: [Result<String, String>; Language::ALL.len()],
    aliases: [Result<Vec<String>, String>; Language::ALL.len()],
    depth: Result<Option<Depth>, String>,
    needle: Result<String, String>,
    needle_length: Result<Option<Depth>, String>,
    angle: Result<Option<NeedleAngle>, String>,
}

impl TechniqueForm {
    /// A new one of the clinic's own, with the outline that is shared least.
    pub(in crate::app) fn new(root: Place, known: &Techniques) -> Self {
        let uses = |symbol: &Symbol| known.offered().filter(|technique| technique.symbol == *symbol).count();
        // The last ones belong to what is rarely done.
        let mut symbols: Vec<Symbol> = Symbol::of_techniques().collect();
        symbols.reverse();
        let symbol = symbols.into_iter().min_by_key(uses).unwrap_or(Symbol::Circle);
        let technique = Technique {
            id: TechniqueId::new(""),
            names: BTreeMap::new(),
            aliases: Aliases::new(),
            default_depth: None,
            usual_depth: None,
            layer: None,
            manner: Manner::default(),
            symbol,
            fixed: false,
            hidden: false,
            source: String::new(),
        };
        Self::change(root, &technique, &Texts::english())
    }

    /// One that is in the list.
    pub(in crate::app) fn change(root: Place, technique: &Technique, texts: &Texts) -> Self {
        let millimetres =
            |mm: Option<Depth>| mm.map(|mm| Figure::DEPTH.shown(mm.mm(), texts)).unwrap_or_default().into();
        let manner = &technique.manner;
        let named = |language: Language| technique.names.get(language.tag()).cloned().unwrap_or_default().into();
        let also = |language: Language| {
            technique.aliases.get(language.tag()).map(|aliases| aliases.join(", ")).unwrap_or_default().into()
        };
        Self {
            root,
            before: technique.clone(),
            names: Language::ALL.map(named),
            aliases: Language::ALL.map(also),
            depth: millimetres(technique.default_depth),
            needle: manner.needle.clone().into(),
            needle_length: millimetres(manner.needle_length),
            angle: manner.angle.map(|angle| angle.to_string()).unwrap_or_default().into(),
            delivery: manner.delivery,
            symbol: technique.symbol,
            source: technique.source.clone(),
            focused: false,
        }
    }

    /// Whether it asks for this.
    pub(in crate::app) fn asks(&self, root: &Place, edit: &TechniqueEdit) -> bool {
        let id = match edit {
            TechniqueEdit::Put(technique) => &technique.id,
            TechniqueEdit::Restore(id) => id,
            TechniqueEdit::Hide(_) | TechniqueEdit::Offer(_) => return false,
        };
        self.root == *root && self.before.id == *id
    }

    /// As it comes with the program, if it does.
    fn as_shipped(&self) -> Option<&'static Technique> {
        shipped().get(&self.before.id)
    }

    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) -> Stays {
        let texts = &model.texts;
        set_width(ui, 560.0);
        let name = self.before.name(texts.language()).to_owned();
        let is_new = self.before.id.as_str().is_empty();
        ui.heading(if is_new {
            texts.get("technique-new")
        } else {
            texts.with("technique-title", &[("name", name.into())])
        });
        if let Some(what) = self.what_stays(texts) {
            caption(ui, what);
        }
        let read = self.read(model);
        body_over(ui, 40.0, |ui| self.fields(ui, model, &read));
        self.restore(ui, texts, actions);
        let technique = self.technique(&read);
        let (go, stays) = answer(ui, model, &texts.get("save"), technique.is_some());
        if let (true, Some(technique)) = (go, technique) {
            let edit = TechniqueEdit::Put(Box::new(technique));
            actions.push(Action::ChangeTechniques(self.root.clone(), edit));
        }
        stays
    }

    /// What of one that comes with the program isn't the clinic's to change.
    fn what_stays(&self, texts: &Texts) -> Option<String> {
        let shipped = self.as_shipped()?;
        Some(if shipped.fixed { texts.get("technique-is-fixed") } else { texts.get("technique-is-shipped") })
    }

    /// The way back to what comes with the program.
    fn restore(&self, ui: &mut Ui, texts: &Texts, actions: &mut Actions) {
        let as_shipped = self.as_shipped().map(|shipped| Technique { hidden: self.before.hidden, ..shipped.clone() });
        let is_changed = as_shipped.is_some_and(|shipped| shipped != self.before);
        if is_changed && ui.button(texts.get("technique-restore")).clicked() {
            let edit = TechniqueEdit::Restore(self.before.id.clone());
            actions.push(Action::ChangeTechniques(self.root.clone(), edit));
        }
    }

    fn fields(&mut self, ui: &mut Ui, model: &Model, read: &Read) {
        let texts = &model.texts;
        let shipped = self.as_shipped();
        ui.add_enabled_ui(shipped.is_none(), |ui| self.name_fields(ui, texts, read));
        let labels = [texts.get("technique-aliases-english"), texts.get("technique-aliases-french")];
        let whys = read.aliases.each_ref().map(|aliases| aliases.as_ref().err());
        let first = pair(ui, labels, &mut self.aliases, whys);
        if shipped.is_some() {
            self.focus(&first);
        }
        caption(ui, texts.get("technique-aliases-why"));
        ui.add_enabled_ui(!shipped.is_some_and(|shipped| shipped.fixed), |ui| self.manner_fields(ui, texts, read));
        ui.add_enabled_ui(shipped.is_none(), |ui| {
            symbol_field(ui, texts, &mut self.symbol);
            self.sharing(ui, model);
            text_area(ui, &texts.get("technique-source"), &mut self.source, 2);
        });
    }

    fn focus(&mut self, field: &egui::Response) {
        if !std::mem::replace(&mut self.focused, true) {
            field.request_focus();
        }
    }

    fn name_fields(&mut self, ui: &mut Ui, texts: &Texts, read: &Read) {
        let labels = [texts.get("technique-name-english"), texts.get("technique-name-french")];
        let whys = read.names.each_ref().map(|name| name.as_ref().err());
        let first = pair(ui, labels, &mut self.names, whys);
        if self.as_shipped().is_none() {
            self.focus(&first);
        }
        if self.names.iter().all(|name| name.text.trim().is_empty()) {
            caption(ui, texts.get("technique-name-one"));
        }
    }

    fn manner_fields(&mut self, ui: &mut Ui, texts: &Texts, read: &Read) {
        let whys = [
            read.depth.as_ref().err(),
            read.needle_length.as_ref().err(),
            read.angle.as_ref().err(),
            read.needle.as_ref().err(),
        ];
        ui.horizontal_top(|ui| {
            let hint = (110.0, "mm");
            field_in_column(ui, &texts.get("technique-depth"), &mut self.depth, hint, whys[0]);
            field_in_column(ui, &texts.get("needle-length"), &mut self.needle_length, hint, whys[1]);
            field_in_column(ui, &texts.get("technique-angle"), &mut self.angle, (110.0, "30–60"), whys[2]);
        });
        let fields = [&self.depth, &self.needle_length, &self.angle];
        complaints(ui, fields.into_iter().zip(whys).map(|(field, why)| field.complaint(why)));
        let hint = (f32::INFINITY, "4 mm, 27G");
        field_in_column(ui, &texts.get("technique-needle"), &mut self.needle, hint, whys[3]);
        complaints(ui, [self.needle.complaint(whys[3])]);
        delivery_field(ui, texts, &mut self.delivery);
    }

    /// Other techniques that are drawn alike: a grey print doesn't tell them apart.
    fn sharing(&self, ui: &mut Ui, model: &Model) {
        let others = model.techniques.offered().filter(|technique| technique.id != self.before.id);
        let alike = others.filter(|technique| technique.symbol == self.symbol);
        let names: Vec<&str> = alike.map(|technique| technique.name(model.language())).collect();
        if !names.is_empty() {
            let text = model.texts.with("technique-symbol-shared", &[("others", names.join(", ").into())]);
            // Every outline may be in use: what nobody chose yet is no cause to warn.
            let unchosen = self.before.id.as_str().is_empty() && self.symbol == self.before.symbol;
            let palette = theme::palette(ui);
            let colour = if unchosen { palette.weak } else { palette.warning };
            ui.label(RichText::new(text).color(colour).size(12.5));
        }
    }

    fn read(&self, model: &Model) -> Read {
        let texts = &model.texts;
        let name = |field: &TypedField| self.name(field, model);
        Read {
            names: self.names.each_ref().map(name),
            aliases: self.aliases.each_ref().map(|field| aliases(&field.text, texts)),
            depth: millimetres(&self.depth, texts),
            needle: short(&self.needle, Technique::LONGEST_NEEDLE, texts),
            needle_length: millimetres(&self.needle_length, texts),
            angle: angle(&self.angle.text).map_err(|()| texts.get("technique-angle-wrong")),
        }
    }

    /// A name that no other technique has; empty where nothing was typed.
    fn name(&self, field: &TypedField, model: &Model) -> Result<String, String> {
        let name = short(field, Technique::LONGEST_NAME, &model.texts)?;
        let same = |known: &String| folded(known) == folded(&name);
        let mut others = model.techniques.iter().filter(|technique| technique.id != self.before.id);
        if !name.is_empty() && others.any(|technique| technique.names.values().any(same)) {
            return Err(model.texts.get("technique-name-taken"));
        }
        Ok(name)
    }

    /// The technique, if nothing is wrong and it has a name.
    fn technique(&self, read: &Read) -> Option<Technique> {
        let mut technique = self.before.clone();
        for (language, (name, aliases)) in Language::ALL.into_iter().zip(read.names.iter().zip(&read.aliases)) {
            let (name, aliases) = (name.as_ref().ok()?, aliases.as_ref().ok()?);
            put(&mut technique.names, language, name.clone(), name.is_empty());
            put(&mut technique.aliases, language, aliases.clone(), aliases.is_empty());
        }
        let manner = Manner {
            needle: read.needle.clone().ok()?,
            needle_length: read.needle_length.clone().ok()?,
            angle: read.angle.clone().ok()?,
            delivery: self.delivery,
        };
        let default_depth = read.depth.clone().ok()?;
        let source: String = self.source.trim().chars().take(Technique::LONGEST_SOURCE).collect();
        let technique = Technique { default_depth, manner, symbol: self.symbol, source, ..technique };
        (!technique.names.is_empty()).then_some(technique)
    }
}

fn put<T>(texts: &mut BTreeMap<String, T>, language: Language, value: T, is_empty: bool) {
    if is_empty {
        texts.remove(language.tag());
    } else {
        texts.insert(language.tag().to_owned(), value);
    }
}

/// Two fields beside each other, what is wrong with them below; the first.
fn pair(
    ui: &mut Ui,
    labels: [String; Language::ALL.len()],
    fields: &mut [TypedField; Language::ALL.len()],
    whys: [Option<&String>; Language::ALL.len()],
) -> egui::Response {
    let columns = ui.columns(Language::ALL.len(), |columns| {
        let each = columns.iter_mut().zip(labels).zip(fields.iter_mut()).zip(whys);
        let shown =
            each.map(|(((ui, label), field), why)| field_in_column(ui, &label, field, (f32::INFINITY, ""), why));
        shown.collect::<Vec<_>>()
    });
    complaints(ui, fields.iter().zip(whys).map(|(field, why)| field.complaint(why)));
    columns.into_iter().next().unwrap_or_else(|| ui.response())
}

fn delivery_field(ui: &mut Ui, texts: &Texts, delivery: &mut Option<Delivery>) {
    let text = |delivery: Option<Delivery>| {
        delivery.map_or_else(|| texts.get("delivery-untold"), |delivery| delivery_text(delivery, texts))
    };
    ui.vertical(|ui| {
        let named = caption(ui, texts.get("technique-delivery"));
        let combo = ComboBox::from_id_salt("delivery").width(200.0).selected_text(text(*delivery)).show_ui(ui, |ui| {
            for choice in [None].into_iter().chain(Delivery::ALL.map(Some)) {
                ui.selectable_value(delivery, choice, text(choice));
            }
        });
        combo.response.labelled_by(named.id);
    });
}

fn symbol_field(ui: &mut Ui, texts: &Texts, symbol: &mut Symbol) {
    ui.vertical(|ui| {
        let named = caption(ui, texts.get("technique-symbol"));
        let combo = ComboBox::from_id_salt("symbol").width(200.0).selected_text(symbol_text(*symbol, texts));
        let combo = combo.show_ui(ui, |ui| {
            for choice in Symbol::of_techniques() {
                ui.selectable_value(symbol, choice, symbol_text(choice, texts));
            }
        });
        combo.response.labelled_by(named.id);
    });
}

/// A depth or a length; none where nothing was typed.
fn millimetres(field: &TypedField, texts: &Texts) -> Result<Option<Depth>, String> {
    let typed = field.text.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    Figure::DEPTH.read(typed, texts).map(|mm| Some(Depth::nearest_mm(mm)))
}

/// Text of at most so many characters.
fn short(field: &TypedField, most: usize, texts: &Texts) -> Result<String, String> {
    let text = field.text.trim();
    if text.chars().count() > most {
        Err(texts.with("text-too-long", &[("most", most.into())]))
    } else {
        Ok(text.to_owned())
    }
}

/// Short names with commas between, each once.
fn aliases(typed: &str, texts: &Texts) -> Result<Vec<String>, String> {
    let mut aliases: Vec<String> = Vec::new();
    for alias in typed.split([',', ';']).map(str::trim).filter(|alias| !alias.is_empty()) {
        if alias.chars().count() > Technique::LONGEST_ALIAS {
            return Err(texts.with("text-too-long", &[("most", Technique::LONGEST_ALIAS.into())]));
        }
        if !aliases.iter().any(|known| known == alias) {
            aliases.push(alias.to_owned());
        }
    }
    if aliases.len() > Technique::MOST_ALIASES {
        return Err(texts.with("technique-aliases-too-many", &[("most", Technique::MOST_ALIASES.into())]));
    }
    Ok(aliases)
}

/// `45` or `30–60`, in whole degrees; none where nothing was typed.
fn angle(typed: &str) -> Result<Option<NeedleAngle>, ()> {
    let plain = typed.replace('°', "");
    if plain.trim().is_empty() {
        return Ok(None);
    }
    let ends: Vec<u8> = plain
        .split(['-', '–', '‑'])
        .map(|end| end.trim().parse())
        .collect::<Result<_, _>>()
        .map_err(|_no_number| ())?;
    let angle = match ends[..] {
        [one] => NeedleAngle::new(one, one),
        [least, most] => NeedleAngle::new(least, most),
        _ => None,
    };
    angle.map(Some).ok_or(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_angle_is_one_or_a_span() {
        let ends = |typed: &str| angle(typed).map(|angle| angle.map(NeedleAngle::ends_deg));
        assert_eq!(ends(" "), Ok(None));
        assert_eq!(ends("45°"), Ok(Some([45, 45])));
        assert_eq!(ends("30–60°"), Ok(Some([30, 60])));
        assert_eq!(ends("30 - 60"), Ok(Some([30, 60])));
        for wrong in ["91", "60-30", "-5", "1-2-3", "steep", "22.5"] {
            assert_eq!(ends(wrong), Err(()), "{wrong}");
        }
    }
}
