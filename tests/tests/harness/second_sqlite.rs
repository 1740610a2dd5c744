//! Another SQLite on the file: in the process that has it open it drops every lock, and what is written
//! after that can be lost; in another process it is one more neighbour.
//!
//! Left out where the machine has no SQLite of its own.

use std::env;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

use ezauth_core::faults::{ask_file, check_file};

use crate::child::Child;
use crate::golden::NEWEST;
use crate::run::{Run, Scene};

const ADDRESS: &str = "ada@example.com";

/// A process that has the accounts open.
struct Host(Child);

impl Host {
    fn start(scene: &Scene) -> Self {
        let mut child = Child::start(&["share", scene.file().to_str().unwrap()]);
        assert_eq!(child.line().as_deref(), Some("open"));
        Self(child)
    }

    fn ask(&mut self, line: &str) -> String {
        self.0.send(line);
        self.0.line().expect("it lives")
    }

    /// How many locks it has on a file, as the system tells everybody.
    fn locks(&self, file: &Path) -> usize {
        let (process, inode) = (self.0.id().to_string(), fs::metadata(file).unwrap().ino());
        let is_its = |line: &&str| {
            let words: Vec<&str> = line.split_whitespace().collect();
            words.contains(&"POSIX")
                && words.contains(&process.as_str())
                && words.iter().any(|word| word.ends_with(&format!(":{inode}")))
        };
        fs::read_to_string("/proc/locks").unwrap().lines().filter(is_its).count()
    }
}

/// Another process opens the accounts, writes, and closes them.
fn neighbour(scene: &Scene) {
    let mut child = Child::start(&["visit", &NEWEST.to_string()]);
    assert_eq!(child.line().as_deref(), Some("ready"));
    child.send(scene.file().to_str().unwrap());
    assert!(child.line().unwrap().starts_with("no "), "it opens");
}

/// Whether a user of this address is there, for whoever looks now.
fn is_there(scene: &Scene) -> bool {
    let sql = format!("SELECT count(*) || '' FROM identities WHERE value = '{ADDRESS}'");
    ask_file(&scene.file(), &sql).unwrap() == "1"
}

#[test]
fn another_sqlite_in_the_process_drops_its_locks_and_what_it_writes_then_is_lost() {
    let run = Run::begin("another SQLite in the process");
    let scene = Scene::new();
    let mut host = Host::start(&scene);
    assert!(host.locks(&scene.file()) > 0);
    // Without it, a neighbour comes and goes, and nothing is lost.
    neighbour(&scene);
    assert_eq!(host.ask("bob@example.com"), "bob@example.com");
    assert!(host.locks(&scene.file()) > 0);

    if host.ask("read") == "none" {
        assert!(env::var_os("CI").is_none(), "CI has another SQLite");
        return run.tell("left out: there is no other SQLite");
    }
    assert_eq!(host.locks(&scene.file()), 0, "every lock is gone");
    // The neighbour takes itself for the last one, and takes the log along.
    neighbour(&scene);
    assert_eq!(host.ask(ADDRESS), ADDRESS, "acknowledged");
    assert!(!is_there(&scene), "and lost");
    run.tell("every lock dropped, and an acknowledged user lost: the hazard is as it is told");
}

#[test]
fn the_sqlite_shell_may_read_and_back_up_while_the_accounts_are_open() {
    let run = Run::begin("the sqlite3 shell beside");
    if Command::new("sqlite3").arg("-version").output().is_err() {
        assert!(env::var_os("CI").is_none(), "CI has the shell");
        return run.tell("left out: there is no sqlite3");
    }
    let scene = Scene::new();
    let mut host = Host::start(&scene);
    host.ask("bob@example.com");
    let shell = |command: &str| {
        let output = Command::new("sqlite3").arg(scene.file()).arg(command).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(shell("SELECT count(*) FROM users"), "1\n");
    let copy = scene.folder().join("copy.db");
    shell(&format!(".backup '{}'", copy.display()));
    assert!(host.locks(&scene.file()) > 0);
    neighbour(&scene);
    host.ask(ADDRESS);
    assert!(is_there(&scene));
    check_file(&copy).unwrap();
    assert_eq!(ask_file(&copy, "SELECT count(*) || '' FROM users").unwrap(), "1");
    run.tell("it reads, backs up and takes nothing along");
}
