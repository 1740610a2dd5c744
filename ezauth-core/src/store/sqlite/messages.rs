//! Messages.

use std::time::Duration;

use rusqlite::{Row, params};

use super::SqliteTransaction;
use crate::domain::{LeaseId, MessageId, MessageKind, Timestamp, UserId};
use crate::error::Result;
use crate::store::Messages;
use crate::store::rows::{ClaimedMessage, MessageClaim, MessageRow, NewMessage};

/// A message that is due, and which of its secrets are still live.
struct DueMessage {
    id: MessageId,
    link_live: bool,
    code_live: bool,
}

impl Messages for SqliteTransaction<'_> {
    fn insert_message(&mut self, message: &NewMessage) -> Result<()> {
        // One to nobody looks a user up as well, as the foreign key of one to somebody does.
        self.execute(
            "
            INSERT INTO messages (id, channel, kind, recipient, user_id, sealed, key_id, notice,
                                  link_id, code_id, due_at, expires_at, created_at)
            VALUES (?1, ?2, ?3, ?4,
                    coalesce(?5, (SELECT NULL FROM users WHERE id = ?1)),
                    ?6, ?7, ?8, ?9, ?10, ?12, ?11, ?12)",
            params![
                message.id,
                message.channel,
                message.kind,
                message.recipient,
                message.user_id,
                message.sealed,
                message.key_id,
                message.notice,
                message.link_id,
                message.code_id,
                message.expires_at,
                message.created_at
            ],
        )?;
        Ok(())
    }

    fn notice_waits(
        &mut self,
        user: UserId,
        kind: MessageKind,
        recipient: &str,
        now: Timestamp,
    ) -> Result<bool> {
        let waits = self.find(
            "
            SELECT id
            FROM messages
            WHERE user_id = ?1 AND kind = ?2 AND recipient = ?3
              AND notice = 1 AND lease IS NULL AND expires_at > ?4
            LIMIT 1",
            params![user, kind, recipient, now],
            |row| row.get::<_, MessageId>(0),
        )?;
        Ok(waits.is_some())
    }

    fn list_messages(&mut self, user: UserId) -> Result<Vec<MessageRow>> {
        self.list(
            "
            SELECT id, channel, kind, recipient, expires_at, created_at
            FROM messages
            WHERE user_id = ?1
            ORDER BY id",
            [user],
            |row| {
                Ok(MessageRow {
                    id: row.get(0)?,
                    channel: row.get(1)?,
                    kind: row.get(2)?,
                    recipient: row.get(3)?,
                    expires_at: row.get(4)?,
                    created_at: row.get(5)?,
                })
            },
        )
    }

    fn message_is_due(&mut self, claim: &MessageClaim) -> Result<bool> {
        Ok(self.find_due(claim)?.is_some())
    }

    fn message_has_expired(&mut self, now: Timestamp) -> Result<bool> {
        let expired = self.find(
            "
            SELECT id
            FROM messages
            WHERE expires_at <= ?1
            LIMIT 1",
            [now],
            |row| row.get::<_, MessageId>(0),
        )?;
        Ok(expired.is_some())
    }

    fn claim_message(&mut self, claim: &MessageClaim) -> Result<Option<ClaimedMessage>> {
        let Some(due) = self.find_due(claim)? else {
            return Ok(None);
        };
        self.find(
            "
            UPDATE messages
            SET lease = ?2, due_at = ?3, attempts = attempts + 1
            WHERE id = ?1
            RETURNING id, channel, kind, recipient, user_id, sealed, key_id, notice, link_id,
                      code_id, expires_at, created_at, lease, attempts",
            params![due.id, claim.lease, claim.leased_until],
            |row| claimed(row, &due),
        )
    }

    fn ack_message(&mut self, lease: LeaseId, now: Timestamp) -> Result<bool> {
        let is_current = self.changes_row(
            "
            DELETE FROM messages
            WHERE lease = ?1 AND due_at > ?2",
            params![lease, now],
        )?;
        if !is_current {
            self.end_lease(lease)?;
        }
        Ok(is_current)
    }

    fn nack_message(&mut self, lease: LeaseId, now: Timestamp, due: Timestamp) -> Result<bool> {
        let is_current = self.changes_row(
            "
            UPDATE messages
            SET lease = NULL, due_at = ?3
            WHERE lease = ?1 AND due_at > ?2",
            params![lease, now, due],
        )?;
        if !is_current {
            self.end_lease(lease)?;
        }
        Ok(is_current)
    }

    fn message_attempts(&mut self, lease: LeaseId, now: Timestamp) -> Result<Option<u32>> {
        self.find(
            "
            SELECT attempts
            FROM messages
            WHERE lease = ?1 AND due_at > ?2",
            params![lease, now],
            |row| row.get(0),
        )
    }
}

impl SqliteTransaction<'_> {
    /// The message that has been due for longest. Its claim needs no condition: in a write, nobody
    /// else can have changed it since.
    fn find_due(&self, claim: &MessageClaim) -> Result<Option<DueMessage>> {
        if let Some(due) =
            self.find_due_between(claim, Timestamp::from_millis(i64::MIN), claim.now)?
        {
            return Ok(Some(due));
        }
        let too_late = claim.longest_wait_until.after(Duration::from_millis(1));
        self.find_due_between(claim, too_late, Timestamp::from_millis(i64::MAX))
    }

    /// One range of the index of due times is read in its order, up to the first that will do: many
    /// messages may be waiting.
    fn find_due_between(
        &self,
        claim: &MessageClaim,
        first: Timestamp,
        last: Timestamp,
    ) -> Result<Option<DueMessage>> {
        self.find(
            "
            SELECT messages.id, link.id IS NOT NULL, code.id IS NOT NULL
            FROM messages
            LEFT JOIN verifications AS link ON link.id = messages.link_id AND link.expires_at > ?1
            LEFT JOIN verifications AS code ON code.id = messages.code_id AND code.expires_at > ?1
            WHERE messages.due_at BETWEEN ?2 AND ?3
              AND messages.expires_at > ?1
              AND messages.created_at <= ?5
              AND messages.key_id = ?4
              AND (link.id IS NOT NULL OR code.id IS NOT NULL OR messages.notice = 1)
            ORDER BY messages.due_at
            LIMIT 1",
            params![claim.now, first, last, claim.key_id, claim.made_until],
            |row| {
                Ok(DueMessage { id: row.get(0)?, link_live: row.get(1)?, code_live: row.get(2)? })
            },
        )
    }

    /// Forgets a lease that was refused, so that a clock set back does not revive it.
    fn end_lease(&self, lease: LeaseId) -> Result<()> {
        self.execute(
            "
            UPDATE messages
            SET lease = NULL
            WHERE lease = ?1",
            [lease],
        )?;
        Ok(())
    }

    /// Deletes the messages that have lost both of their secrets.
    pub(super) fn delete_dead_messages(&self) -> Result<u64> {
        self.execute(
            "
            DELETE FROM messages
            INDEXED BY messages_dead -- may scan: it holds the dead and nothing else
            WHERE link_id IS NULL AND code_id IS NULL AND notice = 0",
            [],
        )
    }
}

fn claimed(row: &Row<'_>, due: &DueMessage) -> rusqlite::Result<ClaimedMessage> {
    Ok(ClaimedMessage {
        message: NewMessage {
            id: row.get(0)?,
            channel: row.get(1)?,
            kind: row.get(2)?,
            recipient: row.get(3)?,
            user_id: row.get(4)?,
            sealed: row.get(5)?,
            key_id: row.get(6)?,
            notice: row.get(7)?,
            link_id: row.get(8)?,
            code_id: row.get(9)?,
            expires_at: row.get(10)?,
            created_at: row.get(11)?,
        },
        lease: row.get(12)?,
        attempts: row.get(13)?,
        link_live: due.link_live,
        code_live: due.code_live,
    })
}
