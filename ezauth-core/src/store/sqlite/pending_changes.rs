//! Changes of address that wait for their proof.

use rusqlite::{Row, params};

use super::SqliteTransaction;
use crate::domain::{Channel, PendingChangeId, UserId};
use crate::error::{Error, Result, StorageReason};
use crate::store::PendingChanges;
use crate::store::rows::PendingChangeRow;

impl PendingChanges for SqliteTransaction<'_> {
    fn put_pending_change(&mut self, change: &PendingChangeRow) -> Result<PendingChangeId> {
        // One that has ended, or claims to be made in the future, would take this one down with it.
        self.execute(
            "
            DELETE FROM pending_changes
            WHERE user_id = ?1 AND type = ?2 AND value = ?3
              AND (expires_at <= ?4 OR created_at > ?5)",
            params![
                change.user_id,
                change.channel,
                change.value,
                change.created_at,
                change.created_at.with_skew()
            ],
        )?;
        let id = self.find(
            "
            INSERT INTO pending_changes (id, user_id, type, value, display_value, replaces,
                                         failures, expires_at, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (user_id, type, value) DO UPDATE
            SET display_value = excluded.display_value, replaces = excluded.replaces,
                expires_at = iif(failures > 0, expires_at, excluded.expires_at)
            RETURNING id",
            params![
                change.id,
                change.user_id,
                change.channel,
                change.value,
                change.display_value,
                change.replaces,
                change.failures,
                change.expires_at,
                change.created_at
            ],
            |row| row.get(0),
        )?;
        id.ok_or_else(|| Error::storage(StorageReason::Corrupt))
    }

    fn find_pending_change(
        &mut self,
        user: UserId,
        channel: Channel,
        value: &str,
    ) -> Result<Option<PendingChangeRow>> {
        self.find(
            "
            SELECT id, user_id, type, value, display_value, replaces, failures, expires_at,
                   created_at
            FROM pending_changes
            WHERE user_id = ?1 AND type = ?2 AND value = ?3",
            params![user, channel, value],
            pending_change,
        )
    }

    fn list_pending_changes(&mut self, user: UserId) -> Result<Vec<PendingChangeRow>> {
        self.list(
            "
            SELECT id, user_id, type, value, display_value, replaces, failures, expires_at,
                   created_at
            FROM pending_changes
            WHERE user_id = ?1
            ORDER BY id",
            [user],
            pending_change,
        )
    }

    fn count_change_failure(&mut self, change: PendingChangeId, limit: u32) -> Result<bool> {
        self.changes_row(
            "
            UPDATE pending_changes
            SET failures = failures + 1
            WHERE id = ?1 AND failures < ?2",
            params![change, limit],
        )
    }

    fn end_pending_change(&mut self, change: PendingChangeId) -> Result<bool> {
        let ended = self.changes_row(
            "
            DELETE FROM pending_changes
            WHERE id = ?1",
            [change],
        )?;
        self.delete_dead_messages()?;
        Ok(ended)
    }
}

fn pending_change(row: &Row<'_>) -> rusqlite::Result<PendingChangeRow> {
    Ok(PendingChangeRow {
        id: row.get(0)?,
        user_id: row.get(1)?,
        channel: row.get(2)?,
        value: row.get(3)?,
        display_value: row.get(4)?,
        replaces: row.get(5)?,
        failures: row.get(6)?,
        expires_at: row.get(7)?,
        created_at: row.get(8)?,
    })
}
