//! Writing a backup: while everybody writes, under every umask, and killed in the middle.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use ezauth_core::Accounts;
use ezauth_core::domain::Context;
use ezauth_core::faults::{ask_file, check_file, count_rows};
use ezauth_tests::harness::Draw;

use super::{alive, golden_backup, restore};
use crate::child::{Child, PROGRAM};
use crate::golden;
use crate::run::{Run, Scene, now};

const BACKUPS: u64 = 20;
const KILLS: u64 = 100;

#[test]
fn a_backup_is_whole_while_everybody_writes() {
    let run = Run::begin("backups, while others write");
    let scene = Scene::new();
    let accounts = scene.open();
    let mut neighbour =
        Child::start(&["mix", scene.file().to_str().unwrap(), "b", &run.seed.to_string()]);
    assert_eq!(neighbour.line().as_deref(), Some("opened"));
    let (stop, written) = (AtomicBool::new(false), AtomicU64::new(0));
    let copies = Scene::new();
    let mut at_most = 0;
    thread::scope(|scope| {
        for writer in 0..2 {
            let (accounts, stop, written) = (&accounts, &stop, &written);
            scope.spawn(move || {
                for number in (0..).take_while(|_| !stop.load(Ordering::SeqCst)) {
                    sign_up(accounts, &format!("{writer}-{number}"));
                    written.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
        let _stopping = Stopping(&stop);
        for _ in 0..BACKUPS {
            let acknowledged = written.load(Ordering::SeqCst);
            // Two at once to one place: the later one stays.
            thread::scope(|scope| {
                for _ in 0..2 {
                    scope.spawn(|| accounts.backup(&copies.file()).unwrap());
                }
            });
            check_file(&copies.file()).unwrap();
            let own = "SELECT count(*) || '' FROM identities WHERE value LIKE 'own-%'";
            let own: u64 = ask_file(&copies.file(), own).unwrap().parse().unwrap();
            assert!(own >= acknowledged, "{own} of at least {acknowledged}");
            at_most = own;
        }
    });
    neighbour.send("");
    let told = neighbour.line().unwrap();
    assert!(!told.starts_with("failed"), "{told}");
    assert_eq!(fs::read_dir(copies.folder()).unwrap().count(), 1, "no draft stays");
    assert_eq!(count_rows(&scene.file(), "backup_mark"), Ok(0));
    run.tell(&format!("{BACKUPS} times two at once, up to {at_most} users, all whole"));
}

/// Has the writers stop, also when the test fails.
struct Stopping<'a>(&'a AtomicBool);

impl Drop for Stopping<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

fn sign_up(accounts: &Accounts, name: &str) {
    let created = accounts.create_user_with_email(&format!("own-{name}@example.com")).unwrap();
    accounts.generate_user_session_token(created.user.id, &Context::default()).unwrap();
}

#[test]
fn a_backup_is_its_owners_alone_whatever_the_umask() {
    let run = Run::begin("backups, file modes");
    for umask in ["000", "022", "077", "777"] {
        let (scene, copies) = (Scene::new(), Scene::new());
        let mut shell = Command::new("sh");
        shell.args(["-c", "umask \"$1\" && shift && exec \"$@\"", "sh", umask, PROGRAM]);
        let mut child = Child::start_by(shell, &["back_up", scene.file().to_str().unwrap()]);
        assert_eq!(child.line().as_deref(), Some("opened"));
        // Also in the place of one that others may read.
        for _ in 0..2 {
            child.send(copies.file().to_str().unwrap());
            assert_eq!(child.line().as_deref(), Some("made"));
            let mode = fs::metadata(copies.file()).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "under {umask}");
            fs::set_permissions(copies.file(), PermissionsExt::from_mode(0o666)).unwrap();
        }
    }
    run.tell("0600 under umask 000, 022, 077 and 777");
}

#[test]
fn a_backup_that_is_killed_leaves_the_one_before() {
    let run = Run::begin("backups, killed");
    let scene = golden::scene(golden::NEWEST);
    let copies = Scene::new();
    let mut draw = Draw::of(run.seed, 0);
    let mut child = start(&scene);
    let began = now();
    make(&mut child, &copies.file());
    let longest = now().duration_since(began) * 5 / 4;
    let (mut cut, mut left) = (0, 0);
    for _ in 0..KILLS {
        let before = fs::metadata(copies.file()).unwrap().ino();
        let mut child = start(&scene);
        child.send(copies.file().to_str().unwrap());
        let nanos = u64::try_from(longest.as_nanos()).unwrap();
        let was_made = !child.kill_after(Duration::from_nanos(draw.below(nanos))).is_empty();
        cut += u64::from(!was_made);
        if was_made {
            assert_ne!(fs::metadata(copies.file()).unwrap().ino(), before, "it is another file");
        }
        check_file(&scene.file()).unwrap();
        check_file(&copies.file()).unwrap();
        assert_eq!(count_rows(&copies.file(), "backup_mark"), Ok(1));
        for entry in fs::read_dir(copies.folder()).unwrap().map(Result::unwrap) {
            if entry.path() != copies.file() {
                let name = entry.file_name().into_string().unwrap();
                assert!(name.starts_with("accounts.db."), "{name}");
                fs::remove_file(entry.path()).unwrap();
                left += 1;
            }
        }
    }
    run.tell(&format!(
        "{KILLS} kills, {cut} before its end, {left} drafts left, none in the place"
    ));
}

fn start(scene: &Scene) -> Child {
    let mut child = Child::start(&["back_up", scene.file().to_str().unwrap()]);
    assert_eq!(child.line().as_deref(), Some("opened"));
    child
}

fn make(child: &mut Child, copy: &Path) {
    child.send(copy.to_str().unwrap());
    assert_eq!(child.line().as_deref(), Some("made"));
}

/// A backup of a backup is one too.
#[test]
fn a_backup_of_a_restored_backup_is_a_backup() {
    let (first, golden) = golden_backup();
    let accounts = golden.open(&first.file()).unwrap();
    let caller = Context::default();
    let signed_in =
        accounts.sign_in_with_password(&golden.address, &golden.password, &caller).unwrap();
    let second = restore(&accounts, &first);
    let accounts = golden.open(&second.file()).unwrap();
    assert_eq!(accounts.get_session(signed_in.token.expose()).unwrap(), None);
    assert_eq!(alive(&accounts, &golden), [""; 0]);
}
