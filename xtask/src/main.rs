//! `cargo xtask`: what the project can be asked to do, on every platform.
//!
//! It uses nothing but the standard library, so that the first answer comes at once on a fresh
//! machine: what needs the core runs as a program of its own.

#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing is what it is for")]

mod bench;
mod cargo;
mod conditions;
mod figures;
mod install;
mod long;
mod machine;
mod report;
mod test;

use std::process::ExitCode;

use cargo::{called, cargo};

/// One thing to ask for.
struct Command {
    name: &'static str,
    options: &'static str,
    about: &'static str,
    run: fn(&[&str]) -> Outcome,
}

/// What a command ends with.
enum Outcome {
    Done,
    /// Something was run and failed; what it was has been printed.
    Failed,
    /// The machine lacks something; what it is has been printed.
    Unready,
    /// The options are not those of the command.
    Misused,
}

const COMMANDS: [Command; 8] = [
    Command {
        name: "test",
        options: "",
        about: "check and test everything, as CI does",
        run: test::run,
    },
    Command {
        name: "demo",
        options: "",
        about: "watch three processes share their accounts",
        run: demo,
    },
    Command {
        name: "docs",
        options: "[--check]",
        about: "write the pages that are printed from the code, or compare them",
        run: docs,
    },
    Command {
        name: "header",
        options: "[--check]",
        about: "write what the C library and its drivers have of the table, or compare it",
        run: header,
    },
    Command {
        name: "passwords",
        options: "[--check]",
        about: "make the list of common passwords from its sources, or compare it",
        run: passwords,
    },
    Command {
        name: "install",
        options: "--prefix DIR",
        about: "build the C library and put it into a folder, with its headers and packages",
        run: install::run,
    },
    Command {
        name: "long",
        options: "[--minutes N] [--write]",
        about: "run the deep harnesses, for 10 minutes if nothing is said, and print what they did",
        run: long::run,
    },
    Command {
        name: "bench",
        options: "[--quick | [--full] [--write]]",
        about: "measure against raw floors, and print or write the README's table",
        run: bench::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (name, options) = match arguments.split_first() {
        None | Some((&("help" | "--help" | "-h"), _)) => {
            print!("{}", list());
            return ExitCode::SUCCESS;
        }
        Some(named) => named,
    };
    let Some(command) = COMMANDS.iter().find(|command| command.name == *name) else {
        eprint!("There is no `cargo xtask {name}`.\n\n{}", list());
        return ExitCode::from(2);
    };
    match (command.run)(options) {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::Failed => ExitCode::FAILURE,
        Outcome::Unready => ExitCode::from(2),
        Outcome::Misused => {
            eprintln!("Usage: cargo xtask {} {}", command.name, command.options);
            ExitCode::from(2)
        }
    }
}

/// The commands, one on each line.
fn list() -> String {
    COMMANDS
        .iter()
        .map(|Command { name, options, about, .. }| {
            format!("cargo xtask {:37}{about}\n", format!("{name} {options}"))
        })
        .collect()
}

/// Builds the programs of the demo, showing the progress, and runs it.
fn demo(options: &[&str]) -> Outcome {
    match options {
        [] if !machine::is_ready() => Outcome::Unready,
        [] if cargo::passes(&mut cargo(&cargo::BUILD_DEMO)) => {
            Outcome::of(cargo::passes(&mut cargo(&cargo::RUN_DEMO)))
        }
        [] => Outcome::Failed,
        _ => Outcome::Misused,
    }
}

/// The pages need the core's tables, so a program of the tests prints them.
fn docs(options: &[&str]) -> Outcome {
    match options {
        [] | ["--check"] => {
            let mut arguments = vec!["run", "--quiet", "--locked", "-p", "ezauth-tests"];
            arguments.extend(["--bin", "docs", "--"]);
            arguments.extend(options);
            Outcome::of(cargo::passes(&mut cargo(&arguments)))
        }
        _ => Outcome::Misused,
    }
}

/// cbindgen reads the source of the C library, and it has a program of its own.
fn header(options: &[&str]) -> Outcome {
    match options {
        [] | ["--check"] => {
            let mut arguments = vec!["run", "--quiet", "--locked", "-p", "ezauth-header", "--"];
            arguments.extend(options);
            Outcome::of(cargo::passes(&mut cargo(&arguments)))
        }
        _ => Outcome::Misused,
    }
}

/// The sources are packages of Python, and a program in Python reads them.
fn passwords(options: &[&str]) -> Outcome {
    match options {
        [] | ["--check"] if !machine::can_test() => Outcome::Unready,
        [] | ["--check"] => {
            let mut arguments = vec![cargo::COMMON_PASSWORDS];
            arguments.extend(options);
            let made = cargo::passes(&mut called("python3", &cargo::MAKE_PYTHON));
            Outcome::of(made && cargo::passes(&mut called(cargo::PYTHON, &arguments)))
        }
        _ => Outcome::Misused,
    }
}

impl Outcome {
    fn of(passed: bool) -> Self {
        if passed { Self::Done } else { Self::Failed }
    }
}
