//! The names of the functions that read records: none is there twice, and none reads as if it were of
//! another record.

use std::collections::BTreeSet;

use crate::records::snake;
use crate::table::{Record, Table};

/// # Errors
/// A name that two functions have, and one that reads as that of another record: with a record
/// `session_user`, `session_user_id` could be a field of it, and is one of `session`.
pub(crate) fn check(table: &Table) -> Result<(), String> {
    let prefixes: Vec<_> = table.records.iter().flat_map(prefixes).collect();
    let mut all: BTreeSet<_> = table.operations.iter().cloned().collect();
    for record in &table.records {
        let own = snake(&record.c_name);
        for name in names(record) {
            let is_of = |prefix: &&String| {
                is_below(prefix, &own) && (name == **prefix || is_below(&name, prefix))
            };
            if let Some(other) = prefixes.iter().find(is_of) {
                return Err(format!("ezauth_{name} reads as if it were of {other}"));
            }
            if all.contains(&name) {
                return Err(format!("ezauth_{name} is there twice"));
            }
            all.insert(name);
        }
    }
    Ok(())
}

/// What the names of a record's functions begin with, and those of a list of it.
fn prefixes(record: &Record) -> Vec<String> {
    let own = snake(&record.c_name);
    let list = record.is_listed.then(|| format!("{own}_list"));
    [own].into_iter().chain(list).collect()
}

/// The functions of a record: one for each field, and the one that frees it.
fn names(record: &Record) -> Vec<String> {
    let own = snake(&record.c_name);
    let fields = record.fields.iter().map(|field| field.name.as_str());
    let free = record.is_result.then_some("free");
    fields.chain(free).map(|function| format!("{own}_{function}")).collect()
}

/// Whether a name goes on after another.
fn is_below(name: &str, prefix: &str) -> bool {
    name.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('_'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Field;

    /// A table of records that are results, each with its fields.
    fn table(records: &[(&str, &[&str])]) -> Table {
        let field = |name: &&str| Field {
            name: (*name).to_owned(),
            rust_name: (*name).to_owned(),
            field_type: "text".to_owned(),
        };
        let records = records.iter().map(|(name, fields)| Record {
            name: (*name).to_owned(),
            c_name: (*name).to_owned(),
            fields: fields.iter().map(field).collect(),
            is_result: true,
            is_list_result: true,
            is_listed: true,
        });
        Table {
            records: records.collect(),
            given: Vec::new(),
            errors: Vec::new(),
            operations: vec!["sign_in_again".to_owned()],
            exported: Vec::new(),
            names: Vec::new(),
        }
    }

    #[test]
    fn a_field_that_reads_as_one_of_another_record_is_refused() {
        let confused = table(&[("Session", &["user_id"]), ("SessionUser", &["user"])]);
        assert_eq!(
            check(&confused).unwrap_err(),
            "ezauth_session_user_id reads as if it were of session_user"
        );
        assert!(check(&table(&[("SignIn", &["user"]), ("Sign", &["in"])])).is_err());
        assert!(check(&table(&[("Message", &["list_count"])])).is_err());
        let clear = table(&[("Session", &["user_id"]), ("SessionAndUser", &["user"])]);
        assert_eq!(check(&clear), Ok(()));
    }

    #[test]
    fn no_name_is_there_twice() {
        assert!(check(&table(&[("User", &["free"])])).is_err(), "it frees the record");
        assert!(check(&table(&[("SignIn", &["again"])])).is_err(), "it is an operation");
    }

    #[test]
    fn the_names_of_the_table_are_clear() {
        assert_eq!(check(&Table::load().unwrap()), Ok(()));
    }
}
