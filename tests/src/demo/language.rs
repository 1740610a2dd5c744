//! The languages that the processes are written in: Node and Python where they have been built, and
//! Rust.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::stage::{THREE, TWO};
use super::{Failure, Result};

/// What a process is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Rust,
    Node,
    Python,
}

impl Language {
    /// The language of a process: the second is Node's and the third Python's, if their packages are
    /// built and they are there to run them.
    pub(super) fn of(process: usize) -> Self {
        let other = match process {
            TWO => Self::Node,
            THREE => Self::Python,
            _ => return Self::Rust,
        };
        if other.driver().is_ok_and(runs) { other } else { Self::Rust }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Rust => "Rust",
            Self::Node => "JavaScript",
            Self::Python => "Python",
        }
    }

    /// The driver in this language. Rust's was built beside this program.
    pub(super) fn driver(self) -> Result<Command> {
        let run = |program: PathBuf, driver| {
            let mut command = Command::new(program);
            command.arg(project().join(driver));
            command
        };
        Ok(match self {
            Self::Rust => {
                let beside = |demo: PathBuf| {
                    demo.with_file_name(format!("driver{}", env::consts::EXE_SUFFIX))
                };
                let driver = env::current_exe().map(beside);
                Command::new(driver.map_err(Failure::while_doing("The driver cannot be found"))?)
            }
            Self::Node => run("node".into(), "bindings/node/driver.mjs"),
            // The tests make an environment that has the package.
            Self::Python => {
                run(project().join("target/xtask/python/bin/python"), "bindings/python/driver.py")
            }
        })
    }
}

/// Whether a driver comes up, finds what it needs, and ends where nobody asks it anything.
fn runs(mut driver: Command) -> bool {
    driver.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    driver.status().is_ok_and(|status| status.success())
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
