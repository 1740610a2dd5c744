//! Sessions: opening, checking on every request, listing, ending.

use std::time::Duration;

use serde_json::json;

use super::Accounts;
use super::core::Core;
use super::standing::Freshness;
use crate::crypto::{Draw, TokenText, new_token};
use crate::domain::input::{Caller, Context};
use crate::domain::{
    Digest, EventType, Secret, Session, SessionId, SessionMethod, SessionUser, SignIn, Timestamp,
    User, UserId,
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
            let opening = core.draw_session(&core.draw(), SessionMethod::Host, &caller)?;
            core.store.write(|tx| {
                if opening.write(tx, core, user, None)?.is_some() {
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
        self.call(|core| core.find_live_session(token, core.clock.now()))
    }

    /// The user of a live session, or `None` as for [`get_session`](Self::get_session).
    pub fn get_user_by_session_token(&self, token: &str) -> Result<Option<User>> {
        self.call(|core| {
            Ok(core.find_live_session(token, core.clock.now())?.map(|found| found.user))
        })
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

impl Accounts {
    /// Ends every session of a user but the one of this token, and says how many there were.
    ///
    /// # Errors
    /// `invalid_token` if the session is not live, `invalid_argument` on `ip` and `user_agent`.
    pub fn revoke_other_sessions(&self, session_token: &str, context: &Context) -> Result<u64> {
        self.call(|core| {
            let caller = Caller::parse(context)?;
            let draw = core.draw();
            let standing = core.stand(session_token, draw.now, Freshness::Any)?;
            let (user, session) = (standing.user.id, standing.session.id);
            let event = NewEvent::new(&draw, EventType::SessionsRevoked)?.of(user).by(&caller);
            core.store.write(|tx| {
                tx.lock_user(user)?;
                standing.check(tx, core, draw.now)?;
                let ended = tx.end_other_sessions(user, session, draw.now)?;
                if ended > 0 {
                    let event = event.clone().in_session(session);
                    tx.insert_event(&event.with(&json!({ "sessions": ended })))?;
                }
                Ok(ended)
            })
        })
    }
}

/// A session to open, with everything drawn but whose it will be.
pub(super) struct Opening {
    pub(super) token: Secret,
    digest: Digest,
    id: SessionId,
    method: SessionMethod,
    now: Timestamp,
    caller: Caller,
    event: NewEvent,
}

impl Opening {
    /// Opens it for this user; nothing, if the user is gone, disabled or, where `verified_phc` is
    /// given, has another password by now.
    pub(super) fn write(
        &self,
        tx: &mut dyn Transaction,
        core: &Core,
        user: UserId,
        verified_phc: Option<&str>,
    ) -> Result<Option<Session>> {
        let Self { now, .. } = *self;
        let session = self.session(core, user);
        let row = NewSession { session, token: self.digest };
        if !tx.insert_session(&row, verified_phc)? {
            return Ok(None);
        }
        tx.mark_used(user, now)?;
        let others = core.settings.sessions_per_user - 1;
        tx.trim_sessions(user, self.id, others, now, now.with_skew())?;
        core.sweep_a_little(tx, &[Swept::Sessions, Swept::Events, Swept::Throttles], now)?;
        tx.insert_event(&self.event.clone().of(user))?;
        Ok(Some(row.session))
    }

    /// Opens it for whoever has just proven this account.
    ///
    /// # Errors
    /// `invalid_token`, if the user cannot have a session.
    pub(super) fn write_proven(
        &self,
        tx: &mut dyn Transaction,
        core: &Core,
        user: UserId,
    ) -> Result<(User, Session)> {
        let session = self.write(tx, core, user, None)?.ok_or(ErrorKind::InvalidToken)?;
        let user = tx.find_user(user)?.ok_or(ErrorKind::InvalidToken)?;
        Ok((user, session))
    }

    /// The same act, told as another event.
    pub(super) fn told_as(mut self, event_type: EventType) -> Self {
        self.event.event_type = event_type;
        self
    }

    fn session(&self, core: &Core, user_id: UserId) -> Session {
        let Self { now, .. } = *self;
        let expires_at = now.after(core.settings.session_lifetime);
        Session {
            id: self.id,
            user_id,
            method: self.method,
            authenticated_at: now,
            created_at: now,
            last_seen_at: now,
            expires_at,
            idle_expires_at: expires_at.min(now.after(core.settings.session_idle_lifetime)),
            ip: self.caller.ip().map(|ip| ip.to_string()),
            user_agent: self.caller.user_agent().map(str::to_owned),
        }
    }

    /// What the caller is given, once the session is open.
    pub(super) fn signed_in(self, user: User, session: Session) -> SignIn {
        SignIn { user, session, token: self.token }
    }
}

impl Core {
    pub(super) fn draw_session(
        &self,
        draw: &Draw<'_>,
        method: SessionMethod,
        caller: &Caller,
    ) -> Result<Opening> {
        let (token, digest) = new_token(draw.random)?;
        let id = draw.id(SessionId::new)?;
        let event = NewEvent::new(draw, EventType::SessionCreated)?
            .in_session(id)
            .by(caller)
            .with(&json!({ "method": method.name() }));
        #[cfg(feature = "seeded-faults")]
        let event = match is_seeded(Fault::TokenInEvent) {
            true => event.with(&json!({ "token": token.expose() })),
            false => event,
        };
        Ok(Opening { token, digest, id, method, now: draw.now, caller: caller.clone(), event })
    }

    /// The live session of a token, and its user. Whether it is in use is noted.
    pub(super) fn find_live_session(
        &self,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<SessionUser>> {
        let Some(token) = TokenText::digest(token) else { return Ok(None) };
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
