//! `cargo xtask long`: the deep harnesses, one after another, and one table of what they did.

use std::env;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::time::Instant;

use crate::Outcome;
use crate::cargo::{HARNESSES, cargo, root};
use crate::conditions;
use crate::figures::{Figures, table};

/// The page that the table stands in, and what stands around it.
const PAGE: &str = "docs/RELIABILITY.md";
const BEGIN: &str = "<!-- the long run -->\n";
const END: &str = "<!-- the end of the long run -->\n";

/// How to run it.
struct Options {
    minutes: u32,
    /// Whether the table goes into the page.
    write: bool,
}

/// Divides the time over the harnesses and runs each; then their controls. Ends with the table.
pub(crate) fn run(options: &[&str]) -> Outcome {
    let Some(Options { minutes, write }) = Options::read(options) else { return Outcome::Misused };
    let conditions = conditions::told();
    let (Some(harnesses), Some(controls)) =
        (list(&["--ignored"]), list(&["--skip", "in_the_long_run", "caught"]))
    else {
        println!("The harnesses do not build, or there are none.");
        return Outcome::Failed;
    };
    let seconds = u64::from(minutes) * 60 / harnesses.len() as u64;
    println!(
        "{} harnesses, {seconds} s for each, and {} controls",
        harnesses.len(),
        controls.len()
    );
    let harnesses = harnesses.iter().map(|name| (name, "--ignored"));
    let controls = controls.iter().map(|name| (name, "--include-ignored"));
    let figures: Vec<Figures> =
        harnesses.chain(controls).map(|(name, which)| measure(name, which, seconds)).collect();
    let held = figures.iter().all(|figures| figures.held);
    let report = format!("{conditions} Each harness was given {seconds} s.\n\n{}", table(&figures));
    println!("\n{report}");
    if write && let Err(error) = put_into_page(&report) {
        println!("{PAGE}: {error}");
        return Outcome::Failed;
    }
    Outcome::of(held)
}

impl Options {
    fn read(mut options: &[&str]) -> Option<Self> {
        let mut read = Self { minutes: 10, write: false };
        loop {
            options = match options {
                [] => return Some(read),
                ["--write", rest @ ..] => {
                    read.write = true;
                    rest
                }
                ["--minutes", minutes, rest @ ..] => {
                    read.minutes = minutes.parse().ok().filter(|minutes| *minutes > 0)?;
                    rest
                }
                _ => return None,
            }
        }
    }
}

/// The names of the harnesses that some options choose. There must be one: a run of none would hold.
fn list(which: &[&str]) -> Option<Vec<String>> {
    let mut command = cargo(&HARNESSES);
    let output = command.args(["--release", "--"]).args(which).arg("--list").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let names = text.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned);
    let names: Vec<String> = names.collect();
    (output.status.success() && !names.is_empty()).then_some(names)
}

/// Runs one harness to its end, in a process of its own. The seed is given to it, so that it is known
/// however the process ends.
#[expect(clippy::disallowed_methods, reason = "the seconds of a harness are told, not tested")]
fn measure(name: &str, which: &str, seconds: u64) -> Figures {
    let start = Instant::now();
    let given = env::var("EZAUTH_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = given.unwrap_or_else(|| RandomState::new().hash_one(name));
    let mut command = cargo(&HARNESSES);
    command.args(["--release", "--", "--exact", name, which]);
    command.env("EZAUTH_SECONDS", seconds.to_string()).env("EZAUTH_SEED", seed.to_string());
    let output = command.output();
    let (held, text) = match output {
        Ok(output) => {
            let text = [output.stdout, output.stderr].concat();
            (output.status.success(), String::from_utf8_lossy(&text).into_owned())
        }
        Err(error) => (false, error.to_string()),
    };
    let figures = Figures::read(name, held, &text, start.elapsed(), seed);
    println!("{figures}");
    if !held {
        println!("{text}");
    }
    figures
}

/// Replaces what stands between the marks.
fn put_into_page(report: &str) -> io::Result<()> {
    let path = root().join(PAGE);
    let page = fs::read_to_string(&path)?;
    let no_marks = || io::Error::other("the marks of the table are missing");
    let (before, rest) = page.split_once(BEGIN).ok_or_else(no_marks)?;
    let (_, after) = rest.split_once(END).ok_or_else(no_marks)?;
    fs::write(path, format!("{before}{BEGIN}\n{report}\n{END}{after}"))
}
