//! Recovery: a new password for whoever holds the inbox.

use serde_json::json;

use super::Accounts;
use super::account_proof::read_handle;
use super::core::Core;
use super::issuing::{Request, Target};
use super::proving::{Found, Presented, PresentedAccount, PresentedSecret, find_proven};
use crate::crypto::TokenText;
use crate::domain::input::{Caller, Context, Email, Password, parse_code};
use crate::domain::{
    Channel, CredentialId, EventType, IdentityType, Kind, MessageKind, Secret, User,
};
use crate::error::{ErrorKind, Result, both};
use crate::store::Transaction;
use crate::store::rows::{NewEvent, NewPassword};

impl Accounts {
    /// Sends a link and a code to set a new password with, if somebody has verified this address.
    /// The answer, a flow handle, is the same if nobody has.
    ///
    /// # Errors
    /// `invalid_argument` on `email`, `ip` and `user_agent`, `rate_limited`; `invalid_config` on `key`
    /// if the key has been replaced since the accounts were opened.
    pub fn request_password_recovery(&self, email: &str, context: &Context) -> Result<Secret> {
        self.call(|core| {
            let (email, caller) = both(Email::parse("email", email), Caller::parse(context))?;
            core.request_recovery(&email, &caller)
        })
    }

    /// Sets a new password with the link of a recovery message. Every session of the user ends, and
    /// so does every link, code and message that is under way; nobody is signed in, and the owner is
    /// told.
    ///
    /// The new password is validated first, so that a refused one costs nothing.
    ///
    /// # Errors
    /// `invalid_token`, `weak_password`, `rate_limited`, `invalid_argument` on `password`, `ip` and
    /// `user_agent`.
    pub fn reset_password_with_link(
        &self,
        token: &str,
        new_password: &str,
        context: &Context,
    ) -> Result<User> {
        self.call(|core| {
            let (password, caller) =
                both(core.parse_new_password(new_password), Caller::parse(context))?;
            let token = TokenText::digest(token).ok_or(ErrorKind::InvalidToken)?;
            core.reset(PresentedSecret::Link(token), PresentedAccount::Nothing, &password, &caller)
        })
    }

    /// Sets a new password with the code of a recovery message. With the flow handle that the
    /// request returned, attempts are counted for the handle, so that nobody else can use them up.
    ///
    /// # Errors
    /// As for [`reset_password_with_link`](Self::reset_password_with_link), `proof_required` without a
    /// handle where `code_needs_handle` is set, and `invalid_argument` on `email` and `code`.
    pub fn reset_password_with_code(
        &self,
        email: &str,
        code: &str,
        new_password: &str,
        handle: Option<&str>,
        context: &Context,
    ) -> Result<User> {
        self.call(|core| {
            let ((email, code), (password, caller)) = both(
                both(Email::parse("email", email), parse_code("code", code)),
                both(core.parse_new_password(new_password), Caller::parse(context)),
            )?;
            core.check_guessable(&password, email.value(), None)?;
            let account = read_handle(handle)?;
            core.check_handle_of_code(account)?;
            let secret = PresentedSecret::Code { value: email.value(), code };
            core.reset(secret, account, &password, &caller)
        })
    }
}

impl Core {
    fn request_recovery(&self, email: &Email, caller: &Caller) -> Result<Secret> {
        let draw = self.draw();
        let request = Request {
            kind: Kind::Recover,
            channel: Channel::Email,
            value: email.value(),
            display_value: email.display(),
        };
        let asked = self.draw_asked(&draw, request, caller);
        let target = |tx: &mut dyn Transaction| {
            let holder = tx.find_verified(&IdentityType::Email, email.value())?;
            let enabled = holder.filter(|holder| holder.user.disabled_at.is_none());
            Ok(enabled.map_or_else(Target::nobody, |holder| Target::of(holder.identity)))
        };
        self.issue(&asked, target, |_, target| Ok(target.subject))
    }

    fn reset(
        &self,
        secret: PresentedSecret<'_>,
        account: PresentedAccount,
        password: &Password,
        caller: &Caller,
    ) -> Result<User> {
        let draw = self.draw();
        let presented = Presented { kind: Kind::Recover, channel: Channel::Email, secret, account };
        let mut attempt = self.draw_attempt(&draw, presented, caller)?;
        let proven = self.store.write(|tx| match self.prove(tx, &attempt)? {
            Some(found) => Ok(find_proven(tx, &found)?.map(|proven| (found, proven))),
            None => Ok(None),
        })?;
        let (found, proven) = proven.ok_or(ErrorKind::InvalidToken)?;
        attempt.stay_with(&found);
        self.check_guessable_for(password, &proven.user)?;
        let user = proven.user.id;
        let new_password = NewPassword {
            id: draw.id(CredentialId::new)?,
            user_id: user,
            phc: self.hasher.hash(draw.random, password)?,
            now: draw.now,
        };
        let event = NewEvent::new(&draw, EventType::PasswordReset)?.of(user).by(caller);
        let notice = self.draw_notice(&draw, MessageKind::PasswordReset)?;
        // Hashing took its time: the secret is looked at again, and used up by one caller only.
        let same_user = |tx: &mut dyn Transaction, found: &Found| {
            Ok(find_proven(tx, found)?.filter(|proven| proven.user.id == user).map(drop))
        };
        let user = self.redeem(&attempt, same_user, |tx, ()| {
            tx.put_password(&new_password)?;
            tx.mark_used(user, draw.now)?;
            self.forget_failures(tx, user, caller)?;
            let sessions = self.end_past(tx, user, None, draw.now)?;
            notice.write(tx, self, user)?;
            tx.insert_event(&event.clone().with(&json!({ "sessions": sessions })))?;
            tx.find_user(user)?.ok_or_else(|| ErrorKind::NotFound.into())
        })?;
        self.wake.wake();
        Ok(user)
    }
}
