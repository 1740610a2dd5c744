//! Files of this library beside the database: their owner's alone, and there whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind as IoErrorKind};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result, StorageReason};
use crate::ports::Random;

/// The name of this file with something more at its end.
pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

/// The name of a file that nobody has made yet, in the same folder: this name, a dot, and 16 random
/// hexadecimal digits.
pub(super) fn draft_of(path: &Path, random: &dyn Random) -> Result<PathBuf> {
    Ok(with_ending(path, &format!(".{:016x}", u64::from_ne_bytes(random.bytes()?))))
}

/// Makes a file that was not there.
pub(super) fn create(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    // The mode above is narrowed by the umask; the owner must be able to read.
    file.set_permissions(Permissions::from_mode(0o600))?;
    Ok(file)
}

/// Gives a file another name, in the same folder and in the place of whatever has it. The file is on the
/// disk before it has that name, and has that name on the disk when this returns.
pub(super) fn put_in_place(draft: &Path, path: &Path) -> io::Result<()> {
    File::open(draft)?.sync_all()?;
    fs::rename(draft, path)?;
    sync_folder(path)
}

/// Syncs the names in the folder of this file.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}

/// The folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// What a failure of the system means to callers.
pub(super) fn storage(error: io::Error) -> Error {
    Error::storage(match error.kind() {
        IoErrorKind::StorageFull | IoErrorKind::QuotaExceeded => StorageReason::Full,
        IoErrorKind::PermissionDenied | IoErrorKind::ReadOnlyFilesystem => StorageReason::ReadOnly,
        _ => StorageReason::Io,
    })
}
