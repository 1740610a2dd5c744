//! Writes what is generated of the C library, or with `--check` compares it: `cargo xtask header`.
//!
//! The accessors of records and the status numbers come from the table of operations, and their
//! documentation from the core's; the header comes from the functions that the library exports.
//! What the drivers of scenarios know of the table is written, too.

#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing is what it is for")]

mod drivers;
mod header;
mod names;
#[cfg(test)]
mod parity;
mod records;
mod source;
mod status;
mod table;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use source::formatted;
use table::Table;

/// A file as it must be.
struct Generated {
    path: PathBuf,
    text: String,
}

fn main() -> ExitCode {
    let check = std::env::args().any(|argument| argument == "--check");
    match run(check) {
        Ok(stale) if stale.is_empty() => ExitCode::SUCCESS,
        Ok(stale) => {
            for path in stale {
                eprintln!("{} is not up to date: cargo xtask header", path.display());
            }
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Compares, or writes what differs. What is left different.
fn run(check: bool) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    // The header is read off the accessors, so they come first.
    let mut stale = settle(rust_files()?, check)?;
    stale.extend(settle(vec![header_file()?], check)?);
    stale.extend(settle(driver_files()?, check)?);
    Ok(stale)
}

fn settle(files: Vec<Generated>, check: bool) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut stale = Vec::new();
    for Generated { path, text } in files {
        if fs::read_to_string(&path).is_ok_and(|kept| kept == text) {
            continue;
        }
        if check {
            stale.push(path);
        } else {
            fs::write(&path, text)?;
            println!("Wrote {}", path.display());
        }
    }
    Ok(stale)
}

fn rust_files() -> Result<Vec<Generated>, Box<dyn Error>> {
    let table = Table::load()?;
    names::check(&table)?;
    let folder = root().join("ezauth-ffi/src");
    let mut files = vec![("status.rs".to_owned(), status::file(&table)?)];
    files.extend(records::files(&table)?);
    let generated = files
        .into_iter()
        .map(|(name, text)| Ok(Generated { path: folder.join(name), text: formatted(&text)? }));
    generated.collect()
}

fn header_file() -> Result<Generated, Box<dyn Error>> {
    Ok(Generated { path: root().join("include/ezauth.h"), text: header::text()? })
}

fn driver_files() -> Result<Vec<Generated>, Box<dyn Error>> {
    let (table, folder) = (Table::load()?, root().join("ezauth-ffi/tests"));
    let files = drivers::files(&table)?.into_iter();
    Ok(files.map(|(name, text)| Generated { path: folder.join(name), text }).collect())
}

/// The top of the workspace.
fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_committed_is_what_is_generated() {
        let stale = run(true).unwrap();
        assert!(stale.is_empty(), "write them anew with `cargo xtask header`: {stale:?}");
    }
}
