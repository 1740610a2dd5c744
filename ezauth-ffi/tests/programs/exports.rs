//! What the shared library shows to others, and what its source keeps to one file.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::compile::{library, root};

fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).arg(library()).output();
    let output = output.unwrap_or_else(|error| panic!("{program}, of binutils: {error}"));
    assert!(output.status.success(), "{program} fails");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The functions that the header declares.
fn declared() -> BTreeSet<String> {
    let header = fs::read_to_string(root().join("include/ezauth.h")).expect("the header is there");
    let (_, declarations) = header.split_once("extern \"C\" {").expect("there are functions");
    let words = declarations.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '('));
    let functions = words.filter_map(|word| word.split_once('(')).map(|(name, _)| name);
    let ours = functions.filter(|name| name.starts_with("ezauth_") && *name != "ezauth_text");
    ours.map(str::to_owned).collect()
}

/// Everything that the library exports, whatever its name.
fn exported() -> BTreeSet<String> {
    let symbols = output("nm", &["-D", "--defined-only", "--format=posix"]);
    symbols.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[test]
#[cfg(not(feature = "seeded-faults"))]
fn the_library_exports_what_the_header_declares() {
    let (declared, exported) = (declared(), exported());
    assert!(declared.len() > 50, "the header has been read");
    assert_eq!(declared, exported);
}

/// The control of the test above: what a test build adds is seen.
#[test]
#[cfg(feature = "seeded-faults")]
fn an_export_that_is_not_declared_is_found() {
    let extra: Vec<_> = exported().difference(&declared()).cloned().collect();
    assert_eq!(extra, ["ezauth_seed_panic"]);
}

/// What is exported later is played too: the operations and records by what is written, the rest by
/// hand.
#[test]
fn every_function_is_called_without_what_it_needs() {
    let folder = root().join("ezauth-ffi/tests/c");
    let read = |name| fs::read_to_string(folder.join(name)).expect("the source is there");
    let played = read("boundary.c") + &read("missing.h");
    let mut left: Vec<String> = declared().into_iter().collect();
    left.retain(|name| !played.contains(&format!("{name}(")));
    // It has no parameter.
    assert_eq!(left, ["ezauth_version"]);
}

#[test]
fn the_library_says_what_it_is_called_and_stays_loaded() {
    let dynamic = output("readelf", &["--dynamic", "--wide"]);
    assert!(dynamic.contains("Library soname: [libezauth.so.1]"), "{dynamic}");
    assert!(dynamic.contains("NODELETE"), "{dynamic}");
}

#[test]
fn only_one_file_has_unsafe_blocks() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let unsafe_files: Vec<String> = files(&source)
        .into_iter()
        .filter(|(_, text)| {
            let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
            code.into_iter().any(|line| {
                line.replace("unsafe(no_mangle)", "")
                    .split_whitespace()
                    .any(|word| word.trim_start_matches('(') == "unsafe")
            })
        })
        .map(|(name, _)| name)
        .collect();
    assert_eq!(unsafe_files, ["boundary.rs"]);
}

fn files(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in folder.read_dir().expect("the folder can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            let name = entry.file_name().to_string_lossy().into_owned();
            files.push((name, fs::read_to_string(&path).expect("the source can be read")));
        }
    }
    files
}
