//! A copy of the database, without its key, opens nothing (A10, A49): no secret is in it in any form
//! that could be read back, and nothing that is in it can be presented as one.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not as it must be")]

mod story;
mod witness;

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use base64ct::{Base64, Base64Url, Base64UrlUnpadded, Encoding};
use ezauth_core::ErrorKind;
use ezauth_core::domain::Context;

use self::story::{ADDRESS, PASSWORDS, Story};
use self::witness::{Witness, found};

/// The files of a database, by what follows its name.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    entries.map(|path| (name(&path), fs::read(&path).unwrap())).collect()
}

#[test]
fn no_secret_is_in_the_files_or_in_what_is_printed() {
    let story = Story::new();
    let mut witness = Witness::default();
    story.tell(&mut witness).unwrap();
    let canaries = witness.canaries();
    assert!(canaries.len() > 200, "every flow left some: {}", canaries.len());

    // Reading the files drops the locks that this process holds on them. Nobody else wants any.
    let mut seen = files(story.folder.path());
    assert!(seen.iter().any(|(name, bytes)| name.ends_with("-wal") && !bytes.is_empty()));
    story.accounts.close().unwrap();
    let closed = files(story.folder.path());
    assert_eq!(closed.len(), 2, "the log was checkpointed; there is the database and its key");
    seen.extend(closed);
    for (name, bytes) in &seen {
        assert_eq!(found(&canaries, bytes), [""; 0], "in {name}");
    }
    for text in &witness.printed {
        assert_eq!(found(&canaries, text.as_bytes()), [""; 0], "in {text}");
    }
}

#[test]
fn every_form_would_be_found() {
    let mut witness = Witness::default();
    let password = ("a password".to_owned(), PASSWORDS[0].to_owned());
    witness.passwords.push(password);
    let canaries = witness.canaries();
    let hidden = |text: &[u8]| found(&canaries, text).len();
    assert_eq!(hidden(b"canary of the firs"), 0);
    assert_eq!(hidden(b"..canary of the first.."), 1);
    for before in ["", "x", "xy", "xyz"] {
        let text = format!("{before}{}, and more", PASSWORDS[0]);
        for encoded in
            [Base64::encode_string(text.as_bytes()), Base64Url::encode_string(text.as_bytes())]
        {
            assert!(hidden(encoded.as_bytes()) >= 1, "{encoded}");
        }
    }
}

/// Each 32 bytes of the file, wherever they begin, are taken for a token, and so is each text that
/// looks like one.
#[test]
fn nothing_in_the_file_is_a_token() {
    let story = Story::new();
    let mut witness = Witness::default();
    story.tell(&mut witness).unwrap();
    story.accounts.close().unwrap();
    let dump = fs::read(story.database()).unwrap();
    let accounts = story.open();
    let code = witness.last("the code of what is outstanding");
    let nobody = Context::default();
    // A handle that is none refuses even the right code, and counts nothing.
    let reset = |handle: &str| {
        accounts.reset_password_with_code(ADDRESS, code, PASSWORDS[2], Some(handle), &nobody)
    };

    let random = dump.windows(32).filter(|bytes| !has_zeros(bytes));
    let texts = dump.windows(43).filter(|text| text.iter().all(|byte| is_of_token(*byte)));
    let texts = texts.map(|text| String::from_utf8(text.to_vec()).unwrap());
    let tokens: HashSet<String> =
        random.map(Base64UrlUnpadded::encode_string).chain(texts).collect();
    assert!(tokens.len() > 5_000, "the file holds something: {}", tokens.len());
    for token in &tokens {
        assert_eq!(accounts.get_session(token).unwrap(), None, "{token} is a session's");
        assert_eq!(accounts.peek_magic_link(token).unwrap(), None, "{token} is a link's");
        assert_eq!(reset(token).unwrap_err().kind(), ErrorKind::InvalidToken, "{token}");
    }

    // They are all live, for whoever was given them.
    let session = witness.last("the token of a session on the host's word");
    assert!(accounts.get_session(session).unwrap().is_some());
    let link = witness.last("the token of what is outstanding");
    assert!(accounts.peek_magic_link(link).unwrap().is_some());
    reset(witness.last("the handle of what is outstanding")).unwrap();
}

/// Whether a token can hold this character.
fn is_of_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

/// Whether these cannot be random: four zeros in a row come once in more bytes than there are here.
fn has_zeros(bytes: &[u8]) -> bool {
    bytes.windows(4).any(|part| part == [0; 4])
}
