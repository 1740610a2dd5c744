//! Proving a session anew, before something that a stolen session must not do.
//!
//! What proves it must be the account's own. The session gets another token and another id; the old one
//! ends in the same transaction.

use super::Accounts;
use super::account_proof::read_handle;
use super::core::Core;
use super::proving::{Found, Presented, PresentedAccount, PresentedSecret};
use super::sessions::Opening;
use super::standing::{Freshness, Standing};
use crate::crypto::{Draw, TokenText};
use crate::domain::input::{Caller, Context, Email, Password, Phone, parse_code};
use crate::domain::{Channel, EventType, Kind, Session, SessionMethod, SignIn, Timestamp, User};
use crate::error::{ErrorKind, Result, both};
use crate::store::Transaction;

impl Accounts {
    /// Proves a session anew with the account's password. It gets another token, and the old one ends.
    ///
    /// # Errors
    /// `invalid_token` if the session is not live, `invalid_credentials`, `rate_limited`,
    /// `invalid_argument` on `password`, `ip` and `user_agent`.
    pub fn reauthenticate_with_password(
        &self,
        session_token: &str,
        password: &str,
        context: &Context,
    ) -> Result<SignIn> {
        self.call(|core| {
            let (password, caller) =
                both(Password::for_checking(password), Caller::parse(context))?;
            let draw = core.draw();
            let standing = core.stand(session_token, draw.now, Freshness::Any)?;
            let checked = core.check_own_password(&draw, &standing, (&password, false), &caller)?;
            let opening = core.draw_proof(&draw, SessionMethod::Password, &caller)?;
            let (user, session) = core.store.write(|tx| {
                checked.succeed(tx, core, Some(standing.user.id))?;
                standing.replace(tx, core, &opening, draw.now, Some(&checked.phc))
            })?;
            Ok(opening.signed_in(user, session))
        })
    }

    /// Proves a session anew with a link to sign in, for an address that its user has verified. It gets
    /// another token, and the old one ends.
    ///
    /// # Errors
    /// `invalid_token` if the session is not live, or the link is not one for this account: it is then
    /// not used up. `invalid_argument` on `ip` and `user_agent`.
    pub fn reauthenticate_with_link(
        &self,
        session_token: &str,
        token: &str,
        context: &Context,
    ) -> Result<SignIn> {
        self.call(|core| {
            let caller = Caller::parse(context)?;
            let token = TokenText::digest(token).ok_or(ErrorKind::InvalidToken)?;
            let presented = Presented {
                kind: Kind::SignIn,
                channel: Channel::Email,
                secret: PresentedSecret::Link(token),
                account: PresentedAccount::Nothing,
            };
            core.reauthenticate(session_token, presented, SessionMethod::Link, &caller)
        })
    }

    /// Proves a session anew with a code to sign in, for an address or phone number that its user has
    /// verified. It gets another token, and the old one ends.
    ///
    /// # Errors
    /// As for [`reauthenticate_with_link`](Self::reauthenticate_with_link), `proof_required` without a
    /// handle where `code_needs_handle` is set, `rate_limited`, and `invalid_argument` on `value` and
    /// `code`.
    pub fn reauthenticate_with_code(
        &self,
        session_token: &str,
        value: &str,
        code: &str,
        handle: Option<&str>,
        context: &Context,
    ) -> Result<SignIn> {
        self.call(|core| {
            let (((channel, value), code), caller) =
                both(both(parse_reached(value), parse_code("code", code)), Caller::parse(context))?;
            let account = read_handle(handle)?;
            core.check_handle_of_code(account)?;
            let secret = PresentedSecret::Code { value: &value, code };
            let presented = Presented { kind: Kind::SignIn, channel, secret, account };
            core.reauthenticate(session_token, presented, SessionMethod::Code, &caller)
        })
    }
}

/// An address or phone number, told apart by its form, in its canonical form.
///
/// # Errors
/// `invalid_argument` on `value`.
pub(super) fn parse_reached(value: &str) -> Result<(Channel, String)> {
    if Phone::is_meant_by(value) && !Email::is_meant_by(value) {
        Phone::parse("value", value).map(|phone| (Channel::Phone, phone.value().to_owned()))
    } else {
        Email::parse("value", value).map(|email| (Channel::Email, email.value().to_owned()))
    }
}

impl Core {
    fn draw_proof(
        &self,
        draw: &Draw<'_>,
        method: SessionMethod,
        caller: &Caller,
    ) -> Result<Opening> {
        Ok(self.draw_session(draw, method, caller)?.told_as(EventType::Reauthenticated))
    }

    fn reauthenticate(
        &self,
        session_token: &str,
        presented: Presented<'_>,
        method: SessionMethod,
        caller: &Caller,
    ) -> Result<SignIn> {
        let draw = self.draw();
        let standing = self.stand(session_token, draw.now, Freshness::Any)?;
        let attempt = self.draw_attempt(&draw, presented, caller)?;
        let opening = self.draw_proof(&draw, method, caller)?;
        let is_own = |tx: &mut dyn Transaction, found: &Found| {
            let of = found.verification.channel.into();
            let holder = tx.find_verified(&of, &found.verification.value)?;
            Ok(holder.filter(|holder| holder.user.id == standing.user.id).map(drop))
        };
        let (user, session) = self.redeem(&attempt, is_own, |tx, ()| {
            standing.replace(tx, self, &opening, draw.now, None)
        })?;
        Ok(opening.signed_in(user, session))
    }
}

impl Standing {
    /// Opens a session in place of this one.
    fn replace(
        &self,
        tx: &mut dyn Transaction,
        core: &Core,
        opening: &Opening,
        now: Timestamp,
        verified_phc: Option<&str>,
    ) -> Result<(User, Session)> {
        self.check(tx, core, now)?;
        self.end(tx)?;
        let session = opening.write(tx, core, self.user.id, verified_phc)?;
        let session = session.ok_or(match verified_phc {
            Some(_) => ErrorKind::InvalidCredentials,
            None => ErrorKind::InvalidToken,
        })?;
        let user = tx.find_user(self.user.id)?.ok_or(ErrorKind::InvalidToken)?;
        Ok((user, session))
    }
}
