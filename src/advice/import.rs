//! What an import would do, mark by mark that isn't taken over.

use crate::chart::{Import, OtherBody, Refusal};
use crate::export::PointsOnly;
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

/// Why a mark isn't taken over, by what it is called.
pub fn refusal_text((mark, why): &(String, Refusal), texts: &Texts) -> String {
    let why = match why {
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
    };
    texts.with("import-mark-refused", &[("mark", mark.as_str().into()), ("why", why.into())])
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
