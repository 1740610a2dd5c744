//! What the workspace depends on: who may name the parts that matter, and under which licences.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

/// Only the core may depend on these: there is one copy of SQLite, and one place that hashes.
const OF_THE_CORE: [&str; 4] = ["rusqlite", "argon2", "sha2", "rand"];

/// Floors are measured raw, without the library around them. Nobody is given this program.
const OF_THE_FLOORS: (&str, [&str; 3]) = ("ezauth-bench", ["rusqlite", "argon2", "sha2"]);

/// Licences that a program may be given away under together with ours, by their SPDX names.
const LICENCES: [&str; 11] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-3-Clause",
    "BSL-1.0",
    // For data: the list of authorities that mail servers are trusted by.
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Tools that write a part of what is given away and are no part of it, with their licence. One crate
/// alone may depend on each.
const TOOLS: [(&str, &str, &str); 1] = [("cbindgen", "MPL-2.0", "ezauth-header")];

/// What cargo knows of every package that a build of this workspace can use, on any system.
fn packages() -> Vec<Value> {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked", "--all-features"])
        .args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml")])
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&metadata.stderr).into_owned();
    assert!(metadata.status.success(), "{errors}");
    let metadata: Value = serde_json::from_slice(&metadata.stdout).expect("cargo writes JSON");
    metadata["packages"].as_array().cloned().unwrap_or_default()
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_default()
}

/// The packages of this workspace: those that come from no registry.
fn is_ours(package: &Value) -> bool {
    package["source"].is_null()
}

#[test]
fn only_the_core_depends_on_the_parts_that_matter() {
    for package in packages().iter().filter(|it| is_ours(it) && text(it, "name") != "ezauth-core") {
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let name = text(dependency, "name");
            let (floors, may) = OF_THE_FLOORS;
            let may = text(package, "name") == floors && may.contains(&name);
            assert!(
                may || !OF_THE_CORE.contains(&name),
                "{} depends on {name}",
                text(package, "name")
            );
        }
    }
}

/// Two copies in one process drop each other's locks.
#[test]
fn there_is_one_sqlite() {
    let packages = packages();
    let copies = packages.iter().filter(|it| text(it, "links") == "sqlite3");
    assert_eq!(copies.count(), 1);
}

#[test]
fn every_licence_is_one_that_is_allowed() {
    for package in packages().iter().filter(|it| !is_ours(it)) {
        let (name, licence) = (text(package, "name"), text(package, "license"));
        let is_tool = TOOLS.iter().any(|(tool, its, _)| *tool == name && *its == licence);
        assert!(is_tool || is_allowed(licence), "{name} is under `{licence}`");
    }
}

#[test]
fn a_tool_is_no_part_of_what_is_given_away() {
    for package in packages() {
        let user = text(&package, "name");
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let name = text(dependency, "name");
            let tool = TOOLS.iter().find(|(tool, ..)| *tool == name);
            assert!(tool.is_none_or(|(.., may)| *may == user), "{user} depends on {name}");
        }
    }
}

#[test]
fn a_licence_that_is_not_allowed_is_found() {
    for licence in ["MIT OR Apache-2.0", "MIT/Apache-2.0", "(MIT OR GPL-3.0) AND Unicode-3.0"] {
        assert!(is_allowed(licence), "{licence}");
    }
    for licence in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Zlib) AND MPL-2.0"] {
        assert!(!is_allowed(licence), "{licence}");
    }
}

/// An SPDX expression without nested brackets, such as all that there are: one choice of each part
/// must be allowed.
fn is_allowed(licence: &str) -> bool {
    let allowed: BTreeSet<_> = LICENCES.into();
    let choices = licence.replace('/', " OR ");
    choices.split(" AND ").all(|part| {
        let part = part.trim_matches(['(', ')', ' ']);
        part.split(" OR ").any(|choice| allowed.contains(choice.trim()))
    })
}
