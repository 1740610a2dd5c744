//! Administration: what a host's own staff asks for. These are names of their own: none of them is
//! reached by leaving an argument out of something that people may do for themselves.

use serde_json::json;

use super::Accounts;
use super::core::Core;
use super::notices::Notice;
use crate::crypto::Draw;
use crate::domain::input::{Caller, Context, parse_provider_subject};
use crate::domain::{
    EventType, Identity, IdentityId, MessageKind, User, UserFilter, UserId, UserIdentity, UserPage,
};
use crate::error::{Error, ErrorKind, FieldReason, Result, both};
use crate::store::Transaction;
use crate::store::rows::NewEvent;

const USERS_BY_DEFAULT: u32 = 100;
const USERS_AT_MOST: u32 = 1_000;

impl Accounts {
    /// The user of this id.
    pub fn get_user(&self, user: UserId) -> Result<Option<User>> {
        self.call(|core| core.store.read(|tx| tx.find_user(user)))
    }

    /// The identities of a user, the oldest first. An unknown user has none.
    pub fn list_user_identities(&self, user: UserId) -> Result<Vec<Identity>> {
        self.call(|core| core.store.read(|tx| tx.list_identities(user)))
    }

    /// A part of all users, the oldest first: from the beginning, or after a cursor.
    ///
    /// # Errors
    /// `invalid_argument` on `limit` and `cursor`.
    pub fn admin_list_users(&self, cursor: Option<&str>, filter: &UserFilter) -> Result<UserPage> {
        self.call(|core| {
            let limit = filter.limit.map_or(Ok(USERS_BY_DEFAULT), u32::try_from).ok();
            let limit = limit.filter(|limit| (1..=USERS_AT_MOST).contains(limit));
            let limit =
                limit.ok_or_else(|| Error::invalid_argument("limit", FieldReason::OutOfRange));
            let (limit, after) = both(limit, cursor.map_or(Ok(None), parse_cursor))?;
            let users = core.store.read(|tx| tx.list_users(after, filter.disabled, limit))?;
            let last = users.last().map(|user| user.id).or(after);
            let cursor = last.map_or_else(String::new, |last| last.to_string());
            Ok(UserPage { users, cursor })
        })
    }

    /// Switches an account off: nobody signs in to it, and its sessions, links, codes and pending
    /// changes end. Its owner is told. Where it is off already, nothing changes.
    ///
    /// # Errors
    /// `not_found`, `invalid_argument` on `ip` and `user_agent`.
    pub fn admin_disable_user(&self, user: UserId, context: &Context) -> Result<User> {
        self.call(|core| {
            let caller = Caller::parse(context)?;
            let draw = core.draw();
            let event = NewEvent::new(&draw, EventType::UserDisabled)?.of(user).by(&caller);
            let notice = core.draw_notice(&draw, MessageKind::AccountDisabled)?;
            let changed = core.store.write(|tx| {
                tx.lock_user(user)?;
                if tx.disable_user(user, draw.now)? {
                    let sessions = core.end_past(tx, user, None, draw.now)?;
                    notice.write(tx, core, user)?;
                    tx.insert_event(&event.clone().with(&json!({ "sessions": sessions })))?;
                }
                tx.find_user(user)?.ok_or_else(|| ErrorKind::NotFound.into())
            })?;
            core.wake.wake();
            Ok(changed)
        })
    }

    /// Switches an account on again. What ended when it was switched off does not come back. Where it
    /// is on already, nothing changes.
    ///
    /// # Errors
    /// `not_found`, `invalid_argument` on `ip` and `user_agent`.
    pub fn admin_enable_user(&self, user: UserId, context: &Context) -> Result<User> {
        self.call(|core| {
            let caller = Caller::parse(context)?;
            let draw = core.draw();
            let event = NewEvent::new(&draw, EventType::UserEnabled)?.of(user).by(&caller);
            core.store.write(|tx| {
                tx.lock_user(user)?;
                if tx.enable_user(user, draw.now)? {
                    tx.insert_event(&event)?;
                }
                tx.find_user(user)?.ok_or_else(|| ErrorKind::NotFound.into())
            })
        })
    }

    /// Deletes an account with all that belongs to it, but for the audit trail. Its owner is told.
    ///
    /// # Errors
    /// `not_found`, `invalid_argument` on `ip` and `user_agent`.
    pub fn admin_delete_user(&self, user: UserId, context: &Context) -> Result<()> {
        self.call(|core| {
            let caller = Caller::parse(context)?;
            let deletion = core.draw_deletion(&core.draw(), user, &caller)?;
            core.store.write(|tx| {
                tx.lock_user(user)?;
                deletion.write(tx, core)
            })?;
            core.wake.wake();
            Ok(())
        })
    }

    /// Attaches the subject that a provider knows a user by, verified, on the host's word: it has
    /// signed in there. The user's sessions, links, codes and pending changes end; the owner is told.
    /// What is attached to this user already is answered as it is, and nothing ends.
    ///
    /// # Errors
    /// `not_found`, `already_taken` on `subject` if another user has it, `invalid_argument` on
    /// `provider`, `subject`, `ip` and `user_agent`.
    pub fn admin_attach_identity(
        &self,
        user: UserId,
        provider: &str,
        subject: &str,
        context: &Context,
    ) -> Result<UserIdentity> {
        self.call(|core| {
            let (identity_type, caller) =
                both(parse_provider_subject(provider, subject), Caller::parse(context))?;
            let draw = core.draw();
            let identity = Identity {
                id: draw.id(IdentityId::new)?,
                user_id: user,
                identity_type,
                value: subject.to_owned(),
                display_value: subject.to_owned(),
                verified_at: Some(draw.now),
                created_at: draw.now,
                updated_at: draw.now,
            };
            let event = NewEvent::new(&draw, EventType::IdentityAdded)?
                .of(user)
                .by(&caller)
                .with(&json!({ "type": identity.identity_type.name() }));
            let notice = core.draw_notice(&draw, MessageKind::IdentityAdded)?;
            let attached = core.store.write(|tx| {
                tx.lock_user(user)?;
                tx.lock_value(subject)?;
                attach(tx, core, &identity, (&event, &notice))
            })?;
            core.wake.wake();
            Ok(attached)
        })
    }

    /// Ends every session of everybody, and says how many there were.
    ///
    /// # Errors
    /// `invalid_argument` on `ip` and `user_agent`.
    pub fn admin_revoke_all_sessions(&self, context: &Context) -> Result<u64> {
        self.call(|core| {
            let caller = Caller::parse(context)?;
            let event = NewEvent::new(&core.draw(), EventType::AllSessionsRevoked)?.by(&caller);
            core.store.write(|tx| {
                let ended = tx.end_every_session()?;
                tx.insert_event(&event.clone().with(&json!({ "sessions": ended })))?;
                Ok(ended)
            })
        })
    }
}

fn parse_cursor(text: &str) -> Result<Option<UserId>> {
    let malformed = |_| Error::invalid_argument("cursor", FieldReason::Malformed);
    // What a page without users gives where there was no cursor.
    match text {
        "" => Ok(None),
        _ => text.parse().map(Some).map_err(malformed),
    }
}

fn attach(
    tx: &mut dyn Transaction,
    core: &Core,
    identity: &Identity,
    (event, notice): (&NewEvent, &Notice),
) -> Result<UserIdentity> {
    let (id, now) = (identity.user_id, identity.created_at);
    let user = tx.find_user(id)?.ok_or(ErrorKind::NotFound)?;
    match tx.find_verified(&identity.identity_type, &identity.value)? {
        Some(holder) if holder.user.id == id => return Ok(holder),
        Some(_) => {
            let taken = Error::new(ErrorKind::AlreadyTaken);
            return Err(taken.with_field("subject", FieldReason::Taken));
        }
        None => {}
    }
    if !tx.insert_verified(identity)? {
        return Err(ErrorKind::AlreadyTaken.into());
    }
    tx.mark_used(id, now)?;
    core.end_past(tx, id, None, now)?;
    notice.write(tx, core, id)?;
    tx.insert_event(event)?;
    Ok(UserIdentity { user, identity: identity.clone() })
}

/// A deletion, with everything drawn.
pub(super) struct Deletion {
    user: UserId,
    event: NewEvent,
    notice: Notice,
}

impl Core {
    pub(super) fn draw_deletion(
        &self,
        draw: &Draw<'_>,
        user: UserId,
        caller: &Caller,
    ) -> Result<Deletion> {
        let event = NewEvent::new(draw, EventType::UserDeleted)?.of(user).by(caller);
        let notice = self.draw_notice(draw, MessageKind::AccountDeleted)?;
        Ok(Deletion { user, event, notice })
    }
}

impl Deletion {
    /// # Errors
    /// `not_found`.
    pub(super) fn write(&self, tx: &mut dyn Transaction, core: &Core) -> Result<()> {
        let identities = tx.list_identities(self.user)?;
        core.end_past(tx, self.user, None, self.event.created_at)?;
        core.forget_failures(tx, self.user, &Caller::default())?;
        if !tx.delete_user(self.user)? {
            return Err(ErrorKind::NotFound.into());
        }
        // What belongs to the user is gone, so the notice belongs to nobody.
        self.notice.write_to(tx, core, &identities, None)?;
        tx.insert_event(&self.event)
    }
}
