//! Canaries: every secret is looked for in the files, in what was printed, in the audit trail and in the
//! memory of the process.

mod memory;

use std::fs::{self, File};
use std::process::Command;

use base64ct::{Base64UrlUnpadded, Encoding};
use ezauth_core::domain::EventFilter;
use ezauth_tests::harness::golden::key_of;
use ezauth_tests::harness::{unveil, veil};

use crate::child::{Child, PROGRAM};
use crate::run::{Run, Scene};
use crate::witness::{forms, found};

const PASSWORDS: [&str; 3] = [
    "canary of the first, and more",
    "canary of the second, and more",
    "canary of the wrong, and more",
];

/// Everything that is looked for.
#[derive(Default)]
struct Canaries {
    secrets: usize,
    forms: Vec<(String, Vec<u8>)>,
}

impl Canaries {
    /// Looks for a secret, and for the bytes that a token stands for.
    fn add(&mut self, what: &str, secret: &[u8]) {
        self.secrets += 1;
        self.forms.extend(forms(what, secret));
        if let Ok(bytes) = Base64UrlUnpadded::decode_vec(&String::from_utf8_lossy(secret))
            && bytes.len() == 32
        {
            self.forms.extend(forms(&format!("the bytes of {what}"), &bytes));
        }
    }

    /// What of it is in some bytes, and where these are.
    fn find(&self, bytes: &[u8], place: &str) -> Vec<String> {
        found(&self.forms, bytes).into_iter().map(|what| format!("{what}, in {place}")).collect()
    }
}

/// Where secrets were found.
struct Found {
    secrets: usize,
    files: Vec<String>,
    printed: Vec<String>,
    memory: Vec<String>,
}

/// Lets a process go through the flows, and looks for what it was given.
fn look(options: &[&str]) -> Found {
    let scene = Scene::new();
    let said = scene.folder().join("said");
    let mut command = Command::new(PROGRAM);
    command.stderr(File::create(&said).unwrap());
    let file = scene.file();
    let arguments = [&["keep", file.to_str().unwrap()], options].concat();
    let mut child = Child::start_by(command, &arguments);
    child.send(&PASSWORDS.map(|it| veil(it.as_bytes())).join(" "));

    let mut canaries = Canaries::default();
    let mut printed = String::new();
    loop {
        let line = child.line().unwrap_or_else(|| panic!("{}", fs::read_to_string(&said).unwrap()));
        match line.split(' ').collect::<Vec<_>>().as_slice() {
            ["secret", what, veiled] => canaries.add(what, unveil(veiled).unwrap().as_bytes()),
            ["open"] => break,
            _ => printed.push_str(&line),
        }
    }
    for password in PASSWORDS {
        canaries.add("a password", password.as_bytes());
    }
    let mut memory = canaries.find(&memory::of(&child), "memory while it is open");
    canaries.add("the key", &fs::read(key_of(&file)).unwrap());
    let in_files = || {
        let endings = ["db", "db-wal", "db-shm"].into_iter();
        let read = |ending| (fs::read(file.with_extension(ending)).unwrap_or_default(), ending);
        endings.map(read).flat_map(|(bytes, ending)| canaries.find(&bytes, ending))
    };
    let mut files: Vec<String> = in_files().collect();
    child.send("close");
    assert_eq!(child.line().as_deref(), Some("closed"));
    memory.extend(canaries.find(&memory::of(&child), "memory after it was closed"));
    files.extend(in_files());
    drop(child);

    let filter = EventFilter { limit: Some(1_000), ..EventFilter::default() };
    let events = scene.open().events(&filter, None).unwrap();
    assert!(events.events.len() > 10, "the flows have left events");
    printed += &fs::read_to_string(said).unwrap();
    let mut printed = canaries.find(printed.as_bytes(), "what was printed");
    printed.extend(canaries.find(format!("{events:?}").as_bytes(), "the events"));
    Found { secrets: canaries.secrets, files, printed, memory }
}

#[test]
fn no_secret_is_left_in_files_in_print_or_in_memory() {
    let run = Run::begin("canaries");
    let Found { secrets, files, printed, memory } = look(&[]);
    assert_eq!([files, printed, memory], [const { Vec::<String>::new() }; 3]);
    run.tell(&format!("{secrets} secrets, none left"));
}

#[test]
fn a_token_in_the_audit_trail_is_caught() {
    let run = Run::begin("canaries, control: a token in an event");
    let Found { files, printed, .. } = look(&["token_in_event"]);
    let is_session = |found: &String| found.starts_with("a_session");
    assert!(files.iter().any(is_session) && printed.iter().any(is_session), "{files:?}");
    run.tell(&format!("found {} times in the files", files.len()));
}

#[test]
fn a_password_left_in_memory_is_caught() {
    let run = Run::begin("canaries, control: a password in memory");
    let Found { memory, .. } = look(&["keep_password"]);
    assert!(memory.iter().any(|found| found.starts_with("a password, raw")), "{memory:?}");
    run.tell(&format!("found {} times in memory", memory.len()));
}
