//! What the drivers of scenarios in C and C++ know of the table: operations, records and names. And
//! what a test in C passes to all of them.

mod c;
mod cpp;
mod missing;

use std::error::Error;

use crate::table::{Record, Table, plain};

/// The files, by their names in the folder of the tests.
pub(crate) fn files(table: &Table) -> Result<Vec<(&'static str, String)>, Box<dyn Error>> {
    Ok(vec![
        ("drivers/c/generated.c", c::file(table)?),
        ("drivers/cpp/generated.hpp", cpp::file(table)?),
        ("c/missing.h", missing::file(table)?),
    ])
}

/// Whether a field of a record that crosses has one of this set of names.
fn is_returned(table: &Table, set: &str) -> bool {
    let mut fields = table.records.iter().flat_map(|record| &record.fields);
    fields.any(|field| plain(&field.field_type) == set)
}

/// Whether a parameter, or a field of a record that is given, is one of this set of names.
fn is_given(table: &Table, set: &str) -> bool {
    let mut parameters = table.exported.iter().flat_map(|operation| &operation.parameters);
    let mut fields = table.given.iter().flat_map(|record| &record.fields);
    parameters.any(|parameter| parameter.parameter_type == set)
        || fields.any(|field| plain(&field.field_type) == set)
}

/// Whether a record is given as JSON: one whose fields may be cleared or hold JSON themselves.
fn is_json(record: &Record) -> bool {
    record.fields.iter().any(|field| field.field_type == "optional json")
}

/// The records, each after those that are inside of it.
fn innermost_first(table: &Table) -> Vec<&Record> {
    let mut records: Vec<_> = table.records.iter().collect();
    records.sort_by_key(|record| depth(table, record));
    records
}

/// How many records lie inside of each other in this one.
fn depth(table: &Table, record: &Record) -> usize {
    let inside = record.fields.iter().filter_map(|field| {
        let inner = table.records.iter().find(|it| it.name == plain(&field.field_type))?;
        Some(1 + depth(table, inner))
    });
    inside.max().unwrap_or(0)
}
