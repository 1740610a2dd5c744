//! Failing disks: whatever fails, at whichever call, an operation says so or does all that it must,
//! and the accounts can be used afterwards.
//!
//! Each operation is called again and again while the first call to the disk fails, then the second,
//! and so on until it does all without meeting the failure.

mod cases;
mod expected;
mod stage;
mod trouble;

use std::collections::BTreeSet;

use ezauth_core::faults::{Fault, seed_here};
use ezauth_tests::Table;
use ezauth_tests::harness::Draw;

use self::cases::{CASES, Case};
use self::expected::{Expected, Tally, Wrong};
use self::stage::Origin;
use self::trouble::{Kind, Which};
use crate::run::{ALONE, Run, number};

/// Operations make fewer calls to the disk than this.
const MOST_CALLS: u64 = 2_000;

/// What looks for something that is there, and must not say that it is not.
const MUST_FIND: [&str; 3] = ["get_session", "get_user", "peek_magic_link"];

const FAILURES_IN_THE_LONG_RUN: u64 = 2_000_000;

#[test]
fn every_operation_is_called_on_a_failing_disk() {
    let called: BTreeSet<&str> = CASES.iter().map(|case| case.operation).collect();
    let table = Table::load();
    let offered: BTreeSet<&str> = table.operations.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(called, offered);
}

#[test]
fn a_failing_disk_is_told_and_leaves_nothing_half_done() {
    let _alone = ALONE.lock();
    let run = Run::begin("failing disk");
    let origin = Origin::new(run.seed);
    let mut tally = Tally::default();
    for case in CASES {
        if let Err(wrong) = fail_each_call(&origin, case, &mut tally) {
            panic!("seed {}, {wrong}", run.seed);
        }
    }
    run.tell(&format!("{tally}"));
}

/// Any number of calls fail, at random, in each kind of failure.
#[test]
#[ignore = "the long run"]
fn a_disk_that_fails_at_random_leaves_nothing_half_done_in_the_long_run() {
    let _alone = ALONE.lock();
    let run = Run::begin_long("failing disk, long");
    let most = number("EZAUTH_FAILURES").unwrap_or(FAILURES_IN_THE_LONG_RUN);
    let origin = Origin::new(run.seed);
    let mut tally = Tally::default();
    for number in (0..most).take_while(|_| !run.is_over()) {
        let mut draw = Draw::of(run.seed, number);
        let case = &CASES[draw.below(CASES.len() as u64) as usize];
        let expected = Expected::of(&origin, case);
        let kind = Kind::ALL[draw.below(3) as usize];
        let one_in = 1 + draw.below(30);
        let which: Which = Box::new(move |_| draw.below(one_in) == 0);
        let words = format!("{kind:?} in 1 of {one_in} calls, draw {number}");
        let tried = expected.try_with(kind, which, &words, &mut tally);
        if let Err(wrong) = tried {
            panic!("seed {}, {wrong}", run.seed);
        }
    }
    run.tell(&format!("{tally}"));
}

/// A34.
#[test]
fn taking_a_failure_for_nothing_is_caught() {
    let _alone = ALONE.lock();
    let run = Run::begin("failing disk, control: a failure is nothing");
    let origin = Origin::new(run.seed);
    let mut tally = Tally::default();
    let _seeded = seed_here(Fault::FailureAsNothing);
    let caught = MUST_FIND.map(|operation| {
        let mut cases = CASES.iter().filter(|case| case.operation == operation);
        cases.find_map(|case| fail_each_call(&origin, case, &mut tally).err())
    });
    for (operation, wrong) in MUST_FIND.iter().zip(&caught) {
        let is_answer = wrong.as_ref().is_some_and(|wrong| wrong.is_answer);
        assert!(is_answer, "{operation} of seed {}: {wrong:#?}", run.seed);
    }
    run.tell(&format!("caught in the answers of {}", MUST_FIND.join(", ")));
}

/// Lets each call to the disk fail in its turn, once and for good.
fn fail_each_call(origin: &Origin, case: &'static Case, tally: &mut Tally) -> Result<(), Wrong> {
    let expected = Expected::of(origin, case);
    for kind in Kind::ALL {
        for for_good in [false, true] {
            for at in 0.. {
                assert!(at < MOST_CALLS, "{} does not end", case.operation);
                let which: Which = match for_good {
                    true => Box::new(move |number| number >= at),
                    false => Box::new(move |number| number == at),
                };
                let words = format!("{kind:?} at call {at}, for good: {for_good}");
                if !expected.try_with(kind, which, &words, tally)? {
                    break;
                }
            }
        }
    }
    Ok(())
}
