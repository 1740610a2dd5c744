//! Points in time as the store keeps them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A point in time: milliseconds since the Unix epoch, UTC.
///
/// Arithmetic saturates, so no configured lifetime and no clock can wrap an expiry into the past or
/// the far future.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// How far ahead of the clock a row may claim to have been made before it counts as dead. Clocks of
/// processes that share a database differ by less.
const MAX_CLOCK_SKEW: Duration = Duration::from_secs(5 * 60);

impl Timestamp {
    /// The time this many milliseconds after the Unix epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the Unix epoch.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// This much later.
    pub fn after(self, wait: Duration) -> Self {
        Self(self.0.saturating_add(millis(wait)))
    }

    /// This much earlier.
    pub fn before(self, wait: Duration) -> Self {
        Self(self.0.saturating_sub(millis(wait)))
    }

    /// How long after `earlier` this is; nothing, if it is not.
    pub(crate) fn since(self, earlier: Self) -> Duration {
        let millis = self.0.saturating_sub(earlier.0);
        Duration::from_millis(u64::try_from(millis).unwrap_or_default())
    }

    /// The latest time that the clock of another process can show now.
    pub(crate) fn with_skew(self) -> Self {
        self.after(MAX_CLOCK_SKEW)
    }

    /// Whether what was made at this time cannot have been made by `now`: a clock has been set back,
    /// and an expiry counted from it would come too late.
    pub(crate) fn is_in_future(self, now: Timestamp) -> bool {
        self > now.with_skew()
    }
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let epoch = Self(0);
        match time.duration_since(UNIX_EPOCH) {
            Ok(since) => epoch.after(since),
            Err(before) => epoch.before(before.duration()),
        }
    }
}

impl From<Timestamp> for SystemTime {
    fn from(time: Timestamp) -> Self {
        let distance = Duration::from_millis(time.0.unsigned_abs());
        let moved = match time.0 >= 0 {
            true => UNIX_EPOCH.checked_add(distance),
            false => UNIX_EPOCH.checked_sub(distance),
        };
        // Every system's range holds all times that a clock of this library can show in practice.
        moved.unwrap_or(UNIX_EPOCH)
    }
}

fn millis(wait: Duration) -> i64 {
    i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_saturates_at_the_ends_of_time() {
        let (first, last) = (Timestamp(i64::MIN), Timestamp(i64::MAX));
        assert_eq!(last.after(Duration::MAX), last);
        assert_eq!(first.before(Duration::MAX), first);
        assert!(last.is_in_future(Timestamp(0)));
        assert!(!last.is_in_future(last));
    }

    #[test]
    fn the_systems_time_goes_there_and_back() {
        for millis in [-1_000, 0, 1_763_800_000_123] {
            let time = Timestamp(millis);
            assert_eq!(Timestamp::from(SystemTime::from(time)), time);
        }
    }

    #[test]
    fn a_row_is_in_the_future_only_beyond_the_skew() {
        let now = Timestamp(1_000_000);
        assert!(!now.after(MAX_CLOCK_SKEW).is_in_future(now));
        assert!(now.after(MAX_CLOCK_SKEW).after(Duration::from_millis(1)).is_in_future(now));
    }
}
