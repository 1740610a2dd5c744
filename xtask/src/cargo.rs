//! Calling cargo and other programs.

use std::env;
use std::path::Path;
use std::process::Command;

/// Builds what the demo runs: the demo itself and the driver that its processes run.
pub(crate) const BUILD_DEMO: [&str; 5] = ["build", "--locked", "-p", "ezauth-tests", "--bins"];

/// Runs the demo, once it is built.
pub(crate) const RUN_DEMO: [&str; 7] =
    ["run", "--quiet", "--locked", "-p", "ezauth-tests", "--bin", "demo"];

/// Runs the harnesses: what must hold over many threads, processes and kills, each with the seeded
/// faults that it must catch.
pub(crate) const HARNESSES: [&str; 7] =
    ["test", "--locked", "-p", "ezauth-tests", "--features=seeded-faults", "--test", "harness"];

/// Runs the attacks against faults that let them through, and those that need a look from outside.
pub(crate) const ATTACKS: [&str; 7] =
    ["test", "--locked", "-p", "ezauth-tests", "--features=seeded-faults", "--test", "attacks"];

/// Runs the C library with panics injected. It has a target folder of its own, for a shared library
/// with faults would take the place of the one without.
pub(crate) const PANICS: [&str; 6] = [
    "test",
    "--locked",
    "-p",
    "ezauth-ffi",
    "--features=seeded-faults",
    "--target-dir=target/seeded-faults",
];

/// Builds the modules of Python and Node with panics to inject, in the same folder.
pub(crate) const BUILD_PANICS: [&str; 8] = [
    "build",
    "--locked",
    "-p",
    "ezauth-python",
    "-p",
    "ezauth-node",
    "--features=ezauth-python/seeded-faults,ezauth-node/seeded-faults",
    "--target-dir=target/seeded-faults",
];

/// Installs the C library.
pub(crate) const INSTALL: [&str; 9] = [
    "run",
    "--quiet",
    "--locked",
    "-p",
    "xtask",
    "--",
    "install",
    "--prefix",
    "target/xtask/prefix",
];

/// Builds programs with what [`INSTALL`] has installed.
pub(crate) const TEST_INSTALLATION: [&str; 9] =
    ["test", "--locked", "-p", "ezauth-ffi", "--test", "programs", "install::", "--", "--ignored"];

/// Plays the scenarios with C++ in the first process, and the languages that the environment names in
/// the others.
pub(crate) const ONE_DATABASE: [&str; 9] =
    ["test", "--locked", "-p", "ezauth-ffi", "--test", "programs", "meets_all", "--", "--ignored"];

/// Runs the programs in C and C++ with the sanitizers of their compiler, but for the scenarios, of
/// which the tests play some so.
pub(crate) const SANITIZED: [&str; 10] = [
    "test",
    "--locked",
    "-p",
    "ezauth-ffi",
    "--test",
    "programs",
    "--",
    "lifecycle::",
    "sources::",
    "cpp::no_error",
];

/// Makes an environment for [`PYTHON`].
pub(crate) const MAKE_PYTHON: [&str; 3] = ["-m", "venv", "target/xtask/python"];

/// The Python of an environment that holds the package and nothing else of ours.
pub(crate) const PYTHON: &str = "target/xtask/python/bin/python";

/// Makes the list of common passwords, or compares it.
pub(crate) const COMMON_PASSWORDS: &str = "xtask/common_passwords.py";

/// Plays the scenarios and the attacks, through the drivers that the environment names.
pub(crate) const SCENARIOS: [&str; 10] = [
    "test",
    "--locked",
    "-p",
    "ezauth-tests",
    "--test",
    "scenarios",
    "--test",
    "attacks",
    "goes_as_it_is_told",
    "--quiet",
];

/// The cargo that runs this program, called at the top of the workspace.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    command
}

/// Another program, called at the top of the workspace.
pub(crate) fn called(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// The top of the workspace.
pub(crate) fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

/// Runs a command on this terminal; false too if it could not be started.
pub(crate) fn passes(command: &mut Command) -> bool {
    command.status().is_ok_and(|status| status.success())
}
