//! `docs/ATTACKS.md`, printed from the rows and the scenarios.

use std::fmt::Write;
use std::path::PathBuf;

use super::languages::Languages;
use super::{Attack, Attacks, Class, Test, root};

const INTRODUCTION: &str = "\
# Attacks

<!-- Printed from tests/attacks.toml and tests/attacks/ by `cargo xtask docs`; a test compares. -->

Each row happened to a real system. What keeps it from happening here is played, not believed: most rows
are scenarios in `tests/attacks/`, which run through the driver of every language that has their
operations; the others are tests in Rust or in the language that they are about. `cargo xtask test` runs
all of them, and fails if a row has none.

A test that never fails shows nothing. So each class of them is also run against a library with a fault
seeded on purpose, and must fail there: the last table says with which.
";

const CONTROLS: &str = "
## Seen to fail

| class | what it is about | rows | fails with the fault | or is caught by |
|---|---|---|---|---|
";

/// Where the page is kept.
pub fn path() -> PathBuf {
    root().join("docs/ATTACKS.md")
}

impl Attacks {
    /// The page as it must be.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn page(&self) -> Result<String, String> {
        let languages = Languages::load()?;
        let mut page = INTRODUCTION.to_owned();
        page += "\n| | what happened, and where | what shows that it does not | in | class |\n";
        page += "|---|---|---|---|---|\n";
        for attack in &self.register.attacks {
            let Attack { id, class, what, to, .. } = attack;
            let tests = self.told(attack);
            let of: Vec<_> = self.languages_of(&languages, attack).into_iter().collect();
            let row = format!("| {id} | {what} ({to}) | {tests} | {} | {class} |\n", of.join(", "));
            page += &row;
        }
        page += CONTROLS;
        for class in &self.register.classes {
            page += &self.class_row(class);
        }
        Ok(page)
    }

    /// The tests of a row, each with what it must fail with.
    fn told(&self, attack: &Attack) -> String {
        let mut told = Vec::new();
        for scenario in self.scenarios_of(attack) {
            let name = scenario.name().split_once(": ").map_or("", |(_, name)| name);
            let mut text = format!("[{name}](../tests/attacks/{})", scenario.file());
            if let Some(control) = scenario.control() {
                let _ = write!(text, ", fails with `{}`", control.fault);
            }
            if let Some(reason) = scenario.not_yet() {
                let _ = write!(text, " (not yet: {reason})");
            }
            told.push(text);
        }
        told.extend(self.tests_of(attack).map(link));
        told.join("; ")
    }

    fn class_row(&self, class: &Class) -> String {
        let Class { name, about, controls } = class;
        let of_class = self.register.attacks.iter().filter(|attack| attack.class == *name);
        let ids: Vec<&str> = of_class.map(|attack| attack.id.as_str()).collect();
        let faults: Vec<_> =
            self.faults_of(class).into_iter().map(|fault| format!("`{fault}`")).collect();
        let controls: Vec<_> = controls.iter().map(link).collect();
        let (ids, faults, controls) = (ids.join(", "), faults.join(", "), controls.join("; "));
        format!("| {name} | {about} | {ids} | {faults} | {controls} |\n")
    }
}

fn link(Test { file, test, .. }: &Test) -> String {
    format!("[{}](../{file})", test.replace('_', " "))
}
