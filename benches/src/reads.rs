//! `get_session` against the raw join, in files of several sizes.

use std::path::Path;

use crate::measure::{Contestant, Rounds, take_turns, timed};
use crate::raw;
use crate::scale::Scale;
use crate::stock::{Stock, digest, token};
use crate::table::{
    GROWTH_1M, GROWTH_1M_MAPPED, GROWTH_10M, GROWTH_10M_MAPPED, READ, READ_1M, READ_10M,
    READ_MAPPED, Row, Table,
};
use crate::{Outcome, micros};

/// How a file is read: not mapped, and mapped as a whole.
const MAPPED: [&str; 2] = ["0KiB", "64GiB"];

/// The rows of a size: the library against the floor, its growth, and its growth when mapped.
const SIZES: [(u64, &Row, Option<[&Row; 2]>); 3] = [
    (10_000, &READ, None),
    (1_000_000, &READ_1M, Some([&GROWTH_1M, &GROWTH_1M_MAPPED])),
    (10_000_000, &READ_10M, Some([&GROWTH_10M, &GROWTH_10M_MAPPED])),
];

pub(crate) fn run(folder: &Path, scale: &Scale, table: &mut Table) -> Outcome<()> {
    let (rounds, calls) = scale.reads;
    let sizes: Vec<_> = SIZES.iter().filter(|(sessions, ..)| *sessions <= scale.sessions).collect();
    let stocks: Vec<Stock> = sizes
        .iter()
        .map(|(sessions, ..)| Stock::fill(folder, *sessions))
        .collect::<Outcome<_>>()?;
    let mut contestants = Vec::new();
    for stock in &stocks {
        for mmap_size in MAPPED {
            contestants.push(library(stock, mmap_size, calls)?);
            contestants.push(floor(stock, mmap_size, calls)?);
        }
    }
    let rounds = take_turns(rounds, &mut contestants)?;
    // Of each size: the library, its floor, and both again when mapped.
    for (index, (_, row, growth)) in sizes.iter().enumerate() {
        let at = 4 * index;
        compare(table, row, &rounds, at);
        match growth {
            None => compare(table, &READ_MAPPED, &rounds, at + 2),
            Some([plain, mapped]) => {
                table.add(plain, rounds.ratio(at, 0), micros(rounds.of(at)));
                table.add(mapped, rounds.ratio(at + 2, 2), micros(rounds.of(at + 2)));
            }
        }
    }
    Ok(())
}

fn compare(table: &mut Table, row: &Row, rounds: &Rounds, at: usize) {
    let detail = format!("{}, {}", micros(rounds.of(at)), micros(rounds.of(at + 1)));
    table.add(row, rounds.ratio(at, at + 1), detail);
}

fn library(stock: &Stock, mmap_size: &str, calls: u32) -> Outcome<Contestant<'static>> {
    let accounts = stock.open(mmap_size)?;
    let mut pick = stock.picks();
    Ok(Box::new(move || {
        let tokens: Vec<String> = (0..calls).map(|_| token(pick())).collect();
        let mut next = tokens.iter();
        timed(calls, || {
            let found = next.next().map_or(Ok(None), |token| accounts.get_session(token))?;
            found.map(drop).ok_or_else(|| "the session is there".into())
        })
    }))
}

fn floor(stock: &Stock, mmap_size: &str, calls: u32) -> Outcome<Contestant<'static>> {
    let mapped = if mmap_size == MAPPED[0] { 0 } else { 1 << 36 };
    let connection = raw::connect(&stock.path, mapped)?;
    let mut pick = stock.picks();
    Ok(Box::new(move || {
        let digests: Vec<[u8; 32]> = (0..calls).map(|_| digest(pick())).collect();
        let mut statement = connection.prepare_cached(raw::FIND_SESSION)?;
        let mut next = digests.iter();
        timed(calls, || {
            let digest = next.next().ok_or("there are as many as calls")?;
            raw::find_session(&mut statement, digest)
        })
    }))
}
