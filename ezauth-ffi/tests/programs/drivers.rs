//! The drivers in C and C++ go through the scenarios.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use ezauth_tests::attacks::Attacks;
use ezauth_tests::engine::{Command, Engine, Failure, Suite};
use tempfile::TempDir;

use crate::compile::{Language, compile, root};

/// What the driver in C uses besides its language.
pub(crate) const POSIX: &str = "-D_POSIX_C_SOURCE=200809L";

/// A driver, compiled in a folder of its own of the sources with this ending.
pub(crate) fn driver(language: Language, ending: &str, flags: &[&str]) -> (TempDir, Command) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let sources = sources(ending);
    let sources: Vec<&Path> = sources.iter().map(PathBuf::as_path).collect();
    let program = compile(language, &sources, flags, folder.path());
    let command = vec![program.to_str().expect("the path is text").to_owned()];
    (folder, command)
}

/// The sources of the driver whose files have this ending.
pub(crate) fn sources(ending: &str) -> Vec<PathBuf> {
    let folder = root().join("ezauth-ffi/tests/drivers").join(ending);
    let paths = folder.read_dir().expect("the folder can be read").flatten();
    let paths = paths.map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|it| it == ending)).collect()
}

/// Plays the scenarios of one file, which must all go as they are told.
pub(crate) fn play_file(engine: &Engine, file: &str) {
    let suite = Suite::load(&root().join("tests/scenarios")).expect("it can be read");
    let of_file: Vec<_> = suite.scenarios().iter().filter(|it| it.file().contains(file)).collect();
    assert!(!of_file.is_empty(), "there are scenarios of {file}");
    for scenario in of_file {
        if let Err(failure) = engine.run(&suite, scenario) {
            panic!("{failure}");
        }
    }
}

fn c() -> (TempDir, Command) {
    driver(Language::C99, "c", &[POSIX])
}

fn cpp() -> (TempDir, Command) {
    driver(Language::Cpp17, "cpp", &[])
}

/// The operation that was called and not supported, if the library has it.
fn exists(failure: &Failure) -> Option<&str> {
    let sent = &failure.sent;
    let raced = if sent["call"] == "race" { &sent["with"]["call"] } else { &sent["call"] };
    let header = fs::read_to_string(root().join("include/ezauth.h")).expect("it is there");
    raced.as_str().filter(|name| header.contains(&format!(" ezauth_{name}(")))
}

/// Runs every scenario and every attack; the processes of each take the drivers in turn.
#[expect(clippy::print_stderr, reason = "the summary is for whoever runs the tests")]
fn play(drivers: &[Command]) {
    let scenarios = Suite::load(&root().join("tests/scenarios")).expect("it can be read");
    let attacks = Attacks::load().expect("they can be read");
    for (name, suite) in [("scenarios", &scenarios), ("attacks", attacks.suite())] {
        let mut played = ezauth_tests::engine::play(drivers, suite, "", false);
        let there = |failure: &Failure| Some(format!("{} is there\n{failure}", exists(failure)?));
        let there: Vec<_> = played.unsupported.iter().filter_map(|it| there(it)).collect();
        played.failures.extend(there);
        eprintln!("{name}: {}", played.summary());
        played.demand();
    }
}

/// A scenario of one process is for the first; in the others two languages meet on one database.
#[test]
#[cfg_attr(feature = "seeded-faults", ignore = "scenarios are for the library as it is shipped")]
fn c_goes_through_the_scenarios_and_meets_cpp() {
    let ((_c_folder, c), (_cpp_folder, cpp)) = (c(), cpp());
    play(&[c, cpp]);
}

#[test]
#[cfg_attr(feature = "seeded-faults", ignore = "scenarios are for the library as it is shipped")]
fn cpp_goes_through_the_scenarios_and_meets_c() {
    let ((_c_folder, c), (_cpp_folder, cpp)) = (c(), cpp());
    play(&[cpp, c]);
}

/// The others are named as for the scenarios of Rust: `EZAUTH_DRIVERS`, separated by `;`.
#[test]
#[ignore = "the packages of the other languages must be built: `cargo xtask test` does"]
fn cpp_meets_all_other_languages_on_one_database() {
    let others = env::var("EZAUTH_DRIVERS").expect("EZAUTH_DRIVERS names the other drivers");
    let words = |command: &str| command.split_whitespace().map(str::to_owned).collect();
    let (_folder, cpp) = cpp();
    let drivers: Vec<Command> = [cpp].into_iter().chain(others.split(';').map(words)).collect();
    play(&drivers);
}
