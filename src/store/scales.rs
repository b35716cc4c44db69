//! The scales of outcomes that come with the program, from the RON file that is built into it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::outcome_leaf::score;
use super::read::{Fault, from_ron};
use super::{Flaw, Position};
use crate::chart::{Asked, Direction, Scale, ScaleId, ScaleOption, ScaleUnit, ScaleValues, Scales, Threshold};

/// The file as built in.
const FILE: &str = include_str!("../../assets/scales.ron");

type Words = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(rename = "Scales", deny_unknown_fields)]
struct File {
    #[serde(rename = "schema")]
    _schema: String,
    sources: BTreeMap<String, SourceRow>,
    scales: Vec<ScaleRow>,
}

#[derive(Deserialize)]
#[serde(rename = "Source", deny_unknown_fields)]
struct SourceRow {
    tier: char,
    text: String,
}

#[derive(Deserialize)]
#[serde(rename = "Scale", deny_unknown_fields)]
struct ScaleRow {
    id: String,
    names: Words,
    #[serde(default)]
    version: String,
    direction: DirectionRow,
    used: AskedRow,
    values: ValuesRow,
    #[serde(default)]
    thresholds: Vec<ThresholdRow>,
    #[serde(default)]
    remark: Words,
    sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename = "Direction")]
enum DirectionRow {
    HigherWorse,
    LowerBetter,
    HigherBetter,
    Neither,
}

#[derive(Deserialize)]
#[serde(rename = "Used")]
#[expect(clippy::enum_variant_names, reason = "as people say it: per region, per side, per session")]
enum AskedRow {
    PerRegion,
    PerSide,
    PerSession,
}

#[derive(Deserialize)]
#[serde(rename = "Unit")]
enum UnitRow {
    Points,
    Centimetres,
    Hairs,
}

#[derive(Deserialize)]
#[serde(rename = "Values", deny_unknown_fields)]
enum ValuesRow {
    Options(Vec<OptionRow>),
    Numbers {
        #[serde(default, deserialize_with = "some_number")]
        least: Option<f64>,
        #[serde(default, deserialize_with = "some_number")]
        most: Option<f64>,
        step: f64,
        unit: UnitRow,
    },
}

#[derive(Deserialize)]
#[serde(rename = "Option", deny_unknown_fields)]
struct OptionRow {
    key: String,
    labels: Words,
}

#[derive(Deserialize)]
#[serde(rename = "Threshold", deny_unknown_fields)]
struct ThresholdRow {
    change: f64,
    #[serde(default, deserialize_with = "some_percent")]
    percent: Option<u8>,
    says: Words,
    source: String,
}

fn some_number<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    f64::deserialize(from).map(Some)
}

fn some_percent<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<u8>, D::Error> {
    u8::deserialize(from).map(Some)
}

/// A source as it is cited: tag, tier and where it is to be found.
fn cited(tag: &str, sources: &BTreeMap<String, SourceRow>) -> Option<String> {
    sources.get(tag).map(|source| format!("{tag} ({}): {}", source.tier, source.text))
}

impl ScaleRow {
    fn scale(self, sources: &BTreeMap<String, SourceRow>) -> Result<Scale, Flaw> {
        let cite = |tag: &String| {
            cited(tag, sources)
                .ok_or_else(|| Flaw::UnknownVariant { name: tag.clone(), known: sources.keys().cloned().collect() })
        };
        let threshold = |ThresholdRow { change, percent, says, source }: ThresholdRow| {
            Ok(Threshold { change, percent, says, source: cite(&source)? })
        };
        let values = match self.values {
            ValuesRow::Options(options) => {
                let option = |OptionRow { key, labels }: OptionRow| ScaleOption { key, labels };
                ScaleValues::Options(options.into_iter().map(option).collect())
            }
            ValuesRow::Numbers { least, most, step, unit } => ScaleValues::Numbers {
                least: least.map(score).transpose()?,
                most: most.map(score).transpose()?,
                step: score(step)?,
                unit: unit.into(),
            },
        };
        Ok(Scale {
            id: ScaleId::new(&self.id),
            names: self.names,
            version: self.version,
            direction: self.direction.into(),
            asked: self.used.into(),
            values,
            thresholds: self.thresholds.into_iter().map(threshold).collect::<Result<_, Flaw>>()?,
            remark: self.remark,
            sources: self.sources.iter().map(cite).collect::<Result<_, Flaw>>()?,
        })
    }
}

impl From<DirectionRow> for Direction {
    fn from(row: DirectionRow) -> Self {
        match row {
            DirectionRow::HigherWorse => Self::HigherWorse,
            DirectionRow::LowerBetter => Self::LowerBetter,
            DirectionRow::HigherBetter => Self::HigherBetter,
            DirectionRow::Neither => Self::Neither,
        }
    }
}

impl From<AskedRow> for Asked {
    fn from(row: AskedRow) -> Self {
        match row {
            AskedRow::PerRegion => Self::PerRegion,
            AskedRow::PerSide => Self::PerSide,
            AskedRow::PerSession => Self::PerSession,
        }
    }
}

impl From<UnitRow> for ScaleUnit {
    fn from(row: UnitRow) -> Self {
        match row {
            UnitRow::Points => Self::Points,
            UnitRow::Centimetres => Self::Centimetres,
            UnitRow::Hairs => Self::Hairs,
        }
    }
}

fn read(file: &str) -> Result<Scales, Fault> {
    let File { sources, scales, .. } = from_ron(file)?;
    let scales: Result<Vec<Scale>, Flaw> = scales.into_iter().map(|row| row.scale(&sources)).collect();
    scales.map(Scales::new).map_err(|flaw| Fault::Invalid(Position::START, flaw))
}

/// The scales that come with the program.
pub fn scales() -> &'static Scales {
    static SCALES: OnceLock<Scales> = OnceLock::new();
    // A test reads the file; were it ever broken, what was recorded still shows its keys and numbers.
    SCALES.get_or_init(|| read(FILE).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Score, Value};
    use std::collections::BTreeSet;

    #[test]
    fn the_built_in_file_is_whole_and_said_in_both_languages() {
        let scales = read(FILE).unwrap();
        let ids: BTreeSet<_> = scales.iter().map(|scale| scale.id.clone()).collect();
        assert_eq!((scales.iter().count(), ids.len()), (20, 20));
        for scale in scales.iter() {
            let words = scale.options().iter().map(|option| &option.labels);
            let words = words.chain(scale.thresholds.iter().map(|threshold| &threshold.says)).chain([&scale.names]);
            assert!(
                words.chain([&scale.remark].into_iter().filter(|said| !said.is_empty())).all(|said| {
                    said.keys().map(String::as_str).eq(["en", "fr"])
                        && said.values().all(|text| !text.trim().is_empty())
                }),
                "{}",
                scale.id
            );
            assert!(!scale.sources.is_empty(), "{}", scale.id);
            let keys: BTreeSet<_> = scale.options().iter().map(|option| &option.key).collect();
            assert_eq!(keys.len(), scale.options().len(), "{}", scale.id);
        }
    }

    #[test]
    fn a_value_is_one_that_the_scale_has_and_its_way_is_that_of_the_source() {
        let of = |id: &str| scales().get(&ScaleId::new(id)).unwrap();
        let number = |number| Value::Number(Score::from_number(number).unwrap());
        let pain = of("pain_nrs");
        assert!(pain.has(&number(4.5)) && !pain.has(&number(10.1)) && !pain.has(&number(4.55)));
        assert!(!pain.has(&Value::Key("mild".into())));
        assert_eq!((pain.direction.is_better(-2.0), pain.direction.is_better(0.0)), (Some(true), None));
        let better = of("gais");
        let key = |key: &str| Value::Key(key.into());
        assert!(better.has(&key("improved")) && !better.has(&number(1.0)));
        assert_eq!((better.level(&key("worse")), better.level(&key("unheard of"))), (Some(4.0), None));
        assert_eq!(of("satisfaction").direction.is_better(1.0), Some(true));
        assert_eq!(of("fitzpatrick").direction.is_better(1.0), None);
        assert_eq!(pain.thresholds.len(), 3);
        assert!(pain.thresholds.iter().all(|threshold| threshold.source.starts_with("NRS-")));
    }
}
