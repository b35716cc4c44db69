//! Who may read what is made: its owner, and a group where somebody chose one for the folder; never everybody.

#[cfg(not(unix))]
pub(super) use elsewhere::{like, make_folder, private_file};
#[cfg(unix)]
pub(super) use unix::{like, make_folder, private_file};

#[cfg(unix)]
mod unix {
    use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
    use std::io;
    use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
    use std::path::Path;

    /// What of a folder's access is the group's, where the folder hands its group on or lets it write: then somebody chose so.
    fn groups_part(folder: &Path) -> u32 {
        let mode = fs::metadata(folder).map_or(0, |metadata| metadata.mode());
        if mode & 0o2020 == 0 { 0 } else { mode & 0o2070 }
    }

    pub(in crate::store::depot) fn private_file(path: &Path) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
    }

    pub(in crate::store::depot) fn like(folder: &Path, file: &File) -> io::Result<()> {
        match groups_part(folder) & 0o060 {
            0 => Ok(()),
            group => file.set_permissions(Permissions::from_mode(0o600 | group)),
        }
    }

    pub(in crate::store::depot) fn make_folder(within: &Path, folder: &Path) -> io::Result<()> {
        DirBuilder::new().mode(0o700).create(folder)?;
        match groups_part(within) {
            0 => Ok(()),
            group => fs::set_permissions(folder, Permissions::from_mode(0o700 | group)),
        }
    }
}

/// Access is inherited from the folder.
#[cfg(not(unix))]
mod elsewhere {
    use std::fs::{self, File, OpenOptions};
    use std::io;
    use std::path::Path;

    pub(in crate::store::depot) fn private_file(path: &Path) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(path)
    }

    pub(in crate::store::depot) fn like(_folder: &Path, _file: &File) -> io::Result<()> {
        Ok(())
    }

    pub(in crate::store::depot) fn make_folder(_within: &Path, folder: &Path) -> io::Result<()> {
        fs::create_dir(folder)
    }
}
