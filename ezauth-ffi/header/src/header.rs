//! The header, read off the exported functions.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use cbindgen::{Builder, Config, DocumentationStyle, Language, SortKey, Style};

use crate::records::snake;
use crate::root;

/// What stands before the first declaration: the conventions, and what the declarations need.
const PREAMBLE: &str = include_str!("preamble.h");

/// What stands after the last: what C says by itself.
const POSTAMBLE: &str = include_str!("postamble.h");

/// The files that declare something, in the order in which a reader meets it; a folder is all of its
/// files. What injects faults is not among them.
const DECLARE: [&str; 14] = [
    "version.rs",
    "status.rs",
    "boundary.rs",
    "error.rs",
    "clock.rs",
    "sender.rs",
    "config.rs",
    "accounts.rs",
    "context.rs",
    "changes.rs",
    "filter.rs",
    "numbers.rs",
    "operations",
    "records",
];

/// Types whose name is not made of that in Rust.
const NAMES: [(&str, &str); 1] = [("AccountsHandle", "ezauth_accounts_t")];

/// # Errors
/// What cbindgen does not take, and what of the exports it has not seen.
pub(crate) fn text() -> Result<String, Box<dyn Error>> {
    let files = files()?;
    let mut source = String::new();
    for file in &files {
        source += &fs::read_to_string(file)?;
    }
    let mut builder = Builder::new().with_config(config(&source));
    for file in files {
        builder = builder.with_src(file);
    }
    let mut header = Vec::new();
    builder.generate()?.write(&mut header);
    let header = String::from_utf8(header)?;
    for name in between(&source, "extern \"C\" fn ", "(") {
        if !header.contains(&format!("{name}(")) {
            return Err(format!("the header lacks {name}").into());
        }
    }
    Ok(header)
}

fn files() -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let folder = root().join("ezauth-ffi/src");
    let mut files = Vec::new();
    for name in DECLARE {
        let path = folder.join(name);
        if path.is_file() {
            files.push(path);
            continue;
        }
        let entries: Result<Vec<_>, _> = fs::read_dir(path)?.collect();
        let mut inside: Vec<_> = entries?.iter().map(fs::DirEntry::path).collect();
        // cbindgen would follow its modules, and declare everything twice.
        inside.retain(|path| !path.ends_with("mod.rs"));
        inside.sort();
        files.extend(inside);
    }
    Ok(files)
}

fn config(source: &str) -> Config {
    let mut config = Config {
        language: Language::C,
        header: Some(PREAMBLE.trim_end().to_owned()),
        trailer: Some(POSTAMBLE.trim_end().to_owned()),
        cpp_compat: true,
        no_includes: true,
        style: Style::Type,
        documentation_style: DocumentationStyle::Doxy,
        usize_is_size_t: true,
        line_length: 100,
        ..Config::default()
    };
    config.function.prefix = Some("EZAUTH_API".to_owned());
    config.function.sort_by = Some(SortKey::None);
    let types = between(source, "pub struct ", " {").chain(between(source, "pub struct ", "("));
    let types = types.chain(between(source, "pub struct ", ";"));
    let types = types.chain(between(source, "pub type ", " ="));
    for name in types {
        let listed = NAMES.iter().find(|(rust, _)| *rust == name);
        let c_name =
            listed.map_or_else(|| format!("ezauth_{}_t", snake(name)), |it| it.1.to_owned());
        config.export.rename.insert(name.to_owned(), c_name);
    }
    config
}

/// The words that stand between two marks on one line.
fn between<'a>(source: &'a str, before: &str, after: &str) -> impl Iterator<Item = &'a str> {
    let words = source.lines().filter_map(move |line| {
        let (_, rest) = line.split_once(before)?;
        let (word, _) = rest.split_once(after)?;
        word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_').then_some(word)
    });
    words.collect::<Vec<_>>().into_iter()
}
