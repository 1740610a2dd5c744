//! The layers hold: who may name whom, how long a file may be, and that nothing is unsafe.

mod source_files;

use std::fs;
use std::path::Path;

use source_files::rust_files;

/// What the modules of a layer may name besides themselves.
struct Layer {
    name: &'static str,
    may_name: &'static [&'static str],
}

/// `accounts` and `lib` are above all of them. Ports have their defaults beside them, and settings
/// hold a key, so both name `crypto`.
const LAYERS: [Layer; 6] = [
    Layer { name: "error", may_name: &[] },
    Layer { name: "domain", may_name: &["error"] },
    Layer { name: "crypto", may_name: &["domain", "error", "ports", "settings"] },
    Layer { name: "ports", may_name: &["crypto", "domain", "error"] },
    Layer { name: "settings", may_name: &["crypto", "domain", "error"] },
    // It asks whether a fault is seeded, in builds of tests alone.
    Layer { name: "store", may_name: &["domain", "error", "faults"] },
];

/// What one folder alone may name.
const KEPT: [(&str, &[&str]); 3] = [
    ("store", &["rusqlite"]),
    ("ports", &["lettre"]),
    ("crypto", &["argon2", "sha2", "hmac", "hkdf", "chacha20poly1305", "rand", "subtle"]),
];

const LINES_AT_MOST: usize = 400;

/// What is wrong with one file of the core, by its path below `src`.
fn problems(path: &str, text: &str) -> Vec<String> {
    let own = path.split(['/', '.']).next().unwrap_or_default();
    let layer = LAYERS.iter().find(|layer| layer.name == own);
    let depth = path.trim_end_matches("/mod.rs").matches('/').count();
    let mut problems = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        let mut problem = |name: &str| problems.push(format!("{path}:{}: `{name}`", number + 1));
        // A group may go on over lines, which are not read together here.
        if code.contains("crate::{") {
            problem("crate::{");
        }
        // A module inside of the file, such as its tests, is one deeper.
        let depth = depth + usize::from(code.starts_with(' '));
        if layer.is_some() && code.contains(&"super::".repeat(depth + 1)) {
            problem("super, which leaves the layer");
        }
        for name in names_after(code, "crate::") {
            // `crate::Error` is `crate::error::Error` by its public name.
            let is_module = name.starts_with(|first: char| first.is_ascii_lowercase());
            // Faults to seed are no layer: they are in no build but that of the harnesses.
            let may = |layer: &Layer| {
                [layer.name, "faults"].contains(&name) || layer.may_name.contains(&name)
            };
            if is_module && layer.is_some_and(|layer| !may(layer)) {
                problem(name);
            }
        }
        for (keeper, kept) in KEPT.iter().filter(|(keeper, _)| *keeper != own) {
            for name in kept.iter().filter(|name| names_crate(code, name)) {
                problem(&format!("{name}, which is for {keeper} alone"));
            }
        }
    }
    if text.lines().count() > LINES_AT_MOST {
        problems.push(format!("{path} is longer than {LINES_AT_MOST} lines"));
    }
    problems
}

/// The names that follow each `before`.
fn names_after<'a>(code: &'a str, before: &str) -> Vec<&'a str> {
    let is_end = |character: char| !character.is_ascii_alphanumeric() && character != '_';
    code.split(before).skip(1).filter_map(|rest| rest.split(is_end).next()).collect()
}

/// Whether a line names this crate: as the head of a path.
fn names_crate(code: &str, name: &str) -> bool {
    let head = |at: usize| {
        let before = code[..at].chars().next_back();
        let after = &code[at + name.len()..];
        !before.is_some_and(|it| it.is_ascii_alphanumeric() || it == '_' || it == ':')
            && (after.starts_with("::") || code[..at].trim_end().ends_with("use"))
            && !after.starts_with(|it: char| it.is_ascii_alphanumeric() || it == '_')
    };
    code.match_indices(name).any(|(at, _)| head(at))
}

fn files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for path in rust_files(folder) {
        let text = fs::read_to_string(&path).expect("the source can be read");
        let below = path.strip_prefix(folder).expect("it is below the folder");
        found.push((below.display().to_string(), text));
    }
    found
}

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the workspace")
}

#[test]
fn the_core_keeps_its_layers() {
    let files = files(&workspace().join("ezauth-core/src"));
    assert!(files.len() > 30, "the core has been found");
    let problems: Vec<_> = files.iter().flat_map(|(path, text)| problems(path, text)).collect();
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn no_file_of_the_tests_is_too_long() {
    for (path, text) in files(&workspace().join("tests")) {
        assert!(text.lines().count() <= LINES_AT_MOST, "{path}");
    }
}

#[test]
fn unsafe_code_is_forbidden() {
    for library in ["ezauth-core", "bindings/python"] {
        let lib = fs::read_to_string(workspace().join(library).join("src/lib.rs")).unwrap();
        assert!(lib.lines().any(|line| line == "#![forbid(unsafe_code)]"), "{library}");
    }
}

#[test]
fn a_breach_is_found() {
    let breaches = [
        ("domain/user.rs", "use crate::store::Store;"),
        ("domain/user.rs", "    let now = crate::ports::SystemClock.now();"),
        ("domain/user.rs", "use crate::{"),
        ("domain/user.rs", "use super::super::store::Store;"),
        ("domain/mod.rs", "use super::store::Store;"),
        ("domain.rs", "pub use crate::accounts::Accounts;"),
        ("store/rows.rs", "pub(crate) use crate::accounts::Accounts;"),
        ("crypto/key.rs", "use crate::store::Store;"),
        ("accounts/open.rs", "use rusqlite::Connection;"),
        ("domain/id.rs", "    rand::rng();"),
        ("ports.rs", "use subtle::ConstantTimeEq;"),
    ];
    for (path, line) in breaches {
        assert_eq!(problems(path, line).len(), 1, "{path}: {line}");
    }
    let fine = [
        ("domain/user.rs", "use crate::domain::{Digest, Kind};"),
        ("domain/mod.rs", "    use super::*;"),
        ("store/sqlite/tests/opening.rs", "use super::super::SqliteStore;"),
        ("domain/user.rs", "// as crate::store does with rusqlite::Connection"),
        ("accounts/open.rs", "use crate::store::sqlite::SqliteStore;"),
        ("crypto/random.rs", "use rand::rngs::SysRng;"),
        ("settings.rs", "    argon2_memory: operand::argon2,"),
    ];
    for (path, line) in fine {
        assert_eq!(problems(path, line), [""; 0], "{path}: {line}");
    }
    assert_eq!(problems("lib.rs", &"\n".repeat(LINES_AT_MOST + 1)).len(), 1);
}
