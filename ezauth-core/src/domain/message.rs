//! Messages: what the outbox hands to whoever delivers.

use super::named::named;
use super::{Channel, Kind, LeaseId, MessageId, Secret, Timestamp, UserId};

named! {
    /// What a message is about: a secret of one of the kinds, or a notice of what has happened.
    MessageKind, "kind" {
        /// Link and code to prove an existing identity.
        Confirm "confirm",
        /// Link and code to complete a sign-up.
        SignUp "sign_up",
        /// Link and code to sign in.
        SignIn "sign_in",
        /// Link and code to recover an account.
        Recover "recover",
        /// Link and code to complete a change of address.
        Change "change",
        /// Notice: somebody tried to sign up with the address, which has an account.
        AddressInUse "address_in_use",
        /// Notice: a password was set where there was none, or by an administrator.
        PasswordSet "password_set",
        /// Notice: the password was changed.
        PasswordChanged "password_changed",
        /// Notice: the password was set anew by recovery.
        PasswordReset "password_reset",
        /// Notice: an administrator has switched the password off.
        PasswordExpired "password_expired",
        /// Notice: the password is off after too many failed attempts.
        PasswordSwitchedOff "password_switched_off",
        /// Notice: an address or a provider was added.
        IdentityAdded "identity_added",
        /// Notice: an address was replaced by another.
        IdentityChanged "identity_changed",
        /// Notice: an address or a provider was removed.
        IdentityRemoved "identity_removed",
        /// Notice: the account was switched off.
        AccountDisabled "account_disabled",
        /// Notice: the account was deleted.
        AccountDeleted "account_deleted",
        /// Notice: somebody signed in after failed attempts.
        SignedInAfterFailures "signed_in_after_failures",
    }
}

impl From<Kind> for MessageKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Confirm => Self::Confirm,
            Kind::SignUp => Self::SignUp,
            Kind::SignIn => Self::SignIn,
            Kind::Recover => Self::Recover,
            Kind::Change => Self::Change,
        }
    }
}

/// A message to deliver, with its secrets, held under a lease.
///
/// It is handed out again when the lease ends without an acknowledgement, so it is delivered at
/// least once.
#[derive(Clone, Debug)]
pub struct Message {
    /// The id: the same at every attempt, so that a deliverer can recognise a repetition.
    pub id: MessageId,
    /// What `ack_message` and `nack_message` take.
    pub lease: LeaseId,
    /// How it travels.
    pub channel: Channel,
    /// What it is about.
    pub kind: MessageKind,
    /// Where to: the address as its owner writes it.
    pub recipient: String,
    /// Whose account it is about, where there is one.
    pub user_id: Option<UserId>,
    /// How often it has been handed out, this time included.
    pub attempts: u32,
    /// The code, while it is live. A notice has none.
    pub code: Option<Secret>,
    /// The link token, while it is live, for hosts that build their own links. A notice has none.
    pub token: Option<Secret>,
    /// The link: the configured base URL, the path of its kind, and the token. A notice has none.
    pub link: Option<Secret>,
    /// When its secrets end; of a notice, when it is no news any more.
    pub expires_at: Timestamp,
    /// A subject line in English.
    pub subject: String,
    /// A text in English with code and link, or what has happened and what to do.
    pub text: Secret,
}
