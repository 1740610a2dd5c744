//! Upkeep: the audit trail, backups, and clearing away what has ended.

use std::path::Path;

use super::Accounts;
use super::core::Core;
use crate::domain::{EventFilter, EventPage, SweepReport, Timestamp};
use crate::error::{Error, FieldReason, Result, both};
use crate::store::Transaction;
use crate::store::rows::Swept;

/// How many rows one transaction of a sweep deletes: other writers wait no longer than that.
const ROWS_PER_TRANSACTION: u32 = 200;

const EVENTS_BY_DEFAULT: u32 = 100;
const EVENTS_AT_MOST: u32 = 1_000;

impl Accounts {
    /// Events of the audit trail, oldest first: from the beginning, or after a cursor.
    ///
    /// # Errors
    /// `invalid_argument` on `limit` and `cursor`.
    pub fn events(&self, filter: &EventFilter, cursor: Option<&str>) -> Result<EventPage> {
        self.call(|core| {
            let limit = filter.limit.map_or(Ok(EVENTS_BY_DEFAULT), u32::try_from).ok();
            let limit = limit.filter(|limit| (1..=EVENTS_AT_MOST).contains(limit));
            let limit =
                limit.ok_or_else(|| Error::invalid_argument("limit", FieldReason::OutOfRange));
            let (limit, after) = both(limit, cursor.map_or(Ok(0), parse_cursor))?;
            let found = core.store.read(|tx| tx.list_events(filter, after, limit))?;
            let cursor = found.last().map_or(after, |&(position, _)| position).to_string();
            Ok(EventPage { events: found.into_iter().map(|(_, event)| event).collect(), cursor })
        })
    }

    /// Writes a copy of the database to `path`: one state, with everything that was acknowledged before
    /// the call, for its owner only (mode 0600). It is on the disk when the call returns. Calls go on
    /// meanwhile, in this process and in others; [`close`](Self::close) waits.
    ///
    /// The copy is written under another name beside `path` and then renamed: a backup that fails leaves
    /// what was there before. A plain file at `path` is replaced. Where a process is killed, a file
    /// named after `path` with 16 hexadecimal digits at its end may be left. Do not restore it.
    ///
    /// **The copy does not revive what has ended.** Its first open ends every session, verification,
    /// sign-up, pending change and unsent message in it, since each may have been used or revoked after
    /// it was made. Users, identities, passwords and the audit trail are as they were. A copy that is
    /// made by other means, `cp` or another SQLite, does not know that it is one, and revives all.
    ///
    /// The key is not copied. Opening the copy needs the key of the original, from the settings or as
    /// the file `<path>.key`, or else [`replace_key`](Self::replace_key).
    ///
    /// # Errors
    /// `invalid_argument` on `path`: `empty`, `malformed` with a NUL, `too_long` for the system,
    /// `missing` if its folder is not there, and `not_allowed` where it names the database or a file that
    /// belongs to it (by whatever name), what is no plain file, or a database whose log lies beside it,
    /// as is so while it is open.
    pub fn backup(&self, path: &Path) -> Result<()> {
        self.call(|core| core.back_up(path))
    }

    /// Deletes at most `limit` rows that have ended by themselves, in small transactions, and says
    /// how many of each kind. Ordinary writes do a little of this on the way; call it now and then,
    /// until it reports less than `limit`.
    ///
    /// # Errors
    /// `invalid_argument` on `limit` if it is 0, or larger than a negative number can be that a
    /// language has passed as one without a sign.
    pub fn sweep(&self, limit: u64) -> Result<SweepReport> {
        self.call(|core| {
            if !(1..=i64::MAX.unsigned_abs()).contains(&limit) {
                return Err(Error::invalid_argument("limit", FieldReason::OutOfRange));
            }
            core.tell_of_passwords_off()?;
            let now = core.clock.now();
            let mut report = SweepReport::default();
            let mut left = limit;
            for (from, count) in report.counts() {
                let end = core.end_of(from, now);
                loop {
                    let rows = u32::try_from(left).unwrap_or(u32::MAX).min(ROWS_PER_TRANSACTION);
                    let deleted = core.store.write(|tx| tx.delete_expired(from, end, rows))?;
                    *count += deleted;
                    left = left.saturating_sub(deleted);
                    if left == 0 || deleted < u64::from(rows) {
                        break;
                    }
                }
                if left == 0 {
                    break;
                }
            }
            Ok(report)
        })
    }
}

impl Core {
    /// Clears away a few rows, within a write that adds to these tables: more than it adds, so that
    /// what has ended never piles up.
    pub(super) fn sweep_a_little(
        &self,
        tx: &mut dyn Transaction,
        tables: &[Swept],
        now: Timestamp,
    ) -> Result<()> {
        const ROWS: u32 = 4;
        for &from in tables {
            tx.delete_expired(from, self.end_of(from, now), ROWS)?;
        }
        Ok(())
    }

    /// Up to when rows of this table have ended.
    fn end_of(&self, from: Swept, now: Timestamp) -> Timestamp {
        match from {
            Swept::Events => now.before(self.settings.event_retention),
            _ => now,
        }
    }
}

impl SweepReport {
    /// Where to sweep, and where to count it.
    fn counts(&mut self) -> [(Swept, &mut u64); 7] {
        [
            (Swept::Sessions, &mut self.sessions),
            (Swept::Messages, &mut self.messages),
            (Swept::Verifications, &mut self.verifications),
            (Swept::SignUps, &mut self.sign_ups),
            (Swept::PendingChanges, &mut self.pending_changes),
            (Swept::Events, &mut self.events),
            (Swept::Throttles, &mut self.throttles),
        ]
    }
}

fn parse_cursor(text: &str) -> Result<i64> {
    let malformed = || Error::invalid_argument("cursor", FieldReason::Malformed);
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(malformed());
    }
    text.parse().map_err(|_| malformed())
}
