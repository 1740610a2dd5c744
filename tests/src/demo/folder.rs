//! The folder that the demo leaves behind.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Failure, Result};

const FOLDER: &str = "demo";

/// The file by which the demo knows its own folder.
const MARKER: &str = "made-by-the-ezauth-demo";

/// Makes the folder in the current one, in place of the one that an earlier run left.
pub(super) fn make_anew() -> Result<PathBuf> {
    let folder = PathBuf::from(FOLDER);
    if folder.symlink_metadata().is_ok() {
        remove(&folder)?;
    }
    let make = || fs::create_dir(&folder).and_then(|()| fs::write(folder.join(MARKER), ""));
    make().map_err(Failure::while_doing("The folder demo/ cannot be made"))?;
    Ok(folder)
}

/// Removes only what the demo made.
fn remove(folder: &Path) -> Result<()> {
    let is_folder = folder.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
    if !is_folder || !folder.join(MARKER).exists() {
        return Err(Failure::Unplayable(format!(
            "There is a {FOLDER}/ here that this demo did not make: it holds no {MARKER}. \
             Move it away first."
        )));
    }
    fs::remove_dir_all(folder).map_err(Failure::while_doing("The old demo/ cannot be removed"))
}
