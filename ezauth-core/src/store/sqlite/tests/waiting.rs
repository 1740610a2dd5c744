//! Locks of other processes are waited for: long enough, and no longer.

use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use super::super::SqliteStore;
use super::super::busy::now;
use super::{Bench, Settled, busy, has_user, insert_user, options};
use crate::store::Store;

#[test]
fn all_are_told_busy_when_their_time_is_up() {
    const WAIT: Duration = Duration::from_millis(250);
    const CALLERS: u64 = 24;
    let bench = Bench::waiting_for(WAIT);
    let other = bench.other();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    thread::scope(|scope| {
        for user in 0..CALLERS {
            let bench = &bench;
            scope.spawn(move || {
                let arrived = now();
                assert_eq!(bench.write_user(user), Err(busy()));
                let waited = now().duration_since(arrived);
                assert!(waited >= WAIT, "told after {waited:?}");
                // One after the other would take 24 times as long.
                assert!(waited < WAIT * 8, "told after {waited:?}");
            });
        }
    });
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(bench.write_user(0), Ok(()));
}

#[test]
fn a_lock_let_go_in_time_is_had() {
    let bench = Bench::new();
    let other = bench.other();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    thread::scope(|scope| {
        for user in 0..8 {
            let bench = &bench;
            scope.spawn(move || assert_eq!(bench.write_user(user), Ok(())));
        }
        bench.until_waiting(7);
        other.execute_batch("ROLLBACK").unwrap();
    });
    assert!((0..8).all(|user| bench.has_user(user)));
}

#[test]
fn nobody_sees_busy_under_mixed_load() {
    const CALLERS: u64 = 8;
    const ROUNDS: u64 = 25;
    let bench = Bench::new();
    let second = SqliteStore::open(&options(&bench.folder), &mut Settled).unwrap();
    let stores: [&dyn Store; 2] = [bench.store(), &second];
    let barrier = Barrier::new(2 * CALLERS as usize);
    thread::scope(|scope| {
        for caller in 0..2 * CALLERS {
            let barrier = &barrier;
            let store = stores[caller as usize % 2];
            scope.spawn(move || {
                barrier.wait();
                for round in 0..ROUNDS {
                    let user = caller * ROUNDS + round;
                    store.write(|tx| insert_user(tx, user)).unwrap();
                    assert!(store.read(|tx| has_user(tx, user)).unwrap());
                    assert!(store.snapshot(|tx| has_user(tx, user)).unwrap());
                    store.offer(Box::new(move |tx| insert_user(tx, 1_000_000 + user)));
                }
            });
        }
    });
}
