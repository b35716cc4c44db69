//! The authored areas: ordered constraints on a place on the map, of which the first match names the region of a point.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::laid::Ties;
use super::shape::{Chart, ChartSpec, Curve, Outline};
use super::tree::{RegionId, RegionSpec, RegionTree, RegionsError};
use crate::geom::{Vec2, Vec3};

/// The most charts that the data may define.
const MOST_CHARTS: usize = 16;
/// The most named sets that the data may define.
const MOST_SETS: usize = 40;

/// The whole of `assets/regions.ron`.
#[derive(Debug, Deserialize)]
pub(super) struct RegionsFile {
    pub(super) regions: Vec<RegionSpec>,
    charts: Vec<(String, ChartSpec)>,
    sets: Vec<(String, Vec<ConstraintSpec>)>,
    parts: Vec<PartSpec>,
    #[serde(default)]
    pub(super) ties: Ties,
}

/// A part of the body with its areas; the first part that holds a point decides about it.
#[derive(Debug, Deserialize)]
#[serde(rename = "Part")]
struct PartSpec {
    #[serde(rename = "where")]
    constraints: Vec<ConstraintSpec>,
    areas: Vec<AreaSpec>,
}

/// A region and the constraints that must all hold.
#[derive(Debug, Deserialize)]
#[serde(rename = "Area")]
struct AreaSpec(String, Vec<ConstraintSpec>);

/// One condition on a place on the map, by the name of a chart and control points in it.
#[derive(Debug, Deserialize)]
enum ConstraintSpec {
    /// Inside the closed smooth outline.
    Inside(String, Vec<(f32, f32)>),
    /// The second coordinate is above the curve `v = f(u)`.
    Above(String, Vec<(f32, f32)>),
    /// The second coordinate is below the curve `v = f(u)`.
    Below(String, Vec<(f32, f32)>),
    /// The first coordinate is less than the curve `u = f(v)`; controls are (u, v) with growing v.
    Before(String, Vec<(f32, f32)>),
    /// The first coordinate is more than the curve `u = f(v)`.
    Beyond(String, Vec<(f32, f32)>),
    /// Every constraint of a named set holds.
    Is(String),
    /// Not every constraint of a named set holds.
    Not(String),
}

/// A condition ready for evaluation; charts and sets by index.
#[derive(Debug)]
enum Constraint {
    Inside(usize, Outline),
    /// `v` against `f(u)`.
    Height {
        chart: usize,
        curve: Curve,
        above: bool,
    },
    /// `u` against `f(v)`.
    Reach {
        chart: usize,
        curve: Curve,
        beyond: bool,
    },
    Set {
        set: usize,
        holds: bool,
    },
}

#[derive(Debug)]
struct Part {
    constraints: Vec<Constraint>,
    areas: Vec<Area>,
}

#[derive(Debug)]
struct Area {
    region: RegionId,
    constraints: Vec<Constraint>,
}

/// The classifier: a pure function from a place on the map to a region.
#[derive(Debug, Default)]
pub(super) struct Areas {
    charts: Vec<Chart>,
    sets: Vec<Vec<Constraint>>,
    parts: Vec<Part>,
}

/// Names known while the file is read.
struct Names<'a> {
    charts: BTreeMap<&'a str, usize>,
    sets: BTreeMap<&'a str, usize>,
    tree: &'a RegionTree,
}

impl Areas {
    /// Resolves every name of `file`; the last area of the last part must be unconditional.
    pub(super) fn new(file: &RegionsFile, tree: &RegionTree) -> Result<Self, RegionsError> {
        if file.charts.len() > MOST_CHARTS || file.sets.len() > MOST_SETS {
            return Err(RegionsError::TooMany);
        }
        let charts = file.charts.iter().enumerate().map(|(i, (name, _))| (name.as_str(), i)).collect();
        let mut names = Names { charts, sets: BTreeMap::new(), tree };
        let mut sets = Vec::with_capacity(file.sets.len());
        for (index, (name, constraints)) in file.sets.iter().enumerate() {
            sets.push(names.constraints(constraints)?);
            names.sets.insert(name, index);
        }
        let parts = file.parts.iter().map(|part| names.part(part)).collect::<Result<_, _>>()?;
        let charts = file.charts.iter().map(|&(_, spec)| Chart::new(spec)).collect();
        Ok(Self { charts, sets, parts })
    }

    /// The leaf region at a place on the map, mm; x counts as |x|.
    pub(super) fn region_at(&self, map_mm: Vec3) -> RegionId {
        let probe = &mut Probe::new(map_mm);
        let part = self.parts.iter().find(|part| self.all(&part.constraints, probe));
        part.and_then(|part| part.areas.iter().find(|area| self.all(&area.constraints, probe)))
            .map_or(RegionId::default(), |area| area.region)
    }

    /// The regions that any area names, in the order of the file, with repetitions.
    pub(super) fn regions(&self) -> impl Iterator<Item = RegionId> {
        self.parts.iter().flat_map(|part| part.areas.iter().map(|area| area.region))
    }

    fn all(&self, constraints: &[Constraint], probe: &mut Probe) -> bool {
        constraints.iter().all(|constraint| match constraint {
            Constraint::Inside(chart, outline) => outline.contains(probe.at(&self.charts, *chart)),
            Constraint::Height { chart, curve, above } => {
                let at = probe.at(&self.charts, *chart);
                curve.is_under(at.x, at.y) == *above
            }
            Constraint::Reach { chart, curve, beyond } => {
                let at = probe.at(&self.charts, *chart);
                curve.is_under(at.y, at.x) == *beyond
            }
            Constraint::Set { set, holds } => self.holds(*set, probe) == *holds,
        })
    }

    fn holds(&self, set: usize, probe: &mut Probe) -> bool {
        if let Some(known) = probe.sets[set] {
            return known;
        }
        let holds = self.all(&self.sets[set], probe);
        probe.sets[set] = Some(holds);
        holds
    }
}

/// A point under classification, with the chart coordinates and sets found so far.
struct Probe {
    point_mm: Vec3,
    charts: [Option<Vec2>; MOST_CHARTS],
    sets: [Option<bool>; MOST_SETS],
}

impl Probe {
    fn new(map_mm: Vec3) -> Self {
        let point_mm = Vec3::new(map_mm.x.abs(), map_mm.y, map_mm.z);
        Self { point_mm, charts: [None; MOST_CHARTS], sets: [None; MOST_SETS] }
    }

    fn at(&mut self, charts: &[Chart], chart: usize) -> Vec2 {
        let point_mm = self.point_mm;
        *self.charts[chart].get_or_insert_with(|| charts[chart].project(point_mm))
    }
}

impl Names<'_> {
    fn part(&self, spec: &PartSpec) -> Result<Part, RegionsError> {
        let areas = spec.areas.iter().map(|AreaSpec(region, constraints)| {
            let region = self.tree.find(region).ok_or_else(|| RegionsError::Name(region.clone()))?;
            Ok(Area { region, constraints: self.constraints(constraints)? })
        });
        let areas = areas.collect::<Result<Vec<_>, _>>()?;
        if areas.last().is_none_or(|area| !area.constraints.is_empty()) {
            return Err(RegionsError::NotTotal);
        }
        Ok(Part { constraints: self.constraints(&spec.constraints)?, areas })
    }

    fn constraints(&self, specs: &[ConstraintSpec]) -> Result<Vec<Constraint>, RegionsError> {
        specs.iter().map(|spec| self.constraint(spec)).collect()
    }

    fn constraint(&self, spec: &ConstraintSpec) -> Result<Constraint, RegionsError> {
        use ConstraintSpec::{Above, Before, Below, Beyond, Inside, Is, Not};
        let height = |points: &[(f32, f32)]| Curve::new(points.iter().copied());
        let reach = |points: &[(f32, f32)]| Curve::new(points.iter().map(|&(u, v)| (v, u)));
        if let Inside(_, points) | Above(_, points) | Below(_, points) | Before(_, points) | Beyond(_, points) = spec
            && points.is_empty()
        {
            return Err(RegionsError::EmptyCurve);
        }
        Ok(match spec {
            Inside(chart, points) => Constraint::Inside(self.chart(chart)?, Outline::new(points)),
            Above(chart, points) => {
                Constraint::Height { chart: self.chart(chart)?, curve: height(points), above: true }
            }
            Below(chart, points) => {
                Constraint::Height { chart: self.chart(chart)?, curve: height(points), above: false }
            }
            Before(chart, points) => {
                Constraint::Reach { chart: self.chart(chart)?, curve: reach(points), beyond: false }
            }
            Beyond(chart, points) => {
                Constraint::Reach { chart: self.chart(chart)?, curve: reach(points), beyond: true }
            }
            Is(set) => Constraint::Set { set: self.set(set)?, holds: true },
            Not(set) => Constraint::Set { set: self.set(set)?, holds: false },
        })
    }

    fn chart(&self, name: &str) -> Result<usize, RegionsError> {
        self.charts.get(name).copied().ok_or_else(|| RegionsError::Name(name.to_owned()))
    }

    fn set(&self, name: &str) -> Result<usize, RegionsError> {
        self.sets.get(name).copied().ok_or_else(|| RegionsError::Name(name.to_owned()))
    }
}
