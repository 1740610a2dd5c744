//! Phone numbers.

use super::text::{check_length, refuse_control};
use crate::error::{Error, FieldReason, Result};

/// ITU-T E.164 section 6: at most 15 digits, the country code included.
const MAX_DIGITS: usize = 15;

/// Less is not even a country code with a number.
const MIN_DIGITS: usize = 2;

/// A phone number of ITU-T E.164: `+` and 2 to 15 ASCII digits, the first not 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phone(String);

impl Phone {
    /// # Errors
    /// `invalid_argument` on `field`.
    pub(crate) fn parse(field: &'static str, text: &str) -> Result<Self> {
        check(text)
            .map(|()| Self(text.to_owned()))
            .map_err(|reason| Error::invalid_argument(field, reason))
    }

    /// The number, with its `+`: what is compared and where messages go.
    pub(crate) fn value(&self) -> &str {
        &self.0
    }

    /// Whether the text can only be meant as a phone number.
    pub(crate) fn is_meant_by(text: &str) -> bool {
        text.starts_with('+')
    }
}

fn check(text: &str) -> Result<(), FieldReason> {
    check_length(text.len(), 1, usize::MAX)?;
    refuse_control(text)?;
    let digits = text.strip_prefix('+').ok_or(FieldReason::Malformed)?;
    if digits.starts_with('0') || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(FieldReason::Malformed);
    }
    check_length(text.len(), 1 + MIN_DIGITS, 1 + MAX_DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_plus_and_2_to_15_ascii_digits() {
        for text in ["+12", "+491701234567", "+123456789012345"] {
            assert_eq!(Phone::parse("phone", text).unwrap().value(), text);
        }
        use FieldReason::{ControlCharacter, Empty, Malformed, TooLong, TooShort};
        let cases = [
            ("", Empty),
            ("+", TooShort),
            ("+1", TooShort),
            ("+1234567890123456", TooLong),
            ("+0123456", Malformed),
            ("49170123456", Malformed),
            ("++4917012345", Malformed),
            ("＋4917012345", Malformed),
            ("+49170١٢٣٤", Malformed),
            ("+49170１２３", Malformed),
            ("+49 170 1234", Malformed),
            ("+49170123456\n", ControlCharacter),
            ("+49170123456\0", ControlCharacter),
        ];
        for (text, reason) in cases {
            let refused = Err(Error::invalid_argument("phone", reason));
            assert_eq!(Phone::parse("phone", text), refused, "{text:?}");
        }
    }
}
