//! Links and codes, used up.

use std::path::Path;

use ezauth_core::domain::Message;
use ezauth_core::{Accounts, Settings};
use rusqlite::Connection;

use crate::measure::{Contestant, take_turns, timed};
use crate::people::{EMAIL, issue, taken};
use crate::scale::Scale;
use crate::stock::{forget, millis};
use crate::table::{CODE, LINK, Table};
use crate::{Outcome, micros, raw};

pub(crate) fn run(folder: &Path, scale: &Scale, table: &mut Table) -> Outcome<()> {
    let path = folder.join("redeeming.db");
    forget(&path)?;
    let accounts = Accounts::open(Settings::new(&path))?;
    let connection = raw::connect(&path, 0)?;
    confirming(&accounts, &connection, scale, table)
}

/// Links and codes of addresses: the library uses up some, and the floor others.
fn confirming(
    accounts: &Accounts,
    connection: &Connection,
    scale: &Scale,
    table: &mut Table,
) -> Outcome<()> {
    let calls = scale.writes;
    let each = ((scale.rounds + 1) * calls) as usize;
    let issued = issue(accounts, 4 * each)?;
    let stored =
        issued.iter().map(|it| Stored::find(connection, it)).collect::<Outcome<Vec<_>>>()?;
    let mut parts = issued.chunks(each);
    let mut next = || parts.next().unwrap_or_default().iter();
    let (mut links, _, mut codes) = (next(), next(), next());
    let (mut raw_links, mut raw_codes) = (stored[each..].iter(), stored[3 * each..].iter());
    let mut contestants: [Contestant<'_>; 4] = [
        Box::new(|| {
            timed(calls, || {
                let token = taken(links.next())?.token.as_ref().ok_or("a link")?;
                accounts.verify_magic_link(token.expose(), EMAIL, None)?;
                Ok(())
            })
        }),
        Box::new(|| {
            timed(calls, || {
                let Stored { user, link, .. } = taken(raw_links.next())?;
                raw::use_link(connection, user, link, millis())
            })
        }),
        Box::new(|| {
            timed(calls, || {
                let message = taken(codes.next())?;
                let code = message.code.as_ref().ok_or("a code")?;
                accounts.verify_magic_code(code.expose(), EMAIL, &message.recipient, None)?;
                Ok(())
            })
        }),
        Box::new(|| {
            timed(calls, || {
                let Stored { user, value, code, .. } = taken(raw_codes.next())?;
                raw::use_code(connection, user, (value, code), millis())
            })
        }),
    ];
    let rounds = take_turns(scale.rounds, &mut contestants)?;
    for (row, at) in [(&LINK, 0), (&CODE, 2)] {
        let detail = format!("{}, {}", micros(rounds.of(at)), micros(rounds.of(at + 1)));
        table.add(row, rounds.ratio(at, at + 1), detail);
    }
    Ok(())
}

/// What the database holds of a message's secrets.
struct Stored {
    user: [u8; 16],
    value: String,
    link: [u8; 32],
    code: [u8; 32],
}

impl Stored {
    fn find(connection: &Connection, message: &Message) -> Outcome<Self> {
        let mut find = connection.prepare_cached(
            "SELECT identities.user_id, identities.value,
                    (SELECT secret FROM verifications
                     WHERE identity_id = identities.id AND form = 'link'),
                    (SELECT secret FROM verifications
                     WHERE identity_id = identities.id AND form = 'code')
             FROM identities
             WHERE identities.type = 'email' AND identities.value = ?1",
        )?;
        Ok(find.query_row([&message.recipient], |row| {
            let (user, value) = (row.get(0)?, row.get(1)?);
            Ok(Self { user, value, link: row.get(2)?, code: row.get(3)? })
        })?)
    }
}
