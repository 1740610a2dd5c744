//! Verifications.

use rusqlite::{Row, ToSql, params};

use super::SqliteTransaction;
use crate::domain::{Digest, Form, Kind, Subject, Timestamp, UserId, Verification, VerificationId};
use crate::error::Result;
use crate::store::Verifications;
use crate::store::rows::{StoredVerification, VerificationScope};

impl Verifications for SqliteTransaction<'_> {
    fn insert_verification(&mut self, stored: &StoredVerification) -> Result<()> {
        let verification = &stored.verification;
        // What is for nobody looks an identity up as well, as the foreign key of what is for somebody does.
        self.execute(
            "
            INSERT INTO verifications (id, form, kind, channel, value, identity_id, sign_up_id,
                                       pending_change_id, expires_at, created_at, secret, key_id,
                                       failures, display_value, digits)
            VALUES (?1, ?2, ?3, ?4, ?5,
                    coalesce(?6, (SELECT NULL FROM identities WHERE id = ?1)),
                    ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            params![
                verification.id,
                verification.form,
                verification.kind,
                verification.channel,
                verification.value,
                verification.identity_id,
                verification.sign_up_id,
                verification.pending_change_id,
                verification.expires_at,
                verification.created_at,
                stored.secret,
                stored.key_id,
                stored.failures,
                stored.display_value,
                stored.digits
            ],
        )?;
        Ok(())
    }

    fn find_token(&mut self, form: Form, secret: &Digest) -> Result<Option<StoredVerification>> {
        // The hash of a code is no key: whatever form is asked for, a code is never found by it.
        self.find(
            "
            SELECT id, form, kind, channel, value, identity_id, sign_up_id, pending_change_id,
                   expires_at, created_at, secret, key_id, failures, display_value, digits
            FROM verifications
            WHERE secret = ?2 AND form = ?1 AND form <> 'code'",
            params![form, secret],
            stored_verification,
        )
    }

    fn find_code(&mut self, kind: Kind, value: &str) -> Result<Option<StoredVerification>> {
        self.find(
            "
            SELECT id, form, kind, channel, value, identity_id, sign_up_id, pending_change_id,
                   expires_at, created_at, secret, key_id, failures, display_value, digits
            FROM verifications
            WHERE kind = ?1 AND value = ?2 AND form = 'code'",
            params![kind, value],
            stored_verification,
        )
    }

    fn list_verifications(&mut self, user: UserId) -> Result<Vec<Verification>> {
        let found = self.list(
            "
            SELECT id, form, kind, channel, value, identity_id, sign_up_id, pending_change_id,
                   expires_at, created_at, secret, key_id, failures, display_value, digits
            FROM verifications
            WHERE identity_id IN (SELECT id FROM identities WHERE user_id = ?1)
               OR pending_change_id IN (SELECT id FROM pending_changes WHERE user_id = ?1)
            ORDER BY id",
            [user],
            stored_verification,
        )?;
        Ok(found.into_iter().map(|stored| stored.verification).collect())
    }

    fn count_failure(&mut self, verification: VerificationId, limit: u32) -> Result<bool> {
        self.changes_row(
            "
            UPDATE verifications
            SET failures = failures + 1
            WHERE id = ?1 AND failures < ?2",
            params![verification, limit],
        )
    }

    fn consume_verification(
        &mut self,
        verification: VerificationId,
        now: Timestamp,
    ) -> Result<bool> {
        self.changes_row(
            "
            DELETE FROM verifications
            WHERE id = ?1 AND expires_at > ?2",
            params![verification, now],
        )
    }

    fn end_verifications(&mut self, scope: VerificationScope<'_>) -> Result<u64> {
        let ended = match scope {
            VerificationScope::One(verification) => self.execute(
                "
                DELETE FROM verifications
                WHERE id = ?1",
                [verification],
            ),
            VerificationScope::Code(kind, value) => self.execute(
                "
                DELETE FROM verifications
                WHERE kind = ?1 AND value = ?2 AND form = 'code'",
                params![kind, value],
            ),
            VerificationScope::Link(kind, subject, value) => self.end_link(kind, subject, value),
            VerificationScope::Value(kind, value) => self.execute(
                "
                DELETE FROM verifications
                WHERE kind = ?1 AND value = ?2",
                params![kind, value],
            ),
            VerificationScope::Identity(kind, identity) => self.execute(
                "
                DELETE FROM verifications
                WHERE kind = ?1 AND identity_id = ?2",
                params![kind, identity],
            ),
            VerificationScope::User(user) => self.end_verifications_of_user(user),
        }?;
        self.delete_dead_messages()?;
        Ok(ended)
    }
}

impl SqliteTransaction<'_> {
    /// One statement for every subject: what it costs does not tell which it was. A condition on one of
    /// the columns alone would walk through all links of the kind.
    fn end_link(&self, kind: Kind, subject: Subject, value: &str) -> Result<u64> {
        let of: &dyn ToSql = match &subject {
            Subject::Identity(identity) => identity,
            Subject::SignUp(sign_up) => sign_up,
            Subject::PendingChange(change) => change,
            Subject::Nothing => &value,
        };
        self.execute(
            "
            DELETE FROM verifications
            WHERE kind = ?1 AND coalesce(identity_id, sign_up_id, pending_change_id, value) = ?2
              AND form = 'link'",
            params![kind, of],
        )
    }

    /// Ends what was issued for a user's identities and pending changes, the pending changes too,
    /// and what was issued for nobody but leads to the user by a verified value.
    fn end_verifications_of_user(&self, user: UserId) -> Result<u64> {
        let of_identities = self.execute(
            "
            DELETE FROM verifications
            WHERE identity_id IN (SELECT id FROM identities WHERE user_id = ?1)",
            [user],
        )?;
        self.leave_codes_to_others(user)?;
        let of_changes = self.execute(
            "
            DELETE FROM verifications
            WHERE pending_change_id IN (SELECT id FROM pending_changes WHERE user_id = ?1)",
            [user],
        )?;
        self.execute(
            "
            DELETE FROM pending_changes
            WHERE user_id = ?1",
            [user],
        )?;
        let of_values = self.execute(
            "
            DELETE FROM verifications
            WHERE id IN (SELECT issued.id
                         FROM identities
                         JOIN verifications AS issued ON issued.value = identities.value
                                                     AND issued.channel = identities.type
                         WHERE identities.user_id = ?1
                           AND identities.verified_at IS NOT NULL
                           AND issued.identity_id IS NULL
                           AND issued.sign_up_id IS NULL
                           AND issued.pending_change_id IS NULL)",
            [user],
        )?;
        Ok(of_identities + of_changes + of_values)
    }

    /// A code of a change is shared by all who have a change to its value pending. It passes to
    /// another of them, or whoever asked last could take it from them.
    fn leave_codes_to_others(&self, user: UserId) -> Result<u64> {
        self.execute(
            "
            UPDATE verifications
            SET pending_change_id = (SELECT min(other.id) FROM pending_changes AS other
                                     WHERE other.value = verifications.value
                                       AND other.type = verifications.channel
                                       AND other.user_id <> ?1)
            WHERE form = 'code'
              AND pending_change_id IN (SELECT id FROM pending_changes WHERE user_id = ?1)
              AND EXISTS (SELECT 1 FROM pending_changes AS other
                          WHERE other.value = verifications.value
                            AND other.type = verifications.channel
                            AND other.user_id <> ?1)",
            [user],
        )
    }
}

fn stored_verification(row: &Row<'_>) -> rusqlite::Result<StoredVerification> {
    Ok(StoredVerification {
        verification: Verification {
            id: row.get(0)?,
            form: row.get(1)?,
            kind: row.get(2)?,
            channel: row.get(3)?,
            value: row.get(4)?,
            identity_id: row.get(5)?,
            sign_up_id: row.get(6)?,
            pending_change_id: row.get(7)?,
            expires_at: row.get(8)?,
            created_at: row.get(9)?,
        },
        secret: row.get(10)?,
        key_id: row.get(11)?,
        failures: row.get(12)?,
        display_value: row.get(13)?,
        digits: row.get(14)?,
    })
}
