//! Writes the pages that are printed from the code, or with `--check` compares them.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing is what it is for")]

use std::fs;
use std::process::ExitCode;

use ezauth_tests::configuration::{page, path};

fn main() -> ExitCode {
    let path = path();
    if std::env::args().any(|argument| argument == "--check") {
        if fs::read_to_string(&path).is_ok_and(|kept| kept == page()) {
            return ExitCode::SUCCESS;
        }
        eprintln!("{} is not up to date: cargo xtask docs", path.display());
        return ExitCode::FAILURE;
    }
    match fs::write(&path, page()) {
        Ok(()) => println!("Wrote {}", path.display()),
        Err(error) => {
            eprintln!("{} cannot be written: {error}", path.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
