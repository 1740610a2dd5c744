//! Passwords, between the request and the hash.

use std::fmt;

use unicode_normalization::{UnicodeNormalization, is_nfc};
use zeroize::Zeroizing;

use super::text::check_length;
use crate::error::{Error, FieldReason, Result};

const MAX_CHARS: usize = 1024;

/// The longest text that is looked at: normalising and hashing cost time by the byte.
const MAX_BYTES: usize = 4096;

/// Normalising at most triples the bytes (U+1D160; the Unicode FAQ on normalization).
const MAX_GROWTH: usize = 3;

/// A password in Unicode form NFC (UAX #15), so that it is the same from every keyboard.
///
/// It is wiped when dropped and never printed. Nothing is trimmed or cut off: every byte counts.
pub(crate) struct Password(Zeroizing<String>);

impl Password {
    /// A password that somebody signs in with: 1 to 1,024 characters, without NUL.
    ///
    /// # Errors
    /// `invalid_argument` on `password`.
    pub(crate) fn for_checking(text: &str) -> Result<Self> {
        parse(text, 1).map_err(|reason| Error::invalid_argument("password", reason))
    }

    /// A password that shall hold from now on: `min_length` to 1,024 characters, without NUL.
    ///
    /// # Errors
    /// `invalid_argument` on `password`.
    pub(crate) fn for_setting(text: &str, min_length: usize) -> Result<Self> {
        parse(text, min_length.max(1)).map_err(|reason| Error::invalid_argument("password", reason))
    }

    /// What is hashed.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(..)")
    }
}

fn parse(text: &str, min_chars: usize) -> Result<Password, FieldReason> {
    check_length(text.len(), 1, MAX_BYTES)?;
    if text.contains('\0') {
        return Err(FieldReason::NotAllowed);
    }
    let password = Password(normalise(text));
    check_length(password.0.chars().count(), min_chars, MAX_CHARS)?;
    Ok(password)
}

/// The room is taken at once, since a string that grows leaves unwiped copies behind. For the same
/// reason the normaliser, which has a buffer of its own, sees only what it is needed for.
fn normalise(text: &str) -> Zeroizing<String> {
    if is_nfc(text) {
        return Zeroizing::new(text.to_owned());
    }
    let mut normal = Zeroizing::new(String::with_capacity(text.len() * MAX_GROWTH));
    normal.extend(text.nfc());
    normal
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn refusal(result: Result<Password>) -> Option<FieldReason> {
        let error = result.err()?;
        assert_eq!(error.kind(), crate::ErrorKind::InvalidArgument);
        assert_eq!(error.fields()[0].field, "password");
        Some(error.fields()[0].reason)
    }

    #[test]
    fn lengths_are_characters_after_nfc_and_bytes_before() {
        use FieldReason::{Empty, NotAllowed, TooLong, TooShort};
        let cases = [
            ("", Some(Empty), Some(Empty)),
            (" ", None, Some(TooShort)),
            ("1234567", None, Some(TooShort)),
            ("        ", None, None),
            ("line\nfeed\u{7}", None, None),
            ("pass\0word", Some(NotAllowed), Some(NotAllowed)),
            ("password\0", Some(NotAllowed), Some(NotAllowed)),
            (&"e\u{301}".repeat(7), None, Some(TooShort)),
            (&"e\u{301}".repeat(8), None, None),
            (&"e\u{301}".repeat(1024), None, None),
            (&"🦀".repeat(1024), None, None),
            (&"x".repeat(1025), Some(TooLong), Some(TooLong)),
            (&"e\u{301}".repeat(1366), Some(TooLong), Some(TooLong)),
            (&"\0".repeat(1 << 20), Some(TooLong), Some(TooLong)),
        ];
        for (text, checking, setting) in cases {
            assert_eq!(refusal(Password::for_checking(text)), checking, "{text:?}");
            assert_eq!(refusal(Password::for_setting(text, 8)), setting, "{text:?}");
        }
    }

    #[test]
    fn nothing_is_trimmed_or_printed() {
        let password = Password::for_setting(" Cafe\u{301} \n", 1).unwrap();
        assert_eq!(password.as_bytes(), " Café \n".as_bytes());
        assert_eq!(format!("{password:?}"), "Password(..)");
    }

    #[test]
    fn normalising_never_outgrows_its_room() {
        let most = ('\0'..='\u{2FFFF}').map(|c| {
            let bytes: usize = std::iter::once(c).nfc().map(char::len_utf8).sum();
            bytes.div_ceil(c.len_utf8())
        });
        assert_eq!(most.max(), Some(MAX_GROWTH));
    }

    proptest! {
        #[test]
        fn every_spelling_of_a_password_is_the_same(text in "[^\0]{1,40}") {
            let bytes = |text: String| Password::for_checking(&text).unwrap().as_bytes().to_vec();
            prop_assert_eq!(bytes(text.nfd().collect()), bytes(text.nfc().collect()));
            prop_assert_eq!(bytes(text.clone()), bytes(text.nfc().collect()));
        }
    }
}
