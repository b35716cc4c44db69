//! The formulary of a clinic: products with their lots, and recipes of cocktails made of them.

mod edit;

use jiff::civil::Date;

pub use edit::{Entry, FormularyEdit};

use super::{Cocktail, Component, Concentration, Letter, Volume};

/// Products and recipes, each by a name of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Formulary {
    /// In the order in which they are offered.
    pub products: Vec<Product>,
    /// In the order in which they are offered.
    pub recipes: Vec<Recipe>,
}

/// Something that cocktails are mixed from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Product {
    /// Stable name in files, such as `lidocaine-1`.
    pub id: String,
    /// What it is, as on its label.
    pub substance: String,
    /// Its strength, if known.
    pub concentration: Option<Concentration>,
    /// Who makes it; empty when not recorded.
    pub manufacturer: String,
    /// As what it is sold: vial, ampoule, powder; empty when not recorded.
    pub form: String,
    /// The boxes that were bought, the newest last.
    pub lots: Vec<Lot>,
    /// No longer offered; recipes that have it keep it.
    pub hidden: bool,
}

/// A box of a product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lot {
    /// Its number.
    pub number: String,
    /// The day on which it was opened, if recorded.
    pub opened: Option<Date>,
    /// The last day of use, if recorded.
    pub expiry: Option<Date>,
    /// How much there is of it, if recorded.
    pub stock: Option<Volume>,
    /// The day on which the last of it was used, if recorded.
    pub used_up: Option<Date>,
}

impl Lot {
    /// Whether it could be used on a day: opened by then, not expired and not used up, as far as is recorded.
    pub fn is_for(&self, day: Date) -> bool {
        self.opened.is_none_or(|opened| opened <= day)
            && self.expiry.is_none_or(|expiry| day <= expiry)
            && self.used_up.is_none_or(|last| day <= last)
    }
}

/// How a cocktail is mixed.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// How people name it.
    pub name: String,
    /// Of which product, by its identifier, how much.
    pub parts: Vec<(String, Volume)>,
    /// No longer offered.
    pub hidden: bool,
}

impl Formulary {
    /// The most products, and the most recipes.
    pub const MOST: usize = 10_000;
    /// The longest substance, manufacturer, form, number of a lot or name of a recipe that is typed in, in characters.
    pub const LONGEST_TEXT: usize = 120;

    /// The product with this identifier.
    pub fn product(&self, id: &str) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }

    /// The recipe of this name; of several, the `nth`.
    pub(super) fn nth_recipe(&self, name: &str, nth: usize) -> Option<&Recipe> {
        self.recipes.iter().filter(|recipe| recipe.name == name).nth(nth)
    }

    /// A recipe mixed on a day, of the newest lots that were in use then; a component without such a lot has none.
    /// Products that are gone are left out.
    pub fn mixed(&self, recipe: &Recipe, letter: Letter, day: Date) -> Cocktail {
        let part = |(id, volume): &(String, Volume)| Some(self.product(id)?.component(*volume, day));
        let components: Vec<Component> = recipe.parts.iter().filter_map(part).collect();
        let prepared = components.iter().map(|component| component.volume).sum();
        Cocktail { letter, name: recipe.name.clone(), components, prepared, discarded: None }
    }

    /// With what a cocktail was mixed from: its products, their lots, and itself as the recipe of its name.
    #[must_use]
    pub fn learned(mut self, cocktail: &Cocktail) -> Self {
        let parts = cocktail.components.iter().map(|part| (self.learn(part), part.volume)).collect();
        let recipe = Recipe { name: cocktail.name.clone(), parts, hidden: false };
        match self.recipes.iter_mut().find(|known| known.name == recipe.name) {
            Some(known) => *known = recipe,
            None => self.recipes.push(recipe),
        }
        self
    }

    /// The identifier of the product that a component was, known from now on with its lot.
    fn learn(&mut self, part: &Component) -> String {
        let same = |product: &Product| {
            product.substance == part.substance
                && product.concentration == part.concentration
                && (product.manufacturer == part.manufacturer || product.manufacturer.is_empty())
        };
        let at = self.products.iter().position(same).unwrap_or_else(|| {
            let id = self.free_id(&part.substance);
            let (substance, concentration) = (part.substance.clone(), part.concentration);
            self.products.push(Product { id, substance, concentration, ..Product::default() });
            self.products.len() - 1
        });
        let product = &mut self.products[at];
        product.manufacturer.clone_from(&part.manufacturer);
        let is_listed = product.lots.iter().any(|lot| lot.number == part.lot);
        if !part.lot.is_empty() && !is_listed {
            product.lots.push(Lot { number: part.lot.clone(), expiry: part.expiry, ..Lot::default() });
        }
        product.id.clone()
    }

    fn free_id(&self, substance: &str) -> String {
        let plain = |c: char| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        let base: String = substance.chars().map(plain).collect();
        let base = base.trim_matches('-');
        let numbered = (2..).map(|number: u32| format!("{base}-{number}"));
        let mut free = std::iter::once(base.to_owned()).chain(numbered);
        free.find(|id| !id.is_empty() && self.product(id).is_none()).unwrap_or_default()
    }
}

impl Product {
    /// So much of it, of the newest lot that was in use on a day.
    pub fn component(&self, volume: Volume, day: Date) -> Component {
        let lot = self.lots.iter().rev().find(|lot| lot.is_for(day));
        Component {
            substance: self.substance.clone(),
            concentration: self.concentration,
            volume,
            manufacturer: self.manufacturer.clone(),
            lot: lot.map(|lot| lot.number.clone()).unwrap_or_default(),
            expiry: lot.and_then(|lot| lot.expiry),
        }
    }

    /// Whether none of its lots could be used on a day, so that the lot must be asked for.
    pub fn lacks_a_lot(&self, day: Date) -> bool {
        !self.lots.iter().any(|lot| lot.is_for(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::ConcentrationUnit;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn part(substance: &str, lot: &str, expiry: Option<&str>) -> Component {
        Component {
            substance: substance.to_owned(),
            concentration: Some(Concentration::new(1.0, ConcentrationUnit::Percent).unwrap()),
            volume: Volume::from_ml(1.5).unwrap(),
            manufacturer: "Maker".to_owned(),
            lot: lot.to_owned(),
            expiry: expiry.map(day),
        }
    }

    fn cocktail(components: Vec<Component>) -> Cocktail {
        let prepared = components.iter().map(|part| part.volume).sum();
        Cocktail { letter: Letter::A, name: "Glow".to_owned(), components, prepared, discarded: None }
    }

    #[test]
    fn what_was_learned_is_mixed_again_alike() {
        let first = cocktail(vec![part("Lidocaine", "L1", Some("2027-01-31")), part("Vitamin C", "", None)]);
        let formulary = Formulary::default().learned(&first);
        assert_eq!(formulary.mixed(&formulary.recipes[0], Letter::A, day("2026-11-27")), first);
        // Learning it twice adds nothing.
        assert_eq!(formulary.clone().learned(&first), formulary);
    }

    #[test]
    fn each_day_takes_the_newest_lot_that_was_in_use() {
        let mut formulary = Formulary::default();
        for (lot, expiry) in [("old", Some("2026-10-31")), ("new", Some("2027-10-31"))] {
            formulary = formulary.learned(&cocktail(vec![part("Lidocaine", lot, expiry)]));
        }
        formulary.products[0].lots[1].opened = Some(day("2026-11-01"));
        formulary.products[0].lots[1].used_up = Some(day("2026-12-24"));
        assert_eq!((formulary.products.len(), formulary.recipes.len()), (1, 1));
        let lot = |on: &str| formulary.mixed(&formulary.recipes[0], Letter::A, day(on)).components[0].lot.clone();
        let lots = [lot("2026-09-07"), lot("2026-11-27"), lot("2026-12-24"), lot("2026-12-25"), lot("2028-01-01")];
        assert_eq!(lots, ["old", "new", "new", "", ""].map(str::to_owned));
        assert!(
            formulary.products[0].lacks_a_lot(day("2028-01-01"))
                && !formulary.products[0].lacks_a_lot(day("2026-11-27"))
        );
    }

    #[test]
    fn another_strength_is_another_product() {
        let mut strong = part("Lidocaine", "L2", None);
        strong.concentration = Some(Concentration::new(2.0, ConcentrationUnit::Percent).unwrap());
        let formulary = Formulary::default().learned(&cocktail(vec![part("Lidocaine", "L1", None), strong]));
        let ids: Vec<&str> = formulary.products.iter().map(|product| product.id.as_str()).collect();
        assert_eq!(ids, ["lidocaine", "lidocaine-2"]);
    }
}
