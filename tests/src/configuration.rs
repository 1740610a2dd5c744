//! `docs/CONFIGURATION.md`, printed from the one table of settings.

use std::path::{Path, PathBuf};

use ezauth_core::{Setting, Settings};

const INTRODUCTION: &str = "\
# Configuration

<!-- Printed from the table of settings by `cargo xtask docs`; a test compares. -->

Every setting has one name, one text form and one range, the same in every language (Node writes the name in
camel case). What is not set
has its default, and the defaults are safe: only `database` must be given. A value that cannot be read
or is out of range is refused at open, as `invalid_config`, with the name of the setting.

| type | how it is written |
|---|---|
| duration | a whole number and a unit: `250ms`, `90s`, `15m`, `24h`, `7d` |
| size | a whole number and a unit: `19456KiB`, `64MiB`, `1GiB` |
| integer | decimal digits |
| boolean | `true` or `false` |
| text, path | as it is |
| key | 64 hexadecimal digits |
| secret | as it is; it is never printed |
| list, list of keys | its elements, separated by commas |
";

/// Where the page is kept.
pub fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("docs/CONFIGURATION.md")
}

/// The page as it must be.
pub fn page() -> String {
    Settings::table().iter().fold(INTRODUCTION.to_owned(), |page, setting| page + &section(setting))
}

/// One setting, with its facts on the line after its name.
fn section(Setting { name, value_type, default, range, doc }: &Setting) -> String {
    let default = match default.as_str() {
        "" => "no default".to_owned(),
        text => format!("default `{text}`"),
    };
    let range = match range.as_str() {
        "" => String::new(),
        text => format!(", from {text}"),
    };
    format!("\n## `{name}`\n\n*{value_type}, {default}{range}*\n\n{doc}\n")
}
