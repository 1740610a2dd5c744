//! Whose the files are: their owner's alone, whatever the umask, and refused where that is not so.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use ezauth_tests::harness::golden::key_of;

use crate::child::{Child, PROGRAM};
use crate::golden::{self, NEWEST};
use crate::run::{Run, Scene};

/// What is not writable, what the open is refused with, and how to make it so.
type Case = (&'static str, &'static str, fn(&Scene));

/// Somebody who owns nothing here.
const NOBODY: u32 = 65_534;

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn visit_once(child: &mut Child, scene: &Scene) -> String {
    assert_eq!(child.line().as_deref(), Some("ready"));
    child.send(scene.file().to_str().unwrap());
    child.line().unwrap()
}

fn arguments(options: &[&str]) -> Vec<String> {
    let visit = ["visit".to_owned(), NEWEST.to_string()];
    visit.into_iter().chain(options.iter().map(|it| (*it).to_owned())).collect()
}

#[test]
fn every_file_is_its_owners_alone_whatever_the_umask() {
    let run = Run::begin("file modes");
    for umask in ["000", "022", "077", "777"] {
        let scene = Scene::new();
        let mut shell = Command::new("sh");
        shell.args(["-c", "umask \"$1\" && shift && exec \"$@\"", "sh", umask, PROGRAM]);
        let mut child = Child::start_by(shell, &arguments(&["leave_open"]));
        visit_once(&mut child, &scene);
        let mut names = Vec::new();
        for entry in fs::read_dir(scene.folder()).unwrap().map(|entry| entry.unwrap()) {
            let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{:?} under {umask}", entry.file_name());
            names.push(entry.file_name().into_string().unwrap());
        }
        names.sort();
        let all = ["accounts.db", "accounts.db-shm", "accounts.db-wal", "accounts.db.key"];
        assert_eq!(names, all, "under {umask}");
    }
    run.tell("database, log, its index and key are 0600 under umask 000, 022, 077 and 777");
}

/// Who owns the processes that this one sees of itself.
fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0)
}

/// Root may write everywhere: as root, this is played by somebody else, to whom the build's folder must
/// be readable.
#[test]
fn what_may_not_be_written_is_said_and_left_alone() {
    let run = Run::begin("file modes, read-only");
    let cases: [Case; 4] = [
        ("a folder", "refused storage/ReadOnly", |scene| set_mode(scene.folder(), 0o500)),
        ("a database", "refused storage/ReadOnly", |scene| set_mode(&scene.file(), 0o400)),
        ("a folder without a database", "refused storage/ReadOnly", |scene| {
            fs::remove_file(scene.file()).unwrap();
            set_mode(scene.folder(), 0o500);
        }),
        ("a key for others", "refused invalid_config/key:TooOpen", |scene| {
            set_mode(&key_of(&scene.file()), 0o604);
        }),
    ];
    let mut told = Vec::new();
    for (what, expected, make) in cases {
        let scene = golden::scene(NEWEST);
        let before = fs::read(scene.file()).unwrap();
        let mut by = Command::new(PROGRAM);
        if is_root() {
            by.uid(NOBODY).gid(NOBODY);
            for path in [scene.folder(), &scene.file(), &key_of(&scene.file())] {
                chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
            }
        }
        make(&scene);
        let mut child = Child::start_by(by, &arguments(&[]));
        assert_eq!(visit_once(&mut child, &scene), expected, "{what}");
        drop(child);
        set_mode(scene.folder(), 0o700);
        assert!(fs::read(scene.file()).is_ok_and(|it| it == before) || what.contains("without"));
        told.push(what);
    }
    run.tell(&format!("refused and left as they were: {}", told.join(", ")));
}
