//! What is left: the audit trail and the file.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::accounts::Person;
use super::secrets::contains;
use super::stage::{Stage, THREE};
use super::{Failure, Result};

/// What the file holds in the place of each kind of secret.
const INSTEAD: [(&str, &str); 5] = [
    ("password", "Argon2id"),
    ("session token", "SHA-256 of 256 random bits"),
    ("link token", "SHA-256 of 256 random bits"),
    ("flow handle", "SHA-256 of 256 random bits"),
    ("code", "HMAC-SHA-256, under a key of another file"),
];

/// Shows what was written down, and what was not.
pub(super) fn play(stage: &mut Stage, folder: &Path, persons: &[&Person]) -> Result<()> {
    audit_trail(stage, persons)?;
    search(stage, folder, persons)
}

fn audit_trail(stage: &mut Stage, persons: &[&Person]) -> Result<()> {
    stage.page.step("The audit trail")?;
    let page = stage.call(THREE, "events", &json!({}))?;
    let events = page.list("/events")?;
    let rows: Vec<_> = events.iter().map(|event| row(event, persons)).collect();
    for told in [
        "user_created",
        "session_revoked",
        "verification_refused",
        "password_reset",
        "sign_in_refused",
    ] {
        if !rows.iter().any(|row| row[1] == told) {
            return Err(Failure::surprise(format!("an event {told}"), format!("{rows:?}")));
        }
    }
    stage.page.answer(&format!("{} events", rows.len()))?;
    stage.page.table(["who", "what", "from", "detail"], &rows)?;
    Ok(stage.page.note(
        "Each was committed together with what it tells of. Refusals are counted: one row an hour \
         for what was tried.",
    )?)
}

fn row(event: &Value, persons: &[&Person]) -> [String; 4] {
    let text = |name: &str| event[name].as_str().unwrap_or_default();
    let person = persons.iter().find(|person| person.user == text("user_id"));
    let detail = event["data"].as_object().into_iter().flatten();
    let detail: Vec<_> = detail.map(|(name, value)| format!("{name} {}", plain(value))).collect();
    let who = person.map_or("-", |person| person.name);
    [who.to_owned(), text("type").to_owned(), text("ip").to_owned(), detail.join(", ")]
}

/// A JSON value without its punctuation.
fn plain(value: &Value) -> String {
    value.to_string().replace(['"', '[', ']'], "").replace(',', " and ")
}

/// Reads the files as whoever stole them would.
fn search(stage: &mut Stage, folder: &Path, persons: &[&Person]) -> Result<()> {
    stage.page.step("Somebody steals the database")?;
    let mut bytes = Vec::new();
    for name in ["accounts.db", "accounts.db-wal"] {
        let read = fs::read(folder.join(name));
        bytes.extend(read.map_err(Failure::while_doing(format!("{name} cannot be read")))?);
    }
    let found = stage.secrets.found_in(&bytes);
    if !found.is_empty() {
        return Err(Failure::surprise("no secret in the file", found.join(", ")));
    }
    // What is known to be there must be found, or the search says nothing.
    let known = persons.iter().map(|person| person.email).chain(["$argon2id$v=19$"]);
    if let Some(missed) = known.into_iter().find(|known| !contains(&bytes, known)) {
        return Err(Failure::surprise(format!("{missed} in the file"), "nothing"));
    }
    let rows: Vec<_> = INSTEAD
        .iter()
        .map(|(kind, instead)| {
            let used = stage.secrets.count(kind).to_string();
            [format!("{kind}s"), used, "0".to_owned(), (*instead).to_owned()]
        })
        .collect();
    stage.page.note(&format!(
        "Database and write-ahead log together are {} KiB. Searched for every secret of this \
         story:",
        bytes.len() / 1024
    ))?;
    stage.page.table(["secret", "used", "found", "in the file instead"], &rows)?;
    Ok(stage.page.note(
        "So nothing in the file signs anyone in. Names and addresses can be read there. The key \
         is in a file of its own, demo/accounts.db.key, or else in your configuration.",
    )?)
}
