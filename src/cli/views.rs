//! `mesomap views`: the names of the views that can be exported.

use crate::atlas::{BodyKind, ViewGroup, views};
use crate::scene::{view_group_name, view_name};

use super::{Context, Failure, Status};

/// Writes the parts of the body, and under each a line per view: its id, and what it shows.
pub(super) fn run(context: &mut Context<'_>) -> Result<Status, Failure> {
    let texts = &context.texts;
    let width = views(BodyKind::AdultFemale).iter().map(|view| view.id.len()).max().unwrap_or(0);
    for group in ViewGroup::ALL {
        writeln!(context.out, "# {}", view_group_name(group, texts))?;
        for view in views(BodyKind::AdultFemale).iter().filter(|view| view.group == group) {
            writeln!(context.out, "{:width$}  {}", view.id, view_name(view, texts))?;
        }
    }
    Ok(Status::Done)
}
