//! Whether an error is one that its operation can answer, complete, and the one that was expected.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;

use crate::Table;

/// The error that a step expects.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum ExpectedError {
    /// Of this kind.
    Kind(String),
    /// Of this kind, with what else is expected of it.
    More(ExpectedMore),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedMore {
    pub(super) kind: String,
    /// Exactly these, each as `field reason`.
    pub(super) fields: Option<BTreeSet<String>>,
    /// After so many milliseconds it is worth another try.
    pub(super) retry_after: Option<u64>,
}

impl ExpectedError {
    pub(super) fn kind(&self) -> &str {
        match self {
            Self::Kind(kind) | Self::More(ExpectedMore { kind, .. }) => kind,
        }
    }

    pub(super) fn compare(&self, error: &Value) -> Result<(), String> {
        if error["kind"] != self.kind() {
            return Err(format!("{} instead of `{}`", error["kind"], self.kind()));
        }
        let Self::More(more) = self else { return Ok(()) };
        if let Some(fields) = more.fields.as_ref().filter(|it| **it != fields_of(error)) {
            return Err(format!("the fields {:?} instead of {fields:?}", fields_of(error)));
        }
        match more.retry_after {
            Some(wait) if error["retry_after"] != wait => {
                Err(format!("again after {} instead of {wait} ms", error["retry_after"]))
            }
            _ => Ok(()),
        }
    }
}

/// Texts of arguments shorter than this may stand in a message by chance.
const TELLING: usize = 12;

/// What holds for every error of an operation, expected or not.
pub(super) fn check(
    table: &Table,
    operation: &str,
    with: &Value,
    error: &Value,
) -> Result<(), String> {
    let kind = error["kind"].as_str().unwrap_or_default();
    if !table.may_answer(operation, kind) {
        return Err(format!("the table does not say that `{operation}` can answer `{kind}`"));
    }
    let complete = match kind {
        "invalid_argument" | "invalid_config" | "weak_password" | "already_taken" => {
            !fields_of(error).is_empty()
        }
        "rate_limited" => error["retry_after"].is_u64(),
        "storage" => error["storage"].is_string(),
        _ => true,
    };
    if !complete || error["number"] != table.errors[kind] {
        return Err("the error is not complete".to_owned());
    }
    let message = error["message"].as_str().unwrap_or_default();
    if message.is_empty() || message.contains('\n') || tells(message, with) {
        return Err(format!("`{message}` is not one line without personal data"));
    }
    Ok(())
}

/// Whether a message repeats a text that was given.
fn tells(message: &str, with: &Value) -> bool {
    match with {
        Value::String(text) => text.len() >= TELLING && message.contains(text),
        Value::Array(items) => items.iter().any(|item| tells(message, item)),
        Value::Object(members) => members.values().any(|value| tells(message, value)),
        _ => false,
    }
}

fn fields_of(error: &Value) -> BTreeSet<String> {
    let fields = error["fields"].as_array().into_iter().flatten();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    fields.map(|it| format!("{} {}", text(&it["field"]), text(&it["reason"]))).collect()
}
