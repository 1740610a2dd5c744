//! Counted attempts.

use rusqlite::params;

use super::SqliteTransaction;
use crate::domain::{Digest, Tally};
use crate::error::Result;
use crate::store::Throttles;

impl Throttles for SqliteTransaction<'_> {
    /// In a write nobody else can change it: see [`lock_user`](crate::store::Users::lock_user).
    fn find_tally(&mut self, bucket: &Digest) -> Result<Option<Tally>> {
        self.find(
            "
            SELECT count, started_at, last_at, expires_at
            FROM throttles
            WHERE bucket = ?1",
            [bucket],
            |row| {
                Ok(Tally {
                    count: row.get(0)?,
                    started_at: row.get(1)?,
                    last_at: row.get(2)?,
                    expires_at: row.get(3)?,
                })
            },
        )
    }

    fn put_tally(&mut self, bucket: &Digest, tally: &Tally) -> Result<()> {
        self.execute(
            "
            INSERT INTO throttles (bucket, count, started_at, last_at, expires_at)
            VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (bucket) DO UPDATE
            SET count = excluded.count, started_at = excluded.started_at,
                last_at = excluded.last_at, expires_at = excluded.expires_at",
            params![bucket, tally.count, tally.started_at, tally.last_at, tally.expires_at],
        )?;
        Ok(())
    }

    fn end_tally(&mut self, bucket: &Digest) -> Result<bool> {
        self.changes_row(
            "
            DELETE FROM throttles
            WHERE bucket = ?1",
            [bucket],
        )
    }
}
