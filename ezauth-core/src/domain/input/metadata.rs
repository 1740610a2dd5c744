//! Metadata: a JSON object (RFC 8259) of the host's own.

use reader::{read, refuse_nul};

use super::text::check_length;
use crate::error::{Error, FieldReason, Result};

mod reader;

const MAX_BYTES: usize = 16 * 1024;

/// Objects and arrays inside each other, the outermost included.
const MAX_DEPTH: usize = 16;

/// White space of RFC 8259 section 2.
const WHITE_SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// The text of a JSON object: at most 16 KiB and 16 levels, every key of an object once, no NUL.
///
/// The text is kept as given, so that a number keeps its digits. White space around the object is
/// refused, as a trailing newline is everywhere. A number beyond the range of an IEEE 754 double is refused: readers disagree on it.
///
/// # Errors
/// `invalid_argument` on `field`.
pub(crate) fn parse_metadata(field: &'static str, text: &str) -> Result<String> {
    check(text).map(|()| text.to_owned()).map_err(|reason| Error::invalid_argument(field, reason))
}

fn check(text: &str) -> Result<(), FieldReason> {
    check_length(text.len(), 1, MAX_BYTES)?;
    refuse_nul(text)?;
    if text.starts_with(WHITE_SPACE) || text.ends_with(WHITE_SPACE) {
        return Err(FieldReason::Malformed);
    }
    read(text, MAX_DEPTH)?;
    if !text.starts_with('{') {
        return Err(FieldReason::WrongType);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn nested(depth: usize) -> String {
        format!("{{\"a\":{}1{}}}", "[".repeat(depth - 1), "]".repeat(depth - 1))
    }

    fn padded(bytes: usize) -> String {
        format!("{{\"a\":\"{}\"}}", "x".repeat(bytes - 8))
    }

    #[test]
    fn an_object_is_kept_as_given() {
        let same = [
            "{}",
            r#"{"n":0.10000000000000000000001,"big":123456789012345678901234567890}"#,
            r#"{ "a" : [true, null, {"a":"é\u00e9\n"}], "b": {"a": -1e3} }"#,
            &nested(16),
            &padded(16_384),
        ];
        for text in same {
            assert_eq!(parse_metadata("metadata", text).unwrap(), text);
        }
    }

    #[test]
    fn everything_else_says_what_is_wrong() {
        use FieldReason::{
            DuplicateKey, Empty, Malformed, NotAllowed, TooDeep, TooLong, WrongType,
        };
        let cases = [
            ("", Empty),
            (" \n", Malformed),
            ("{}\n", Malformed),
            (" {}", Malformed),
            ("{", Malformed),
            ("{}{}", Malformed),
            ("{} x", Malformed),
            ("{\"a\":1,}", Malformed),
            ("{a:1}", Malformed),
            ("{\"a\":\"\n\"}", Malformed),
            (r#"{"a":"\ud800"}"#, Malformed),
            (r#"{"\udc00":1}"#, Malformed),
            ("{\"a\":NaN}", Malformed),
            ("{\"a\":1e999}", Malformed),
            ("{\"a\":١}", Malformed),
            ("\u{FEFF}{}", Malformed),
            ("\u{A0}{}", Malformed),
            ("[]", WrongType),
            ("null", WrongType),
            ("\"{}\"", WrongType),
            ("1", WrongType),
            (r#"{"a":1,"a":1}"#, DuplicateKey),
            (r#"{"a":1,"\u0061":2}"#, DuplicateKey),
            (r#"{"b":[{"x":{"a":1,"a":2}}]}"#, DuplicateKey),
            (&nested(17), TooDeep),
            (&nested(8000), TooDeep),
            (&padded(16_385), TooLong),
            (r#"{"a":"\u0000"}"#, NotAllowed),
            (r#"{"a":[{"\u0000":1}]}"#, NotAllowed),
            ("{}\0", NotAllowed),
        ];
        for (text, reason) in cases {
            let refused = Err(Error::invalid_argument("metadata", reason));
            assert_eq!(parse_metadata("metadata", text), refused, "{text}");
        }
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        use serde_json::Value;
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "[^\0]{0,6}".prop_map(Value::from),
        ];
        leaf.prop_recursive(6, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[^\0]{0,4}", inner, 0..4)
                    .prop_map(|members| members.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_a_writer_makes_comes_back(value in json()) {
            for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
                let parsed = parse_metadata("metadata", &text);
                if value.is_object() {
                    prop_assert_eq!(parsed, Ok(text));
                } else {
                    prop_assert!(parsed.is_err());
                }
            }
        }
    }
}
