//! A patient attacker with many addresses, who tries whatever is allowed as soon as it is: how much comes
//! of it stays below what the settings say, and owners come in on every day of it.

mod siege;
mod spray;

use ezauth_core::faults::{Fault, seed_here};

use self::siege::Siege;
use crate::run::{Run, Scene};

const DAYS: u64 = 31;
const DAYS_IN_THE_LONG_RUN: u64 = 366;

#[test]
fn an_account_under_siege_stays_its_owners() {
    let run = Run::begin("brute force");
    let told = besiege(&run, DAYS).unwrap();
    run.tell(&told);
}

#[test]
#[ignore = "the long run"]
fn an_account_under_siege_stays_its_owners_in_the_long_run() {
    let run = Run::begin_long("brute force, long");
    let told = besiege(&run, DAYS_IN_THE_LONG_RUN).unwrap();
    run.tell(&told);
}

#[test]
fn limits_that_nobody_waits_for_are_caught() {
    let run = Run::begin("brute force, control: nobody has to wait");
    let _seeded = seed_here(Fault::SkipLimits);
    let why = besiege(&run, 1).unwrap_err();
    run.tell(&format!("caught: {why}"));
}

#[test]
fn codes_that_can_be_guessed_without_end_are_caught() {
    let run = Run::begin("brute force, control: wrong codes are not counted");
    let _seeded = seed_here(Fault::ForgetFailures);
    let why = besiege(&run, 1).unwrap_err();
    run.tell(&format!("caught: {why}"));
}

#[test]
fn passwords_over_many_accounts_are_as_many_as_an_address_may_try() {
    let run = Run::begin("passwords over many accounts");
    let told = spray::spray().unwrap();
    run.tell(&told);
}

#[test]
fn many_passwords_of_one_address_are_caught() {
    let run = Run::begin("passwords over many accounts, control: nobody has to wait");
    let _seeded = seed_here(Fault::SkipLimits);
    run.tell(&format!("caught: {}", spray::spray().unwrap_err()));
}

fn besiege(run: &Run, days: u64) -> Result<String, String> {
    let scene = Scene::new();
    let mut siege = Siege::begin(&scene, run.seed);
    let mut day = 0;
    while day < days && !run.is_over() {
        day += 1;
        siege.go_on_until_day(day)?;
    }
    Ok(format!("{day} days: {siege}"))
}

/// An address of the attacker's: fifty of IPv4, and a network of IPv6 for each customer of a /48.
fn attackers_ip(number: u64) -> String {
    match number % 100 {
        host @ 0..50 => format!("203.0.113.{host}"),
        _ => format!("2001:db8:7:{:x}::1", number % 65_536),
    }
}
