//! A file of a newer version is refused and not written to.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ezauth_core::ErrorKind;
use ezauth_tests::harness::Golden;

use super::{Migration, NEXT, Visitor};
use crate::golden::NEWEST;
use crate::run::{Run, Scene};

/// Every file of a folder.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|it| (it.file_name().into_string().unwrap(), fs::read(it.path()).unwrap()))
        .collect()
}

/// A scene with these files.
fn scene_of(files: &BTreeMap<String, Vec<u8>>) -> Scene {
    let scene = Scene::new();
    for (name, bytes) in files {
        fs::write(scene.folder().join(name), bytes).unwrap();
    }
    scene
}

#[test]
fn a_newer_file_is_refused_and_not_written_to() {
    let run = Run::begin("migrations, a newer file");
    let scene = Migration::Next.scene();
    let mut newer = Visitor::start(&[NEXT]);
    newer.visit(&scene).unwrap();
    let closed = contents(scene.folder());
    assert_eq!(closed.len(), 2, "a database and its key");

    // As it is while a process has it open, or after that one was killed: with a log.
    let mut killed = Visitor::start(&[NEXT, "leave_open"]);
    killed.visit(&scene).unwrap();
    let open = contents(scene.folder());
    assert!(!open["accounts.db-wal"].is_empty());

    for before in [closed, open] {
        let scene = scene_of(&before);
        let golden = Golden::read(NEWEST).unwrap();
        for _ in 0..2 {
            let refused = golden.open(&scene.file()).unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::SchemaTooNew);
        }
        for (name, bytes) in contents(scene.folder()) {
            match name.as_str() {
                // SQLite keeps there who reads, and cannot look into a log without it.
                "accounts.db-shm" => {}
                "accounts.db-wal" if !before.contains_key(&name) => assert!(bytes.is_empty()),
                _ => assert_eq!(before.get(&name), Some(&bytes), "{name}"),
            }
        }
    }
    // It goes on working for the one that has it open.
    assert!(super::is_at_home(&killed.visit(&scene).unwrap(), Migration::Next));
    run.tell("refused at rest, and with a log; every byte stayed");
}
