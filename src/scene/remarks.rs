//! What was noticed of marks, and how devices were set, in words.

use std::collections::BTreeMap;

use crate::chart::{Device, GroupId, Remark, Session};
use crate::text::Texts;

/// The note, the score, the reaction, as far as there are.
pub fn remark_words(remark: &Remark, texts: &Texts) -> String {
    let reaction = |words: &str| texts.with("remark-words-reaction", &[("words", words.to_owned().into())]);
    let parts = [
        some(&remark.note),
        remark.symptom.map(|score| texts.with("remark-words-symptom", &[("score", score.into())])),
        some(&remark.reaction).map(|words| reaction(&words)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// How often it went over the skin, with how many needles of what length, and what else it was set to.
pub fn device_words(device: &Device, texts: &Texts) -> String {
    let count = |key: u16| [("count", key.into())];
    let parts = [
        device.passes.map(|passes| texts.with("device-words-passes", &count(passes))),
        device.needles.map(|needles| texts.with("device-words-needles", &count(needles))),
        device.needle.map(|length| texts.decimal(length)),
        some(&device.settings),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn some(words: &str) -> Option<String> {
    Some(words.trim().to_owned()).filter(|words| !words.is_empty())
}

/// What was noticed in a session, and how devices were set, each with what it is about: the number of a mark, or those of what
/// was laid together.
pub fn remarks(session: &Session, texts: &Texts) -> Vec<(String, String)> {
    let mut numbers: BTreeMap<GroupId, (u32, u32)> = BTreeMap::new();
    for (id, number) in session.marks.iter().filter_map(|mark| Some((mark.group?, mark.number))) {
        let (least, most) = numbers.entry(id).or_insert((number, number));
        (*least, *most) = (number.min(*least), number.max(*most));
    }
    let of_groups = session.groups.iter().filter_map(|group| {
        let remark = group.remark.as_deref()?;
        let &(least, most) = numbers.get(&group.id)?;
        let about = if least == most { least.to_string() } else { format!("{least}–{most}") };
        Some((about, remark_words(remark, texts)))
    });
    let of_marks = session.marks.iter().filter_map(|mark| {
        let device = mark.device.as_ref().map(|device| device_words(device, texts));
        let remark = mark.remark.as_ref().map(|remark| remark_words(remark, texts));
        let words: Vec<String> = device.into_iter().chain(remark).collect();
        (!words.is_empty()).then(|| (mark.number.to_string(), words.join("; ")))
    });
    of_groups.chain(of_marks).collect()
}
