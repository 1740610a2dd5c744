//! A session and its user for the event loop, where each request asks for them: numbers in memory that
//! JavaScript has given, and one text.
//!
//! An object that is made from here takes a call for each of its members. `lib/flat.cjs` makes the same
//! of what stands here, in a fraction of the time.

use std::fmt::Write;

use ezauth_core::domain::{Session, SessionUser, Timestamp, User};
use napi::bindgen_prelude::ToNapiValue;
use napi::{Env, JsValue, Result, Unknown};

use crate::js::{IntoJs, millis};

/// Both ids and all texts, one after the other. Metadata stands apart, if there is any: it may be long, and
/// whoever keeps an id, which is a part of the text, keeps the text.
pub(crate) struct Flat {
    text: String,
    metadata: Option<String>,
}

impl Flat {
    /// Writes eight times, as `f64` in milliseconds, and six numbers, as `i32`: whether there is a
    /// password, and where each text ends. `NaN` and -1 stand for what is not there.
    pub(crate) fn new(found: SessionUser, numbers: &mut [u8]) -> Self {
        // Names every field: a new one cannot be forgotten.
        let SessionUser {
            session:
                Session {
                    id,
                    user_id: _,
                    method,
                    authenticated_at,
                    created_at,
                    last_seen_at,
                    expires_at,
                    idle_expires_at,
                    ip,
                    user_agent,
                },
            user:
                User {
                    id: user_id,
                    name,
                    username,
                    metadata,
                    has_password,
                    disabled_at,
                    created_at: user_created_at,
                    updated_at,
                },
        } = found;
        let method = method.name();
        let parts = [ip, user_agent, name, username];
        let length = parts.iter().flatten().map(String::len).sum::<usize>();
        // As long as it gets: growing would take as long as all the rest.
        let mut text = String::with_capacity(2 * ID + method.len() + length);
        // Writing to a text cannot fail.
        let _ = write!(text, "{id}{user_id}");
        text.push_str(method);
        let mut end = utf16_length(&text);
        let mut whole = [i32::from(has_password), end, MISSING, MISSING, MISSING, MISSING];
        for (number, part) in whole[2..].iter_mut().zip(&parts) {
            if let Some(part) = part {
                text.push_str(part);
                end += utf16_length(part);
                *number = end;
            }
        }
        let ended = disabled_at.map_or(f64::NAN, for_date);
        let times =
            [authenticated_at, created_at, last_seen_at, expires_at, idle_expires_at].map(for_date);
        let user_times = [for_date(user_created_at), for_date(updated_at), ended];
        let (eights, fours) = numbers.split_at_mut(8 * TIMES);
        for (place, time) in
            eights.as_chunks_mut().0.iter_mut().zip(times.iter().chain(&user_times))
        {
            *place = time.to_ne_bytes();
        }
        for (place, number) in fours.as_chunks_mut().0.iter_mut().zip(whole) {
            *place = number.to_ne_bytes();
        }
        Self { text, metadata: (metadata != "{}").then_some(metadata) }
    }
}

const MISSING: i32 = -1;
/// How long the text of an id is.
const ID: usize = 36;
const TIMES: usize = 8;

fn for_date(time: Timestamp) -> f64 {
    millis(time) as f64
}

/// How JavaScript counts.
fn utf16_length(text: &str) -> i32 {
    let units = if text.is_ascii() { text.len() } else { text.encode_utf16().count() };
    // No text of the store is near the end of it.
    i32::try_from(units).unwrap_or(i32::MAX)
}

impl IntoJs for Flat {
    fn into_js(self, env: &Env) -> Result<Unknown<'_>> {
        let text = match self.text.is_ascii() {
            // The same, without a look at each byte.
            true => env.create_string_latin1(&self.text)?,
            false => env.create_string(&self.text)?,
        };
        match self.metadata {
            None => Ok(text.to_unknown()),
            Some(metadata) => vec![text.to_unknown(), metadata.into_js(env)?].into_unknown(env),
        }
    }
}
