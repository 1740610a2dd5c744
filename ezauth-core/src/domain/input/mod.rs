//! Input: parsed once into types that cannot hold anything else.
//!
//! Every parser takes text of any length and content, and refuses it with `invalid_argument`, or
//! `invalid_config` for a setting, naming the field. An error holds nothing of the input. What could
//! be long is measured before it is normalised, decoded or kept.

mod base_url;
mod caller;
mod code;
mod common;
mod email;
mod guessable;
mod identifier;
mod identity_value;
mod metadata;
mod name;
mod password;
mod phone;
mod profile;
mod text;
mod username;

pub(crate) use base_url::BaseUrl;
pub(crate) use caller::Caller;
pub use caller::Context;
pub(crate) use code::parse_code;
pub(crate) use email::Email;
pub(crate) use guessable::KnownToOthers;
pub(crate) use identifier::Identifier;
pub(crate) use identity_value::{parse_identity_value, parse_provider_subject};
pub(crate) use metadata::parse_metadata;
pub(crate) use name::parse_name;
pub(crate) use password::Password;
pub(crate) use phone::Phone;
pub(crate) use profile::ParsedProfile;
pub use profile::ProfileChanges;
pub(crate) use username::Username;
pub(crate) use username::UsernamePattern;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Runs every parser on the same text and says which took it.
    fn taken_by(text: &str) -> Vec<&'static str> {
        let context = Context { ip: Some(text.to_owned()), user_agent: None };
        let agent = Context { ip: None, user_agent: Some(text.to_owned()) };
        let default = UsernamePattern::default();
        let provider = "google".parse().unwrap();
        let taken = [
            ("email", Email::parse("email", text).is_ok()),
            ("phone", Phone::parse("phone", text).is_ok()),
            ("username", Username::parse("username", text, &default).is_ok()),
            ("name", parse_name("name", text).is_ok()),
            ("password", Password::for_checking(text).is_ok()),
            ("new password", Password::for_setting(text, 8).is_ok()),
            ("ip", Caller::parse(&context).is_ok()),
            ("user_agent", Caller::parse(&agent).is_ok()),
            ("metadata", parse_metadata("metadata", text).is_ok()),
            ("changes", ProfileChanges::from_json(text).is_ok()),
            ("identifier", Identifier::parse(text, &default).is_ok()),
            ("code", parse_code("code", text).is_ok()),
            ("subject", parse_identity_value(&provider, text).is_ok()),
            ("base_url", BaseUrl::parse(text).is_ok()),
            ("username_pattern", UsernamePattern::compile(text).is_ok()),
        ];
        let only_taken = taken.into_iter().filter(|(_, taken)| *taken);
        only_taken.map(|(name, _)| name).collect()
    }

    proptest! {
        #[test]
        fn any_text_is_taken_or_refused(text in any::<String>()) {
            taken_by(&text);
        }

        #[test]
        fn a_trailing_newline_is_never_part_of_a_value(
            text in "[a-z]{3,9}(@x\\.com)?|\\+[1-9]{9}|\\{\\}|::1|https://x\\.com",
            newline in "\n|\r\n|\0|\u{85}|\u{2028}",
        ) {
            prop_assert!(!taken_by(&text).is_empty());
            let taken = taken_by(&format!("{text}{newline}"));
            // A password is any text, changes are an envelope, and a pattern is no value.
            let may = ["password", "new password", "changes", "username_pattern"];
            prop_assert!(taken.iter().all(|name| may.contains(name)), "{:?}", taken);
        }
    }

    #[test]
    fn a_megabyte_is_refused_at_once() {
        let huge = "\u{FDFA}".repeat(400_000);
        assert_eq!(taken_by(&huge), ["user_agent"]);
    }
}
