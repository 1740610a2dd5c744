//! Which languages have an operation.

use std::collections::BTreeSet;

use super::{read, root};

/// What each language says of its operations, for users to read.
pub(super) struct Languages(Vec<(&'static str, String, Spelling)>);

/// How an operation is spelled where it is declared.
type Spelling = fn(&str) -> String;

/// Not declared as operations are, or of the driver alone.
const EVERYWHERE: [&str; 4] = ["open", "close", "replace_key", "collected"];

const DECLARED: [(&str, &[&str], Spelling); 4] = [
    ("C", &["include/ezauth.h"], |name| format!(" ezauth_{name}(")),
    ("C++", &["include/ezauth/accounts.hpp", "include/ezauth/flows.hpp"], |name| {
        format!(" {name}(")
    }),
    ("Python", &["bindings/python/python/ezauth/_ezauth.pyi"], |name| format!(" {name}(")),
    ("Node", &["bindings/node/lib/index.d.cts"], |name| format!(" {}(", camel_case(name))),
];

impl Languages {
    /// # Errors
    /// The file that cannot be read.
    pub(super) fn load() -> Result<Self, String> {
        let text = |files: &[&str]| -> Result<String, String> {
            files.iter().map(|file| read(&root().join(file))).collect()
        };
        let declared = DECLARED.into_iter();
        let read = declared.map(|(name, files, of)| Ok((name, text(files)?, of)));
        read.collect::<Result<_, String>>().map(Self)
    }

    /// Those that have all of these operations. Rust has everything.
    pub(super) fn with(&self, operations: &BTreeSet<&str>) -> Vec<String> {
        let sought = operations.iter().filter(|name| !EVERYWHERE.contains(name));
        let has = |(_, text, of): &&(&str, String, Spelling)| {
            sought.clone().all(|name| text.contains(&of(name)))
        };
        let others = self.0.iter().filter(has).map(|(name, ..)| (*name).to_owned());
        ["Rust".to_owned()].into_iter().chain(others).collect()
    }
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (head, rest) = word.split_at(1.min(word.len()));
        name + &head.to_uppercase() + rest
    })
}
