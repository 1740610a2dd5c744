//! Verifications: secrets that went to an inbox, or that stand for a flow, waiting to come back.

use super::named::named;
use super::{IdentityId, PendingChangeId, SignUpId, Timestamp, VerificationId};

named! {
    /// What shape the secret has.
    Form, "form" {
        /// A link token: 256 random bits.
        Link "link",
        /// A short code of digits.
        Code "code",
        /// A flow handle: 256 random bits that stay with the person who asked.
        Handle "handle",
    }
}

named! {
    /// What the secret is for. A secret of one kind is unknown to the others.
    Kind, "kind" {
        /// Proves an existing identity.
        Confirm "confirm",
        /// Completes a sign-up.
        SignUp "sign_up",
        /// Signs in.
        SignIn "sign_in",
        /// Recovers an account.
        Recover "recover",
        /// Completes a change of address.
        Change "change",
    }
}

named! {
    /// How the secret travels.
    Channel, "channel" {
        /// By mail.
        Email "email",
        /// By text message.
        Phone "phone",
    }
}

named! {
    /// What `issue_identity_verification` makes and `verify_magic_*` take.
    VerificationType, "type" {
        /// Kind `confirm`, by mail.
        Email "email",
        /// Kind `confirm`, by text message.
        Phone "phone",
        /// Kind `recover`, by mail.
        Recovery "recovery",
    }
}

impl VerificationType {
    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::Email | Self::Phone => Kind::Confirm,
            Self::Recovery => Kind::Recover,
        }
    }

    pub(crate) fn channel(self) -> Channel {
        match self {
            Self::Email | Self::Recovery => Channel::Email,
            Self::Phone => Channel::Phone,
        }
    }
}

/// A secret that is out, without the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// The id.
    pub id: VerificationId,
    /// What shape the secret has.
    pub form: Form,
    /// What it is for.
    pub kind: Kind,
    /// How it travelled.
    pub channel: Channel,
    /// The canonical address that it proves.
    pub value: String,
    /// The identity that it was issued for, if it was issued for one.
    pub identity_id: Option<IdentityId>,
    /// The wish to have an account that it was issued for, if it was issued for one.
    pub sign_up_id: Option<SignUpId>,
    /// The change of address that it was issued for, if it was issued for one.
    pub pending_change_id: Option<PendingChangeId>,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was issued.
    pub created_at: Timestamp,
}

/// What a verification was issued for. It never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// Nothing but its value.
    Nothing,
    Identity(IdentityId),
    SignUp(SignUpId),
    PendingChange(PendingChangeId),
}

impl Verification {
    /// What it was issued for.
    pub(crate) fn subject(&self) -> Subject {
        match (self.identity_id, self.sign_up_id, self.pending_change_id) {
            (Some(identity), ..) => Subject::Identity(identity),
            (_, Some(sign_up), _) => Subject::SignUp(sign_up),
            (.., Some(change)) => Subject::PendingChange(change),
            (None, None, None) => Subject::Nothing,
        }
    }

    /// Whether the secret has ended by itself. Once refused for it, it is deleted, so that a clock
    /// set back does not revive it.
    pub(crate) fn is_expired(&self, now: Timestamp) -> bool {
        now >= self.expires_at
    }

    /// Whether the secret counts now.
    pub(crate) fn is_live(&self, now: Timestamp) -> bool {
        !self.is_expired(now) && !self.created_at.is_in_future(now)
    }
}
