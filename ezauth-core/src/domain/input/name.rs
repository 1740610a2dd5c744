//! Display names.

use super::text::{check_length, refuse_control};
use crate::error::{Error, FieldReason, Result};

const MAX_CHARS: usize = 160;

/// A display name: 1 to 160 characters, kept as written.
///
/// # Errors
/// `invalid_argument` on `field`.
pub(crate) fn parse_name(field: &'static str, text: &str) -> Result<String> {
    check(text).map(|()| text.to_owned()).map_err(|reason| Error::invalid_argument(field, reason))
}

fn check(text: &str) -> Result<(), FieldReason> {
    let chars = text.chars().take(MAX_CHARS + 1).count();
    check_length(chars, 1, MAX_CHARS)?;
    refuse_control(text)?;
    if text.contains(is_bidi_control) {
        return Err(FieldReason::NotAllowed);
    }
    Ok(())
}

/// Embeddings, overrides and isolates of UAX #9 reorder what stands after the name too, so that a
/// mail or a list of users reads differently from what it says. The marks that names in
/// right-to-left scripts need act on themselves only, and stay allowed.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_1_to_160_characters_and_stays_on_its_line() {
        use FieldReason::{ControlCharacter, Empty, NotAllowed, TooLong};
        let cases = [
            ("", Some(Empty)),
            (" Zoë  O'Neil 🦀", None),
            ("דנה\u{200F}", None),
            (&"🦀".repeat(160), None),
            (&"🦀".repeat(161), Some(TooLong)),
            ("Ann\r\nBcc: all@example.com", Some(ControlCharacter)),
            ("Ann\n", Some(ControlCharacter)),
            ("Ann\0", Some(ControlCharacter)),
            ("Ann\u{2029}", Some(ControlCharacter)),
            ("Ann\u{85}", Some(ControlCharacter)),
            ("Ann\u{202E}moc.elgoog", Some(NotAllowed)),
            ("Ann\u{2069}", Some(NotAllowed)),
        ];
        for (text, reason) in cases {
            let expected = reason.map_or_else(
                || Ok(text.to_owned()),
                |reason| Err(Error::invalid_argument("name", reason)),
            );
            assert_eq!(parse_name("name", text), expected, "{text:?}");
        }
    }
}
