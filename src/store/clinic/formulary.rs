//! The formulary as a file: `mesomap/formulary/3`.

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use super::super::leaf::TenThousandths;
use super::super::read::{Fault, Record, from_ron};
use super::super::write::{Writer, decimal, quoted};
use super::super::{Flaw, Position, leaf};
use crate::chart::{Concentration, Formulary, Lot, Product, Recipe, Volume};

impl Record for Formulary {
    const KIND: &'static str = "formulary";
    const CURRENT: u32 = 3;

    fn read(version: u32, text: &str) -> Result<Self, Fault> {
        match version {
            1 => from_ron::<File<NotYetHidden, NotYetUsedUp>>(text).map(Into::into),
            2 | 3 => from_ron::<File<Hidden, UsedUp>>(text).map(Into::into),
            other => Err(Fault::Invalid(Position::START, Flaw::NeverInUse(other))),
        }
    }

    fn read_newer(text: &str) -> Result<Self, Fault> {
        Self::read(Self::CURRENT, text)
    }
}

/// Whether something is no longer offered; since version 2.
#[derive(Default, Deserialize)]
#[serde(transparent)]
struct Hidden(bool);

/// The day on which a lot was used up; since version 2.
#[derive(Default, Deserialize)]
#[serde(transparent)]
struct UsedUp(#[serde(deserialize_with = "leaf::some_date")] Option<Date>);

/// Version 1 knew nothing of it.
#[derive(Default)]
struct NotYetHidden;

/// Version 1 knew nothing of it.
#[derive(Default)]
struct NotYetUsedUp;

impl<'de> Deserialize<'de> for NotYetHidden {
    fn deserialize<D: Deserializer<'de>>(_from: D) -> Result<Self, D::Error> {
        Err(D::Error::unknown_field("hidden", &[]))
    }
}

impl<'de> Deserialize<'de> for NotYetUsedUp {
    fn deserialize<D: Deserializer<'de>>(_from: D) -> Result<Self, D::Error> {
        Err(D::Error::unknown_field("used_up", &[]))
    }
}

impl From<Hidden> for bool {
    fn from(Hidden(hidden): Hidden) -> Self {
        hidden
    }
}

impl From<NotYetHidden> for bool {
    fn from(NotYetHidden: NotYetHidden) -> Self {
        false
    }
}

impl From<UsedUp> for Option<Date> {
    fn from(UsedUp(day): UsedUp) -> Self {
        day
    }
}

impl From<NotYetUsedUp> for Option<Date> {
    fn from(NotYetUsedUp: NotYetUsedUp) -> Self {
        None
    }
}

/// The file: `H` says what may be hidden, `U` what may be used up, in its version.
#[derive(Deserialize)]
#[serde(rename = "Formulary", deny_unknown_fields)]
#[serde(bound = "H: Deserialize<'de> + Default, U: Deserialize<'de> + Default")]
struct File<H, U> {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(default = "Vec::new", deserialize_with = "few")]
    products: Vec<ProductRow<H, U>>,
    #[serde(default = "Vec::new", deserialize_with = "few")]
    recipes: Vec<RecipeRow<H>>,
}

#[derive(Deserialize)]
#[serde(rename = "Product", deny_unknown_fields)]
#[serde(bound = "H: Deserialize<'de> + Default, U: Deserialize<'de> + Default")]
struct ProductRow<H, U> {
    #[serde(deserialize_with = "leaf::identifier")]
    id: String,
    substance: String,
    #[serde(default, deserialize_with = "leaf::some_concentration")]
    concentration: Option<Concentration>,
    #[serde(default)]
    manufacturer: String,
    #[serde(default)]
    form: String,
    #[serde(default = "Vec::new", deserialize_with = "few")]
    lots: Vec<LotRow<U>>,
    #[serde(default)]
    hidden: H,
}

#[derive(Deserialize)]
#[serde(rename = "Lot", deny_unknown_fields)]
#[serde(bound = "U: Deserialize<'de> + Default")]
struct LotRow<U> {
    #[serde(deserialize_with = "leaf::identifier")]
    number: String,
    #[serde(default, deserialize_with = "leaf::some_date")]
    opened: Option<Date>,
    #[serde(default, deserialize_with = "leaf::some_date")]
    expiry: Option<Date>,
    #[serde(default, deserialize_with = "leaf::some_volume::<_, TenThousandths>")]
    stock_ml: Option<Volume>,
    #[serde(default)]
    used_up: U,
}

#[derive(Deserialize)]
#[serde(rename = "Recipe", deny_unknown_fields)]
#[serde(bound = "H: Deserialize<'de> + Default")]
struct RecipeRow<H> {
    #[serde(deserialize_with = "leaf::identifier")]
    name: String,
    #[serde(deserialize_with = "few")]
    parts: Vec<PartRow>,
    #[serde(default)]
    hidden: H,
}

#[derive(Deserialize)]
#[serde(rename = "Part", deny_unknown_fields)]
struct PartRow {
    #[serde(deserialize_with = "leaf::identifier")]
    product: String,
    volume_ml: TenThousandths,
}

fn few<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    let rows = Vec::<T>::deserialize(from)?;
    let (found, least, most) = (rows.len(), 0, Formulary::MOST);
    if found > most { Err(Flaw::SpotCount { found, least, most }.into_error()) } else { Ok(rows) }
}

impl<H: Into<bool>, U: Into<Option<Date>>> From<File<H, U>> for Formulary {
    fn from(file: File<H, U>) -> Self {
        let products = file.products.into_iter().map(Into::into).collect();
        Self { products, recipes: file.recipes.into_iter().map(Into::into).collect() }
    }
}

impl<H: Into<bool>, U: Into<Option<Date>>> From<ProductRow<H, U>> for Product {
    fn from(row: ProductRow<H, U>) -> Self {
        let ProductRow { id, substance, concentration, manufacturer, form, lots, hidden } = row;
        let lots = lots.into_iter().map(Into::into).collect();
        Self { id, substance, concentration, manufacturer, form, lots, hidden: hidden.into() }
    }
}

impl<U: Into<Option<Date>>> From<LotRow<U>> for Lot {
    fn from(LotRow { number, opened, expiry, stock_ml: stock, used_up }: LotRow<U>) -> Self {
        Self { number, opened, expiry, stock, used_up: used_up.into() }
    }
}

impl<H: Into<bool>> From<RecipeRow<H>> for Recipe {
    fn from(row: RecipeRow<H>) -> Self {
        let part = |part: PartRow| (part.product, part.volume_ml.into());
        Self { name: row.name, parts: row.parts.into_iter().map(part).collect(), hidden: row.hidden.into() }
    }
}

/// The text of a formulary's file.
pub(in super::super) fn formulary_text(formulary: &Formulary) -> String {
    let mut file = Writer::new::<Formulary>();
    file.list("products", &formulary.products, |file, product| file.line(product_text(product)));
    file.list("recipes", &formulary.recipes, |file, recipe| file.line(recipe_text(recipe)));
    file.finish()
}

fn product_text(product: &Product) -> String {
    let text = |field: &str, text: &str| (!text.is_empty()).then(|| format!("{field}: {}", quoted(text)));
    let strength = product.concentration.map(|strength| {
        let unit = strength.unit().symbol();
        format!("concentration: ({}, \"{unit}\")", decimal(strength.value()))
    });
    let lots: Vec<String> = product.lots.iter().map(lot_text).collect();
    let parts = [
        Some(format!("id: {}, substance: {}", quoted(&product.id), quoted(&product.substance))),
        strength,
        text("manufacturer", &product.manufacturer),
        text("form", &product.form),
        (!lots.is_empty()).then(|| format!("lots: [{}]", lots.join(", "))),
        product.hidden.then(|| "hidden: true".to_owned()),
    ];
    format!("({}),", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn lot_text(lot: &Lot) -> String {
    let day = |field: &str, day: Option<Date>| day.map(|day| format!("{field}: \"{day}\""));
    let parts = [
        Some(format!("number: {}", quoted(&lot.number))),
        day("opened", lot.opened),
        day("expiry", lot.expiry),
        lot.stock.map(|stock| format!("stock_ml: {}", decimal(stock.ml()))),
        day("used_up", lot.used_up),
    ];
    format!("({})", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn recipe_text(recipe: &Recipe) -> String {
    let part = |(product, volume): &(String, Volume)| {
        format!("(product: {}, volume_ml: {})", quoted(product), decimal(volume.ml()))
    };
    let parts: Vec<String> = recipe.parts.iter().map(part).collect();
    let hidden = if recipe.hidden { ", hidden: true" } else { "" };
    format!("(name: {}, parts: [{}]{hidden}),", quoted(&recipe.name), parts.join(", "))
}
