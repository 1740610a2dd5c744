//! The attacks that worked on others, and what shows that they do not work here.
//!
//! `attacks.toml` has a row for each. What plays it is a scenario in `attacks/`, or a test whose name
//! begins with the number of the row, or a test that stands elsewhere and is named in the row.

mod languages;
mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::engine::{Scenario, Suite};
use languages::Languages;
pub use page::path;

/// The rows, and the scenarios that play them.
pub struct Attacks {
    register: Register,
    suite: Suite,
    /// Tests in Rust, by the number of the attack.
    tests: BTreeMap<String, Vec<Test>>,
}

/// `attacks.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Register {
    #[serde(rename = "class")]
    classes: Vec<Class>,
    #[serde(rename = "attack")]
    attacks: Vec<Attack>,
}

/// What one kind of mistake makes possible.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    name: String,
    about: String,
    /// Tests elsewhere that show that a test of this class fails when it must.
    #[serde(default)]
    controls: Vec<Test>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Attack {
    id: String,
    class: String,
    /// What happened.
    what: String,
    /// To whom.
    to: String,
    #[serde(default)]
    elsewhere: Vec<Test>,
}

/// A test by its name, in a file below the top of the workspace.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Test {
    file: String,
    test: String,
    /// Where its file does not say it.
    languages: Option<Vec<String>>,
}

impl Attacks {
    /// Reads the rows and the scenarios.
    ///
    /// # Errors
    /// The file and what is wrong with it.
    pub fn load() -> Result<Self, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let register = toml::from_str(&read(&folder.join("attacks.toml"))?)
            .map_err(|error| format!("attacks.toml: {error}"))?;
        let parts = folder.join("scenarios/parts.toml");
        let suite = Suite::load_with(&folder.join("attacks"), &[parts])?;
        Ok(Self { register, suite, tests: rust_tests()? })
    }

    /// The scenarios.
    pub fn suite(&self) -> &Suite {
        &self.suite
    }

    /// What keeps the rows, the tests and the controls from being complete.
    pub fn problems(&self) -> Vec<String> {
        let Register { classes, attacks } = &self.register;
        let mut problems = Vec::new();
        let ids: Vec<&str> = attacks.iter().map(|attack| attack.id.as_str()).collect();
        let expected: Vec<String> = (1..=ids.len()).map(|number| format!("A{number:02}")).collect();
        if ids != expected {
            problems.push("the rows are not A01, A02 and so on".to_owned());
        }
        for scenario in self.suite.scenarios() {
            if scenario.id().is_none_or(|id| !ids.contains(&id)) {
                problems.push(format!("\"{}\" plays no row", scenario.name()));
            }
        }
        let stray = self.tests.keys().filter(|id| !ids.contains(&id.as_str()));
        problems.extend(stray.map(|id| format!("a test is named after {id}, which is no row")));
        for attack in attacks {
            if !classes.iter().any(|class| class.name == attack.class) {
                problems.push(format!("{}: no class `{}`", attack.id, attack.class));
            }
            if self.scenarios_of(attack).next().is_none() && self.tests_of(attack).next().is_none()
            {
                problems.push(format!("{}: nothing plays it", attack.id));
            }
        }
        for class in classes {
            if self.faults_of(class).is_empty() && class.controls.is_empty() {
                problems.push(format!("nothing shows that a test of `{}` can fail", class.name));
            }
        }
        let controls = classes.iter().flat_map(|class| &class.controls);
        let named = attacks.iter().flat_map(|attack| &attack.elsewhere).chain(controls);
        problems.extend(named.filter_map(|test| test.problem()));
        problems
    }

    fn scenarios_of<'a>(&'a self, attack: &'a Attack) -> impl Iterator<Item = &'a Scenario> {
        self.suite.scenarios().iter().filter(|it| it.id() == Some(attack.id.as_str()))
    }

    fn tests_of<'a>(&'a self, attack: &'a Attack) -> impl Iterator<Item = &'a Test> {
        self.tests.get(&attack.id).into_iter().flatten().chain(&attack.elsewhere)
    }

    /// The faults that scenarios of a class are seen to fail with.
    fn faults_of(&self, class: &Class) -> BTreeSet<&str> {
        let of_class = self.register.attacks.iter().filter(|attack| attack.class == class.name);
        let scenarios = of_class.flat_map(|attack| self.scenarios_of(attack));
        scenarios.filter_map(|it| Some(it.control()?.fault.as_str())).collect()
    }

    fn languages_of(&self, languages: &Languages, attack: &Attack) -> BTreeSet<String> {
        let scenarios = self.scenarios_of(attack).filter(|it| it.not_yet().is_none());
        let of_scenarios = scenarios.flat_map(|it| languages.with(&self.suite.operations_of(it)));
        of_scenarios.chain(self.tests_of(attack).flat_map(Test::languages)).collect()
    }
}

impl Test {
    /// Whether its file has it.
    fn problem(&self) -> Option<String> {
        let Self { file, test, .. } = self;
        let text = match read(&root().join(file)) {
            Ok(text) => text,
            Err(problem) => return Some(problem),
        };
        let sought = match file.rsplit('.').next() {
            Some("rs") => format!("fn {test}("),
            Some("py") => format!("def {test}("),
            _ => test.clone(),
        };
        (!text.contains(&sought)).then(|| format!("{file} has no test `{test}`"))
    }

    fn languages(&self) -> Vec<String> {
        let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        match &self.languages {
            Some(languages) => languages.clone(),
            None if self.file.starts_with("bindings/python") => named(&["Python"]),
            None if self.file.starts_with("bindings/node") => named(&["Node"]),
            None if self.file.starts_with("ezauth-ffi") => named(&["C", "C++"]),
            None => named(&["Rust"]),
        }
    }
}

/// The tests in `tests/attacks/`, by the number in their names.
fn rust_tests() -> Result<BTreeMap<String, Vec<Test>>, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attacks");
    let entries =
        fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut tests = BTreeMap::<_, Vec<_>>::new();
    for path in paths {
        let text = read(&path)?;
        let names = text.lines().filter_map(|line| line.strip_prefix("fn a")?.split('(').next());
        for rest in names {
            let number = rest.split('_').next().unwrap_or_default();
            if number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit()) {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let file = format!("tests/tests/attacks/{name}");
                let test = Test { file, test: format!("a{rest}"), languages: None };
                tests.entry(format!("A{number}")).or_default().push(test);
            }
        }
    }
    Ok(tests)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("")
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
