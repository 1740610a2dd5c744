//! What is missing, in C: every operation with each of its pointers NULL, and every accessor of NULL.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;

use super::c::Returned;
use crate::records::{held, snake};
use crate::table::{Field, Operation, Parameter, Record, Table};

/// The file.
pub(super) fn file(table: &Table) -> Result<String, Box<dyn Error>> {
    let mut text =
        "/* Written by `cargo xtask header` from the table of operations. */\n".to_owned();
    let parts: BTreeSet<&str> = table.exported.iter().flat_map(parts).collect();
    for operation in &table.exported {
        text += &play(table, operation, &parts)?;
    }
    text += "\nstatic void every_operation_refuses_what_is_missing(void) {\n";
    for Operation { name, .. } in &table.exported {
        writeln!(text, "  play_{name}();")?;
    }
    text += "}\n\nstatic void every_record_answers_null_with_nothing(void) {\n";
    for record in &table.records {
        text += &answers(table, record)?;
    }
    Ok(text + "}\n")
}

/// The names that the context of an operation may have.
fn parts(operation: &Operation) -> Vec<&str> {
    let optional = operation.parameters.iter().filter(|it| it.is_optional);
    let names = optional.flat_map(|Parameter { name, parameter_type, .. }| {
        match parameter_type.as_str() {
            "context" => vec!["ip", "user_agent"],
            "text" | "secret" | "id" => vec![name.as_str()],
            // A record is an argument of its own.
            _ => Vec::new(),
        }
    });
    names.collect()
}

/// The function that plays one operation.
fn play(
    table: &Table,
    operation: &Operation,
    parts: &BTreeSet<&str>,
) -> Result<String, Box<dyn Error>> {
    let Operation { name, parameters, result } = operation;
    let mut call = Call { name, arguments: vec![Argument::new("accounts", "accounts", "NULL")] };
    let (mut declared, mut freed) = (String::new(), String::new());
    let taken = self::parts(operation);
    for parameter in parameters {
        if let Some(record) = table.given.iter().find(|it| it.name == parameter.parameter_type) {
            let (of, name) = (snake(&record.name), &parameter.name);
            writeln!(declared, "  ezauth_{of}_t *{name} = ezauth_{of}_new();")?;
            writeln!(freed, "  ezauth_{of}_free({name});")?;
            let missing = if parameter.is_optional { "" } else { "NULL" };
            call.arguments.push(Argument::new(name, name, missing));
        } else if !parameter.is_optional {
            call.arguments.push(argument(table, parameter)?);
        }
    }
    if !taken.is_empty() {
        call.arguments.push(Argument::new("context", "NULL", ""));
    }
    if let Some(returned) = Returned::new(table, result)? {
        writeln!(declared, "  {};", returned.declared)?;
        call.arguments.push(Argument::new("result", "&result", "NULL"));
    }
    let mut text = format!("\nstatic void play_{name}(void) {{\n{declared}");
    for Argument { name, missing, .. } in call.arguments.iter().filter(|it| !it.missing.is_empty())
    {
        let reason = if *missing == "0" { "unknown" } else { "empty" };
        let made = call.with(name, missing, "&error");
        writeln!(text, "  CHECK(refused({made}, \"{name}\", \"{reason}\"));")?;
    }
    let made = call.with("accounts", "NULL", "NULL");
    writeln!(text, "  CHECK({made} == EZAUTH_INVALID_ARGUMENT);")?;
    if !taken.is_empty() {
        for part in parts.iter().filter(|part| !taken.contains(part)) {
            let made = call.with("context", &format!("context_of(\"{part}\")"), "&error");
            writeln!(text, "  CHECK(refused({made}, \"{part}\", \"not_allowed\"));")?;
        }
    }
    Ok(text + &freed + "}\n")
}

/// A call, with all its arguments but the error.
struct Call<'a> {
    name: &'a str,
    arguments: Vec<Argument<'a>>,
}

impl Call<'_> {
    /// The call with something else for one argument.
    fn with(&self, name: &str, value: &str, error: &str) -> String {
        let arguments = self.arguments.iter();
        let values = arguments.map(|it| if it.name == name { value } else { it.given });
        let values: Vec<&str> = values.chain([error]).collect();
        format!("ezauth_{}({})", self.name, values.join(", "))
    }
}

struct Argument<'a> {
    name: &'a str,
    /// What this layer does not refuse.
    given: &'a str,
    /// What it refuses; empty where it refuses nothing.
    missing: &'static str,
}

impl<'a> Argument<'a> {
    fn new(name: &'a str, given: &'a str, missing: &'static str) -> Self {
        Self { name, given, missing }
    }
}

fn argument<'a>(table: &Table, parameter: &'a Parameter) -> Result<Argument<'a>, Box<dyn Error>> {
    let Parameter { name, parameter_type, .. } = parameter;
    let is_named = table.names.iter().any(|(set, _)| set == parameter_type);
    Ok(match parameter_type.as_str() {
        "id" => Argument::new(name, "T(ID)", "T(NULL)"),
        "text" | "secret" => Argument::new(name, "T(\"x\")", "T(NULL)"),
        "int" | "duration" => Argument::new(name, "1000", ""),
        _ if is_named => Argument::new(name, "1", "0"),
        other => return Err(format!("nothing is known of a {other} that is missing").into()),
    })
}

/// What the functions of a record answer for NULL.
fn answers(table: &Table, record: &Record) -> Result<String, Box<dyn Error>> {
    let (mut text, it) = (String::new(), snake(&record.c_name));
    for Field { name, field_type, .. } in &record.fields {
        let accessor = format!("ezauth_{it}_{name}");
        let answer = match field_type.trim_start_matches("optional ") {
            "time" if field_type != "time" => format!("!{accessor}(NULL, NULL)"),
            "text" | "secret" | "id" | "json" => format!("{accessor}(NULL) == NULL"),
            other if held(table, other).is_some() => format!("{accessor}(NULL) == NULL"),
            _ => format!("{accessor}(NULL) == 0"),
        };
        writeln!(text, "  CHECK({answer});")?;
    }
    if record.is_listed {
        writeln!(text, "  CHECK(ezauth_{it}_list_count(NULL) == 0);")?;
        writeln!(text, "  CHECK(ezauth_{it}_list_at(NULL, 0) == NULL);")?;
    }
    if record.is_result {
        writeln!(text, "  ezauth_{it}_free(NULL);")?;
    }
    if record.is_list_result {
        writeln!(text, "  ezauth_{it}_list_free(NULL);")?;
    }
    Ok(text)
}
