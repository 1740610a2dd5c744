//! The clock of the system, and one that tests set.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use super::Clock;
use crate::domain::Timestamp;

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the adapter that reads the real clock")]
    fn now(&self) -> Timestamp {
        SystemTime::now().into()
    }
}

/// A clock that stands still until it is moved: for tests of what expires.
///
/// Clones show the same time.
#[derive(Clone, Debug)]
pub struct SettableClock(Arc<AtomicI64>);

impl SettableClock {
    /// A clock that shows this time.
    pub fn new(now: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(now.as_millis())))
    }

    /// Shows this time from now on, earlier or later.
    pub fn set(&self, now: Timestamp) {
        self.0.store(now.as_millis(), Ordering::SeqCst);
    }

    /// Moves forward, to the end of time at the latest. Every move counts, whichever threads make
    /// them.
    pub fn advance(&self, by: Duration) {
        let later = |now| Timestamp::from_millis(now).after(by).as_millis();
        let _ = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |now| Some(later(now)));
    }
}

impl Clock for SettableClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn no_move_of_a_clock_is_lost() {
        const THREADS: u64 = 4;
        // So many that the threads run beside each other, however late one starts.
        const MOVES: u64 = 500_000;
        let clock = SettableClock::new(Timestamp::from_millis(0));
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| (0..MOVES).for_each(|_| clock.advance(Duration::from_millis(1))));
            }
        });
        let moved = Timestamp::from_millis(0).after(Duration::from_millis(THREADS * MOVES));
        assert_eq!(clock.now(), moved);
    }

    #[test]
    fn a_clock_stops_at_the_end_of_time() {
        let clock = SettableClock::new(Timestamp::from_millis(i64::MAX - 1));
        clock.advance(Duration::MAX);
        assert_eq!(clock.now(), Timestamp::from_millis(i64::MAX));
    }
}
