//! `cargo xtask test`: what CI runs.

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::cargo::{
    ATTACKS, BUILD_DEMO, BUILD_PANICS, COMMON_PASSWORDS, HARNESSES, INSTALL, MAKE_PYTHON,
    ONE_DATABASE, PANICS, PYTHON, RUN_DEMO, SANITIZED, SCENARIOS, TEST_INSTALLATION, called, cargo,
    root,
};
use crate::machine;
use crate::report::Counts;

/// One call of cargo, or of another program.
struct Step {
    /// What the summary calls it.
    name: &'static str,
    program: &'static str,
    arguments: &'static [&'static str],
    /// Extra environment.
    environment: &'static [(&'static str, &'static str)],
}

/// What is told soonest comes first.
const STEPS: [Step; 27] = [
    Step::new("format", &["fmt", "--all", "--check"]),
    Step::new(
        "lints",
        &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"],
    ),
    Step {
        environment: &[("RUSTDOCFLAGS", "-D warnings")],
        ..Step::new("documentation", &["doc", "--workspace", "--no-deps", "--locked"])
    },
    Step::new("tests", &["test", "--workspace", "--locked", "--no-fail-fast"]),
    // All other builds can mail.
    Step::new("without mail", &["test", "--locked", "-p", "ezauth-core", "--lib", "mailing"]),
    Step::new("harnesses", &HARNESSES),
    Step::new("attacks with faults", &ATTACKS),
    Step::new("panics", &PANICS),
    Step { environment: &[("EZAUTH_SANITIZE", "1")], ..Step::new("sanitizers", &SANITIZED) },
    Step::new("modules that panic", &BUILD_PANICS),
    Step { program: "python3", ..Step::new("python panics", &[PYTHON_PANICS]) },
    Step { program: "node", ..Step::new("node panics", &["--test", NODE_PANICS]) },
    // The harnesses leave programs with seeded faults behind; the demo shows the real ones.
    Step::new("programs", &BUILD_DEMO),
    Step::new("demo", &RUN_DEMO),
    Step::new("installation", &INSTALL),
    Step {
        environment: &[("EZAUTH_PREFIX", INSTALL[INSTALL.len() - 1])],
        ..Step::new("packages", &TEST_INSTALLATION)
    },
    Step { program: "python3", ..Step::new("python", &MAKE_PYTHON) },
    Step { program: PYTHON, ..Step::new("common passwords", &[COMMON_PASSWORDS, "--check"]) },
    Step { program: PYTHON, ..Step::new("wheel", &WHEEL) },
    Step {
        program: PYTHON,
        ..Step::new("python tests", &["-m", "unittest", "discover", "-s", "bindings/python/tests"])
    },
    Step { program: "node", ..Step::new("node", &["bindings/node/scripts/build.mjs"]) },
    Step { program: "npm", ..Step::new("node tests", &["--prefix", "bindings/node", "test"]) },
    // Now that the packages are built, its processes are of three languages.
    Step::new("three languages", &RUN_DEMO),
    Step::scenarios("python scenarios", &[("EZAUTH_DRIVERS", PYTHON_DRIVER)]),
    Step::scenarios("node scenarios", &[("EZAUTH_DRIVERS", NODE_DRIVER)]),
    Step::scenarios("rust, python and node", &[("EZAUTH_DRIVERS", THREE_DRIVERS)]),
    Step {
        environment: &[("EZAUTH_DRIVERS", THREE_DRIVERS)],
        ..Step::new("one database", &ONE_DATABASE)
    },
];

/// What runs with the modules that panic.
const PYTHON_PANICS: &str = "bindings/python/tests/faults/panics.py";
const NODE_PANICS: &str = "bindings/node/test/faults/panics.mjs";

/// The package and what tests it: types, and a mail server with certificates of its own.
const WHEEL: [&str; 8] =
    ["-m", "pip", "install", "--quiet", "mypy", "aiosmtpd", "trustme", "./bindings/python"];

/// Drivers, as the tests find them from their folder.
const PYTHON_DRIVER: &str = "../target/xtask/python/bin/python ../bindings/python/driver.py";
const NODE_DRIVER: &str = "node ../bindings/node/driver.mjs";
/// The processes of a scenario take these in turn, so that languages meet on one database.
const THREE_DRIVERS: &str = "../target/debug/driver; \
    ../target/xtask/python/bin/python ../bindings/python/driver.py; \
    node ../bindings/node/driver.mjs";

/// Runs every step, says how each went, and ends with the sum of all tests on a line of its own.
///
/// A failed step does not keep the next from running, for each tells something of its own; only
/// where the tests do not build there is nothing left to learn.
pub(crate) fn run(options: &[&str]) -> Outcome {
    if !options.is_empty() {
        return Outcome::Misused;
    }
    if !machine::is_ready() || !machine::can_test() {
        return Outcome::Unready;
    }
    let mut sum = Counts::default();
    let mut failed = Vec::new();
    for (index, step) in STEPS.iter().enumerate() {
        println!("[{}/{}] {}: {step}", index + 1, STEPS.len(), step.name);
        let report = step.run();
        println!("{report}\n");
        sum = [sum, report.counts()].into_iter().sum();
        if !report.passed {
            failed.push(step.name);
        }
        if step.name == "tests" && report.ran_nothing() {
            println!("The tests do not build. What comes after them was not run.\n");
            break;
        }
    }
    match failed.as_slice() {
        [] => println!("Everything passed."),
        names => println!("Failed: {}.", names.join(", ")),
    }
    println!("{sum}");
    Outcome::of(failed.is_empty())
}

impl Step {
    const fn new(name: &'static str, arguments: &'static [&'static str]) -> Self {
        Self { name, program: "cargo", arguments, environment: &[] }
    }

    /// The scenarios, through other drivers than Rust's.
    const fn scenarios(
        name: &'static str,
        environment: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { environment, ..Self::new(name, &SCENARIOS) }
    }

    /// Runs it to its end, whatever that is.
    #[expect(clippy::disallowed_methods, reason = "the seconds of a step are told, not tested")]
    fn run(&self) -> Report {
        let start = Instant::now();
        let (passed, output) = match self.logged() {
            Ok((status, output)) => (status.success(), output),
            Err(error) => (false, format!("{error}\n")),
        };
        Report { passed, output, time: start.elapsed() }
    }

    /// Runs it with its output in a file, where a step that hangs can be read while it does.
    fn logged(&self) -> io::Result<(ExitStatus, String)> {
        let folder = root().join("target/xtask");
        fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{}.log", self.name.replace(' ', "-")));
        let file = File::create(&path)?;
        let mut command = match self.program {
            "cargo" => cargo(self.arguments),
            other => called(other, self.arguments),
        };
        command.envs(self.environment.iter().copied()).stdin(Stdio::null());
        let status = command.stdout(file.try_clone()?).stderr(file).status()?;
        Ok((status, String::from_utf8_lossy(&fs::read(&path)?).into_owned()))
    }
}

/// The call, as it can be repeated by hand.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in self.environment {
            write!(f, "{name}='{value}' ")?;
        }
        write!(f, "{} {}", self.program, self.arguments.join(" "))
    }
}

/// How a step went.
struct Report {
    passed: bool,
    output: String,
    time: Duration,
}

impl Report {
    /// The tests of the step. A step that failed without one, by a lint for instance, counts as one
    /// that failed: no failure may end in `0 failed`.
    fn counts(&self) -> Counts {
        let counts = Counts::read(&self.output);
        match self.passed {
            true => counts,
            false => Counts { failed: counts.failed.max(1), ..counts },
        }
    }

    /// Whether it failed before the first test.
    fn ran_nothing(&self) -> bool {
        !self.passed && Counts::read(&self.output) == Counts::default()
    }
}

/// The verdict and the seconds; of what failed, all that it printed.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (output, verdict) = match self.passed {
            true => ("", "ok"),
            false => (self.output.as_str(), "FAILED"),
        };
        write!(f, "{output}      {verdict} in {:.1} s", self.time.as_secs_f64())?;
        match Counts::read(&self.output) {
            counts if counts == Counts::default() => Ok(()),
            counts => write!(f, ": {counts}"),
        }
    }
}
