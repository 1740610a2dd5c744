//! What `cargo xtask install` has put into `EZAUTH_PREFIX`, a folder that is moved first: programs are
//! built with its packages, and run.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::compile::{root, run};

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

    fn quick_start(&self, program: &Path, name: &str) {
        let database = self.folder.path().join(format!("{name}.db"));
        let printed = run(program, &[database.to_str().expect("the path is text")]);
        assert!(printed.contains("signed out: true"), "{printed}");
    }

    /// Compiles a quick start as its first lines say, with the flags of a package.
    fn with_pkg_config(&self, compiler: &[&str], example: &str, flags: &[&str]) {
        let mut ask = Command::new("pkg-config");
        ask.env("PKG_CONFIG_PATH", self.prefix().join("lib/pkgconfig")).args(flags).arg("ezauth");
        let printed = output(&mut ask);
        let mut program = self.folder.path().join(example);
        program.set_extension("program");
        let mut compile = Command::new(compiler[0]);
        compile.args(&compiler[1..]).arg(root().join("examples").join(example));
        compile.args(printed.split_whitespace()).arg("-o").arg(&program);
        output(compile.arg(format!("-Wl,-rpath,{}", self.prefix().join("lib").display())));
        self.quick_start(&program, example);
    }
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
        drop(std::fs::remove_file(moved.prefix().join("lib").join(name)));
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

/// What is released has nothing that only tests have.
#[test]
#[cfg(target_os = "linux")]
#[ignore = "needs an installation: `cargo xtask test` makes one"]
fn no_library_that_is_installed_injects_faults() {
    let moved = Moved::new();
    let lib = moved.prefix().join("lib");
    for name in ["libezauth.so.1", "libezauth.a"] {
        let bytes = std::fs::read(lib.join(name)).expect("the library is there");
        let has = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(has("ezauth_accounts_open"), "{name} has been read");
        assert!(!has("ezauth_seed_panic"), "{name}");
    }
}
