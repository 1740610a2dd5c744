//! What the driver in C knows.

use std::error::Error;
use std::fmt::Write;

use super::{innermost_first, is_given, is_json, is_returned};
use crate::records::{held, snake};
use crate::table::{Field, Operation, Parameter, Record, Table, plain};

/// The file.
pub(super) fn file(table: &Table) -> Result<String, Box<dyn Error>> {
    let mut text = "/* Written by `cargo xtask header` from the table of operations. */\n\
                    #include \"call.h\"\n"
        .to_owned();
    let is_used = |set: &str| is_returned(table, set) || is_given(table, set);
    for (set, names) in table.names.iter().filter(|(set, _)| is_used(set)) {
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
    for record in table.given.iter().filter(|record| !is_json(record)) {
        text += &take_record(table, record)?;
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
    let it = snake(&record.c_name);
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
             for (i = 0; i < ezauth_{it}_list_count(list); i++) {{\n    put_name(out, NULL);\n    \
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
        other => match held(table, other) {
            Some(inner) => format!("  put_{}(out, {read});\n", snake(&inner)),
            None => format!("  put_text(out, name_of({}_names, {read}));\n", snake(other)),
        },
    }
}

/// The function that reads a record that is given, member by member.
fn take_record(table: &Table, record: &Record) -> Result<String, Box<dyn Error>> {
    let of = snake(&record.name);
    let mut text = format!(
        "\nstatic ezauth_{of}_t *take_{of}(struct call *call, const char *name) {{\n  \
         const struct json *with = call->with;\n  ezauth_{of}_t *made = ezauth_{of}_new();\n  \
         call->with = json_member(with, name);\n"
    );
    for Field { name, field_type, .. } in &record.fields {
        let parameter = Parameter {
            name: name.clone(),
            parameter_type: plain(field_type).to_owned(),
            is_optional: false,
        };
        writeln!(text, "  if (is_ready(call) && json_member(call->with, \"{name}\") != NULL) {{")?;
        writeln!(text, "    {};", take(table, &parameter)?)?;
        writeln!(text, "    if (is_ready(call)) {{")?;
        writeln!(text, "      call->status = ezauth_{of}_set_{name}(made, {name}, &call->error);")?;
        writeln!(text, "    }}\n  }}")?;
    }
    writeln!(text, "  call->with = with;\n  return made;\n}}")?;
    Ok(text)
}

/// The function that makes a call.
fn call(table: &Table, operation: &Operation) -> Result<String, Box<dyn Error>> {
    let Operation { name, parameters, result } = operation;
    let (mut takes, mut optional, mut frees) = (String::new(), String::new(), String::new());
    let mut arguments = vec!["call->accounts".to_owned()];
    for parameter in parameters {
        if let Some(record) = table.given.iter().find(|it| it.name == parameter.parameter_type) {
            let (of, name) = (snake(&record.name), &parameter.name);
            writeln!(takes, "  ezauth_{of}_t *{name} = take_{of}(call, \"{name}\");")?;
            writeln!(frees, "  ezauth_{of}_free({name});")?;
        } else if parameter.is_optional {
            writeln!(optional, "  take_optional(call, \"{}\");", parameter.name)?;
            continue;
        } else {
            writeln!(takes, "  {};", take(table, parameter)?)?;
        }
        arguments.push(parameter.name.clone());
    }
    if !optional.is_empty() {
        arguments.push("call->context".to_owned());
    }
    let (mut declares, mut puts) = (String::new(), String::new());
    if let Some(Returned { declared, put, freed }) = Returned::new(table, result)? {
        let found = if result.starts_with("optional ") { " && result != NULL" } else { "" };
        arguments.push("&result".to_owned());
        declares = format!("  {declared};\n");
        puts = format!("  if (is_ready(call){found}) {put};\n{freed}");
    }
    arguments.push("&call->error".to_owned());
    let arguments = arguments.join(", ");
    Ok(format!(
        "\nstatic void call_{name}(struct call *call) {{\n{takes}{declares}{optional}  \
         if (is_ready(call)) {{\n    call->status = ezauth_{name}(\n        {arguments});\n  }}\n\
         {puts}{frees}}}\n"
    ))
}

/// A result, as C has it.
pub(super) struct Returned {
    pub(super) declared: String,
    /// What writes it.
    put: String,
    /// The line that frees it.
    freed: String,
}

impl Returned {
    /// `None` for an operation that has no result.
    pub(super) fn new(table: &Table, result: &str) -> Result<Option<Self>, Box<dyn Error>> {
        let plain = |declared: &str, put| Self {
            declared: declared.to_owned(),
            put: format!("put_{put}(&call->result, result)"),
            freed: String::new(),
        };
        Ok(Some(match result.trim_start_matches("optional ") {
            "nothing" => return Ok(None),
            "bool" => plain("bool result = false", "bool"),
            "int" => plain("uint64_t result = 0", "int"),
            "secret" => {
                let put = "put_text(&call->result, ezauth_secret_text(result))".to_owned();
                Self { put, ..Self::owned("secret") }
            }
            record if table.has(record) => Self::owned(&table.c_name(record)),
            other => match other.strip_prefix("list ") {
                Some(record) => Self::owned(&format!("{}_list", table.c_name(record))),
                None => return Err(format!("the driver in C writes no {other}").into()),
            },
        }))
    }

    /// One that is the caller's to free.
    fn owned(of: &str) -> Self {
        Self {
            declared: format!("ezauth_{of}_t *result = NULL"),
            put: format!("put_{of}(&call->result, result)"),
            freed: format!("  ezauth_{of}_free(result);\n"),
        }
    }
}

fn take(table: &Table, parameter: &Parameter) -> Result<String, Box<dyn Error>> {
    let Parameter { name, parameter_type, .. } = parameter;
    let is_named = table.names.iter().any(|(set, _)| set == parameter_type);
    Ok(match parameter_type.as_str() {
        "text" | "secret" | "id" => format!("ezauth_text_t {name} = take_text(call, \"{name}\")"),
        "bool" => format!("bool {name} = take_bool(call, \"{name}\")"),
        "int" => format!("uint64_t {name} = take_int(call, \"{name}\")"),
        "duration" => format!("uint64_t {name} = take_duration(call, \"{name}\")"),
        set if is_named => {
            format!("int32_t {name} = take_name(call, \"{name}\", {}_names)", snake(set))
        }
        other => return Err(format!("the driver in C reads no {other}").into()),
    })
}
