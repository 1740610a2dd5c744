//! Whether a result is as a scenario expects it.

use serde_json::Value;

use super::values::find;

/// An object is compared member by member, each a path into the result; what it does not name may
/// be anything. `<nothing>` is null and `<something>` is not.
pub(super) fn expect(result: &Value, expected: &Value) -> Result<(), String> {
    match expected {
        Value::Object(members) => members.iter().try_for_each(|(path, expected)| {
            expect(&find(result, path)?, expected).map_err(|problem| format!("`{path}`: {problem}"))
        }),
        Value::Array(items) => {
            let results = result.as_array().ok_or_else(|| format!("{result} is no list"))?;
            if results.len() != items.len() {
                return Err(format!("{} elements instead of {}", results.len(), items.len()));
            }
            results.iter().zip(items).try_for_each(|(result, item)| expect(result, item))
        }
        Value::String(text) if text == "<nothing>" => held(result.is_null(), result, expected),
        Value::String(text) if text == "<something>" => held(!result.is_null(), result, expected),
        _ => held(result == expected, result, expected),
    }
}

/// Each member is a path whose value must be another.
pub(super) fn expect_not(result: &Value, unexpected: &Value) -> Result<(), String> {
    let members = unexpected.as_object().ok_or("`expect_not` names paths")?;
    members.iter().try_for_each(|(path, unexpected)| {
        let found = find(result, path)?;
        match expect(&found, unexpected) {
            Ok(()) => Err(format!("`{path}` is {found}")),
            Err(_) => Ok(()),
        }
    })
}

fn held(holds: bool, result: &Value, expected: &Value) -> Result<(), String> {
    if holds { Ok(()) } else { Err(format!("{result} instead of {expected}")) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_named_must_be_there_and_equal() {
        let result = json!({ "user": { "name": null, "id": "7" }, "list": [1, 2] });
        for good in [
            json!({}),
            json!({ "user.id": "7", "list.length": 2, "user.name": "<nothing>" }),
            json!({ "user": { "id": "<something>" }, "list": [1, 2] }),
        ] {
            expect(&result, &good).unwrap();
        }
        for bad in [
            json!({ "user.id": "8" }),
            json!({ "user.email": "<nothing>" }),
            json!({ "user": { "name": "<something>" } }),
            json!({ "list": [1] }),
            json!([]),
        ] {
            expect(&result, &bad).unwrap_err();
        }
        expect_not(&result, &json!({ "user.id": "8" })).unwrap();
        expect_not(&result, &json!({ "user.id": "7" })).unwrap_err();
        expect_not(&result, &json!({ "user.email": "7" })).unwrap_err();
    }
}
