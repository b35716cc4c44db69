//! The head and the foot of a page: title, fields, and where the page comes from.

use super::part::{Canvas, Role};
use super::{Anchor, Item, Rect, TextItem};
use super::{SheetSpec, Style};
use crate::atlas::BodyKind;
use crate::chart::Session;
use crate::geom::Vec2;
use crate::scene::palette::{self, Colour};
use crate::scene::size_words;
use crate::scene::text::{self, Weight};
use crate::scene::view::Beside;

/// A line of text that starts at `at`.
pub(super) fn line(at: Vec2, size_mm: f32, weight: Weight, colour: Colour, string: &str) -> Item {
    let string = string.to_owned();
    Item::Text(TextItem { at, size_mm, anchor: Anchor::Start, weight, colour, halo: None, string })
}

/// A horizontal line.
pub(super) fn rule(from: Vec2, to_x: f32, colour: Colour, width_mm: f32) -> Item {
    Item::Line { points: vec![from, Vec2::new(to_x, from.y)], colour, width_mm }
}

/// The most lines of a heading, a field or the footer: beyond, the page would have no room for the map.
const MOST_LINES: usize = 12;

/// Title and fields; gives the title and the y below them.
pub(super) fn header(spec: &SheetSpec<'_>, style: &Style, inside: Rect, page: &mut Canvas) -> (String, f32) {
    let title = title(spec);
    let mut y = inside.min.y;
    page.part(Role::Title, |page| {
        for words in text::wrap_at_most(&title, Weight::SemiBold, inside.width() / style.title, MOST_LINES) {
            y += style.title * 1.0;
            page.push(line(Vec2::new(inside.min.x, y), style.title, Weight::SemiBold, palette::INK, &words));
            y += style.title * 0.22;
        }
    });
    for words in void_words(spec) {
        page.part(Role::Words, |page| {
            for words in text::wrap(&words, Weight::SemiBold, inside.width() / style.value) {
                y += style.value * 1.3;
                page.push(line(Vec2::new(inside.min.x, y), style.value, Weight::SemiBold, palette::DANGER, &words));
            }
        });
    }
    y += style.title * 0.28;
    let mut row = FieldRow { style, inside, x: inside.min.x, y, lines: 1, page };
    for (label, value) in fields(spec) {
        row.put(&label, &value, palette::INK);
    }
    for fact in spec.facts {
        row.put(&fact.label, &fact.value, if fact.is_alarming { palette::DANGER } else { palette::INK });
    }
    let bottom = row.bottom() + style.gap * 0.3;
    page.push(rule(Vec2::new(inside.min.x, bottom), inside.max.x, palette::INK, style.rule));
    (title, bottom)
}

/// What of what is shown counts nowhere, and why.
fn void_words(spec: &SheetSpec<'_>) -> Vec<String> {
    let texts = spec.texts;
    let (void, session) = (spec.void, &spec.content.session.details);
    let earlier = spec.content.beside.earlier().iter().filter_map(|earlier| earlier.details.voided.as_deref());
    let patient = void.patient.map(|why| texts.with("sheet-void-patient", &[("why", why.into())]));
    let course = void.course.map(|why| texts.with("sheet-void-course", &[("why", why.into())]));
    let own = session.voided.as_deref().map(|why| texts.with("sheet-void-session", &[("why", why.into())]));
    let earlier = earlier.map(|why| texts.with("sheet-void-earlier", &[("why", why.into())]));
    patient.into_iter().chain(course).chain(own).chain(earlier).collect()
}

fn title(spec: &SheetSpec<'_>) -> String {
    let texts = spec.texts;
    let named = |session: &Session| match session.details.title.trim() {
        "" => session.details.started.date().to_string(),
        title => title.to_owned(),
    };
    match (spec.title.trim(), spec.content.beside) {
        ("", Beside::Changes { earlier, .. }) => texts.with(
            "sheet-comparison-title",
            &[("later", named(spec.content.session).into()), ("earlier", named(earlier).into())],
        ),
        ("", _) => named(spec.content.session),
        (title, _) => title.to_owned(),
    }
}

/// Label and value of what heads the page; what isn't recorded has no field.
fn fields(spec: &SheetSpec<'_>) -> Vec<(String, String)> {
    let texts = spec.texts;
    let session = spec.content.session;
    let dated = |session: &Session| session.details.started.short();
    let mut fields = Vec::new();
    fields.extend(spec.patient.map(|patient| (texts.get("sheet-patient"), patient.to_owned())));
    fields.push((texts.get("sheet-course"), spec.course.to_owned()));
    // The heading may be another, or name two sessions.
    let own = session.details.title.trim();
    if title(spec) != own {
        fields.push((texts.get("sheet-session"), own.to_owned()));
    }
    fields.push((texts.get("sheet-date"), dated(session)));
    fields.extend(
        spec.content.beside.earlier().iter().map(|earlier| (texts.get("sheet-earlier"), earlier_field(earlier))),
    );
    fields.push((texts.get("sheet-clinician"), session.details.clinician.clone()));
    fields.retain(|(_, value)| !value.trim().is_empty());
    fields
}

fn earlier_field(earlier: &Session) -> String {
    let details = &earlier.details;
    if details.title.trim().is_empty() {
        return details.started.short();
    }
    format!("{}, {}", details.title.trim(), details.started.short())
}

/// Fields side by side, in as many rows as they need.
struct FieldRow<'a> {
    style: &'a Style,
    inside: Rect,
    x: f32,
    y: f32,
    /// Lines of the tallest value in this row.
    lines: usize,
    page: &'a mut Canvas,
}

impl FieldRow<'_> {
    fn put(&mut self, label: &str, value: &str, colour: Colour) {
        let style = self.style;
        let most = self.inside.width();
        let lines = text::wrap_at_most(value, Weight::Regular, most / style.value, MOST_LINES);
        let widths = lines.iter().map(|line| text::width(line, Weight::Regular) * style.value);
        let width = widths.fold(text::width(label, Weight::Regular) * style.small, f32::max);
        if self.x > self.inside.min.x && self.x + width > self.inside.max.x {
            self.y = self.bottom();
            self.x = self.inside.min.x;
            self.lines = 1;
        }
        let mut at = Vec2::new(self.x, self.y + style.small);
        self.page.part(Role::Words, |page| {
            page.push(line(at, style.small, Weight::Regular, palette::QUIET, label));
            at.y += style.small * 0.35;
            for words in &lines {
                at.y += style.value;
                page.push(line(at, style.value, Weight::Regular, colour, words));
                at.y += style.value * 0.25;
            }
        });
        self.lines = self.lines.max(lines.len());
        self.x += width + style.gap * 1.4;
    }

    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    fn bottom(&self) -> f32 {
        self.y + self.style.small * 1.35 + self.style.value * 1.25 * self.lines as f32 + self.style.gap * 0.3
    }
}

/// Program, session and sides at the bottom; gives the y above them.
pub(super) fn footer(spec: &SheetSpec<'_>, style: &Style, inside: Rect, page: &mut Canvas) -> f32 {
    let texts = spec.texts;
    let body = match spec.content.session.body {
        BodyKind::AdultFemale => texts.get("sheet-body-adult-female"),
        BodyKind::AdultMale => texts.get("sheet-body-adult-male"),
    };
    let session = texts.with(
        "sheet-made-by",
        &[
            ("program", concat!("mesomap ", env!("CARGO_PKG_VERSION")).into()),
            ("session", (&*spec.content.session.id).into()),
        ],
    );
    let mut parts = vec![texts.get("sheet-sides"), body];
    parts.extend(size_words(spec.sized(), texts));
    parts.push(session);
    parts.extend(spec.made_on.map(|made_on| texts.with("sheet-made-on", &[("when", made_on.into())])));
    let lines = text::wrap_at_most(&parts.join("  ·  "), Weight::Regular, inside.width() / style.small, MOST_LINES);
    let mut y = inside.max.y - text::DESCENT * style.small;
    page.part(Role::Running, |page| {
        for words in lines.iter().rev() {
            page.push(line(Vec2::new(inside.min.x, y), style.small, Weight::Regular, palette::QUIET, words));
            y -= style.small * 1.3;
        }
    });
    let top = y - style.small * 0.2;
    page.push(rule(Vec2::new(inside.min.x, top), inside.max.x, palette::RULE, style.hairline));
    top
}
