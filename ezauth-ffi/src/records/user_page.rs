//! Written by `cargo xtask header` from the table of records.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::ffi::c_char;
use std::ptr;

use ezauth_core::domain;
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::call::{Cross, owned, quietly};
use crate::records::UserList;
use crate::texts::Texts;

/// A part of all users, the oldest first.
#[derive_ReprC]
#[repr(opaque)]
pub struct UserPage {
    users: UserList,
    cursor: String,
    texts: Texts<1>,
}

impl From<domain::UserPage> for UserPage {
    fn from(record: domain::UserPage) -> Self {
        let domain::UserPage { users, cursor } = record;
        Self { users: users.into(), cursor, texts: Texts::default() }
    }
}

/// The users. It is kept by what it is inside of.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_page_users(user_page: Option<&UserPage>) -> Option<&UserList> {
    user_page.map(|it| &it.users)
}

/// Pass it to `ezauth_admin_list_users` to go on after the last of them. Present even where nothing
/// follows yet.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_page_cursor(user_page: Option<&UserPage>) -> *const c_char {
    user_page.map_or(ptr::null(), |it| it.texts.get(0, &it.cursor))
}

impl Cross for domain::UserPage {
    type C = Box<UserPage>;

    fn cross(self) -> Self::C {
        owned(UserPage::from(self))
    }
}

/// Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_user_page_free(user_page: Option<Box<UserPage>>) {
    quietly(|| drop(user_page));
}
