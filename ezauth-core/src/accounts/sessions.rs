//! Sessions: opening, checking on every request, listing, ending.

use std::time::Duration;

use serde_json::json;

use super::Accounts;
use super::core::Core;
use crate::crypto::{Draw, TokenText, new_token};
use crate::domain::input::{Caller, Context};
use crate::domain::{
    Digest, EventType, Secret, Session, SessionId, SessionMethod, SessionUser, Timestamp, User,
    UserId,
};
use crate::error::{ErrorKind, Result};
#[cfg(feature = "seeded-faults")]
use crate::faults::{Fault, is_seeded};
use crate::store::Transaction;
use crate::store::rows::{NewEvent, NewSession, Swept};

/// How often `last_seen_at` is written: a request must not cost a write each time.
const TOUCH_INTERVAL: Duration = Duration::from_secs(60);

impl Accounts {
    /// Opens a session on the host's word and returns its token: 43 characters for the user's
    /// browser, shown this once.
    ///
    /// # Errors
    /// `not_found`, `disabled`, `invalid_argument` on `ip` and `user_agent`.
    pub fn generate_user_session_token(&self, user: UserId, context: &Context) -> Result<Secret> {
        self.call(|core| {
            let caller = Caller::parse(context)?;
            let opening = core.draw_session(&core.draw(), user, SessionMethod::Host, &caller)?;
            core.store.write(|tx| {
                if opening.write(tx, core, None)? {
                    return Ok(());
                }
                let refusal = match tx.find_user(user)? {
                    Some(_) => ErrorKind::Disabled,
                    None => ErrorKind::NotFound,
                };
                Err(refusal.into())
            })?;
            Ok(opening.token)
        })
    }

    /// The live session of this token, and its user: the call to make on every request. Unknown,
    /// malformed, expired, idle, revoked and disabled look the same: `None`.
    pub fn get_session(&self, token: &str) -> Result<Option<SessionUser>> {
        self.call(|core| core.find_live_session(token))
    }

    /// The user of a live session, or `None` as for [`get_session`](Self::get_session).
    pub fn get_user_by_session_token(&self, token: &str) -> Result<Option<User>> {
        self.call(|core| Ok(core.find_live_session(token)?.map(|found| found.user)))
    }

    /// The live sessions of a user, the newest first. An unknown user has none.
    pub fn list_user_sessions(&self, user: UserId) -> Result<Vec<Session>> {
        self.call(|core| {
            let now = core.clock.now();
            let mut sessions = core.store.read(|tx| tx.list_sessions(user))?;
            let expired: Vec<SessionId> =
                sessions.iter().filter(|it| it.is_expired(now)).map(|it| it.id).collect();
            if !expired.is_empty() {
                // Before they are left out, so that a clock set back cannot revive them.
                core.store.write(|tx| {
                    for &session in &expired {
                        tx.end_session_by_id(user, session, now)?;
                    }
                    Ok(())
                })?;
            }
            sessions.retain(|session| session.is_live(now));
            Ok(sessions)
        })
    }

    /// Ends the session of this token, and says whether there was one. It is refused by every
    /// process from its next call on.
    pub fn revoke_user_session_token(&self, token: &str) -> Result<bool> {
        self.call(|core| {
            let Some(token) = TokenText::digest(token) else { return Ok(false) };
            let draw = core.draw();
            let event = NewEvent::new(&draw, EventType::SessionRevoked)?;
            core.store.write(|tx| {
                let live = tx.find_session(&token)?.is_some_and(|s| s.session.is_live(draw.now));
                match tx.end_session(&token)? {
                    Some(ended) if live => {
                        tx.insert_event(&event.clone().of(ended.user_id).in_session(ended.id))?;
                        Ok(true)
                    }
                    _ => Ok(false),
                }
            })
        })
    }

    /// Ends one session of a user, and says whether there was one. Another user's session looks
    /// unknown.
    ///
    /// # Errors
    /// `invalid_argument` on `ip` and `user_agent`.
    pub fn revoke_user_session(
        &self,
        user: UserId,
        session: SessionId,
        context: &Context,
    ) -> Result<bool> {
        self.call(|core| {
            let caller = Caller::parse(context)?;
            let draw = core.draw();
            let event = NewEvent::new(&draw, EventType::SessionRevoked)?
                .of(user)
                .in_session(session)
                .by(&caller);
            core.store.write(|tx| {
                let ended = tx.end_session_by_id(user, session, draw.now)?;
                if ended {
                    tx.insert_event(&event)?;
                }
                Ok(ended)
            })
        })
    }

    /// Ends all sessions of a user, and says how many there were. An unknown user has none.
    pub fn revoke_user_sessions(&self, user: UserId) -> Result<u64> {
        self.call(|core| {
            let draw = core.draw();
            let event = NewEvent::new(&draw, EventType::SessionsRevoked)?.of(user);
            core.store.write(|tx| {
                let ended = tx.end_sessions(user, draw.now)?;
                if ended > 0 {
                    tx.insert_event(&event.clone().with(&json!({ "sessions": ended })))?;
                }
                Ok(ended)
            })
        })
    }
}

/// A session to open, with everything drawn.
pub(super) struct Opening {
    pub(super) token: Secret,
    pub(super) row: NewSession,
    event: NewEvent,
}

impl Opening {
    /// Opens it, unless the user is gone, disabled or, where `verified_phc` is given, has another
    /// password by now.
    pub(super) fn write(
        &self,
        tx: &mut dyn Transaction,
        core: &Core,
        verified_phc: Option<&str>,
    ) -> Result<bool> {
        let NewSession { session, .. } = &self.row;
        if !tx.insert_session(&self.row, verified_phc)? {
            return Ok(false);
        }
        tx.mark_used(session.user_id, session.created_at)?;
        let (user, now) = (session.user_id, session.created_at);
        let others = core.settings.sessions_per_user - 1;
        tx.trim_sessions(user, session.id, others, now, now.with_skew())?;
        core.sweep_a_little(tx, &[Swept::Sessions, Swept::Events], now)?;
        tx.insert_event(&self.event)?;
        Ok(true)
    }
}

impl Core {
    pub(super) fn draw_session(
        &self,
        draw: &Draw<'_>,
        user: UserId,
        method: SessionMethod,
        caller: &Caller,
    ) -> Result<Opening> {
        let now = draw.now;
        let (token, digest) = new_token(draw.random)?;
        let expires_at = now.after(self.settings.session_lifetime);
        let session = Session {
            id: draw.id(SessionId::new)?,
            user_id: user,
            method,
            authenticated_at: now,
            created_at: now,
            last_seen_at: now,
            expires_at,
            idle_expires_at: expires_at.min(now.after(self.settings.session_idle_lifetime)),
            ip: caller.ip().map(|ip| ip.to_string()),
            user_agent: caller.user_agent().map(str::to_owned),
        };
        let event = NewEvent::new(draw, EventType::SessionCreated)?
            .of(user)
            .in_session(session.id)
            .by(caller)
            .with(&json!({ "method": method.name() }));
        #[cfg(feature = "seeded-faults")]
        let event = match is_seeded(Fault::TokenInEvent) {
            true => event.with(&json!({ "token": token.expose() })),
            false => event,
        };
        Ok(Opening { token, row: NewSession { session, token: digest }, event })
    }

    fn find_live_session(&self, token: &str) -> Result<Option<SessionUser>> {
        let Some(token) = TokenText::digest(token) else { return Ok(None) };
        let now = self.clock.now();
        let Some(found) = self.store.read(|tx| tx.find_session(&token))? else { return Ok(None) };
        if found.session.is_expired(now) {
            #[cfg(feature = "seeded-faults")]
            if is_seeded(Fault::KeepExpired) {
                return Ok(None);
            }
            // Before it is refused, so that a clock set back cannot revive it.
            self.store.write(|tx| tx.end_session(&token))?;
            return Ok(None);
        }
        if !found.session.is_live(now) || found.user.disabled_at.is_some() {
            return Ok(None);
        }
        if now >= found.session.last_seen_at.after(TOUCH_INTERVAL) {
            self.touch(token, &found.session, now);
        }
        Ok(Some(found))
    }

    /// Notes that a session is in use. A lost note only shortens the session.
    fn touch(&self, token: Digest, session: &Session, now: Timestamp) {
        let idle = session.expires_at.min(now.after(self.settings.session_idle_lifetime));
        self.store.offer(Box::new(move |tx| tx.touch_session(&token, now, idle).map(drop)));
    }
}
