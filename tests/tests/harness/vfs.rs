//! A file system below SQLite that lets harnesses see each call, and fail it.
//!
//! It is the system's own, with somebody in the way: whoever watches a folder is asked before each
//! call about a file in it, and told after it. Files elsewhere are left alone.

mod shim;

use std::ffi::c_int;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

/// What SQLite asks of the file system.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Call<'a> {
    Open,
    Read,
    Write {
        offset: u64,
        bytes: &'a [u8],
    },
    Truncate {
        size: u64,
    },
    Sync,
    Size,
    Delete,
    Access,
    Lock,
    /// Maps or locks the memory that processes share.
    Memory,
}

/// What a call is answered instead of being made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failure {
    /// The number that SQLite has for it.
    pub(crate) code: c_int,
    /// So many bytes are written nevertheless.
    pub(crate) written: usize,
}

/// Somebody who watches a folder. Files are told by their names.
pub(crate) trait Watch: Send + Sync {
    /// Looks at a call before it is made.
    ///
    /// # Errors
    /// What to answer in its place.
    fn before(&self, _file: &str, _call: Call<'_>) -> Result<(), Failure> {
        Ok(())
    }

    /// Looks at a call that has succeeded.
    fn after(&self, _file: &str, _call: Call<'_>) {}

    /// Looks at an `fsync`, of SQLite or of anybody else in this process: of a file, or of the folder,
    /// which has no name.
    fn synced(&self, _file: &str) {}
}

static WATCHED: RwLock<Vec<(PathBuf, Arc<dyn Watch>)>> = RwLock::new(Vec::new());

/// Somebody watches, until this is dropped and all files are closed.
pub(crate) struct Watching(PathBuf);

impl Watching {
    /// Has a folder watched, whose path must be the one that files will be opened by.
    pub(crate) fn begin(folder: &Path, watch: Arc<dyn Watch>) -> Self {
        shim::install();
        let mut watched = WATCHED.write().unwrap_or_else(PoisonError::into_inner);
        watched.push((folder.to_owned(), watch));
        Self(folder.to_owned())
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let mut watched = WATCHED.write().unwrap_or_else(PoisonError::into_inner);
        watched.retain(|(folder, _)| *folder != self.0);
    }
}

/// Who watches a path, and the name by which they know it.
fn watcher(path: &Path) -> Option<(String, Arc<dyn Watch>)> {
    let watched = WATCHED.read().unwrap_or_else(PoisonError::into_inner);
    watched.iter().find_map(|(folder, watch)| {
        let name = path.strip_prefix(folder).ok()?.to_str()?.to_owned();
        Some((name, Arc::clone(watch)))
    })
}
