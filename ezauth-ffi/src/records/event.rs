//! Written by `cargo xtask header` from the table of records.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::ffi::c_char;
use std::ptr;

use ezauth_core::domain;
use safer_ffi::prelude::derive_ReprC;

use crate::numbers::Number;
use crate::texts::Texts;

/// One line of the audit trail.
#[derive_ReprC]
#[repr(opaque)]
pub struct Event {
    record: domain::Event,
    texts: Texts<5>,
}

impl From<domain::Event> for Event {
    fn from(record: domain::Event) -> Self {
        Self { record, texts: Texts::default() }
    }
}

/// The id.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_event_id(event: Option<&Event>) -> *const c_char {
    event.map_or(ptr::null(), |it| it.texts.get(0, &it.record.id))
}

/// What happened. One of `EZAUTH_EVENT_TYPE_..`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_event_type(event: Option<&Event>) -> i32 {
    event.map_or(0, |it| it.record.event_type.number())
}

/// Whose account it happened to, where there is one. NULL where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_event_user_id(event: Option<&Event>) -> *const c_char {
    let found = event.and_then(|it| Some((it, it.record.user_id.as_ref()?)));
    found.map_or(ptr::null(), |(it, value)| it.texts.get(1, value))
}

/// The session it happened to, or was done with. NULL where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_event_session_id(event: Option<&Event>) -> *const c_char {
    let found = event.and_then(|it| Some((it, it.record.session_id.as_ref()?)));
    found.map_or(ptr::null(), |(it, value)| it.texts.get(2, value))
}

/// Where the request came from. NULL where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_event_ip(event: Option<&Event>) -> *const c_char {
    let found = event.and_then(|it| Some((it, it.record.ip.as_ref()?)));
    found.map_or(ptr::null(), |(it, value)| it.texts.get(3, value))
}

/// What else there is to know: a JSON object as text, without secrets.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_event_data(event: Option<&Event>) -> *const c_char {
    event.map_or(ptr::null(), |it| it.texts.get(4, &it.record.data))
}

/// When it happened; for a counted event, when it first did. Milliseconds since the Unix epoch.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_event_created_at(event: Option<&Event>) -> i64 {
    event.map_or(0, |it| it.record.created_at.as_millis())
}

/// A list.
#[derive_ReprC]
#[repr(opaque)]
pub struct EventList(Vec<Event>);

impl From<Vec<domain::Event>> for EventList {
    fn from(records: Vec<domain::Event>) -> Self {
        Self(records.into_iter().map(Event::from).collect())
    }
}

/// How many there are in a list; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_event_list_count(list: Option<&EventList>) -> usize {
    list.map_or(0, |list| list.0.len())
}

/// One of a list, which keeps it: NULL past the last.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_event_list_at(list: Option<&EventList>, index: usize) -> Option<&Event> {
    list?.0.get(index)
}
