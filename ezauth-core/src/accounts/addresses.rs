//! The addresses of an account: adding, changing and removing them.
//!
//! A new address needs both: the secret from its inbox, which proves the address, and a session of the
//! account, which proves the account. Whoever can read the inbox alone adds it to no account, and
//! whoever has a session alone adds nobody else's address.

use serde_json::json;

use super::Accounts;
use super::core::Core;
use super::issuing::{Recipient, Request, Target};
use super::proving::{Found, Presented, PresentedAccount, PresentedSecret};
use super::reauthentication::parse_reached;
use super::standing::{Freshness, Standing};
use crate::crypto::{Draw, TokenText};
use crate::domain::input::{Caller, Context, Email, Phone, parse_code};
use crate::domain::{
    Channel, EventType, Identity, IdentityId, Kind, MessageKind, PendingChangeId, Secret, Subject,
    Timestamp, User, UserIdentity,
};
use crate::error::{Error, ErrorKind, FieldReason, Result, both};
use crate::store::Transaction;
use crate::store::rows::{NewEvent, PendingChangeRow};

impl Accounts {
    /// Sends a link and a code to an address that shall be added to the account, or replace another of
    /// its addresses of the same type. The answer, a flow handle, is the same if somebody else has the
    /// address: then nothing arrives.
    ///
    /// # Errors
    /// `invalid_token` if the session is not live, `reauthentication_required`, `already_taken` on
    /// `value` if the account has the address already, `not_found` if it does not have `replaces`,
    /// `rate_limited`, `invalid_argument` on `value`, `replaces`, `ip` and `user_agent`,
    /// `invalid_config` on `key`.
    pub fn request_identity(
        &self,
        session_token: &str,
        channel: Channel,
        value: &str,
        replaces: Option<IdentityId>,
        context: &Context,
    ) -> Result<Secret> {
        self.call(|core| {
            let (address, caller) = both(parse_address(channel, value), Caller::parse(context))?;
            if channel == Channel::Phone {
                core.check_texts_go_to("value", &address.value)?;
            }
            core.request_identity(session_token, &address, replaces, &caller)
        })
    }

    /// Adds or replaces an address with the link from its inbox. It acts on the change that the
    /// session's account has pending for the address. Other sessions end, and so does every link, code
    /// and pending change of the account; its addresses are told, the old one included.
    ///
    /// # Errors
    /// `invalid_token` if the session is not live or the link is not for a pending change of this
    /// account: it is then not used up; `reauthentication_required`, `already_claimed` if somebody has
    /// verified the address meanwhile, `invalid_argument` on `ip` and `user_agent`.
    pub fn confirm_identity_with_link(
        &self,
        session_token: &str,
        token: &str,
        context: &Context,
    ) -> Result<UserIdentity> {
        self.call(|core| {
            let caller = Caller::parse(context)?;
            let token = TokenText::digest(token).ok_or(ErrorKind::InvalidToken)?;
            core.confirm_identity(
                session_token,
                Channel::Email,
                PresentedSecret::Link(token),
                &caller,
            )
        })
    }

    /// The same with the code from its inbox. Attempts are counted for the pending change.
    ///
    /// # Errors
    /// As for [`confirm_identity_with_link`](Self::confirm_identity_with_link), `rate_limited`, and
    /// `invalid_argument` on `value` and `code`.
    pub fn confirm_identity_with_code(
        &self,
        session_token: &str,
        value: &str,
        code: &str,
        context: &Context,
    ) -> Result<UserIdentity> {
        self.call(|core| {
            let (((channel, value), code), caller) =
                both(both(parse_reached(value), parse_code("code", code)), Caller::parse(context))?;
            let secret = PresentedSecret::Code { value: &value, code };
            core.confirm_identity(session_token, channel, secret, &caller)
        })
    }

    /// Removes an address or a provider from the account, but never the last way in. Other sessions
    /// end, and so does every link, code and pending change; the addresses are told, this one
    /// included.
    ///
    /// # Errors
    /// `invalid_token` if the session is not live, `reauthentication_required`, `not_found` if the
    /// account has no such identity, `last_identity`, `invalid_argument` on `ip` and `user_agent`.
    pub fn remove_identity(
        &self,
        session_token: &str,
        identity: IdentityId,
        context: &Context,
    ) -> Result<User> {
        self.call(|core| {
            let caller = Caller::parse(context)?;
            let draw = core.draw();
            let standing = core.stand(session_token, draw.now, Freshness::Recent)?;
            let user = standing.user.id;
            let event = standing.event(&draw, EventType::IdentityRemoved)?.by(&caller);
            let notice = core.draw_notice(&draw, MessageKind::IdentityRemoved)?;
            let changed = core.store.write(|tx| {
                tx.lock_user(user)?;
                standing.check(tx, core, draw.now)?;
                let before = tx.list_identities(user)?;
                let removed = before.iter().find(|own| own.id == identity);
                let removed = removed.ok_or(ErrorKind::NotFound)?;
                core.end_past(tx, user, Some(standing.session.id), draw.now)?;
                if !tx.remove_identity(user, identity)? {
                    return Err(ErrorKind::LastIdentity.into());
                }
                notice.write_to(tx, core, &before, Some(user))?;
                let data = json!({ "type": removed.identity_type.name() });
                tx.insert_event(&event.clone().with(&data))?;
                tx.find_user(user)?.ok_or_else(|| ErrorKind::InvalidToken.into())
            })?;
            core.wake.wake();
            Ok(changed)
        })
    }
}

/// An address that shall belong to an account.
struct Address {
    channel: Channel,
    value: String,
    display_value: String,
}

/// # Errors
/// `invalid_argument` on `value`.
fn parse_address(channel: Channel, text: &str) -> Result<Address> {
    let (value, display_value) = match channel {
        Channel::Email => {
            let email = Email::parse("value", text)?;
            (email.value().to_owned(), email.display().to_owned())
        }
        Channel::Phone => {
            let phone = Phone::parse("value", text)?;
            (phone.value().to_owned(), phone.value().to_owned())
        }
    };
    Ok(Address { channel, value, display_value })
}

impl Standing {
    /// An event of what this session does to its account.
    fn event(&self, draw: &Draw<'_>, event_type: EventType) -> Result<NewEvent> {
        Ok(NewEvent::new(draw, event_type)?.of(self.user.id).in_session(self.session.id))
    }
}

impl Core {
    fn request_identity(
        &self,
        session_token: &str,
        address: &Address,
        replaces: Option<IdentityId>,
        caller: &Caller,
    ) -> Result<Secret> {
        let Address { channel, ref value, ref display_value } = *address;
        let draw = self.draw();
        let standing = self.stand(session_token, draw.now, Freshness::Recent)?;
        let user = standing.user.id;
        let request = Request { kind: Kind::Change, channel, value, display_value };
        let asked = self.draw_asked(&draw, request, caller);
        let change = PendingChangeRow {
            id: draw.id(PendingChangeId::new)?,
            user_id: user,
            channel,
            value: value.clone(),
            display_value: display_value.clone(),
            replaces,
            failures: 0,
            expires_at: draw.now.after(self.settings.change_lifetime),
            created_at: draw.now,
        };
        let target = |tx: &mut dyn Transaction| {
            tx.lock_user(user)?;
            standing.check(tx, self, draw.now)?;
            check_replaced(tx, &change)?;
            let to = match tx.find_verified(&channel.into(), value)? {
                Some(holder) if holder.user.id == user => {
                    let taken = Error::new(ErrorKind::AlreadyTaken);
                    return Err(taken.with_field("value", FieldReason::Taken));
                }
                Some(_) => Recipient::Nobody { user: Some(user) },
                None => Recipient::Inbox { address: display_value.clone(), user: Some(user) },
            };
            Ok(Target { subject: Subject::Nothing, to })
        };
        let prepare = |tx: &mut dyn Transaction, _: &Target| {
            tx.put_pending_change(&change).map(Subject::PendingChange)
        };
        self.issue(&asked, target, prepare)
    }

    fn confirm_identity(
        &self,
        session_token: &str,
        channel: Channel,
        secret: PresentedSecret<'_>,
        caller: &Caller,
    ) -> Result<UserIdentity> {
        let draw = self.draw();
        let standing = self.stand(session_token, draw.now, Freshness::Recent)?;
        let user = standing.user.id;
        let account = PresentedAccount::Session(user);
        let presented = Presented { kind: Kind::Change, channel, secret, account };
        let attempt = self.draw_attempt(&draw, presented, caller)?;
        let id = draw.id(IdentityId::new)?;
        let added = standing.event(&draw, EventType::IdentityAdded)?.by(caller);
        let changed = standing.event(&draw, EventType::IdentityChanged)?.by(caller);
        let told_of_added = self.draw_notice(&draw, MessageKind::IdentityAdded)?;
        let told_of_changed = self.draw_notice(&draw, MessageKind::IdentityChanged)?;
        let resolve = |tx: &mut dyn Transaction, found: &Found| {
            tx.lock_user(user)?;
            standing.check(tx, self, draw.now)?;
            let value = &found.verification.value;
            tx.find_pending_change(user, found.verification.channel, value)
        };
        let confirmed = self.redeem(&attempt, resolve, |tx, change| {
            let identity = claim(tx, &change, id, draw.now)?;
            tx.mark_used(user, draw.now)?;
            // The old address is told too, so before it goes.
            let all = tx.list_identities(user)?;
            let (event, notice) = match change.replaces {
                Some(_) => (&changed, &told_of_changed),
                None => (&added, &told_of_added),
            };
            notice.write_to(tx, self, &all, Some(user))?;
            self.end_past(tx, user, Some(standing.session.id), draw.now)?;
            // One that waited for its proof may stand in its own place.
            if let Some(replaced) = change.replaces.filter(|&replaced| replaced != identity.id) {
                tx.delete_identity(replaced)?;
            }
            let data = json!({ "type": change.channel.name() });
            tx.insert_event(&event.clone().with(&data))?;
            let user = tx.find_user(user)?.ok_or(ErrorKind::InvalidToken)?;
            Ok(UserIdentity { user, identity })
        })?;
        self.wake.wake();
        Ok(confirmed)
    }
}

/// # Errors
/// `not_found`, if the user does not have what is to be replaced; `invalid_argument` on `replaces`, if
/// it is of another type.
fn check_replaced(tx: &mut dyn Transaction, change: &PendingChangeRow) -> Result<()> {
    let Some(replaced) = change.replaces else { return Ok(()) };
    let found = tx.find_identity(replaced)?;
    let own = found.filter(|it| {
        #[cfg(feature = "seeded-faults")]
        if crate::faults::is_seeded(crate::faults::Fault::ForeignReplaces) {
            return true;
        }
        it.user_id == change.user_id
    });
    match own.ok_or(ErrorKind::NotFound)?.identity_type == change.channel.into() {
        true => Ok(()),
        false => Err(Error::invalid_argument("replaces", FieldReason::OtherType)),
    }
}

/// Gives the user the value, verified: by an identity that waits for its proof, or a new one.
///
/// # Errors
/// `already_claimed`.
fn claim(
    tx: &mut dyn Transaction,
    change: &PendingChangeRow,
    id: IdentityId,
    now: Timestamp,
) -> Result<Identity> {
    let identity_type = change.channel.into();
    if let Some(own) = tx.find_own(change.user_id, &identity_type, &change.value)? {
        return match tx.verify_identity(own.id, now)? {
            true => Ok(Identity { verified_at: Some(now), updated_at: now, ..own }),
            false => Err(ErrorKind::AlreadyClaimed.into()),
        };
    }
    let identity = Identity {
        id,
        user_id: change.user_id,
        identity_type,
        value: change.value.clone(),
        display_value: change.display_value.clone(),
        verified_at: Some(now),
        created_at: now,
        updated_at: now,
    };
    match tx.insert_verified(&identity)? {
        true => Ok(identity),
        false => Err(ErrorKind::AlreadyClaimed.into()),
    }
}
