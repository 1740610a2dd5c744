//! Written by `cargo xtask header` from the table of records.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::ptr;

use ezauth_core::domain;
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::call::{Cross, owned, quietly};
use crate::texts::Texts;

/// A user account.
#[derive_ReprC]
#[repr(opaque)]
pub struct User {
    record: domain::User,
    texts: Texts<4>,
}

impl From<domain::User> for User {
    fn from(record: domain::User) -> Self {
        Self { record, texts: Texts::default() }
    }
}

/// The id.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_id(user: Option<&User>) -> *const c_char {
    user.map_or(ptr::null(), |it| it.texts.get(0, &it.record.id))
}

/// The display name: at most 160 characters. NULL where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_name(user: Option<&User>) -> *const c_char {
    let found = user.and_then(|it| Some((it, it.record.name.as_ref()?)));
    found.map_or(ptr::null(), |(it, value)| it.texts.get(1, value))
}

/// The username as it was written. It is unique without regard to case. NULL where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_username(user: Option<&User>) -> *const c_char {
    let found = user.and_then(|it| Some((it, it.record.username.as_ref()?)));
    found.map_or(ptr::null(), |(it, value)| it.texts.get(2, value))
}

/// A JSON object of the host's own, as the text that was given: at most 16 KiB.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_metadata(user: Option<&User>) -> *const c_char {
    user.map_or(ptr::null(), |it| it.texts.get(3, &it.record.metadata))
}

/// Whether a password is set.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_has_password(user: Option<&User>) -> bool {
    user.is_some_and(|it| it.record.has_password)
}

/// Since when the account is switched off. False where there is none; else milliseconds since the
/// Unix epoch are written to `millis`, which may be NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_disabled_at(
    user: Option<&User>,
    millis: Option<&mut MaybeUninit<i64>>,
) -> bool {
    let Some(time) = user.and_then(|it| it.record.disabled_at) else { return false };
    if let Some(millis) = millis {
        millis.write(time.as_millis());
    }
    true
}

/// When it was created. Milliseconds since the Unix epoch.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_created_at(user: Option<&User>) -> i64 {
    user.map_or(0, |it| it.record.created_at.as_millis())
}

/// When its own fields last changed. Milliseconds since the Unix epoch.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_updated_at(user: Option<&User>) -> i64 {
    user.map_or(0, |it| it.record.updated_at.as_millis())
}

impl Cross for domain::User {
    type C = Box<User>;

    fn cross(self) -> Self::C {
        owned(User::from(self))
    }
}

/// Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_free(user: Option<Box<User>>) {
    quietly(|| drop(user));
}

/// A list.
#[derive_ReprC]
#[repr(opaque)]
pub struct UserList(Vec<User>);

impl From<Vec<domain::User>> for UserList {
    fn from(records: Vec<domain::User>) -> Self {
        Self(records.into_iter().map(User::from).collect())
    }
}

/// How many there are in a list; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_list_count(list: Option<&UserList>) -> usize {
    list.map_or(0, |list| list.0.len())
}

/// One of a list, which keeps it: NULL past the last.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_list_at(list: Option<&UserList>, index: usize) -> Option<&User> {
    list?.0.get(index)
}
