//! Programs with the sanitizers of the compiler, which watch what these do with their own memory and
//! with the library's: both come from one allocator. They are left out where the compiler has none.
//!
//! With `EZAUTH_SANITIZE` in the environment every program of these tests is compiled so.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use ezauth_tests::engine::Engine;

use crate::compile::{Language, compile, root};
use crate::drivers::{POSIX, driver, play_file};

/// The first fault ends the program.
pub(crate) const SANITIZERS: [&str; 3] =
    ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-g"];

/// Whether the compiler has them, and the system runs what they make. CI has them.
pub(crate) fn sanitizes() -> bool {
    static SANITIZES: OnceLock<bool> = OnceLock::new();
    *SANITIZES.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let program = folder.path().join("program");
        let mut compiler = Command::new(env::var_os("CC").unwrap_or_else(|| "cc".into()));
        compiler.args(SANITIZERS).args(["-x", "c", "-", "-o"]).arg(&program).stdin(Stdio::piped());
        let made = compiler.stderr(Stdio::null()).spawn().and_then(|mut compiler| {
            let mut source = compiler.stdin.take().expect("it is piped");
            std::io::Write::write_all(&mut source, b"int main(void) { return 0; }")?;
            drop(source);
            compiler.wait()
        });
        let runs = || Command::new(&program).status().is_ok_and(|status| status.success());
        let has = made.is_ok_and(|made| made.success()) && runs();
        assert!(has || env::var_os("CI").is_none(), "the compiler has no sanitizers");
        has
    })
}

/// What a program that is watched does wrong, as it ends.
fn misuse(program: &Path, fault: &str) -> Output {
    Command::new(program).arg(fault).output().expect("the program runs")
}

#[test]
fn what_is_used_after_it_is_freed_and_what_is_never_freed_is_found() {
    if !sanitizes() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder can be made");
    let source: PathBuf = root().join("ezauth-ffi/tests/c/misuse.c");
    let program = compile(Language::C99, &[&source], &SANITIZERS, folder.path());
    for (fault, found) in
        [("use_after_free", "heap-use-after-free"), ("leak", "detected memory leaks")]
    {
        let output = misuse(&program, fault);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains(found), "{fault}: {said}");
    }
    let clean = misuse(&program, "nothing");
    assert!(clean.status.success() && clean.stderr.is_empty(), "{clean:?}");
}

/// A fault ends the driver, and then the scenario fails.
#[test]
#[cfg_attr(feature = "seeded-faults", ignore = "scenarios are for the library as it is shipped")]
fn scenarios_go_with_sanitizers_in_c_and_cpp() {
    if !sanitizes() {
        return;
    }
    let flags: Vec<&str> = SANITIZERS.into_iter().chain([POSIX]).collect();
    let (_c_folder, c) = driver(Language::C99, "c", &flags);
    let (_cpp_folder, cpp) = driver(Language::Cpp17, "cpp", &flags);
    play_file(&Engine::new(vec![c, cpp]), "slice");
}
