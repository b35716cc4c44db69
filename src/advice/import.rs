//! What an import would do, mark by mark that isn't taken over.

use crate::chart::{Import, OtherBody, Refusal};
use crate::export::PointsOnly;
use crate::store::Kin;
use crate::text::Texts;

/// What it would do in one line each, without what it wouldn't.
pub fn import_lines(import: &Import, texts: &Texts) -> Vec<String> {
    let (added, same) = (import.added(), import.same);
    let (different, refused) = (import.different.len(), import.refused.len());
    let lines = [
        (added, texts.with("import-added", &[("count", added.into())])),
        (same, texts.with("import-same", &[("count", same.into())])),
        (different, texts.with("import-different", &[("count", different.into())])),
        (refused, texts.with("import-refused", &[("count", refused.into())])),
    ];
    lines.into_iter().filter(|(count, _)| *count > 0).map(|(_, line)| line).collect()
}

/// Why a mark isn't taken over, as a clause.
pub(super) fn refusal_why(why: &Refusal, texts: &Texts) -> String {
    match why {
        Refusal::NoPlace => texts.get("import-no-place"),
        Refusal::OffTheBody(mm) => {
            texts.with("import-off-the-body", &[("mm", texts.decimal(format_args!("{mm:.1}")).into())])
        }
        Refusal::NoTechnique(technique) => {
            texts.with("import-no-technique", &[("technique", technique.as_str().into())])
        }
        Refusal::NoCocktail(letter) => texts.with("import-no-cocktail", &[("letter", letter.to_string().into())]),
        Refusal::OtherCocktail { letter, there, here } => {
            let names = [("there", there.as_str().into()), ("here", here.as_str().into())];
            texts.with("import-other-cocktail", &[&[("letter", letter.to_string().into())][..], &names].concat())
        }
        Refusal::IsVoid => texts.get("import-is-void"),
    }
}

/// That marks were taken over: how many are new, and how many became otherwise.
pub fn imported_text((added, changed): (usize, usize), texts: &Texts) -> String {
    let added_text = || texts.with("imported-added", &[("count", added.into())]);
    let changed_text = || texts.with("imported-changed", &[("count", changed.into())]);
    match (added, changed) {
        (_, 0) => added_text(),
        (0, _) => changed_text(),
        _ => format!("{}; {}", added_text(), changed_text()),
    }
}

/// That marks are those of another session than the one that they come into.
pub fn foreign_text(kin: &Kin, texts: &Texts) -> String {
    match kin {
        Kin::OfPatient(title) => texts.with("import-foreign-kin", &[("title", title.as_str().into())]),
        Kin::OfAnother => texts.get("import-foreign-patient"),
        Kin::Unknown => texts.get("import-foreign"),
    }
}

/// Why nothing is taken over from another body.
pub fn other_body_text(error: OtherBody, texts: &Texts) -> String {
    let OtherBody { there, here } = error;
    texts.with("import-other-body", &[("there", there.id().into()), ("here", here.id().into())])
}

/// Why marks can't be written as points.
pub fn points_only_text(PointsOnly(count): PointsOnly, texts: &Texts) -> String {
    texts.with("marks-points-only", &[("count", count.into())])
}
