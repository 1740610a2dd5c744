//! Positive controls: with its fault, a scenario fails, and by what it is about.

use ezauth_tests::attacks::Attacks;
use ezauth_tests::engine::{Control, Engine, discard};

use crate::drivers::rust_driver;

/// Whoever wins a race wins it by chance, and a fault may need some rounds to show.
const ROUNDS: usize = 30;

#[test]
#[expect(clippy::print_stderr, reason = "the summary is for whoever runs the tests")]
fn every_control_is_caught() {
    let attacks = Attacks::load().unwrap();
    let (suite, engine) = (attacks.suite(), Engine::new(rust_driver()));
    let mut problems = Vec::new();
    let mut caught = 0;
    for scenario in suite.scenarios() {
        let Some(Control { fault, shows }) = scenario.control() else { continue };
        let run = |_| engine.run_with_fault(suite, scenario, fault).err();
        match (0..ROUNDS).find_map(run) {
            None => problems.push(format!("\"{}\" holds with `{fault}`", scenario.name())),
            Some(failure) if !failure.problem.contains(shows) => problems.push(failure.to_string()),
            Some(failure) => {
                discard(&failure);
                caught += 1;
            }
        }
    }
    eprintln!("attacks: {caught} faults caught");
    assert!(problems.is_empty() && caught > 0, "\n\n{}\n", problems.join("\n\n"));
}
