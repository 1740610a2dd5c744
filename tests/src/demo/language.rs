//! The languages that the processes are written in: Rust, and Node where it has been built.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use super::stage::TWO;
use super::{Failure, Result};

/// What a process is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Rust,
    Node,
}

impl Language {
    /// The language of a process: the second is Node's if the package is built and Node is there.
    pub(super) fn of(process: usize) -> Self {
        let is_built = || {
            let natives = fs::read_dir(package().join("native"));
            natives.is_ok_and(|mut files| {
                files.any(|file| {
                    file.is_ok_and(|it| it.path().extension().is_some_and(|e| e == "node"))
                })
            })
        };
        let answers = || {
            let mut node = Command::new("node");
            node.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
            node.status().is_ok_and(|status| status.success())
        };
        if process == TWO && is_built() && answers() { Self::Node } else { Self::Rust }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Rust => "Rust",
            Self::Node => "JavaScript",
        }
    }

    /// The driver in this language. Rust's was built beside this program.
    pub(super) fn driver(self) -> Result<Command> {
        match self {
            Self::Rust => {
                let beside = |demo: PathBuf| {
                    demo.with_file_name(format!("driver{}", env::consts::EXE_SUFFIX))
                };
                let driver = env::current_exe().map(beside);
                Ok(Command::new(
                    driver.map_err(Failure::while_doing("The driver cannot be found"))?,
                ))
            }
            Self::Node => {
                let mut command = Command::new("node");
                command.arg(package().join("driver.mjs"));
                Ok(command)
            }
        }
    }
}

fn package() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../bindings/node")
}
