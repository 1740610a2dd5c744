//! Usernames.

use regex_lite::Regex;

use super::text::{check_length, refuse_control};
use crate::error::{Error, FieldReason, Result};

const MIN_CHARS: usize = 3;
const MAX_CHARS: usize = 64;

const DEFAULT_PATTERN: &str = "[A-Za-z][A-Za-z0-9_]{2,63}";

/// What usernames look like, beyond the rules that hold for all of them: 3 to 64 ASCII characters,
/// without `@`, `+`, spaces and control characters.
///
/// By default an ASCII letter, then ASCII letters, digits and `_`.
#[derive(Clone, Debug)]
pub(crate) struct UsernamePattern(Option<Regex>);

impl UsernamePattern {
    /// Compiles a regular expression in the syntax of the `regex` crate, without its Unicode
    /// classes. A username must match it as a whole, with or without anchors.
    ///
    /// # Errors
    /// `invalid_config` on `username_pattern`.
    pub(crate) fn compile(pattern: &str) -> Result<Self> {
        compile(pattern)
            .map(|regex| Self(Some(regex)))
            .map_err(|reason| Error::invalid_config("username_pattern", reason))
    }

    /// The rules that hold for all usernames, and no others: for looking up a username, which may be
    /// older than the configured pattern.
    pub(crate) fn any() -> Self {
        Self(None)
    }
}

impl Default for UsernamePattern {
    fn default() -> Self {
        Self::compile(DEFAULT_PATTERN).expect("the default is a regular expression")
    }
}

/// A username. It is unique without regard to case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Username {
    as_written: String,
    key: String,
}

impl Username {
    /// # Errors
    /// `invalid_argument` on `field`.
    pub(crate) fn parse(
        field: &'static str,
        text: &str,
        pattern: &UsernamePattern,
    ) -> Result<Self> {
        check(text, pattern).map_err(|reason| Error::invalid_argument(field, reason))?;
        Ok(Self { as_written: text.to_owned(), key: text.to_ascii_lowercase() })
    }

    /// The username as pages show it.
    pub(crate) fn as_written(&self) -> &str {
        &self.as_written
    }

    /// The username in lower case: what is compared.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }
}

/// The pattern is compiled by itself too: one that closes a group it did not open would escape from
/// the group that makes the anchors hold for all of it.
fn compile(pattern: &str) -> Result<Regex, FieldReason> {
    check_length(pattern.len(), 1, usize::MAX)?;
    Regex::new(pattern)
        .and_then(|_| Regex::new(&format!(r"\A(?:{pattern})\z")))
        .map_err(|_| FieldReason::Malformed)
}

/// `@` and `+` are what tells an email address and a phone number from a username.
fn check(text: &str, pattern: &UsernamePattern) -> Result<(), FieldReason> {
    refuse_control(text)?;
    if !text.is_ascii() || text.contains(['@', '+', ' ']) {
        return Err(FieldReason::NotAllowed);
    }
    check_length(text.len(), MIN_CHARS, MAX_CHARS)?;
    if pattern.0.as_ref().is_some_and(|regex| !regex.is_match(text)) {
        return Err(FieldReason::NotAllowed);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str, pattern: &UsernamePattern) -> Option<FieldReason> {
        let error = Username::parse("username", text, pattern).err()?;
        assert_eq!(error.kind(), crate::ErrorKind::InvalidArgument);
        assert_eq!(error.fields()[0].field, "username");
        Some(error.fields()[0].reason)
    }

    #[test]
    fn the_default_takes_ascii_letters_digits_and_underscores() {
        let default = UsernamePattern::default();
        let ann = Username::parse("username", "Ann_7", &default).unwrap();
        assert_eq!((ann.as_written(), ann.key()), ("Ann_7", "ann_7"));
        use FieldReason::{ControlCharacter, Empty, NotAllowed, TooLong, TooShort};
        let cases = [
            ("", Some(Empty)),
            ("an", Some(TooShort)),
            ("ann", None),
            (&"a".repeat(64), None),
            (&"a".repeat(65), Some(TooLong)),
            ("7ann", Some(NotAllowed)),
            ("ann-b", Some(NotAllowed)),
            ("ann٧", Some(NotAllowed)),
            ("аnn", Some(NotAllowed)),
            ("ann\n", Some(ControlCharacter)),
            ("ann\0", Some(ControlCharacter)),
        ];
        for (text, reason) in cases {
            assert_eq!(refusal(text, &default), reason, "{text:?}");
        }
    }

    #[test]
    fn no_pattern_lifts_the_hard_rules() {
        let any = UsernamePattern::compile("(?s).*").unwrap();
        assert_eq!(refusal("a-b", &any), None);
        for text in ["a@b", "+12", "a b", "ännä", "ab", "ab\n", &"a".repeat(65)] {
            assert!(refusal(text, &any).is_some(), "{text:?}");
        }
    }

    #[test]
    fn a_pattern_is_matched_whole() {
        for pattern in ["cat|catfish", "(?m)cat$|catfish", "^cat$|^catfish$"] {
            let pattern = UsernamePattern::compile(pattern).unwrap();
            assert_eq!(refusal("catfish", &pattern), None);
            for text in ["catfis", "tomcat", "catx"] {
                let not_allowed = Some(FieldReason::NotAllowed);
                assert_eq!(refusal(text, &pattern), not_allowed, "{text}");
            }
        }
    }

    #[test]
    fn a_pattern_that_is_none_is_refused() {
        let cases = [
            ("", FieldReason::Empty),
            ("[", FieldReason::Malformed),
            ("a)|(?:.*", FieldReason::Malformed),
            (r"\p{L}+", FieldReason::Malformed),
        ];
        for (pattern, reason) in cases {
            let error = UsernamePattern::compile(pattern).unwrap_err();
            let expected = Error::invalid_config("username_pattern", reason);
            assert_eq!(error, expected, "{pattern}");
        }
    }
}
