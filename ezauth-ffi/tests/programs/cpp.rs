//! What `ezauth.hpp` leaves in a program that is compiled with it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::compile::{Language, compile, object, root, run};

/// The names that a unit of C++ with these headers defines for others.
#[cfg(target_os = "linux")]
fn defined(header: &Path) -> BTreeSet<String> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let source = root().join("ezauth-ffi/tests/cpp/values.cpp");
    let unit = object(Language::Cpp17, header, &source, folder.path());
    let mut nm = Command::new("nm");
    nm.args(["--defined-only", "--extern-only", "--format=posix"]).arg(unit);
    let output = nm.output().expect("nm, of binutils, runs");
    let symbols = String::from_utf8_lossy(&output.stdout).into_owned();
    symbols.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[test]
#[cfg(target_os = "linux")]
fn headers_of_two_releases_share_no_names() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (include, own) = (folder.path(), root().join("include"));
    fs::create_dir(include.join("ezauth")).expect("the folder is empty");
    let details = ["accounts", "calls", "convert", "flows", "given"];
    let details = details.map(|name| format!("ezauth/{name}.hpp"));
    for name in ["ezauth.h".to_owned(), "ezauth.hpp".to_owned()].into_iter().chain(details) {
        let text = fs::read_to_string(own.join(&name)).expect("the header is there");
        fs::write(include.join(name), text.replace(&version(), "v99_0_0")).expect("it is writable");
    }
    // What is in the namespace, and what the standard library makes of it. Types of C are the same.
    let shared = |headers: &Path, others: &Path| {
        let (names, others) = (defined(headers), defined(others));
        let is_ours = |name: &&String| name.contains("N6ezauth") || name.starts_with("ezauth");
        names.intersection(&others).filter(is_ours).cloned().collect::<Vec<_>>()
    };
    assert_eq!(shared(&own, include), Vec::<String>::new());
    assert!(shared(&own, &own).len() > 50, "the names of one release have been found");
}

/// The release, as a name in C++.
fn version() -> String {
    format!("v{}", env!("CARGO_PKG_VERSION").replace(['.', '-'], "_"))
}

#[test]
fn the_names_in_cpp_have_the_release_in_them() {
    let header = fs::read_to_string(root().join("include/ezauth.hpp")).expect("it is there");
    assert!(header.contains(&format!("#define EZAUTH_CPP_VERSION {}\n", version())));
}

#[test]
fn no_error_is_lost_where_memory_ends() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let source = root().join("ezauth-ffi/tests/cpp/memory.cpp");
    run(&compile(Language::Cpp17, &[&source], &[], folder.path()), &[]);
}
