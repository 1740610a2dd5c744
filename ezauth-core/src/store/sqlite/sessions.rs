//! Sessions.

use rusqlite::{Row, params};

use super::SqliteTransaction;
use super::users::user_at;
use crate::domain::{Digest, Session, SessionId, SessionUser, Timestamp, UserId};
use crate::error::Result;
use crate::store::Sessions;
use crate::store::rows::{EndedSession, NewSession};

impl Sessions for SqliteTransaction<'_> {
    fn insert_session(&mut self, new: &NewSession, verified_phc: Option<&str>) -> Result<bool> {
        let NewSession { session, token } = new;
        self.changes_row(
            "
            INSERT INTO sessions (token, id, user_id, method, authenticated_at, created_at,
                                  last_seen_at, expires_at, idle_expires_at, ip, user_agent)
            SELECT ?1, ?2, users.id, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11
            FROM users
            WHERE users.id = ?3
              AND users.disabled_at IS NULL
              AND (?12 IS NULL
                   OR EXISTS (SELECT 1 FROM credentials
                              WHERE credentials.user_id = users.id
                                AND credentials.type = 'password'
                                AND credentials.off_at IS NULL
                                AND credentials.data = ?12))",
            params![
                token,
                session.id,
                session.user_id,
                session.method,
                session.authenticated_at,
                session.created_at,
                session.last_seen_at,
                session.expires_at,
                session.idle_expires_at,
                session.ip,
                session.user_agent,
                verified_phc
            ],
        )
    }

    fn find_session(&mut self, token: &Digest) -> Result<Option<SessionUser>> {
        self.find(FIND_SESSION, [token], |row| {
            Ok(SessionUser { session: session(row)?, user: user_at(row, 10)? })
        })
    }

    fn list_sessions(&mut self, user: UserId) -> Result<Vec<Session>> {
        self.list(
            "
            SELECT id, user_id, method, authenticated_at, created_at, last_seen_at, expires_at,
                   idle_expires_at, ip, user_agent
            FROM sessions
            WHERE user_id = ?1
            ORDER BY created_at DESC, id DESC",
            [user],
            session,
        )
    }

    fn touch_session(&mut self, token: &Digest, now: Timestamp, idle: Timestamp) -> Result<bool> {
        // An idle end later than the end would break a rule of the table, and fail the batch.
        self.changes_row(
            "
            UPDATE sessions
            SET last_seen_at = ?2, idle_expires_at = min(?3, expires_at)
            WHERE token = ?1 AND last_seen_at < ?2",
            params![token, now, idle],
        )
    }

    fn end_session(&mut self, token: &Digest) -> Result<Option<EndedSession>> {
        self.find(
            "
            DELETE FROM sessions
            WHERE token = ?1
            RETURNING id, user_id",
            [token],
            |row| Ok(EndedSession { id: row.get(0)?, user_id: row.get(1)? }),
        )
    }

    fn end_session_by_id(
        &mut self,
        user: UserId,
        session: SessionId,
        now: Timestamp,
    ) -> Result<bool> {
        let ended = self.find(
            "
            DELETE FROM sessions
            WHERE user_id = ?1 AND id = ?2
            RETURNING idle_expires_at > ?3",
            params![user, session, now],
            |row| row.get(0),
        )?;
        Ok(ended.unwrap_or(false))
    }

    fn end_sessions(&mut self, user: UserId, now: Timestamp) -> Result<u64> {
        self.execute(
            "
            DELETE FROM sessions
            WHERE user_id = ?1 AND idle_expires_at <= ?2",
            params![user, now],
        )?;
        self.execute(
            "
            DELETE FROM sessions
            WHERE user_id = ?1",
            [user],
        )
    }

    fn end_other_sessions(&mut self, user: UserId, kept: SessionId, now: Timestamp) -> Result<u64> {
        self.execute(
            "
            DELETE FROM sessions
            WHERE user_id = ?1 AND id <> ?2 AND idle_expires_at <= ?3",
            params![user, kept, now],
        )?;
        self.execute(
            "
            DELETE FROM sessions
            WHERE user_id = ?1 AND id <> ?2",
            params![user, kept],
        )
    }

    fn end_every_session(&mut self) -> Result<u64> {
        self.execute(
            "
            DELETE FROM sessions -- may scan: none of them stays",
            [],
        )
    }

    fn trim_sessions(
        &mut self,
        user: UserId,
        opened: SessionId,
        others: u32,
        now: Timestamp,
        made_until: Timestamp,
    ) -> Result<u64> {
        // An index tells how many there are. To tell which of them go, a page is read for each.
        let count: Option<u32> = self.find(
            "
            SELECT count(*)
            FROM sessions
            WHERE user_id = ?1",
            [user],
            |row| row.get(0),
        )?;
        if count.unwrap_or_default() <= others {
            return Ok(0);
        }
        // A limit below zero is none.
        self.execute(
            "
            DELETE FROM sessions
            WHERE token IN (SELECT token FROM sessions
                            WHERE user_id = ?1 AND id <> ?2
                            ORDER BY idle_expires_at <= ?4 OR created_at > ?5,
                                     last_seen_at DESC, id DESC
                            LIMIT -1 OFFSET ?3)",
            params![user, opened, others, now, made_until],
        )
    }
}

/// The statement of every request. Each use looks it up by its whole text, so it is a short one.
const FIND_SESSION: &str = "
    SELECT s.id, s.user_id, s.method, s.authenticated_at, s.created_at, s.last_seen_at, s.expires_at,
    s.idle_expires_at, s.ip, s.user_agent, u.id, u.name, u.username, u.metadata,
    EXISTS (SELECT 1 FROM credentials c WHERE c.user_id = u.id AND c.type = 'password'),
    u.disabled_at, u.created_at, u.updated_at
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.token = ?1";

/// The session that a row begins with: id, user_id, method, authenticated_at, created_at,
/// last_seen_at, expires_at, idle_expires_at, ip, user_agent.
fn session(row: &Row<'_>) -> rusqlite::Result<Session> {
    Ok(Session {
        id: row.get(0)?,
        user_id: row.get(1)?,
        method: row.get(2)?,
        authenticated_at: row.get(3)?,
        created_at: row.get(4)?,
        last_seen_at: row.get(5)?,
        expires_at: row.get(6)?,
        idle_expires_at: row.get(7)?,
        ip: row.get(8)?,
        user_agent: row.get(9)?,
    })
}
