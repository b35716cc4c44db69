//! A sentence for every finding about a chart.

use fluent_bundle::FluentValue;

use crate::atlas::skin::{Span, Thickness};
use crate::chart::{COINCIDENT_MM, Finding, Letter, MarkId, Session, Techniques};
use crate::text::Texts;

/// What `finding` about `session` says to people: one sentence, which names marks by the numbers that are printed.
///
/// `techniques` is the catalogue; where a mark names a technique that isn't in it, the sentence lists what is.
pub fn finding_sentence(finding: &Finding, session: &Session, texts: &Texts, techniques: &Techniques) -> String {
    let of_marks = |marks: &[MarkId]| of_marks(&numbers(marks, session), texts);
    match finding {
        Finding::MarksWithoutCocktail(marks) => texts.with("finding-marks-without-cocktail", &of_marks(marks)),
        Finding::UnknownCocktail { letter, marks } => {
            let [count, list] = of_marks(marks);
            texts.with("finding-unknown-cocktail", &[count, list, of_letter(*letter)])
        }
        Finding::MarksWithoutVolume(marks) => texts.with("finding-marks-without-volume", &of_marks(marks)),
        Finding::UnknownTechnique { technique, marks } => {
            let [count, list] = of_marks(marks);
            let known: Vec<&str> = techniques.iter().map(|technique| technique.id.as_str()).collect();
            let named = ("technique", technique.as_str().into());
            texts.with("finding-unknown-technique", &[count, list, named, ("known", known.join(", ").into())])
        }
        Finding::OffSurface { marks, farthest_mm } => {
            let [count, list] = of_marks(marks);
            let farthest = ("farthest", texts.decimal(format_args!("{farthest_mm:.1}")).into());
            texts.with("finding-off-surface", &[count, list, farthest])
        }
        Finding::Coincident(marks) => {
            let [count, list] = of_marks(marks);
            let mm = ("mm", texts.decimal(COINCIDENT_MM).into());
            texts.with("finding-coincident", &[count, list, mm])
        }
        Finding::BeyondDermis { marks, deepest, thickness } => {
            let [count, list] = of_marks(marks);
            let deepest = ("deepest", texts.decimal(deepest).into());
            let figure = ("figure", skin_figure(thickness, texts).into());
            texts.with("finding-beyond-dermis", &[count, list, deepest, figure])
        }
        Finding::MoreThanPrepared { letter, injected, prepared } => {
            let over = injected.less(*prepared).unwrap_or_default();
            let volumes = [("injected", injected), ("prepared", prepared), ("over", &over)];
            let [injected, prepared, over] = volumes.map(|(place, volume)| (place, texts.decimal(volume).into()));
            texts.with("finding-more-than-prepared", &[of_letter(*letter), injected, prepared, over])
        }
        Finding::DoesNotBalance { letter, used, prepared } => {
            let volumes = [("used", used), ("prepared", prepared)];
            let [used, prepared] = volumes.map(|(place, volume)| (place, texts.decimal(volume).into()));
            texts.with("finding-does-not-balance", &[of_letter(*letter), used, prepared])
        }
        Finding::MixtureDoesNotAddUp { letter, mixed, prepared } => {
            let volumes = [("mixed", mixed), ("prepared", prepared)];
            let [mixed, prepared] = volumes.map(|(place, volume)| (place, texts.decimal(volume).into()));
            texts.with("finding-mixture-does-not-add-up", &[of_letter(*letter), mixed, prepared])
        }
        Finding::Expired { letter, substance, expiry } => {
            let expiry = ("expiry", expiry.to_string().into());
            texts.with("finding-expired", &[of_letter(*letter), of_substance(substance, texts), expiry])
        }
        Finding::LotMissing { letter, substance } => {
            texts.with("finding-lot-missing", &[of_letter(*letter), of_substance(substance, texts)])
        }
    }
}

/// What a source measured of epidermis and dermis, with its citation: `2.54 mm (mean at …; Laurent …)`.
pub fn skin_figure(thickness: &Thickness, texts: &Texts) -> String {
    let Span(least, most) = thickness.mm;
    let mm = if least == most { format!("{least} mm") } else { format!("{least}–{most} mm") };
    let mm = texts.decimal(mm);
    let mm = if thickness.about { texts.with("skin-about", &[("mm", mm.into())]) } else { mm };
    format!("{mm} ({}; {})", thickness.measured(texts.language()), thickness.source)
}

type Place<'a> = (&'a str, FluentValue<'a>);

fn of_letter(letter: Letter) -> Place<'static> {
    ("letter", letter.to_string().into())
}

fn of_substance<'a>(substance: &'a str, texts: &Texts) -> Place<'a> {
    let named = match substance.trim() {
        "" => texts.get("finding-unnamed-substance").into(),
        named => named.into(),
    };
    ("substance", named)
}

/// The printed numbers of these marks, in order.
fn numbers(marks: &[MarkId], session: &Session) -> Vec<u32> {
    let mut numbers: Vec<u32> = marks.iter().map(|&id| session.number_of(id).unwrap_or(id.0)).collect();
    numbers.sort_unstable();
    numbers
}

fn of_marks(numbers: &[u32], texts: &Texts) -> [Place<'static>; 2] {
    [("count", numbers.len().into()), ("marks", mark_list(numbers, texts).into())]
}

/// Runs of numbers that are spelt out before the rest is only counted.
const RUNS: usize = 6;

/// The numbers of marks for a sentence, such as `1–4, 7 and 12 more`; they are in order.
fn mark_list(numbers: &[u32], texts: &Texts) -> String {
    let runs: Vec<&[u32]> = numbers.chunk_by(|a, b| a.checked_add(1) == Some(*b)).collect();
    let spelt = |run: &&[u32]| match run {
        [first, .., last] => format!("{first}–{last}"),
        [only] => only.to_string(),
        [] => String::new(),
    };
    let shown: Vec<String> = runs.iter().take(RUNS).map(spelt).collect();
    let list = shown.join(", ");
    match runs.iter().skip(RUNS).map(|run| run.len()).sum::<usize>() {
        0 => list,
        more => texts.with("finding-more-marks", &[("list", list.into()), ("more", more.into())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::BodyKind;
    use crate::atlas::regions::RegionTree;
    use crate::atlas::skin::thickness_of;
    use crate::chart::{Depth, Details, PatientSize, TechniqueId, Volume};

    fn ids(numbers: impl IntoIterator<Item = u32>) -> Vec<MarkId> {
        numbers.into_iter().map(MarkId).collect()
    }

    /// As of a session whose marks bear their identities as numbers.
    fn say(finding: &Finding) -> String {
        let details = Details {
            title: String::new(),
            started: "2026-11-02T10:30:00+01:00".parse().unwrap(),
            clinician: String::new(),
            notes: String::new(),
            size: PatientSize::default(),
            charting_s: None,
            voided: None,
        };
        let session = Session::new(String::new(), details, BodyKind::AdultFemale);
        finding_sentence(finding, &session, &Texts::english(), &Techniques::default())
    }

    #[test]
    fn numbers_are_listed_in_runs() {
        let texts = Texts::english();
        let even: Vec<u32> = (0..20).map(|n| 2 * n).collect();
        assert_eq!(mark_list(&[1, 2, 3, 7, 9, 10], &texts), "1–3, 7, 9–10");
        assert_eq!(mark_list(&even, &texts), "0, 2, 4, 6, 8, 10 and 14 more");
        assert_eq!(mark_list(&[u32::MAX], &texts), "4294967295");
    }

    #[test]
    fn every_finding_has_a_sentence_with_its_numbers() {
        let ml = |ml| Volume::from_ml(ml).unwrap();
        let letter = Letter::new('B').unwrap();
        let findings = [
            (Finding::MarksWithoutCocktail(ids([3])), vec!["Mark 3 "]),
            (Finding::MarksWithoutCocktail(ids([3, 4])), vec!["2 marks", "3–4"]),
            (Finding::UnknownCocktail { letter, marks: ids([5]) }, vec!["Mark 5 ", "cocktail B"]),
            (Finding::MarksWithoutVolume(ids([1, 6])), vec!["2 marks", "1, 6"]),
            (
                Finding::UnknownTechnique { technique: TechniqueId::new("odd"), marks: ids([1]) },
                vec!["Mark 1 ", "\"odd\""],
            ),
            (Finding::OffSurface { marks: ids([1, 2]), farthest_mm: 3.26 }, vec!["2 marks", "3.3 mm"]),
            (
                Finding::BeyondDermis {
                    marks: ids([4, 5]),
                    deepest: Depth::nearest_mm(2.0),
                    thickness: thickness_of(RegionTree::get().find("infraorbital").unwrap()).unwrap(),
                },
                vec!["2 marks", "fat, not dermis", "2.00 mm", "about 1 mm", "Dermatol Surg 2018", "4–5"],
            ),
            (
                Finding::MoreThanPrepared { letter, injected: ml(2.5), prepared: ml(2.0) },
                vec!["Cocktail B", "2.500 mL", "2.000 mL", "0.500 mL"],
            ),
            (
                Finding::MixtureDoesNotAddUp { letter, mixed: ml(2.5), prepared: ml(2.0) },
                vec!["Cocktail B", "2.500 mL", "2.000 mL"],
            ),
            (
                Finding::DoesNotBalance { letter, used: ml(1.5), prepared: ml(2.0) },
                vec!["Cocktail B", "1.500 mL", "2.000 mL"],
            ),
            (
                Finding::Expired { letter, substance: "procaine".to_owned(), expiry: "2026-01-31".parse().unwrap() },
                vec!["Cocktail B", "procaine", "2026-01-31"],
            ),
            (Finding::LotMissing { letter, substance: " ".to_owned() }, vec!["Cocktail B", "unnamed"]),
        ];
        for (finding, parts) in findings {
            let sentence = say(&finding);
            assert!(sentence.ends_with('.') && !sentence.contains(['{', '\n']), "{sentence}");
            for part in parts {
                assert!(sentence.contains(part), "{part:?} is missing from {sentence:?}");
            }
        }
    }
}
