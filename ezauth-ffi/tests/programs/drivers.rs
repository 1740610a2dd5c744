//! The drivers in C and C++ go through the scenarios.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use ezauth_tests::engine::{Command, Engine, Failure, Scenario, Suite};
use tempfile::TempDir;

use crate::compile::{Language, compile, root};

/// Scenarios wait for the disk more than for a core.
const AT_ONCE: usize = 4;

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

/// How many scenarios went as they are told, and how many need what there is not yet.
#[derive(Debug, Default)]
struct Sum {
    passed: usize,
    not_yet: usize,
    unsupported: usize,
    failures: Vec<String>,
}

impl Sum {
    fn add(&mut self, scenario: &Scenario, went: Result<(), Box<Failure>>) {
        match (went, scenario.not_yet()) {
            (Ok(()), None) => self.passed += 1,
            (Ok(()), Some(_)) => self.failures.push(format!("{} holds now", scenario.name())),
            (Err(failure), _) if failure.came["unsupported"] == true => {
                self.unsupported += 1;
                if let Some(there) = exists(&failure) {
                    self.failures.push(format!("{there} is there\n{failure}"));
                }
                discard(&failure);
            }
            (Err(failure), None) => self.failures.push(failure.to_string()),
            (Err(failure), Some(_)) => {
                self.not_yet += 1;
                discard(&failure);
            }
        }
    }
}

/// The operation that was called and not supported, if the library has it.
fn exists(failure: &Failure) -> Option<&str> {
    let sent = &failure.sent;
    let raced = if sent["call"] == "race" { &sent["with"]["call"] } else { &sent["call"] };
    let header = fs::read_to_string(root().join("include/ezauth.h")).expect("it is there");
    raced.as_str().filter(|name| header.contains(&format!(" ezauth_{name}(")))
}

/// Nobody will look at the database of a failure that is expected.
fn discard(failure: &Failure) {
    fs::remove_dir_all(&failure.folder).expect("the folder was kept");
}

/// Runs every scenario; the processes of each take the drivers in turn.
#[expect(clippy::print_stderr, reason = "the summary is for whoever runs the tests")]
fn play(drivers: Vec<Command>) {
    let suite = Suite::load(Path::new(&root().join("tests/scenarios"))).expect("it can be read");
    let engine = Engine::new(drivers);
    let (waiting, sum) = (Mutex::new(suite.scenarios().iter()), Mutex::new(Sum::default()));
    let next = || waiting.lock().expect("no thread panics").next();
    let run_all = || {
        while let Some(scenario) = next() {
            let went = engine.run(&suite, scenario);
            sum.lock().expect("no thread panics").add(scenario, went);
        }
    };
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(run_all);
        }
    });
    let Sum { passed, not_yet, unsupported, mut failures } =
        sum.into_inner().expect("no thread panics");
    failures.sort();
    eprintln!(
        "{passed} passed, {} failed, {not_yet} not yet, {unsupported} not supported",
        failures.len()
    );
    assert!(failures.is_empty(), "\n\n{}\n", failures.join("\n\n"));
    assert!(passed > 0, "no scenario is supported");
}

/// A scenario of one process is for the first; in the others two languages meet on one database.
#[test]
#[cfg_attr(feature = "seeded-faults", ignore = "scenarios are for the library as it is shipped")]
fn c_goes_through_the_scenarios_and_meets_cpp() {
    let ((_c_folder, c), (_cpp_folder, cpp)) = (c(), cpp());
    play(vec![c, cpp]);
}

#[test]
#[cfg_attr(feature = "seeded-faults", ignore = "scenarios are for the library as it is shipped")]
fn cpp_goes_through_the_scenarios_and_meets_c() {
    let ((_c_folder, c), (_cpp_folder, cpp)) = (c(), cpp());
    play(vec![cpp, c]);
}

/// The others are named as for the scenarios of Rust: `EZAUTH_DRIVERS`, separated by `;`.
#[test]
#[ignore = "the packages of the other languages must be built: `cargo xtask test` does"]
fn cpp_meets_all_other_languages_on_one_database() {
    let others = env::var("EZAUTH_DRIVERS").expect("EZAUTH_DRIVERS names the other drivers");
    let words = |command: &str| command.split_whitespace().map(str::to_owned).collect();
    let (_folder, cpp) = cpp();
    play([cpp].into_iter().chain(others.split(';').map(words)).collect());
}
