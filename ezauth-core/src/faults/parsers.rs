//! The parsers, for fuzzing: what each makes of a text, or nothing where it refuses it.

use crate::crypto::{StoredHash, TokenText};
use crate::domain::input::{Email, Phone, Username, UsernamePattern, parse_metadata};

/// The canonical address, and the one that mail goes to.
pub fn email(text: &str) -> Option<(String, String)> {
    let email = Email::parse("email", text).ok()?;
    Some((email.value().to_owned(), email.display().to_owned()))
}

/// The number.
pub fn phone(text: &str) -> Option<String> {
    Phone::parse("phone", text).ok().map(|phone| phone.value().to_owned())
}

/// The username as it is shown, and as it is compared.
pub fn username(text: &str) -> Option<(String, String)> {
    let username = Username::parse("username", text, &UsernamePattern::any()).ok()?;
    Some((username.as_written().to_owned(), username.key().to_owned()))
}

/// The object, as text.
pub fn metadata(text: &str) -> Option<String> {
    parse_metadata("metadata", text).ok()
}

/// The hash that a token is looked up by.
pub fn token(text: &str) -> Option<[u8; 32]> {
    TokenText::digest(text).map(|digest| *digest.as_bytes())
}

/// What a stored password hash asks for: KiB of memory, passes and lanes.
pub fn phc(text: &str) -> Option<(u32, u32, u32)> {
    StoredHash::parse(text).map(|hash| hash.costs())
}
