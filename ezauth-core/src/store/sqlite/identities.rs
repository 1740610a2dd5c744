//! Identities.

use rusqlite::{Row, params};

use super::SqliteTransaction;
use super::users::user_at;
use crate::domain::{Identity, IdentityId, IdentityType, Timestamp, UserIdentity};
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
              AND identities.verified_at IS NOT NULL",
            params![of, value],
            user_identity,
        )
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
