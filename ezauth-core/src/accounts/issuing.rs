//! Issuing: a link, a code and a flow handle, and the message that carries them.

use std::time::Duration;

use serde_json::json;
use zeroize::Zeroizing;

use super::core::Core;
use crate::crypto::{Draw, SealedFor, code_digits, new_token};
use crate::domain::input::Caller;
use crate::domain::{
    Channel, Digest, EventType, Form, Identity, KeyId, Kind, MessageId, Secret, Verification,
    VerificationId,
};
use crate::error::{Error, FieldReason, Result};
use crate::store::Transaction;
use crate::store::rows::{NewEvent, NewMessage, StoredVerification, Swept, VerificationScope};

/// What to issue.
pub(super) struct Issue<'a> {
    pub(super) kind: Kind,
    pub(super) channel: Channel,
    pub(super) value: &'a str,
    /// The identity that it is for. Without one it is a decoy: the same work and the same rows, with
    /// secrets that match nothing and a message that is never handed out.
    pub(super) subject: Option<&'a Identity>,
}

/// Everything drawn for an issue.
pub(super) struct Issued {
    pub(super) handle: Secret,
    verifications: Vec<StoredVerification>,
    message: NewMessage,
    event: NewEvent,
}

impl Core {
    /// How long a link of this kind works, and a handle with it.
    fn link_lifetime(&self, kind: Kind) -> Duration {
        match kind {
            Kind::Recover => self.settings.recover_lifetime,
            _ => self.settings.confirm_lifetime,
        }
    }

    pub(super) fn draw_issue(
        &self,
        draw: &Draw<'_>,
        issue: &Issue<'_>,
        caller: &Caller,
    ) -> Result<Issued> {
        let Issue { kind, channel, value, subject } = *issue;
        let key = self.keys.current();
        let link_end = draw.now.after(self.link_lifetime(kind));
        let code_end = draw.now.after(self.settings.code_lifetime);
        let verification = |form, expires_at| {
            Ok::<_, Error>(Verification {
                id: draw.id(VerificationId::new)?,
                form,
                kind,
                channel,
                value: value.to_owned(),
                identity_id: subject.map(|identity| identity.id),
                sign_up_id: None,
                pending_change_id: None,
                expires_at,
                created_at: draw.now,
            })
        };
        let decoy = || draw.random.bytes().map(Digest::from_bytes);

        let (handle, handle_digest) = new_token(draw.random)?;
        let handle_row = stored(verification(Form::Handle, link_end)?, handle_digest, None);

        let code = verification(Form::Code, code_end)?;
        let digits = Secret::new(code_digits(draw.random, self.settings.code_digits)?);
        let code_digest = key.code(code.id, kind, value, digits.expose());
        let code_digest = if subject.is_some() { code_digest } else { decoy()? };
        let code_row = stored(code, code_digest, Some(key.id));

        // A text message carries a code to type; only mail carries a link.
        let (link, link_row) = match channel {
            Channel::Phone => (None, None),
            Channel::Email => {
                let (token, digest) = new_token(draw.random)?;
                let digest = if subject.is_some() { digest } else { decoy()? };
                (Some(token), Some(stored(verification(Form::Link, link_end)?, digest, None)))
            }
        };

        let id = draw.id(MessageId::new)?;
        let recipient = subject.map_or(value, |identity| &identity.display_value);
        let plain = Payload { code: &digits, token: link.as_ref() }.to_json();
        let sealed =
            key.seal(draw.random, SealedFor { message: id, kind: kind.into(), recipient }, &plain)?;
        let message_end = if link.is_some() { link_end } else { code_end };
        let message = NewMessage {
            id,
            channel,
            kind: kind.into(),
            recipient: recipient.to_owned(),
            user_id: subject.map(|identity| identity.user_id),
            sealed,
            key_id: key.id,
            notice: false,
            link_id: link_row.as_ref().map(|row| row.verification.id),
            code_id: Some(code_row.verification.id),
            // A decoy's has expired before anybody can look.
            expires_at: if subject.is_some() { message_end } else { draw.now },
            created_at: draw.now,
        };

        let event = NewEvent::new(draw, EventType::VerificationIssued)?
            .by(caller)
            .with(&json!({ "kind": kind.name(), "channel": channel.name() }));
        let event = match subject {
            Some(identity) => event.of(identity.user_id),
            None => event,
        };
        let verifications = [Some(handle_row), Some(code_row), link_row];
        let verifications = verifications.into_iter().flatten().collect();
        Ok(Issued { handle, verifications, message, event })
    }
}

impl Issued {
    /// Stores it. The code of this kind and value, and the link of this subject, replace earlier
    /// ones; handles stay.
    ///
    /// # Errors
    /// `invalid_config` on `key`, if the key of the database has been replaced since it was opened:
    /// what is written with the old one, nobody can use.
    pub(super) fn write(&self, tx: &mut dyn Transaction, core: &Core) -> Result<()> {
        if tx.find_key_id()?.and_then(|key| core.keys.find(key)).is_none() {
            return Err(Error::invalid_config("key", FieldReason::Mismatch));
        }
        // Before anything is added, so that a decoy is not cleared away in its own transaction.
        let tables = [Swept::Messages, Swept::Verifications, Swept::Events];
        core.sweep_a_little(tx, &tables, self.message.created_at)?;
        for StoredVerification { verification, .. } in &self.verifications {
            let Verification { kind, ref value, .. } = *verification;
            let subject = verification.subject();
            match verification.form {
                Form::Code => tx.end_verifications(VerificationScope::Code(kind, value))?,
                Form::Link => {
                    tx.end_verifications(VerificationScope::Link(kind, subject, value))?
                }
                Form::Handle => 0,
            };
        }
        for verification in &self.verifications {
            tx.insert_verification(verification)?;
        }
        tx.insert_message(&self.message)?;
        tx.insert_event(&self.event)
    }
}

fn stored(verification: Verification, secret: Digest, key_id: Option<KeyId>) -> StoredVerification {
    StoredVerification { verification, secret, key_id, failures: 0 }
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
        let code = self.code.expose();
        let text = match self.token {
            Some(token) => format!(r#"{{"code":"{code}","token":"{}"}}"#, token.expose()),
            None => format!(r#"{{"code":"{code}"}}"#),
        };
        Zeroizing::new(text.into_bytes())
    }
}
