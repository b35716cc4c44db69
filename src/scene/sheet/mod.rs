//! A page for the record: header, views, legend with totals and footer, laid out as a display list.
//!
//! x right, y down from the top left corner. [`Sheet::layout`] is pure: the same specification gives the same items, and
//! whoever writes a format translates the items one by one.

mod grid;
mod header;
mod panel;
mod part;
mod report;
mod rows;
mod section;
mod table;

use std::collections::BTreeSet;

use super::Content;
use super::palette;
use super::text;
use super::view::Options;
use crate::atlas::View;
use crate::atlas::guides::GuideSet;
use crate::geom::Vec2;
use crate::text::Texts;
use header::{footer, header};
use panel::Panels;
use part::Canvas;
use table::Tables;

pub use super::item::{Anchor, BodyPicture, Item, Rect, TextItem};
pub use part::{Part, Role};
pub use report::{AmendmentWords, Attached, Glance, Heat, Report, SignatureWords, Told, Vouching};

/// What a page shows.
#[derive(Clone, Copy, Debug)]
pub struct SheetSpec<'a> {
    /// Width and height of the paper, in millimetres.
    pub page_mm: Vec2,
    /// The views, in reading order; at least one.
    pub views: &'a [&'static View],
    /// The session, alone or against an earlier one.
    pub content: Content<'a>,
    /// How two sessions share the page.
    pub arrangement: Arrangement,
    /// The heading; the session's own title where it is empty.
    pub title: &'a str,
    /// The course's title; nothing where it is empty.
    pub course: &'a str,
    /// Why what the session belongs to counts nowhere, where it was declared void; the session says so of itself.
    pub void: VoidAbove<'a>,
    /// The patient's identity ([`super::patient_words`]), only if the reader asked for it on the page.
    pub patient: Option<&'a str>,
    /// What else heads the page.
    pub facts: &'a [Fact],
    /// When the page was made, if that is to be told.
    pub made_on: Option<&'a str>,
    /// Whether lines between regions are drawn.
    pub regions: bool,
    /// Whether regions are named on the body.
    pub region_names: bool,
    /// Lines to measure by and danger zones.
    pub guides: GuideSet,
    /// Every word on the page.
    pub texts: &'a Texts,
}

/// Something that heads a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What is recorded of it.
    pub value: String,
    /// Whether it stands out.
    pub is_alarming: bool,
}

/// Why the records that a session belongs to were declared void, where they were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VoidAbove<'a> {
    /// The patient's.
    pub patient: Option<&'a str>,
    /// The course's.
    pub course: Option<&'a str>,
}

/// How a page shows what changed between two sessions; a session alone is shown the same way in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// Every view once, with what became of each mark.
    #[default]
    Overlaid,
    /// Every view twice, the earlier session on the left and the later on the right.
    SideBySide,
}

/// Why a page can't be laid out.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum SheetError {
    /// No view was chosen.
    #[error("no view was chosen")]
    NoViews,
    /// More views than fit a page.
    #[error("{0} views are more than the {max} that fit a page", max = Sheet::MAX_VIEWS)]
    TooManyViews(usize),
    /// The paper is smaller or larger than pages are made for.
    #[error("a page of {} x {} mm is outside {min} to {max} mm", .0.x, .0.y, min = Sheet::SIDES_MM.start(), max = Sheet::SIDES_MM.end())]
    PageSize(Vec2),
}

/// A page, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Width and height of the paper, in millimetres.
    pub page_mm: Vec2,
    /// What the file calls itself; never the patient's name.
    pub title: String,
    /// What stands on the paper, in painting order.
    pub items: Vec<Item>,
    /// What the items are, in reading order; those in none are adornment.
    pub parts: Vec<Part>,
    /// Characters that no font has, each once: boxes with their numbers stand in their place.
    pub missing: Vec<char>,
}

impl Sheet {
    /// The most views on a page.
    pub const MAX_VIEWS: usize = 16;
    /// The lengths that a side of the paper may have, in millimetres.
    pub const SIDES_MM: std::ops::RangeInclusive<f32> = 90.0..=1200.0;
    /// A4 upright, in millimetres (ISO 216).
    pub const A4_MM: Vec2 = Vec2::new(210.0, 297.0);
    /// A5 upright, in millimetres (ISO 216).
    pub const A5_MM: Vec2 = Vec2::new(148.0, 210.0);
    /// US Letter upright, in millimetres.
    pub const LETTER_MM: Vec2 = Vec2::new(215.9, 279.4);

    /// Lays out a page.
    pub fn layout(spec: &SheetSpec<'_>) -> Result<Self, SheetError> {
        check(spec)?;
        let style = Style::for_page(spec.page_mm);
        let inside = Rect::new(Vec2::ZERO, spec.page_mm).shrunk(style.margin);
        let panels = Panels::new(spec, &style);
        let (title, page, _cells) = laid_out(spec, &style, inside, (&panels, CloseUps::Below));
        let missing = missing(&page.items);
        Ok(Self { page_mm: spec.page_mm, title, items: page.items, parts: page.parts, missing })
    }
}

/// Where close-ups of crowded places stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CloseUps {
    /// On the map's page, below the views.
    Below,
    /// On the page that follows.
    Elsewhere,
}

/// The title, the page of the map, and where its views are.
fn laid_out(
    spec: &SheetSpec<'_>,
    style: &Style,
    inside: Rect,
    (panels, close_ups): (&Panels<'_>, CloseUps),
) -> (String, Canvas, Vec<grid::Cell>) {
    let mut page = blank(spec.page_mm);
    let (title, top) = header(spec, style, inside, &mut page);
    let bottom = footer(spec, style, inside, &mut page);
    let zone = Rect::new(Vec2::new(inside.min.x, top + style.gap), Vec2::new(inside.max.x, bottom - style.gap));
    let tables = Tables::new(rows::sections(spec, panels), style, spec.texts);
    let Some(plan) = plan(panels, &tables, style, zone) else { return (title, page, Vec::new()) };
    let below = match close_ups {
        CloseUps::Below => with_strip(panels, &tables, style, (zone, &plan)),
        CloseUps::Elsewhere => None,
    };
    let (plan, placed) = below.unwrap_or((plan, Vec::new()));
    panels.draw(&plan.panels, &mut page);
    let insets: Vec<_> = placed.iter().map(|(inset, _)| *inset).collect();
    panels.frame(&insets, &plan.panels, &mut page);
    tables.draw(&plan.flow, plan.tables_at, &mut page);
    panels.draw_insets(&placed, &mut page);
    (title, page, plan.panels)
}

/// A page that leaves room for a strip of close-ups at its bottom, where its views need some.
fn with_strip(
    panels: &Panels<'_>,
    tables: &Tables<'_>,
    style: &Style,
    (zone, usual): (Rect, &Plan),
) -> Option<(Plan, Vec<(panel::Inset, grid::Cell)>)> {
    /// The most close-ups in a strip, and how much of the page it takes.
    const MOST: usize = 3;
    const SHARE: f32 = 0.28;
    if panels.insets(&usual.panels, MOST).is_empty() {
        return None;
    }
    let cut = zone.max.y - zone.height() * SHARE;
    let plan = plan(panels, tables, style, Rect::new(zone.min, Vec2::new(zone.max.x, cut - style.gap)))?;
    // Smaller views are crowded in more places.
    let insets = panels.insets(&plan.panels, MOST);
    let strip = Rect::new(Vec2::new(zone.min.x, cut), zone.max);
    let (placed, _height) = panels.place_insets(&insets, &plan.panels, strip);
    (!placed.is_empty()).then_some((plan, placed))
}

/// White paper.
fn blank(page_mm: Vec2) -> Canvas {
    let paper = Item::Box { rect: Rect::new(Vec2::ZERO, page_mm), fill: palette::WHITE };
    Canvas { items: vec![paper], parts: Vec::new() }
}

fn missing(items: &[Item]) -> Vec<char> {
    let texts = items.iter().filter_map(|item| if let Item::Text(words) = item { Some(words) } else { None });
    let missing: BTreeSet<char> = texts.flat_map(|words| text::missing(&words.string)).collect();
    missing.into_iter().collect()
}

fn check(spec: &SheetSpec<'_>) -> Result<(), SheetError> {
    let side_fits = |side: f32| Sheet::SIDES_MM.contains(&side);
    if !(side_fits(spec.page_mm.x) && side_fits(spec.page_mm.y)) {
        return Err(SheetError::PageSize(spec.page_mm));
    }
    match spec.views.len() {
        0 => Err(SheetError::NoViews),
        count if count > Sheet::MAX_VIEWS => Err(SheetError::TooManyViews(count)),
        _ => Ok(()),
    }
}

/// Lengths of the page's design in millimetres, for A4; a smaller or larger paper scales them.
#[derive(Clone, Copy, Debug)]
struct Style {
    margin: f32,
    gap: f32,
    title: f32,
    value: f32,
    body: f32,
    small: f32,
    hairline: f32,
    rule: f32,
}

impl Style {
    fn for_page(page_mm: Vec2) -> Self {
        let unit = (page_mm.min_element() / 210.0).clamp(0.5, 2.0);
        Self {
            margin: 12.0 * unit,
            gap: 5.0 * unit,
            title: 5.6 * unit,
            value: 3.1 * unit,
            body: 2.7 * unit,
            small: 2.15 * unit,
            hairline: 0.12 * unit,
            rule: 0.25 * unit,
        }
    }
}

impl SheetSpec<'_> {
    fn options(&self) -> Options<'_> {
        Options {
            regions: self.regions,
            region_names: self.region_names,
            guides: self.guides,
            language: self.texts.language(),
        }
    }

    /// The session whose patient's size the page is drawn to.
    fn sized(&self) -> &crate::chart::Session {
        self.content.sized()
    }
}

/// One way to share a page between views and tables.
struct Plan {
    panels: Vec<grid::Cell>,
    flow: table::Flow,
    tables_at: Vec2,
    worth: f32,
}

/// Tries the tables below and beside the views, in columns of several widths, and takes what shows most.
fn plan(panels: &Panels<'_>, tables: &Tables<'_>, style: &Style, zone: Rect) -> Option<Plan> {
    let below = (1..=3).filter_map(|columns| plan_below(panels, tables, style, zone, columns));
    let widths = [1.6, 1.3, 1.0].map(|factor| tables.least_column_width() * factor);
    let shapes = widths.into_iter().flat_map(|width| [(1, width), (2, width)]);
    let beside = shapes.filter_map(|shape| plan_beside(panels, tables, style, zone, shape));
    // Among equals the first is taken: wide columns, and few.
    let better = |best: Plan, plan: Plan| if plan.worth > best.worth + 0.002 { plan } else { best };
    below.chain(beside).reduce(better)
}

fn plan_below(panels: &Panels<'_>, tables: &Tables<'_>, style: &Style, zone: Rect, columns: usize) -> Option<Plan> {
    let width = tables.column_width(zone.width(), columns)?;
    let wanted = tables.least_height(columns, width, zone.height() * 0.45);
    let room = Rect::new(zone.min, zone.max - Vec2::new(0.0, wanted + style.gap + 0.01));
    let (cells, used) = panels.arrange(room)?;
    // Views that are wide leave height over: the tables may have it.
    let flow = tables.flow(columns, width, zone.height() - used - style.gap);
    // Below reads as a form does; beside must earn its place by larger pictures.
    let worth = worth(&cells, &flow, zone) * 1.15;
    let tables_at = Vec2::new(zone.min.x, (zone.min.y + used + style.gap * 1.6).min(zone.max.y - flow.height));
    Some(Plan { panels: cells, flow, tables_at, worth })
}

fn plan_beside(
    panels: &Panels<'_>,
    tables: &Tables<'_>,
    style: &Style,
    zone: Rect,
    (columns, width): (usize, f32),
) -> Option<Plan> {
    let total = tables.width_of(columns, width);
    let flow = tables.flow(columns, width, zone.height());
    let room = Rect::new(zone.min, zone.max - Vec2::new(total + style.gap * 1.4, 0.0));
    let (cells, _) = panels.arrange(room)?;
    let worth = worth(&cells, &flow, zone);
    Some(Plan { panels: cells, flow, tables_at: Vec2::new(zone.max.x - total, zone.min.y), worth })
}

/// The share of the zone that pictures fill; a row of a table left out costs as much as 2 % of it.
#[expect(clippy::cast_precision_loss, reason = "a few rows")]
fn worth(cells: &[grid::Cell], flow: &table::Flow, zone: Rect) -> f32 {
    let pictures: f32 = cells.iter().map(|cell| cell.picture.width() * cell.picture.height()).sum();
    pictures / (zone.width() * zone.height()) - 0.02 * flow.hidden as f32
}
