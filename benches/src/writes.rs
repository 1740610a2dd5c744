//! Writes: one caller against the raw insert, and many against a connection for each thread.

use std::path::Path;
use std::sync::Barrier;
use std::thread;

use ezauth_core::Accounts;
use ezauth_core::domain::{Context, UserId};
use rusqlite::Connection;

use crate::measure::{Contestant, now, take_turns, timed};
use crate::raw;
use crate::scale::Scale;
use crate::stock::{CALLER, Stock, millis, user_id};
use crate::table::{OPENING, Row, Table, WRITES_1, WRITES_8, WRITES_32};
use crate::{Outcome, micros};

const CROWDS: [(usize, &Row); 3] = [(1, &WRITES_1), (8, &WRITES_8), (32, &WRITES_32)];

pub(crate) fn run(folder: &Path, scale: &Scale, table: &mut Table) -> Outcome<()> {
    let stock = Stock::fill(folder, 10_000)?;
    let accounts = stock.open("0KiB")?;
    one(&stock, &accounts, scale, table)?;
    for (callers, row) in CROWDS {
        let (rounds, writes) = scale.crowds;
        let mut connections = Vec::new();
        for _ in 0..callers {
            connections.push(raw::connect(&stock.path, 0)?);
        }
        let mut contestants: [Contestant<'_>; 2] = [
            Box::new(|| crowd(&stock, callers, writes, &mut vec![&accounts; callers], library)),
            Box::new(|| crowd(&stock, callers, writes, &mut connections, floor)),
        ];
        let rounds = take_turns(rounds, &mut contestants)?;
        let [ours, theirs] = [0, 1].map(|of| 1.0 / rounds.of(of));
        // Seconds turn into writes a second, and so the ratio around.
        table.add(row, rounds.ratio(1, 0), format!("{ours:.0} / s, {theirs:.0} / s"));
    }
    Ok(())
}

/// One caller after the other.
fn one(stock: &Stock, accounts: &Accounts, scale: &Scale, table: &mut Table) -> Outcome<()> {
    let connection = raw::connect(&stock.path, 0)?;
    let (mut ours, mut theirs) = (stock.picks(), stock.picks());
    let mut contestants: [Contestant<'_>; 2] = [
        Box::new(|| timed(scale.writes, || library(&mut &*accounts, stock.user_of(ours())))),
        Box::new(|| {
            let mut connection = &connection;
            timed(scale.writes, || floor_on(&mut connection, stock.user_of(theirs())))
        }),
    ];
    let rounds = take_turns(scale.rounds, &mut contestants)?;
    let detail = format!("{}, {}", micros(rounds.of(0)), micros(rounds.of(1)));
    table.add(&OPENING, rounds.ratio(0, 1), detail);
    Ok(())
}

/// The seconds of one of so many writes, by all callers together. None of them may fail.
fn crowd<T: Send>(
    stock: &Stock,
    callers: usize,
    writes: u32,
    with: &mut [T],
    write: fn(&mut T, [u8; 16]) -> Outcome<()>,
) -> Outcome<f64> {
    let each = u64::from(writes) / callers as u64;
    let (begin, end) = (Barrier::new(callers + 1), Barrier::new(callers + 1));
    thread::scope(|scope| {
        let threads: Vec<_> = with
            .iter_mut()
            .zip(0..)
            .map(|(with, caller)| {
                let (begin, end) = (&begin, &end);
                scope.spawn(move || {
                    begin.wait();
                    let done =
                        (0..each).try_for_each(|it| write(with, stock.user_of(caller * each + it)));
                    end.wait();
                    done
                })
            })
            .collect();
        begin.wait();
        let start = now();
        end.wait();
        let seconds = start.elapsed().as_secs_f64();
        for thread in threads {
            thread.join().map_err(|_| "a caller panicked")??;
        }
        Ok(seconds / (each * callers as u64) as f64)
    })
}

fn library(accounts: &mut &Accounts, user: [u8; 16]) -> Outcome<()> {
    let (ip, user_agent) = CALLER;
    let context = Context { ip: Some(ip.to_owned()), user_agent: Some(user_agent.to_owned()) };
    let user: UserId = user_id(user)?;
    accounts.generate_user_session_token(user, &context)?;
    Ok(())
}

fn floor(connection: &mut Connection, user: [u8; 16]) -> Outcome<()> {
    floor_on(&mut &*connection, user)
}

fn floor_on(connection: &mut &Connection, user: [u8; 16]) -> Outcome<()> {
    raw::insert_session(connection, &user, millis(), CALLER)
}
