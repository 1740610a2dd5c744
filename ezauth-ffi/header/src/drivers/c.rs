//! What the driver in C knows.

use std::error::Error;
use std::fmt::Write;

use super::{innermost_first, names_of};
use crate::records::snake;
use crate::table::{Field, Operation, Parameter, Record, Table};

/// The file.
pub(super) fn file(table: &Table) -> Result<String, Box<dyn Error>> {
    let mut text = "/* Written by `cargo xtask header` from the table of operations. */\n\
                    #include \"call.h\"\n"
        .to_owned();
    let (returned, given) = names_of(table);
    for (set, names) in returned.into_iter().chain(given) {
        writeln!(text, "\nstatic const struct named {}_names[] = {{", snake(set))?;
        for name in names {
            let constant = format!("{}_{name}", snake(set)).to_uppercase();
            writeln!(text, "    {{\"{name}\", EZAUTH_{constant}}},")?;
        }
        writeln!(text, "    {{NULL, 0}},\n}};")?;
    }
    for record in innermost_first(table) {
        text += &put_record(table, record)?;
    }
    for operation in &table.exported {
        text += &call(table, operation)?;
    }
    text += "\noperation_t operation_named(const char *name) {\n";
    for Operation { name, .. } in &table.exported {
        writeln!(text, "  if (strcmp(name, \"{name}\") == 0) return call_{name};")?;
    }
    text += "  return NULL;\n}\n";
    Ok(text)
}

/// The function that writes a record. Senders get messages, so that one is seen by others.
fn put_record(table: &Table, record: &Record) -> Result<String, Box<dyn Error>> {
    let it = snake(&record.name);
    let own = if record.name == "Message" { "" } else { "static " };
    let mut text =
        format!("\n{own}void put_{it}(struct text *out, const ezauth_{it}_t *{it}) {{\n");
    if record.fields.iter().any(|field| field.field_type.ends_with("time")) {
        writeln!(text, "  int64_t millis;")?;
    }
    writeln!(text, "  put_raw(out, \"{{\");")?;
    for field in &record.fields {
        writeln!(text, "  put_name(out, \"{}\");", field.name)?;
        text += &put_field(table, &it, field);
    }
    writeln!(text, "  put_raw(out, \"}}\");\n}}")?;
    if record.is_listed {
        writeln!(
            text,
            "\nstatic void put_{it}_list(struct text *out, const ezauth_{it}_list_t *list) {{\n  \
             size_t i;\n  put_raw(out, \"[\");\n  \
             for (i = 0; i < ezauth_{it}_list_length(list); i++) {{\n    put_name(out, NULL);\n    \
             put_{it}(out, ezauth_{it}_list_at(list, i));\n  }}\n  put_raw(out, \"]\");\n}}"
        )?;
    }
    Ok(text)
}

fn put_field(table: &Table, it: &str, field: &Field) -> String {
    let read = format!("ezauth_{it}_{}({it})", field.name);
    match field.field_type.trim_start_matches("optional ") {
        "time" if field.field_type == "time" => {
            format!("  millis = {read};\n  put_time(out, &millis);\n")
        }
        "time" => {
            let read = read.replace(&format!("({it})"), &format!("({it}, &millis)"));
            format!("  put_time(out, {read} ? &millis : NULL);\n")
        }
        "text" | "secret" | "id" => format!("  put_text(out, {read});\n"),
        plain @ ("bool" | "int" | "json") => format!("  put_{plain}(out, {read});\n"),
        record if table.has(record) => format!("  put_{}(out, {read});\n", snake(record)),
        names => format!("  put_text(out, name_of({}_names, {read}));\n", snake(names)),
    }
}

/// The function that makes a call.
fn call(table: &Table, operation: &Operation) -> Result<String, Box<dyn Error>> {
    let Operation { name, parameters, result } = operation;
    let (mut takes, mut optional) = (String::new(), String::new());
    let mut arguments = vec!["call->accounts".to_owned()];
    for parameter in parameters {
        if parameter.is_optional {
            writeln!(optional, "  take_optional(call, \"{}\");", parameter.name)?;
            continue;
        }
        writeln!(takes, "  {};", take(table, parameter)?)?;
        arguments.push(parameter.name.clone());
    }
    if !optional.is_empty() {
        arguments.push("call->context".to_owned());
    }
    let arguments = arguments.join(", ");
    let (declared, put, free) = match result.trim_start_matches("optional ") {
        "bool" => {
            ("bool result = false;".to_owned(), "put_bool(&call->result, result)", String::new())
        }
        "secret" => owned("secret", "put_text(&call->result, ezauth_secret_text(result))"),
        listed if listed.starts_with("list ") => {
            owned(&format!("{}_list", snake(&listed["list ".len()..])), "")
        }
        record if table.has(record) => owned(&snake(record), ""),
        other => return Err(format!("the driver in C writes no {other}").into()),
    };
    let put = match put {
        "" => format!("put_{}(&call->result, result)", free),
        put => put.to_owned(),
    };
    let found = if result.starts_with("optional ") { " && result != NULL" } else { "" };
    let free = match free.as_str() {
        "" => String::new(),
        free => format!("  ezauth_{free}_free(result);\n"),
    };
    Ok(format!(
        "\nstatic void call_{name}(struct call *call) {{\n{takes}  {declared}\n{optional}  \
         if (!is_ready(call)) return;\n  call->status = ezauth_{name}(\n      \
         {arguments}, &result, &call->error);\n  \
         if (is_ready(call){found}) {put};\n{free}}}\n"
    ))
}

/// A result of this type of C: its declaration, how it is written, and what it is freed as.
fn owned(of: &str, put: &'static str) -> (String, &'static str, String) {
    (format!("ezauth_{of}_t *result = NULL;"), put, of.to_owned())
}

fn take(table: &Table, parameter: &Parameter) -> Result<String, Box<dyn Error>> {
    let Parameter { name, parameter_type, .. } = parameter;
    let is_named = table.names.iter().any(|(set, _)| set == parameter_type);
    Ok(match parameter_type.as_str() {
        "text" | "secret" | "id" => format!("ezauth_text_t {name} = take_text(call, \"{name}\")"),
        "int" => format!("uint32_t {name} = take_int(call, \"{name}\")"),
        "duration" => format!("uint64_t {name} = take_duration(call, \"{name}\")"),
        set if is_named => {
            format!("int32_t {name} = take_name(call, \"{name}\", {}_names)", snake(set))
        }
        other => return Err(format!("the driver in C reads no {other}").into()),
    })
}
