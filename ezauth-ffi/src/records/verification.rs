//! Written by `cargo xtask header` from the table of records.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::ffi::c_char;
use std::ptr;

use ezauth_core::domain;
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::call::{Cross, owned, quietly};
use crate::numbers::Number;
use crate::texts::Texts;

/// A secret that is out, without the secret.
#[derive_ReprC]
#[repr(opaque)]
pub struct Verification {
    record: domain::Verification,
    texts: Texts<5>,
}

impl From<domain::Verification> for Verification {
    fn from(record: domain::Verification) -> Self {
        Self { record, texts: Texts::default() }
    }
}

/// The id.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_verification_id(verification: Option<&Verification>) -> *const c_char {
    verification.map_or(ptr::null(), |it| it.texts.get(0, &it.record.id))
}

/// What shape the secret has. One of `EZAUTH_FORM_..`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_verification_form(verification: Option<&Verification>) -> i32 {
    verification.map_or(0, |it| it.record.form.number())
}

/// What it is for. One of `EZAUTH_KIND_..`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_verification_kind(verification: Option<&Verification>) -> i32 {
    verification.map_or(0, |it| it.record.kind.number())
}

/// How it travelled. One of `EZAUTH_CHANNEL_..`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_verification_channel(verification: Option<&Verification>) -> i32 {
    verification.map_or(0, |it| it.record.channel.number())
}

/// The canonical address that it proves.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_verification_value(verification: Option<&Verification>) -> *const c_char {
    verification.map_or(ptr::null(), |it| it.texts.get(1, &it.record.value))
}

/// The identity that it was issued for, if it was issued for one. NULL where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_verification_identity_id(
    verification: Option<&Verification>,
) -> *const c_char {
    let found = verification.and_then(|it| Some((it, it.record.identity_id.as_ref()?)));
    found.map_or(ptr::null(), |(it, value)| it.texts.get(2, value))
}

/// The wish to have an account that it was issued for, if it was issued for one. NULL where there
/// is none.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_verification_sign_up_id(
    verification: Option<&Verification>,
) -> *const c_char {
    let found = verification.and_then(|it| Some((it, it.record.sign_up_id.as_ref()?)));
    found.map_or(ptr::null(), |(it, value)| it.texts.get(3, value))
}

/// The change of address that it was issued for, if it was issued for one. NULL where there is
/// none.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_verification_pending_change_id(
    verification: Option<&Verification>,
) -> *const c_char {
    let found = verification.and_then(|it| Some((it, it.record.pending_change_id.as_ref()?)));
    found.map_or(ptr::null(), |(it, value)| it.texts.get(4, value))
}

/// When it ends. Milliseconds since the Unix epoch.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_verification_expires_at(verification: Option<&Verification>) -> i64 {
    verification.map_or(0, |it| it.record.expires_at.as_millis())
}

/// When it was issued. Milliseconds since the Unix epoch.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_verification_created_at(verification: Option<&Verification>) -> i64 {
    verification.map_or(0, |it| it.record.created_at.as_millis())
}

impl Cross for domain::Verification {
    type C = Box<Verification>;

    fn cross(self) -> Self::C {
        owned(Verification::from(self))
    }
}

/// Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_verification_free(verification: Option<Box<Verification>>) {
    quietly(|| drop(verification));
}
