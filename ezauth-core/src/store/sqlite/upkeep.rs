//! What keeps the store in order.

use rusqlite::params;

use super::SqliteTransaction;
use crate::domain::{KeyId, Timestamp};
use crate::error::Result;
use crate::store::Upkeep;
use crate::store::rows::{EndedAll, Swept};

impl Upkeep for SqliteTransaction<'_> {
    fn delete_expired(&mut self, from: Swept, now: Timestamp, limit: u32) -> Result<u64> {
        let sql = match from {
            // A session's idle end is never later than its end.
            Swept::Sessions => {
                "
                DELETE FROM sessions
                WHERE token IN (SELECT token FROM sessions WHERE idle_expires_at <= ?1 LIMIT ?2)"
            }
            Swept::Verifications => {
                "
                DELETE FROM verifications
                WHERE id IN (SELECT id FROM verifications WHERE expires_at <= ?1 LIMIT ?2)"
            }
            Swept::SignUps => {
                "
                DELETE FROM sign_ups
                WHERE id IN (SELECT id FROM sign_ups WHERE expires_at <= ?1 LIMIT ?2)"
            }
            Swept::PendingChanges => {
                "
                DELETE FROM pending_changes
                WHERE id IN (SELECT id FROM pending_changes WHERE expires_at <= ?1 LIMIT ?2)"
            }
            Swept::Messages => {
                "
                DELETE FROM messages
                WHERE id IN (SELECT id FROM messages WHERE expires_at <= ?1
                             UNION ALL
                             SELECT id FROM messages
                             INDEXED BY messages_dead -- may scan: it holds the dead and nothing else
                             WHERE link_id IS NULL AND code_id IS NULL AND notice = 0
                             LIMIT ?2)"
            }
            Swept::Events => {
                "
                DELETE FROM events
                WHERE sequence IN (SELECT sequence FROM events WHERE created_at < ?1 LIMIT ?2)"
            }
            Swept::Throttles => {
                "
                DELETE FROM throttles
                WHERE bucket IN (SELECT bucket FROM throttles WHERE expires_at <= ?1 LIMIT ?2)"
            }
        };
        self.execute(sql, params![now, limit])
    }

    fn find_key_id(&mut self) -> Result<Option<KeyId>> {
        self.find(
            "
            SELECT key_id
            FROM key_record
            WHERE only_row = 1",
            [],
            |row| row.get(0),
        )
    }

    fn record_key_id(&mut self, key: KeyId, now: Timestamp) -> Result<()> {
        self.execute(
            "
            INSERT INTO key_record (only_row, key_id, recorded_at)
            VALUES (1, ?1, ?2)
            ON CONFLICT (only_row) DO UPDATE
            SET key_id = excluded.key_id, recorded_at = excluded.recorded_at",
            params![key, now],
        )?;
        Ok(())
    }

    fn end_all_keyed(&mut self) -> Result<u64> {
        // Messages first, or ending the codes would write into each of them.
        let messages = self.execute(
            "
            DELETE FROM messages -- may scan: none of them stays",
            [],
        )?;
        let codes = self.execute(
            "
            DELETE FROM verifications -- may scan: the index of the codes, none of which stays
            WHERE form = 'code'",
            [],
        )?;
        self.execute(
            "
            DELETE FROM throttles -- may scan: none of them stays",
            [],
        )?;
        Ok(messages + codes)
    }

    fn mark_as_backup(&mut self, made_at: Timestamp) -> Result<()> {
        self.execute(
            "
            INSERT INTO backup_mark (only_row, made_at)
            VALUES (1, ?1)
            ON CONFLICT (only_row) DO UPDATE
            SET made_at = excluded.made_at",
            [made_at],
        )?;
        Ok(())
    }

    fn find_backup_mark(&mut self) -> Result<Option<Timestamp>> {
        self.find(
            "
            SELECT made_at
            FROM backup_mark
            WHERE only_row = 1",
            [],
            |row| row.get(0),
        )
    }

    fn take_backup_mark(&mut self) -> Result<Option<Timestamp>> {
        self.find(
            "
            DELETE FROM backup_mark
            WHERE only_row = 1
            RETURNING made_at",
            [],
            |row| row.get(0),
        )
    }

    fn end_all(&mut self) -> Result<EndedAll> {
        // What refers to others goes before them, or each of these would be looked for.
        let messages = self.execute(
            "
            DELETE FROM messages -- may scan: none of them stays",
            [],
        )?;
        let verifications = self.execute(
            "
            DELETE FROM verifications -- may scan: none of them stays",
            [],
        )?;
        let sign_ups = self.execute(
            "
            DELETE FROM sign_ups -- may scan: none of them stays",
            [],
        )?;
        let pending_changes = self.execute(
            "
            DELETE FROM pending_changes -- may scan: none of them stays",
            [],
        )?;
        let sessions = self.execute(
            "
            DELETE FROM sessions -- may scan: none of them stays",
            [],
        )?;
        Ok(EndedAll { sessions, verifications, sign_ups, pending_changes, messages })
    }
}
