//! Passwords.

use rusqlite::{Row, params};

use super::SqliteTransaction;
use super::statement::only_of;
use crate::domain::{IdentityType, Timestamp, UserId};
use crate::error::Result;
use crate::store::Credentials;
use crate::store::rows::{NewPassword, OffFor, PasswordRow, SignInRow};

impl Credentials for SqliteTransaction<'_> {
    fn find_password(&mut self, user: UserId) -> Result<Option<PasswordRow>> {
        self.find(
            "
            SELECT data, off_for
            FROM credentials
            WHERE user_id = ?1 AND type = 'password'",
            [user],
            |row| Ok(PasswordRow { phc: row.get(0)?, off: row.get(1)? }),
        )
    }

    // Where nobody is found, whoever comes next in the index is read and not given, and so is the password
    // after one that is not there: the same pages are looked at on the way to rows of somebody.

    fn find_sign_in(&mut self, of: &IdentityType, value: &str) -> Result<Option<SignInRow>> {
        let found = self.find(
            "
            SELECT users.id, users.disabled_at IS NOT NULL,
                   iif(credentials.user_id = users.id, credentials.data, NULL),
                   credentials.user_id = users.id AND credentials.off_at IS NOT NULL,
                   identities.value
            FROM identities
            JOIN users ON users.id = identities.user_id
            LEFT JOIN credentials ON credentials.id = coalesce(
                (SELECT id FROM credentials
                 WHERE user_id >= users.id AND type = 'password'
                 ORDER BY user_id
                 LIMIT 1),
                (SELECT id FROM credentials
                 WHERE user_id >= x'' AND type = 'password'
                 ORDER BY user_id
                 LIMIT 1))
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
            |row| only_of(value, row.get_ref(4)?, sign_in(row)),
        )?;
        Ok(found.flatten())
    }

    fn find_sign_in_by_username(&mut self, key: &str) -> Result<Option<SignInRow>> {
        let found = self.find(
            "
            SELECT users.id, users.disabled_at IS NOT NULL,
                   iif(credentials.user_id = users.id, credentials.data, NULL),
                   credentials.user_id = users.id AND credentials.off_at IS NOT NULL,
                   users.username_key,
                   EXISTS (SELECT 1 FROM identities
                           WHERE identities.user_id = users.id
                             AND identities.verified_at IS NOT NULL)
            FROM users
            LEFT JOIN credentials ON credentials.id = coalesce(
                (SELECT id FROM credentials
                 WHERE user_id >= users.id AND type = 'password'
                 ORDER BY user_id
                 LIMIT 1),
                (SELECT id FROM credentials
                 WHERE user_id >= x'' AND type = 'password'
                 ORDER BY user_id
                 LIMIT 1))
            WHERE users.id = coalesce(
                (SELECT id FROM users
                 WHERE username_key >= ?1
                 ORDER BY username_key
                 LIMIT 1),
                (SELECT id FROM users
                 WHERE username_key >= ''
                 ORDER BY username_key
                 LIMIT 1))",
            [key],
            |row| {
                let is_proven: bool = row.get(5)?;
                let found = only_of(key, row.get_ref(4)?, sign_in(row))?;
                Ok(found.filter(|_| is_proven))
            },
        )?;
        Ok(found.flatten())
    }

    fn insert_password(&mut self, password: &NewPassword) -> Result<bool> {
        self.changes_row(
            "
            INSERT INTO credentials (id, user_id, type, data, created_at, updated_at)
            VALUES (?1, ?2, 'password', ?3, ?4, ?4)
            ON CONFLICT (user_id, type) DO NOTHING",
            params![password.id, password.user_id, password.phc, password.now],
        )
    }

    fn switch_password_off(&mut self, user: UserId, off: OffFor, now: Timestamp) -> Result<bool> {
        self.changes_row(
            "
            UPDATE credentials
            SET off_at = ?3, off_for = ?2, told_at = iif(?2 = 'expired', ?3, NULL)
            WHERE user_id = ?1
              AND type = 'password'
              AND (off_for IS NULL OR (off_for = 'failures' AND ?2 = 'expired'))",
            params![user, off, now],
        )
    }

    fn list_untold(&mut self, limit: u32) -> Result<Vec<UserId>> {
        self.list(
            "
            SELECT user_id
            FROM credentials -- may scan: an index that holds the untold and nothing else
            WHERE off_at IS NOT NULL AND told_at IS NULL
            LIMIT ?1",
            [limit],
            |row| row.get(0),
        )
    }

    fn mark_told(&mut self, user: UserId, now: Timestamp) -> Result<bool> {
        self.changes_row(
            "
            UPDATE credentials
            SET told_at = ?2
            WHERE user_id = ?1 AND off_at IS NOT NULL AND told_at IS NULL",
            params![user, now],
        )
    }

    fn put_password(&mut self, password: &NewPassword) -> Result<()> {
        self.execute(
            "
            INSERT INTO credentials (id, user_id, type, data, created_at, updated_at)
            VALUES (?1, ?2, 'password', ?3, ?4, ?4)
            ON CONFLICT (user_id, type) DO UPDATE
            SET data = excluded.data, updated_at = excluded.updated_at, off_at = NULL, off_for = NULL,
                told_at = NULL",
            params![password.id, password.user_id, password.phc, password.now],
        )?;
        Ok(())
    }

    fn change_password(
        &mut self,
        user: UserId,
        old: &str,
        new: &str,
        now: Timestamp,
    ) -> Result<bool> {
        self.changes_row(
            "
            UPDATE credentials
            SET data = ?3, updated_at = ?4, off_at = NULL, off_for = NULL, told_at = NULL
            WHERE user_id = ?1
              AND type = 'password'
              AND data = ?2
              AND off_for IS NOT 'expired'
              AND EXISTS (SELECT 1 FROM users WHERE users.id = ?1 AND users.disabled_at IS NULL)",
            params![user, old, new, now],
        )
    }

    fn replace_password(
        &mut self,
        user: UserId,
        old: &str,
        new: &str,
        now: Timestamp,
    ) -> Result<bool> {
        self.changes_row(
            "
            UPDATE credentials
            SET data = ?3, updated_at = ?4
            WHERE user_id = ?1
              AND type = 'password'
              AND data = ?2
              AND off_at IS NULL
              AND EXISTS (SELECT 1 FROM users WHERE users.id = ?1 AND users.disabled_at IS NULL)",
            params![user, old, new, now],
        )
    }
}

fn sign_in(row: &Row<'_>) -> rusqlite::Result<SignInRow> {
    Ok(SignInRow {
        user_id: row.get(0)?,
        disabled: row.get(1)?,
        phc: row.get(2)?,
        off: row.get::<_, Option<bool>>(3)?.unwrap_or_default(),
    })
}
