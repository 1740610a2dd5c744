//! The numbers that names cross as. A number is never given to another name.

use ezauth_core::domain::{Channel, Kind, SessionMethod, VerificationType};
use ezauth_core::{Error, FieldReason, Result};

/// Kind `confirm`, by mail.
pub const EZAUTH_VERIFICATION_TYPE_EMAIL: i32 = 1;
/// Kind `confirm`, by text message.
pub const EZAUTH_VERIFICATION_TYPE_PHONE: i32 = 2;
/// Kind `recover`, by mail.
pub const EZAUTH_VERIFICATION_TYPE_RECOVERY: i32 = 3;

/// A session that was opened with the account's password.
pub const EZAUTH_SESSION_METHOD_PASSWORD: i32 = 1;
/// A session that was opened with a link from the inbox.
pub const EZAUTH_SESSION_METHOD_LINK: i32 = 2;
/// A session that was opened with a code from the inbox.
pub const EZAUTH_SESSION_METHOD_CODE: i32 = 3;
/// A session that was opened on the host's word.
pub const EZAUTH_SESSION_METHOD_HOST: i32 = 4;

/// A message that is mailed.
pub const EZAUTH_CHANNEL_EMAIL: i32 = 1;
/// A text message.
pub const EZAUTH_CHANNEL_PHONE: i32 = 2;

/// A secret that confirms an address.
pub const EZAUTH_KIND_CONFIRM: i32 = 1;
/// A secret that completes a sign-up.
pub const EZAUTH_KIND_SIGN_UP: i32 = 2;
/// A secret that signs in.
pub const EZAUTH_KIND_SIGN_IN: i32 = 3;
/// A secret that recovers an account.
pub const EZAUTH_KIND_RECOVER: i32 = 4;
/// A secret that completes a change of address.
pub const EZAUTH_KIND_CHANGE: i32 = 5;

/// Reads a verification type. C may pass any number, so it is never taken for an enum.
///
/// # Errors
/// `invalid_argument` on `type`.
pub(crate) fn verification_type(number: i32) -> Result<VerificationType> {
    match number {
        EZAUTH_VERIFICATION_TYPE_EMAIL => Ok(VerificationType::Email),
        EZAUTH_VERIFICATION_TYPE_PHONE => Ok(VerificationType::Phone),
        EZAUTH_VERIFICATION_TYPE_RECOVERY => Ok(VerificationType::Recovery),
        _ => Err(Error::invalid_argument("type", FieldReason::Unknown)),
    }
}

/// What a name crosses as that has no number yet. The test below keeps it from being released.
const UNNUMBERED: i32 = 0;

/// What crosses as a number.
pub(crate) trait Number {
    fn number(self) -> i32;
}

impl Number for SessionMethod {
    fn number(self) -> i32 {
        match self {
            Self::Password => EZAUTH_SESSION_METHOD_PASSWORD,
            Self::Link => EZAUTH_SESSION_METHOD_LINK,
            Self::Code => EZAUTH_SESSION_METHOD_CODE,
            Self::Host => EZAUTH_SESSION_METHOD_HOST,
            _ => UNNUMBERED,
        }
    }
}

impl Number for Channel {
    fn number(self) -> i32 {
        match self {
            Self::Email => EZAUTH_CHANNEL_EMAIL,
            Self::Phone => EZAUTH_CHANNEL_PHONE,
            _ => UNNUMBERED,
        }
    }
}

impl Number for Kind {
    fn number(self) -> i32 {
        match self {
            Self::Confirm => EZAUTH_KIND_CONFIRM,
            Self::SignUp => EZAUTH_KIND_SIGN_UP,
            Self::SignIn => EZAUTH_KIND_SIGN_IN,
            Self::Recover => EZAUTH_KIND_RECOVER,
            Self::Change => EZAUTH_KIND_CHANGE,
            _ => UNNUMBERED,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn assert_numbered<T: Number + Copy>(names: &[T]) {
        let numbers: BTreeSet<i32> = names.iter().map(|name| name.number()).collect();
        assert_eq!(numbers.len(), names.len(), "no number stands for two names");
        assert!(!numbers.contains(&UNNUMBERED), "a name is without a number");
    }

    #[test]
    fn every_name_has_a_number_of_its_own() {
        assert_numbered(SessionMethod::ALL);
        assert_numbered(Channel::ALL);
        assert_numbered(Kind::ALL);
    }

    #[test]
    fn every_verification_type_can_be_asked_for() {
        let read = |number| verification_type(number).ok();
        let types: Vec<_> = (i32::MIN..=i32::MIN + 9).chain(-1..=99).filter_map(read).collect();
        assert_eq!(types, VerificationType::ALL);
    }
}
