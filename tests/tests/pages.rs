//! The pages say what the code says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ezauth_tests::attacks::{self, Attacks};
use ezauth_tests::{Table, configuration};

/// The quick starts that the README shows, by the language of their blocks.
const QUICK_STARTS: [(&str, &str); 5] = [
    ("rust", "ezauth-core/examples/quickstart.rs"),
    ("python", "bindings/python/examples/quickstart.py"),
    ("js", "bindings/node/examples/quickstart.mjs"),
    ("cpp", "examples/quickstart.cpp"),
    ("c", "examples/quickstart.c"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the workspace")
}

fn read(path: impl Into<PathBuf>) -> String {
    let path = root().join(path.into());
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_page_of_settings_is_that_of_the_table() {
    let kept = fs::read_to_string(configuration::path()).unwrap();
    assert_eq!(kept, configuration::page(), "write it anew with `cargo xtask docs`");
}

/// Every event and every kind of message has its line.
#[test]
fn the_page_of_events_names_them_all() {
    let page = read("docs/EVENTS.md");
    let names = Table::load().names;
    for name in ["EventType", "MessageKind"].into_iter().flat_map(|set| &names[set]) {
        assert!(page.contains(&format!("`{name}`")), "docs/EVENTS.md does not tell of {name}");
    }
}

#[test]
fn the_page_of_attacks_is_that_of_the_rows_and_scenarios() {
    let kept = fs::read_to_string(attacks::path()).unwrap();
    let page = Attacks::load().and_then(|attacks| attacks.page()).unwrap();
    assert_eq!(kept, page, "write it anew with `cargo xtask docs`");
}

#[test]
fn the_readme_shows_the_quick_starts_as_they_are() {
    let readme = read("README.md");
    for (language, path) in QUICK_STARTS {
        let block = format!("```{language}\n{}```\n", read(path));
        assert!(readme.contains(&block), "README.md shows {path} otherwise");
    }
}

/// Twice: the second time the account is there already.
#[test]
fn the_quick_start_runs() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        let run =
            ["run", "--quiet", "--locked", "-p", "ezauth-core", "--example", "quickstart", "--"];
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(run).arg(folder.path().join("auth.db")).current_dir(root());
        let output = cargo.output().expect("cargo runs");
        let printed = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(printed.ends_with("signed out: true\n"), "{printed}");
    }
}

#[test]
fn no_page_leads_nowhere() {
    let top = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"];
    let docs = ["docs/OPERATIONS.md", "docs/EVENTS.md", "docs/ATTACKS.md"];
    for page in top.into_iter().chain(docs) {
        let folder = root().join(page).with_file_name("");
        for link in read(page).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            let is_elsewhere = file.contains("://") || file.is_empty();
            assert!(is_elsewhere || folder.join(file).exists(), "{page} leads to {link}");
        }
    }
}
