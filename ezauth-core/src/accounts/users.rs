//! Creating users on the host's word, and asking what is taken.
//!
//! Several people may hold the same unverified value: whoever proves it first has it.

use super::Accounts;
use super::core::Core;
use crate::crypto::Draw;
use crate::domain::input::{Caller, Email, Phone, Username};
use crate::domain::{
    CredentialId, EventType, Identity, IdentityId, IdentityType, Timestamp, UserId, UserIdentity,
};
use crate::error::{Error, ErrorKind, FieldReason, Result, both};
use crate::store::Transaction;
use crate::store::rows::{NewEvent, NewPassword, NewUser};

impl Accounts {
    /// Creates a user with a password and an unverified email identity.
    ///
    /// This is a part for hosts that build their own flow: it tells whether the address is taken.
    ///
    /// # Errors
    /// `invalid_argument` on `email` and `password`, `weak_password`, `already_taken` on `email` if
    /// somebody has verified it, `rate_limited`.
    pub fn create_user_with_password(&self, email: &str, password: &str) -> Result<UserIdentity> {
        self.call(|core| {
            let (email, password) =
                both(Email::parse("email", email), core.parse_new_password(password))?;
            core.check_guessable(&password, email.value(), None)?;
            let value = Value::email(&email);
            core.store.read(|tx| value.refuse_if_taken(tx))?;
            let phc = core.hasher.hash(&*core.random, &password)?;
            core.create_user(&value, Some(&phc))
        })
    }

    /// Creates a user without a password, with an unverified email identity.
    ///
    /// # Errors
    /// `invalid_argument` on `email`, `already_taken` on `email` if somebody has verified it.
    pub fn create_user_with_email(&self, email: &str) -> Result<UserIdentity> {
        self.call(|core| core.create_user(&Value::email(&Email::parse("email", email)?), None))
    }

    /// Creates a user without a password, with an unverified phone identity (E.164).
    ///
    /// # Errors
    /// `invalid_argument` on `phone`, `already_taken` on `phone` if somebody has verified it.
    pub fn create_user_with_phone(&self, phone: &str) -> Result<UserIdentity> {
        self.call(|core| core.create_user(&Value::phone(&Phone::parse("phone", phone)?), None))
    }

    /// Whether somebody has verified this address.
    ///
    /// # Errors
    /// `invalid_argument` on `email`.
    pub fn email_taken(&self, email: &str) -> Result<bool> {
        self.call(|core| {
            let value = Value::email(&Email::parse("email", email)?);
            core.store.read(|tx| Ok(value.find_verified(tx)?.is_some()))
        })
    }

    /// Whether somebody has this username, in any case.
    ///
    /// # Errors
    /// `invalid_argument` on `username`.
    pub fn username_taken(&self, username: &str) -> Result<bool> {
        self.call(|core| {
            let username = Username::parse("username", username, &core.username_pattern)?;
            core.store.read(|tx| Ok(tx.find_user_by_username(username.key())?.is_some()))
        })
    }

    /// The user who has verified this address; else a clean one that waits for it, into which nobody
    /// can have put anything; else a new one. Repeating it never makes a second user.
    ///
    /// # Errors
    /// `invalid_argument` on `value`.
    pub fn find_or_create_email_identity(&self, value: &str) -> Result<UserIdentity> {
        self.call(|core| core.find_or_create(&Value::email(&Email::parse("value", value)?)))
    }

    /// The same for a phone number (E.164).
    ///
    /// # Errors
    /// `invalid_argument` on `value`.
    pub fn find_or_create_phone_identity(&self, value: &str) -> Result<UserIdentity> {
        self.call(|core| core.find_or_create(&Value::phone(&Phone::parse("value", value)?)))
    }
}

/// The value of an identity to come.
#[derive(Clone)]
pub(super) struct Value {
    pub(super) identity_type: IdentityType,
    pub(super) value: String,
    pub(super) display_value: String,
}

impl Value {
    pub(super) fn email(email: &Email) -> Self {
        Self {
            identity_type: IdentityType::Email,
            value: email.value().to_owned(),
            display_value: email.display().to_owned(),
        }
    }

    pub(super) fn phone(phone: &Phone) -> Self {
        let value = phone.value().to_owned();
        Self { identity_type: IdentityType::Phone, display_value: value.clone(), value }
    }

    pub(super) fn find_verified(&self, tx: &mut dyn Transaction) -> Result<Option<UserIdentity>> {
        tx.find_verified(&self.identity_type, &self.value)
    }

    fn refuse_if_taken(&self, tx: &mut dyn Transaction) -> Result<()> {
        let field = if self.identity_type == IdentityType::Phone { "phone" } else { "email" };
        match self.find_verified(tx)? {
            None => Ok(()),
            Some(_) => {
                Err(Error::new(ErrorKind::AlreadyTaken).with_field(field, FieldReason::Taken))
            }
        }
    }
}

impl Core {
    fn create_user(&self, value: &Value, phc: Option<&str>) -> Result<UserIdentity> {
        let creation = Creation::draw(&self.draw(), &Caller::default())?;
        self.store.write(|tx| {
            tx.lock_value(&value.value)?;
            value.refuse_if_taken(tx)?;
            creation.write(tx, value, phc, false)
        })
    }

    fn find_or_create(&self, value: &Value) -> Result<UserIdentity> {
        let creation = Creation::draw(&self.draw(), &Caller::default())?;
        self.store.write(|tx| {
            tx.lock_value(&value.value)?;
            if let Some(verified) = value.find_verified(tx)? {
                return Ok(verified);
            }
            if let Some(clean) = tx.find_clean(&value.identity_type, &value.value)? {
                return Ok(clean);
            }
            creation.write(tx, value, None, false)
        })
    }
}

/// A user to create, with everything drawn.
pub(super) struct Creation {
    user_id: UserId,
    identity_id: IdentityId,
    password_id: CredentialId,
    now: Timestamp,
    event: NewEvent,
}

impl Creation {
    pub(super) fn draw(draw: &Draw<'_>, caller: &Caller) -> Result<Self> {
        let user_id = draw.id(UserId::new)?;
        Ok(Self {
            user_id,
            identity_id: draw.id(IdentityId::new)?,
            password_id: draw.id(CredentialId::new)?,
            now: draw.now,
            event: NewEvent::new(draw, EventType::UserCreated)?.of(user_id).by(caller),
        })
    }

    /// Creates the user with this value, which its owner has proven or not.
    ///
    /// # Errors
    /// `already_claimed`, where it is proven and another holds it verified.
    pub(super) fn write(
        &self,
        tx: &mut dyn Transaction,
        value: &Value,
        phc: Option<&str>,
        is_proven: bool,
    ) -> Result<UserIdentity> {
        let Self { user_id, now, .. } = *self;
        let identity = Identity {
            id: self.identity_id,
            user_id,
            identity_type: value.identity_type.clone(),
            value: value.value.clone(),
            display_value: value.display_value.clone(),
            verified_at: is_proven.then_some(now),
            created_at: now,
            updated_at: now,
        };
        let first_used_at = phc.map(|_| now);
        tx.insert_user(&NewUser { id: user_id, first_used_at, created_at: now })?;
        if !is_proven {
            tx.insert_identity(&identity)?;
        } else if !tx.insert_verified(&identity)? {
            return Err(ErrorKind::AlreadyClaimed.into());
        }
        if let Some(phc) = phc {
            let (id, phc) = (self.password_id, phc.to_owned());
            tx.put_password(&NewPassword { id, user_id, phc, now })?;
        }
        tx.insert_event(&self.event)?;
        let user = tx.find_user(user_id)?.ok_or(ErrorKind::NotFound)?;
        Ok(UserIdentity { user, identity })
    }
}
