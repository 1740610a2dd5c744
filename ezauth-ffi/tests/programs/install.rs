//! What `cargo xtask install` has put into `EZAUTH_PREFIX`, a folder that is moved first: programs are
//! built with its packages, and run.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ezauth_tests::engine::Engine;
use tempfile::TempDir;

use crate::compile::{root, run};
use crate::drivers::{POSIX, play_file, sources};

/// An installation that has been moved, and room for programs beside it.
struct Moved {
    folder: TempDir,
}

impl Moved {
    fn new() -> Self {
        let installed = env::var_os("EZAUTH_PREFIX").expect("EZAUTH_PREFIX says where it is");
        let folder = tempfile::tempdir().expect("a folder can be made");
        let installed = root().join(installed).join(".");
        let prefix = folder.path().join("moved");
        output(Command::new("cp").arg("-R").arg(installed).arg(prefix));
        Self { folder }
    }

    fn prefix(&self) -> PathBuf {
        self.folder.path().join("moved")
    }

    /// What has been written into the files of this ending.
    fn logs(&self) -> String {
        let logs = self.log_files().into_iter();
        logs.map(|log| fs::read_to_string(log).expect("it can be read")).collect()
    }

    fn clear_logs(&self) {
        self.log_files().iter().for_each(|log| fs::remove_file(log).expect("it is there"));
    }

    fn log_files(&self) -> Vec<PathBuf> {
        let entries = self.folder.path().read_dir().expect("the folder can be read").flatten();
        let paths = entries.map(|entry| entry.path());
        paths.filter(|path| path.extension().is_some_and(|it| it == "log")).collect()
    }

    fn quick_start(&self, program: &Path, name: &str) {
        let database = self.folder.path().join(format!("{name}.db"));
        let printed = run(program, &[database.to_str().expect("the path is text")]);
        assert!(printed.contains("signed out: true"), "{printed}");
    }

    /// Compiles a quick start as its first lines say, with the flags of a package, and runs it.
    fn with_pkg_config(&self, compiler: &[&str], example: &str, flags: &[&str]) -> PathBuf {
        let source = root().join("examples").join(example);
        let program = self.compile(compiler, &[source], flags, example);
        self.quick_start(&program, example);
        program
    }

    /// Compiles a program with the flags of a package.
    fn compile(
        &self,
        compiler: &[&str],
        sources: &[PathBuf],
        flags: &[&str],
        name: &str,
    ) -> PathBuf {
        let mut ask = Command::new("pkg-config");
        ask.env("PKG_CONFIG_PATH", self.prefix().join("lib/pkgconfig")).args(flags).arg("ezauth");
        let printed = output(&mut ask);
        let mut program = self.folder.path().join(name);
        program.set_extension("program");
        let mut compile = Command::new(compiler[0]);
        compile.args(&compiler[1..]).args(sources);
        compile.args(printed.split_whitespace()).arg("-o").arg(&program);
        output(compile.arg(format!("-Wl,-rpath,{}", self.prefix().join("lib").display())));
        program
    }
}

fn path(path: &Path) -> &str {
    path.to_str().expect("the path is text")
}

fn output(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{command:?}\n{out}{err}");
    out
}

/// Whether a tool is there. Where everything is to be tested, it must be.
fn has(tool: &str) -> bool {
    let mut asked = Command::new(tool);
    asked.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    let has = asked.status().is_ok_and(|status| status.success());
    assert!(has || env::var_os("CI").is_none(), "{tool} is missing");
    has
}

#[test]
#[ignore = "needs an installation: `cargo xtask test` makes one"]
fn pkg_config_says_how_to_compile() {
    if !has("pkg-config") {
        return;
    }
    let moved = Moved::new();
    moved.with_pkg_config(&["cc", "-std=c99"], "quickstart.c", &["--cflags", "--libs"]);
    moved.with_pkg_config(&["c++", "-std=c++17"], "quickstart.cpp", &["--cflags", "--libs"]);
}

#[test]
#[ignore = "needs an installation: `cargo xtask test` makes one"]
fn pkg_config_says_what_the_static_library_needs() {
    if !has("pkg-config") {
        return;
    }
    let moved = Moved::new();
    // Where there is no shared library, the linker takes the other.
    for name in ["libezauth.so", "libezauth.so.1", "libezauth.dylib"] {
        drop(fs::remove_file(moved.prefix().join("lib").join(name)));
    }
    let flags = ["--cflags", "--libs", "--static"];
    moved.with_pkg_config(&["cc", "-std=c99"], "quickstart.c", &flags);
}

#[test]
#[ignore = "needs an installation: `cargo xtask test` makes one"]
fn cmake_finds_both_libraries() {
    if !has("cmake") {
        return;
    }
    let moved = Moved::new();
    let (build, prefix) = (moved.folder.path().join("build"), moved.prefix());
    let project = root().join("ezauth-ffi/tests/cmake");
    let define = |name: &str, path: &Path| format!("-D{name}={}", path.display());
    output(
        Command::new("cmake")
            .arg("-S")
            .arg(project)
            .arg("-B")
            .arg(&build)
            .arg(define("EXAMPLES", &root().join("examples")))
            .arg(define("CMAKE_PREFIX_PATH", &prefix)),
    );
    output(Command::new("cmake").arg("--build").arg(&build));
    for name in ["c_ezauth", "c_static", "cpp_ezauth", "cpp_static"] {
        moved.quick_start(&build.join(name), name);
    }
}

#[test]
#[ignore = "needs an installation: `cargo xtask test` makes one"]
fn valgrind_finds_nothing() {
    if !has("pkg-config") || !has("valgrind") {
        return;
    }
    let moved = Moved::new();
    let flags = ["--cflags", "--libs"];
    for (compiler, example) in [("cc", "quickstart.c"), ("c++", "quickstart.cpp")] {
        let program = moved.with_pkg_config(&[compiler], example, &flags);
        let mut watched = Command::new("valgrind");
        watched.args(["--quiet", "--leak-check=full", "--error-exitcode=9"]).arg(program);
        output(watched.arg(moved.folder.path().join(format!("{example}.watched.db"))));
    }
}

/// What valgrind tells of a scenario is in files, for the driver's own output goes to the engine.
#[test]
#[ignore = "needs an installation: `cargo xtask test` makes one"]
fn valgrind_finds_nothing_in_a_scenario_and_would() {
    if !has("pkg-config") || !has("valgrind") {
        return;
    }
    let (moved, flags) = (Moved::new(), ["--cflags", "--libs"]);
    let misuse = root().join("ezauth-ffi/tests/c/misuse.c");
    let misuse = moved.compile(&["cc", "-std=c99"], &[misuse], &flags, "misuse");
    let log = format!("--log-file={}/%p.log", moved.folder.path().display());
    let watched = |program: &Path| -> Vec<String> {
        let words = ["valgrind", "--quiet", "--error-exitcode=9", &log, path(program)];
        words.map(str::to_owned).into()
    };
    let words = watched(&misuse);
    let found = Command::new(&words[0]).args(&words[1..]).arg("use_after_free").status();
    assert_eq!(found.expect("valgrind runs").code(), Some(9), "the control is found");
    assert!(moved.logs().contains("Invalid read"), "{}", moved.logs());
    moved.clear_logs();

    let driver = ["cc", "-std=c99", POSIX, "-pthread"];
    let driver = moved.compile(&driver, &sources("c"), &flags, "driver");
    play_file(&Engine::new(vec![watched(&driver)]), "slice");
    assert_eq!(moved.logs(), "");
}

/// What is released has nothing that only tests have.
#[test]
#[cfg(target_os = "linux")]
#[ignore = "needs an installation: `cargo xtask test` makes one"]
fn no_library_that_is_installed_injects_faults() {
    let moved = Moved::new();
    let lib = moved.prefix().join("lib");
    for name in ["libezauth.so.1", "libezauth.a"] {
        let bytes = fs::read(lib.join(name)).expect("the library is there");
        let has = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(has("ezauth_accounts_open"), "{name} has been read");
        assert!(!has("ezauth_seed_panic"), "{name}");
    }
}
