//! Whether the machine has what the project is built with.

use std::env;
use std::process::{Command, Stdio};

use crate::cargo::{self, called, cargo};

/// Says what is missing and how to get it, a line for each; true if nothing is.
pub(crate) fn is_ready() -> bool {
    let mut missing = Vec::new();
    if !answers(cargo(&["fmt"])) {
        missing.push("rustfmt is missing: rustup component add rustfmt");
    }
    if !answers(cargo(&["clippy"])) {
        missing.push("clippy is missing: rustup component add clippy");
    }
    // SQLite is compiled from its source. Where Rust links with another program than `cc`, its lack
    // would otherwise show as a failed build script.
    if !answers(Command::new(env::var_os("CC").unwrap_or_else(|| "cc".into()))) {
        missing.push(
            "A C compiler is missing (`cc`, or what CC names). Debian: apt-get install gcc \
             libc6-dev. Fedora: dnf install gcc. macOS: xcode-select --install",
        );
    }
    tell(&missing)
}

/// The same of what only the tests need.
pub(crate) fn can_test() -> bool {
    let mut missing = Vec::new();
    if !answers(Command::new(env::var_os("CXX").unwrap_or_else(|| "c++".into()))) {
        missing.push(
            "A C++ compiler is missing (`c++`, or what CXX names). Debian: apt-get install g++. \
             Fedora: dnf install gcc-c++. macOS: xcode-select --install",
        );
    }
    if !answers(called("python3", &["-m", "venv", "-h"])) {
        missing.push(
            "Python 3 with venv is missing. Debian: apt-get install python3-venv. \
             Fedora: dnf install python3. macOS: brew install python",
        );
    }
    if !answers(Command::new("node")) || !answers(Command::new("npm")) {
        missing.push(
            "Node 20 with npm is missing. Debian: apt-get install nodejs npm. \
             Fedora: dnf install nodejs. macOS: brew install node",
        );
    }
    tell(&missing)
}

fn tell(missing: &[&str]) -> bool {
    for line in missing {
        eprintln!("{line}");
    }
    missing.is_empty()
}

/// Whether a tool is there and runs: on macOS a `cc` that only asks to be installed is not.
fn answers(mut tool: Command) -> bool {
    cargo::passes(tool.arg("--version").stdout(Stdio::null()).stderr(Stdio::null()))
}
