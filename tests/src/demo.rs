//! The demo: three processes keep their accounts in one file, and a person watches.
//!
//! Every answer is compared with what the text says about it. A surprise ends the demo.

mod accounts;
mod failure;
mod folder;
mod language;
mod mail;
mod page;
mod process;
mod record;
mod recovery;
mod secrets;
mod sessions;
mod stage;

use std::time::Instant;

pub use failure::Failure;
use language::Language;
pub use page::Page;
use stage::Stage;

type Result<T> = std::result::Result<T, Failure>;

/// Plays the whole story onto this page.
///
/// # Errors
/// If anything is not as the story says, or the folder and the processes cannot be had.
#[expect(clippy::disallowed_methods, reason = "the seconds are told to the reader, not tested")]
pub fn run(mut page: Page) -> Result<()> {
    let start = Instant::now();
    page.title("EzAuth: three processes, one database, no server")?;
    let folder = folder::make_anew()?;
    let [one, two, three] = stage::ALL.map(|process| Language::of(process).name());
    page.note(&format!(
        "Process 1 is a program in {one}, process 2 one in {two} and process 3 one in {three}. They \
         share the file demo/accounts.db and nothing else. Everything below happens now, and every answer is \
         checked.",
    ))?;
    let mut stage = Stage::open(page, &folder.join("accounts.db"))?;
    let (ada, bob, carol) = accounts::play(&mut stage)?;
    let ada = sessions::play(&mut stage, ada)?;
    recovery::play(&mut stage, &ada, (&bob, &carol))?;
    record::play(&mut stage, &folder, &[&ada.person, &bob, &carol])?;
    let mut page = stage.close()?;
    page.note(&format!("All of it as told, in {:.1} seconds.", start.elapsed().as_secs_f64()))?;
    Ok(page.facts(&[
        ("The file", "demo/accounts.db, with its key in demo/accounts.db.key"),
        ("Look inside", "sqlite3 demo/accounts.db .schema"),
        ("", "sqlite3 demo/accounts.db \"SELECT type, data FROM events\""),
        ("Read next", "README.md, \"Quick start\": the same in your own program"),
    ])?)
}
