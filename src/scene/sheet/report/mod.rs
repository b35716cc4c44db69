//! A session as a document of several pages: the map, then in words what was mixed, who vouches for it, what was changed, and
//! every mark.

mod card;
mod contents;
mod course;
mod flow;
mod sums;
mod vouching;

use super::header::{footer, line, rule};
use super::part::{Canvas, Role};
use super::{CloseUps, Fact, Item, Panels, Rect, Sheet, SheetError, SheetSpec, Style, check, laid_out, missing};
use crate::chart::{Allergies, Course, Moment, Patient};
use crate::geom::Vec2;
use crate::scene::text::{self, Weight};
use crate::scene::{OutcomeWords, palette};
use crate::text::Texts;
use flow::{Block, Flow};

pub use course::{Glance, Heat};
pub use vouching::{AmendmentWords, SignatureWords, Vouching};

/// Pages that belong together, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The pages, in reading order.
    pub pages: Vec<Sheet>,
    /// What the file calls itself; the same for everybody.
    pub title: String,
    /// The language of the words, as a tag.
    pub language: String,
    /// What goes with it as files of their own.
    pub attached: Vec<Attached>,
    /// The time that the file bears: that of the state that it shows, so that the same state makes the same file.
    pub dated: Moment,
}

/// A file that goes with a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attached {
    /// What the file is called.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What a document tells beside the session itself; of what isn't known it says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// Whose it is, with allergies as recorded; nobody is named where there is none.
    pub patient: Option<Patient>,
    /// What it belongs to.
    pub course: Option<Course>,
    /// What stands out, a sentence each.
    pub findings: Vec<String>,
    /// What was assessed.
    pub outcomes: Vec<OutcomeWords>,
    /// Who vouches for it.
    pub vouching: Option<Vouching>,
    /// The record that it shows, to go with it.
    pub record: Option<Attached>,
}

impl Report {
    /// Lays out the document of a session.
    ///
    /// # Errors
    ///
    /// As [`Sheet::layout`].
    pub fn layout(spec: &SheetSpec<'_>, told: &Told) -> Result<Self, SheetError> {
        let part = (*spec, told);
        Ok(Self::bound(spec, session_pages(spec, told)?, &[part]))
    }

    /// Lays out the document of a course: the course at a glance, then each of its sessions; nothing where there is none.
    ///
    /// # Errors
    ///
    /// As [`Sheet::layout`].
    pub fn of_course(parts: &[(SheetSpec<'_>, &Told)], glance: &Glance) -> Result<Option<Self>, SheetError> {
        let Some((spec, _)) = parts.first() else { return Ok(None) };
        let mut pages = glance_pages(parts, glance)?;
        for (spec, told) in parts {
            pages.extend(session_pages(spec, told)?);
        }
        Ok(Some(Self::bound(spec, pages, parts)))
    }

    /// Lays out a course at a glance; nothing where there is no session. No record goes with it.
    ///
    /// # Errors
    ///
    /// As [`Sheet::layout`].
    pub fn course_sheet(parts: &[(SheetSpec<'_>, &Told)], glance: &Glance) -> Result<Option<Self>, SheetError> {
        let Some((spec, _)) = parts.first() else { return Ok(None) };
        let sheet = Self::bound(spec, glance_pages(parts, glance)?, parts);
        Ok(Some(Self { attached: Vec::new(), ..sheet }))
    }

    /// Lays out a card for the patient to keep, on one page if it can be: as large a one as its lines need.
    ///
    /// # Errors
    ///
    /// As [`Sheet::layout`].
    pub fn card(spec: &SheetSpec<'_>, told: &Told) -> Result<Self, SheetError> {
        check(spec)?;
        let title =
            spec.texts.with("card-title", &[("date", spec.content.session.details.started.date().to_string().into())]);
        let clinician = spec.content.session.details.clinician.trim();
        let parts = [spec.patient.unwrap_or_default(), clinician, spec.course.trim()];
        let whose: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let (mut pages, left) = flowed(spec, (&title, &whose.join("  ·  ")), &card::blocks(spec));
        // What room is left shows where.
        let panels = Panels::new(spec, &Style::for_page(spec.page_mm));
        if let ([page], Some((cells, _used))) = (&mut pages[..], panels.arrange(left)) {
            panels.draw(&cells, page);
        }
        Ok(Self::bound(spec, pages, &[(*spec, &Told { record: None, ..told.clone() })]))
    }

    /// Pages with their numbers, as one document.
    fn bound(spec: &SheetSpec<'_>, mut pages: Vec<Canvas>, parts: &[(SheetSpec<'_>, &Told)]) -> Self {
        let style = Style::for_page(spec.page_mm);
        let inside = Rect::new(Vec2::ZERO, spec.page_mm).shrunk(style.margin);
        let last = pages.len();
        for (at, page) in pages.iter_mut().enumerate() {
            number((at + 1, last), &style, inside, (page, spec.texts));
        }
        let title = spec.texts.get("report-title");
        let saved = parts.iter().filter_map(|(_, told)| told.vouching.as_ref()?.dated).max();
        Self {
            pages: pages.into_iter().map(|page| sheet(page, spec, &title)).collect(),
            title,
            language: spec.texts.language().to_owned(),
            attached: parts.iter().filter_map(|(_, told)| told.record.clone()).collect(),
            dated: saved.unwrap_or(spec.content.session.details.started),
        }
    }

    /// Characters that no font has, each once.
    pub fn missing(&self) -> Vec<char> {
        let mut missing: Vec<char> = self.pages.iter().flat_map(|page| page.missing.iter().copied()).collect();
        missing.sort_unstable();
        missing.dedup();
        missing
    }
}

/// The most close-ups of a session's views, and how much of the page after the map they take.
const MOST_CLOSE_UPS: usize = 6;
const CLOSE_UPS_SHARE: f32 = 0.6;

/// The pages on which a course is seen at a glance.
fn glance_pages(parts: &[(SheetSpec<'_>, &Told)], glance: &Glance) -> Result<Vec<Canvas>, SheetError> {
    let Some((spec, told)) = parts.first() else { return Ok(Vec::new()) };
    check(spec)?;
    let facts: Vec<Fact> = allergies(told, spec.texts).into_iter().chain(indication(told, spec.texts)).collect();
    let style = Style::for_page(spec.page_mm);
    let mut flow = flow(spec, (spec.course, spec.patient.unwrap_or_default()), &style);
    course::put(parts, &facts, glance, &mut flow);
    Ok(flow.finish())
}

fn session_pages(spec: &SheetSpec<'_>, told: &Told) -> Result<Vec<Canvas>, SheetError> {
    check(spec)?;
    let facts = facts(spec, told);
    let spec = &SheetSpec { facts: &facts, ..*spec };
    let style = Style::for_page(spec.page_mm);
    let inside = Rect::new(Vec2::ZERO, spec.page_mm).shrunk(style.margin);
    let panels = Panels::new(spec, &style);
    let (title, mut map, cells) = laid_out(spec, &style, inside, (&panels, CloseUps::Elsewhere));
    let heads = (title.as_str(), &*running_words(spec, &title));
    let mut flow = flow(spec, heads, &style);
    let insets = panels.insets(&cells, MOST_CLOSE_UPS);
    // One or two would only be enlarged beyond need.
    let room = flow.room(if insets.len() > 2 { CLOSE_UPS_SHARE } else { CLOSE_UPS_SHARE / 2.0 });
    let (placed, height) = panels.place_insets(&insets, &cells, room);
    if !placed.is_empty() {
        let kept: Vec<_> = placed.iter().map(|(inset, _)| *inset).collect();
        panels.frame(&kept, &cells, &mut map);
        flow.begin_with(height, |page| panels.draw_insets(&placed, page));
    }
    for block in &contents::blocks(spec, told) {
        flow.put(block);
    }
    Ok(std::iter::once(map).chain(flow.finish()).collect())
}

/// What heads the first page beside what heads every map: allergies as recorded, why the course is done, how long it took.
fn facts(spec: &SheetSpec<'_>, told: &Told) -> Vec<Fact> {
    let texts = spec.texts;
    let charted = spec.content.session.details.charting_s.map(|seconds| {
        let minutes = texts.with("report-charting-minutes", &[("minutes", seconds.div_ceil(60).into())]);
        fact(texts.get("report-charting"), &minutes)
    });
    let saved = told.vouching.as_ref().and_then(|vouching| vouching.dated);
    let saved = saved.map(|at| fact(texts.get("report-saved"), &at.short()));
    allergies(told, texts).into_iter().chain(indication(told, texts)).chain(charted).chain(saved).collect()
}

fn fact(label: String, value: &str) -> Fact {
    Fact { label, value: value.trim().to_owned(), is_alarming: false }
}

fn allergies(told: &Told, texts: &Texts) -> Option<Fact> {
    let label = texts.get("report-allergies");
    Some(match &told.patient.as_ref()?.allergies {
        Allergies::NotAsked => fact(label, &texts.get("report-allergies-not-asked")),
        Allergies::NoneKnown => fact(label, &texts.get("report-allergies-none")),
        Allergies::Listed(list) => Fact { is_alarming: true, ..fact(label, list) },
    })
}

fn indication(told: &Told, texts: &Texts) -> Option<Fact> {
    let course = told.course.as_ref()?;
    Some(fact(texts.get("report-indication"), &course.indication)).filter(|fact| !fact.value.is_empty())
}

fn sheet(page: Canvas, spec: &SheetSpec<'_>, title: &str) -> Sheet {
    let missing = missing(&page.items);
    Sheet { page_mm: spec.page_mm, title: title.to_owned(), items: page.items, parts: page.parts, missing }
}

/// Pages of blocks, each under what it is and whose, and the room that is left on the last of them.
fn flowed(spec: &SheetSpec<'_>, heads: (&str, &str), blocks: &[Block]) -> (Vec<Canvas>, Rect) {
    let style = &Style::for_page(spec.page_mm);
    let mut flow = flow(spec, heads, style);
    for block in blocks {
        flow.put(block);
    }
    let left = flow.left();
    (flow.finish(), left)
}

/// Pages that all begin with what they are and whose.
fn flow<'a>(spec: &SheetSpec<'_>, heads: (&str, &str), style: &'a Style) -> Flow<'a> {
    let inside = Rect::new(Vec2::ZERO, spec.page_mm).shrunk(style.margin);
    let mut head = super::blank(spec.page_mm);
    let top = running_head(style, inside, heads, &mut head);
    let bottom = footer(spec, style, inside, &mut head);
    let zone = Rect::new(Vec2::new(inside.min.x, top + style.gap), Vec2::new(inside.max.x, bottom - style.gap));
    Flow::new(style, zone, head)
}

/// Whose page it is and of which session, on every page after the first.
fn running_words(spec: &SheetSpec<'_>, title: &str) -> String {
    let details = &spec.content.session.details;
    let named = (title != details.title.trim()).then(|| details.title.trim().to_owned());
    let when = details.started.short();
    let course = spec.course.to_owned();
    let words = [spec.patient.map(str::to_owned), Some(course), named, Some(when), Some(details.clinician.clone())];
    let words: Vec<String> = words.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect();
    words.join("  ·  ")
}

/// A heading with words below it; gives the y below them.
fn running_head(style: &Style, inside: Rect, (title, words): (&str, &str), page: &mut Canvas) -> f32 {
    let mut y = inside.min.y;
    page.part(Role::Running, |page| {
        for (words, size, weight) in
            [(title, style.value * 1.1, Weight::SemiBold), (words, style.body, Weight::Regular)]
        {
            for words in text::wrap_at_most(words, weight, inside.width() / size, 3) {
                y += size * 1.3;
                page.push(line(Vec2::new(inside.min.x, y), size, weight, palette::INK, &words));
            }
        }
    });
    y += style.gap * 0.6;
    page.push(rule(Vec2::new(inside.min.x, y), inside.max.x, palette::INK, style.rule));
    y
}

/// "Page 2 of 5" below everything else, in the margin.
fn number((page, last): (usize, usize), style: &Style, inside: Rect, (canvas, texts): (&mut Canvas, &Texts)) {
    let words = texts.with("report-page", &[("page", page.into()), ("last", last.into())]);
    let width = text::width(&words, Weight::Regular) * style.small;
    let at = Vec2::new(inside.max.x - width, inside.max.y + style.small * 1.4);
    let item: Item = line(at, style.small, Weight::Regular, palette::QUIET, &words);
    canvas.part(Role::Running, |canvas| canvas.push(item));
}
