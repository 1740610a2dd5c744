//! Verifications: secrets that went to an inbox, or that stand for a flow, waiting to come back.

use super::named::named;
use super::{IdentityId, Timestamp, VerificationId};

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
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was issued.
    pub created_at: Timestamp,
}

impl Verification {
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
