//! Identities.

use rusqlite::{Row, params};

use super::SqliteTransaction;
use super::statement::only_of;
use super::users::user_at;
use crate::domain::{Identity, IdentityId, IdentityType, Timestamp, UserId, UserIdentity};
use crate::error::Result;
use crate::store::Identities;

impl Identities for SqliteTransaction<'_> {
    fn insert_identity(&mut self, identity: &Identity) -> Result<()> {
        self.execute(
            "
            INSERT INTO identities (id, user_id, type, value, display_value,
                                    verified_at, created_at, updated_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                identity.id,
                identity.user_id,
                identity.identity_type,
                identity.value,
                identity.display_value,
                identity.verified_at,
                identity.created_at,
                identity.updated_at
            ],
        )?;
        Ok(())
    }

    fn find_identity(&mut self, identity: IdentityId) -> Result<Option<Identity>> {
        self.find(
            "
            SELECT id, user_id, type, value, display_value, verified_at, created_at, updated_at
            FROM identities
            WHERE id = ?1",
            [identity],
            |row| identity_at(row, 0),
        )
    }

    fn find_verified(&mut self, of: &IdentityType, value: &str) -> Result<Option<UserIdentity>> {
        // Where nobody has the value, whoever comes next in the index is read instead, and not given: the same
        // pages are looked at on the way to rows of somebody, which are as likely to be in a cache.
        let found = self.find(
            "
            SELECT users.id, users.name, users.username,
                   iif(identities.value = ?2, users.metadata, '{}'),
                   EXISTS (SELECT 1 FROM credentials
                           WHERE credentials.user_id = users.id AND credentials.type = 'password'),
                   users.disabled_at, users.created_at, users.updated_at,
                   identities.id, identities.user_id, identities.type, identities.value,
                   identities.display_value, identities.verified_at, identities.created_at,
                   identities.updated_at
            FROM identities
            JOIN users ON users.id = identities.user_id
            WHERE identities.id = coalesce(
                (SELECT id FROM identities
                 WHERE type = ?1 AND value >= ?2 AND verified_at IS NOT NULL
                 ORDER BY value
                 LIMIT 1),
                (SELECT id FROM identities
                 WHERE type = ?1 AND value >= '' AND verified_at IS NOT NULL
                 ORDER BY value
                 LIMIT 1))",
            params![of, value],
            |row| only_of(value, row.get_ref(11)?, user_identity(row)),
        )?;
        Ok(found.flatten())
    }

    fn find_clean(&mut self, of: &IdentityType, value: &str) -> Result<Option<UserIdentity>> {
        self.find(
            "
            SELECT users.id, users.name, users.username, users.metadata,
                   EXISTS (SELECT 1 FROM credentials
                           WHERE credentials.user_id = users.id AND credentials.type = 'password'),
                   users.disabled_at, users.created_at, users.updated_at,
                   identities.id, identities.user_id, identities.type, identities.value,
                   identities.display_value, identities.verified_at, identities.created_at,
                   identities.updated_at
            FROM identities
            JOIN users ON users.id = identities.user_id
            WHERE identities.type = ?1
              AND identities.value = ?2
              AND identities.verified_at IS NULL
              AND users.first_used_at IS NULL
              AND users.disabled_at IS NULL
            ORDER BY users.created_at, users.id
            LIMIT 1",
            params![of, value],
            user_identity,
        )
    }

    fn insert_verified(&mut self, identity: &Identity) -> Result<bool> {
        self.changes_row(
            "
            INSERT INTO identities (id, user_id, type, value, display_value,
                                    verified_at, created_at, updated_at)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
            WHERE ?6 IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM identities
                              WHERE type = ?3 AND value = ?4 AND verified_at IS NOT NULL)",
            params![
                identity.id,
                identity.user_id,
                identity.identity_type,
                identity.value,
                identity.display_value,
                identity.verified_at,
                identity.created_at,
                identity.updated_at
            ],
        )
    }

    fn find_own(
        &mut self,
        user: UserId,
        of: &IdentityType,
        value: &str,
    ) -> Result<Option<Identity>> {
        self.find(
            "
            SELECT id, user_id, type, value, display_value, verified_at, created_at, updated_at
            FROM identities
            WHERE type = ?2 AND value = ?3 AND user_id = ?1
            ORDER BY verified_at IS NULL, id
            LIMIT 1",
            params![user, of, value],
            |row| identity_at(row, 0),
        )
    }

    fn list_identities(&mut self, user: UserId) -> Result<Vec<Identity>> {
        self.list(
            "
            SELECT id, user_id, type, value, display_value, verified_at, created_at, updated_at
            FROM identities
            WHERE user_id = ?1
            ORDER BY created_at, id",
            [user],
            |row| identity_at(row, 0),
        )
    }

    fn remove_identity(&mut self, user: UserId, identity: IdentityId) -> Result<bool> {
        // Whoever has a verified way in keeps one; whoever has none keeps what may become one.
        self.changes_row(
            "
            DELETE FROM identities
            WHERE id = ?2
              AND user_id = ?1
              AND EXISTS (SELECT 1 FROM identities AS other
                          WHERE other.user_id = ?1
                            AND other.id <> ?2
                            AND (other.verified_at IS NOT NULL OR identities.verified_at IS NULL))",
            params![user, identity],
        )
    }

    fn delete_identity(&mut self, identity: IdentityId) -> Result<bool> {
        self.changes_row(
            "
            DELETE FROM identities
            WHERE id = ?1",
            [identity],
        )
    }

    fn verify_identity(&mut self, identity: IdentityId, now: Timestamp) -> Result<bool> {
        self.changes_row(
            "
            UPDATE identities
            SET verified_at = ?2, updated_at = ?2
            WHERE id = ?1
              AND verified_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM identities AS holder
                              WHERE holder.type = identities.type
                                AND holder.value = identities.value
                                AND holder.verified_at IS NOT NULL)",
            params![identity, now],
        )
    }
}

fn user_identity(row: &Row<'_>) -> rusqlite::Result<UserIdentity> {
    Ok(UserIdentity { user: user_at(row, 0)?, identity: identity_at(row, 8)? })
}

/// The identity whose columns begin at `first`: id, user_id, type, value, display_value,
/// verified_at, created_at, updated_at.
fn identity_at(row: &Row<'_>, first: usize) -> rusqlite::Result<Identity> {
    Ok(Identity {
        id: row.get(first)?,
        user_id: row.get(first + 1)?,
        identity_type: row.get(first + 2)?,
        value: row.get(first + 3)?,
        display_value: row.get(first + 4)?,
        verified_at: row.get(first + 5)?,
        created_at: row.get(first + 6)?,
        updated_at: row.get(first + 7)?,
    })
}
