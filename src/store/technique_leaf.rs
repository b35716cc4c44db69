//! A technique as files hold it, read and written: `mesomap/techniques/2`, of the program and of a clinic.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};

use super::write::{decimal, quoted};
use super::{Flaw, leaf};
use crate::atlas::skin::Layer;
use crate::chart::{Aliases, Delivery, Depth, Manner, NeedleAngle, Symbol, Technique, TechniqueId};

/// Values that files call by a bare name, both ways from one list.
macro_rules! bare_names {
    ($some:ident, $of:ident, $value:ident: $($name:ident)*) => {
        fn $some<'de, D: Deserializer<'de>>(from: D) -> Result<Option<$value>, D::Error> {
            #[derive(Deserialize)]
            #[serde(rename = "name")]
            enum Name { $($name,)* }
            Ok(Some(match Name::deserialize(from)? { $(Name::$name => $value::$name,)* }))
        }

        /// The bare name; none for what files don't hold.
        fn $of(value: $value) -> Option<&'static str> {
            $(if value == $value::$name { return Some(stringify!($name)); })*
            None
        }
    };
}

bare_names!(some_symbol, symbol_name, Symbol:
    Circle Square Triangle TriangleDown Diamond Pentagon Hexagon Cross Star FourStar Bar Column Hourglass Rhomboid FlatDiamond
    Octagon TriangleLeft TriangleRight Trapezium);
bare_names!(some_layer, layer_name, Layer: Epidermis SuperficialDermis DeepDermis Dermis Hypodermis);
bare_names!(some_delivery, delivery_name, Delivery: Manual Gun Pen Roller Electroporator);

/// A technique as a file holds it.
#[derive(Deserialize)]
#[serde(rename = "Technique", deny_unknown_fields)]
pub(super) struct TechniqueRow {
    #[serde(deserialize_with = "technique_id")]
    id: TechniqueId,
    #[serde(deserialize_with = "names")]
    names: BTreeMap<String, String>,
    #[serde(default, deserialize_with = "aliases")]
    aliases: Aliases,
    #[serde(default, deserialize_with = "leaf::some_depth")]
    default_depth_mm: Option<Depth>,
    #[serde(default, deserialize_with = "some_range")]
    usual_depth_mm: Option<[Depth; 2]>,
    #[serde(default, deserialize_with = "some_layer")]
    layer: Option<Layer>,
    #[serde(default, deserialize_with = "text::<_, { Technique::LONGEST_NEEDLE }>")]
    needle: String,
    #[serde(default, deserialize_with = "leaf::some_depth")]
    needle_mm: Option<Depth>,
    #[serde(default, deserialize_with = "some_angle")]
    angle_deg: Option<NeedleAngle>,
    #[serde(default, deserialize_with = "some_delivery")]
    delivery: Option<Delivery>,
    #[serde(deserialize_with = "some_symbol")]
    symbol: Option<Symbol>,
    #[serde(default)]
    fixed: bool,
    #[serde(default, deserialize_with = "text::<_, { Technique::LONGEST_SOURCE }>")]
    source: String,
}

impl From<TechniqueRow> for Technique {
    fn from(row: TechniqueRow) -> Self {
        let TechniqueRow { needle, needle_mm: needle_length, angle_deg: angle, delivery, .. } = row;
        Self {
            id: row.id,
            names: row.names,
            aliases: row.aliases,
            default_depth: row.default_depth_mm,
            usual_depth: row.usual_depth_mm,
            layer: row.layer,
            manner: Manner { needle, needle_length, angle, delivery },
            symbol: row.symbol.unwrap_or(Symbol::Saltire),
            fixed: row.fixed,
            hidden: false,
            source: row.source,
        }
    }
}

/// A technique in one line; what isn't known of it is left out.
pub(super) fn technique_text(technique: &Technique) -> String {
    let name = |(language, name): (&String, &String)| format!("{}: {}", quoted(language), quoted(name));
    let names: Vec<String> = technique.names.iter().map(name).collect();
    let range = technique.usual_depth.map(|[least, most]| format!("({}, {})", decimal(least.mm()), decimal(most.mm())));
    let source = (!technique.source.is_empty()).then(|| quoted(&technique.source));
    let mut fields =
        vec![Some(format!("id: {}", quoted(technique.id.as_str()))), Some(format!("names: {{{}}}", names.join(", ")))];
    fields.extend(manner_fields(technique.default_depth, &technique.aliases, &technique.manner));
    fields.extend([
        range.map(|range| format!("usual_depth_mm: {range}")),
        technique.layer.and_then(layer_name).map(|name| format!("layer: {name}")),
        symbol_name(technique.symbol).map(|name| format!("symbol: {name}")),
        technique.fixed.then(|| "fixed: true".to_owned()),
        source.map(|source| format!("source: {source}")),
    ]);
    format!("({}),", fields.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// What a clinic may say of any technique, as fields.
pub(super) fn manner_fields(depth: Option<Depth>, aliases: &Aliases, manner: &Manner) -> [Option<String>; 6] {
    let of_language = |(language, aliases): (&String, &Vec<String>)| {
        let aliases: Vec<String> = aliases.iter().map(|alias| quoted(alias)).collect();
        format!("{}: [{}]", quoted(language), aliases.join(", "))
    };
    let all: Vec<String> = aliases.iter().map(of_language).collect();
    let angle = manner.angle.map(|angle| match angle.ends_deg() {
        [one, other] if one == other => format!("[{one}]"),
        [least, most] => format!("[{least}, {most}]"),
    });
    [
        depth.map(|depth| format!("default_depth_mm: {}", decimal(depth.mm()))),
        (!all.is_empty()).then(|| format!("aliases: {{{}}}", all.join(", "))),
        (!manner.needle.is_empty()).then(|| format!("needle: {}", quoted(&manner.needle))),
        manner.needle_length.map(|length| format!("needle_mm: {}", decimal(length.mm()))),
        angle.map(|angle| format!("angle_deg: {angle}")),
        manner.delivery.and_then(delivery_name).map(|name| format!("delivery: {name}")),
    ]
}

/// What a clinic may say of any technique, as a file holds it.
#[derive(Deserialize)]
#[serde(rename = "Change", deny_unknown_fields)]
pub(super) struct ChangeRow {
    #[serde(deserialize_with = "technique_id")]
    pub(super) id: TechniqueId,
    #[serde(default, deserialize_with = "leaf::some_depth")]
    pub(super) default_depth_mm: Option<Depth>,
    #[serde(default, deserialize_with = "aliases")]
    pub(super) aliases: Aliases,
    #[serde(default, deserialize_with = "text::<_, { Technique::LONGEST_NEEDLE }>")]
    pub(super) needle: String,
    #[serde(default, deserialize_with = "leaf::some_depth")]
    pub(super) needle_mm: Option<Depth>,
    #[serde(default, deserialize_with = "some_angle")]
    pub(super) angle_deg: Option<NeedleAngle>,
    #[serde(default, deserialize_with = "some_delivery")]
    pub(super) delivery: Option<Delivery>,
}

/// An identifier of a technique, in a list too.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct IdRow(#[serde(deserialize_with = "technique_id")] pub(super) TechniqueId);

fn technique_id<'de, D: Deserializer<'de>>(from: D) -> Result<TechniqueId, D::Error> {
    let id = leaf::identifier(from)?;
    at_most(&id, Technique::LONGEST_NAME).map_err(Flaw::into_error)?;
    Ok(TechniqueId::new(&id))
}

fn at_most(text: &str, most: usize) -> Result<(), Flaw> {
    if text.chars().count() > most { Err(TechniqueFlaw::TooLong { most }.into()) } else { Ok(()) }
}

/// Text of at most so many characters.
fn text<'de, D: Deserializer<'de>, const MOST: usize>(from: D) -> Result<String, D::Error> {
    let text = String::deserialize(from)?;
    at_most(&text, MOST).map_err(Flaw::into_error)?;
    Ok(text)
}

/// Names by language tag, at least one.
fn names<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, String>, D::Error> {
    let names = BTreeMap::<String, String>::deserialize(from)?;
    let is_blank = |(language, name): (&String, &String)| language.trim().is_empty() || name.trim().is_empty();
    if names.is_empty() || names.iter().any(is_blank) {
        return Err(Flaw::from(TechniqueFlaw::NoName).into_error());
    }
    let short = |text: &String| at_most(text, Technique::LONGEST_NAME);
    names.keys().chain(names.values()).try_for_each(short).map_err(Flaw::into_error)?;
    Ok(names)
}

/// Short names by language tag.
fn aliases<'de, D: Deserializer<'de>>(from: D) -> Result<Aliases, D::Error> {
    let all = Aliases::deserialize(from)?;
    let check = |(language, aliases): (&String, &Vec<String>)| {
        at_most(language, Technique::LONGEST_ALIAS)?;
        if aliases.len() > Technique::MOST_ALIASES {
            return Err(Flaw::from(TechniqueFlaw::TooManyAliases { most: Technique::MOST_ALIASES }));
        }
        if language.trim().is_empty() || aliases.iter().any(|alias| alias.trim().is_empty()) {
            return Err(TechniqueFlaw::NoName.into());
        }
        aliases.iter().try_for_each(|alias| at_most(alias, Technique::LONGEST_ALIAS))
    };
    all.iter().try_for_each(check).map_err(Flaw::into_error)?;
    Ok(all)
}

/// A range of depths as `(0.1, 0.2)`.
fn some_range<'de, D: Deserializer<'de>>(from: D) -> Result<Option<[Depth; 2]>, D::Error> {
    #[derive(Deserialize)]
    struct Range(#[serde(deserialize_with = "leaf::depth")] Depth, #[serde(deserialize_with = "leaf::depth")] Depth);
    let Range(least, greatest) = Range::deserialize(from)?;
    if least > greatest { Err(Flaw::from(TechniqueFlaw::Span).into_error()) } else { Ok(Some([least, greatest])) }
}

/// An angle in degrees as `[45]`, a span of them as `[30, 60]`.
fn some_angle<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NeedleAngle>, D::Error> {
    let angle = match Vec::<u8>::deserialize(from)?[..] {
        [one] => NeedleAngle::new(one, one),
        [least, most] => NeedleAngle::new(least, most),
        _ => None,
    };
    angle.map(Some).ok_or_else(|| Flaw::from(TechniqueFlaw::Angle { most_deg: NeedleAngle::MOST_DEG }).into_error())
}

/// A list whose rows are looked at one by one as they are read, so that what is wrong with one is told where it stands: each
/// is made of what was made of those before and of itself.
pub(super) fn row_by_row<'de, D: Deserializer<'de>, Row: Deserialize<'de>, T>(
    from: D,
    make: impl Fn(&[T], Row) -> Result<T, Flaw>,
) -> Result<Vec<T>, D::Error> {
    from.deserialize_seq(RowByRow(make, PhantomData))
}

struct RowByRow<Make, Row, T>(Make, PhantomData<(Row, T)>);

impl<'de, Row: Deserialize<'de>, T, Make: Fn(&[T], Row) -> Result<T, Flaw>> Visitor<'de> for RowByRow<Make, Row, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut made = Vec::new();
        while let Some(row) = list.next_element::<Row>()? {
            let next = (self.0)(&made, row).map_err(Flaw::into_error)?;
            made.push(next);
        }
        Ok(made)
    }
}

/// What is wrong with what a file says of techniques.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, Deserialize)]
pub enum TechniqueFlaw {
    /// A technique without a name, a name or alias without a letter.
    NoName,
    /// Longer text than this.
    TooLong {
        /// In characters.
        most: usize,
    },
    /// More aliases in one language than a technique may have.
    TooManyAliases {
        /// How many it may have.
        most: usize,
    },
    /// More rows than a list may have.
    TooMany {
        /// How many it may have.
        most: usize,
    },
    /// No angle, or a span that ends before it begins.
    Angle {
        /// The greatest, in degrees.
        most_deg: u8,
    },
    /// A span of depths that ends before it begins.
    Span,
    /// Two techniques, or two changes of one, with this identifier.
    Twice(String),
    /// A technique of the clinic's own that calls itself fixed, or something else than aliases of one that is.
    Fixed(String),
}

impl From<TechniqueFlaw> for Flaw {
    fn from(flaw: TechniqueFlaw) -> Self {
        Self::Technique(flaw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_symbol_that_a_technique_may_have_has_a_name_in_files() {
        let names: std::collections::BTreeSet<_> = Symbol::of_techniques().filter_map(symbol_name).collect();
        assert_eq!(names.len(), Symbol::ALL.len() - 1);
        assert_eq!(symbol_name(Symbol::Saltire), None);
        assert!(Delivery::ALL.into_iter().all(|delivery| delivery_name(delivery).is_some()));
    }
}
