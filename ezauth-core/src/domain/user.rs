//! Users and what identifies them.

use std::fmt;
use std::str::FromStr;

use super::{IdentityId, Timestamp, UserId};
use crate::error::{Error, FieldReason, Result};

/// A user account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The id.
    pub id: UserId,
    /// The display name: at most 160 characters.
    pub name: Option<String>,
    /// The username as it was written. It is unique without regard to case.
    pub username: Option<String>,
    /// A JSON object of the host's own, as the text that was given: at most 16 KiB.
    pub metadata: String,
    /// Whether a password is set.
    pub has_password: bool,
    /// Since when the account is switched off.
    pub disabled_at: Option<Timestamp>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When its own fields last changed.
    pub updated_at: Timestamp,
}

/// An address or a provider's subject that leads to a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The id.
    pub id: IdentityId,
    /// Whose it is.
    pub user_id: UserId,
    /// What kind of value it is.
    pub identity_type: IdentityType,
    /// The canonical value: what is compared.
    pub value: String,
    /// The value as mail is addressed and pages show it.
    pub display_value: String,
    /// When its owner first proved it. At most one user holds a verified type and value.
    pub verified_at: Option<Timestamp>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// A user together with the identity that led to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserIdentity {
    /// The user.
    pub user: User,
    /// The identity.
    pub identity: Identity,
}

/// Which users to list. The default lists all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UserFilter {
    /// Only those who are switched off, or only those who are not.
    pub disabled: Option<bool>,
    /// At most this many; 1 to 1,000, by default 100.
    pub limit: Option<u64>,
}

/// A part of all users, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserPage {
    /// The users.
    pub users: Vec<User>,
    /// Pass it to `admin_list_users` to go on after the last of them. Present even where nothing
    /// follows yet.
    pub cursor: String,
}

/// Everything that is held about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserExport {
    /// A JSON object as text, without secrets: `user`, `identities`, `sessions`, `pending_changes`,
    /// `verifications`, `messages` and `events`, each with the fields of its record.
    pub data: String,
}

/// What kind of value an identity is: `email`, `phone`, or a provider's name such as `google`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum IdentityType {
    /// An email address.
    Email,
    /// A phone number, E.164.
    Phone,
    /// The subject that a provider of this name knows the user by.
    Provider(ProviderName),
}

/// A provider's name: 1 to 32 lower-case ASCII letters, digits and `_`, a letter first.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProviderName(String);

impl IdentityType {
    /// The name, the same in every language and in the store.
    pub fn name(&self) -> &str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Provider(ProviderName(name)) => name,
        }
    }
}

impl FromStr for IdentityType {
    type Err = Error;

    /// # Errors
    /// `invalid_argument` on `type`.
    fn from_str(text: &str) -> Result<Self> {
        match text {
            "email" => Ok(Self::Email),
            "phone" => Ok(Self::Phone),
            _ if is_provider_name(text) => Ok(Self::Provider(ProviderName(text.to_owned()))),
            _ => Err(Error::invalid_argument("type", FieldReason::Malformed)),
        }
    }
}

impl fmt::Display for IdentityType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

fn is_provider_name(text: &str) -> bool {
    (1..=32).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
