//! Users and their profiles.

use rusqlite::{Row, params};

use super::SqliteTransaction;
use crate::domain::{Timestamp, User, UserId};
use crate::error::Result;
use crate::store::Users;
use crate::store::rows::{NewUser, ProfileRow};

impl Users for SqliteTransaction<'_> {
    /// Nothing to do: `BEGIN IMMEDIATE` has made every other writer wait before the body began.
    fn lock_user(&mut self, _user: UserId) -> Result<()> {
        Ok(())
    }

    /// Nothing to do, as for [`lock_user`](Users::lock_user).
    fn lock_value(&mut self, _value: &str) -> Result<()> {
        Ok(())
    }

    fn insert_user(&mut self, user: &NewUser) -> Result<()> {
        self.execute(
            "
            INSERT INTO users (id, first_used_at, created_at, updated_at)
            VALUES (?1, ?2, ?3, ?3)",
            params![user.id, user.first_used_at, user.created_at],
        )?;
        Ok(())
    }

    fn find_user(&mut self, user: UserId) -> Result<Option<User>> {
        self.find(
            "
            SELECT id, name, username, metadata,
                   EXISTS (SELECT 1 FROM credentials
                           WHERE credentials.user_id = users.id AND credentials.type = 'password'),
                   disabled_at, created_at, updated_at
            FROM users
            WHERE id = ?1",
            [user],
            |row| user_at(row, 0),
        )
    }

    fn find_user_by_username(&mut self, key: &str) -> Result<Option<User>> {
        self.find(
            "
            SELECT id, name, username, metadata,
                   EXISTS (SELECT 1 FROM credentials
                           WHERE credentials.user_id = users.id AND credentials.type = 'password'),
                   disabled_at, created_at, updated_at
            FROM users
            WHERE username_key = ?1",
            [key],
            |row| user_at(row, 0),
        )
    }

    fn update_profile(
        &mut self,
        user: UserId,
        profile: &ProfileRow,
        now: Timestamp,
    ) -> Result<bool> {
        self.changes_row(
            "
            UPDATE users
            SET name = ?2, username = ?3, username_key = ?4, metadata = ?5, updated_at = ?6
            WHERE id = ?1
              AND NOT EXISTS (SELECT 1 FROM users AS other
                              WHERE other.username_key = ?4 AND other.id <> ?1)",
            params![
                user,
                profile.name,
                profile.username,
                profile.username_key,
                profile.metadata,
                now
            ],
        )
    }

    fn mark_used(&mut self, user: UserId, now: Timestamp) -> Result<()> {
        self.execute(
            "
            UPDATE users
            SET first_used_at = ?2
            WHERE id = ?1 AND first_used_at IS NULL",
            params![user, now],
        )?;
        Ok(())
    }

    fn list_users(
        &mut self,
        after: Option<UserId>,
        disabled: Option<bool>,
        limit: u32,
    ) -> Result<Vec<User>> {
        // No id is the first, and every blob is greater than an empty one.
        let after = after.as_ref().map_or(&[][..], |id| id.as_bytes());
        // The disabled have an index of their own, for they are few among many.
        let sql = match disabled {
            Some(true) => {
                "
                SELECT id, name, username, metadata,
                       EXISTS (SELECT 1 FROM credentials
                               WHERE credentials.user_id = users.id
                                 AND credentials.type = 'password'),
                       disabled_at, created_at, updated_at
                FROM users INDEXED BY users_disabled
                WHERE id > ?1 AND disabled_at IS NOT NULL
                ORDER BY id
                LIMIT ?2"
            }
            Some(false) => {
                "
                SELECT id, name, username, metadata,
                       EXISTS (SELECT 1 FROM credentials
                               WHERE credentials.user_id = users.id
                                 AND credentials.type = 'password'),
                       disabled_at, created_at, updated_at
                FROM users
                WHERE id > ?1 AND disabled_at IS NULL
                ORDER BY id
                LIMIT ?2"
            }
            None => {
                "
                SELECT id, name, username, metadata,
                       EXISTS (SELECT 1 FROM credentials
                               WHERE credentials.user_id = users.id
                                 AND credentials.type = 'password'),
                       disabled_at, created_at, updated_at
                FROM users
                WHERE id > ?1
                ORDER BY id
                LIMIT ?2"
            }
        };
        self.list(sql, params![after, limit], |row| user_at(row, 0))
    }

    fn disable_user(&mut self, user: UserId, now: Timestamp) -> Result<bool> {
        self.changes_row(
            "
            UPDATE users
            SET disabled_at = ?2, updated_at = ?2
            WHERE id = ?1 AND disabled_at IS NULL",
            params![user, now],
        )
    }

    fn enable_user(&mut self, user: UserId, now: Timestamp) -> Result<bool> {
        self.changes_row(
            "
            UPDATE users
            SET disabled_at = NULL, updated_at = ?2
            WHERE id = ?1 AND disabled_at IS NOT NULL",
            params![user, now],
        )
    }

    fn delete_user(&mut self, user: UserId) -> Result<bool> {
        self.changes_row(
            "
            DELETE FROM users
            WHERE id = ?1",
            [user],
        )
    }
}

/// The user whose columns begin at `first`: id, name, username, metadata, whether there is a
/// password, disabled_at, created_at, updated_at.
pub(super) fn user_at(row: &Row<'_>, first: usize) -> rusqlite::Result<User> {
    Ok(User {
        id: row.get(first)?,
        name: row.get(first + 1)?,
        username: row.get(first + 2)?,
        metadata: row.get(first + 3)?,
        has_password: row.get(first + 4)?,
        disabled_at: row.get(first + 5)?,
        created_at: row.get(first + 6)?,
        updated_at: row.get(first + 7)?,
    })
}
