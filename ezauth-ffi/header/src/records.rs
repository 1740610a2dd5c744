//! The records, and an accessor for each of their fields.

mod accessor;

use std::error::Error;
use std::fmt::Write;

use crate::source::{core_source, documentation, type_of};
use crate::table::{Field, Record, Table, plain};
use accessor::Accessor;
pub(crate) use accessor::held;

/// A file for each record, and the module of them all.
pub(crate) fn files(table: &Table) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let source = core_source("domain")?;
    let mut files = vec![("records/mod.rs".to_owned(), module(table)?)];
    for record in &table.records {
        let path = format!("records/{}.rs", snake(&record.c_name));
        files.push((path, file(table, record, &source)?));
    }
    Ok(files)
}

fn module(table: &Table) -> Result<String, Box<dyn Error>> {
    let mut text =
        "//! What is returned. Written by `cargo xtask header` from the table of records, but for \
                    `secret`.\n\n"
            .to_owned();
    let mut modules: Vec<String> = table.records.iter().map(|it| snake(&it.c_name)).collect();
    modules.push("secret".to_owned());
    modules.sort();
    for module in modules {
        writeln!(text, "pub(crate) mod {module};")?;
    }
    for record in &table.records {
        let (name, list) = (&record.c_name, format!("{}List", record.c_name));
        let list = if record.is_listed { list } else { String::new() };
        // What is only in lists is named by nobody else, but for what senders get.
        let mut holders = table.records.iter().flat_map(|holder| &holder.fields);
        let is_named = record.is_result
            || record.name == "Message"
            || holders.any(|field| field.field_type == record.name);
        let name = if is_named { format!("{name}, ") } else { String::new() };
        writeln!(text, "\npub(crate) use {}::{{{name}{list}}};", snake(&record.c_name))?;
    }
    Ok(text)
}

fn file(table: &Table, record: &Record, source: &str) -> Result<String, Box<dyn Error>> {
    let name = &record.name;
    let declared = format!("pub struct {name} {{");
    let mut accessors = Vec::new();
    for field in &record.fields {
        let item = format!("pub {}:", field.rust_name);
        let of = documentation(source, &declared, &item)?;
        let is_wide = type_of(source, &declared, &item) == Some("u64");
        accessors.push(Accessor::new(table, record, field, of, is_wide));
    }
    let body = shape(table, record, &documentation(source, &declared, &declared)?, &accessors)?;
    let body = accessors.iter().fold(body, |text, accessor| text + &accessor.function());
    let body = body + &ownership(record) + &list(record);
    let uses = [
        ("c_char", "use std::ffi::c_char;\n"),
        ("MaybeUninit", "use std::mem::MaybeUninit;\n"),
        ("ptr::", "use std::ptr;\n"),
    ];
    let uses = uses.iter().filter(|(word, _)| body.contains(word)).map(|(_, line)| *line);
    let boxed = if body.contains("Box<") { ", repr_c::Box" } else { "" };
    let mut crate_uses = String::new();
    match (body.contains("Cross for"), body.contains("quietly")) {
        (true, true) => crate_uses += "use crate::call::{Cross, owned, quietly};\n",
        (true, false) => crate_uses += "use crate::call::{Cross, owned};\n",
        (false, true) => crate_uses += "use crate::call::quietly;\n",
        (false, false) => {}
    }
    if body.contains(".number()") {
        crate_uses += "use crate::numbers::Number;\n";
    }
    for inner in table.records.iter().filter(|it| inside(record, it)) {
        let is_list = |field: &Field| field.field_type == format!("list {}", inner.name);
        let list = if record.fields.iter().any(is_list) { "List" } else { "" };
        writeln!(crate_uses, "use crate::records::{}{list};", inner.c_name)?;
    }
    if body.contains("Texts<") {
        crate_uses += "use crate::texts::Texts;\n";
    }
    Ok(format!(
        "//! Written by `cargo xtask header` from the table of records.\n\n\
         #![expect(unsafe_code, reason = \"the attribute that exports a name\")]\n\n{}\n\
         use ezauth_core::domain;\nuse safer_ffi::prelude::{{derive_ReprC{boxed}}};\n\n\
         {crate_uses}\n{body}",
        uses.collect::<String>()
    ))
}

fn inside(record: &Record, other: &Record) -> bool {
    record.fields.iter().any(|field| plain(&field.field_type) == other.name)
}

/// The struct and how it is made of the core's.
fn shape(
    table: &Table,
    record: &Record,
    documentation: &[String],
    accessors: &[Accessor],
) -> Result<String, Box<dyn Error>> {
    let (name, c_name) = (&record.name, &record.c_name);
    let mut text = String::new();
    for line in documentation {
        writeln!(text, "/// {line}")?;
    }
    writeln!(text, "#[derive_ReprC]\n#[repr(opaque)]\npub struct {c_name} {{")?;
    let texts = accessors.iter().filter(|it| it.is_text()).count();
    let (field, default) = match texts {
        0 => (String::new(), ""),
        count => (format!("texts: Texts<{count}>,"), "texts: Texts::default(),"),
    };
    let from = format!(
        "impl From<domain::{name}> for {c_name} {{\nfn from(record: domain::{name}) -> Self {{"
    );
    if !record.fields.iter().any(|field| held(table, &field.field_type).is_some()) {
        writeln!(text, "record: domain::{name},\n{field}\n}}\n\n{from}")?;
        writeln!(text, "Self {{ record, {default} }}\n}}\n}}\n")?;
        return Ok(text);
    }
    let (mut names, mut values) = (String::new(), String::new());
    for field in &record.fields {
        let of = &field.rust_name;
        let inner = held(table, &field.field_type);
        let kept = match (&inner, field.field_type.as_str()) {
            (Some(inner), _) => inner,
            (None, "secret") => "domain::Secret",
            (None, "text") => "String",
            (None, other) => return Err(format!("no record keeps a {other} beside others").into()),
        };
        writeln!(text, "{of}: {kept},")?;
        write!(names, "{of}, ")?;
        write!(
            values,
            "{of}{}, ",
            if inner.is_some() { format!(": {of}.into()") } else { String::new() }
        )?;
    }
    writeln!(text, "{field}\n}}\n\n{from}\nlet domain::{name} {{ {names} }} = record;")?;
    writeln!(text, "Self {{ {values} {default} }}\n}}\n}}\n")?;
    Ok(text)
}

/// What frees a result, and what reads a list.
fn ownership(record: &Record) -> String {
    let (name, c_name, snake) = (&record.name, &record.c_name, snake(&record.c_name));
    let mut text = String::new();
    if record.is_result {
        text += &format!(
            "\nimpl Cross for domain::{name} {{\ntype C = Box<{c_name}>;\n\n\
             fn cross(self) -> Self::C {{\nowned({c_name}::from(self))\n}}\n}}\n\n\
             /// Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.\n\
             #[unsafe(no_mangle)]\npub extern \"C\" fn ezauth_{snake}_free({snake}: Option<Box<{c_name}>>) \
             {{\nquietly(|| drop({snake}));\n}}\n"
        );
    }
    text
}

/// A list of records: how it is made, read and, where it is a result, freed.
fn list(record: &Record) -> String {
    if !record.is_listed {
        return String::new();
    }
    let (name, c_name, snake) = (&record.name, &record.c_name, snake(&record.c_name));
    let mut text = format!(
        "\n/// A list.\n#[derive_ReprC]\n#[repr(opaque)]\npub struct {c_name}List(Vec<{c_name}>);\n\n\
         impl From<Vec<domain::{name}>> for {c_name}List {{\n\
         fn from(records: Vec<domain::{name}>) -> Self {{\n\
         Self(records.into_iter().map({c_name}::from).collect())\n}}\n}}\n\n\
         /// How many there are in a list; 0 for NULL.\n#[unsafe(no_mangle)]\n\
         pub extern \"C\" fn ezauth_{snake}_list_count(list: Option<&{c_name}List>) -> usize {{\n\
         list.map_or(0, |list| list.0.len())\n}}\n\n\
         /// One of a list, which keeps it: NULL past the last.\n#[unsafe(no_mangle)]\n\
         pub extern \"C\" fn ezauth_{snake}_list_at(list: Option<&{c_name}List>, index: usize) \
         -> Option<&{c_name}> {{\nlist?.0.get(index)\n}}\n"
    );
    if record.is_list_result {
        text += &format!(
            "\nimpl Cross for Vec<domain::{name}> {{\ntype C = Box<{c_name}List>;\n\n\
             fn cross(self) -> Self::C {{\nowned({c_name}List::from(self))\n}}\n}}\n\n\
             /// Frees a list, with what is inside of it. NULL is ignored; freeing it twice is undefined.\n\
             #[unsafe(no_mangle)]\n\
             pub extern \"C\" fn ezauth_{snake}_list_free(list: Option<Box<{c_name}List>>) \
             {{\nquietly(|| drop(list));\n}}\n"
        );
    }
    text
}

/// `UserIdentity` is `user_identity`.
pub(crate) fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (index, character) in name.char_indices() {
        if index > 0 && character.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(character.to_ascii_lowercase());
    }
    snake
}

/// `user_identity` is `UserIdentity`.
pub(crate) fn camel(name: &str) -> String {
    let words = name.split('_').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_uppercase() + rest
    });
    words.collect()
}
