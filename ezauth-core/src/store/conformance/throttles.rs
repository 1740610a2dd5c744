//! Counted attempts.

use std::thread;

use super::Bench;
use super::samples::{at, digest};
use crate::domain::{Limit, Tally};
use crate::store::rows::Swept;

pub(crate) fn a_tally_comes_back_as_it_was_put(bench: &dyn Bench) {
    assert_eq!(bench.read(|t| t.find_tally(&digest(1))), None);
    for count in [3, 1] {
        let tally =
            Tally { count, started_at: at(1), last_at: at(2), expires_at: at(i64::from(count)) };
        bench.write(|t| t.put_tally(&digest(1), &tally));
        assert_eq!(bench.read(|t| t.find_tally(&digest(1))), Some(tally));
    }
    assert_eq!(bench.read(|t| t.find_tally(&digest(2))), None);
    assert!(bench.write(|t| t.end_tally(&digest(1))));
    assert!(!bench.write(|t| t.end_tally(&digest(1))));
}

pub(crate) fn a_tally_is_swept_when_it_says_nothing_any_more(bench: &dyn Bench) {
    for n in 1..=3_u8 {
        let end = at(i64::from(n) * 10);
        let tally = Tally { count: 1, started_at: at(0), last_at: at(0), expires_at: end };
        bench.write(|t| t.put_tally(&digest(n), &tally));
    }
    assert_eq!(bench.write(|t| t.delete_expired(Swept::Throttles, at(20), 9)), 2);
    let left = [1, 2, 3].map(|n| bench.read(|t| t.find_tally(&digest(n))).is_some());
    assert_eq!(left, [false, false, true]);
}

pub(crate) fn no_attempt_of_many_threads_is_lost(bench: &dyn Bench) {
    const THREADS: u32 = 8;
    const ATTEMPTS: u32 = 25;
    let limit = Limit::Row { kept: std::time::Duration::from_secs(60) };
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for _ in 0..ATTEMPTS {
                    bench.write(|t| {
                        let tally = limit.count(t.find_tally(&digest(1))?, at(0));
                        t.put_tally(&digest(1), &tally)
                    });
                }
            });
        }
    });
    let counted = bench.read(|t| t.find_tally(&digest(1))).unwrap().count;
    assert_eq!(counted, THREADS * ATTEMPTS);
}
