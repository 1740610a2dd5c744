//! Texts from JavaScript. Any of them may be a password, so each is wiped when it is dropped.

#![expect(unsafe_code, reason = "Node-API gives a string its memory here and nowhere else")]

use std::ops::Deref;

use napi::{JsValue, Result, Unknown};
use zeroize::Zeroizing;

use crate::arguments::env_of;

/// A text in memory of ours. The string that it was read from stays JavaScript's, which wipes nothing.
pub(crate) struct Text(Zeroizing<String>);

impl Text {
    /// What a string says, unless it has a lone surrogate: no other language can hold one.
    pub(crate) fn decoded(string: Unknown<'_>) -> Result<Option<Self>> {
        // SAFETY: reading a `String` asks Node for one, which refuses what is none.
        let text = Self(Zeroizing::new(unsafe { string.cast::<String>() }?));
        if !text.contains(char::REPLACEMENT_CHARACTER) {
            return Ok(Some(text));
        }
        // It stands there itself, or where Node has found a lone surrogate.
        let env = env_of(&string);
        let again = env.create_string(&*text)?.to_unknown();
        Ok(env.strict_equals(string, again)?.then_some(text))
    }

    /// Bytes as hexadecimal digits.
    pub(crate) fn hexadecimal(bytes: &[u8]) -> Self {
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
        let digits = digits.filter_map(|digit| char::from_digit(digit.into(), 16));
        // As long as it gets: one that grows would leave its beginning behind.
        let mut text = Zeroizing::new(String::with_capacity(2 * bytes.len()));
        text.extend(digits);
        Self(text)
    }

    /// These texts with commas between them.
    pub(crate) fn list(texts: &[Self]) -> Self {
        let length = texts.iter().map(|text| text.len() + 1).sum();
        let mut list = Zeroizing::new(String::with_capacity(length));
        for (at, text) in texts.iter().enumerate() {
            list.push_str(if at == 0 { "" } else { "," });
            list.push_str(text);
        }
        Self(list)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}
