//! The JSON form of profile changes.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::ProfileChanges;
use crate::domain::input::text::{Refusals, check_length};
use crate::error::{Error, FieldReason, Result};

/// Room for every value at its longest, each character written as an escape.
const MAX_BYTES: usize = 64 * 1024;

pub(super) fn read(text: &str) -> Result<ProfileChanges> {
    let mut changes = ProfileChanges::default();
    let mut refusals = Refusals::default();
    for (member, value) in members(text)? {
        refusals.keep(match member.as_str() {
            "name" => set(&mut changes.name, "name", text_or_null(value)),
            "username" => set(&mut changes.username, "username", text_or_null(value)),
            "metadata" => set(&mut changes.metadata, "metadata", object(value)),
            _ => Err(Error::invalid_argument("changes", FieldReason::Unknown)),
        });
    }
    refusals.none().map(|()| changes)
}

fn members(text: &str) -> Result<Vec<(String, &RawValue)>> {
    let refuse = |reason| Error::invalid_argument("changes", reason);
    check_length(text.len(), 1, MAX_BYTES).map_err(refuse)?;
    let mut json = serde_json::Deserializer::from_str(text);
    json.deserialize_map(Members)
        .and_then(|members| json.end().map(|()| members))
        .map_err(|error| refuse(reason_of(&error)))
}

fn set<T>(
    change: &mut Option<T>,
    member: &'static str,
    value: Result<T, FieldReason>,
) -> Result<()> {
    let value = value.map_err(|reason| Error::invalid_argument(member, reason))?;
    if change.replace(value).is_some() {
        return Err(Error::invalid_argument(member, FieldReason::DuplicateKey));
    }
    Ok(())
}

fn text_or_null(value: &RawValue) -> Result<Option<String>, FieldReason> {
    serde_json::from_str(value.get()).map_err(|error| reason_of(&error))
}

/// The raw text, so that it is stored as it was given. What is inside is checked with the values.
fn object(value: &RawValue) -> Result<String, FieldReason> {
    if !value.get().starts_with('{') {
        return Err(FieldReason::WrongType);
    }
    Ok(value.get().to_owned())
}

fn reason_of(error: &serde_json::Error) -> FieldReason {
    if error.is_data() { FieldReason::WrongType } else { FieldReason::Malformed }
}

/// All members in their order: a map would hide one that occurs twice.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_read_and_metadata_keeps_its_text() {
        let metadata = r#"{ "n" : 1.00000000000000000001 }"#;
        let text =
            format!(" {{\"username\": null, \"metadata\": {metadata} ,\"name\":\"\\u0041\"}}\n");
        let changes = ProfileChanges {
            name: Some(Some("A".to_owned())),
            username: Some(None),
            metadata: Some(metadata.to_owned()),
        };
        assert_eq!(ProfileChanges::from_json(&text), Ok(changes));
        assert_eq!(ProfileChanges::from_json("{}"), Ok(ProfileChanges::default()));
    }

    #[test]
    fn the_set_of_members_is_closed() {
        use FieldReason::{DuplicateKey, Empty, Malformed, TooLong, Unknown, WrongType};
        let cases = [
            ("", "changes", Empty),
            ("{", "changes", Malformed),
            ("{} {}", "changes", Malformed),
            ("{\"name\":\"A\"}\0", "changes", Malformed),
            ("[]", "changes", WrongType),
            ("null", "changes", WrongType),
            (r#"{"verified_at":1,"disabled_at":null}"#, "changes", Unknown),
            (r#"{"Name":"A"}"#, "changes", Unknown),
            (r#"{"name":["A"]}"#, "name", WrongType),
            (r#"{"name":"\ud800"}"#, "name", Malformed),
            (r#"{"name":null,"name":"A"}"#, "name", DuplicateKey),
            (r#"{"username":7}"#, "username", WrongType),
            (r#"{"metadata":null}"#, "metadata", WrongType),
            (r#"{"metadata":"{}"}"#, "metadata", WrongType),
            (r#"{"metadata":{},"metadata":{}}"#, "metadata", DuplicateKey),
            (&format!("{{\"metadata\":{}", "[".repeat(60_000)), "changes", Malformed),
            (&" ".repeat(MAX_BYTES + 1), "changes", TooLong),
        ];
        for (text, field, reason) in cases {
            let refused = Err(Error::invalid_argument(field, reason));
            assert_eq!(ProfileChanges::from_json(text), refused, "{text}");
        }
    }

    #[test]
    fn every_refusal_is_reported_once() {
        let text = r#"{"name":1,"x":1,"username":{},"y":2,"metadata":[],"z":3}"#;
        let expected = Error::invalid_argument("name", FieldReason::WrongType)
            .with_field("changes", FieldReason::Unknown)
            .with_field("username", FieldReason::WrongType)
            .with_field("metadata", FieldReason::WrongType);
        assert_eq!(ProfileChanges::from_json(text), Err(expected));
    }
}
