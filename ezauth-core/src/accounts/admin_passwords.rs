//! Passwords in the hands of a host's own staff.

use serde_json::json;

use super::Accounts;
use crate::domain::input::{Caller, Context, parse_name};
use crate::domain::{CredentialId, EventType, MessageKind, User, UserId};
use crate::error::{ErrorKind, Result, both};
use crate::store::rows::{NewEvent, NewPassword, OffFor};

impl Accounts {
    /// Sets the password of an account, over an existing one too. The user's sessions, links, codes and
    /// pending changes end; the owner is told.
    ///
    /// # Errors
    /// `not_found`, `weak_password`, `rate_limited`, `invalid_argument` on `password`, `ip` and
    /// `user_agent`.
    pub fn admin_set_password(
        &self,
        user: UserId,
        new_password: &str,
        context: &Context,
    ) -> Result<User> {
        self.call(|core| {
            let (password, caller) =
                both(core.parse_new_password(new_password), Caller::parse(context))?;
            let found = core.store.read(|tx| tx.find_user(user))?.ok_or(ErrorKind::NotFound)?;
            core.check_guessable_for(&password, &found)?;
            let draw = core.draw();
            let password = NewPassword {
                id: draw.id(CredentialId::new)?,
                user_id: user,
                phc: core.hasher.hash(draw.random, &password)?,
                now: draw.now,
            };
            let event = NewEvent::new(&draw, EventType::PasswordSet)?.of(user).by(&caller);
            let notice = core.draw_notice(&draw, MessageKind::PasswordSet)?;
            let changed = core.store.write(|tx| {
                tx.lock_user(user)?;
                tx.find_user(user)?.ok_or(ErrorKind::NotFound)?;
                tx.put_password(&password)?;
                tx.mark_used(user, draw.now)?;
                core.forget_failures(tx, user, &Caller::default())?;
                let sessions = core.end_past(tx, user, None, draw.now)?;
                notice.write(tx, core, user)?;
                tx.insert_event(&event.clone().with(&json!({ "sessions": sessions })))?;
                tx.find_user(user)?.ok_or_else(|| ErrorKind::NotFound.into())
            })?;
            core.wake.wake();
            Ok(changed)
        })
    }

    /// Switches the password of an account off, until its owner recovers it: because it was seen in a
    /// leak, for instance. The user's sessions, links, codes and pending changes end; the owner is
    /// told. `reason`, at most 160 characters, goes into the audit trail.
    ///
    /// # Errors
    /// `not_found` if there is no such user or no password, `invalid_argument` on `reason`, `ip` and
    /// `user_agent`.
    pub fn admin_expire_password(
        &self,
        user: UserId,
        reason: &str,
        context: &Context,
    ) -> Result<User> {
        self.call(|core| {
            let (reason, caller) = both(parse_name("reason", reason), Caller::parse(context))?;
            let draw = core.draw();
            let event = NewEvent::new(&draw, EventType::PasswordExpired)?
                .of(user)
                .by(&caller)
                .with(&json!({ "reason": reason }));
            let notice = core.draw_notice(&draw, MessageKind::PasswordExpired)?;
            let changed = core.store.write(|tx| {
                tx.lock_user(user)?;
                let found = tx.find_user(user)?.filter(|found| found.has_password);
                let found = found.ok_or(ErrorKind::NotFound)?;
                if tx.switch_password_off(user, OffFor::Expired, draw.now)? {
                    core.end_past(tx, user, None, draw.now)?;
                    notice.write(tx, core, user)?;
                    tx.insert_event(&event)?;
                }
                Ok(found)
            })?;
            core.wake.wake();
            Ok(changed)
        })
    }
}
