//! The first open of a backup: by many at once, and cut off.

use ezauth_core::faults::{check_file, fingerprint};
use ezauth_tests::harness::Attempt;

use super::{count, count_alive, golden_backup};
use crate::child::Child;
use crate::golden::NEWEST;
use crate::run::{ALONE, Run, Scene};

const OPENERS: usize = 8;
const ROUNDS: usize = 5;

fn visitor(options: &[&str]) -> Child {
    let version = NEWEST.to_string();
    let mut child = Child::start(&[&["visit", &version], options].concat());
    assert_eq!(child.line().as_deref(), Some("ready"));
    child
}

fn visit(child: &mut Child, scene: &Scene) -> Option<String> {
    child.send(scene.file().to_str().unwrap());
    child.line()
}

/// Whether nothing that the golden database was made with opened anything, but the password.
fn has_begun_anew(told: &str) -> bool {
    let told: Vec<&str> = told.split(' ').collect();
    told.len() == Attempt::ALL.len()
        && Attempt::ALL.iter().zip(told).all(|(attempt, told)| match attempt {
            Attempt::Session => told == "no",
            Attempt::Code => told == "invalid_token",
            Attempt::Password | Attempt::SignUp | Attempt::Claim => told == "yes",
            _ => true,
        })
}

fn restorings(scene: &Scene) -> u64 {
    count(scene, "events WHERE type = 'backup_restored'")
}

#[test]
fn a_backup_ends_once_whoever_opens_it() {
    let _alone = ALONE.lock();
    let run = Run::begin("backups, 8 at once");
    for round in 0..ROUNDS {
        let (scene, _) = golden_backup();
        let mut visitors: Vec<_> = (0..OPENERS).map(|_| visitor(&[])).collect();
        for visitor in &mut visitors {
            visitor.send(scene.file().to_str().unwrap());
        }
        for visitor in &mut visitors {
            let told = visitor.line().unwrap_or_default();
            assert!(has_begun_anew(&told), "round {round}: {told}");
        }
        assert_eq!(restorings(&scene), 1, "round {round}");
        assert_eq!(count(&scene, "sessions"), OPENERS as u64, "each has its own, round {round}");
        check_file(&scene.file()).unwrap();
    }
    run.tell(&format!("{ROUNDS} rounds, ended once, and all that began since is there"));
}

#[test]
fn a_first_open_that_is_cut_off_ends_all_or_nothing() {
    let _alone = ALONE.lock();
    let run = Run::begin("backups, cut off");
    let mut told = Vec::new();
    for how in ["abort", "panic"] {
        let steps = cut_at_each_step(how);
        assert!(steps >= 2, "before the commit and after it");
        told.push(format!("by {how} at each of {steps} steps"));
    }
    run.tell(&told.join(", "));
}

/// Cuts the first open off at each of its steps in turn, and says how many it has.
fn cut_at_each_step(how: &str) -> u32 {
    for step in 1.. {
        let (scene, _) = golden_backup();
        let before = fingerprint(&scene.file()).unwrap();
        let mut child = visitor(&[&format!("{how}:{step}")]);
        match visit(&mut child, &scene) {
            Some(told) if has_begun_anew(&told) => return step - 1,
            Some(told) => assert!(told.starts_with("refused internal"), "step {step}: {told}"),
            None => child = visitor(&[]),
        }
        let is_undone = fingerprint(&scene.file()).unwrap() == before;
        let is_done = count(&scene, "backup_mark") == 0
            && count_alive(&scene) == 0
            && restorings(&scene) == 1;
        assert!(is_undone || is_done, "{how} at step {step} leaves a half");
        // The next open, of the same process if it lives, does what is left to do.
        let told = visit(&mut child, &scene).unwrap_or_default();
        assert!(has_begun_anew(&told), "after {how} at step {step}: {told}");
        assert_eq!((restorings(&scene), count(&scene, "backup_mark")), (1, 0));
        check_file(&scene.file()).unwrap();
    }
    unreachable!("it has no end")
}
