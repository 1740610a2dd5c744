//! Runs every scenario with the driver of the Rust library, and with others where
//! `EZAUTH_DRIVERS` names their commands: separated by `;`, arguments by spaces.

use std::collections::BTreeSet;
use std::env;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use ezauth_tests::Table;
use ezauth_tests::engine::{Command, Engine, Failure, Scenario, Suite};

/// Scenarios wait for the disk more than for a core.
const AT_ONCE: usize = 4;

fn rust_driver() -> Vec<Command> {
    vec![vec![env!("CARGO_BIN_EXE_driver").to_owned()]]
}

fn drivers() -> Vec<Command> {
    let Ok(commands) = env::var("EZAUTH_DRIVERS") else { return rust_driver() };
    let words = |command: &str| command.split_whitespace().map(str::to_owned).collect();
    commands.split(';').map(words).filter(|command: &Command| !command.is_empty()).collect()
}

fn suite() -> Suite {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    Suite::load(&folder).unwrap_or_else(|problem| panic!("{problem}"))
}

/// `EZAUTH_SCENARIO` chooses those whose name holds its text.
#[test]
#[cfg_attr(feature = "seeded-faults", ignore = "scenarios are for the library as it is shipped")]
#[expect(clippy::print_stderr, reason = "the summary is for whoever runs the tests")]
fn every_scenario_goes_as_it_is_told() {
    let (suite, engine) = (suite(), Engine::new(drivers()));
    let chosen = env::var("EZAUTH_SCENARIO").unwrap_or_default();
    let waiting = suite.scenarios().iter().filter(|it| it.name().contains(&chosen));
    let waiting: Vec<&Scenario> = waiting.collect();
    let count = waiting.len();
    let not_yet = waiting.iter().filter(|it| it.not_yet().is_some()).count();
    let (waiting, failures) = (Mutex::new(waiting.into_iter()), Mutex::new(Vec::new()));
    let unsupported = AtomicUsize::new(0);
    let next = || waiting.lock().unwrap().next();
    let run_all = || {
        while let Some(scenario) = next() {
            let went = engine.run(&suite, scenario);
            if let Some(failure) = went.as_ref().err().filter(|it| needs_the_unsupported(it)) {
                unsupported.fetch_add(1, Ordering::Relaxed);
                discard(failure);
            } else if let Some(failure) = judge(scenario, went) {
                failures.lock().unwrap().push(failure);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(run_all);
        }
    });
    let mut failures = failures.into_inner().unwrap();
    failures.sort();
    let (failed, unsupported) = (failures.len(), unsupported.into_inner());
    eprintln!(
        "{count} scenarios, {failed} of them failed, {not_yet} not yet, {unsupported} not supported"
    );
    assert!(failures.is_empty(), "\n\n{}\n", failures.join("\n\n"));
    assert!(count > unsupported, "no scenario is called so, or none is supported");
}

/// Whether a scenario calls what the language of a driver does not have yet. Rust has everything.
fn needs_the_unsupported(failure: &Failure) -> bool {
    failure.came["unsupported"] == true && drivers() != rust_driver()
}

/// What is wrong with how a scenario went, if something is.
fn judge(scenario: &Scenario, went: Result<(), Box<Failure>>) -> Option<String> {
    match (went, scenario.not_yet()) {
        (Ok(()), None) => None,
        (Err(failure), None) => Some(failure.to_string()),
        (Err(failure), Some(_)) => {
            discard(&failure);
            None
        }
        (Ok(()), Some(reason)) => {
            Some(format!("\"{}\" holds now: take `not_yet` away ({reason})", scenario.name()))
        }
    }
}

#[test]
fn every_operation_is_reached() {
    let (suite, table) = (suite(), Table::load());
    let reached = suite.operations();
    let all = table.operations.iter().map(|operation| operation.name.as_str());
    // Every scenario begins with it.
    let missing: BTreeSet<_> = all.filter(|it| !reached.contains(it) && *it != "open").collect();
    assert!(missing.is_empty(), "no scenario calls {missing:?}");
}

/// Nobody will look at the database of a failure that is expected.
fn discard(failure: &Failure) {
    std::fs::remove_dir_all(&failure.folder).expect("the folder was kept");
}

/// Runs one scenario of these steps and returns what is told of its failure.
fn failure_of(steps: &str) -> String {
    let text = format!("[[scenario]]\nname = \"self test\"\nsteps = [{steps}]");
    let suite = Suite::parse("self_test.toml", &text).expect("the self test is well formed");
    let went = Engine::new(rust_driver()).run(&suite, &suite.scenarios()[0]);
    let failure = went.expect_err(steps);
    discard(&failure);
    failure.to_string()
}

#[test]
fn a_wrong_expectation_fails() {
    let create = r#"call = "create_user_with_email", with = { email = "ann@example.com" }"#;
    let cases = [
        (format!("{{ {create}, expect = {{ \"user.has_password\" = true }} }}"), "has_password"),
        (format!("{{ {create}, expect_not = {{ \"identity.type\" = \"email\" }} }}"), "identity"),
        (format!("{{ {create}, error = \"already_taken\" }}"), "it is no `already_taken`"),
        (r#"{ call = "email_taken", with = { email = "x" } }"#.to_owned(), "it was refused"),
        (
            r#"{ call = "email_taken", with = { email = "x" }, error = "closed" }"#.to_owned(),
            "instead of `closed`",
        ),
        (
            r#"{ call = "email_taken", with = { email = "x" },
                 error = { kind = "invalid_argument", fields = ["email empty"] } }"#
                .to_owned(),
            "the fields",
        ),
        (
            r#"{ race = "email_taken", threads = 2, with = { email = "a@example.com" },
                 outcomes = { ok = 1 } }"#
                .to_owned(),
            "instead of",
        ),
        (r#"{ call = "email_taken", with = { email = "${nobody}" } }"#.to_owned(), "nobody"),
        (
            r#"{ call = "sign_in_with_password", with = { identifier = "ann", password = "x" },
                 error = "invalid_credentials", repeat = 5 },
               { call = "sign_in_with_password", with = { identifier = "ann", password = "x" },
                 error = { kind = "rate_limited", retry_after = 7 } }"#
                .to_owned(),
            "again after 1000 instead of 7",
        ),
        (r#"{ kill = "one" }, { call = "close" }"#.to_owned(), "step 2"),
    ];
    for (steps, told) in cases {
        let failure = failure_of(&steps);
        assert!(failure.contains(told), "{steps}\n{failure}");
    }
}

/// A library that looks first and acts later lets two callers win: the race must notice it.
#[cfg(feature = "seeded-faults")]
#[test]
fn a_race_that_two_win_is_noticed() {
    const ROUNDS: usize = 100;
    let text = r#"
        [[scenario]]
        name = "two win"
        processes = ["one", "two"]
        steps = [
            { call = "seed_fault", with = { fault = "read_then_write" } },
            { call = "seed_fault", in = "two", with = { fault = "read_then_write" } },
            { call = "create_user_with_email", with = { email = "ann@example.com" }, save = { identity = "identity.id" } },
            { call = "request_email_verification", with = { identity = "${identity}" } },
            { call = "claim_messages", with = { limit = 1, lease = "1m" }, save = { mail = "0" } },
            { race = "verify_magic_link", threads = 8, with = { token = "${mail.token}", type = "email" }, outcomes = { ok = 1, invalid_token = 15 } },
        ]"#;
    let (suite, engine) =
        (Suite::parse("self_test.toml", text).unwrap(), Engine::new(rust_driver()));
    let noticed = (0..ROUNDS).find_map(|_| engine.run(&suite, &suite.scenarios()[0]).err());
    let failure = noticed.expect("the fault was not noticed");
    discard(&failure);
    assert!(failure.problem.contains("\"ok\""), "{failure}");
}

#[test]
fn what_is_not_yet_so_must_fail() {
    let scenario = |expect: bool| {
        let steps = format!(
            r#"[{{ call = "email_taken", with = {{ email = "a@example.com" }}, expect = {expect} }}]"#
        );
        let text = format!("[[scenario]]\nname = \"x\"\nnot_yet = \"a reason\"\nsteps = {steps}");
        let suite = Suite::parse("self_test.toml", &text).unwrap();
        let scenario = &suite.scenarios()[0];
        judge(scenario, Engine::new(rust_driver()).run(&suite, scenario))
    };
    assert_eq!(scenario(true), None);
    assert!(scenario(false).unwrap().contains("holds now"));
}

#[test]
fn a_scenario_that_cannot_be_meant_is_refused() {
    let cases = [
        (r#"{ call = "close", expected = true }"#, "unknown field"),
        (r#"{ call = "close", error = { kind = "closed", field = [] } }"#, "did not match"),
        (r#"{ call = "email_taken", with = { mail = "x" } }"#, "no parameter `mail`"),
        (r#"{ call = "email_taken" }"#, "needs `email`"),
        (r#"{ call = "sign_up" }"#, "no operation"),
        (r#"{ call = "close", error = "disabled" }"#, "the table does not say"),
        (r#"{ call = "close", advance = "1s" }"#, "exactly one thing"),
        (r#"{ use = "nothing" }"#, "there is no part"),
    ];
    for (step, told) in cases {
        let text = format!("[[scenario]]\nname = \"self test\"\nsteps = [{step}]");
        let problem = Suite::parse("self_test.toml", &text).unwrap_err();
        assert!(problem.contains(told), "{step}\n{problem}");
    }
    let problem = Suite::parse("self_test.toml", "[[scenario]]\nnames = \"x\"").unwrap_err();
    assert!(problem.contains("unknown field"), "{problem}");
}
