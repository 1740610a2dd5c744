//! What the drivers of scenarios in C and C++ know of the table: operations, records and names.

mod c;
mod cpp;

use std::error::Error;

use crate::table::Table;

/// The files, by their names in the folder of the drivers.
pub(crate) fn files(table: &Table) -> Result<Vec<(&'static str, String)>, Box<dyn Error>> {
    Ok(vec![("c/generated.c", c::file(table)?), ("cpp/generated.hpp", cpp::file(table)?)])
}

/// The sets of names that the fields of records that cross have, and those of parameters.
fn names_of(table: &Table) -> (Vec<&(String, Vec<String>)>, Vec<&(String, Vec<String>)>) {
    let fields = table.records.iter().flat_map(|record| &record.fields);
    let fields: Vec<_> = fields.map(|field| &field.field_type).collect();
    let given = table.exported.iter().flat_map(|operation| &operation.parameters);
    let given: Vec<_> = given.map(|parameter| &parameter.parameter_type).collect();
    let of = |types: &[&String]| {
        table.names.iter().filter(|(set, _)| types.contains(&set)).collect::<Vec<_>>()
    };
    (of(&fields), of(&given))
}

/// The records, each after those that are inside of it.
fn innermost_first(table: &Table) -> Vec<&crate::table::Record> {
    let has_inside = |record: &&crate::table::Record| {
        record.fields.iter().any(|field| table.has(field.field_type.trim_start_matches("list ")))
    };
    let (outer, inner): (Vec<_>, Vec<_>) = table.records.iter().partition(has_inside);
    inner.into_iter().chain(outer).collect()
}
