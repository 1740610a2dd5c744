//! What harnesses kill, and let compete: it works on the accounts in a file and reports what has
//! been acknowledged.
//!
//! `harness_child live <file> <name> <seed> [early] [consume_then_act]` lives stories until it is
//! killed. `harness_child race <file> [read_then_write]` takes part in races.

use std::error::Error;
use std::path::Path;
use std::thread;

use ezauth_core::Accounts;
use ezauth_core::faults::{Fault, seed};
use ezauth_tests::harness::{Draw, Inbox, Life, Report, race, settings};

/// How many live at once: they share transactions.
const LIVES: u64 = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["live", file, name, seed, options @ ..] => {
            live(Path::new(file), name, seed.parse()?, options)
        }
        ["race", file, options @ ..] => {
            seed_fault(options);
            let accounts = Accounts::open(settings(Path::new(file)))?;
            Ok(race(&accounts, &Report::new()?)?)
        }
        _ => Err("usage: harness_child live|race <file> ..".into()),
    }
}

fn live(file: &Path, name: &str, seed: u64, options: &[&str]) -> Result<(), Box<dyn Error>> {
    seed_fault(options);
    let report = Report::new()?;
    report.line(&["opening"])?;
    let accounts = Accounts::open(settings(file))?;
    report.line(&["opened"])?;
    let inbox = Inbox::default();
    let early = options.contains(&"early");
    let life = Life { accounts: &accounts, inbox: &inbox, report: &report, early };
    let live = |of: u64| {
        let mut draw = Draw::of(seed, of);
        // It ends when nobody reads any more, if it is not killed before.
        (0_u64..).try_for_each(|story| life.live(&format!("{name}-{of}-{story}"), &mut draw))
    };
    thread::scope(|scope| {
        for of in 0..LIVES {
            scope.spawn(move || live(of));
        }
    });
    Ok(())
}

fn seed_fault(options: &[&str]) {
    for option in options {
        match *option {
            "consume_then_act" => seed(Fault::ConsumeThenAct),
            "read_then_write" => seed(Fault::ReadThenWrite),
            _ => {}
        }
    }
}
