//! What holds for a whole run, and for many at once.

use std::sync::Barrier;
use std::thread;

use super::Bench;
use super::samples::{add, add_user, at, password, user, user_id, verification};
use crate::domain::{Form, Kind};
use crate::error::{Error, ErrorKind, Result};

pub(crate) fn an_error_undoes_the_body(bench: &dyn Bench) {
    let existing = add_user(bench, 1);
    let result: Result<()> = bench.store().write(|t| {
        t.insert_user(&user(2))?;
        t.put_password(&password(1, existing, "phc"))?;
        assert!(t.find_user(user_id(2))?.is_some(), "a body sees what it wrote");
        Err(Error::new(ErrorKind::InvalidToken))
    });
    assert_eq!(result, Err(Error::new(ErrorKind::InvalidToken)));
    assert_eq!(bench.read(|t| t.find_user(user_id(2))), None);
    assert_eq!(bench.read(|t| t.find_password(existing)), None);
}

pub(crate) fn what_is_written_is_read(bench: &dyn Bench) {
    for n in 1..=50 {
        add_user(bench, n);
        let find = || bench.read(|t| t.find_user(user_id(n)));
        let found = thread::scope(|scope| scope.spawn(find).join().unwrap());
        assert!(found.is_some(), "by every thread, at once");
    }
}

pub(crate) fn a_snapshot_sees_one_state(bench: &dyn Bench) {
    let user = add_user(bench, 1);
    let (before, after) = bench
        .store()
        .snapshot(|t| {
            let before = t.find_password(user)?;
            let write = || bench.write(|t| t.put_password(&password(1, user, "phc")));
            thread::scope(|scope| scope.spawn(write).join().unwrap());
            Ok((before, t.find_password(user)?))
        })
        .unwrap();
    assert_eq!((before, after), (None, None));
    assert!(bench.read(|t| t.find_password(user)).is_some());
}

pub(crate) fn one_of_many_threads_consumes(bench: &dyn Bench) {
    let id = add(bench, &verification(1, Form::Link, Kind::SignIn, "a@example.com"));
    let winners = at_once(64, || bench.write(|t| t.consume_verification(id, at(1))));
    assert_eq!(winners, 1);
}

pub(crate) fn failures_of_many_threads_all_count(bench: &dyn Bench) {
    let code = verification(1, Form::Code, Kind::SignIn, "a@example.com");
    let id = add(bench, &code);
    let counted = at_once(100, || bench.write(|t| t.count_failure(id, 1000)));
    let stored = bench.read(|t| t.find_code(Kind::SignIn, "a@example.com"));
    assert_eq!((counted, stored.unwrap().failures), (100, 100));

    let counted = at_once(100, || bench.write(|t| t.count_failure(id, 150)));
    assert_eq!(counted, 50);
}

/// Does the same on so many threads from one start, and counts who was told `true`.
fn at_once(threads: usize, act: impl Fn() -> bool + Sync) -> usize {
    let start = Barrier::new(threads);
    thread::scope(|scope| {
        let started = || {
            start.wait();
            act()
        };
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(started)).collect();
        running.into_iter().map(|thread| thread.join().unwrap()).filter(|told| *told).count()
    })
}
