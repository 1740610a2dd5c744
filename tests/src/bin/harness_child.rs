//! What harnesses kill, and let compete: it works on the accounts in a file and reports what has
//! been acknowledged.
//!
//! `harness_child live <file> <name> <seed> [early] [consume_then_act]` lives stories until it is
//! killed. `harness_child race <file> [read_then_write]` takes part in races. `harness_child visit
//! <version> [options]` visits copies of a golden database. `harness_child keep <file> [options]` goes
//! through the flows and keeps none of their secrets. `harness_child share <file>` shares its process with
//! another SQLite.

use std::error::Error;
use std::path::Path;
use std::thread;

use ezauth_core::Accounts;
use ezauth_core::faults::{Cut, Fault, cut_open, seed};
use ezauth_tests::harness::{
    Draw, Golden, Inbox, Life, Report, keep, race, settings, share, visit,
};

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
        ["visit", version, options @ ..] => {
            seed_fault(options);
            let golden = Golden::read(version.parse()?)?;
            Ok(visit(&golden, &Report::new()?, options.contains(&"leave_open"))?)
        }
        ["keep", file, options @ ..] => {
            seed_fault(options);
            Ok(keep(Path::new(file), &Report::new()?)?)
        }
        ["share", file] => Ok(share(Path::new(file), &Report::new()?)?),
        _ => Err("usage: harness_child live|race|visit|keep|share ..".into()),
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
            "next_version" => seed(Fault::NextVersion),
            "migrate_by_earlier_look" => seed(Fault::MigrateByEarlierLook),
            "migrate_in_parts" => seed(Fault::MigrateInParts),
            "ignore_application_id" => seed(Fault::IgnoreApplicationId),
            "damage_matches" => seed(Fault::DamageMatches),
            "token_in_event" => seed(Fault::TokenInEvent),
            "keep_password" => seed(Fault::KeepPassword),
            other => seed_cut(other),
        }
    }
}

/// `panic:3` and `abort:3` cut the first open off at its third step.
fn seed_cut(option: &str) {
    let (cut, step) = option.split_once(':').unwrap_or_default();
    if let Ok(step) = step.parse() {
        // It is meant to be: nothing is to be said of it.
        std::panic::set_hook(Box::new(|_| ()));
        cut_open(step, if cut == "abort" { Cut::Abort } else { Cut::Panic });
    }
}
