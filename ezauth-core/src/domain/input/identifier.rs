//! What somebody signs in with.

use super::{Email, Phone, Username, UsernamePattern};
use crate::error::Result;

const FIELD: &str = "identifier";

/// An email address, a phone number or a username, told apart by their form alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Identifier {
    /// It holds an `@`.
    Email(Email),
    /// It begins with `+`.
    Phone(Phone),
    /// It does neither.
    Username(Username),
}

impl Identifier {
    /// # Errors
    /// `invalid_argument` on `identifier`.
    pub(crate) fn parse(text: &str, pattern: &UsernamePattern) -> Result<Self> {
        if Email::is_meant_by(text) {
            Email::parse(FIELD, text).map(Self::Email)
        } else if Phone::is_meant_by(text) {
            Phone::parse(FIELD, text).map(Self::Phone)
        } else {
            Username::parse(FIELD, text, pattern).map(Self::Username)
        }
    }

    /// The canonical form: what is looked up and counted. No two kinds share one.
    pub(crate) fn key(&self) -> &str {
        match self {
            Self::Email(email) => email.value(),
            Self::Phone(phone) => phone.value(),
            Self::Username(username) => username.key(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, FieldReason};

    #[test]
    fn the_form_decides_what_it_is() {
        let pattern = UsernamePattern::default();
        let parse = |text: &str| Identifier::parse(text, &pattern);
        assert!(
            matches!(parse("Ann@X.com"), Ok(Identifier::Email(email)) if email.value() == "ann@x.com")
        );
        assert!(matches!(parse("Ann＠X.com"), Ok(Identifier::Email(_))));
        assert!(matches!(parse("+a@x.com"), Ok(Identifier::Email(_))));
        assert!(matches!(parse("+491701234"), Ok(Identifier::Phone(_))));
        assert!(matches!(parse("Ann_B"), Ok(Identifier::Username(_))));
        for (text, key) in [("A@X.de", "a@x.de"), ("+4917", "+4917"), ("Ann", "ann")] {
            assert_eq!(parse(text).unwrap().key(), key);
        }
        let cases = [
            ("", FieldReason::Empty),
            ("@", FieldReason::Malformed),
            ("+", FieldReason::TooShort),
            ("ann+b", FieldReason::NotAllowed),
            ("ann\n", FieldReason::ControlCharacter),
        ];
        for (text, reason) in cases {
            let refused = Err(Error::invalid_argument("identifier", reason));
            assert_eq!(parse(text), refused, "{text:?}");
        }
    }
}
