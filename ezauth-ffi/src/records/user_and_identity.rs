//! Written by `cargo xtask header` from the table of records.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use ezauth_core::domain;
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::call::{Cross, owned, quietly};
use crate::records::Identity;
use crate::records::User;

/// A user together with the identity that led to it.
#[derive_ReprC]
#[repr(opaque)]
pub struct UserAndIdentity {
    user: User,
    identity: Identity,
}

impl From<domain::UserIdentity> for UserAndIdentity {
    fn from(record: domain::UserIdentity) -> Self {
        let domain::UserIdentity { user, identity } = record;
        Self { user: user.into(), identity: identity.into() }
    }
}

/// The user. It is kept by what it is inside of.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_and_identity_user(
    user_and_identity: Option<&UserAndIdentity>,
) -> Option<&User> {
    user_and_identity.map(|it| &it.user)
}

/// The identity. It is kept by what it is inside of.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_and_identity_identity(
    user_and_identity: Option<&UserAndIdentity>,
) -> Option<&Identity> {
    user_and_identity.map(|it| &it.identity)
}

impl Cross for domain::UserIdentity {
    type C = Box<UserAndIdentity>;

    fn cross(self) -> Self::C {
        owned(UserAndIdentity::from(self))
    }
}

/// Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_and_identity_free(user_and_identity: Option<Box<UserAndIdentity>>) {
    quietly(|| drop(user_and_identity));
}
