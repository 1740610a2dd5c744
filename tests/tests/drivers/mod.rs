//! The drivers that a suite is played through.

use std::env;

use ezauth_tests::engine::Command;

/// That of the Rust library.
pub(crate) fn rust_driver() -> Vec<Command> {
    vec![vec![env!("CARGO_BIN_EXE_driver").to_owned()]]
}

/// Those that `EZAUTH_DRIVERS` names, else that of the Rust library.
pub(crate) fn named_drivers() -> Vec<Command> {
    let Ok(commands) = env::var("EZAUTH_DRIVERS") else { return rust_driver() };
    let words = |command: &str| command.split_whitespace().map(str::to_owned).collect();
    commands.split(';').map(words).filter(|command: &Command| !command.is_empty()).collect()
}
