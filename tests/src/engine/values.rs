//! What a scenario has saved, and how it is found and named again.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// Saved values by name.
#[derive(Default)]
pub(super) struct Values(BTreeMap<String, Value>);

impl Values {
    pub(super) fn set(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_owned(), value);
    }

    /// Replaces every `${..}` in texts and names. A text that is nothing else becomes the value
    /// itself, a number for example.
    pub(super) fn fill(&self, value: &Value) -> Result<Value, String> {
        Ok(match value {
            Value::String(text) => self.fill_text(text)?,
            Value::Array(items) => {
                items.iter().map(|item| self.fill(item)).collect::<Result<_, _>>()?
            }
            Value::Object(members) => self.fill_map(members)?.into(),
            other => other.clone(),
        })
    }

    pub(super) fn fill_map(
        &self,
        members: &Map<String, Value>,
    ) -> Result<Map<String, Value>, String> {
        let fill =
            |(name, value): (&String, &Value)| Ok((self.fill_name(name)?, self.fill(value)?));
        members.iter().map(fill).collect()
    }

    pub(super) fn fill_name(&self, name: &str) -> Result<String, String> {
        self.fill_text(name).map(|value| plain(&value))
    }

    fn fill_text(&self, text: &str) -> Result<Value, String> {
        if let Some(name) = text.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'))
            && !name.contains("${")
        {
            return self.named(name);
        }
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let (name, after) =
                after.split_once('}').ok_or_else(|| format!("`{text}` lacks a `}}`"))?;
            filled.push_str(before);
            filled.push_str(&plain(&self.named(name)?));
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled.into())
    }

    /// `name`, `name.path`, `name|wrong` (the same with another beginning, for a guess that is not
    /// right), `times 5 ab` (`ababababab`).
    fn named(&self, expression: &str) -> Result<Value, String> {
        if let Some((count, text)) =
            expression.strip_prefix("times ").and_then(|it| it.split_once(' '))
        {
            let count: usize = count.parse().map_err(|_| format!("`{count}` is no number"))?;
            return Ok(text.repeat(count).into());
        }
        if let Some(name) = expression.strip_suffix("|wrong") {
            return Ok(wrong(&plain(&self.named(name)?)).into());
        }
        let (name, path) = expression.split_once('.').unwrap_or((expression, ""));
        let value = self.0.get(name).ok_or_else(|| format!("nothing is saved as `{name}`"))?;
        find(value, path)
    }
}

/// The value at a path of names and numbers with dots between; `length` at its end is the number of
/// elements or characters. `[name text]` at its beginning is the one element of a list whose member
/// `name` is that text, for lists whose order says nothing.
pub(super) fn find(value: &Value, path: &str) -> Result<Value, String> {
    let (mut found, names) = match path.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((member, names)) => (only_with(value, member)?, names),
        None => (value.clone(), path),
    };
    for name in names.split('.').filter(|name| !name.is_empty()) {
        let next = match &found {
            Value::Array(items) if name == "length" => Some(items.len().into()),
            Value::String(text) if name == "length" => Some(text.chars().count().into()),
            Value::Array(items) => name.parse().ok().and_then(|at: usize| items.get(at)).cloned(),
            other => other.get(name).cloned(),
        };
        found = next.ok_or_else(|| format!("there is no `{path}`"))?;
    }
    Ok(found)
}

/// The one element of a list with this member, written as `name text`.
fn only_with(value: &Value, member: &str) -> Result<Value, String> {
    let (name, text) = member.split_once(' ').unwrap_or((member, ""));
    let mut fitting = value.as_array().into_iter().flatten().filter(|it| it[name] == text);
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Ok(only.clone()),
        (None, _) => Err(format!("there is no `[{member}]`")),
        (Some(_), Some(_)) => Err(format!("there is more than one `[{member}]`")),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The next digit or another letter in front, so that the text keeps its form.
fn wrong(secret: &str) -> String {
    let mut characters = secret.chars();
    let first = match characters.next() {
        Some(digit @ '0'..='8') => char::from(digit as u8 + 1),
        Some('9') => '0',
        Some('A') => 'B',
        _ => 'A',
    };
    first.to_string() + characters.as_str()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_reference_keeps_its_type_alone_and_becomes_text_among_others() {
        let mut values = Values::default();
        values.set("user", json!({ "count": 3, "codes": ["912345"] }));
        let filled = |text: &str| values.fill(&text.into()).unwrap();
        assert_eq!(filled("${user.count}"), json!(3));
        assert_eq!(filled("${user.count} of ${user.codes.length}"), json!("3 of 1"));
        assert_eq!(filled("${user.codes.0|wrong}"), json!("012345"));
        assert_eq!(filled("${times 3 ab}"), json!("ababab"));
        for text in ["${nobody}", "${user.name}", "a ${user"] {
            values.fill(&text.into()).unwrap_err();
        }
    }

    #[test]
    fn an_element_is_found_by_what_it_holds() {
        let mails =
            json!([{ "to": "a@b.example", "no": 1 }, { "to": "c", "no": 2 }, { "to": "c" }]);
        assert_eq!(find(&mails, "[to a@b.example].no").unwrap(), json!(1));
        assert_eq!(find(&mails, "[to a@b.example]").unwrap(), mails[0]);
        for path in ["[to c].no", "[to d]", "[from c]", "[to a@b.example].yes"] {
            find(&mails, path).unwrap_err();
        }
    }
}
