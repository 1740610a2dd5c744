//! Changes to a user's own fields.

use super::text::Refusals;
use super::{Username, UsernamePattern, parse_metadata, parse_name};
use crate::error::Result;

mod json;

/// Which of a user's own fields to change. The default changes nothing.
///
/// No other field of a user can be changed this way: what a request carries beyond them is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfileChanges {
    /// The display name: at most 160 characters. `Some(None)` clears it.
    pub name: Option<Option<String>>,
    /// The username. `Some(None)` clears it.
    pub username: Option<Option<String>>,
    /// The metadata, replaced as a whole: the text of a JSON object, at most 16 KiB.
    pub metadata: Option<String>,
}

impl ProfileChanges {
    /// Reads the members `name`, `username` and `metadata` of a JSON object (RFC 8259) of at most
    /// 64 KiB. A member that is left out does not change, and `null` clears a name or username.
    ///
    /// # Errors
    /// `invalid_argument`, with all that is wrong: on a member that has the wrong type or occurs
    /// twice; on `changes` for a text that is no such object, and as `unknown` for other members.
    /// Whether the values are good is found out when they are used.
    pub fn from_json(text: &str) -> Result<Self> {
        json::read(text)
    }

    /// # Errors
    /// `invalid_argument`, on each of `name`, `username` and `metadata` that is not good.
    pub(crate) fn parse(&self, pattern: &UsernamePattern) -> Result<ParsedProfile> {
        let mut refusals = Refusals::default();
        let profile = ParsedProfile {
            name: refusals.keep(each(&self.name, |text| parse_name("name", text))),
            username: refusals
                .keep(each(&self.username, |text| Username::parse("username", text, pattern))),
            metadata: refusals.keep(
                self.metadata.as_deref().map(|text| parse_metadata("metadata", text)).transpose(),
            ),
        };
        refusals.none().map(|()| profile)
    }
}

/// [`ProfileChanges`] that have been parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ParsedProfile {
    /// The display name. `Some(None)` clears it.
    pub(crate) name: Option<Option<String>>,
    /// The username. `Some(None)` clears it.
    pub(crate) username: Option<Option<Username>>,
    /// The metadata.
    pub(crate) metadata: Option<String>,
}

/// Parses the value of a change, where there is a change and it has a value.
fn each<T>(
    change: &Option<Option<String>>,
    parse: impl FnOnce(&str) -> Result<T>,
) -> Result<Option<Option<T>>> {
    match change {
        Some(Some(text)) => parse(text).map(|value| Some(Some(value))),
        Some(None) => Ok(Some(None)),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, FieldReason};

    #[test]
    fn what_is_left_out_stays_and_what_is_null_goes() {
        let pattern = UsernamePattern::default();
        let changes = ProfileChanges {
            name: Some(None),
            username: Some(Some("Ann".to_owned())),
            metadata: None,
        };
        let parsed = changes.parse(&pattern).unwrap();
        assert_eq!((parsed.name, parsed.metadata), (Some(None), None));
        assert_eq!(parsed.username.unwrap().unwrap().key(), "ann");
        let nothing = ProfileChanges::default().parse(&pattern);
        assert_eq!(nothing, Ok(ParsedProfile::default()));
    }

    #[test]
    fn every_bad_field_is_reported() {
        let changes = ProfileChanges {
            name: Some(Some(String::new())),
            username: Some(Some("a@b".to_owned())),
            metadata: Some("[]".to_owned()),
        };
        let expected = Error::invalid_argument("name", FieldReason::Empty)
            .with_field("username", FieldReason::NotAllowed)
            .with_field("metadata", FieldReason::WrongType);
        let parsed = changes.parse(&UsernamePattern::default());
        assert_eq!(parsed, Err(expected));
    }
}
