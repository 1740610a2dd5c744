//! Harnesses: what must hold over many threads, processes and kills, and the faults that show that
//! each of them would notice.
//!
//! Every run prints its seed; `EZAUTH_SEED` repeats its draws, though not what the system's scheduler
//! makes of them. The long runs are ignored tests: `EZAUTH_KILLS`, `EZAUTH_ROUNDS`, `EZAUTH_FILES`,
//! `EZAUTH_IMAGES` and `EZAUTH_FAILURES` say how much they do, and `EZAUTH_SECONDS` when each of them
//! stops at the latest.

#![expect(clippy::unwrap_used, reason = "a harness fails where something is not as it must be")]

mod backup;
mod brute_force;
mod canaries;
mod child;
mod clocks;
mod codes;
mod contention;
mod delivery;
mod equal_answers;
mod explore;
mod fuzz;
mod golden;
mod guesses;
mod hostile;
mod io_errors;
mod kill;
mod migrations;
mod modes;
mod one_winner;
mod power;
mod pre_hijack;
mod racers;
mod run;
mod second_sqlite;
mod sequences;
#[cfg(target_os = "linux")]
mod soak;
mod vfs;
#[expect(dead_code, reason = "there is no story to witness here, only what to look for")]
#[path = "../dump/witness.rs"]
mod witness;
