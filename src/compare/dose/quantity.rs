//! What is counted of a mark: itself, its volume, or how much of one substance it holds.

use crate::chart::{Component, ConcentrationUnit, Letter, Mark, Session, Volume};

/// The unit in which a substance is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubstanceUnit {
    /// Milligrams.
    Mg,
    /// International units.
    Iu,
}

impl SubstanceUnit {
    /// As written: `mg` or `IU`.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Mg => "mg",
            Self::Iu => "IU",
        }
    }

    fn of(unit: ConcentrationUnit) -> Self {
        if unit == ConcentrationUnit::IuPerMl { Self::Iu } else { Self::Mg }
    }
}

/// A substance that is counted in one unit; capitals make no difference.
#[derive(Clone, Debug)]
pub struct Substance {
    name: String,
    folded: String,
    unit: SubstanceUnit,
}

impl PartialEq for Substance {
    fn eq(&self, other: &Self) -> bool {
        (&self.folded, self.unit) == (&other.folded, other.unit)
    }
}

impl Substance {
    /// By its name, as on labels.
    pub fn new(name: &str, unit: SubstanceUnit) -> Self {
        let name = name.trim().to_owned();
        Self { folded: name.to_lowercase(), name, unit }
    }

    /// The name as it was first written.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The unit.
    pub fn unit(&self) -> SubstanceUnit {
        self.unit
    }

    fn is(&self, component: &Component) -> bool {
        component.substance.trim().to_lowercase() == self.folded
    }
}

/// What is counted.
#[derive(Clone, Debug, PartialEq)]
pub enum Quantity {
    /// Every mark is one.
    Points,
    /// Millilitres.
    Volume,
    /// Milligrams or international units of a substance.
    Substance(Substance),
}

impl Quantity {
    /// The quantity that is written `points`, `mL`, `mg:NAME` or `IU:NAME`.
    pub fn from_id(id: &str) -> Option<Self> {
        let substance =
            |name: &str, unit| (!name.trim().is_empty()).then(|| Self::Substance(Substance::new(name, unit)));
        match id.split_once(':') {
            Some((unit, name)) if unit.eq_ignore_ascii_case("mg") => substance(name, SubstanceUnit::Mg),
            Some((unit, name)) if unit.eq_ignore_ascii_case("iu") => substance(name, SubstanceUnit::Iu),
            None if id.eq_ignore_ascii_case("points") => Some(Self::Points),
            None if id.eq_ignore_ascii_case("ml") => Some(Self::Volume),
            _ => None,
        }
    }

    /// As it is written, see [`Self::from_id`].
    pub fn id(&self) -> String {
        match self {
            Self::Points => "points".to_owned(),
            Self::Volume => "mL".to_owned(),
            Self::Substance(substance) => format!("{}:{}", substance.unit.symbol(), substance.name),
        }
    }
}

/// The substances of known strength in the cocktails of sessions, by name.
pub fn substances<'a>(sessions: impl IntoIterator<Item = &'a Session>) -> Vec<Substance> {
    let mut found: Vec<Substance> = Vec::new();
    let components = sessions.into_iter().flat_map(|session| &session.cocktails).flat_map(|mixed| &mixed.components);
    for component in components {
        let Some(strength) = component.concentration else { continue };
        let substance = Substance::new(&component.substance, SubstanceUnit::of(strength.unit()));
        if !substance.name.is_empty() && !found.contains(&substance) {
            found.push(substance);
        }
    }
    found.sort_by(|a, b| (&a.folded, a.unit).cmp(&(&b.folded, b.unit)));
    found
}

/// Why it isn't known what a mark adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unknown {
    /// No volume is recorded.
    Volume,
    /// No cocktail is recorded, or not what is in it.
    Content,
    /// The substance is in it, and not told how much in this unit.
    Strength,
}

/// How marks that are left out are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Marks without a volume.
    pub without_volume: usize,
    /// Marks without a cocktail, or with one of unknown content.
    pub without_content: usize,
    /// Marks with the substance in an unknown strength.
    pub without_strength: usize,
}

impl LeftOut {
    /// Counts one more.
    pub(super) fn add(&mut self, why: Unknown) {
        match why {
            Unknown::Volume => self.without_volume += 1,
            Unknown::Content => self.without_content += 1,
            Unknown::Strength => self.without_strength += 1,
        }
    }

    /// How many marks.
    pub fn all(self) -> usize {
        self.without_volume + self.without_content + self.without_strength
    }
}

/// What marks of one session add.
pub(super) enum Counting {
    Points,
    Volume,
    /// By letter what a millilitre holds.
    PerMl(Vec<Result<f64, Unknown>>),
}

impl Counting {
    pub(super) fn new(quantity: &Quantity, session: &Session) -> Self {
        match quantity {
            Quantity::Points => Self::Points,
            Quantity::Volume => Self::Volume,
            Quantity::Substance(substance) => {
                Self::PerMl(Letter::all().map(|letter| per_ml(session, letter, substance)).collect())
            }
        }
    }

    /// The dose of a mark.
    pub(super) fn dose(&self, mark: &Mark) -> Result<f64, Unknown> {
        let volume_ml = || mark.deposit.volume.map(Volume::ml).ok_or(Unknown::Volume);
        match self {
            Self::Points => Ok(1.0),
            Self::Volume => volume_ml(),
            Self::PerMl(of_letter) => {
                let letter = mark.deposit.cocktail.ok_or(Unknown::Content)?;
                let per_ml = of_letter.get(letter.index()).copied().unwrap_or(Err(Unknown::Content))?;
                // What has none of it in a millilitre has none in any volume.
                if per_ml == 0.0 { Ok(0.0) } else { Ok(per_ml * volume_ml()?) }
            }
        }
    }
}

fn per_ml(session: &Session, letter: Letter, substance: &Substance) -> Result<f64, Unknown> {
    let cocktail = session.cocktail(letter).ok_or(Unknown::Content)?;
    if cocktail.components.is_empty() {
        return Err(Unknown::Content);
    }
    let mut sum = 0.0;
    for component in cocktail.components.iter().filter(|component| substance.is(component)) {
        let strength = component.concentration.ok_or(Unknown::Strength)?;
        if SubstanceUnit::of(strength.unit()) != substance.unit {
            return Err(Unknown::Strength);
        }
        sum += cocktail.amount(component, Volume::nearest_ml(1.0)).ok_or(Unknown::Strength)?.value;
    }
    Ok(sum)
}
