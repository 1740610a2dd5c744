//! `cargo xtask bench`: what EzAuth costs, as ratios against the least that does the same job.
//!
//! Whatever is compared takes turns in one run; `docs/BENCHMARKS.md` says how each row is made.

#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing is what it is for")]

mod beyond;
mod hashing;
mod languages;
mod machine;
mod measure;
mod memory;
mod people;
mod program;
mod raw;
mod reads;
mod redeeming;
mod scale;
mod stock;
mod table;
mod writes;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use memory::Watched;
use scale::Scale;
use table::Table;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        [memory::CHILD, times, path] => memory::be_the_child(times, path),
        [beyond::CHILD, rounds] => beyond::be_the_child(rounds),
        [languages::CHILD, database, tokens] => languages::be_the_child(database, tokens),
        options => match read(options) {
            Some((scale, write)) => run(&scale, write),
            None => Err("Usage: ezauth-bench [--quick | [--full] [--write]]".into()),
        },
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// How long to run, and whether the README is to have the table.
fn read(options: &[&str]) -> Option<(Scale, bool)> {
    let mut read = (scale::USUAL, false);
    for option in options {
        match *option {
            "--quick" => read.0 = scale::QUICK,
            "--full" => read.0 = scale::FULL,
            "--write" => read.1 = true,
            _ => return None,
        }
    }
    // What a quick run says is no claim.
    let is_quick_claim = read.1 && options.contains(&"--quick");
    (!is_quick_claim).then_some(read)
}

fn run(scale: &Scale, write: bool) -> Outcome<()> {
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder)?;
    let mut table = Table::default();
    let watched = Watched::start(&folder, scale, &mut table)?;
    eprintln!("reads ...");
    reads::run(&folder, scale, &mut table)?;
    eprintln!("languages ...");
    languages::run(&folder, scale, &mut table)?;
    eprintln!("writes ...");
    writes::run(&folder, scale, &mut table)?;
    eprintln!("links, codes and passwords ...");
    redeeming::run(&folder, scale, &mut table)?;
    beyond::run(scale, &mut table)?;
    hashing::run(scale, &mut table)?;
    if let Some(watched) = watched {
        watched.finish(scale, &mut table)?;
    }
    let text = format!("\n{}\n\n{}\n", machine::line(), table.markdown());
    print!("{text}");
    for name in table.missed() {
        println!("Missed: {name}");
    }
    if write {
        table::write_into(&root().join("README.md"), &text)?;
    }
    Ok(())
}

/// The top of the workspace.
fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

/// Seconds, as they are printed.
fn micros(seconds: f64) -> String {
    match seconds * 1e6 {
        short if short.abs() < 100.0 => format!("{short:.2} us"),
        long => format!("{long:.0} us"),
    }
}

fn print_line(text: &str) {
    println!("{text}");
}
