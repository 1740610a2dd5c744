//! Wishes to have an account.

use rusqlite::params;

use super::SqliteTransaction;
use crate::domain::{SignUpId, Timestamp};
use crate::error::Result;
use crate::store::SignUps;
use crate::store::rows::SignUpRow;

impl SignUps for SqliteTransaction<'_> {
    fn insert_sign_up(&mut self, sign_up: &SignUpRow) -> Result<()> {
        self.execute(
            "
            INSERT INTO sign_ups (id, value, display_value, password, expires_at, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                sign_up.id,
                sign_up.value,
                sign_up.display_value,
                sign_up.phc,
                sign_up.expires_at,
                sign_up.created_at
            ],
        )?;
        Ok(())
    }

    fn find_sign_up(&mut self, sign_up: SignUpId) -> Result<Option<SignUpRow>> {
        self.find(
            "
            SELECT id, value, display_value, password, expires_at, created_at
            FROM sign_ups
            WHERE id = ?1",
            [sign_up],
            |row| {
                Ok(SignUpRow {
                    id: row.get(0)?,
                    value: row.get(1)?,
                    display_value: row.get(2)?,
                    phc: row.get(3)?,
                    expires_at: row.get(4)?,
                    created_at: row.get(5)?,
                })
            },
        )
    }

    fn renew_sign_up(&mut self, sign_up: SignUpId, expires_at: Timestamp) -> Result<bool> {
        self.changes_row(
            "
            UPDATE sign_ups
            SET expires_at = max(expires_at, ?2)
            WHERE id = ?1",
            params![sign_up, expires_at],
        )
    }

    fn end_sign_ups(&mut self, value: &str) -> Result<u64> {
        let ended = self.execute(
            "
            DELETE FROM sign_ups
            WHERE value = ?1",
            [value],
        )?;
        self.delete_dead_messages()?;
        Ok(ended)
    }
}
