//! Reading the core's documentation, and formatting what is written.

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::root;

/// The core's source below `folder`, in one text.
pub(crate) fn core_source(folder: &str) -> Result<String, Box<dyn Error>> {
    let mut source = String::new();
    read(&root().join("ezauth-core/src").join(folder), &mut source)?;
    Ok(source)
}

fn read(path: &Path, source: &mut String) -> Result<(), Box<dyn Error>> {
    if path.is_file() {
        *source += &fs::read_to_string(path)?;
        return Ok(());
    }
    let entries: Result<Vec<_>, _> = fs::read_dir(path)?.collect();
    let mut paths: Vec<_> = entries?.iter().map(fs::DirEntry::path).collect();
    paths.sort();
    paths.iter().try_for_each(|path| read(path, source))
}

/// The lines of documentation above the first line after `after` that begins with `item`.
pub(crate) fn documentation(
    source: &str,
    after: &str,
    item: &str,
) -> Result<Vec<String>, Box<dyn Error>> {
    let missing = || format!("the core documents no `{after}` with `{item}`");
    let start = source.find(after).ok_or_else(missing)?;
    // Documentation of the item itself stands above it.
    let start = if after == item { 0 } else { start };
    let mut documentation = Vec::new();
    for line in source[start..].lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            documentation.push(text.trim().replace("[`", "`").replace("`]", "`"));
        } else if line.starts_with(item) {
            return Ok(documentation);
        } else if !line.starts_with("#[") {
            documentation.clear();
        }
    }
    Err(missing().into())
}

/// The type that the core gives a field, which begins with `item`, of what is declared so.
pub(crate) fn type_of<'a>(source: &'a str, declared: &str, item: &str) -> Option<&'a str> {
    let (_, fields) = source.split_once(declared)?;
    let (_, rest) = fields.split_once(item)?;
    rest.split_once(",\n").map(|(field_type, _)| field_type.trim())
}

/// The text as rustfmt writes it.
pub(crate) fn formatted(text: &str) -> Result<String, Box<dyn Error>> {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut input) = rustfmt.stdin.take() {
        input.write_all(text.as_bytes())?;
    }
    let output = rustfmt.wait_with_output()?;
    match output.status.success() {
        true => Ok(String::from_utf8(output.stdout)?),
        false => Err("rustfmt does not take what is generated".into()),
    }
}
