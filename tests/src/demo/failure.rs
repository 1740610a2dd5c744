//! Why the demo ended before its end.

use std::fmt;
use std::io;

/// What went otherwise than told.
#[derive(Debug)]
pub enum Failure {
    /// An answer was not the one that the story tells of.
    Surprise {
        /// What the story tells of.
        expected: String,
        /// What came.
        came: String,
    },
    /// Something around the story is missing or in the way.
    Unplayable(String),
}

impl Failure {
    pub(super) fn surprise(expected: impl fmt::Display, came: impl fmt::Display) -> Self {
        Self::Surprise { expected: expected.to_string(), came: came.to_string() }
    }

    /// Turns an error of the system into one that says what was being done.
    pub(super) fn while_doing(doing: impl fmt::Display) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Unplayable(format!("{doing}: {error}"))
    }
}

impl std::error::Error for Failure {}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::while_doing("The demo cannot print")(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Surprise { expected, came } => {
                write!(f, "This is not as told.\n  expected: {expected}\n  came:     {came}")
            }
            Self::Unplayable(text) => f.write_str(text),
        }
    }
}
