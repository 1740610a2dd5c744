//! When, of what and on what a long run was made.

use std::fs;
use std::thread;

use crate::cargo::called;

/// The sentence above the table. It is asked for before the run: what is worked on meanwhile is not
/// what has been built.
pub(crate) fn told() -> String {
    format!(
        "Begun on {}, {}: {} cores of {}, {}, {}.",
        said("date", &["-u", "+%F at %H:%M UTC"]).unwrap_or_else(|| "an unknown day".to_owned()),
        source(),
        thread::available_parallelism().map_or(1, usize::from),
        of_file("/proc/cpuinfo", "model name").unwrap_or("an unnamed processor".to_owned()),
        memory(),
        said("uname", &["-srm"]).unwrap_or_else(|| std::env::consts::OS.to_owned()),
    )
}

/// The commit, and whether there was more than that.
fn source() -> String {
    let commit = said("git", &["rev-parse", "--short", "HEAD"]);
    match (commit, said("git", &["status", "--porcelain"])) {
        (Some(commit), Some(changes)) if changes.is_empty() => format!("commit {commit}"),
        (Some(commit), _) => format!("commit {commit} and changes that were not committed"),
        (None, _) => "an unknown commit".to_owned(),
    }
}

fn memory() -> String {
    let told = of_file("/proc/meminfo", "MemTotal");
    let kib = told.and_then(|told| told.strip_suffix(" kB")?.parse::<f64>().ok());
    kib.map_or("memory unknown".to_owned(), |kib| format!("{:.1} GiB of memory", kib / 1_048_576.0))
}

/// What stands behind a name and a colon, where the system has such a file.
fn of_file(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let said = text.lines().find_map(|line| line.strip_prefix(name)?.split_once(':'))?;
    Some(said.1.trim().to_owned())
}

/// What a program prints, if it succeeds.
fn said(program: &str, arguments: &[&str]) -> Option<String> {
    let output = called(program, arguments).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}
