//! Values of identities.

use super::text::{check_length, refuse_control};
use super::{Email, Phone};
use crate::domain::IdentityType;
use crate::error::{Error, FieldReason, Result, both};

/// As much as OpenID Connect Core 1.0 section 2 lets a `sub` have.
const MAX_SUBJECT_BYTES: usize = 255;

/// The canonical value of an identity of this type. A provider's subject is opaque: it is kept and
/// compared byte by byte.
///
/// # Errors
/// `invalid_argument` on `value`.
pub(crate) fn parse_identity_value(identity_type: &IdentityType, text: &str) -> Result<String> {
    match identity_type {
        IdentityType::Email => Email::parse("value", text).map(|email| email.value().to_owned()),
        IdentityType::Phone => Phone::parse("value", text).map(|phone| phone.value().to_owned()),
        IdentityType::Provider(_) => check_subject(text)
            .map(|()| text.to_owned())
            .map_err(|reason| Error::invalid_argument("value", reason)),
    }
}

/// The type of an identity that a provider of this name vouches for, if its subject is one.
///
/// # Errors
/// `invalid_argument` on `provider` and `subject`. An address is no provider: its owner proves it.
pub(crate) fn parse_provider_subject(provider: &str, subject: &str) -> Result<IdentityType> {
    let of_provider = match provider.parse() {
        Ok(provider @ IdentityType::Provider(_)) => Ok(provider),
        Ok(_) => Err(Error::invalid_argument("provider", FieldReason::NotAllowed)),
        Err(error) => Err(error.on_field("provider")),
    };
    let of_subject =
        check_subject(subject).map_err(|reason| Error::invalid_argument("subject", reason));
    both(of_provider, of_subject).map(|(provider, ())| provider)
}

fn check_subject(text: &str) -> Result<(), FieldReason> {
    check_length(text.len(), 1, MAX_SUBJECT_BYTES)?;
    refuse_control(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_has_its_own_canonical_value() {
        let parse = |name: &str, text: &str| parse_identity_value(&name.parse().unwrap(), text);
        assert_eq!(parse("email", "Ann@X.com").unwrap(), "ann@x.com");
        assert_eq!(parse("phone", "+491701234").unwrap(), "+491701234");
        assert_eq!(parse("google", "Ab|1 é").unwrap(), "Ab|1 é");
        assert!(parse("google", &"x".repeat(255)).is_ok());
        let cases = [
            ("email", "+491701234", FieldReason::Malformed),
            ("phone", "ann@x.com", FieldReason::Malformed),
            ("google", "", FieldReason::Empty),
            ("google", &"x".repeat(256), FieldReason::TooLong),
            ("google", "1\n", FieldReason::ControlCharacter),
            ("google", "1\0", FieldReason::ControlCharacter),
        ];
        for (name, text, reason) in cases {
            let refused = Err(Error::invalid_argument("value", reason));
            assert_eq!(parse(name, text), refused, "{name} {text:?}");
        }
    }
}
