//! What was injected of each cocktail: the mixture with the strength of each component, lots, and the dose as far as it is
//! recorded.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::parts::{SNOMED_CT, address, coding, concept, identifier, narrative, quantity, reference, region};
use super::{FhirSpec, Refs};
use crate::atlas::regions::Locus;
use crate::atlas::skin::{Layer, layers_at};
use crate::chart::{Cocktail, Component, Delivery, Mark, Shape, Tally, Volume};
use crate::scene::locus_words;

/// What was injected of each cocktail that a mark names, with its address.
pub(super) fn administrations(spec: &FhirSpec<'_>, refs: &Refs) -> Vec<(String, Value)> {
    let used = spec.session.cocktails.iter().filter_map(|cocktail| {
        let of_it = |mark: &&Mark| mark.deposit.cocktail == Some(cocktail.letter);
        let marks: Vec<&Mark> = spec.session.marks.iter().map(|mark| &**mark).filter(of_it).collect();
        (!marks.is_empty()).then_some((cocktail, marks))
    });
    let told = used.map(|(cocktail, marks)| {
        let address = address(&spec.session.id, &format!("cocktail {}", cocktail.letter));
        let told = administration(spec, refs, (cocktail, &marks, &address));
        (address, told)
    });
    told.collect()
}

fn administration(spec: &FhirSpec<'_>, refs: &Refs, (cocktail, marks, address): (&Cocktail, &[&Mark], &str)) -> Value {
    let tally: Tally = marks.iter().map(|mark| mark.deposit.volume).collect();
    let dose = dose_words(cocktail, tally, spec);
    let name = name(cocktail, spec);
    let mut contained = vec![mixture(cocktail, &name)];
    contained.extend(cocktail.components.iter().enumerate().map(|(at, component)| product(at, component)));
    json!({
        "resourceType": "MedicationAdministration",
        "text": narrative(&format!("{name}: {dose}")),
        "contained": contained,
        "identifier": [identifier(address)],
        "status": if spec.is_void() { "entered-in-error" } else { "completed" },
        "medicationReference": reference("#mixture"),
        "subject": reference(&refs.patient),
        "effectiveDateTime": spec.session.details.started.to_string(),
        "performer": [{ "actor": refs.clinician }],
        "partOf": [reference(&refs.procedure)],
        // A dose without its volume breaks a rule of FHIR (mad-1), and a sum of which a part isn't known is no dose.
        "dosage": if tally.is_at_least() { Value::Null } else { dosage(marks, tally.volume, &dose, spec) },
        "note": notes(cocktail, tally, spec).into_iter().map(|note| json!({ "text": note })).collect::<Vec<_>>(),
    })
}

fn name(cocktail: &Cocktail, spec: &FhirSpec<'_>) -> String {
    let letter = spec.texts.with("report-cocktail", &[("letter", cocktail.letter.to_string().into())]);
    let names = [letter.as_str(), cocktail.name.trim()];
    names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" - ")
}

/// The mixture: what of each component is in all of it.
fn mixture(cocktail: &Cocktail, name: &str) -> Value {
    let mixed = cocktail.mixed();
    let ingredients = cocktail.components.iter().enumerate().map(|(at, component)| {
        let amount = component.amount_of(mixed, mixed);
        let strength = amount.map(|amount| {
            let of = if amount.unit == "mg" { ["mg", "mg"] } else { units(component) };
            json!({ "numerator": quantity(exact(amount.value), of), "denominator": quantity(mixed.ml(), ["mL", "mL"]) })
        });
        json!({ "itemReference": reference(&format!("#component-{}", at + 1)), "isActive": true, "strength": strength })
    });
    json!({
        "resourceType": "Medication",
        "id": "mixture",
        "code": concept(Vec::new(), name),
        "amount": { "numerator": quantity(cocktail.prepared.ml(), ["mL", "mL"]), "denominator": { "value": 1 } },
        "ingredient": ingredients.collect::<Vec<_>>(),
    })
}

/// A component as it went into the mixture, with its lot.
fn product(at: usize, component: &Component) -> Value {
    let strength = component.concentration.map(|strength| strength.to_string()).unwrap_or_default();
    json!({
        "resourceType": "Medication",
        "id": format!("component-{}", at + 1),
        "code": concept(Vec::new(), &format!("{} {strength}", component.substance)),
        "manufacturer": { "display": component.manufacturer },
        "amount": { "numerator": quantity(component.volume.ml(), ["mL", "mL"]), "denominator": { "value": 1 } },
        "batch": { "lotNumber": component.lot, "expirationDate": component.expiry.map(|day| day.to_string()) },
    })
}

/// Units of toxin are the maker's own and no international ones; UCUM calls such units arbitrary.
fn units(component: &Component) -> [&'static str; 2] {
    let is_toxin = component.substance.to_lowercase().contains("botuli");
    if is_toxin { ["U", "[arb'U]"] } else { ["IU", "[iU]"] }
}

/// Steps of 0.0001 times steps of 0.0001 end here; what a computer adds behind them is none of it.
fn exact(value: f64) -> f64 {
    (value * 1e8).round() / 1e8
}

fn dosage(marks: &[&Mark], volume: Volume, words: &str, spec: &FhirSpec<'_>) -> Value {
    json!({
        "text": words,
        "site": site(marks, spec),
        "route": route(marks, spec),
        "method": is_injected(marks, spec).then(|| concept(vec![coding(SNOMED_CT, "422145002", "Inject")], "")),
        "dose": quantity(volume.ml(), ["mL", "mL"]),
    })
}

/// The volume, and how much of each substance of known strength that is.
fn dose_words(cocktail: &Cocktail, tally: Tally, spec: &FhirSpec<'_>) -> String {
    let texts = spec.texts;
    let amounts = cocktail.amounts(tally.volume).map(|(component, amount)| {
        let unit = if amount.unit == "mg" { "mg" } else { units(component)[0] };
        let told = amount.to_string();
        let value = told.split(' ').next().unwrap_or_default();
        format!("{} {}{} {unit}", component.substance, tally.sign(), texts.decimal(value))
    });
    let volume = format!("{} mL", texts.decimal(tally.decimal()));
    std::iter::once(volume).chain(amounts).collect::<Vec<_>>().join("; ")
}

/// Where: the one region coded, several in words.
fn site(marks: &[&Mark], spec: &FhirSpec<'_>) -> Value {
    let loci: BTreeSet<Locus> = marks.iter().map(|mark| mark.site().locus()).collect();
    let words: Vec<String> = loci.iter().map(|locus| locus_words(*locus, spec.texts)).collect();
    match Vec::from_iter(&loci)[..] {
        [one] => region(*one, &words.join("; ")),
        _ => concept(Vec::new(), &words.join("; ")),
    }
}

/// The route, only where the depth of every mark leaves no doubt: within the dermis of its place; or surely below it by a
/// technique of which sources say the same. How deep muscle lies isn't known anywhere, so it is never told.
fn route(marks: &[&Mark], spec: &FhirSpec<'_>) -> Value {
    let all = |holds: &dyn Fn(&Mark) -> bool| marks.iter().all(|mark| holds(mark));
    let is_below = |mark: &Mark| {
        let sources = spec.techniques.get(&mark.deposit.technique).and_then(|technique| technique.layer);
        sources == Some(Layer::Hypodermis) && layers(mark).iter().all(|layer| *layer == Layer::Hypodermis)
    };
    let is_outside = |layer: &Layer| matches!(layer, Layer::Epidermis | Layer::Hypodermis);
    let is_within = |mark: &Mark| !layers(mark).iter().any(is_outside);
    if !is_injected(marks, spec) {
        Value::Null
    } else if all(&is_within) {
        concept(vec![coding(SNOMED_CT, "372464004", "Intradermal route")], "")
    } else if all(&is_below) {
        concept(vec![coding(SNOMED_CT, "34206005", "Subcutaneous route")], "")
    } else {
        Value::Null
    }
}

/// The layers that a mark may lie in.
fn layers(mark: &Mark) -> Vec<Layer> {
    layers_at(mark.site().locus()).at(mark.deposit.depth.mm()).into_iter().map(|band| band.layer).collect()
}

/// Whether all of it went through a needle that somebody put in: no film, no roller, no current.
fn is_injected(marks: &[&Mark], spec: &FhirSpec<'_>) -> bool {
    let by_needle = |mark: &&Mark| {
        let delivery = spec.techniques.get(&mark.deposit.technique).and_then(|technique| technique.manner.delivery);
        let other = matches!(delivery, Some(Delivery::Roller | Delivery::Electroporator | Delivery::Pen));
        !matches!(mark.shape, Shape::Area(_)) && !other
    };
    marks.iter().all(by_needle)
}

/// What has no field: what isn't known, and what was thrown away.
fn notes(cocktail: &Cocktail, tally: Tally, spec: &FhirSpec<'_>) -> Vec<String> {
    let texts = spec.texts;
    let unknown = tally.is_at_least().then(|| {
        let dose = dose_words(cocktail, tally, spec);
        let places = [("count", tally.without_volume.into()), ("of", tally.points.into()), ("dose", dose.into())];
        texts.with("fhir-without-volume", &places)
    });
    let discarded = cocktail.discarded.as_ref().map(|discarded| {
        let volume = texts.decimal(discarded.volume.decimal());
        texts.with("fhir-discarded", &[("volume", volume.into()), ("why", discarded.why.as_str().into())])
    });
    [unknown, discarded].into_iter().flatten().collect()
}
