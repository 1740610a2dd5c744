//! Written by `cargo xtask header` from the table of records.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::ffi::c_char;
use std::ptr;

use ezauth_core::domain;
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::call::{Cross, owned, quietly};
use crate::records::EventList;
use crate::texts::Texts;

/// A part of the audit trail, oldest first.
#[derive_ReprC]
#[repr(opaque)]
pub struct EventPage {
    events: EventList,
    cursor: String,
    texts: Texts<1>,
}

impl From<domain::EventPage> for EventPage {
    fn from(record: domain::EventPage) -> Self {
        let domain::EventPage { events, cursor } = record;
        Self { events: events.into(), cursor, texts: Texts::default() }
    }
}

/// The events. It is kept by what it is inside of.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_event_page_events(event_page: Option<&EventPage>) -> Option<&EventList> {
    event_page.map(|it| &it.events)
}

/// Pass it to `ezauth_events` to go on after the last of them. Present even where nothing follows
/// yet, so that a reader can come back for what happens later.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_event_page_cursor(event_page: Option<&EventPage>) -> *const c_char {
    event_page.map_or(ptr::null(), |it| it.texts.get(0, &it.cursor))
}

impl Cross for domain::EventPage {
    type C = Box<EventPage>;

    fn cross(self) -> Self::C {
        owned(EventPage::from(self))
    }
}

/// Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_event_page_free(event_page: Option<Box<EventPage>>) {
    quietly(|| drop(event_page));
}
