//! Written by `cargo xtask header` from the table of records.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::ffi::c_char;
use std::ptr;

use ezauth_core::domain;
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::call::{Cross, owned, quietly};
use crate::numbers::Number;
use crate::texts::Texts;

/// A device that is signed in. Its token is not part of it.
#[derive_ReprC]
#[repr(opaque)]
pub struct Session {
    record: domain::Session,
    texts: Texts<4>,
}

impl From<domain::Session> for Session {
    fn from(record: domain::Session) -> Self {
        Self { record, texts: Texts::default() }
    }
}

/// The public id, for listing and revoking.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_session_id(session: Option<&Session>) -> *const c_char {
    session.map_or(ptr::null(), |it| it.texts.get(0, &it.record.id))
}

/// Who is signed in.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_session_user_id(session: Option<&Session>) -> *const c_char {
    session.map_or(ptr::null(), |it| it.texts.get(1, &it.record.user_id))
}

/// How it was proven. One of `EZAUTH_SESSION_METHOD_..`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_session_method(session: Option<&Session>) -> i32 {
    session.map_or(0, |it| it.record.method.number())
}

/// When it was last proven. Milliseconds since the Unix epoch.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_session_authenticated_at(session: Option<&Session>) -> i64 {
    session.map_or(0, |it| it.record.authenticated_at.as_millis())
}

/// When it was opened. Milliseconds since the Unix epoch.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_session_created_at(session: Option<&Session>) -> i64 {
    session.map_or(0, |it| it.record.created_at.as_millis())
}

/// When it was last used, to about a minute. Milliseconds since the Unix epoch.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_session_last_seen_at(session: Option<&Session>) -> i64 {
    session.map_or(0, |it| it.record.last_seen_at.as_millis())
}

/// When it ends at the latest. Milliseconds since the Unix epoch.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_session_expires_at(session: Option<&Session>) -> i64 {
    session.map_or(0, |it| it.record.expires_at.as_millis())
}

/// When it ends unless it is used before. Never later than `expires_at`. Milliseconds since the
/// Unix epoch.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_session_idle_expires_at(session: Option<&Session>) -> i64 {
    session.map_or(0, |it| it.record.idle_expires_at.as_millis())
}

/// The address it was opened from. NULL where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_session_ip(session: Option<&Session>) -> *const c_char {
    let found = session.and_then(|it| Some((it, it.record.ip.as_ref()?)));
    found.map_or(ptr::null(), |(it, value)| it.texts.get(2, value))
}

/// The program it was opened with, cut at 512 bytes. NULL where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_session_user_agent(session: Option<&Session>) -> *const c_char {
    let found = session.and_then(|it| Some((it, it.record.user_agent.as_ref()?)));
    found.map_or(ptr::null(), |(it, value)| it.texts.get(3, value))
}

/// A list.
#[derive_ReprC]
#[repr(opaque)]
pub struct SessionList(Vec<Session>);

impl From<Vec<domain::Session>> for SessionList {
    fn from(records: Vec<domain::Session>) -> Self {
        Self(records.into_iter().map(Session::from).collect())
    }
}

/// How many there are in a list; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_session_list_count(list: Option<&SessionList>) -> usize {
    list.map_or(0, |list| list.0.len())
}

/// One of a list, which keeps it: NULL past the last.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_session_list_at(
    list: Option<&SessionList>,
    index: usize,
) -> Option<&Session> {
    list?.0.get(index)
}

impl Cross for Vec<domain::Session> {
    type C = Box<SessionList>;

    fn cross(self) -> Self::C {
        owned(SessionList::from(self))
    }
}

/// Frees a list, with what is inside of it. NULL is ignored; freeing it twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_session_list_free(list: Option<Box<SessionList>>) {
    quietly(|| drop(list));
}
