//! What is said of the patient's size, on screen as on paper.

use crate::atlas::Body;
use crate::atlas::size::{Measure, Scale, Scaled};
use crate::chart::{PatientSize, Session};
use crate::text::Texts;

/// The name of a measure.
pub fn measure_name(measure: Measure, texts: &Texts) -> String {
    match measure {
        Measure::Intercanthal => texts.get("measure-intercanthal"),
        Measure::Bizygomatic => texts.get("measure-bizygomatic"),
        Measure::C7ToS1 => texts.get("measure-c7-to-s1"),
        Measure::ThighGirth => texts.get("measure-thigh-girth"),
        Measure::Height => texts.get("measure-height"),
    }
}

/// What was measured and what it makes of the body that is drawn, such as "head × 1.03 (bizygomatic width 131.0 mm)", both
/// parts in one line; nothing where nothing was measured.
pub fn size_words(session: &Session, texts: &Texts) -> Option<String> {
    size_words_of(Body::get(session.body), &session.details.size, texts)
}

/// As [`size_words`], of a size by itself.
pub(super) fn size_words_of(body: &Body, size: &PatientSize, texts: &Texts) -> Option<String> {
    let of_part = |(measure, length): (Measure, crate::chart::Length)| {
        let factor = measure.factor(body, length.mm());
        let places = [
            ("factor", texts.decimal(format_args!("{factor:.2}")).into()),
            ("measure", measure_name(measure, texts).into()),
            ("length", texts.decimal(length).into()),
        ];
        match measure.scaled() {
            Scaled::Head => texts.with("size-of-head", &places),
            Scaled::Body => texts.with("size-of-body", &places),
        }
    };
    let parts: Vec<String> = size.lengths().map(of_part).collect();
    (!parts.is_empty()).then(|| texts.with("size-of-patient", &[("parts", parts.join(", ").into())]))
}

/// What a scale bar says: its length, and by how much the patient is larger than the body that is drawn.
pub fn scale_bar_words(length_mm: u16, factor: f32, texts: &Texts) -> String {
    let mm = ("mm", length_mm.into());
    if factor.to_bits() == Scale::AS_DRAWN.body.to_bits() {
        return texts.with("sheet-scale-bar", &[mm]);
    }
    texts.with("sheet-scale-bar-patient", &[mm, ("factor", texts.decimal(format_args!("{factor:.2}")).into())])
}
