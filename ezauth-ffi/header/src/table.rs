//! The table of operations, as far as C needs it.

use std::error::Error;
use std::fs;

use crate::records::snake;
use crate::root;

/// The records and error kinds, and which records the exported operations lead to.
pub(crate) struct Table {
    /// In the order of the table.
    pub(crate) records: Vec<Record>,
    /// Name and number, in the order of the table.
    pub(crate) errors: Vec<(String, i64)>,
    /// The records that are given.
    pub(crate) given: Vec<Record>,
    /// The names of all operations.
    pub(crate) operations: Vec<String>,
    /// The operations that the library exports.
    pub(crate) exported: Vec<Operation>,
    /// Each set of names, in the order of the table.
    pub(crate) names: Vec<(String, Vec<String>)>,
}

/// An operation that the library exports.
pub(crate) struct Operation {
    pub(crate) name: String,
    pub(crate) parameters: Vec<Parameter>,
    /// Its result, in the words of the table.
    pub(crate) result: String,
}

/// A parameter of an operation.
pub(crate) struct Parameter {
    pub(crate) name: String,
    /// Its type, in the words of the table.
    pub(crate) parameter_type: String,
    pub(crate) is_optional: bool,
}

/// A record that crosses.
pub(crate) struct Record {
    pub(crate) name: String,
    /// Its name in C, in the same form: functions are named after it.
    pub(crate) c_name: String,
    pub(crate) fields: Vec<Field>,
    /// Whether it is the result of an operation, and so to be freed.
    pub(crate) is_result: bool,
    /// Whether a list of it is the result of an operation, and so to be freed.
    pub(crate) is_list_result: bool,
    /// Whether there are lists of it: as results, or inside of records.
    pub(crate) is_listed: bool,
}

/// A field of a record.
pub(crate) struct Field {
    pub(crate) name: String,
    /// Its name in the core.
    pub(crate) rust_name: String,
    /// Its type, in the words of the table.
    pub(crate) field_type: String,
}

impl Table {
    /// # Errors
    /// What the table or an operation's source lacks.
    pub(crate) fn load() -> Result<Self, Box<dyn Error>> {
        let table: toml::Table =
            fs::read_to_string(root().join("tests/operations.toml"))?.parse()?;
        let exported = exported(&table)?;
        let mut records = Vec::new();
        for (name, fields) in section(&table, "records")? {
            let fields = fields.as_table().ok_or("a record is a table")?.iter();
            let fields = fields.map(|(field, field_type)| {
                let field_type = field_type.as_str().unwrap_or_default().to_owned();
                Field { name: field.clone(), rust_name: rust_name(&table, name, field), field_type }
            });
            let is = |form: String| exported.iter().any(|operation| operation.result == form);
            records.push(Record {
                name: name.clone(),
                c_name: difference(&table, "c", name).unwrap_or_else(|| name.clone()),
                fields: fields.collect(),
                is_result: is(name.clone()) || is(format!("optional {name}")),
                is_list_result: is(format!("list {name}")),
                is_listed: false,
            });
        }
        let takes = |record: &Record| {
            let mut parameters = exported.iter().flat_map(|operation| &operation.parameters);
            parameters.any(|parameter| parameter.parameter_type == record.name)
        };
        let given = records.extract_if(.., |record| takes(record)).collect();
        let records = reached(records);
        let errors = section(&table, "errors")?.iter();
        let errors = errors.map(|(name, number)| (name.clone(), number.as_integer().unwrap_or(0)));
        let operations = operations(&table)?.iter().map(|it| text(it, "name"));
        Ok(Self {
            records,
            given,
            errors: errors.collect(),
            operations: operations.collect(),
            exported,
            names: section(&table, "names")?.iter().map(named).collect(),
        })
    }

    /// The record of a type, if it is one.
    pub(crate) fn record(&self, name: &str) -> Option<&Record> {
        self.records.iter().find(|record| record.name == name)
    }

    /// What the functions of a record begin with, after `ezauth_`.
    pub(crate) fn c_name(&self, name: &str) -> String {
        snake(self.record(name).map_or(name, |record| &record.c_name))
    }

    /// Whether a type is a record.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.record(name).is_some()
    }
}

pub(crate) fn section<'a>(
    table: &'a toml::Table,
    name: &str,
) -> Result<&'a toml::Table, Box<dyn Error>> {
    let section = table.get(name).and_then(toml::Value::as_table);
    section.ok_or_else(|| format!("the table has no [{name}]").into())
}

fn operations(table: &toml::Table) -> Result<&[toml::Value], Box<dyn Error>> {
    let operations = table.get("operation").and_then(toml::Value::as_array);
    Ok(operations.ok_or("the table has no operations")?)
}

pub(crate) fn text(value: &toml::Value, member: &str) -> String {
    value.get(member).and_then(toml::Value::as_str).unwrap_or_default().to_owned()
}

/// The operations that the library exports.
fn exported(table: &toml::Table) -> Result<Vec<Operation>, Box<dyn Error>> {
    let mut source = String::new();
    for entry in fs::read_dir(root().join("ezauth-ffi/src/operations"))? {
        source += &fs::read_to_string(entry?.path())?;
    }
    let exported = operations(table)?
        .iter()
        .filter(|it| source.contains(&format!("fn ezauth_{}(", text(it, "name"))))
        .map(operation);
    Ok(exported.collect())
}

fn operation(operation: &toml::Value) -> Operation {
    let parameters = operation.get("parameters").and_then(toml::Value::as_array);
    let parameters = parameters.into_iter().flatten().map(|parameter| Parameter {
        name: text(parameter, "name"),
        parameter_type: text(parameter, "type"),
        is_optional: parameter.get("optional").is_some(),
    });
    let parameters = parameters.collect();
    Operation { name: text(operation, "name"), parameters, result: text(operation, "result") }
}

/// A set of names.
fn named((set, names): (&String, &toml::Value)) -> (String, Vec<String>) {
    let names = names.as_array().into_iter().flatten().filter_map(toml::Value::as_str);
    (set.clone(), names.map(str::to_owned).collect())
}

/// A field's name in the core, where that is not the table's.
fn rust_name(table: &toml::Table, record: &str, field: &str) -> String {
    let declared = difference(table, "rust", &format!("{record}.{field}"));
    let name = declared.as_deref().and_then(|it| it.split(':').next());
    name.unwrap_or(field).to_owned()
}

/// What stands at a place in a language instead of what the table says.
fn difference(table: &toml::Table, language: &str, place: &str) -> Option<String> {
    let differences = table.get("difference").and_then(toml::Value::as_array);
    let mut differences = differences.into_iter().flatten();
    let here = differences.find(|it| text(it, "language") == language && text(it, "at") == place);
    here.map(|it| text(it, "is"))
}

/// The records that are results, and those inside of them.
fn reached(mut records: Vec<Record>) -> Vec<Record> {
    let is_top = |record: &&Record| record.is_result || record.is_list_result;
    let mut names: Vec<String> = records.iter().filter(is_top).map(|it| it.name.clone()).collect();
    let mut next = 0;
    while let Some(name) = names.get(next) {
        let inside = records.iter().filter(|it| it.name == *name).flat_map(|it| &it.fields);
        let inside: Vec<String> = inside.map(|field| plain(&field.field_type).to_owned()).collect();
        names.extend(inside);
        next += 1;
    }
    records.retain(|record| names.contains(&record.name));
    let fields = records.iter().flat_map(|record| &record.fields);
    let listed = fields.filter_map(|field| field.field_type.strip_prefix("list "));
    let listed: Vec<String> = listed.map(str::to_owned).collect();
    for record in &mut records {
        record.is_listed = record.is_list_result || listed.contains(&record.name);
    }
    records
}

/// A type without `optional` and `list`.
pub(crate) fn plain(of: &str) -> &str {
    of.split(' ').next_back().unwrap_or(of)
}
