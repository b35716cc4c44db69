//! The parts of a record other than a session, in words: what each is called, and what a state says of it.

use crate::chart::{
    Allergies, ClinicTechniques, Content, Course, Formulary, Part, Patient, Product, Recipe, RecordField, Technique,
    TechniqueId,
};
use crate::store::{protocol_source, technique_source, techniques};
use crate::text::{Texts, long_date};

use super::super::technique_words::{default_depth, lines, symbol_text};
use super::super::words::strength_text;
use super::forms::{body_text, days_text, sex_text};
use super::formulary::lot_line;

/// What one state has otherwise than another, part by part.
pub(in crate::app) fn part_changes(before: &Content, after: &Content, texts: &Texts) -> String {
    let mut parts = after.parts();
    let gone: Vec<Part> = before.parts().into_iter().filter(|part| !parts.contains(part)).collect();
    parts.extend(gone);
    let changed = parts.iter().filter(|part| !after.is_same(before, part)).map(|part| {
        let places = [
            ("part", part_name(&[after, before], part, texts).into()),
            ("before", part_words(before, part, texts).into()),
            ("after", part_words(after, part, texts).into()),
        ];
        texts.with("changes-part", &places)
    });
    let changed: Vec<String> = changed.collect();
    if changed.is_empty() { texts.get("changes-none") } else { changed.join("\n") }
}

/// What a part is called.
pub(super) fn part_name(states: &[&Content], part: &Part, texts: &Texts) -> String {
    match part {
        Part::Field(RecordField::Name) if matches!(states.first(), Some(Content::Course(_))) => {
            texts.get("course-title")
        }
        Part::Field(field) => field_name(*field, texts),
        Part::Product(id) => {
            let product = states.iter().find_map(|state| formulary(state)?.product(id));
            product.map_or_else(|| id.clone(), |product| product.substance.clone())
        }
        Part::Recipe(name, _) => texts.with("part-recipe", &[("name", name.as_str().into())]),
        Part::Hidden(id) => texts.with("part-offered", &[("name", technique_name(states, id, texts).into())]),
        Part::Change(id) | Part::Technique(id) => technique_name(states, id, texts),
        Part::Whole if matches!(states.first(), Some(Content::Protocol(_))) => texts.get("part-protocol"),
        Part::Whole => texts.get("library-name"),
    }
}

/// What a part is called, and what a state says of it.
pub(super) fn part_line(state: &Content, part: &Part, texts: &Texts) -> String {
    let places = [("part", part_name(&[state], part, texts).into()), ("words", part_words(state, part, texts).into())];
    texts.with("part-line", &places)
}

/// What a field is called.
pub(super) fn field_name(field: RecordField, texts: &Texts) -> String {
    match field {
        RecordField::Name => texts.get("patient-name"),
        RecordField::Reference => texts.get("patient-reference"),
        RecordField::Born => texts.get("patient-born"),
        RecordField::Sex => texts.get("patient-sex"),
        RecordField::Allergies => texts.get("patient-allergies"),
        RecordField::Indication => texts.get("course-indication"),
        RecordField::Body => texts.get("course-body"),
        RecordField::Plan => texts.get("course-planned-short"),
        RecordField::Notes => texts.get("notes"),
        RecordField::Void => texts.get("field-void"),
    }
}

/// What a state says of a part; a word for nothing where it says nothing.
pub(super) fn part_words(state: &Content, part: &Part, texts: &Texts) -> String {
    let words = match (state, part) {
        (Content::Patient(patient), Part::Field(field)) => patient_words(patient, *field, texts),
        (Content::Course(course), Part::Field(field)) => course_words(course, *field, texts),
        (Content::Formulary(formulary), Part::Product(id)) => {
            formulary.product(id).map(|product| product_words(product, texts)).unwrap_or_default()
        }
        (Content::Formulary(formulary), Part::Recipe(name, nth)) => {
            let recipe = formulary.recipes.iter().filter(|recipe| recipe.name == *name).nth(*nth);
            recipe.map(|recipe| recipe_words(formulary, recipe, texts)).unwrap_or_default()
        }
        (Content::Techniques(list), part) => technique_part_words(list, part, texts),
        (Content::Library(name), _) => name.clone(),
        (Content::Protocol(protocol), _) => {
            let places = [
                ("name", protocol.name(texts.language()).into()),
                ("revision", protocol.reference.revision.into()),
                ("steps", protocol.steps.len().into()),
                ("source", protocol_source(protocol, texts.language()).into()),
            ];
            texts.with("part-protocol-is", &places)
        }
        _ => String::new(),
    };
    if words.trim().is_empty() { texts.get("part-nothing") } else { words }
}

/// What a record is called, by what one of its states holds.
pub(in crate::app) fn record_name(state: &Content, texts: &Texts) -> String {
    match state {
        Content::Library(name) => name.clone(),
        Content::Patient(patient) => patient.name.clone(),
        Content::Course(course) => course.title.clone(),
        Content::Formulary(_) => texts.get("formulary-title"),
        Content::Techniques(_) => texts.get("techniques-title"),
        Content::Protocol(protocol) => protocol.name(texts.language()).to_owned(),
    }
}

fn patient_words(patient: &Patient, field: RecordField, texts: &Texts) -> String {
    match field {
        RecordField::Name => patient.name.clone(),
        RecordField::Reference => patient.reference.clone(),
        RecordField::Born => patient.born.map(|born| long_date(born, texts)).unwrap_or_default(),
        RecordField::Sex => sex_text(texts, patient.sex),
        RecordField::Allergies => match &patient.allergies {
            Allergies::NotAsked => texts.get("patient-allergies-not-asked"),
            Allergies::NoneKnown => texts.get("patient-no-allergies"),
            Allergies::Listed(list) => list.clone(),
        },
        RecordField::Void => patient.voided.clone().unwrap_or_default(),
        _ => patient.notes.clone(),
    }
}

fn course_words(course: &Course, field: RecordField, texts: &Texts) -> String {
    match field {
        RecordField::Name => course.title.clone(),
        RecordField::Indication => course.indication.clone(),
        RecordField::Body => body_text(texts, course.body),
        RecordField::Plan => days_text(course),
        RecordField::Void => course.voided.clone().unwrap_or_default(),
        _ => course.notes.clone(),
    }
}

fn formulary(state: &Content) -> Option<&Formulary> {
    match state {
        Content::Formulary(formulary) => Some(formulary),
        _ => None,
    }
}

fn product_words(product: &Product, texts: &Texts) -> String {
    let what = [product.substance.clone(), strength_text(product.concentration, texts)];
    let whose = [product.manufacturer.clone(), product.form.clone()];
    let lots = product.lots.iter().map(|lot| lot_line(lot, texts));
    let hidden = product.hidden.then(|| texts.get("formulary-is-hidden"));
    let words = what.into_iter().chain(whose).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ");
    std::iter::once(words).chain(lots).chain(hidden).collect::<Vec<_>>().join("; ")
}

fn recipe_words(formulary: &Formulary, recipe: &Recipe, texts: &Texts) -> String {
    let part = |(id, volume): &(String, _)| {
        let substance = formulary.product(id).map_or(id.as_str(), |product| product.substance.as_str());
        format!("{substance} {}", texts.decimal(volume))
    };
    let hidden = recipe.hidden.then(|| texts.get("formulary-is-hidden"));
    recipe.parts.iter().map(part).chain(hidden).collect::<Vec<_>>().join(", ")
}

fn technique_name(states: &[&Content], id: &TechniqueId, texts: &Texts) -> String {
    let own = states.iter().find_map(|state| match state {
        Content::Techniques(list) => list.own(id),
        _ => None,
    });
    own.map_or_else(|| techniques().name(id, texts.language()), |own| own.name(texts.language())).to_owned()
}

fn technique_part_words(list: &ClinicTechniques, part: &Part, texts: &Texts) -> String {
    match part {
        Part::Hidden(id) if list.hidden.contains(id) => texts.get("technique-is-hidden"),
        Part::Change(id) if list.change(id).is_some() => {
            list.over(techniques()).get(id).map(|technique| technique_words(technique, texts)).unwrap_or_default()
        }
        Part::Technique(id) => list.own(id).map(|technique| technique_words(technique, texts)).unwrap_or_default(),
        _ => String::new(),
    }
}

fn technique_words(technique: &Technique, texts: &Texts) -> String {
    let named = [technique.name(texts.language()).to_owned(), default_depth(technique, texts)];
    let rest = [symbol_text(technique.symbol, texts), technique_source(technique, texts.language()).to_owned()];
    let words = named.into_iter().chain(lines(technique, texts)).chain(rest);
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ")
}
