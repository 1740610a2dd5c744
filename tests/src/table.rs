//! The table of operations, read.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

/// `operations.toml`: what every language offers, by the names that all of them share.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The error kinds that every operation can answer.
    pub always: Vec<String>,
    /// The operations.
    #[serde(rename = "operation")]
    pub operations: Vec<Operation>,
    /// The fields of each record, with their types.
    pub records: BTreeMap<String, BTreeMap<String, String>>,
    /// Closed sets of names that cross as text.
    pub names: BTreeMap<String, Vec<String>>,
    /// The error kinds, with their numbers.
    pub errors: BTreeMap<String, i32>,
    /// The settings, with the type of their text.
    pub settings: BTreeMap<String, String>,
    /// Where a language differs, and why.
    #[serde(rename = "difference")]
    pub differences: Vec<Difference>,
}

/// One operation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// The name, in snake case.
    pub name: String,
    /// The file of the facade that it stands in.
    pub story: String,
    /// What it does, in a line.
    pub doc: String,
    /// The parameters, in their order.
    pub parameters: Vec<Parameter>,
    /// The type of its result.
    pub result: String,
    /// The error kinds it can answer, besides [`Table::always`].
    pub errors: BTreeSet<String>,
}

/// One parameter of an operation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// The name.
    pub name: String,
    /// The type.
    #[serde(rename = "type")]
    pub value_type: String,
    /// Whether it may be left out.
    #[serde(default)]
    pub optional: bool,
}

/// A place where one language is not as the table says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// The language: `rust`, `c`, `cpp`, `python` or `node`.
    pub language: String,
    /// An operation, `operation.parameter` or `Record.field`.
    pub at: String,
    /// What stands there instead, or `extra`.
    pub is: String,
    /// Why.
    pub reason: String,
}

impl Table {
    /// The table of this workspace.
    ///
    /// # Panics
    /// If it does not have the form of these types.
    pub fn load() -> Self {
        toml::from_str(include_str!("../operations.toml")).expect("operations.toml is well formed")
    }

    /// The operation of this name.
    pub fn operation(&self, name: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.name == name)
    }

    /// What stands at a place in one language instead of what the table says.
    pub fn difference(&self, language: &str, at: &str) -> Option<&str> {
        let here = |it: &&Difference| it.language == language && it.at == at;
        self.differences.iter().find(here).map(|it| it.is.as_str())
    }

    /// Whether an operation may answer this kind of error.
    pub fn may_answer(&self, operation: &str, kind: &str) -> bool {
        let own = self.operation(operation).is_some_and(|it| it.errors.contains(kind));
        own || self.always.iter().any(|always| always == kind)
    }
}
