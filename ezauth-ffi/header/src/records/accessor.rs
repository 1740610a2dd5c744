//! The function that reads one field.

use crate::records::snake;
use crate::table::{Field, Record, Table};

/// The function that reads one field.
pub(crate) struct Accessor {
    /// Its documentation, without what its form adds.
    documentation: String,
    record: String,
    field: String,
    /// Where the value is.
    place: String,
    form: Form,
}

/// How a field crosses.
enum Form {
    /// As text that the record keeps, at an index.
    Text {
        index: usize,
        is_secret: bool,
        is_optional: bool,
    },
    Bool,
    /// Any integer that is not negative.
    Int {
        is_wide: bool,
    },
    /// One of a set of names, of this name.
    Number(String),
    /// Milliseconds.
    Time {
        is_optional: bool,
    },
    /// A record, or a list of records, that this one keeps.
    Record(String),
}

impl Accessor {
    /// The accessor of a field. `is_wide` tells whether the core has it with 64 bits.
    pub(crate) fn new(
        table: &Table,
        record: &Record,
        field: &Field,
        documentation: Vec<String>,
        is_wide: bool,
    ) -> Self {
        let before = record.fields.iter().take_while(|it| it.name != field.name);
        let before = before.filter(|it| is_text(&it.field_type)).count();
        let is_leaf = !record.fields.iter().any(|it| held(table, &it.field_type).is_some());
        let holder = if is_leaf { "it.record" } else { "it" };
        let (is_optional, plain) = match field.field_type.strip_prefix("optional ") {
            Some(plain) => (true, plain),
            None => (false, field.field_type.as_str()),
        };
        let form = match plain {
            _ if is_text(plain) => {
                Form::Text { index: before, is_secret: plain == "secret", is_optional }
            }
            "bool" => Form::Bool,
            "int" => Form::Int { is_wide },
            "time" => Form::Time { is_optional },
            other => match held(table, other) {
                Some(held) => Form::Record(held),
                None => Form::Number(snake(other).to_uppercase()),
            },
        };
        let mut documentation = documentation.join(" ");
        for operation in &table.operations {
            documentation =
                documentation.replace(&format!("`{operation}`"), &format!("`ezauth_{operation}`"));
        }
        Self {
            documentation,
            record: record.c_name.clone(),
            field: field.name.clone(),
            place: format!("{holder}.{}", field.rust_name),
            form,
        }
    }

    pub(crate) fn is_text(&self) -> bool {
        matches!(self.form, Form::Text { .. })
    }

    /// The function, with its documentation.
    pub(crate) fn function(&self) -> String {
        let Self { documentation, record, field, place, form } = self;
        let it = snake(record);
        let read = |nothing: &str, value: &str| format!("{it}.map_or({nothing}, |it| {value})");
        let number_remark;
        let (remark, output, body) = match form {
            Form::Text { index, is_secret, is_optional } => {
                let get = if *is_secret { "secret" } else { "get" };
                let body = match is_optional {
                    false => read("ptr::null()", &format!("it.texts.{get}({index}, &{place})")),
                    true => format!(
                        "let found = {it}.and_then(|it| Some((it, {place}.as_ref()?)));\n\
                         found.map_or(ptr::null(), |(it, value)| it.texts.{get}({index}, value))"
                    ),
                };
                let remark = if *is_optional { "NULL where there is none." } else { "" };
                (remark, "*const c_char", body)
            }
            Form::Bool => ("", "bool", format!("{it}.is_some_and(|it| {place})")),
            Form::Int { is_wide: true } => ("", "u64", read("0", place)),
            Form::Int { is_wide: false } => ("", "u64", read("0", &format!("{place}.into()"))),
            Form::Number(names) => {
                number_remark = format!("One of `EZAUTH_{names}_..`.");
                (number_remark.as_str(), "i32", read("0", &format!("{place}.number()")))
            }
            Form::Time { is_optional: false } => {
                let remark = "Milliseconds since the Unix epoch.";
                (remark, "i64", read("0", &format!("{place}.as_millis()")))
            }
            Form::Time { is_optional: true } => {
                let body = format!(
                    "let Some(time) = {it}.and_then(|it| {place}) else {{ return false }};\n\
                     if let Some(millis) = millis {{\nmillis.write(time.as_millis());\n}}\ntrue"
                );
                let remark = "False where there is none; else milliseconds since the Unix epoch are \
                              written to `millis`, which may be NULL.";
                (remark, "bool", body)
            }
            Form::Record(_) => {
                ("It is kept by what it is inside of.", "", format!("{it}.map(|it| &{place})"))
            }
        };
        let output = match form {
            Form::Record(name) => format!("Option<&{name}>"),
            _ => output.to_owned(),
        };
        let millis = match form {
            Form::Time { is_optional: true } => ", millis: Option<&mut MaybeUninit<i64>>",
            _ => "",
        };
        let lines = wrapped(&format!("{documentation} {remark}"));
        format!(
            "\n{lines}#[unsafe(no_mangle)]\npub extern \"C\" fn ezauth_{it}_{field}\
             ({it}: Option<&{record}>{millis}) -> {output} {{\n{body}\n}}\n"
        )
    }
}

/// What a record keeps of a type that is a record of its own or a list of records.
pub(crate) fn held(table: &Table, field_type: &str) -> Option<String> {
    match field_type.strip_prefix("list ") {
        Some(record) => table.record(record).map(|it| format!("{}List", it.c_name)),
        None => table.record(field_type).map(|it| it.c_name.clone()),
    }
}

/// Whether a type crosses as text.
fn is_text(field_type: &str) -> bool {
    let plain = field_type.strip_prefix("optional ").unwrap_or(field_type);
    ["id", "text", "json", "secret"].contains(&plain)
}

/// Documentation in lines of at most 100 characters.
fn wrapped(text: &str) -> String {
    let mut lines = String::new();
    let mut line = "///".to_owned();
    for word in text.split_whitespace() {
        if line.len() + 1 + word.len() > 100 {
            lines += &format!("{line}\n");
            line = "///".to_owned();
        }
        line += &format!(" {word}");
    }
    lines + &line + "\n"
}
