//! What owners do with their own account: the password, and the end.
//!
//! Each takes the token of a live session that was proven not long ago.

use serde_json::json;

use super::Accounts;
use super::account_proof::CheckedPassword;
use super::core::Core;
use super::standing::{Freshness, Standing};
use super::throttling::own_password;
use crate::crypto::Draw;
use crate::domain::input::{Caller, Context, Password};
use crate::domain::{CredentialId, EventType, MessageKind, User};
use crate::error::{Error, ErrorKind, FieldReason, Result, both};
use crate::store::rows::{NewEvent, NewPassword, OffFor, PasswordRow};

impl Accounts {
    /// Replaces the password by another. Other sessions end, and so does every link, code and pending
    /// change; the owner is told.
    ///
    /// # Errors
    /// `invalid_token` if the session is not live, `reauthentication_required`, `invalid_credentials`
    /// if the current password is wrong, `weak_password`, `rate_limited`, `invalid_argument` on
    /// `current_password`, `password`, `ip` and `user_agent`.
    pub fn change_password(
        &self,
        session_token: &str,
        current_password: &str,
        new_password: &str,
        context: &Context,
    ) -> Result<User> {
        self.call(|core| {
            let current = Password::for_checking(current_password)
                .map_err(|error| error.on_field("current_password"));
            let ((current, new), caller) =
                both(both(current, core.parse_new_password(new_password)), Caller::parse(context))?;
            let draw = core.draw();
            let standing = core.stand(session_token, draw.now, Freshness::Recent)?;
            core.check_guessable_for(&new, &standing.user)?;
            // A password that failures have switched off can still be changed, by whoever is signed in
            // and knows it.
            let checked = core.check_own_password(&draw, &standing, (&current, true), &caller)?;
            let user = standing.user.id;
            let phc = core.hasher.hash(draw.random, &new).or_else(|error| {
                // The current one was right all the same.
                core.store.write(|tx| checked.succeed(tx, core, Some(user)))?;
                Err(error)
            })?;
            let event = NewEvent::new(&draw, EventType::PasswordChanged)?
                .of(user)
                .in_session(standing.session.id)
                .by(&caller);
            let notice = core.draw_notice(&draw, MessageKind::PasswordChanged)?;
            let changed = core.store.write(|tx| {
                tx.lock_user(user)?;
                standing.check(tx, core, draw.now)?;
                checked.succeed(tx, core, Some(user))?;
                if !tx.change_password(user, &checked.phc, &phc, draw.now)? {
                    return Err(ErrorKind::InvalidCredentials.into());
                }
                let kept = Some(standing.session.id);
                let sessions = core.end_past(tx, user, kept, draw.now)?;
                notice.write(tx, core, user)?;
                tx.insert_event(&event.clone().with(&json!({ "sessions": sessions })))?;
                tx.find_user(user)?.ok_or_else(|| ErrorKind::InvalidToken.into())
            })?;
            core.wake.wake();
            Ok(changed)
        })
    }

    /// Sets a password where there is none. Other sessions end, and so does every link, code and
    /// pending change; the owner is told.
    ///
    /// # Errors
    /// `invalid_token` if the session is not live, `reauthentication_required`, `already_taken` on
    /// `password` if there is one, `weak_password`, `rate_limited`, `invalid_argument` on `password`,
    /// `ip` and `user_agent`.
    pub fn set_password(
        &self,
        session_token: &str,
        new_password: &str,
        context: &Context,
    ) -> Result<User> {
        self.call(|core| {
            let (password, caller) =
                both(core.parse_new_password(new_password), Caller::parse(context))?;
            let draw = core.draw();
            let standing = core.stand(session_token, draw.now, Freshness::Recent)?;
            if standing.user.has_password {
                return Err(has_password());
            }
            core.check_guessable_for(&password, &standing.user)?;
            let user = standing.user.id;
            let password = NewPassword {
                id: draw.id(CredentialId::new)?,
                user_id: user,
                phc: core.hasher.hash(draw.random, &password)?,
                now: draw.now,
            };
            let event = NewEvent::new(&draw, EventType::PasswordSet)?
                .of(user)
                .in_session(standing.session.id)
                .by(&caller);
            let notice = core.draw_notice(&draw, MessageKind::PasswordSet)?;
            let changed = core.store.write(|tx| {
                tx.lock_user(user)?;
                standing.check(tx, core, draw.now)?;
                if !tx.insert_password(&password)? {
                    return Err(has_password());
                }
                tx.mark_used(user, draw.now)?;
                core.forget_failures(tx, user, &caller)?;
                let kept = Some(standing.session.id);
                let sessions = core.end_past(tx, user, kept, draw.now)?;
                notice.write(tx, core, user)?;
                tx.insert_event(&event.clone().with(&json!({ "sessions": sessions })))?;
                tx.find_user(user)?.ok_or_else(|| ErrorKind::InvalidToken.into())
            })?;
            core.wake.wake();
            Ok(changed)
        })
    }

    /// Deletes the account with all that belongs to it, but for the audit trail. The owner is told.
    ///
    /// # Errors
    /// `invalid_token` if the session is not live, `reauthentication_required`, `invalid_argument` on
    /// `ip` and `user_agent`.
    pub fn delete_account(&self, session_token: &str, context: &Context) -> Result<()> {
        self.call(|core| {
            let caller = Caller::parse(context)?;
            let draw = core.draw();
            let standing = core.stand(session_token, draw.now, Freshness::Recent)?;
            let deletion = core.draw_deletion(&draw, standing.user.id, &caller)?;
            core.store.write(|tx| {
                tx.lock_user(standing.user.id)?;
                standing.check(tx, core, draw.now)?;
                deletion.write(tx, core)
            })?;
            core.wake.wake();
            Ok(())
        })
    }
}

fn has_password() -> Error {
    Error::new(ErrorKind::AlreadyTaken).with_field("password", FieldReason::Taken)
}

impl Core {
    /// Checks the password of whoever stands behind a session. It is counted as a sign-in with the
    /// account's id.
    ///
    /// # Errors
    /// `invalid_credentials`, `rate_limited`.
    pub(super) fn check_own_password(
        &self,
        draw: &Draw<'_>,
        standing: &Standing,
        (password, may_be_off): (&Password, bool),
        caller: &Caller,
    ) -> Result<CheckedPassword> {
        let user = standing.user.id;
        let identifier = own_password(user);
        let password_try = self.draw_password_try(draw, &identifier, caller)?;
        let (failures, found) = self
            .store
            .write(|tx| Ok((password_try.begin(tx, self, Some(user))?, tx.find_password(user)?)))?;
        let opens = |off| match off {
            None => true,
            Some(OffFor::Failures) => may_be_off,
            Some(OffFor::Expired) => false,
        };
        let phc = found.as_ref().map(|found| &*found.phc);
        let matches = self.verify_counted(draw, password, phc, (&password_try, failures))?;
        match found {
            Some(PasswordRow { phc, off }) if matches && opens(off) => {
                Ok(CheckedPassword::new(phc, password_try))
            }
            _ => {
                self.store.write(|tx| password_try.fail(tx, self, failures))?;
                Err(ErrorKind::InvalidCredentials.into())
            }
        }
    }
}
