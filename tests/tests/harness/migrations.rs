//! Migrations: one migrates, whoever opens and wherever one is cut off, and what is there
//! afterwards is of one version.
//!
//! The next version is one for tests, with a migration more.

mod controls;
mod newer;

use ezauth_core::faults::{ask_file, check_file};
use ezauth_tests::harness::Attempt;

use crate::child::Child;
use crate::golden::{self, NEWEST, SCHEMA};
use crate::run::{Run, Scene};

/// How many processes open a file at once,
const OPENERS: usize = 8;
/// and how often they do.
const ROUNDS: usize = 10;

const NEXT: &str = "next_version";

/// From which file to which version.
#[derive(Clone, Copy, Debug)]
enum Migration {
    /// No file, to this version.
    First,
    /// The golden file, to the next version.
    Next,
}

impl Migration {
    fn scene(self) -> Scene {
        match self {
            Self::First => Scene::new(),
            Self::Next => golden::scene(NEWEST),
        }
    }

    fn visitor(self, options: &[&str]) -> Visitor {
        let next: &[&str] = match self {
            Self::First => &[],
            Self::Next => &[NEXT],
        };
        Visitor::start(&[next, options].concat())
    }

    /// Whether a file is as it was before.
    fn is_undone(self, scene: &Scene) -> bool {
        let schema = ask_file(&scene.file(), SCHEMA);
        match self {
            // There is nothing to put together.
            Self::First => schema.is_err() && tables(scene) == "0",
            Self::Next => schema == ask_file(&golden::scene(NEWEST).file(), SCHEMA),
        }
    }

    /// What is wrong with a file that was migrated.
    fn fault(self, scene: &Scene) -> Option<String> {
        if let Err(error) = check_file(&scene.file()) {
            return Some(error.to_string());
        }
        let ask = |sql| ask_file(&scene.file(), sql).unwrap_or_default();
        let (version, ran) = match self {
            Self::First => (NEWEST, "1"),
            Self::Next => (NEWEST + 1, "1 of 1"),
        };
        let found = match self {
            Self::First => ask("SELECT count(*) || '' FROM key_record"),
            // Each user that was there has been changed once, and no table was filled twice.
            Self::Next => ask(
                "SELECT (SELECT max(migrations) FROM users) || ' of ' || count(*) FROM next_version",
            ),
        };
        let schema = ask(SCHEMA);
        let is_whole = found == ran && schema.ends_with(&format!(" version {version}"));
        (!is_whole).then(|| format!("{found}, not {ran}: {schema}"))
    }
}

fn tables(scene: &Scene) -> String {
    ask_file(&scene.file(), "SELECT count(*) || '' FROM sqlite_schema").unwrap()
}

/// A process that opens files and tries what must work in them.
struct Visitor(Child);

impl Visitor {
    fn start(options: &[&str]) -> Self {
        let version = NEWEST.to_string();
        let mut child = Child::start(&[&["visit", &version], options].concat());
        assert_eq!(child.line().as_deref(), Some("ready"));
        Self(child)
    }

    fn begin(&mut self, scene: &Scene) {
        self.0.send(scene.file().to_str().unwrap());
    }

    /// What it said, or none if it has ended.
    fn end(&mut self) -> Option<String> {
        self.0.line()
    }

    fn visit(&mut self, scene: &Scene) -> Option<String> {
        self.begin(scene);
        self.end()
    }
}

/// Whether all that must succeed did, of a file that holds what the golden one does.
fn is_at_home(told: &str, migration: Migration) -> bool {
    let told: Vec<&str> = told.split(' ').collect();
    told.len() == Attempt::ALL.len()
        && Attempt::ALL.iter().zip(told).all(|(attempt, told)| match (attempt, migration) {
            (Attempt::Session | Attempt::Password, Migration::Next) => told == "yes",
            (Attempt::SignUp | Attempt::Claim | Attempt::Events | Attempt::Sweep, _) => {
                told == "yes"
            }
            _ => true,
        })
}

/// Lets processes open a file at once, and says what went wrong.
fn open_at_once(migration: Migration, options: &[&str]) -> Option<String> {
    let scene = migration.scene();
    let mut visitors: Vec<_> = (0..OPENERS).map(|_| migration.visitor(options)).collect();
    for visitor in &mut visitors {
        visitor.begin(&scene);
    }
    let told: Vec<_> = visitors.iter_mut().map(|it| it.end().unwrap_or_default()).collect();
    let lost = told.iter().find(|told| !is_at_home(told, migration)).cloned();
    // Used by whoever was first.
    let is_code = |at: &usize| Attempt::ALL[*at] == Attempt::Code;
    let code = (0..Attempt::ALL.len()).find(is_code).unwrap_or_default();
    let confirmed = told.iter().filter(|told| told.split(' ').nth(code) == Some("yes")).count();
    let expected = usize::from(matches!(migration, Migration::Next));
    let winners = (confirmed != expected).then(|| format!("{confirmed} used one code"));
    lost.or(winners).or_else(|| migration.fault(&scene))
}

#[test]
fn one_migrates_whoever_opens() {
    let run = Run::begin("migrations, 8 at once");
    for migration in [Migration::First, Migration::Next] {
        for round in 0..ROUNDS {
            let fault = open_at_once(migration, &[]);
            assert_eq!(fault, None, "{migration:?}, round {round}");
        }
    }
    run.tell(&format!("{ROUNDS} rounds from nothing and {ROUNDS} from the golden file, all open"));
}

/// Cuts an open off at each of its steps in turn, and says how many steps it has, or what went wrong.
fn cut_at_each_step(migration: Migration, how: &str, options: &[&str]) -> Result<u32, String> {
    for step in 1.. {
        let scene = migration.scene();
        let cut = format!("{how}:{step}");
        let mut visitor = migration.visitor(&[&[cut.as_str()], options].concat());
        match visitor.visit(&scene) {
            Some(told) if is_at_home(&told, migration) => return Ok(step - 1),
            Some(told) if told.starts_with("refused internal") => {}
            Some(told) => return Err(format!("step {step}: {told}")),
            None => visitor = migration.visitor(options),
        }
        let undone = migration.is_undone(&scene);
        let fault = migration.fault(&scene).filter(|_| !undone);
        // The next open, of the same process if it lives, does what is left to do.
        let told = visitor.visit(&scene).unwrap_or_default();
        let lost = (!is_at_home(&told, migration)).then_some(told);
        if let Some(fault) = fault.or(lost).or_else(|| migration.fault(&scene)) {
            return Err(format!("step {step}: {fault}"));
        }
    }
    Err("it has no end".to_owned())
}

#[test]
fn a_migration_that_is_cut_off_is_there_whole_or_not_at_all() {
    let run = Run::begin("migrations, cut off");
    let mut told = Vec::new();
    for migration in [Migration::First, Migration::Next] {
        for how in ["abort", "panic"] {
            let steps = cut_at_each_step(migration, how, &[]).unwrap();
            told.push(format!("{migration:?} by {how} at each of {steps} steps"));
        }
    }
    run.tell(&told.join(", "));
}
