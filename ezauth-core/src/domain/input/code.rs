//! Codes that somebody presents.

use super::text::{check_length, refuse_control};
use crate::error::{Error, FieldReason, Result};

const MAX_BYTES: usize = 64;

/// A code as it was typed: 1 to 64 ASCII characters.
///
/// Digits are not demanded, since a code of another shape is simply a wrong one and counts as such.
///
/// # Errors
/// `invalid_argument` on `field`.
pub(crate) fn parse_code<'a>(field: &'static str, text: &'a str) -> Result<&'a str> {
    check(text).map(|()| text).map_err(|reason| Error::invalid_argument(field, reason))
}

fn check(text: &str) -> Result<(), FieldReason> {
    check_length(text.len(), 1, MAX_BYTES)?;
    refuse_control(text)?;
    if !text.is_ascii() {
        return Err(FieldReason::NotAllowed);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anything_short_and_printable_may_be_compared() {
        for text in ["123456", " 12 34", "abc", &"0".repeat(64)] {
            assert_eq!(parse_code("code", text), Ok(text));
        }
        let cases = [
            ("", FieldReason::Empty),
            (&"0".repeat(65), FieldReason::TooLong),
            ("123456\n", FieldReason::ControlCharacter),
            ("123456\0", FieldReason::ControlCharacter),
            ("١٢٣٤٥٦", FieldReason::NotAllowed),
        ];
        for (text, reason) in cases {
            let refused = Err(Error::invalid_argument("code", reason));
            assert_eq!(parse_code("code", text), refused, "{text:?}");
        }
    }
}
