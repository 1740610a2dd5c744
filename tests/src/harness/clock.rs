//! A clock that several processes share.

use std::fs;
use std::path::{Path, PathBuf};

use ezauth_core::Clock;
use ezauth_core::domain::Timestamp;

/// Shows the time that stands in a file, until another is written into it.
#[derive(Clone, Debug)]
pub struct FileClock(PathBuf);

impl FileClock {
    /// The clock in this file.
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Shows this time from now on, in every process.
    ///
    /// # Errors
    /// Those of the system.
    pub fn set(&self, now: Timestamp) -> std::io::Result<()> {
        // Renamed into its place, for whoever reads it sees a file that is whole.
        let new = self.0.with_extension("new");
        fs::write(&new, now.as_millis().to_string())?;
        fs::rename(&new, &self.0)
    }
}

impl Clock for FileClock {
    fn now(&self) -> Timestamp {
        let text = fs::read_to_string(&self.0).expect("the file of the clock can be read");
        Timestamp::from_millis(text.parse().expect("a time stands in it"))
    }
}
