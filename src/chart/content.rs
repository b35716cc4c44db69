//! What a record other than a session holds, and the parts by which one state of it is told from another.

use super::rebase::Fields as _;
use super::{ClinicTechniques, Course, Formulary, Patient, Protocol, RecordField, TechniqueId};

/// What a record other than a session holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A library's name.
    Library(String),
    /// A patient.
    Patient(Patient),
    /// A course.
    Course(Course),
    /// The clinic's formulary.
    Formulary(Formulary),
    /// What the clinic says of techniques.
    Techniques(ClinicTechniques),
    /// A protocol of the clinic's own.
    Protocol(Protocol),
}

/// A part of it that is decided by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A field.
    Field(RecordField),
    /// A product, by its identifier.
    Product(String),
    /// A recipe, by its name, and the how manieth of that name.
    Recipe(String, usize),
    /// Whether a technique is no longer offered.
    Hidden(TechniqueId),
    /// What the clinic changed of a technique that comes with the program.
    Change(TechniqueId),
    /// A technique of the clinic's own.
    Technique(TechniqueId),
    /// All of it.
    Whole,
}

impl Content {
    /// Whose record it is; nothing where a library has only one of the kind.
    pub fn id(&self) -> &str {
        match self {
            Self::Patient(patient) => &patient.id,
            Self::Course(course) => &course.id,
            Self::Protocol(protocol) => &protocol.reference.id,
            Self::Library(_) | Self::Formulary(_) | Self::Techniques(_) => "",
        }
    }

    /// Whether another one can be a state of the same record.
    pub fn is_of_one_record(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other) && self.id() == other.id()
    }

    /// A list of the same kind without entries; `None` of what is no list.
    pub(super) fn empty_list(&self) -> Option<Self> {
        match self {
            Self::Formulary(_) => Some(Self::Formulary(Formulary::default())),
            Self::Techniques(_) => Some(Self::Techniques(ClinicTechniques::default())),
            _ => None,
        }
    }

    /// The parts that it has, in the order in which they are shown.
    pub fn parts(&self) -> Vec<Part> {
        let fields = |all: &[RecordField]| all.iter().copied().map(Part::Field).collect();
        match self {
            Self::Patient(_) => fields(Patient::ALL),
            Self::Course(_) => fields(Course::ALL),
            Self::Formulary(formulary) => {
                let products = formulary.products.iter().map(|product| Part::Product(product.id.clone()));
                products.chain(recipes(formulary)).collect()
            }
            Self::Techniques(list) => {
                let hidden = list.hidden.iter().cloned().map(Part::Hidden);
                let changes = list.changes.iter().map(|change| Part::Change(change.id.clone()));
                let own = list.own.iter().map(|technique| Part::Technique(technique.id.clone()));
                own.chain(changes).chain(hidden).collect()
            }
            Self::Library(_) | Self::Protocol(_) => vec![Part::Whole],
        }
    }

    /// Whether another one of the same kind has the same in a part.
    pub fn is_same(&self, other: &Self, part: &Part) -> bool {
        match (self, other, part) {
            (Self::Patient(one), Self::Patient(other), Part::Field(field)) => one.is_same(other, *field),
            (Self::Course(one), Self::Course(other), Part::Field(field)) => one.is_same(other, *field),
            (Self::Formulary(one), Self::Formulary(other), Part::Product(id)) => one.product(id) == other.product(id),
            (Self::Formulary(one), Self::Formulary(other), Part::Recipe(name, nth)) => {
                one.nth_recipe(name, *nth) == other.nth_recipe(name, *nth)
            }
            (Self::Techniques(one), Self::Techniques(other), Part::Hidden(id)) => {
                one.hidden.contains(id) == other.hidden.contains(id)
            }
            (Self::Techniques(one), Self::Techniques(other), Part::Change(id)) => one.change(id) == other.change(id),
            (Self::Techniques(one), Self::Techniques(other), Part::Technique(id)) => one.own(id) == other.own(id),
            _ => self == other,
        }
    }

    /// Takes a part from another one of the same kind; what that one doesn't have goes.
    pub(super) fn take(&mut self, from: &Self, part: &Part) {
        match (&mut *self, from, part) {
            (Self::Patient(one), Self::Patient(from), Part::Field(field)) => one.take(from, *field),
            (Self::Course(one), Self::Course(from), Part::Field(field)) => one.take(from, *field),
            (Self::Formulary(one), Self::Formulary(from), Part::Product(id)) => {
                put(&mut one.products, 0, from.product(id), |product| product.id == *id);
            }
            (Self::Formulary(one), Self::Formulary(from), Part::Recipe(name, nth)) => {
                put(&mut one.recipes, *nth, from.nth_recipe(name, *nth), |recipe| recipe.name == *name);
            }
            (Self::Techniques(one), Self::Techniques(from), Part::Hidden(id)) => {
                if from.hidden.contains(id) {
                    one.hidden.insert(id.clone());
                } else {
                    one.hidden.remove(id);
                }
            }
            (Self::Techniques(one), Self::Techniques(from), Part::Change(id)) => {
                put(&mut one.changes, 0, from.change(id), |change| change.id == *id);
            }
            (Self::Techniques(one), Self::Techniques(from), Part::Technique(id)) => {
                put(&mut one.own, 0, from.own(id), |technique| technique.id == *id);
            }
            _ => self.clone_from(from),
        }
    }
}

/// Recipes by name; of those that share one, each by itself.
fn recipes(formulary: &Formulary) -> impl Iterator<Item = Part> {
    formulary.recipes.iter().enumerate().map(|(at, recipe)| {
        let nth = formulary.recipes[..at].iter().filter(|before| before.name == recipe.name).count();
        Part::Recipe(recipe.name.clone(), nth)
    })
}

/// Puts an entry in the place of the `nth` that is meant, at the end where there is none; takes that one out where there is no
/// entry.
fn put<T: Clone>(list: &mut Vec<T>, nth: usize, entry: Option<&T>, is_meant: impl Fn(&T) -> bool) {
    let at = list.iter().enumerate().filter(|(_, known)| is_meant(known)).nth(nth).map(|(at, _)| at);
    match (at, entry) {
        (Some(at), Some(entry)) => list[at].clone_from(entry),
        (None, Some(entry)) => list.push(entry.clone()),
        (Some(at), None) => _ = list.remove(at),
        (None, None) => {}
    }
}
