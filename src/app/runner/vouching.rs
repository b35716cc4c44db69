//! What this workstation vouches for: whether the open library grew from what was seen of it here, found by a job, and told where it
//! didn't.

use std::path::Path;

use crate::advice::tampering_sentence;
use crate::chart::Moment;
use crate::store::{Place, SecretSeed, StoreError, Tampering, Vouching, Workstation, workstation_place};

use super::super::action::Answer;
use super::super::jobs::Name;
use super::desk::Desk;

/// Has the open library looked at, where this machine has a place of its own for that.
pub(super) fn look(desk: &mut Desk<'_>) {
    let (Some(open), Some(folder)) = (&desk.model.library, desk.services.workstation.clone()) else { return };
    let (root, now, random) = (open.library.root().clone(), (desk.services.now)(), desk.services.random);
    desk.screen.jobs.start(Name::Vouch, move |_task| {
        // Where a library can't be written, or this machine's folder, nothing is vouched for; `verify` tells why.
        let doubts = doubts(&folder, &root, (now, random)).unwrap_or_default();
        Some(Answer::Vouched(root, doubts))
    });
}

fn doubts(
    folder: &Path,
    root: &Place,
    (now, random): (Moment, fn(&mut [u8]) -> bool),
) -> Result<Vec<Tampering>, StoreError> {
    let seed = || {
        let mut seed = zeroize::Zeroizing::new([0; 32]);
        random(&mut *seed).then(|| SecretSeed::from(*seed))
    };
    let workstation = Workstation::at(workstation_place(folder)?, seed)?;
    workstation.map_or(Ok(Vec::new()), |workstation| workstation.vouch(root, now, Vouching::Sometimes))
}

/// Tells what speaks against the open library, once.
pub(super) fn looked(root: &Place, doubts: &[Tampering], desk: &mut Desk<'_>) {
    let Some(open) = desk.library_at(root).filter(|open| open.doubts != doubts) else { return };
    doubts.clone_into(&mut open.doubts);
    let said: Vec<String> = doubts.iter().map(|doubt| tampering_sentence(doubt, &desk.model.texts)).collect();
    if !said.is_empty() {
        desk.fail(desk.model.texts.with("said-doubts", &[("doubts", said.join("\n").into())]));
    }
}
