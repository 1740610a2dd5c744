//! Whether a result has the type that the table says.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::Table;

/// Compares a result with a type of the table: every field of a record, and no other.
pub(super) fn check(table: &Table, value_type: &str, value: &Value) -> Result<(), String> {
    let (word, of) = value_type.split_once(' ').unwrap_or((value_type, ""));
    let fits = match word {
        "nothing" | "Accounts" => value.is_null(),
        "optional" if value.is_null() => true,
        "optional" => return check(table, of, value),
        "list" => {
            let items = value.as_array().ok_or_else(|| format!("{value} is no list"))?;
            return items.iter().try_for_each(|item| check(table, of, item));
        }
        "text" | "secret" => value.is_string(),
        "id" => value.as_str().is_some_and(is_id),
        "bool" => value.is_boolean(),
        "int" => value.is_u64(),
        "time" => value.is_i64(),
        "json" => value.is_object(),
        name if table.names.contains_key(name) => {
            table.names[name].iter().any(|known| value == known.as_str())
        }
        record => return check_record(table, record, value),
    };
    if fits { Ok(()) } else { Err(format!("{value} is no `{value_type}`")) }
}

fn check_record(table: &Table, record: &str, value: &Value) -> Result<(), String> {
    let fields = table.records.get(record).ok_or_else(|| format!("no record `{record}`"))?;
    let members = value.as_object().ok_or_else(|| format!("{value} is no `{record}`"))?;
    let (has, wants): (BTreeSet<_>, BTreeSet<_>) =
        (members.keys().collect(), fields.keys().collect());
    if has != wants {
        return Err(format!("`{record}` has {has:?} instead of {wants:?}"));
    }
    fields.iter().try_for_each(|(field, field_type)| {
        check(table, field_type, &value[field])
            .map_err(|problem| format!("`{record}.{field}`: {problem}"))
    })
}

/// UUIDv7 in lower case (RFC 9562).
fn is_id(text: &str) -> bool {
    let hyphen = |at: usize| matches!(at, 8 | 13 | 18 | 23);
    let fits = |(at, byte): (usize, u8)| match byte {
        b'-' => hyphen(at),
        b'0'..=b'9' | b'a'..=b'f' => !hyphen(at),
        _ => false,
    };
    text.len() == 36 && text.bytes().enumerate().all(fits) && text.as_bytes()[14] == b'7'
}
