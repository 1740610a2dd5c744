//! Who stands behind a session token, for what only the account's owner may do.

use super::core::Core;
use crate::crypto::TokenText;
use crate::domain::{Digest, Session, SessionId, Timestamp, User, UserId};
use crate::error::{ErrorKind, Result};
use crate::store::Transaction;
use crate::store::rows::VerificationScope;

/// How recently the session must have been proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Freshness {
    /// Whenever.
    Any,
    /// Within `reauthentication_age`.
    Recent,
}

/// A live session with its user, found before the transaction and checked again in it.
pub(super) struct Standing {
    pub(super) session: Session,
    pub(super) user: User,
    token: Digest,
    freshness: Freshness,
}

impl Core {
    /// # Errors
    /// `invalid_token` if the session is not live, `reauthentication_required` if it was proven too
    /// long ago.
    pub(super) fn stand(
        &self,
        session_token: &str,
        now: Timestamp,
        freshness: Freshness,
    ) -> Result<Standing> {
        let token = TokenText::digest(session_token).ok_or(ErrorKind::InvalidToken)?;
        let found = self.find_live_session(session_token, now)?;
        let found = found.ok_or(ErrorKind::InvalidToken)?;
        let standing = Standing { session: found.session, user: found.user, token, freshness };
        standing.check_freshness(self, now)?;
        Ok(standing)
    }

    /// Ends what an account's ways in have led to, when they change: its sessions, but for the one
    /// that changes them, its links and codes, its pending changes, and the messages that carry them.
    /// Says how many sessions.
    pub(super) fn end_past(
        &self,
        tx: &mut dyn Transaction,
        user: UserId,
        kept: Option<SessionId>,
        now: Timestamp,
    ) -> Result<u64> {
        #[cfg(feature = "seeded-faults")]
        if crate::faults::is_seeded(crate::faults::Fault::KeepPast) {
            return Ok(0);
        }
        let sessions = match kept {
            Some(kept) => tx.end_other_sessions(user, kept, now)?,
            None => tx.end_sessions(user, now)?,
        };
        tx.end_verifications(VerificationScope::User(user))?;
        Ok(sessions)
    }
}

impl Standing {
    /// Looks again, in the transaction that acts: the session may have been ended since.
    ///
    /// # Errors
    /// As for [`Core::stand`].
    pub(super) fn check(
        &self,
        tx: &mut dyn Transaction,
        core: &Core,
        now: Timestamp,
    ) -> Result<()> {
        let found = tx.find_session(&self.token)?;
        let live = found.filter(|it| it.session.is_live(now) && it.user.disabled_at.is_none());
        if live.is_none_or(|it| it.session.id != self.session.id) {
            return Err(ErrorKind::InvalidToken.into());
        }
        self.check_freshness(core, now)
    }

    /// Ends the session, in favour of another.
    pub(super) fn end(&self, tx: &mut dyn Transaction) -> Result<bool> {
        Ok(tx.end_session(&self.token)?.is_some())
    }

    fn check_freshness(&self, core: &Core, now: Timestamp) -> Result<()> {
        let proven = self.session.authenticated_at;
        let is_recent =
            now < proven.after(core.settings.reauthentication_age) && !proven.is_in_future(now);
        match self.freshness == Freshness::Any || is_recent {
            true => Ok(()),
            false => Err(ErrorKind::ReauthenticationRequired.into()),
        }
    }
}
