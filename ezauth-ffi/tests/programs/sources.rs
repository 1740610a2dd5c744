//! Programs in C and C++: the examples, what may be passed, and unloading.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::compile::{Language, check, compile, library, root, run};

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder can be made")
}

/// Runs a quick start twice: on a new database, and on one that knows Ada.
fn quick_start(language: Language, source: &str) {
    let folder = folder();
    let program = compile(language, &[&root().join("examples").join(source)], &[], folder.path());
    let database = folder.path().join("auth.db");
    let database = database.to_str().expect("the folder's name is text");
    let first = run(&program, &[database]);
    assert!(first.contains("To: ada@example.com") && first.contains("signed out: true"), "{first}");
    let second = run(&program, &[database]);
    assert!(!second.contains("To:") && second.contains("signed out: true"), "{second}");
}

#[test]
fn the_quick_start_in_c_does_what_it_says() {
    quick_start(Language::C99, "quickstart.c");
}

#[test]
fn the_quick_start_in_cpp_does_what_it_says() {
    quick_start(Language::Cpp17, "quickstart.cpp");
}

fn test_program(name: &str) -> PathBuf {
    root().join("ezauth-ffi/tests").join(name)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("the path is text")
}

#[test]
fn what_is_wrong_at_the_boundary_is_refused() {
    let folder = folder();
    let program = compile(Language::C99, &[&test_program("c/boundary.c")], &[], folder.path());
    run(&program, &[text(folder.path())]);
}

#[test]
fn cpp_owns_converts_and_throws() {
    let folder = folder();
    // From two units: what a header defines must not be defined twice.
    let units = [&*test_program("cpp/values.cpp"), &*test_program("cpp/other_unit.cpp")];
    let program = compile(Language::Cpp17, &units, &[], folder.path());
    run(&program, &[text(folder.path())]);
}

#[test]
fn unloading_leaves_what_runs_in_place() {
    let folder = folder();
    // It finds everything by name and links nothing of the library.
    let flags = ["-D_GNU_SOURCE", "-Wno-pedantic"];
    let program = compile(Language::C11, &[&test_program("c/unload.c")], &flags, folder.path());
    run(&program, &[text(&library()), text(folder.path())]);
}

#[test]
fn each_header_compiles_alone_and_twice() {
    for language in [Language::C99, Language::C11, Language::Cpp17] {
        for times in 1..=2 {
            let include = "#include <ezauth.h>\n".repeat(times);
            check(language, &format!("{include}int unit;\n"), folder().path()).unwrap();
        }
    }
    let include = "#include <ezauth.hpp>\n#include <ezauth.hpp>\n#include <ezauth.h>\n";
    check(Language::Cpp17, include, folder().path()).unwrap();
}

#[test]
fn a_warning_would_be_found() {
    let unused = "#include <ezauth.h>\nstatic int unused(void) { return 0; }\n";
    assert!(check(Language::C99, unused, folder().path()).is_err());
}
