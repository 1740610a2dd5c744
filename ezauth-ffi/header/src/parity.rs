//! What C and C++ offer is what the table says.

use std::collections::BTreeSet;
use std::fs;

use crate::records::{camel, snake};
use crate::root;
use crate::table::{Table, section, text};

/// What belongs to the life of accounts is named after their type.
const NAMED: [(&str, &str); 3] = [
    ("open", "ezauth_accounts_open"),
    ("replace_key", "ezauth_accounts_replace_key"),
    ("close", "ezauth_accounts_close"),
];

fn table() -> toml::Table {
    let table = fs::read_to_string(root().join("tests/operations.toml")).unwrap();
    table.parse().unwrap()
}

fn operations() -> Vec<toml::Value> {
    table()["operation"].as_array().unwrap().clone()
}

/// A file of `include`, with all whitespace as single spaces.
fn include(name: &str) -> String {
    let text = fs::read_to_string(root().join("include").join(name)).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the functions of a record begin with.
fn c_name(record: &str) -> String {
    Table::load().unwrap().c_name(record)
}

/// The declaration that the header must have.
fn declaration(operation: &toml::Value) -> String {
    let mut parameters = vec!["const ezauth_accounts_t *accounts".to_owned()];
    let mut has_context = false;
    for parameter in operation["parameters"].as_array().unwrap() {
        let given = text(parameter, "type");
        if table()["records"].get(&given).is_some() {
            let name = text(parameter, "name");
            parameters.push(format!("const ezauth_{}_t *{name}", snake(&given)));
            continue;
        }
        if parameter.get("optional").is_some() {
            has_context = true;
            continue;
        }
        let c_type = match given.as_str() {
            "text" | "secret" | "id" => "ezauth_text_t",
            "int" => "uint64_t",
            "duration" => "uint64_t",
            names if table()["names"].get(names).is_some() => "int32_t",
            other => panic!("C has no way to be given a {other}"),
        };
        parameters.push(format!("{c_type} {}", text(parameter, "name")));
    }
    if has_context {
        parameters.push("const ezauth_context_t *context".to_owned());
    }
    let result = text(operation, "result");
    let plain = result.strip_prefix("optional ").unwrap_or(&result);
    let c_result = match plain.split_once(' ') {
        Some(("list", record)) => Some(format!("ezauth_{}_list_t *", c_name(record))),
        _ if plain == "nothing" => None,
        _ if plain == "bool" => Some("bool ".to_owned()),
        _ if plain == "int" => Some("uint64_t ".to_owned()),
        _ => Some(format!("ezauth_{}_t *", c_name(&camel(plain)))),
    };
    parameters.extend(c_result.map(|c_result| format!("{c_result}*result")));
    parameters.push("ezauth_error_t **error".to_owned());
    let name = text(operation, "name");
    format!("ezauth_status_t ezauth_{name}({});", parameters.join(", "))
}

#[test]
fn every_operation_is_declared_as_the_table_says() {
    let header = include("ezauth.h");
    let cpp = include("ezauth/flows.hpp") + &include("ezauth/accounts.hpp");
    for operation in operations() {
        let name = text(&operation, "name");
        if let Some((_, c_name)) = NAMED.iter().find(|(named, _)| *named == name) {
            assert!(header.contains(&format!(" {c_name}(")), "{name}");
            assert!(cpp.contains(c_name), "{name} in C++");
        } else {
            let declaration = declaration(&operation);
            assert!(header.contains(&declaration), "the header lacks\n{declaration}");
            assert!(cpp.contains(&format!("ezauth_{name}")), "C++ lacks {name}");
        }
    }
}

/// Numbers of names and statuses have 32 bits, times, durations and counts 64; places are `size_t`.
#[test]
fn every_number_has_the_type_that_was_decided() {
    let header = include("ezauth.h").replace("uint32_t ezauth_abi_version(void)", "");
    let words = header.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let numbers = words.filter(|word| {
        let is_of_ours = word.starts_with("ezauth_");
        let is_plain = ["int", "unsigned", "float", "double"].contains(word);
        is_plain || (!is_of_ours && word.ends_with("_t"))
    });
    let has: BTreeSet<_> = numbers.collect();
    assert_eq!(has, BTreeSet::from(["int32_t", "int64_t", "size_t", "uint64_t"]));
}

#[test]
fn every_error_kind_and_name_has_its_number() {
    let (table, header, cpp) = (table(), include("ezauth.h"), include("ezauth.hpp"));
    for (name, number) in section(&table, "errors").unwrap() {
        let constant = format!("EZAUTH_{}", name.to_uppercase());
        assert!(
            header.contains(&format!("#define {constant} {} ", number.as_integer().unwrap())),
            "{constant}"
        );
        assert!(cpp.contains(&format!("{name} = {constant},")), "{name} in C++");
    }
    let mut sets = 0;
    for (set, names) in section(&table, "names").unwrap() {
        let prefix = format!("EZAUTH_{}", snake(set).to_uppercase());
        if !header.contains(&prefix) {
            continue;
        }
        sets += 1;
        for name in names.as_array().unwrap() {
            let name = name.as_str().unwrap();
            let constant = format!("{prefix}_{}", name.to_uppercase());
            assert!(header.contains(&format!("#define {constant} ")), "{constant}");
            assert!(cpp.contains(&format!("{name} = {constant}")), "{set} {name} in C++");
        }
    }
    assert!(sets >= 7, "the names have been found");
}

#[test]
fn every_field_is_a_member_in_cpp() {
    let (cpp, convert) = (include("ezauth.hpp"), include("ezauth/convert.hpp"));
    for record in Table::load().unwrap().records {
        let (_, after) = cpp.split_once(&format!("struct {} {{", record.name)).unwrap();
        let (members, _) = after.split_once("};").unwrap();
        let has: Vec<_> = members.split(';').filter_map(member).collect();
        let wants: Vec<_> = record.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(has, wants, "{}", record.name);
        for field in wants {
            let accessor = format!("ezauth_{}_{field}", snake(&record.c_name));
            assert!(convert.contains(&accessor), "{accessor}");
        }
    }
}

/// `bool has_password = false` is `has_password`.
fn member(declaration: &str) -> Option<&str> {
    declaration.split('=').next()?.split_whitespace().last()
}
