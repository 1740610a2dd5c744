//! Written by `cargo xtask header` from the table of records.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::ptr;

use ezauth_core::domain;
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::call::{Cross, owned, quietly};
use crate::texts::Texts;

/// An address or a provider's subject that leads to a user.
#[derive_ReprC]
#[repr(opaque)]
pub struct Identity {
    record: domain::Identity,
    texts: Texts<5>,
}

impl From<domain::Identity> for Identity {
    fn from(record: domain::Identity) -> Self {
        Self { record, texts: Texts::default() }
    }
}

/// The id.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_identity_id(identity: Option<&Identity>) -> *const c_char {
    identity.map_or(ptr::null(), |it| it.texts.get(0, &it.record.id))
}

/// Whose it is.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_identity_user_id(identity: Option<&Identity>) -> *const c_char {
    identity.map_or(ptr::null(), |it| it.texts.get(1, &it.record.user_id))
}

/// What kind of value it is.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_identity_type(identity: Option<&Identity>) -> *const c_char {
    identity.map_or(ptr::null(), |it| it.texts.get(2, &it.record.identity_type))
}

/// The canonical value: what is compared.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_identity_value(identity: Option<&Identity>) -> *const c_char {
    identity.map_or(ptr::null(), |it| it.texts.get(3, &it.record.value))
}

/// The value as mail is addressed and pages show it.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_identity_display_value(identity: Option<&Identity>) -> *const c_char {
    identity.map_or(ptr::null(), |it| it.texts.get(4, &it.record.display_value))
}

/// When its owner first proved it. At most one user holds a verified type and value. False where
/// there is none; else milliseconds since the Unix epoch are written to `millis`, which may be
/// NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_identity_verified_at(
    identity: Option<&Identity>,
    millis: Option<&mut MaybeUninit<i64>>,
) -> bool {
    let Some(time) = identity.and_then(|it| it.record.verified_at) else { return false };
    if let Some(millis) = millis {
        millis.write(time.as_millis());
    }
    true
}

/// When it was created. Milliseconds since the Unix epoch.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_identity_created_at(identity: Option<&Identity>) -> i64 {
    identity.map_or(0, |it| it.record.created_at.as_millis())
}

/// When it last changed. Milliseconds since the Unix epoch.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_identity_updated_at(identity: Option<&Identity>) -> i64 {
    identity.map_or(0, |it| it.record.updated_at.as_millis())
}

/// A list.
#[derive_ReprC]
#[repr(opaque)]
pub struct IdentityList(Vec<Identity>);

impl From<Vec<domain::Identity>> for IdentityList {
    fn from(records: Vec<domain::Identity>) -> Self {
        Self(records.into_iter().map(Identity::from).collect())
    }
}

/// How many there are in a list; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_identity_list_count(list: Option<&IdentityList>) -> usize {
    list.map_or(0, |list| list.0.len())
}

/// One of a list, which keeps it: NULL past the last.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_identity_list_at(
    list: Option<&IdentityList>,
    index: usize,
) -> Option<&Identity> {
    list?.0.get(index)
}

impl Cross for Vec<domain::Identity> {
    type C = Box<IdentityList>;

    fn cross(self) -> Self::C {
        owned(IdentityList::from(self))
    }
}

/// Frees a list, with what is inside of it. NULL is ignored; freeing it twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_identity_list_free(list: Option<Box<IdentityList>>) {
    quietly(|| drop(list));
}
