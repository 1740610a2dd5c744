//! Harnesses: what must hold over many threads, processes and kills, and the faults that show that
//! each of them would notice.
//!
//! Every run prints its seed; `EZAUTH_SEED` repeats its draws, though not what the system's scheduler
//! makes of them. The long runs are ignored tests: `EZAUTH_KILLS`, `EZAUTH_ROUNDS`, `EZAUTH_IMAGES` and
//! `EZAUTH_FAILURES` say how much they do, and `EZAUTH_MINUTES` when each of them stops at the latest.

#![expect(clippy::unwrap_used, reason = "a harness fails where something is not as it must be")]

mod child;
mod codes;
mod guesses;
mod io_errors;
mod kill;
mod one_winner;
mod power;
mod racers;
mod run;
mod vfs;
