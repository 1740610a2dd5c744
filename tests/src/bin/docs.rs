//! Writes the pages that are printed from the code, or with `--check` compares them.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing is what it is for")]

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use ezauth_tests::attacks::{self, Attacks};
use ezauth_tests::configuration;

fn main() -> ExitCode {
    let attacks = match Attacks::load().and_then(|attacks| attacks.page()) {
        Ok(page) => page,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::FAILURE;
        }
    };
    let pages = [(configuration::path(), configuration::page()), (attacks::path(), attacks)];
    let is_check = std::env::args().any(|argument| argument == "--check");
    let act = if is_check { compare } else { write };
    match pages.iter().all(|(path, page)| act(path, page)) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

fn compare(path: &Path, page: &str) -> bool {
    let is_same = fs::read_to_string(path).is_ok_and(|kept| kept == page);
    if !is_same {
        eprintln!("{} is not up to date: cargo xtask docs", path.display());
    }
    is_same
}

fn write(path: &Path, page: &str) -> bool {
    match fs::write(path, page) {
        Ok(()) => println!("Wrote {}", path.display()),
        Err(error) => {
            eprintln!("{} cannot be written: {error}", path.display());
            return false;
        }
    }
    true
}
