//! Written by `cargo xtask header` from the table of records.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::ffi::c_char;
use std::ptr;

use ezauth_core::domain;
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::call::{Cross, owned, quietly};
use crate::texts::Texts;

/// Everything that is held about a person.
#[derive_ReprC]
#[repr(opaque)]
pub struct UserExport {
    record: domain::UserExport,
    texts: Texts<1>,
}

impl From<domain::UserExport> for UserExport {
    fn from(record: domain::UserExport) -> Self {
        Self { record, texts: Texts::default() }
    }
}

/// A JSON object as text, without secrets: `user`, `identities`, `sessions`, `pending_changes`,
/// `verifications`, `messages` and `ezauth_events`, each with the fields of its record.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_export_data(user_export: Option<&UserExport>) -> *const c_char {
    user_export.map_or(ptr::null(), |it| it.texts.get(0, &it.record.data))
}

impl Cross for domain::UserExport {
    type C = Box<UserExport>;

    fn cross(self) -> Self::C {
        owned(UserExport::from(self))
    }
}

/// Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_export_free(user_export: Option<Box<UserExport>>) {
    quietly(|| drop(user_export));
}
