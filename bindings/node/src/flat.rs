//! A session and its user for the event loop, where each request asks for them: numbers in memory that
//! JavaScript has given, and one text.
//!
//! An object that is made from here takes a call for each of its members. `lib/flat.cjs` makes the same
//! of what stands here, in a fraction of the time.

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
        let mut text = format!("{id}{user_id}{method}");
        let mut end = utf16_length(&text);
        let mut whole = [i32::from(has_password), end, 0, 0, 0, 0];
        for (number, part) in whole[2..].iter_mut().zip([ip, user_agent, name, username]) {
            *number = part.map_or(MISSING, |part| {
                text.push_str(&part);
                end += utf16_length(&part);
                end
            });
        }
        let times = [authenticated_at, created_at, last_seen_at, expires_at, idle_expires_at]
            .into_iter()
            .chain([user_created_at, updated_at])
            .map(Some)
            .chain([disabled_at]);
        let times = times.flat_map(|time| time.map_or(f64::NAN, for_date).to_ne_bytes());
        let whole = whole.into_iter().flat_map(i32::to_ne_bytes);
        numbers.iter_mut().zip(times.chain(whole)).for_each(|(place, byte)| *place = byte);
        Self { text, metadata: (metadata != "{}").then_some(metadata) }
    }
}

const MISSING: i32 = -1;

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
