//! Recovery: a new password for whoever holds the inbox.

use serde_json::json;

use super::Accounts;
use super::core::Core;
use super::issuing::Issue;
use super::proving::{Presented, PresentedSecret};
use crate::crypto::TokenText;
use crate::domain::input::{Caller, Context, Email, Password, parse_code};
use crate::domain::{Channel, CredentialId, Digest, EventType, IdentityType, Kind, Secret, User};
use crate::error::{ErrorKind, Result, both};
use crate::store::Transaction;
use crate::store::rows::{NewEvent, NewPassword, VerificationScope};

impl Accounts {
    /// Sends a link and a code to set a new password with, if somebody has verified this address.
    /// The answer, a flow handle, is the same if nobody has.
    ///
    /// # Errors
    /// `invalid_argument` on `email`, `ip` and `user_agent`, `invalid_config` on `key` if the key has
    /// been replaced since the accounts were opened.
    pub fn request_password_recovery(&self, email: &str, context: &Context) -> Result<Secret> {
        self.call(|core| {
            let (email, caller) = both(Email::parse("email", email), Caller::parse(context))?;
            core.request_recovery(&email, &caller)
        })
    }

    /// Sets a new password with the link of a recovery message. Every session of the user ends, and
    /// so does every link, code and message that is under way; nobody is signed in.
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
            core.reset(PresentedSecret::Link(token), None, &password, &caller)
        })
    }

    /// Sets a new password with the code of a recovery message. With the flow handle that the
    /// request returned, attempts are counted for the handle, so that nobody else can use them up.
    ///
    /// # Errors
    /// As for [`reset_password_with_link`](Self::reset_password_with_link), and `invalid_argument`
    /// on `email` and `code`.
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
            // A handle that is none must not count as no handle.
            let handle = handle
                .map(|handle| TokenText::digest(handle).ok_or(ErrorKind::InvalidToken))
                .transpose()?;
            let secret = PresentedSecret::Code { value: email.value(), code };
            core.reset(secret, handle, &password, &caller)
        })
    }
}

impl Core {
    fn request_recovery(&self, email: &Email, caller: &Caller) -> Result<Secret> {
        let value = email.value();
        let find_holder = |tx: &mut dyn Transaction| {
            let holder = tx.find_verified(&IdentityType::Email, value)?;
            Ok(holder.filter(|holder| holder.user.disabled_at.is_none()).map(|it| it.identity))
        };
        let holder = self.store.read(find_holder)?;
        let issue =
            |subject| Issue { kind: Kind::Recover, channel: Channel::Email, value, subject };
        let draw = self.draw();
        let issued = self.draw_issue(&draw, &issue(holder.as_ref()), caller)?;
        let decoy = self.draw_issue(&draw, &issue(None), caller)?;
        let handle = self.store.write(|tx| {
            tx.lock_value(value)?;
            // Who holds the address may have changed since it was looked up.
            let unchanged =
                find_holder(tx)?.map(|now| now.id) == holder.as_ref().map(|before| before.id);
            let issued = if unchanged { &issued } else { &decoy };
            issued.write(tx, self)?;
            Ok(issued.handle.clone())
        })?;
        self.wake.wake();
        Ok(handle)
    }

    fn reset(
        &self,
        secret: PresentedSecret<'_>,
        handle: Option<Digest>,
        password: &Password,
        caller: &Caller,
    ) -> Result<User> {
        let draw = self.draw();
        let presented = Presented { kind: Kind::Recover, channel: Channel::Email, secret, handle };
        let mut attempt = self.draw_attempt(&draw, presented, caller)?;
        let proven = self.store.write(|tx| self.prove(tx, &attempt))?;
        let proven = proven.ok_or(ErrorKind::InvalidToken)?;
        attempt.stay_with(&proven);
        let username = proven.user.username.as_deref();
        self.check_guessable(password, &proven.identity.value, username)?;
        let new_password = NewPassword {
            id: draw.id(CredentialId::new)?,
            user_id: proven.user.id,
            phc: self.hasher.hash(draw.random, password)?,
            now: draw.now,
        };
        let event = NewEvent::new(&draw, EventType::PasswordReset)?.of(proven.user.id).by(caller);
        // Hashing took its time: the secret is looked at again, and used up by one caller only.
        self.redeem(&attempt, |tx, proven| {
            let user = proven.user.id;
            if user != new_password.user_id {
                return Err(ErrorKind::InvalidToken.into());
            }
            tx.put_password(&new_password)?;
            tx.mark_used(user, draw.now)?;
            let sessions = tx.end_sessions(user, draw.now)?;
            tx.end_verifications(VerificationScope::User(user))?;
            tx.insert_event(&event.clone().with(&json!({ "sessions": sessions })))?;
            tx.find_user(user)?.ok_or_else(|| ErrorKind::NotFound.into())
        })
    }
}
