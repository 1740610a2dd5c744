//! Golden databases: what a version has left is what every later one works with.
//!
//! `EZAUTH_GOLDEN=write cargo test -p ezauth-tests --features seeded-faults --test harness golden`
//! writes that of the newest schema anew, with another that was not there before. It is done until
//! the schema is released, and never after.

mod check;
mod make;

use std::{env, fs};

use ezauth_core::faults::ask_file;
use ezauth_tests::harness::Golden;
use ezauth_tests::harness::golden::{copy, key_of, path};

use crate::run::{Run, Scene};

/// The newest version of the schema.
pub(crate) const NEWEST: usize = 1;

/// The whole schema of a file, and its version.
pub(crate) const SCHEMA: &str = "
    SELECT group_concat(sql, ';') || ' version ' || (SELECT user_version FROM pragma_user_version)
    FROM (SELECT sql FROM sqlite_schema ORDER BY name)";

/// A copy of the golden database of a version.
pub(crate) fn scene(version: usize) -> Scene {
    let scene = Scene::new();
    copy(&path(version), &scene.file()).unwrap();
    scene
}

#[test]
fn all_in_a_golden_database_works() {
    let run = Run::begin("golden databases");
    for version in 1..=NEWEST {
        check::check(&scene(version), &Golden::read(version).unwrap());
    }
    run.tell(&format!("{NEWEST} opened, all in them works"));
}

/// What has been released never changes: then this keeps the migrations as they are.
#[test]
fn the_newest_golden_database_has_the_schema_that_this_version_makes() {
    let scene = Scene::new();
    let golden = make::make(&scene);
    if env::var("EZAUTH_GOLDEN").is_ok_and(|it| it == "write") {
        fs::create_dir_all(path(NEWEST).parent().unwrap()).unwrap();
        copy(&scene.file(), &path(NEWEST)).unwrap();
        let known = serde_json::to_string_pretty(&golden).unwrap() + "\n";
        fs::write(path(NEWEST).with_extension("json"), known).unwrap();
    }
    let schema = |scene: &Scene| ask_file(&scene.file(), SCHEMA).unwrap();
    assert_eq!(schema(&self::scene(NEWEST)), schema(&scene), "write it anew, if it is unreleased");
    assert_eq!(fs::read(key_of(&path(NEWEST))).unwrap(), make::KEY);
}
