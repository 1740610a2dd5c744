//! `cargo xtask install`: the C library, where programs find it.
//!
//! Nothing that is written says where the folder is, so that it can be moved as a whole.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::cargo::{self, cargo, root};

const BUILD: [&str; 5] = ["build", "--release", "--locked", "-p", "ezauth-ffi"];

/// The headers, below `include`.
const HEADERS: [&str; 7] = [
    "ezauth.h",
    "ezauth.hpp",
    "ezauth/accounts.hpp",
    "ezauth/calls.hpp",
    "ezauth/convert.hpp",
    "ezauth/flows.hpp",
    "ezauth/given.hpp",
];

/// The packages: where each goes and what it says, but for what differs between systems.
const PACKAGES: [(&str, &str); 3] = [
    ("lib/pkgconfig/ezauth.pc", include_str!("install/ezauth.pc")),
    ("lib/cmake/ezauth/ezauthConfig.cmake", include_str!("install/ezauthConfig.cmake")),
    (
        "lib/cmake/ezauth/ezauthConfigVersion.cmake",
        include_str!("install/ezauthConfigVersion.cmake"),
    ),
];

/// What differs between systems.
struct System {
    /// The name that programs look for, with the number of the interface.
    shared: &'static str,
    /// The name that the linker looks for.
    linked: &'static str,
    /// What the static library needs of the system.
    needs: &'static [&'static str],
}

const LINUX: System = System {
    shared: "libezauth.so.1",
    linked: "libezauth.so",
    needs: &["gcc_s", "util", "rt", "pthread", "m", "dl", "c"],
};

const MACOS: System =
    System { shared: "libezauth.dylib", linked: "libezauth.dylib", needs: &["System", "c", "m"] };

pub(crate) fn run(options: &[&str]) -> Outcome {
    let ["--prefix", prefix] = options else { return Outcome::Misused };
    let system = match env::consts::OS {
        "linux" => LINUX,
        "macos" => MACOS,
        other => {
            eprintln!("Installing is not there yet for {other}.");
            return Outcome::Unready;
        }
    };
    if !cargo::passes(&mut cargo(&BUILD)) {
        return Outcome::Failed;
    }
    match install(&system, Path::new(prefix)) {
        Ok(()) => {
            println!("Installed into {prefix}");
            Outcome::Done
        }
        Err(error) => {
            eprintln!("{error}");
            Outcome::Failed
        }
    }
}

fn install(system: &System, prefix: &Path) -> Result<(), Box<dyn Error>> {
    let System { shared, linked, .. } = system;
    let built = built();
    let lib = prefix.join("lib");
    put(&built.join(linked), &lib.join(shared))?;
    if linked != shared {
        link(shared, &lib.join(linked))?;
    }
    put(&built.join("libezauth.a"), &lib.join("libezauth.a"))?;
    for header in HEADERS {
        let place = Path::new("include").join(header);
        put(&root().join(&place), &prefix.join(&place))?;
    }
    for (place, text) in PACKAGES {
        let path = prefix.join(place);
        make_room(&path)?;
        fs::write(path, system.fill_in(text))?;
    }
    Ok(())
}

impl System {
    fn fill_in(&self, text: &str) -> String {
        let flags: Vec<String> = self.needs.iter().map(|name| format!("-l{name}")).collect();
        text.replace("@VERSION@", env!("CARGO_PKG_VERSION"))
            .replace("@SHARED@", self.shared)
            .replace("@FLAGS@", &flags.join(" "))
            .replace("@NEEDS@", &self.needs.join(";"))
    }
}

/// Where cargo puts what it builds.
fn built() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    root().join(target).join("release")
}

/// Copies a file to where a program may have the old one open: into a new file that takes its place.
fn put(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    make_room(to)?;
    fs::copy(from, to).map_err(|error| format!("{} cannot be copied: {error}", from.display()))?;
    Ok(())
}

#[cfg(unix)]
fn link(name: &str, path: &Path) -> Result<(), Box<dyn Error>> {
    make_room(path)?;
    Ok(std::os::unix::fs::symlink(name, path)?)
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) -> Result<(), Box<dyn Error>> {
    Err("there are no links here".into())
}

/// Makes the folder of a file, and takes away what is there by its name.
fn make_room(path: &Path) -> Result<(), Box<dyn Error>> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
