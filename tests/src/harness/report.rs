//! Telling another process what has been acknowledged.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;

/// Lines on standard output. Each is one write, so that a killed process has told all of a line or
/// nothing, and threads do not mix theirs.
#[derive(Debug)]
pub struct Report(File);

impl Report {
    /// On standard output, without the buffer that the standard library puts before it.
    ///
    /// # Errors
    /// Those of the system.
    pub fn new() -> io::Result<Self> {
        io::stdout().as_fd().try_clone_to_owned().map(|output| Self(output.into()))
    }

    /// Writes these words as one line.
    ///
    /// # Errors
    /// Those of the system: nobody reads any more.
    pub fn line(&self, words: &[&str]) -> io::Result<()> {
        let line = words.join(" ") + "\n";
        (&self.0).write_all(line.as_bytes())
    }
}
