//! What somebody may have put beside a database, or into it.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use ezauth_core::faults::alter_file;
use ezauth_tests::harness::golden::key_of;

use super::damage::log_of;
use crate::run::Scene;

/// One of them.
pub(super) struct Planted {
    pub(super) what: String,
    /// Does it to a scene with the golden database.
    pub(super) plant: Box<dyn Fn(&Scene)>,
    pub(super) expected: Expected,
}

/// What must come of it.
#[derive(Clone, Copy)]
pub(super) enum Expected {
    /// The open is refused with this.
    Refused(&'static str),
    /// All that works in the golden database works.
    NoEffect,
    /// It opens as one that is new, in which nobody is known.
    Fresh,
    /// It is refused, or something in it fails: only not as if nothing were.
    Damaged,
}

impl Expected {
    pub(super) fn is(self, told: &str) -> bool {
        const ALL_WELL: &str =
            "yes no invalid_credentials yes invalid_token invalid_token yes yes yes yes yes";
        const FRESH: &str = "no no invalid_credentials invalid_credentials invalid_token invalid_token invalid_token yes yes yes yes";
        match self {
            Self::Refused(with) => told.strip_prefix("refused ") == Some(with),
            Self::NoEffect => told == ALL_WELL,
            Self::Fresh => told == FRESH,
            Self::Damaged => told.contains("storage/"),
        }
    }
}

const FOREIGN: Expected = Expected::Refused("invalid_config/database:Foreign");
const FOREIGN_KEY: Expected = Expected::Refused("invalid_config/key:Foreign");
const NO_KEY: Expected = Expected::Refused("invalid_config/key:Missing");
const OTHER_KEY: Expected = Expected::Refused("invalid_config/key:Mismatch");

/// What SQL does to the database.
const ALTERED: [(&str, Expected); 15] = [
    ("PRAGMA application_id = 7", FOREIGN),
    ("PRAGMA application_id = 0", FOREIGN),
    ("PRAGMA user_version = 0", FOREIGN),
    ("PRAGMA user_version = -1", FOREIGN),
    ("PRAGMA user_version = 2", Expected::Refused("schema_too_new")),
    ("PRAGMA user_version = 2147483647", Expected::Refused("schema_too_new")),
    (
        "CREATE TRIGGER of_a_stranger AFTER INSERT ON sessions
         BEGIN DELETE FROM credentials; UPDATE users SET disabled_at = NULL; END",
        Expected::NoEffect,
    ),
    (
        "CREATE TRIGGER of_a_stranger BEFORE DELETE ON verifications
         BEGIN SELECT RAISE(IGNORE); END",
        Expected::NoEffect,
    ),
    ("CREATE VIEW of_a_stranger AS SELECT * FROM users", Expected::NoEffect),
    ("CREATE TABLE of_a_stranger (a)", Expected::NoEffect),
    ("CREATE VIRTUAL TABLE of_a_stranger USING fts5 (a)", Expected::NoEffect),
    (
        "ALTER TABLE sessions RENAME TO real_sessions;
         CREATE VIEW sessions AS SELECT * FROM real_sessions",
        Expected::Damaged,
    ),
    ("DROP TABLE sessions", Expected::Damaged),
    ("DROP TABLE key_record", Expected::Damaged),
    ("ALTER TABLE users RENAME COLUMN metadata TO of_a_stranger", Expected::Damaged),
];

/// All of them.
pub(super) fn planted() -> Vec<Planted> {
    let altered = ALTERED.map(|(sql, expected)| {
        plant(sql, expected, move |scene| alter_file(&scene.file(), sql).unwrap())
    });
    let mut all = Vec::from(altered);
    all.extend(in_the_place_of_the_file());
    all.extend(in_the_place_of_the_log());
    all.extend(in_the_place_of_the_key());
    all
}

fn in_the_place_of_the_file() -> Vec<Planted> {
    let at = |what, expected, act: fn(&Path)| {
        plant(what, expected, move |scene| {
            fs::rename(scene.file(), aside(scene)).unwrap();
            act(&scene.file());
        })
    };
    vec![
        at("a folder", FOREIGN, |file| fs::create_dir(file).unwrap()),
        at("a FIFO", FOREIGN, fifo),
        at("a device", FOREIGN, |file| symlink("/dev/zero", file).unwrap()),
        at("a text", FOREIGN, |file| fs::write(file, "x".repeat(5_000)).unwrap()),
        at("some bytes", FOREIGN, |file| fs::write(file, "some bytes of somebody").unwrap()),
        // The key was taken, as for every new file.
        at("an empty file", Expected::Fresh, |file| fs::write(file, "").unwrap()),
        at("a link to nothing", Expected::Fresh, |file| symlink("nothing", file).unwrap()),
        at("a link to the file", Expected::NoEffect, |file| symlink("aside", file).unwrap()),
        at("a link to itself", Expected::Refused("storage/Io"), |file| {
            symlink(file, file).unwrap();
        }),
    ]
}

fn in_the_place_of_the_log() -> Vec<Planted> {
    let beside =
        |what, expected, act: fn(&Path)| plant(what, expected, move |scene| act(&log_of(scene)));
    vec![
        beside("an empty log", Expected::NoEffect, |log| fs::write(log, "").unwrap()),
        beside("a log of text", Expected::NoEffect, |log| {
            fs::write(log, "x".repeat(9_999)).unwrap()
        }),
        beside("a log that is a folder", FOREIGN, |log| fs::create_dir(log).unwrap()),
        beside("a log that is a FIFO", FOREIGN, fifo),
        beside("a log that is a link", FOREIGN, |log| symlink("elsewhere", log).unwrap()),
        beside("a rollback journal that is a FIFO", FOREIGN, |log| {
            fifo(&log.with_extension("db-journal"));
        }),
        beside("a rollback journal of text", Expected::NoEffect, |log| {
            fs::write(log.with_extension("db-journal"), "x".repeat(9_999)).unwrap();
        }),
        beside("an index of the log that is a FIFO", FOREIGN, |log| {
            fifo(&log.with_extension("db-shm"));
        }),
        beside("an index of the log that is a folder", FOREIGN, |log| {
            fs::create_dir(log.with_extension("db-shm")).unwrap();
        }),
        beside("an index of the log of text", Expected::NoEffect, |log| {
            fs::write(log.with_extension("db-shm"), "x".repeat(32_768)).unwrap();
        }),
    ]
}

fn in_the_place_of_the_key() -> Vec<Planted> {
    let instead = |what, expected, act: fn(&Path)| {
        plant(what, expected, move |scene| {
            fs::rename(key_of(&scene.file()), aside(scene)).unwrap();
            act(&key_of(&scene.file()));
        })
    };
    vec![
        instead("no key", NO_KEY, |_| ()),
        instead("an empty key", FOREIGN_KEY, |key| private(key, 0)),
        instead("a short key", FOREIGN_KEY, |key| private(key, 31)),
        instead("a long key", FOREIGN_KEY, |key| private(key, 33)),
        instead("another key", OTHER_KEY, |key| private(key, 32)),
        instead("a key that is a folder", FOREIGN_KEY, |key| fs::create_dir(key).unwrap()),
        instead("a key that is a FIFO", FOREIGN_KEY, fifo),
        instead("a link to the key", FOREIGN_KEY, |key| symlink("aside", key).unwrap()),
        instead("a link to nothing for a key", FOREIGN_KEY, |key| symlink("nothing", key).unwrap()),
    ]
}

fn plant(what: &str, expected: Expected, act: impl Fn(&Scene) + 'static) -> Planted {
    Planted { what: what.to_owned(), plant: Box::new(act), expected }
}

fn aside(scene: &Scene) -> std::path::PathBuf {
    scene.folder().join("aside")
}

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").args(["-m", "600"]).arg(path).status().unwrap().success());
}

/// A file of so many bytes, for its owner alone.
fn private(path: &Path, length: usize) {
    fs::write(path, vec![7; length]).unwrap();
    fs::set_permissions(path, Permissions::from_mode(0o600)).unwrap();
}
