//! Kills in the first open of a file, which makes the schema and the key.

use std::fmt;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use ezauth_core::domain::VerificationType;
use ezauth_core::faults::check_file;
use ezauth_tests::harness::{Draw, Inbox};

use super::judge::Violation;
use crate::child::Child;
use crate::run::{Scene, now};

/// A kill that waits for the key comes so much later at the latest.
const LONGEST_KEY: Duration = Duration::from_micros(100);

/// What was done so far.
pub(super) struct FirstOpens {
    /// How long an open takes that nobody disturbs, and a little.
    longest: Duration,
    kills: u64,
    /// How many of them hit before it had ended.
    inside: u64,
    /// How many left the key file behind, and no schema that knows of it.
    key_first: u64,
}

impl fmt::Display for FirstOpens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kills, inside, key_first, .. } = self;
        write!(f, "{kills} in the first open, {inside} before its end, {key_first} with a key only")
    }
}

impl FirstOpens {
    pub(super) fn measure() -> Self {
        let scene = Scene::new();
        let mut child = start(&scene);
        let began = now();
        assert_eq!(child.line().as_deref(), Some("opened"));
        Self { longest: now().duration_since(began) * 5 / 4, kills: 0, inside: 0, key_first: 0 }
    }

    /// Kills a process that opens a new file, and opens it.
    pub(super) fn kill(&mut self, draw: &mut Draw) -> Result<(), Violation> {
        let scene = Scene::new();
        let child = start(&scene);
        let longest = match draw.coin() {
            true => self.longest,
            // Making the key takes a small part of the open. Half of the kills come in it.
            false => {
                wait_for_key(&scene);
                LONGEST_KEY
            }
        };
        let longest = u64::try_from(longest.as_nanos()).unwrap_or(u64::MAX).max(1);
        let lines = child.kill_after(Duration::from_nanos(draw.below(longest)));
        let opened = lines.first().is_some_and(|line| line == "opened");
        let key = read_key(&scene)?;
        self.kills += 1;
        self.inside += u64::from(!opened);
        self.key_first += u64::from(!opened && key.is_some());
        if opened && key.is_none() {
            return Err(Violation::Other("the file was opened and has no key".to_owned()));
        }

        open_and_use(&scene)
    }
}

/// Opens what an open has left behind, twice: what is sealed and hashed with the key of one open works
/// in the next.
pub(crate) fn open_and_use(scene: &Scene) -> Result<(), Violation> {
    let key = read_key(scene)?;
    let accounts = scene.open_later()?;
    let kept = read_key(scene)?;
    if key.is_some() && key != kept {
        return Err(Violation::Other("there was a key, and there is another".to_owned()));
    }
    let created = accounts.create_user_with_email("ada@example.com")?;
    accounts.request_email_verification(created.identity.id)?;
    accounts.close()?;
    let accounts = scene.open_later()?;
    let mail = Inbox::take_all(&accounts)?.remove("ada@example.com");
    let mail = mail.ok_or_else(|| Violation::Other("the key does not open mail".to_owned()))?;
    let of = VerificationType::Email;
    accounts.verify_magic_code(&mail.code, of, "ada@example.com", None)?;
    check_file(&scene.file())?;
    accounts.close()?;
    match read_key(scene)? == kept {
        true => Ok(()),
        false => Err(Violation::Other("the key has changed".to_owned())),
    }
}

/// A child that is about to open the file.
fn start(scene: &Scene) -> Child {
    let file = scene.file();
    let mut child = Child::start(&["live", file.to_str().unwrap(), "ada", "0"]);
    assert_eq!(child.line().as_deref(), Some("opening"));
    child
}

/// Waits until something of a key is in the folder, or for long enough that none will come.
fn wait_for_key(scene: &Scene) {
    let is_key = |entry: io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.file_name().to_string_lossy().contains(".key"))
    };
    for _ in 0..1_000_000 {
        if fs::read_dir(scene.folder()).unwrap().any(is_key) {
            return;
        }
    }
}

/// The key file, if it is there: never a part of one, and for its owner alone.
pub(crate) fn read_key(scene: &Scene) -> Result<Option<Vec<u8>>, Violation> {
    let path = scene.folder().join("accounts.db.key");
    let bytes = match fs::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        read => read.unwrap(),
    };
    let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    match (bytes.len(), mode) {
        (32, 0o600) => Ok(Some(bytes)),
        (length, _) => Err(Violation::Other(format!("a key of {length} bytes, mode {mode:o}"))),
    }
}
