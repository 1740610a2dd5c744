//! Attacks that worked on others do not work here. Most are scenarios, which play in every language;
//! what data cannot express is a test here, named after its row in `attacks.toml`.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not as it must be")]

#[cfg(feature = "seeded-faults")]
mod controls;
#[cfg(feature = "seeded-faults")]
mod cost;
#[path = "../drivers/mod.rs"]
mod drivers;
#[cfg(feature = "seeded-faults")]
mod limiter;
mod overtaking;
#[cfg(feature = "seeded-faults")]
mod trail;

use std::env;

use drivers::{named_drivers, rust_driver};
use ezauth_tests::attacks::Attacks;
use ezauth_tests::engine::play;

/// `EZAUTH_SCENARIO` chooses those whose name holds its text.
#[test]
#[cfg_attr(feature = "seeded-faults", ignore = "scenarios are for the library as it is shipped")]
#[expect(clippy::print_stderr, reason = "the summary is for whoever runs the tests")]
fn every_attack_goes_as_it_is_told() {
    let drivers = named_drivers();
    let chosen = env::var("EZAUTH_SCENARIO").unwrap_or_default();
    let attacks = Attacks::load().unwrap_or_else(|problem| panic!("{problem}"));
    let played = play(&drivers, attacks.suite(), &chosen, drivers == rust_driver());
    eprintln!("attacks: {}", played.summary());
    played.demand();
}

#[test]
fn every_row_is_played_and_every_class_has_been_seen_to_fail() {
    let attacks = Attacks::load().unwrap_or_else(|problem| panic!("{problem}"));
    let problems = attacks.problems();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
