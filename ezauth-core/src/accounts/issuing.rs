//! Issuing: a link, a code and a flow handle, and the message that carries them.

use std::time::Duration;

use serde_json::json;
use zeroize::Zeroizing;

use super::core::Core;
use super::notices::NOTICE_LIFETIME;
use super::throttling::IssueTry;
use crate::crypto::{Draw, SealedFor, code_digits, new_token};
use crate::domain::input::Caller;
use crate::domain::{
    Channel, Digest, EventType, Form, Identity, KeyId, Kind, MessageId, MessageKind, Secret,
    Subject, Timestamp, UserId, Verification, VerificationId,
};
use crate::error::{Error, FieldReason, Result, StorageReason};
use crate::store::Transaction;
use crate::store::rows::{NewEvent, NewMessage, StoredVerification, Swept, VerificationScope};

/// How many digits a code has where too many wrong ones came in a row.
pub(super) const LONG_CODE: u32 = 12;

/// How often a request looks again, where others change what it has found.
const LOOKS: u32 = 4;

/// What a request clears a little of. Messages are left to whoever delivers: those to nobody end at once,
/// and the next request would take longer by having to clear one away.
const SWEPT: [Swept; 5] =
    [Swept::Verifications, Swept::SignUps, Swept::PendingChanges, Swept::Events, Swept::Throttles];

/// What somebody asks for.
#[derive(Clone, Copy)]
pub(super) struct Request<'a> {
    pub(super) kind: Kind,
    pub(super) channel: Channel,
    pub(super) value: &'a str,
    /// The value as it was written.
    pub(super) display_value: &'a str,
}

/// Whom a request leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) subject: Subject,
    pub(super) to: Recipient,
}

/// Who gets the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Recipient {
    /// The inbox of the value: link and code are real.
    Inbox { address: String, user: Option<UserId> },
    /// The owner of an address that somebody tried to sign up with: link and code are decoys.
    Owner { address: String, user: UserId },
    /// Nobody: the same work and the same rows, with secrets that match nothing and a message that is
    /// never handed out. Where somebody who is signed in asks, it is theirs.
    Nobody { user: Option<UserId> },
}

impl Target {
    /// An identity, at its address.
    pub(super) fn of(identity: Identity) -> Self {
        let (address, user) = (identity.display_value, Some(identity.user_id));
        Self { subject: Subject::Identity(identity.id), to: Recipient::Inbox { address, user } }
    }

    pub(super) fn nobody() -> Self {
        Self { subject: Subject::Nothing, to: Recipient::Nobody { user: None } }
    }
}

/// A request, with who makes it and what lets it through.
pub(super) struct Asked<'a> {
    pub(super) draw: &'a Draw<'a>,
    pub(super) caller: &'a Caller,
    pub(super) request: Request<'a>,
    pub(super) issue_try: IssueTry,
    /// The caller has been counted, before something that costs.
    pub(super) is_counted: bool,
    /// The flow has a handle already, and goes on with it.
    pub(super) has_handle: bool,
}

impl Core {
    pub(super) fn draw_asked<'a>(
        &self,
        draw: &'a Draw<'a>,
        request: Request<'a>,
        caller: &'a Caller,
    ) -> Asked<'a> {
        let issue_try = self.draw_issue_try(draw.now, &request, caller);
        Asked { draw, caller, request, issue_try, is_counted: false, has_handle: false }
    }

    /// How long a link of this kind works, and a handle with it.
    pub(super) fn link_lifetime(&self, kind: Kind) -> Duration {
        match kind {
            Kind::Confirm => self.settings.confirm_lifetime,
            Kind::SignUp => self.settings.sign_up_lifetime,
            Kind::SignIn => self.settings.sign_in_lifetime,
            Kind::Recover => self.settings.recover_lifetime,
            Kind::Change => self.settings.change_lifetime,
        }
    }

    /// Issues to whom `find` says, and returns a flow handle, whatever it says. It is asked before, for
    /// what has to be drawn, and again in the transaction; `prepare` writes there what the target
    /// stands on, and says what the secrets are issued for.
    ///
    /// # Errors
    /// Those of `find`, `prepare` and the admission; `invalid_config` on `key`, if the key of the
    /// database has been replaced since it was opened: what is written with the old one, nobody can
    /// use.
    pub(super) fn issue(
        &self,
        asked: &Asked<'_>,
        find: impl Fn(&mut dyn Transaction) -> Result<Target>,
        prepare: impl Fn(&mut dyn Transaction, &Target) -> Result<Subject>,
    ) -> Result<Secret> {
        let Asked { draw, request, .. } = *asked;
        let look = |tx: &mut dyn Transaction| {
            Ok((find(tx)?, self.codes_are_long(tx, request.value, draw.now)?))
        };
        for _ in 0..LOOKS {
            let before = self.store.read(look)?;
            let handle = self.draw_handle(draw, request)?;
            let delivery = self.draw_delivery(asked, &before.0, before.1)?;
            let issued = self.store.write(|tx| {
                tx.lock_value(request.value)?;
                // What was found may have changed since: then everything is drawn anew.
                if look(tx)? != before {
                    return Ok(false);
                }
                self.check_key(tx)?;
                if !asked.is_counted {
                    asked.issue_try.count_caller(tx)?;
                }
                let is_sent = asked.issue_try.admits(tx)?;
                // Before anything is added, so that a decoy is not cleared away in its own transaction.
                self.sweep_a_little(tx, &SWEPT, draw.now)?;
                let subject = prepare(tx, &before.0)?;
                if !asked.has_handle {
                    tx.insert_verification(&handle.row.clone().issued_for(subject))?;
                }
                if is_sent {
                    delivery.write(tx, subject)?;
                }
                Ok(true)
            })?;
            if issued {
                self.wake.wake();
                return Ok(handle.secret);
            }
        }
        Err(Error::storage(StorageReason::Busy))
    }

    fn check_key(&self, tx: &mut dyn Transaction) -> Result<()> {
        match tx.find_key_id()?.and_then(|key| self.keys.find(key)) {
            Some(_) => Ok(()),
            None => Err(Error::invalid_config("key", FieldReason::Mismatch)),
        }
    }

    fn draw_handle(&self, draw: &Draw<'_>, request: Request<'_>) -> Result<Handle> {
        let (secret, digest) = new_token(draw.random)?;
        let expires_at = draw.now.after(self.link_lifetime(request.kind));
        let row = request.verification(draw, Form::Handle, expires_at)?;
        Ok(Handle { secret, row: request.stored(row, digest, None) })
    }

    fn draw_delivery(
        &self,
        asked: &Asked<'_>,
        target: &Target,
        long_code: bool,
    ) -> Result<Delivery> {
        let Asked { draw, caller, request, .. } = *asked;
        let Request { kind, channel, value, .. } = request;
        let key = self.keys.current();
        let link_end = draw.now.after(self.link_lifetime(kind));
        let code_end = draw.now.after(self.settings.code_lifetime);
        let is_real = matches!(target.to, Recipient::Inbox { .. });
        // Drawn for everybody, so that nobody's answer takes longer.
        let decoy = || draw.random.bytes().map(Digest::from_bytes);

        let code = request.verification(draw, Form::Code, code_end)?;
        let count = if long_code { LONG_CODE } else { self.settings.code_digits };
        let digits = Secret::new(code_digits(draw.random, count)?);
        let code_digest = key.code(code.id, kind, value, digits.expose());
        let instead = decoy()?;
        let code_digest = if is_real { code_digest } else { instead };
        let code_row = request.stored(code, code_digest, Some((key.id, count)));

        // A text message carries a code to type; only mail carries a link.
        let (link, link_row) = match channel {
            Channel::Phone => (None, None),
            Channel::Email => {
                let (token, digest) = new_token(draw.random)?;
                let instead = decoy()?;
                let digest = if is_real { digest } else { instead };
                let row = request.verification(draw, Form::Link, link_end)?;
                (Some(token), Some(request.stored(row, digest, None)))
            }
        };

        let secrets_end = if link.is_some() { link_end } else { code_end };
        let (message_kind, recipient, user_id, expires_at) = match &target.to {
            Recipient::Inbox { address, user } => (kind.into(), &**address, *user, secrets_end),
            Recipient::Owner { address, user } => {
                let end = draw.now.after(NOTICE_LIFETIME);
                (MessageKind::AddressInUse, &**address, Some(*user), end)
            }
            // A decoy's has expired before anybody can look.
            Recipient::Nobody { user } => (kind.into(), value, *user, draw.now),
        };
        let id = draw.id(MessageId::new)?;
        let plain = Payload { code: &digits, token: link.as_ref() }.to_json();
        let bound = SealedFor { message: id, kind: message_kind, recipient };
        let message = NewMessage {
            id,
            channel,
            kind: message_kind,
            recipient: recipient.to_owned(),
            user_id,
            sealed: key.seal(draw.random, bound, &plain)?,
            key_id: key.id,
            notice: matches!(target.to, Recipient::Owner { .. }),
            link_id: link_row.as_ref().map(|row| row.verification.id),
            code_id: Some(code_row.verification.id),
            expires_at,
            created_at: draw.now,
        };
        let event = NewEvent::new(draw, EventType::VerificationIssued)?
            .by(caller)
            .with(&json!({ "kind": kind.name(), "channel": channel.name() }));
        let event = NewEvent { user_id, ..event };
        Ok(Delivery { code: code_row, link: link_row, message, event })
    }
}

impl Request<'_> {
    fn stored(
        &self,
        verification: Verification,
        secret: Digest,
        code: Option<(KeyId, u32)>,
    ) -> StoredVerification {
        let display_value = self.display_value.to_owned();
        let (key_id, digits) = code.unzip();
        StoredVerification { verification, secret, display_value, key_id, digits, failures: 0 }
    }

    fn verification(
        &self,
        draw: &Draw<'_>,
        form: Form,
        expires_at: Timestamp,
    ) -> Result<Verification> {
        Ok(Verification {
            id: draw.id(VerificationId::new)?,
            form,
            kind: self.kind,
            channel: self.channel,
            value: self.value.to_owned(),
            identity_id: None,
            sign_up_id: None,
            pending_change_id: None,
            expires_at,
            created_at: draw.now,
        })
    }
}

/// A flow handle, with everything drawn.
struct Handle {
    secret: Secret,
    row: StoredVerification,
}

/// Link and code and their message, with everything drawn.
struct Delivery {
    code: StoredVerification,
    link: Option<StoredVerification>,
    message: NewMessage,
    event: NewEvent,
}

impl Delivery {
    /// Stores it. The code of this kind and value, and the link of this subject, replace earlier
    /// ones; handles stay.
    fn write(&self, tx: &mut dyn Transaction, subject: Subject) -> Result<()> {
        let Verification { kind, ref value, .. } = self.code.verification;
        tx.end_verifications(VerificationScope::Code(kind, value))?;
        if self.link.is_some() {
            tx.end_verifications(VerificationScope::Link(kind, subject, value))?;
        }
        for row in [Some(&self.code), self.link.as_ref()].into_iter().flatten() {
            tx.insert_verification(&row.clone().issued_for(subject))?;
        }
        tx.insert_message(&self.message)?;
        tx.insert_event(&self.event)
    }
}

impl StoredVerification {
    fn issued_for(mut self, subject: Subject) -> Self {
        let row = &mut self.verification;
        match subject {
            Subject::Nothing => {}
            Subject::Identity(identity) => row.identity_id = Some(identity),
            Subject::SignUp(sign_up) => row.sign_up_id = Some(sign_up),
            Subject::PendingChange(change) => row.pending_change_id = Some(change),
        }
        self
    }
}

/// The secrets of a message, as they are sealed.
struct Payload<'a> {
    code: &'a Secret,
    token: Option<&'a Secret>,
}

impl Payload<'_> {
    /// Code and token hold digits and base64url only, so that nothing needs escaping and no copy of
    /// them is left behind in a tree of values.
    fn to_json(&self) -> Zeroizing<Vec<u8>> {
        let parts = match self.token {
            Some(token) => {
                [r#"{"code":""#, self.code.expose(), r#"","token":""#, token.expose(), r#""}"#]
            }
            None => [r#"{"code":""#, self.code.expose(), "", "", r#""}"#],
        };
        // As long as it gets: one that grows would leave its beginning behind.
        let mut json = Zeroizing::new(Vec::with_capacity(parts.iter().map(|it| it.len()).sum()));
        for part in parts {
            json.extend_from_slice(part.as_bytes());
        }
        json
    }
}
