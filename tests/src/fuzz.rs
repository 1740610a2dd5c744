//! What must hold of every parser, whatever it is given: it ends, what it takes has the shape that is
//! promised, and to parse that again changes nothing.
//!
//! Each target is a function of bytes that panics where that does not hold. `fuzz/` gives them to a
//! fuzzer; the harness gives them the committed corpus and what is drawn around it.

use ezauth_core::Settings;
use ezauth_core::faults::parsers;

/// A function of bytes that panics where something does not hold.
pub type Target = fn(&[u8]);

/// Every target, with the name of its corpus.
pub const TARGETS: [(&str, Target); 7] = [
    ("email", email),
    ("phone", phone),
    ("username", username),
    ("metadata", metadata),
    ("token", token),
    ("phc", phc),
    ("settings", settings),
];

/// An address: ASCII, at most 254 bytes, one `@`, a dot in the domain.
pub fn email(data: &[u8]) {
    let Some((value, display)) = read(data).and_then(parsers::email) else { return };
    assert!(value.is_ascii() && value.len() <= 254, "{value:?}");
    assert!(value.bytes().all(|byte| byte.is_ascii_graphic()), "{value:?}");
    assert!(!value.bytes().any(|byte| byte.is_ascii_uppercase()), "{value:?}");
    assert!(!value.contains([',', '"', '<', '>', '(', ')', ';', ':', '\\']), "{value:?}");
    let (local, domain) = value.split_once('@').expect("it has an at sign");
    assert!((1..=64).contains(&local.len()), "{value:?}");
    assert!(domain.contains('.') && !domain.contains('@'), "{value:?}");
    assert!(display.eq_ignore_ascii_case(&value), "{display:?} of {value:?}");
    assert_eq!(parsers::email(&value), Some((value.clone(), value.clone())));
    assert_eq!(parsers::email(&display), Some((value, display.clone())));
}

/// A phone number: as it was given, and E.164.
pub fn phone(data: &[u8]) {
    let Some(text) = read(data) else { return };
    let Some(value) = parsers::phone(text) else { return };
    assert_eq!(value, text);
    let digits = value.strip_prefix('+').expect("it begins with a plus");
    assert!((2..=15).contains(&digits.len()) && !digits.starts_with('0'), "{value:?}");
    assert!(digits.bytes().all(|byte| byte.is_ascii_digit()), "{value:?}");
}

/// A username: as it was given, of 3 to 64 printable ASCII characters, and no address or number.
pub fn username(data: &[u8]) {
    let Some(text) = read(data) else { return };
    let Some((shown, key)) = parsers::username(text) else { return };
    assert_eq!(shown, text);
    assert!((3..=64).contains(&key.len()), "{key:?}");
    assert!(key.bytes().all(|byte| byte.is_ascii_graphic()), "{key:?}");
    assert!(!key.contains(['@', '+']) && key == shown.to_ascii_lowercase(), "{key:?}");
    assert_eq!(parsers::username(&key), Some((key.clone(), key)));
}

/// Metadata: the text as it was given, which is an object to any other reader of JSON too.
pub fn metadata(data: &[u8]) {
    let Some(text) = read(data) else { return };
    let Some(value) = parsers::metadata(text) else { return };
    assert_eq!(value, text);
    assert!(value.len() <= 16 << 10 && !value.contains('\0'), "{value:?}");
    let read: serde_json::Value = serde_json::from_str(&value).expect("it is JSON");
    assert!(read.is_object(), "{value:?}");
    assert!(depth(&read) <= 16, "{value:?}");
}

/// A token: 43 characters of base64url, and no two of them the same.
pub fn token(data: &[u8]) {
    let Some(text) = read(data) else { return };
    let Some(digest) = parsers::token(text) else { return };
    assert_eq!(text.len(), 43);
    let mut end = text.to_owned();
    let last = end.pop().expect("it is not empty");
    assert!(text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_'));
    // The last character holds four bits and two that must be nothing: no other spelling is read.
    for other in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".chars() {
        let is_same = parsers::token(&format!("{end}{other}")) == Some(digest);
        assert_eq!(is_same, other == last, "{text} and {end}{other}");
    }
}

/// A stored hash: within the bounds of what may be spent on checking it.
pub fn phc(data: &[u8]) {
    let Some(text) = read(data) else { return };
    let Some((memory, passes, lanes)) = parsers::phc(text) else { return };
    assert!(text.starts_with("$argon2id$"), "{text:?}");
    assert!((8..=1 << 20).contains(&memory), "{text:?}");
    assert!((1..=64).contains(&passes) && (1..=16).contains(&lanes), "{text:?}");
}

/// Settings, a line each: only those there are, and to set one again changes nothing.
pub fn settings(data: &[u8]) {
    let Some(text) = read(data) else { return };
    for (name, value) in text.lines().filter_map(|line| line.split_once('=')) {
        let mut settings = Settings::new("accounts.db");
        let known = Settings::table().iter().any(|setting| setting.name == name);
        let taken = settings.set(name, value);
        assert!(known || taken.is_err(), "{name:?} is no setting");
        if taken.is_ok() {
            let debug = format!("{settings:?}");
            settings.set(name, value).expect("what was taken is taken again");
            assert_eq!(format!("{settings:?}"), debug, "{name}={value:?}");
        }
    }
}

fn read(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}

fn depth(value: &serde_json::Value) -> usize {
    let inside: Box<dyn Iterator<Item = &serde_json::Value>> = match value {
        serde_json::Value::Array(items) => Box::new(items.iter()),
        serde_json::Value::Object(members) => Box::new(members.values()),
        _ => return 0,
    };
    1 + inside.map(depth).max().unwrap_or_default()
}
