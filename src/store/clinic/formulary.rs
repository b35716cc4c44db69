//! The formulary as a file: `mesomap/formulary/1`.

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::Deserializer;

use super::super::leaf::TenThousandths;
use super::super::read::{Fault, Record, from_ron};
use super::super::write::{Writer, decimal, quoted};
use super::super::{Flaw, Position, leaf};
use crate::chart::{Concentration, Formulary, Lot, Product, Recipe, Volume};

impl Record for Formulary {
    const KIND: &'static str = "formulary";
    const CURRENT: u32 = 1;

    fn read(version: u32, text: &str) -> Result<Self, Fault> {
        match version {
            1 => from_ron::<File>(text).map(Into::into),
            other => Err(Fault::Invalid(Position::START, Flaw::NeverInUse(other))),
        }
    }

    fn read_newer(text: &str) -> Result<Self, Fault> {
        Self::read(1, text)
    }
}

#[derive(Deserialize)]
#[serde(rename = "Formulary", deny_unknown_fields)]
struct File {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(default, deserialize_with = "few")]
    products: Vec<ProductRow>,
    #[serde(default, deserialize_with = "few")]
    recipes: Vec<RecipeRow>,
}

#[derive(Deserialize)]
#[serde(rename = "Product", deny_unknown_fields)]
struct ProductRow {
    #[serde(deserialize_with = "leaf::identifier")]
    id: String,
    substance: String,
    #[serde(default, deserialize_with = "leaf::some_concentration")]
    concentration: Option<Concentration>,
    #[serde(default)]
    manufacturer: String,
    #[serde(default)]
    form: String,
    #[serde(default, deserialize_with = "few")]
    lots: Vec<LotRow>,
}

#[derive(Deserialize)]
#[serde(rename = "Lot", deny_unknown_fields)]
struct LotRow {
    #[serde(deserialize_with = "leaf::identifier")]
    number: String,
    #[serde(default, deserialize_with = "leaf::some_date")]
    opened: Option<Date>,
    #[serde(default, deserialize_with = "leaf::some_date")]
    expiry: Option<Date>,
    #[serde(default, deserialize_with = "leaf::some_volume::<_, TenThousandths>")]
    stock_ml: Option<Volume>,
}

#[derive(Deserialize)]
#[serde(rename = "Recipe", deny_unknown_fields)]
struct RecipeRow {
    #[serde(deserialize_with = "leaf::identifier")]
    name: String,
    #[serde(deserialize_with = "few")]
    parts: Vec<PartRow>,
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

impl From<File> for Formulary {
    fn from(file: File) -> Self {
        let products = file.products.into_iter().map(Into::into).collect();
        Self { products, recipes: file.recipes.into_iter().map(Into::into).collect() }
    }
}

impl From<ProductRow> for Product {
    fn from(row: ProductRow) -> Self {
        let ProductRow { id, substance, concentration, manufacturer, form, lots } = row;
        let lots = lots.into_iter().map(Into::into).collect();
        Self { id, substance, concentration, manufacturer, form, lots }
    }
}

impl From<LotRow> for Lot {
    fn from(LotRow { number, opened, expiry, stock_ml: stock }: LotRow) -> Self {
        Self { number, opened, expiry, stock }
    }
}

impl From<RecipeRow> for Recipe {
    fn from(row: RecipeRow) -> Self {
        let part = |part: PartRow| (part.product, part.volume_ml.into());
        Self { name: row.name, parts: row.parts.into_iter().map(part).collect() }
    }
}

/// The text of a formulary's file.
pub(super) fn formulary_text(formulary: &Formulary) -> String {
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
    ];
    format!("({})", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn recipe_text(recipe: &Recipe) -> String {
    let part = |(product, volume): &(String, Volume)| {
        format!("(product: {}, volume_ml: {})", quoted(product), decimal(volume.ml()))
    };
    let parts: Vec<String> = recipe.parts.iter().map(part).collect();
    format!("(name: {}, parts: [{}]),", quoted(&recipe.name), parts.join(", "))
}
