//! Limits on attempts: what was counted, and how long to wait before the next.

use std::time::Duration;

use super::Timestamp;

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What has been counted in a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) count: u32,
    /// When the first was counted.
    pub(crate) started_at: Timestamp,
    /// When the last was counted.
    pub(crate) last_at: Timestamp,
    /// From when on it says nothing any more, and is swept.
    pub(crate) expires_at: Timestamp,
}

/// How much a bucket may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// At most `most` in a window that begins with the first.
    Window { most: u32, window: Duration },
    /// From the `from`-th in a row a wait: 1 s, doubled with each, at most `longest`. A row is forgotten
    /// a day after its last wait.
    Backoff { from: u32, longest: Duration },
    /// So long apart; after `most` in a day, an hour apart.
    Pace { apart: Duration, most: u32 },
    /// No wait: the row is counted, and forgotten when nothing came for so long.
    Row { kept: Duration },
}

impl Limit {
    /// How long to wait before one more, if that is to be waited for.
    pub(crate) fn wait(self, tally: Option<Tally>, now: Timestamp) -> Option<Duration> {
        let tally = tally.filter(|tally| tally.counts(now))?;
        let (since, wait) = match self {
            Self::Window { most, window } if tally.count >= most => (tally.started_at, window),
            Self::Backoff { from, longest } if tally.count >= from => {
                (tally.last_at, doubled(tally.count - from).min(longest))
            }
            Self::Pace { apart, most } if tally.count >= most => (tally.last_at, apart.max(HOUR)),
            Self::Pace { apart, .. } => (tally.last_at, apart),
            _ => return None,
        };
        // No wait is longer than its setting, whatever a clock has shown.
        let left = since.after(wait).since(now).min(wait);
        (left > Duration::ZERO).then_some(left)
    }

    /// The tally with one more in it.
    pub(crate) fn count(self, tally: Option<Tally>, now: Timestamp) -> Tally {
        let (count, started_at) = match tally.filter(|tally| tally.counts(now)) {
            Some(tally) => (tally.count.saturating_add(1), tally.started_at),
            None => (1, now),
        };
        let expires_at = match self {
            Self::Window { window, .. } => started_at.after(window),
            Self::Backoff { longest, .. } => now.after(longest).after(DAY),
            Self::Pace { apart, .. } => started_at.after(DAY).max(now.after(apart)),
            Self::Row { kept } => now.after(kept),
        };
        Tally { count, started_at, last_at: now, expires_at }
    }
}

impl Tally {
    /// Whether it says something now. What claims to be made in the future does not: a clock has been
    /// set back.
    pub(crate) fn counts(&self, now: Timestamp) -> bool {
        now < self.expires_at && !self.last_at.is_in_future(now)
    }

    /// The tally with one less in it: an attempt that was counted as failed beforehand, and did not.
    pub(crate) fn given_back(self) -> Option<Self> {
        let count = self.count.saturating_sub(1);
        (count > 0).then_some(Self { count, ..self })
    }
}

/// 1 s, doubled so many times.
fn doubled(times: u32) -> Duration {
    Duration::from_secs(1_u64.checked_shl(times).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIMITS: [Limit; 4] = [
        Limit::Window { most: 5, window: HOUR },
        Limit::Backoff { from: 5, longest: HOUR },
        Limit::Pace { apart: Duration::from_secs(60), most: 60 },
        Limit::Row { kept: DAY },
    ];

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_millis(1_763_800_000_000 + seconds * 1000)
    }

    /// Tries as soon as it may, and gives the seconds at which it did.
    fn tries(limit: Limit, until: i64) -> Vec<i64> {
        let (mut tally, mut second, mut tried) = (None, 0, Vec::new());
        while second < until {
            match limit.wait(tally, at(second)) {
                Some(wait) => second += i64::try_from(wait.as_millis().div_ceil(1000)).unwrap(),
                None => {
                    tally = Some(limit.count(tally, at(second)));
                    tried.push(second);
                    if tried.len() > 1000 {
                        return tried;
                    }
                }
            }
        }
        tried
    }

    #[test]
    fn a_backoff_doubles_from_its_beginning_to_its_end() {
        let longest = Duration::from_secs(8);
        let tried = tries(Limit::Backoff { from: 5, longest }, 30);
        assert_eq!(tried, [0, 0, 0, 0, 0, 1, 3, 7, 15, 23]);
    }

    #[test]
    fn a_window_lets_so_many_through_and_begins_anew() {
        let window = Duration::from_secs(10);
        assert_eq!(tries(Limit::Window { most: 2, window }, 25), [0, 0, 10, 10, 20, 20]);
    }

    #[test]
    fn a_pace_is_kept_and_slows_down_to_one_an_hour_for_the_rest_of_the_day() {
        let tried = tries(Limit::Pace { apart: Duration::from_secs(60), most: 3 }, 86_400);
        assert_eq!(tried[..5], [0, 60, 120, 3720, 7320]);
        assert_eq!(tried.len(), 3 + 23);
    }

    #[test]
    fn a_row_is_counted_and_waits_for_nothing() {
        let row = Limit::Row { kept: DAY };
        assert!(tries(row, 1).len() > 1000);
        let tally = row.count(None, at(0));
        assert!(tally.counts(at(86_399)) && !tally.counts(at(86_400)));
        assert!(tally.given_back().is_none());
        assert_eq!(row.count(Some(tally), at(9)).given_back().unwrap().count, 1);
    }

    proptest! {
        /// Whatever the clock has shown before, nobody waits for longer than the limit says, and
        /// nobody who waits so long waits again.
        #[test]
        fn no_wait_outlives_its_setting(
            times in prop::collection::vec(-10_000_000_i64..10_000_000, 1..80),
            now in -10_000_000_i64..10_000_000,
        ) {
            for limit in LIMITS {
                let tally = times.iter().fold(None, |tally, &time| Some(limit.count(tally, at(time))));
                let Some(wait) = limit.wait(tally, at(now)) else { continue };
                prop_assert!(wait <= HOUR, "{limit:?} waits {wait:?}");
                let later = at(now).after(wait);
                let again = limit.wait(tally, later).unwrap_or_default();
                prop_assert!(again <= Duration::from_secs(5 * 60), "a clock of another process");
            }
        }
    }
}
