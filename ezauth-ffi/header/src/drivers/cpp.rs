//! What the driver in C++ knows.

use std::error::Error;
use std::fmt::Write;

use super::{innermost_first, is_given, is_json, is_returned};
use crate::records::snake;
use crate::table::{Field, Operation, Parameter, Record, Table, plain};

/// The file.
pub(super) fn file(table: &Table) -> Result<String, Box<dyn Error>> {
    let mut text = "/* Written by `cargo xtask header` from the table of operations. */\n\
                    #ifndef GENERATED_HPP\n#define GENERATED_HPP\n\n\
                    #include <functional>\n#include <map>\n#include <string>\n\n\
                    #include <ezauth.hpp>\n\n#include \"arguments.hpp\"\n"
        .to_owned();
    for (set, names) in table.names.iter().filter(|(set, _)| is_returned(table, set)) {
        writeln!(text, "\ninline Json json(ezauth::{set} value) {{\n  switch (value) {{")?;
        for name in names {
            writeln!(text, "    case ezauth::{set}::{name}:\n      return \"{name}\";")?;
        }
        writeln!(text, "  }}\n  return {{}};\n}}")?;
    }
    for record in innermost_first(table) {
        text += &to_json(table, record)?;
    }
    for (set, names) in table.names.iter().filter(|(set, _)| is_given(table, set)) {
        writeln!(
            text,
            "\n/** What is no such name is a number that the library refuses. */\n\
             inline ezauth::{set} {}(const std::string &name) {{",
            snake(set)
        )?;
        for name in names {
            writeln!(text, "  if (name == \"{name}\") return ezauth::{set}::{name};")?;
        }
        writeln!(text, "  return static_cast<ezauth::{set}>(0);\n}}")?;
    }
    for record in table.given.iter().filter(|record| !is_json(record)) {
        text += &take_record(table, record)?;
    }
    text += "\nusing Operation = std::function<Json(const ezauth::Accounts &, const Arguments &)>;\n\n\
             /** Every operation by its name: arguments in, record out. */\n\
             inline const std::map<std::string, Operation> &operations() {\n  \
             static const std::map<std::string, Operation> operations = {\n";
    for operation in &table.exported {
        text += &entry(table, operation)?;
    }
    text += "  };\n  return operations;\n}\n\n#endif /* GENERATED_HPP */\n";
    Ok(text)
}

fn to_json(table: &Table, record: &Record) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    let name = &record.name;
    writeln!(text, "\ninline Json json(const ezauth::{name} &record) {{")?;
    for (index, field) in record.fields.iter().enumerate() {
        let name = &field.name;
        let convert = if field.field_type == "json" { "Json::parse" } else { "json" };
        let value = format!("{convert}(record.{name})");
        let begin = if index == 0 { "  return Json::Members{" } else { "                       " };
        let end = if index + 1 == record.fields.len() { "};" } else { "," };
        writeln!(text, "{begin}{{\"{name}\", {value}}}{end}")?;
    }
    writeln!(text, "}}")?;
    let looked_up = format!("optional {name}");
    if table.exported.iter().any(|operation| operation.result == looked_up) {
        writeln!(
            text,
            "\ninline Json json(const std::optional<ezauth::{name}> &found) {{\n  \
             return found ? json(*found) : Json();\n}}"
        )?;
    }
    if record.is_listed {
        writeln!(
            text,
            "\ninline Json json(const std::vector<ezauth::{name}> &records) {{\n  \
             Json list = Json::list();\n  \
             for (const auto &record : records) list.push(json(record));\n  return list;\n}}"
        )?;
    }
    Ok(text)
}

/// The function that reads a record that is given, member by member.
fn take_record(table: &Table, record: &Record) -> Result<String, Box<dyn Error>> {
    let Record { name, fields, .. } = record;
    let mut text = format!(
        "\ninline ezauth::{name} {}(const Arguments &with) {{\n  ezauth::{name} made;\n",
        snake(name)
    );
    for Field { name, field_type, .. } in fields {
        let parameter = Parameter {
            name: name.clone(),
            parameter_type: plain(field_type).to_owned(),
            is_optional: false,
        };
        let value = argument(table, &parameter)?;
        writeln!(text, "  if (with.has(\"{name}\")) made.{name} = {value};")?;
    }
    text += "  return made;\n}\n";
    Ok(text)
}

fn entry(table: &Table, operation: &Operation) -> Result<String, Box<dyn Error>> {
    let name = &operation.name;
    let arguments: Result<Vec<_>, _> =
        operation.parameters.iter().map(|it| argument(table, it)).collect();
    let (arguments, indent) = (arguments?, " ".repeat(13));
    let arguments = arguments.join(&format!(",\n{indent}"));
    let call = format!("accounts.{name}(\n{indent}{arguments})");
    let body = match operation.result.as_str() {
        "nothing" => format!("{call};\n         return Json();"),
        _ => format!("return json({call});"),
    };
    Ok(format!(
        "      {{\"{name}\",\n       [](const ezauth::Accounts &accounts, const Arguments &with) {{\n         \
         {body}\n       }}}},\n"
    ))
}

fn argument(table: &Table, parameter: &Parameter) -> Result<String, Box<dyn Error>> {
    let Parameter { name, parameter_type, is_optional } = parameter;
    let set = table.names.iter().any(|(set, _)| set == parameter_type);
    if let Some(record) = table.given.iter().find(|record| record.name == *parameter_type) {
        if is_json(record) {
            return Ok(format!("with.changes(\"{name}\")"));
        }
        return Ok(format!("{}(with.member(\"{name}\"))", snake(parameter_type)));
    }
    Ok(match (parameter_type.as_str(), is_optional) {
        ("text" | "secret" | "id", true) => format!("with.optional_text(\"{name}\")"),
        ("text" | "secret" | "id", false) => format!("with.text(\"{name}\")"),
        ("context", true) => format!("with.context(\"{name}\")"),
        ("bool", false) => format!("with.boolean(\"{name}\")"),
        ("int", false) => format!("with.integer(\"{name}\")"),
        ("duration", false) => format!("with.duration(\"{name}\")"),
        (names, false) if set => format!("{}(with.text(\"{name}\"))", snake(names)),
        (other, _) => return Err(format!("the driver in C++ reads no {other}").into()),
    })
}
