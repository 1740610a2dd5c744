//! Sessions.

use ezauth_core::domain;

use crate::convert::Time;
use crate::records::record;
use crate::records::users::User;

record! {
    /// A device that is signed in. Its token is not part of it.
    Session(domain::Session) {
        /// The public id, for listing and revoking.
        id: String = |it| it.id.to_string();
        /// Who is signed in.
        user_id: String = |it| it.user_id.to_string();
        /// How it was proven: `password`, `link`, `code` or `host`.
        method: &str = |it| it.method.name();
        /// When it was last proven.
        authenticated_at: Time = |it| Time(it.authenticated_at);
        /// When it was opened.
        created_at: Time = |it| Time(it.created_at);
        /// When it was last used, to about a minute.
        last_seen_at: Time = |it| Time(it.last_seen_at);
        /// When it ends at the latest.
        expires_at: Time = |it| Time(it.expires_at);
        /// When it ends unless it is used before. Never later than `expires_at`.
        idle_expires_at: Time = |it| Time(it.idle_expires_at);
        /// The address it was opened from.
        ip: Option<&str> = |it| it.ip.as_deref();
        /// The program it was opened with, cut at 512 bytes.
        user_agent: Option<&str> = |it| it.user_agent.as_deref();
    }
}

record! {
    /// A live session and its user: what a request needs to know.
    SessionUser(domain::SessionUser) {
        /// The session.
        session: Session = |it| Session(it.session.clone());
        /// Its user.
        user: User = |it| User(it.user.clone());
    }
}

record! {
    /// A session just opened.
    SignIn(domain::SignIn) {
        /// The user.
        user: User = |it| User(it.user.clone());
        /// The session.
        session: Session = |it| Session(it.session.clone());
    }
    secret {
        /// The secret for the user's browser: 43 characters, 256 random bits. It is shown this
        /// once.
        token: &str = |it| it.token.expose();
    }
}
