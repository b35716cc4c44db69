//! One view of a session, or of two compared: marks, movements, region lines and names in view-plane millimetres.
//!
//! x right, y up, the camera's target at zero. A scene depends on content, view and options alone, not on zoom: the same
//! one serves the canvas at every magnification and the panel of a page.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::glyph::{GlyphKey, GlyphStyle};
use super::guides::{GuideLine, ZoneShape};
use super::sight::Sight;
use super::stacks::{Stack, stacks};
use crate::atlas::Body;
use crate::atlas::guides::{GuideKind, GuideSet};
use crate::atlas::regions::{Patch, RegionTree};
use crate::atlas::size::Scale;
use crate::atlas::{Silhouette, View, ViewSides};
use crate::chart::{Mark, MarkId, Session, ShapeKind, Symbol, TechniqueId, Techniques};
use crate::compare::{Change, Comparison, Pair, sized, took_place_before};
use crate::geom::Vec2;

/// What stands beside the session shown.
#[derive(Clone, Copy, Debug, Default)]
pub enum Beside<'a> {
    /// Nothing.
    #[default]
    Nothing,
    /// Earlier sessions as ghosts behind the marks, the oldest first.
    Ghosts(&'a [&'a Session]),
    /// An earlier session and what became of its marks: styles tell changes instead of cocktails.
    Changes {
        /// The session that the comparison calls `before`.
        earlier: &'a Session,
        /// With the session shown as `after`.
        comparison: &'a Comparison,
    },
    /// Other sessions, which are shown elsewhere at the same scale: nothing of them is drawn here.
    Apart(&'a [&'a Session]),
}

impl<'a> Beside<'a> {
    /// The earlier sessions that are drawn too, the oldest first.
    pub(super) fn earlier(&self) -> &[&'a Session] {
        match self {
            Self::Nothing | Self::Apart(_) => &[],
            Self::Ghosts(ghosts) => ghosts,
            Self::Changes { earlier, .. } => std::slice::from_ref(earlier),
        }
    }
}

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct Content<'a> {
    /// The session.
    pub session: &'a Session,
    /// What it is seen against.
    pub beside: Beside<'a>,
    /// The catalogue that gives techniques their outlines.
    pub techniques: &'a Techniques,
}

impl<'a> Content<'a> {
    /// Every mark that may be drawn, those of earlier sessions first.
    fn marks(&self) -> impl Iterator<Item = &'a Mark> {
        self.beside.earlier().iter().chain([&self.session]).flat_map(|session| &session.marks).map(|mark| &**mark)
    }

    /// The session whose patient's size lengths and scale bars are in: one for all that is compared, whichever side of it
    /// is shown here.
    pub fn sized(&self) -> &'a Session {
        match self.beside {
            Beside::Nothing | Beside::Ghosts(_) | Beside::Changes { .. } => {
                self.beside.earlier().iter().rev().fold(self.session, |known, earlier| sized(earlier, known))
            }
            Beside::Apart(others) => others.iter().fold(self.session, |known, other| {
                if took_place_before(other, known) { sized(other, known) } else { sized(known, other) }
            }),
        }
    }
}

/// What is shown besides marks.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// Lines between regions.
    pub regions: bool,
    /// Names of regions.
    pub region_names: bool,
    /// Lines to measure by, and danger zones.
    pub guides: GuideSet,
    /// The language of the names.
    pub language: &'a str,
}

/// Which session a mark belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The session shown.
    Session,
    /// The earlier one beside it.
    Earlier,
}

/// A mark where this view shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedMark {
    /// Where its centre lies.
    pub at_view_mm: Vec2,
    /// Its number in its session.
    pub id: MarkId,
    /// Whose it is.
    pub origin: Origin,
    /// How it looks.
    pub key: GlyphKey,
}

/// The way of a line or the border of an area, where this view shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedStroke {
    /// The pieces of it that are seen.
    pub pieces: Arc<Vec<Vec<Vec2>>>,
    /// The border of an area, not the way of a line.
    pub is_border: bool,
    /// The mark's identity in its session.
    pub id: MarkId,
    /// Whose it is.
    pub origin: Origin,
    /// How the mark's glyph looks, whose colour it has.
    pub key: GlyphKey,
}

/// The way of a mark that moved between two sessions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Movement {
    /// Where it was.
    pub from_view_mm: Vec2,
    /// Where it is.
    pub to_view_mm: Vec2,
}

/// The name of a region where it would stand best.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionLabel {
    /// The middle of the region.
    pub at_view_mm: Vec2,
    /// The region with its side.
    pub patch: Patch,
    /// Its name, short: without what stands in brackets or after a slash.
    pub text: String,
}

/// One view of what is shown, in painting order: zones, guides, boundaries, labels, movements, ways and borders, marks, counts.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewScene {
    /// What is visible of danger zones.
    pub zones: Arc<Vec<ZoneShape>>,
    /// The visible lines of each guide.
    pub guides: Vec<Arc<Vec<GuideLine>>>,
    /// The visible lines between regions.
    pub boundaries: Arc<Vec<Vec<Vec2>>>,
    /// Names of the visible regions; not all may find room, see [`super::place_labels`].
    pub labels: Vec<RegionLabel>,
    /// Ways of moved marks.
    pub movements: Vec<Movement>,
    /// Ways of lines and borders of areas, under the glyphs of their marks.
    pub strokes: Vec<PlacedStroke>,
    /// Marks that the viewer sees, ghosts first, then by number.
    pub marks: Vec<PlacedMark>,
    /// Spots with several marks of the session shown.
    pub stacks: Vec<Stack>,
    /// What lengths on the body are multiplied by to be the patient's: one scale for all that is compared.
    pub scale: Scale,
    /// Where the patient's right and left lie; for where to write it see [`super::place_sides`].
    pub sides: ViewSides,
    /// Where the picture holds body.
    pub silhouette: Arc<Silhouette>,
}

impl ViewScene {
    /// What `view` shows of `content`.
    pub fn of(content: &Content<'_>, view: &View, options: &Options<'_>) -> Self {
        Self::seen(content, &mut Sight::new(Body::get(content.session.body), view), options)
    }

    /// As [`Self::of`], with a memory of what the view sees: redrawing after an edit then asks only for new places.
    pub fn seen(content: &Content<'_>, sight: &mut Sight, options: &Options<'_>) -> Self {
        let scale = content.sized().scale();
        sight.to_scale(scale);
        let boundaries = if options.regions { sight.boundaries() } else { Arc::default() };
        let labels = if options.region_names { labels(sight, options.language) } else { Vec::new() };
        let zones = if options.guides.has(GuideKind::Danger) { sight.zones() } else { Arc::default() };
        let guides = options.guides.iter().map(|kind| sight.guides(kind)).collect();
        let Gathering { placed: marks, strokes, movements, .. } = Gathering::new(content).seen(content, sight);
        let stacks = stacks(&marks);
        Self {
            zones,
            guides,
            boundaries,
            labels,
            movements,
            strokes,
            marks,
            stacks,
            scale,
            sides: sight.view().sides,
            silhouette: sight.silhouette(),
        }
    }

    /// A view without anything.
    pub fn empty(sight: &mut Sight) -> Self {
        Self {
            zones: Arc::default(),
            guides: Vec::new(),
            boundaries: Arc::default(),
            labels: Vec::new(),
            movements: Vec::new(),
            strokes: Vec::new(),
            marks: Vec::new(),
            stacks: Vec::new(),
            scale: Scale::AS_DRAWN,
            sides: sight.view().sides,
            silhouette: sight.silhouette(),
        }
    }

    /// The same without anything that was injected, where marks would cover what is coloured on the skin.
    #[must_use]
    pub fn without_marks(self) -> Self {
        Self { movements: Vec::new(), strokes: Vec::new(), marks: Vec::new(), stacks: Vec::new(), ..self }
    }

    /// Every look that occurs, sorted, for a texture of them.
    pub fn keys(&self) -> Vec<GlyphKey> {
        let mut keys: Vec<_> = self.marks.iter().map(|mark| mark.key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// The marks of a view while they are gathered.
struct Gathering<'a> {
    symbols: Symbols<'a>,
    placed: Vec<PlacedMark>,
    strokes: Vec<PlacedStroke>,
    movements: Vec<Movement>,
}

impl<'a> Gathering<'a> {
    fn new(content: &Content<'a>) -> Self {
        let symbols = Symbols::new(content.techniques);
        Self { symbols, placed: Vec::new(), strokes: Vec::new(), movements: Vec::new() }
    }

    fn seen(mut self, content: &Content<'a>, sight: &mut Sight) -> Self {
        sight.look_at(content.marks().map(Mark::site));
        match content.beside {
            Beside::Nothing | Beside::Apart(_) => {}
            Beside::Ghosts(ghosts) => {
                for mark in ghosts.iter().flat_map(|earlier| &earlier.marks) {
                    self.push(sight, mark, Origin::Earlier, GlyphStyle::Ghost);
                }
            }
            Beside::Changes { earlier, comparison } => {
                self.changes(content.session, earlier, comparison, sight);
                return self;
            }
        }
        for mark in &content.session.marks {
            self.push(sight, mark, Origin::Session, GlyphStyle::Now);
        }
        self
    }

    fn changes(&mut self, session: &'a Session, earlier: &'a Session, comparison: &Comparison, sight: &mut Sight) {
        for mark in comparison.dropped.iter().filter_map(|&id| earlier.mark(id)) {
            self.push(sight, mark, Origin::Earlier, GlyphStyle::Dropped);
        }
        for mark in comparison.as_fields[0].iter().filter_map(|&id| earlier.mark(id)) {
            self.push(sight, mark, Origin::Earlier, GlyphStyle::Ghost);
        }
        let pair_of: BTreeMap<MarkId, &Pair> = comparison.pairs.iter().map(|pair| (pair.after, pair)).collect();
        for mark in &session.marks {
            let pair = pair_of.get(&mark.id).copied();
            let in_field = comparison.as_fields[1].contains(&mark.id);
            let style = if in_field { GlyphStyle::InField } else { change_style(pair) };
            let shown = self.push(sight, mark, Origin::Session, style);
            if let Some(pair) = pair.filter(|pair| shown && matches!(pair.change, Change::Moved(_)))
                && let Some(before) = earlier.mark(pair.before)
            {
                let [from_view_mm, to_view_mm] = [before, mark].map(|mark| sight.place(&mark.site()));
                self.movements.push(Movement { from_view_mm, to_view_mm });
            }
        }
    }

    /// Whether the view sees the spot that stands for it.
    fn push(&mut self, sight: &mut Sight, mark: &'a Mark, origin: Origin, style: GlyphStyle) -> bool {
        let (id, seen) = (mark.id, sight.sees(&mark.site()));
        if !seen && mark.is_point() {
            return false;
        }
        let key = GlyphKey { symbol: self.symbols.of(&mark.deposit.technique), letter: mark.deposit.cocktail, style };
        if !mark.is_point() {
            let (pieces, is_border) = (sight.trace(&mark.shape), mark.shape.kind() == ShapeKind::Area);
            if !pieces.is_empty() {
                self.strokes.push(PlacedStroke { pieces, is_border, id, origin, key });
            }
        }
        if seen {
            let at_view_mm = sight.place(&mark.site());
            self.placed.push(PlacedMark { at_view_mm, id, origin, key });
        }
        seen
    }
}

/// How a mark of the later session is shown, by its pair in the earlier one.
pub fn change_style(pair: Option<&Pair>) -> GlyphStyle {
    match pair {
        None => GlyphStyle::Added,
        Some(pair) if pair.changes.any() => GlyphStyle::Changed,
        Some(Pair { change: Change::Moved(_), .. }) => GlyphStyle::Moved,
        Some(_) => GlyphStyle::Repeated,
    }
}

/// The outlines of techniques; neighbours in a session mostly share one.
struct Symbols<'a> {
    techniques: &'a Techniques,
    last: Option<(&'a TechniqueId, Symbol)>,
}

impl<'a> Symbols<'a> {
    fn new(techniques: &'a Techniques) -> Self {
        Self { techniques, last: None }
    }

    fn of(&mut self, id: &'a TechniqueId) -> Symbol {
        match self.last {
            Some((last, symbol)) if last == id => symbol,
            _ => {
                let symbol = self.techniques.symbol(id);
                self.last = Some((id, symbol));
                symbol
            }
        }
    }
}

fn labels(sight: &mut Sight, language: &str) -> Vec<RegionLabel> {
    let tree = RegionTree::get();
    let label = |(patch, at_view_mm): (Patch, Vec2)| {
        let text = short_name(tree.region(patch.region).name(language)).to_owned();
        RegionLabel { at_view_mm, patch, text }
    };
    sight.anchors().iter().copied().map(label).collect()
}

/// A region's name without what stands in brackets or after a slash, for the body and for lists.
pub fn short_name(name: &str) -> &str {
    let end = [" (", " / "].iter().filter_map(|mark| name.find(mark)).min();
    &name[..end.unwrap_or(name.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_on_the_body() {
        assert_eq!(short_name("Lateral canthus (crow's feet)"), "Lateral canthus");
        assert_eq!(short_name("Infraorbital / tear trough"), "Infraorbital");
        assert_eq!(short_name("Chin"), "Chin");
    }
}
