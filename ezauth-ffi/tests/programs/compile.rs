//! C and C++ programs: compiled with every warning as an error, and run.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::sanitized::{SANITIZERS, sanitizes};

/// A language, as its compiler is called.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    C99,
    C11,
    Cpp17,
}

impl Language {
    fn compiler(self, include: &Path) -> Command {
        let named = |variable, usual: &str| env::var_os(variable).unwrap_or_else(|| usual.into());
        let (program, standard): (OsString, _) = match self {
            Self::C99 => (named("CC", "cc"), "-std=c99"),
            Self::C11 => (named("CC", "cc"), "-std=c11"),
            Self::Cpp17 => (named("CXX", "c++"), "-std=c++17"),
        };
        let mut command = Command::new(program);
        command.args([standard, "-pedantic", "-Wall", "-Wextra", "-Werror"]);
        command.arg("-I").arg(include);
        command
    }
}

/// The top of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the workspace")
}

/// The shared library that was built with this test.
pub(crate) fn library() -> PathBuf {
    let test = env::current_exe().expect("this program is a file");
    let library = test.with_file_name(format!(
        "{}ezauth{}",
        env::consts::DLL_PREFIX,
        env::consts::DLL_SUFFIX
    ));
    assert!(library.is_file(), "{} has not been built", library.display());
    library
}

/// Compiles and links, with all that these tests use of the system.
pub(crate) fn compile(
    language: Language,
    sources: &[&Path],
    flags: &[&str],
    folder: &Path,
) -> PathBuf {
    let program = folder.join("program");
    // Programs look for the library by the name that it says of itself.
    symlink(library(), folder.join("libezauth.so.1")).expect("the folder is empty");
    let mut command = language.compiler(&root().join("include"));
    if env::var_os("EZAUTH_SANITIZE").is_some() && sanitizes() {
        command.args(SANITIZERS);
    }
    command.args(flags).args(sources).arg("-o").arg(&program).arg(library());
    command.args(["-lpthread", "-ldl"]).arg(format!("-Wl,-rpath,{}", folder.display()));
    let output = command.output().expect("the compiler runs");
    assert!(output.status.success(), "{command:?}\n{}", text(&output));
    program
}

/// Compiles one unit with the headers of a folder.
pub(crate) fn object(language: Language, include: &Path, source: &Path, folder: &Path) -> PathBuf {
    let unit = folder.join("unit.o");
    let mut command = language.compiler(include);
    let output = command.arg("-c").arg("-o").arg(&unit).arg(source).output();
    let output = output.expect("the compiler runs");
    assert!(output.status.success(), "{command:?}\n{}", text(&output));
    unit
}

/// Compiles what is not linked, and says whether the compiler took it.
pub(crate) fn check(language: Language, text: &str, folder: &Path) -> Result<(), String> {
    let name = if language == Language::Cpp17 { "unit.cpp" } else { "unit.c" };
    let source = folder.join(name);
    fs::write(&source, text).expect("the folder can be written");
    let mut command = language.compiler(&root().join("include"));
    let output =
        command.args(["-c", "-o", "/dev/null"]).arg(source).output().expect("the compiler runs");
    if output.status.success() { Ok(()) } else { Err(self::text(&output)) }
}

/// Runs a program that must succeed, and gives what it printed.
pub(crate) fn run(program: &Path, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().expect("the program runs");
    assert!(output.status.success(), "{}: {}\n{}", program.display(), output.status, text(&output));
    text(&output)
}

fn text(Output { stdout, stderr, .. }: &Output) -> String {
    String::from_utf8_lossy(stdout).into_owned() + &String::from_utf8_lossy(stderr)
}
