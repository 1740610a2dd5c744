//! Written by `cargo xtask header` from the table of records.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use ezauth_core::domain;
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::call::{Cross, owned, quietly};
use crate::records::Session;
use crate::records::User;

/// A live session and its user: what a request needs to know.
#[derive_ReprC]
#[repr(opaque)]
pub struct SessionAndUser {
    session: Session,
    user: User,
}

impl From<domain::SessionUser> for SessionAndUser {
    fn from(record: domain::SessionUser) -> Self {
        let domain::SessionUser { session, user } = record;
        Self { session: session.into(), user: user.into() }
    }
}

/// The session. It is kept by what it is inside of.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_session_and_user_session(
    session_and_user: Option<&SessionAndUser>,
) -> Option<&Session> {
    session_and_user.map(|it| &it.session)
}

/// Its user. It is kept by what it is inside of.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_session_and_user_user(
    session_and_user: Option<&SessionAndUser>,
) -> Option<&User> {
    session_and_user.map(|it| &it.user)
}

impl Cross for domain::SessionUser {
    type C = Box<SessionAndUser>;

    fn cross(self) -> Self::C {
        owned(SessionAndUser::from(self))
    }
}

/// Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_session_and_user_free(session_and_user: Option<Box<SessionAndUser>>) {
    quietly(|| drop(session_and_user));
}
