//! Sessions: a device that is signed in.

use super::named::named;
use super::{Secret, SessionId, Timestamp, User, UserId};

named! {
    /// How a session was proven.
    SessionMethod, "method" {
        /// With the account's password.
        Password "password",
        /// With a link from the inbox.
        Link "link",
        /// With a code from the inbox.
        Code "code",
        /// On the host's word.
        Host "host",
    }
}

/// A device that is signed in. Its token is not part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The public id, for listing and revoking.
    pub id: SessionId,
    /// Who is signed in.
    pub user_id: UserId,
    /// How it was proven.
    pub method: SessionMethod,
    /// When it was last proven.
    pub authenticated_at: Timestamp,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it was last used, to about a minute.
    pub last_seen_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
    /// When it ends unless it is used before. Never later than `expires_at`.
    pub idle_expires_at: Timestamp,
    /// The address it was opened from.
    pub ip: Option<String>,
    /// The program it was opened with, cut at 512 bytes.
    pub user_agent: Option<String>,
}

impl Session {
    /// Whether the session has ended by itself. Once refused for it, it is deleted, so that a clock
    /// set back does not revive it.
    pub(crate) fn is_expired(&self, now: Timestamp) -> bool {
        now >= self.expires_at || now >= self.idle_expires_at
    }

    /// Whether the session counts now.
    pub(crate) fn is_live(&self, now: Timestamp) -> bool {
        !self.is_expired(now) && !self.created_at.is_in_future(now)
    }
}

/// A live session and its user: what a request needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionUser {
    /// The session.
    pub session: Session,
    /// Its user.
    pub user: User,
}

/// A session just opened.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// The user.
    pub user: User,
    /// The session.
    pub session: Session,
    /// The secret for the user's browser: 43 characters, 256 random bits. It is shown this once.
    pub token: Secret,
}
