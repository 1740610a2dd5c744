//! Written by `cargo xtask header` from the table of records.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::ffi::c_char;
use std::ptr;

use ezauth_core::domain;
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};

use crate::call::{Cross, owned, quietly};
use crate::numbers::Number;
use crate::texts::Texts;

/// A message to deliver, with its secrets, held under a lease.
///
/// It is handed out again when the lease ends without an acknowledgement, so it is delivered at
/// least once.
#[derive_ReprC]
#[repr(opaque)]
pub struct Message {
    record: domain::Message,
    texts: Texts<9>,
}

impl From<domain::Message> for Message {
    fn from(record: domain::Message) -> Self {
        Self { record, texts: Texts::default() }
    }
}

/// The id: the same at every attempt, so that a deliverer can recognise a repetition.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_message_id(message: Option<&Message>) -> *const c_char {
    message.map_or(ptr::null(), |it| it.texts.get(0, &it.record.id))
}

/// What `ezauth_ack_message` and `ezauth_nack_message` take.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_message_lease(message: Option<&Message>) -> *const c_char {
    message.map_or(ptr::null(), |it| it.texts.get(1, &it.record.lease))
}

/// How it travels. One of `EZAUTH_CHANNEL_..`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_message_channel(message: Option<&Message>) -> i32 {
    message.map_or(0, |it| it.record.channel.number())
}

/// What it is about. One of `EZAUTH_MESSAGE_KIND_..`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_message_kind(message: Option<&Message>) -> i32 {
    message.map_or(0, |it| it.record.kind.number())
}

/// Where to: the address as its owner writes it.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_message_recipient(message: Option<&Message>) -> *const c_char {
    message.map_or(ptr::null(), |it| it.texts.get(2, &it.record.recipient))
}

/// Whose account it is about, where there is one. NULL where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_message_user_id(message: Option<&Message>) -> *const c_char {
    let found = message.and_then(|it| Some((it, it.record.user_id.as_ref()?)));
    found.map_or(ptr::null(), |(it, value)| it.texts.get(3, value))
}

/// How often it has been handed out, this time included.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_message_attempts(message: Option<&Message>) -> u64 {
    message.map_or(0, |it| it.record.attempts.into())
}

/// The code, while it is live. A notice has none. NULL where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_message_code(message: Option<&Message>) -> *const c_char {
    let found = message.and_then(|it| Some((it, it.record.code.as_ref()?)));
    found.map_or(ptr::null(), |(it, value)| it.texts.secret(4, value))
}

/// The link token, while it is live, for hosts that build their own links. A notice has none. NULL
/// where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_message_token(message: Option<&Message>) -> *const c_char {
    let found = message.and_then(|it| Some((it, it.record.token.as_ref()?)));
    found.map_or(ptr::null(), |(it, value)| it.texts.secret(5, value))
}

/// The link: the configured base URL, the path of its kind, and the token. A notice has none. NULL
/// where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_message_link(message: Option<&Message>) -> *const c_char {
    let found = message.and_then(|it| Some((it, it.record.link.as_ref()?)));
    found.map_or(ptr::null(), |(it, value)| it.texts.secret(6, value))
}

/// When its secrets end; of a notice, when it is no news any more. Milliseconds since the Unix
/// epoch.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_message_expires_at(message: Option<&Message>) -> i64 {
    message.map_or(0, |it| it.record.expires_at.as_millis())
}

/// A subject line in English.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_message_subject(message: Option<&Message>) -> *const c_char {
    message.map_or(ptr::null(), |it| it.texts.get(7, &it.record.subject))
}

/// A text in English with code and link, or what has happened and what to do.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_message_text(message: Option<&Message>) -> *const c_char {
    message.map_or(ptr::null(), |it| it.texts.secret(8, &it.record.text))
}

/// A list.
#[derive_ReprC]
#[repr(opaque)]
pub struct MessageList(Vec<Message>);

impl From<Vec<domain::Message>> for MessageList {
    fn from(records: Vec<domain::Message>) -> Self {
        Self(records.into_iter().map(Message::from).collect())
    }
}

/// How many there are in a list; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_message_list_count(list: Option<&MessageList>) -> usize {
    list.map_or(0, |list| list.0.len())
}

/// One of a list, which keeps it: NULL past the last.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_message_list_at(
    list: Option<&MessageList>,
    index: usize,
) -> Option<&Message> {
    list?.0.get(index)
}

impl Cross for Vec<domain::Message> {
    type C = Box<MessageList>;

    fn cross(self) -> Self::C {
        owned(MessageList::from(self))
    }
}

/// Frees a list, with what is inside of it. NULL is ignored; freeing it twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_message_list_free(list: Option<Box<MessageList>>) {
    quietly(|| drop(list));
}
