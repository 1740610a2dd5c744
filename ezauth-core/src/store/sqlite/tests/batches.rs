//! Callers share transactions, and nothing else.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Duration;

use super::{Bench, insert_user};
use crate::error::{ErrorKind, Result};
use crate::store::{Mode, Store, Transaction};

#[test]
fn callers_of_the_same_moment_share_commits() {
    const CALLERS: u64 = 32;
    const ROUNDS: u64 = 16;
    let bench = Bench::new();
    let barrier = Barrier::new(CALLERS as usize);
    thread::scope(|scope| {
        for caller in 0..CALLERS {
            let (bench, barrier) = (&bench, &barrier);
            scope.spawn(move || {
                barrier.wait();
                for round in 0..ROUNDS {
                    bench.write_user(caller * ROUNDS + round).unwrap();
                }
            });
        }
    });
    let writes = CALLERS * ROUNDS;
    assert!((0..writes).all(|user| bench.has_user(user)));
    let commits = bench.commits() as u64;
    assert!(commits * 4 <= writes, "{commits} commits for {writes} writes");
}

#[test]
fn a_caller_waits_a_turn_of_the_scheduler_in_company_only() {
    let bench = Bench::patient();
    for user in 0..10 {
        bench.write_user(user).unwrap();
    }
    assert_eq!(bench.yields(), 0, "nobody else is there");
    thread::scope(|scope| {
        let held = bench.hold(scope, 10);
        scope.spawn(|| bench.write_user(11).unwrap());
        bench.until_waiting(1);
        held.let_go().unwrap();
    });
    assert_eq!((bench.commits(), bench.yields()), (11, 1), "more may be on their way");
    bench.write_user(12).unwrap();
    assert_eq!(bench.yields(), 2, "they may come again");
    bench.write_user(13).unwrap();
    assert_eq!(bench.yields(), 2, "they have not");
}

#[test]
fn a_batch_takes_64_callers() {
    let bench = Bench::patient();
    thread::scope(|scope| {
        let held = bench.hold(scope, 0);
        for user in 1..100 {
            let bench = &bench;
            scope.spawn(move || bench.write_user(user).unwrap());
        }
        bench.until_waiting(99);
        held.let_go().unwrap();
    });
    assert_eq!(bench.commits(), 2);
    assert!((0..100).all(|user| bench.has_user(user)));
}

#[test]
fn a_batch_takes_callers_for_its_time_only() {
    let mut bench = Bench::new();
    bench.store.writer.longest = Duration::ZERO;
    thread::scope(|scope| {
        let held = bench.hold(scope, 0);
        for user in 1..10 {
            let bench = &bench;
            scope.spawn(move || bench.write_user(user).unwrap());
        }
        bench.until_waiting(9);
        held.let_go().unwrap();
    });
    assert_eq!(bench.commits(), 10);
}

#[test]
fn an_error_undoes_its_own_body_only() {
    let bench = Bench::patient();
    thread::scope(|scope| {
        let first = bench.hold(scope, 0);
        let refused = scope.spawn(|| {
            bench.store().write(|tx| -> Result<()> {
                insert_user(tx, 1)?;
                Err(ErrorKind::NotFound.into())
            })
        });
        bench.until_waiting(1);
        let last = scope.spawn(|| bench.write_user(2));
        bench.until_waiting(2);
        first.let_go().unwrap();
        assert_eq!(refused.join().unwrap(), Err(ErrorKind::NotFound.into()));
        last.join().unwrap().unwrap();
    });
    assert_eq!(bench.commits(), 1);
    let users = [0, 1, 2].map(|user| bench.has_user(user));
    assert_eq!(users, [true, false, true]);
}

#[test]
fn a_panic_stays_on_its_own_thread() {
    let bench = Bench::patient();
    thread::scope(|scope| {
        let first = bench.hold(scope, 0);
        let panicking = scope.spawn(|| {
            let run = catch_unwind(AssertUnwindSafe(|| {
                bench.store().write(|tx| -> Result<()> {
                    insert_user(tx, 1)?;
                    panic!("of the body");
                })
            }));
            // The thread can go on.
            (run, bench.write_user(3))
        });
        bench.until_waiting(1);
        let last = scope.spawn(|| bench.write_user(2));
        bench.until_waiting(2);
        first.let_go().unwrap();
        let (run, later) = panicking.join().unwrap();
        assert_eq!(run.unwrap_err().downcast_ref(), Some(&"of the body"));
        later.unwrap();
        last.join().unwrap().unwrap();
    });
    assert_eq!(bench.commits(), 2);
    let users = [0, 1, 2, 3].map(|user| bench.has_user(user));
    assert_eq!(users, [true, false, true, true]);
}

#[test]
fn a_body_runs_no_body() {
    let bench = Bench::new();
    let modes = [Mode::Read, Mode::Snapshot, Mode::Write];
    for outer in modes {
        for inner in modes {
            let mut nested = |_: &mut dyn Transaction| {
                let error = bench.store.run(inner, &mut |_| Ok(())).unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Internal);
                bench.store.offer(Box::new(|tx| insert_user(tx, 1)));
                Ok(())
            };
            bench.store.run(outer, &mut nested).unwrap();
        }
    }
    assert_eq!(bench.write_user(0), Ok(()));
    assert!(!bench.has_user(1), "an offer is a body too");
}

#[test]
fn an_offer_joins_the_running_batch() {
    let bench = Bench::new();
    thread::scope(|scope| {
        let held = bench.hold(scope, 0);
        bench.store.offer(Box::new(|tx| insert_user(tx, 1)));
        bench.store.offer(Box::new(|tx| {
            insert_user(tx, 2)?;
            Err(ErrorKind::NotFound.into())
        }));
        bench.store.offer(Box::new(|tx| {
            insert_user(tx, 3)?;
            panic!("of a rider");
        }));
        bench.store.offer(Box::new(|tx| insert_user(tx, 4)));
        held.let_go().unwrap();
    });
    assert_eq!(bench.commits(), 1);
    let users = [0, 1, 2, 3, 4].map(|user| bench.has_user(user));
    assert_eq!(users, [true, true, false, false, true]);
}

#[test]
fn offers_beyond_256_are_forgotten() {
    let bench = Bench::new();
    let run = Arc::new(AtomicUsize::new(0));
    thread::scope(|scope| {
        let held = bench.hold(scope, 0);
        for _ in 0..300 {
            let run = Arc::clone(&run);
            bench.store.offer(Box::new(move |_| {
                run.fetch_add(1, Ordering::Relaxed);
                Ok(())
            }));
        }
        held.let_go().unwrap();
    });
    assert_eq!(run.load(Ordering::Relaxed), 256);
}

#[test]
fn an_offer_at_rest_is_run_at_once_or_never() {
    let bench = Bench::new();
    bench.store.offer(Box::new(|tx| insert_user(tx, 0)));
    assert!(bench.has_user(0));

    let other = bench.other();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    bench.store.offer(Box::new(|tx| insert_user(tx, 1)));
    other.execute_batch("ROLLBACK").unwrap();
    bench.write_user(2).unwrap();
    assert!(!bench.has_user(1));
}
