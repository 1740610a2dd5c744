//! Written by `cargo xtask header` from the table of records.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::ffi::c_char;
use std::ptr;

use ezauth_core::domain;
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::call::{Cross, owned, quietly};
use crate::records::Session;
use crate::records::User;
use crate::texts::Texts;

/// A session just opened.
#[derive_ReprC]
#[repr(opaque)]
pub struct SignIn {
    user: User,
    session: Session,
    token: domain::Secret,
    texts: Texts<1>,
}

impl From<domain::SignIn> for SignIn {
    fn from(record: domain::SignIn) -> Self {
        let domain::SignIn { user, session, token } = record;
        Self { user: user.into(), session: session.into(), token, texts: Texts::default() }
    }
}

/// The user. It is kept by what it is inside of.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sign_in_user(sign_in: Option<&SignIn>) -> Option<&User> {
    sign_in.map(|it| &it.user)
}

/// The session. It is kept by what it is inside of.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sign_in_session(sign_in: Option<&SignIn>) -> Option<&Session> {
    sign_in.map(|it| &it.session)
}

/// The secret for the user's browser: 43 characters, 256 random bits. It is shown this once.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sign_in_token(sign_in: Option<&SignIn>) -> *const c_char {
    sign_in.map_or(ptr::null(), |it| it.texts.secret(0, &it.token))
}

impl Cross for domain::SignIn {
    type C = Box<SignIn>;

    fn cross(self) -> Self::C {
        owned(SignIn::from(self))
    }
}

/// Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sign_in_free(sign_in: Option<Box<SignIn>>) {
    quietly(|| drop(sign_in));
}
