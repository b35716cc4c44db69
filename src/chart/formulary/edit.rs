//! Changes to a clinic's formulary by hand. Nothing is ever taken out: what isn't used any more is no longer offered.

use super::{Formulary, Lot, Product, Recipe};

/// What stands in a formulary.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// A product, by its identifier.
    Product(String),
    /// A recipe, by its name.
    Recipe(String),
}

/// One change to a formulary.
#[derive(Clone, Debug, PartialEq)]
pub enum FormularyEdit {
    /// A product as it was when it was taken up, and as it is from now on; one without an identifier is new.
    Product {
        /// As it was.
        before: Box<Product>,
        /// As it is from now on.
        after: Box<Product>,
    },
    /// A recipe as it is from now on.
    Recipe {
        /// What it was called; none for a new one.
        before: Option<String>,
        /// As it is from now on.
        after: Recipe,
    },
    /// No longer offered.
    Hide(Entry),
    /// Offered again.
    Offer(Entry),
}

impl Formulary {
    /// The formulary after an edit; what another window changed of the same product since, and the edit doesn't touch, stays.
    #[must_use]
    pub fn edited(mut self, edit: &FormularyEdit) -> Self {
        match edit {
            FormularyEdit::Product { before, after } => self.put_product(before, after),
            FormularyEdit::Recipe { before, after } => self.put_recipe(before.as_deref(), after),
            FormularyEdit::Hide(entry) => self.hide(entry, true),
            FormularyEdit::Offer(entry) => self.hide(entry, false),
        }
        self
    }

    fn put_product(&mut self, before: &Product, after: &Product) {
        let known = self.products.iter_mut().find(|product| !after.id.is_empty() && product.id == after.id);
        if let Some(product) = known {
            let (lots, hidden) = (lots(&product.lots, &before.lots, &after.lots), product.hidden);
            *product = Product { lots, hidden, ..after.clone() };
            return;
        }
        let id = if after.id.is_empty() { self.free_id(&after.substance) } else { after.id.clone() };
        self.products.push(Product { id, ..after.clone() });
    }

    fn put_recipe(&mut self, before: Option<&str>, after: &Recipe) {
        let called = before.unwrap_or(&after.name);
        match self.recipes.iter_mut().find(|recipe| recipe.name == called) {
            // A new one of the name of one that is hidden takes its place, and is offered.
            Some(recipe) => *recipe = Recipe { hidden: before.is_some() && recipe.hidden, ..after.clone() },
            None => self.recipes.push(after.clone()),
        }
    }

    fn hide(&mut self, entry: &Entry, hidden: bool) {
        match entry {
            Entry::Product(id) => {
                let products = self.products.iter_mut().filter(|product| product.id == *id);
                products.for_each(|product| product.hidden = hidden);
            }
            Entry::Recipe(name) => {
                let recipes = self.recipes.iter_mut().filter(|recipe| recipe.name == *name);
                recipes.for_each(|recipe| recipe.hidden = hidden);
            }
        }
    }
}

/// The lots of a product after a change that led from `before` to `after`, where they are `now`: what the change left alone
/// is as it is now, and what was added meanwhile stays, as the newest.
fn lots(now: &[Lot], before: &[Lot], after: &[Lot]) -> Vec<Lot> {
    let numbered = |lots: &[Lot], number: &str| lots.iter().find(|lot| lot.number == number).cloned();
    let is_untouched = |lot: &Lot| before.contains(lot);
    let kept = |lot: &Lot| numbered(now, &lot.number).filter(|_| is_untouched(lot)).unwrap_or_else(|| lot.clone());
    let mut lots: Vec<Lot> = after.iter().map(kept).collect();
    let is_new = |lot: &&Lot| numbered(before, &lot.number).is_none() && numbered(after, &lot.number).is_none();
    lots.extend(now.iter().filter(is_new).cloned());
    lots
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lot(number: &str) -> Lot {
        Lot { number: number.to_owned(), ..Lot::default() }
    }

    fn product(lots: &[&str]) -> Product {
        let lots = lots.iter().map(|number| lot(number)).collect();
        Product { id: "lidocaine".to_owned(), substance: "Lidocaine".to_owned(), lots, ..Product::default() }
    }

    fn change(before: &Product, after: Product) -> FormularyEdit {
        FormularyEdit::Product { before: Box::new(before.clone()), after: Box::new(after) }
    }

    #[test]
    fn two_windows_that_add_a_lot_to_one_product_both_keep_theirs() {
        let before = product(&["L1"]);
        let formulary = Formulary { products: vec![before.clone()], recipes: Vec::new() };
        let one = formulary.edited(&change(&before, product(&["L1", "L2"])));
        let mut after = product(&["L1", "L3"]);
        after.manufacturer = "Maker".to_owned();
        after.lots[0].used_up = "2026-11-27".parse().ok();
        let both = one.edited(&change(&before, after));
        let numbers: Vec<&str> = both.products[0].lots.iter().map(|lot| lot.number.as_str()).collect();
        assert_eq!(numbers, ["L1", "L3", "L2"]);
        assert_eq!(both.products[0].manufacturer, "Maker");
        assert!(both.products[0].lots[0].used_up.is_some());
    }

    #[test]
    fn a_lot_that_was_given_another_number_does_not_come_back() {
        let before = product(&["L1", "L2"]);
        let formulary = Formulary { products: vec![before.clone()], recipes: Vec::new() };
        let after = formulary.edited(&change(&before, product(&["L1", "LOT-2"])));
        assert_eq!(after.products, [product(&["L1", "LOT-2"])]);
    }

    #[test]
    fn a_new_product_gets_an_identifier_that_it_keeps() {
        let new = Product { id: String::new(), ..product(&[]) };
        let edit = change(&Product::default(), new.clone());
        let twice = Formulary::default().edited(&edit).edited(&edit);
        let ids: Vec<&str> = twice.products.iter().map(|product| product.id.as_str()).collect();
        assert_eq!(ids, ["lidocaine", "lidocaine-2"]);
    }

    #[test]
    fn what_is_hidden_stays_and_is_offered_again() {
        let recipe = Recipe { name: "Glow".to_owned(), parts: Vec::new(), hidden: false };
        let formulary = Formulary { products: vec![product(&["L1"])], recipes: vec![recipe.clone()] };
        let [entry, glow] = [Entry::Product("lidocaine".to_owned()), Entry::Recipe("Glow".to_owned())];
        let hidden =
            formulary.clone().edited(&FormularyEdit::Hide(entry.clone())).edited(&FormularyEdit::Hide(glow.clone()));
        assert!(hidden.products[0].hidden && hidden.recipes[0].hidden);
        // A change of what is hidden doesn't offer it.
        let renamed = Recipe { name: "Glow 2".to_owned(), ..recipe };
        let edit = FormularyEdit::Recipe { before: Some("Glow".to_owned()), after: renamed };
        assert!(hidden.clone().edited(&edit).recipes[0].hidden);
        assert_eq!(hidden.edited(&FormularyEdit::Offer(entry)).edited(&FormularyEdit::Offer(glow)), formulary);
    }
}
