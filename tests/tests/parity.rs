//! The Rust library is as the table says: operations, records, names, errors and settings, compared
//! as sets. What differs has a reason in the table.

mod rust_source;
mod source_files;

use std::collections::{BTreeMap, BTreeSet};

use ezauth_core::domain::{
    Channel, EventType, Form, Kind, MessageKind, SessionMethod, VerificationType,
};
use ezauth_core::{ErrorKind, FieldReason, Settings, StorageReason};
use ezauth_tests::{Operation, Parameter, Table};
use rust_source::Source;

/// What the table says of Rust, written as Rust.
struct Rust<'a>(&'a Table);

impl Rust<'_> {
    /// Every operation as `story::name(parameter: type, ..) -> result`.
    fn operations(&self) -> BTreeSet<String> {
        let Self(table) = self;
        table.operations.iter().map(|operation| self.operation(operation)).collect()
    }

    fn operation(&self, Operation { name, story, parameters, result, .. }: &Operation) -> String {
        let parameters = parameters.iter().map(|parameter| {
            let place = format!("{name}.{}", parameter.name);
            let usual = || format!("{}: {}", parameter.name, self.parameter(parameter));
            self.0.difference("rust", &place).map_or_else(usual, str::to_owned)
        });
        let parameters = parameters.collect::<Vec<_>>().join(", ");
        format!("{story}::{name}({parameters}) -> {}", self.owned("", result))
    }

    fn parameter(&self, Parameter { name, value_type, optional }: &Parameter) -> String {
        match value_type.as_str() {
            "text" | "secret" if *optional => "Option<&str>".to_owned(),
            "text" | "secret" => "&str".to_owned(),
            "context" => "&Context".to_owned(),
            // Settings are taken over; of a record that is read, the default is to leave it out.
            "Settings" => "Settings".to_owned(),
            record if self.0.records.contains_key(record) => format!("&{record}"),
            other if *optional => format!("Option<{}>", self.owned(name, other)),
            other => self.owned(name, other),
        }
    }

    /// Every record as `Record.field: type`.
    fn fields(&self) -> BTreeSet<String> {
        let fields = self.0.records.iter().flat_map(|(record, fields)| {
            fields.iter().map(move |(field, field_type)| (record, field, field_type))
        });
        let written = fields.map(|(record, field, field_type)| {
            let owner = if field == "id" { record.to_lowercase() } else { field.clone() };
            let usual = || format!("{field}: {}", self.owned(&owner, field_type));
            let place = format!("{record}.{field}");
            let difference = self.0.difference("rust", &place).map(str::to_owned);
            format!("{record}.{}", difference.unwrap_or_else(usual))
        });
        written.collect()
    }

    /// A type as a field or a result has it. `name` tells whose id it is.
    fn owned(&self, name: &str, table_type: &str) -> String {
        let (word, of) = table_type.split_once(' ').unwrap_or((table_type, ""));
        match word {
            "nothing" => "()".to_owned(),
            "Accounts" => "Self".to_owned(),
            "optional" => format!("Option<{}>", self.owned(name, of)),
            "list" => format!("Vec<{}>", self.owned(name, of)),
            "text" | "json" => "String".to_owned(),
            "secret" => "Secret".to_owned(),
            "bool" => "bool".to_owned(),
            "int" => "int".to_owned(),
            "time" => "Timestamp".to_owned(),
            "duration" => "Duration".to_owned(),
            "id" => format!("{}Id", capitalised(name.trim_end_matches("_id"))),
            named => named.to_owned(),
        }
    }

    /// What only Rust has.
    fn extra(&self) -> BTreeSet<&str> {
        let ours = self.0.differences.iter().filter(|it| it.language == "rust" && it.is == "extra");
        ours.map(|it| it.at.as_str()).collect()
    }
}

/// `sign_up` is `SignUp`.
fn capitalised(name: &str) -> String {
    let words = name.split('_').map(|word| word.split_at(word.len().min(1)));
    words.map(|(first, rest)| first.to_uppercase() + rest).collect()
}

#[test]
fn the_facade_has_the_operations_of_the_table() {
    let (table, source) = (Table::load(), Source::of_core());
    let rust = Rust(&table);
    let is_extra = |operation: &String| {
        let name = operation.split_once("::").and_then(|(_, rest)| rest.split_once('('));
        name.is_some_and(|(name, _)| rust.extra().contains(name))
    };
    let has: BTreeSet<_> = source.operations().into_iter().filter(|it| !is_extra(it)).collect();
    assert_same(&has, &rust.operations());
}

#[test]
fn the_records_have_the_fields_of_the_table() {
    let (table, source) = (Table::load(), Source::of_core());
    assert_same(&source.fields(), &Rust(&table).fields());
}

#[test]
fn the_names_are_those_of_the_table() {
    macro_rules! names {
        ($($set:ident),+) => {
            BTreeMap::from([$((
                stringify!($set).to_owned(),
                $set::ALL.iter().map(|it| it.name().to_owned()).collect::<Vec<_>>(),
            )),+])
        };
    }
    let has = names!(
        VerificationType,
        SessionMethod,
        Form,
        Kind,
        Channel,
        MessageKind,
        EventType,
        FieldReason,
        StorageReason
    );
    assert_eq!(has, Table::load().names);
}

#[test]
fn the_errors_have_the_numbers_of_the_table() {
    let has = ErrorKind::ALL.iter().map(|kind| (kind.name().to_owned(), kind.number()));
    let table = Table::load();
    assert_eq!(has.collect::<BTreeMap<_, _>>(), table.errors);
    let numbers: BTreeSet<_> = table.errors.values().collect();
    assert_eq!(numbers.len(), table.errors.len(), "no number stands for two kinds");
}

#[test]
fn the_settings_are_those_of_the_table() {
    let has = Settings::table().into_iter();
    let has = has.map(|setting| (setting.name.to_owned(), setting.value_type.to_owned()));
    assert_eq!(has.collect::<BTreeMap<_, _>>(), Table::load().settings);
}

#[test]
fn the_table_is_consistent() {
    let table = Table::load();
    let names: BTreeSet<_> = table.operations.iter().map(|it| &it.name).collect();
    assert_eq!(names.len(), table.operations.len(), "no operation stands there twice");
    for operation in &table.operations {
        let name = &operation.name;
        for kind in operation.errors.iter().chain(&table.always) {
            assert!(table.errors.contains_key(kind), "{name} answers an unknown `{kind}`");
        }
        assert!(operation.errors.iter().all(|kind| !table.always.contains(kind)), "{name}");
        // Opening answers `invalid_config` instead.
        let takes = operation.parameters.iter().any(|it| it.value_type != "Settings");
        assert_eq!(operation.errors.contains("invalid_argument"), takes, "{name}");
        assert!(operation.doc.ends_with('.') && !operation.doc.contains('\n'), "{name}");
        let mut parameters = operation.parameters.iter().skip_while(|it| !it.optional);
        assert!(parameters.all(|it| it.optional), "{name}: what is optional comes last");
    }
    for difference in &table.differences {
        assert!(!difference.reason.is_empty(), "{}", difference.at);
        let (of, member) = difference.at.split_once('.').unwrap_or((&difference.at, ""));
        let fields = table.records.get(of);
        let fields = fields.is_some_and(|it| member.is_empty() || it.contains_key(member));
        let parameters = table.operation(of).map(|it| &it.parameters);
        let parameters = parameters.is_some_and(|all| all.iter().any(|it| it.name == member));
        assert!(
            fields || parameters || difference.is == "extra",
            "nothing is at {}",
            difference.at
        );
    }
}

/// Tells what one side lacks.
fn assert_same(has: &BTreeSet<String>, wants: &BTreeSet<String>) {
    let missing: Vec<_> = wants.difference(has).collect();
    let extra: Vec<_> = has.difference(wants).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "\nonly in the table: {missing:#?}\nonly in Rust: {extra:#?}"
    );
}
