//! What harnesses kill, and let compete: it works on the accounts in a file and reports what has
//! been acknowledged.
//!
//! `harness_child live <file> <name> <seed> [early] [consume_then_act]` lives stories until it is
//! killed. `harness_child race <file> [read_then_write]` takes part in races. `harness_child visit
//! <version> [options]` visits copies of a golden database. `harness_child keep <file> [options]` goes
//! through the flows and keeps none of their secrets. `harness_child share <file>` shares its process with
//! another SQLite.
//! `harness_child mix <file> <name> <seed> [fault] [leak] [setting=text]` does a bit of everything until a line
//! comes, and `harness_child hold <file>` holds a write transaction from one line to the next.
//! `harness_child back_up <file>` makes a backup at the path of each line that comes.
//! `harness_child deliver <file> <clock> <seed> reliable|faulty [fault] [setting=text]` delivers messages
//! until a line comes, and then what is due.

use std::error::Error;
use std::fs::File;
use std::hint::black_box;
use std::io;
use std::mem;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use ezauth_core::faults::{Cut, Fault, Hold, cut_open, seed};
use ezauth_core::{Accounts, Ports};
use ezauth_tests::harness::{
    Done, Draw, FileClock, Golden, Inbox, Life, Mix, Postman, Report, keep, race, settings, share,
    visit,
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
            let accounts = open(Path::new(file), options, Ports::default())?;
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
        ["mix", file, name, seed, options @ ..] => {
            mix(Path::new(file), name, seed.parse()?, options)
        }
        ["deliver", file, clock, seed, manner, options @ ..] => {
            let clock = FileClock::at(Path::new(clock));
            deliver(Path::new(file), clock, seed.parse()?, *manner == "faulty", options)
        }
        ["hold", file] => hold(Path::new(file)),
        ["back_up", file] => back_up(Path::new(file)),
        _ => {
            Err("usage: harness_child live|race|visit|keep|share|mix|deliver|hold|back_up .."
                .into())
        }
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

/// Does a bit of everything, two at a time, until a line comes. Told: `opened`, and at the end how many
/// writes and reads there were and how many microseconds the slowest of each took; or `failed`, and
/// why, as soon as anything is.
fn mix(file: &Path, name: &str, seed: u64, options: &[&str]) -> Result<(), Box<dyn Error>> {
    seed_fault(options);
    let accounts = open(file, options, Ports::default())?;
    let report = Report::new()?;
    report.line(&["opened"])?;
    let stop = AtomicBool::new(false);
    let act = |of: u64| {
        let name = format!("{name}-{of}");
        let done = Mix::new(&accounts, &name, Draw::of(seed, of)).run(&stop);
        done.inspect_err(|error| drop(report.line(&["failed", &error.to_string()])))
    };
    let done = thread::scope(|scope| {
        if options.contains(&"leak") {
            scope.spawn(|| leak(&stop));
        }
        let acting: Vec<_> = (0..2).map(|of| scope.spawn(move || act(of))).collect();
        let stopped = io::stdin().lines().next();
        stop.store(true, Ordering::SeqCst);
        let ended = acting.into_iter().map(|acting| acting.join());
        let done: Result<Vec<Done>, _> = ended.filter_map(Result::ok).collect();
        stopped.transpose().map(|_| done)
    })?;
    accounts.close()?;
    // What failed has been told.
    let Ok(done) = done else { return Ok(()) };
    let Done { writes, reads, worst_write, worst_read } =
        done.into_iter().fold(Done::default(), Done::and);
    let micros = |time: Duration| time.as_micros().to_string();
    let told = [writes.to_string(), reads.to_string(), micros(worst_write), micros(worst_read)];
    Ok(report.line(&told.each_ref().map(String::as_str))?)
}

/// Keeps a little more memory, and another open file, again and again: what must be noticed.
#[expect(
    clippy::disallowed_methods,
    reason = "one as fast as it can be would soon have all there is"
)]
fn leak(stop: &AtomicBool) {
    while !stop.load(Ordering::SeqCst) {
        // A release build would not take memory that nobody looks at.
        mem::forget((black_box(vec![1_u8; 1 << 16]), File::open("/dev/null")));
        thread::sleep(Duration::from_millis(5));
    }
}

/// Delivers messages until a line comes, and then what is due. Told: what becomes of each; `closed`.
fn deliver(
    file: &Path,
    clock: FileClock,
    seed: u64,
    is_faulty: bool,
    options: &[&str],
) -> Result<(), Box<dyn Error>> {
    seed_fault(options);
    let postman = Postman::new(Report::new()?, clock.clone(), Draw::of(seed, 0), is_faulty);
    let ports = Ports { clock: Arc::new(clock), ..Ports::with_sender(postman) };
    let accounts = open(file, options, ports)?;
    io::stdin().lines().next().transpose()?;
    accounts.close()?;
    Ok(Report::new()?.line(&["closed"])?)
}

/// Holds a write transaction from each line to the next. Told: `holding`, and `ended`.
fn hold(file: &Path) -> Result<(), Box<dyn Error>> {
    let report = Report::new()?;
    let mut lines = io::stdin().lines();
    while lines.next().transpose()?.is_some() {
        let hold = Hold::begin(file)?;
        report.line(&["holding"])?;
        lines.next().transpose()?;
        hold.end()?;
        report.line(&["ended"])?;
    }
    Ok(())
}

/// Makes a backup at the path of each line. Told: `opened`, and for each `made` or why not.
fn back_up(file: &Path) -> Result<(), Box<dyn Error>> {
    let accounts = Accounts::open(settings(file))?;
    let report = Report::new()?;
    report.line(&["opened"])?;
    for line in io::stdin().lines() {
        match accounts.backup(Path::new(&line?)) {
            Ok(()) => report.line(&["made"])?,
            Err(error) => report.line(&["failed", &error.to_string()])?,
        }
    }
    Ok(())
}

/// Opens the accounts with the options that are settings, such as `busy_timeout=1s`.
fn open(file: &Path, options: &[&str], ports: Ports) -> Result<Accounts, Box<dyn Error>> {
    let mut settings = settings(file);
    for (name, text) in options.iter().filter_map(|option| option.split_once('=')) {
        settings.set(name, text)?;
    }
    Ok(Accounts::open_with(settings, ports)?)
}

fn seed_fault(options: &[&str]) {
    for option in options {
        match option.parse::<Fault>() {
            Ok(fault) => seed(fault),
            Err(_) => seed_cut(option),
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
