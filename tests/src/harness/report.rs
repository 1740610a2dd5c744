//! Telling what has been acknowledged.

use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;

type Tell<'a> = dyn Fn(&str) -> io::Result<()> + Send + Sync + 'a;

/// Lines of words, told to whoever judges.
pub struct Report<'a>(Box<Tell<'a>>);

impl Report<'static> {
    /// To another process, on standard output without the buffer that the standard library puts
    /// before it. Each line is one write, so that a killed process has told all of it or nothing, and
    /// threads do not mix theirs.
    ///
    /// # Errors
    /// Those of the system.
    pub fn new() -> io::Result<Self> {
        let output: File = io::stdout().as_fd().try_clone_to_owned()?.into();
        Ok(Self::to(move |line| (&output).write_all(format!("{line}\n").as_bytes())))
    }
}

impl<'a> Report<'a> {
    /// To somebody in this process.
    pub fn to(tell: impl Fn(&str) -> io::Result<()> + Send + Sync + 'a) -> Self {
        Self(Box::new(tell))
    }

    /// Tells these words as one line.
    ///
    /// # Errors
    /// Those of the system: nobody listens any more.
    pub fn line(&self, words: &[&str]) -> io::Result<()> {
        self.0(&words.join(" "))
    }
}

impl fmt::Debug for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Report").finish_non_exhaustive()
    }
}
