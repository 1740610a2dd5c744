//! `cargo xtask bench`: builds what is measured, and measures it.
//!
//! What cannot be built on a machine is left out, and its rows stay empty.

use crate::Outcome;
use crate::cargo::{self, INSTALL, called, cargo};
use crate::machine;

/// The program in C, with the library where [`INSTALL`] puts it.
const C: [&str; 8] = [
    "benches/programs/get_session.c",
    "-O2",
    "-Itarget/xtask/prefix/include",
    "-Ltarget/xtask/prefix/lib",
    "-lezauth",
    "-Wl,-rpath,target/xtask/prefix/lib",
    "-o",
    "target/bench/get_session",
];

/// A program that hashes with the system's libargon2.
const HASH: [&str; 6] =
    ["benches/programs/hash.c", "-O2", "-pthread", "-ldl", "-o", "target/bench/hash"];

/// The benchmark itself, with a hash that costs next to nothing. It has a target folder of its own, for what
/// is measured otherwise is the library as it is.
const SMALL_HASHES: [&str; 8] = [
    "build",
    "--quiet",
    "--release",
    "--locked",
    "-p",
    "ezauth-bench",
    "--features=small-hashes",
    "--target-dir=target/small-hashes",
];

/// What else is built, in this order.
const OTHERS: [(&str, &[&str]); 7] = [
    ("cargo", &SMALL_HASHES),
    ("cc", &HASH),
    ("cc", &C),
    ("python3", &["-m", "venv", "target/xtask/python"]),
    ("target/xtask/python/bin/python", &["-m", "pip", "install", "--quiet", "./bindings/python"]),
    ("node", &["bindings/node/scripts/build.mjs"]),
    ("npm", &["ci", "--silent", "--prefix", "benches/programs"]),
];

/// Where that is afterwards.
const MADE: [&str; 5] = [
    "target/small-hashes/release/ezauth-bench",
    "target/bench/hash",
    "target/bench/get_session",
    "bindings/node/native",
    "target/xtask/python",
];

const MEASURE: [&str; 7] = ["run", "--quiet", "--release", "--locked", "-p", "ezauth-bench", "--"];

pub(crate) fn run(options: &[&str]) -> Outcome {
    let is_unknown = |option: &&str| !["--quick", "--full", "--write"].contains(option);
    // What a quick run says is no claim. It is refused here too, before all is built.
    let is_quick_claim = ["--quick", "--write"].iter().all(|option| options.contains(option));
    if options.iter().any(is_unknown) || is_quick_claim {
        return Outcome::Misused;
    }
    if !machine::is_ready() {
        return Outcome::Unready;
    }
    if !cargo::passes(&mut cargo(&INSTALL)) {
        return Outcome::Failed;
    }
    let folder = cargo::root().join("target/bench");
    if let Err(error) = std::fs::create_dir_all(&folder) {
        eprintln!("{} cannot be made: {error}", folder.display());
        return Outcome::Failed;
    }
    // What is left of an earlier time must not be measured in the place of what does not build now.
    for made in MADE {
        let made = cargo::root().join(made);
        drop(std::fs::remove_dir_all(&made).or_else(|_| std::fs::remove_file(&made)));
    }
    for (program, arguments) in OTHERS {
        let mut call = match program {
            "cargo" => cargo(arguments),
            other => called(other, arguments),
        };
        if !cargo::passes(&mut call) {
            eprintln!("`{program} {}` has failed.", arguments.join(" "));
        }
    }
    Outcome::of(cargo::passes(cargo(&MEASURE).args(options)))
}
