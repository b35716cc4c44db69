//! What the parts of the pages are, as a tree in reading order, and the headings as an outline.

use std::num::{NonZeroU16, NonZeroU32};

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagTree};

use super::POINTS_PER_MM;
use crate::scene::sheet::{Item, Role};

/// The tree while pages are drawn.
#[derive(Default)]
pub(super) struct Tags {
    children: Vec<Node>,
    /// The table whose rows are being drawn.
    table: Vec<Row>,
    headings: Vec<Heading>,
}

struct Heading {
    level: u16,
    words: String,
    page: usize,
    top: f32,
}

/// The cells of a row, each with its content.
#[derive(Default)]
struct Row {
    cells: Vec<TagGroup>,
    /// Whether it names the columns.
    is_head: bool,
}

/// The tree, for the parts of one page.
pub(super) struct PageTags<'a> {
    tags: &'a mut Tags,
    page: usize,
}

impl Tags {
    pub(super) fn of_page(&mut self, page: usize) -> PageTags<'_> {
        PageTags { tags: self, page }
    }

    /// What was drawn so far is no part of a table that goes on.
    fn close_table(&mut self) {
        if self.table.is_empty() {
            return;
        }
        let rows = std::mem::take(&mut self.table).into_iter().map(|row| {
            let cells = row.cells.into_iter().map(Node::from).collect();
            (row.is_head, Node::from(TagGroup::with_children(Tag::TR, cells)))
        });
        let (head, body): (Vec<_>, Vec<_>) = rows.partition(|(is_head, _)| *is_head);
        let nodes = |rows: Vec<(bool, Node)>| rows.into_iter().map(|(_, row)| row).collect::<Vec<_>>();
        let mut table = TagGroup::new(Tag::Table);
        if !head.is_empty() {
            table.push(TagGroup::with_children(Tag::THead, nodes(head)));
        }
        if !body.is_empty() {
            table.push(TagGroup::with_children(Tag::TBody, nodes(body)));
        }
        self.children.push(table.into());
    }

    pub(super) fn finish(mut self, language: &str) -> (TagTree, Outline) {
        self.close_table();
        let tree = TagTree::from(self.children).with_lang(Some(language.to_owned()));
        let mut outline = Outline::new();
        let mut nodes: Vec<OutlineNode> = Vec::new();
        for heading in &self.headings {
            let node = heading.node();
            match nodes.last_mut() {
                Some(title) if heading.level > 1 => title.push_child(node),
                _ => nodes.push(node),
            }
        }
        for node in nodes {
            outline.push_child(node);
        }
        (tree, outline)
    }
}

impl Heading {
    fn node(&self) -> OutlineNode {
        OutlineNode::new(self.words.clone(), XyzDestination::new(self.page, Point::from_xy(0.0, self.top)))
    }
}

impl PageTags<'_> {
    /// Takes in what was drawn of a part.
    pub(super) fn push(&mut self, role: &Role, items: &[Item], drawn: Identifier) {
        let tags = &mut *self.tags;
        if !matches!(role, Role::ColumnHead(_) | Role::RowHead(_) | Role::Cell) {
            tags.close_table();
        }
        match role {
            Role::Title => self.heading(1, items, drawn),
            Role::Heading => self.heading(2, items, drawn),
            Role::Words => tags.children.push(TagGroup::with_children(Tag::P, vec![drawn.into()]).into()),
            Role::Figure(words) => {
                let figure = TagGroup::with_children(Tag::Figure(Some(words.clone())), vec![drawn.into()]);
                tags.children.push(figure.into());
            }
            Role::ColumnHead(sign) => {
                let alt = (!sign.is_empty()).then(|| sign.clone());
                let cell =
                    TagGroup::with_children(Tag::TH(TableHeaderScope::Column).with_alt_text(alt), vec![drawn.into()]);
                match tags.table.last_mut() {
                    Some(head) if head.is_head => head.cells.push(cell),
                    _ => tags.table.push(Row { cells: vec![cell], is_head: true }),
                }
            }
            Role::RowHead(columns) => {
                let span = u32::try_from(*columns).ok().filter(|&columns| columns > 1).and_then(NonZeroU32::new);
                let tag = Tag::TH(TableHeaderScope::Row).with_col_span(span);
                let cells = vec![TagGroup::with_children(tag, vec![drawn.into()])];
                tags.table.push(Row { cells, is_head: false });
            }
            Role::Cell => {
                let cell = TagGroup::with_children(Tag::TD, vec![drawn.into()]);
                if tags.table.is_empty() {
                    tags.table.push(Row::default());
                }
                if let Some(row) = tags.table.last_mut() {
                    row.cells.push(cell);
                }
            }
            // It is told apart where it is drawn.
            Role::Running => {}
        }
    }

    fn heading(&mut self, level: u16, items: &[Item], drawn: Identifier) {
        let texts = items.iter().filter_map(|item| if let Item::Text(text) = item { Some(text) } else { None });
        let texts: Vec<_> = texts.collect();
        let words = texts.iter().map(|text| text.string.as_str()).collect::<Vec<_>>().join(" ");
        let top = texts.first().map_or(0.0, |text| text.rect().min.y) * POINTS_PER_MM;
        let number = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        let group = TagGroup::with_children(Tag::Hn(number, Some(words.clone())), vec![drawn.into()]);
        self.tags.children.push(group.into());
        self.tags.headings.push(Heading { level, words, page: self.page, top });
    }
}
