//! The facial danger zones as written in `assets/danger_zones.ron`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

/// Where a statement stands.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Citation {
    /// The short name by which zones name it.
    pub tag: String,
    /// `A` regulator, society, peer-reviewed or drug label; `B` textbook, lecture, professional article; `C` clinic,
    /// vendor or training page.
    pub tier: char,
    /// Title or journal, and where it is found.
    pub text: String,
}

/// A vessel or nerve of the face and what is said of it. Advisory: nothing of it is a limit.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct DangerZone {
    /// Stable name, such as `supratrochlear`.
    pub id: String,
    structure: BTreeMap<String, String>,
    why: BTreeMap<String, String>,
    place: BTreeMap<String, String>,
    /// Codes of the structure; empty where none was found.
    #[serde(default)]
    pub codes: Vec<(String, String)>,
    /// Tags of the sources.
    pub sources: Vec<String>,
    /// What is drawn of it: nothing where no source states where and how wide.
    #[serde(default)]
    pub(super) drawn: Option<Drawn>,
}

impl DangerZone {
    /// What runs there, in `language` or else in English.
    pub fn structure(&self, language: &str) -> &str {
        in_language(&self.structure, language)
    }

    /// What is feared.
    pub fn why(&self, language: &str) -> &str {
        in_language(&self.why, language)
    }

    /// Where sources say that it runs, and what of that is drawn.
    pub fn place(&self, language: &str) -> &str {
        in_language(&self.place, language)
    }

    /// Whether a source says enough for it to be drawn.
    pub fn is_drawn(&self) -> bool {
        self.drawn.is_some()
    }

    /// Its sources, as far as the file resolves them.
    pub fn citations(&self) -> impl Iterator<Item = &'static Citation> {
        let all = &file().sources;
        self.sources.iter().filter_map(|tag| all.iter().find(|citation| citation.tag == *tag))
    }
}

fn in_language<'a>(texts: &'a BTreeMap<String, String>, language: &str) -> &'a str {
    let primary = language.split(['-', '_']).next().unwrap_or(language);
    [primary, "en"].into_iter().find_map(|code| texts.get(code)).map_or("", String::as_str)
}

/// What of a zone is drawn, on the patient's left; the right mirrors it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) enum Drawn {
    /// Everything within a distance of a spot.
    Disc(Spot, f32),
    /// Everything within a distance of a way; zero where no source states one: a line.
    Band(Way, f32),
    /// Everything from a way down to a distance below it.
    BandBelow(Way, f32),
}

/// A line on the skin.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) enum Way {
    /// Straight over the skin.
    Between(Spot, Spot),
    /// The sagittal section through a landmark, as far as it lies in these regions.
    Sagittal(String, Vec<String>),
}

/// A spot of the skin.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) enum Spot {
    /// So many millimetres up along the skin from a landmark; down where negative.
    At(String, f32),
    /// So many millimetres up along the skin from the outer end of the drawn brow.
    BrowEnd(f32),
    /// So many millimetres below the border of two regions, where that is so far from the midline.
    UnderBorder([String; 2], f32, f32),
    /// On the border of two regions, at that share of a landmark's distance from the midline.
    OnBorder([String; 2], String, f32),
}

#[derive(Debug, Default, Deserialize)]
struct DangerFile {
    sources: Vec<Citation>,
    zones: Vec<DangerZone>,
}

const DANGER_RON: &str = include_str!("../../../assets/danger_zones.ron");

fn file() -> &'static DangerFile {
    static FILE: OnceLock<DangerFile> = OnceLock::new();
    // A test holds that the embedded text is good.
    FILE.get_or_init(|| ron::from_str(DANGER_RON).unwrap_or_default())
}

/// Every zone of the file, drawn or not.
pub fn danger_zones() -> &'static [DangerZone] {
    &file().zones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_has_words_and_sources() {
        let file: DangerFile = ron::from_str(DANGER_RON).unwrap();
        assert_eq!(file.zones.len(), 13);
        for zone in &file.zones {
            for texts in [&zone.structure, &zone.why, &zone.place] {
                assert!(texts.keys().eq(["en", "fr"].iter()) && texts.values().all(|t| !t.is_empty()), "{}", zone.id);
            }
            assert!(!zone.sources.is_empty());
            assert_eq!(zone.citations().count(), zone.sources.len(), "{}", zone.id);
        }
        for source in &file.sources {
            assert!(file.zones.iter().any(|zone| zone.sources.contains(&source.tag)), "{} is unused", source.tag);
        }
    }
}
