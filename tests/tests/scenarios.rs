//! Runs every scenario with the driver of the Rust library, and with others where
//! `EZAUTH_DRIVERS` names their commands: separated by `;`, arguments by spaces.

mod drivers;

use std::collections::BTreeSet;
use std::env;
use std::path::Path;

use drivers::{named_drivers, rust_driver};
use ezauth_tests::Table;
use ezauth_tests::engine::{Engine, Played, Suite, discard, play};

fn suite() -> Suite {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    Suite::load(&folder).unwrap_or_else(|problem| panic!("{problem}"))
}

/// `EZAUTH_SCENARIO` chooses those whose name holds its text.
#[test]
#[cfg_attr(feature = "seeded-faults", ignore = "scenarios are for the library as it is shipped")]
#[expect(clippy::print_stderr, reason = "the summary is for whoever runs the tests")]
fn every_scenario_goes_as_it_is_told() {
    let drivers = named_drivers();
    let chosen = env::var("EZAUTH_SCENARIO").unwrap_or_default();
    // Rust has everything.
    let played = play(&drivers, &suite(), &chosen, drivers == rust_driver());
    eprintln!("scenarios: {}", played.summary());
    played.demand();
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
        let mut played = Played::default();
        played.add(scenario, Engine::new(rust_driver()).run(&suite, scenario), true);
        played
    };
    assert_eq!(scenario(true).summary(), "0 passed, 0 failed, 1 not yet, 0 not supported");
    assert!(scenario(false).failures[0].contains("holds now"));
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
