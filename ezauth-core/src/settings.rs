//! The one table of settings: every language sets them by these names, in this text form, and
//! `docs/CONFIGURATION.md` is printed from it.

mod value;

use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use crate::crypto::Key;
use crate::domain::{Secret, SmtpSecurity};
use crate::error::{Error, FieldReason, Result, both};

use value::{Any, Range, Value};
pub use value::{Profile, Size};

/// One row of the table, for documentation and for tools that list the settings.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The name, in every language (camelCase in Node).
    pub name: &'static str,
    /// How its text is written: `duration`, `size`, `integer`, `boolean`, `text`, `list`, `path`,
    /// `key`, `list of keys` or `secret`.
    pub value_type: &'static str,
    /// The default, in the same text form; empty where there is none.
    pub default: String,
    /// What it must lie in, in words; empty where everything is allowed.
    pub range: String,
    /// What it does.
    pub doc: &'static str,
}

/// Declares [`Settings`], its defaults, its setter and [`Settings::table`] from one list.
macro_rules! settings {
    ($($(#[doc = $doc:literal])+ $name:ident: $type:ty = $default:expr, in $range:expr;)+) => {
        /// How to open the accounts. Plain data; the default is safe and lacks only `database`.
        #[derive(Clone, Debug)]
        pub struct Settings {
            $($(#[doc = $doc])+ pub $name: $type,)+
        }

        impl Default for Settings {
            fn default() -> Self {
                Self { $($name: $default,)+ }
            }
        }

        impl Settings {
            /// Every setting, in the order of the documentation.
            pub fn table() -> Vec<Setting> {
                vec![$(Setting {
                    name: stringify!($name),
                    value_type: <$type as Value>::TYPE,
                    default: <$type as Value>::print(&$default),
                    range: Range::<$type>::describe(&$range),
                    doc: concat!($($doc),+).trim_ascii(),
                }),+]
            }

            /// Sets one setting from its text, as configuration files and other languages do.
            ///
            /// # Errors
            /// `invalid_config` on the name: `unknown`, `malformed` or `out_of_range`.
            pub fn set(&mut self, name: &str, text: &str) -> Result<()> {
                match name {
                    $(stringify!($name) => {
                        self.$name = <$type as Value>::parse(text)
                            .ok_or_else(|| Error::invalid_config(stringify!($name), FieldReason::Malformed))?;
                        check(stringify!($name), &self.$name, &$range)
                    })+
                    _ => Err(Self::unknown(name)),
                }
            }

            /// Refuses every value that is out of its range, all in one error.
            fn check_ranges(&self) -> Result<()> {
                let refused = [$(check(stringify!($name), &self.$name, &$range),)+];
                refused.into_iter().filter_map(Result::err).reduce(|mut all, one| {
                    all.absorb(one);
                    all
                }).map_or(Ok(()), Err)
            }
        }
    };
}

settings! {
    /// The SQLite file that holds the accounts. It is created at the first open, for its owner only.
    database: PathBuf = PathBuf::new(), in Any;
    /// The key that seals messages and hashes codes: 32 random bytes as 64 hexadecimal digits.
    /// Without it, a key file is kept beside the database, named after it with `.key` appended.
    key: Option<Key> = None, in Any;
    /// Earlier or coming keys, while keys are being rotated. Rows that were written with one of them
    /// can still be read.
    additional_keys: Vec<Key> = Vec::new(), in Any;
    /// Where links lead: `http` or `https`, a host, and a path if you like. The kind of the link and
    /// its token are appended: `https://example.com/auth/confirm/<token>`.
    base_url: String = "http://localhost".to_owned(), in Any;
    /// Memory of one Argon2id hash. More is slower for everybody, and most of all for whoever has
    /// stolen the database.
    argon2_memory: Size = Size::kib(19_456), in Size::kib(LEAST_MEMORY)..=Size::kib(1 << 20);
    /// Passes of one Argon2id hash over its memory.
    argon2_iterations: u32 = 2, in LEAST_ITERATIONS..=64;
    /// Lanes of one Argon2id hash.
    argon2_parallelism: u32 = 1, in 1..=16;
    /// How many passwords are hashed at once; 0 is the number of cores.
    hash_concurrency: u32 = 0, in 0..=256;
    /// How many callers may wait for each password that is being hashed; more are told
    /// `rate_limited`.
    hash_queue: u32 = 8, in 0..=1024;
    /// The shortest password that can be set, in characters.
    password_min_length: u32 = 8, in 8..=128;
    /// Words that are refused as a password, such as the name of the product.
    password_words: Vec<String> = Vec::new(), in Any;
    /// What a username must match, whole: a regular expression in the syntax of Rust's `regex-lite`. Length and `@`, `+`, spaces,
    /// control characters and non-ASCII letters are refused whatever it says.
    username_pattern: String = "[A-Za-z][A-Za-z0-9_]{2,63}".to_owned(), in Any;
    /// How long a session lasts at most.
    session_lifetime: Duration = days(14), in minutes(5)..=days(3650);
    /// How long a session lasts without being used.
    session_idle_lifetime: Duration = days(7), in minutes(5)..=days(3650);
    /// How many sessions a user can have; the least recently used goes when another is opened.
    sessions_per_user: u32 = 100, in 1..=10_000;
    /// How long a link that confirms an address works.
    confirm_lifetime: Duration = hours(24), in minutes(1)..=days(30);
    /// How long a link that completes a sign-up works, and the wish itself.
    sign_up_lifetime: Duration = hours(24), in minutes(1)..=days(30);
    /// How long a link that signs in works.
    sign_in_lifetime: Duration = minutes(10), in minutes(1)..=hours(24);
    /// How long a link that recovers an account works.
    recover_lifetime: Duration = minutes(30), in minutes(1)..=hours(24);
    /// How long a link that adds or changes an address works, and the change itself.
    change_lifetime: Duration = hours(1), in minutes(1)..=hours(24);
    /// How long a code works.
    code_lifetime: Duration = minutes(10), in minutes(1)..=hours(1);
    /// How many digits a code has.
    code_digits: u32 = 6, in 6..=12;
    /// How many wrong codes end a code, and a flow handle.
    code_attempts: u32 = 5, in 1..=5;
    /// Whether confirming an address of an account with a password needs proof of that account.
    /// Without it, whoever signed up with a stranger's address has their password confirmed if the
    /// stranger clicks the link.
    confirm_needs_proof: bool = false, in Any;
    /// Whether a code counts only together with the flow handle of whoever asked for one.
    code_needs_handle: bool = false, in Any;
    /// Whether a link or code to sign in with makes an account for an address that has none.
    open_sign_up: bool = true, in Any;
    /// How long after its proof a session may change its account's ways in.
    reauthentication_age: Duration = minutes(10), in minutes(1)..=days(1);
    /// `default`, or `strict`: then passwords have 15 characters at least, sessions last 24 hours and
    /// 1 hour unused at most, `confirm_needs_proof` and `code_needs_handle` hold, and nothing is sent
    /// by text message. What is set stricter than that stays so.
    profile: Profile = Profile::Default, in Any;
    /// How long after a message of one kind to one address the next is sent. What is asked for sooner
    /// gets the same answer, and the secret that is out stays good.
    issue_interval: Duration = minutes(1), in Duration::ZERO..=hours(1);
    /// How many messages of one kind to one address one caller's address can cause in an hour.
    issue_hourly: u32 = 5, in 1..=100_000;
    /// How many messages of one kind to one address one caller's address can cause in a day.
    issue_daily: u32 = 10, in 1..=100_000;
    /// How many messages of one kind to one address all can cause in a day; then one an hour.
    issue_daily_in_all: u32 = 60, in 1..=100_000;
    /// How many requests for a message one caller's address can make in an hour; then `rate_limited`.
    issue_hourly_by_ip: u32 = 30, in 1..=1_000_000;
    /// How many text messages are sent in a day, in all; then `rate_limited`.
    sms_daily: u32 = 1_000, in 1..=10_000_000;
    /// What phone numbers must begin with for text messages to be sent to them: `+49,+43`. `+` stands
    /// for all, an empty list for none. With `smtp_host` there are none.
    sms_prefixes: Vec<String> = vec!["+".to_owned()], in Any;
    /// From which failed sign-in in a row a caller's address waits to try the same identifier again:
    /// 1 s, doubled with each.
    sign_in_failures: u32 = 5, in 1..=100_000;
    /// From which failed sign-in in a row everybody waits to try the same identifier again.
    sign_in_failures_in_all: u32 = 20, in 1..=100_000;
    /// How long the waits for signing in become at most.
    sign_in_longest_wait: Duration = hours(1), in Duration::from_secs(1)..=days(1);
    /// How many wrong passwords and codes one caller's address can try in an hour.
    failures_hourly_by_ip: u32 = 100, in 1..=1_000_000;
    /// How many wrong passwords in a row switch an account's password off, until it is set anew. Links,
    /// codes, recovery and open sessions go on.
    password_failures: u32 = 100, in 10..=1_000_000;
    /// How many wrong codes in a row, for one address, make its codes 12 digits long until one is right.
    code_failures: u32 = 100, in 10..=1_000_000;
    /// How long the audit trail goes back.
    event_retention: Duration = days(365), in days(1)..=days(3650);
    /// How long a call waits while another process writes.
    busy_timeout: Duration = Duration::from_secs(10), in Duration::from_millis(10)..=minutes(5);
    /// How many connections read at once.
    read_connections: u32 = 4, in 1..=64;
    /// How much of the database is read through memory mapping. It is faster, but a file that is cut
    /// short by somebody else then ends the process.
    mmap_size: Size = Size::kib(0), in Any;
    /// How often the delivery thread looks for messages that other processes queued.
    delivery_poll: Duration = Duration::from_secs(1), in Duration::from_millis(10)..=hours(1);
    /// How long a sender may take before its message is handed out again.
    delivery_lease: Duration = minutes(1), in Duration::from_secs(1)..=hours(1);
    /// How long `close` waits for the delivery thread to send what is due. What is left waits in the
    /// outbox.
    close_timeout: Duration = Duration::from_secs(5), in Duration::ZERO..=minutes(5);
    /// The SMTP server that messages are mailed through: a name or an IP address. Without it, and
    /// without a sender, they wait for `claim_messages`.
    smtp_host: String = String::new(), in Any;
    /// The port of the SMTP server; 0 is the usual one: 465 for `tls`, 587 for `starttls`, 25 for
    /// `none`.
    smtp_port: u32 = 0, in 0..=65_535;
    /// How the connection to the SMTP server is protected: `tls` from its beginning, `starttls` before
    /// anything is said, or `none`, for a relay on this machine or in a network of your own.
    smtp_security: SmtpSecurity = SmtpSecurity::Tls, in Any;
    /// Who signs in at the SMTP server. It needs TLS, or a server on this machine.
    smtp_user: Option<Secret> = None, in Any;
    /// The password of `smtp_user`.
    smtp_password: Option<Secret> = None, in Any;
    /// Whom mail is from: `accounts@example.com` or `Example <accounts@example.com>`.
    smtp_from: String = String::new(), in Any;
    /// How long the SMTP server may take for each of its answers, of which a message needs up to ten.
    /// It is less than `delivery_lease`.
    smtp_timeout: Duration = Duration::from_secs(10), in Duration::from_secs(1)..=minutes(5);
    /// A file with certificates (PEM) of authorities that the SMTP server is trusted by besides the
    /// usual ones: your own.
    smtp_root_certificate: PathBuf = PathBuf::new(), in Any;
}

/// OWASP's floor for Argon2id (2023). Tests in which the cost is not the point go below it.
const LEAST_MEMORY: u32 = if cfg!(feature = "seeded-faults") { 8 } else { 19_456 };
const LEAST_ITERATIONS: u32 = if cfg!(feature = "seeded-faults") { 1 } else { 2 };

impl Settings {
    /// The default settings for this file.
    pub fn new(database: impl Into<PathBuf>) -> Self {
        Self { database: database.into(), ..Self::default() }
    }

    /// The refusal of a name that no setting has, for languages that know before they have a text to
    /// set. With name and value exchanged it may be a key: it is repeated only if it looks like a name.
    pub fn unknown(name: &str) -> Error {
        let looks_like_one = (1..=40).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let shown = if looks_like_one { name } else { "settings" };
        Error::invalid_config(shown.to_owned(), FieldReason::Unknown)
    }

    /// Whether text messages go to this phone number.
    pub(crate) fn texts_go_to(&self, phone: &str) -> bool {
        self.sms_prefixes.iter().any(|prefix| phone.starts_with(prefix.as_str()))
    }

    /// How many calls at once hash a password or wait to; one more is told `rate_limited`. A pool of
    /// threads with fewer never gets so far: calls pile up before it, and others behind them.
    pub fn hashing_places(&self) -> usize {
        self.hashes_at_once() * (1 + self.hash_queue as usize)
    }

    pub(crate) fn hashes_at_once(&self) -> usize {
        match self.hash_concurrency {
            0 => thread::available_parallelism().map_or(1, usize::from),
            some => some as usize,
        }
    }

    /// The settings as they hold, with the profile: what is set stricter than it stays.
    pub(crate) fn with_profile(mut self) -> Self {
        if self.profile == Profile::Strict {
            self.password_min_length = self.password_min_length.max(15);
            self.session_lifetime = self.session_lifetime.min(hours(24));
            self.session_idle_lifetime = self.session_idle_lifetime.min(hours(1));
            self.confirm_needs_proof = true;
            self.code_needs_handle = true;
            self.sms_prefixes.clear();
        }
        // The sender that mails sends no text messages.
        if !self.smtp_host.is_empty() {
            self.sms_prefixes.clear();
        }
        self
    }

    /// Refuses what cannot be opened with.
    pub(crate) fn check(&self) -> Result<()> {
        if self.database.as_os_str().is_empty() {
            return Err(Error::invalid_config("database", FieldReason::Empty));
        }
        let is_prefix = |text: &String| {
            text.strip_prefix('+').is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
        };
        let prefixes = match self.sms_prefixes.iter().all(is_prefix) {
            true => Ok(()),
            false => Err(Error::invalid_config("sms_prefixes", FieldReason::Malformed)),
        };
        both(self.check_ranges(), prefixes).map(drop)
    }
}

fn check<T>(name: &'static str, value: &T, range: &impl Range<T>) -> Result<()> {
    match range.holds(value) {
        true => Ok(()),
        false => {
            let note = format!("it is {}", range.describe());
            Err(Error::invalid_config(name, FieldReason::OutOfRange).with_note(note))
        }
    }
}

const fn minutes(count: u64) -> Duration {
    Duration::from_secs(count * 60)
}

const fn hours(count: u64) -> Duration {
    minutes(count * 60)
}

const fn days(count: u64) -> Duration {
    hours(count * 24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_in_its_range_and_survives_its_own_text() {
        Settings::default().check_ranges().unwrap();
        for Setting { name, default, .. } in Settings::table() {
            if !["key", "smtp_user", "smtp_password"].contains(&name) {
                Settings::default().set(name, &default).unwrap();
            }
        }
    }

    #[test]
    fn a_value_is_refused_with_the_name_of_its_setting() {
        let refused = |name: &str, text: &str| Settings::default().set(name, text).unwrap_err();
        let error = |name: &'static str, reason| Error::invalid_config(name, reason);
        let range = error("code_digits", FieldReason::OutOfRange).with_note("it is 6 to 12");
        assert_eq!(refused("code_digits", "5"), range);
        assert_eq!(refused("code_digits", "six"), error("code_digits", FieldReason::Malformed));
        assert_eq!(refused("colour", "red"), error("colour", FieldReason::Unknown));
        for name in ["5a".repeat(32).as_str(), "a\nb", ""] {
            assert_eq!(refused(name, "key"), error("settings", FieldReason::Unknown), "{name}");
        }
        let weak = Settings { argon2_iterations: 1, code_attempts: 9, ..Settings::new("x") };
        let fields: Vec<_> = weak.check().unwrap_err().fields().to_vec();
        assert_eq!(fields.len(), 2, "all at once: {fields:?}");
    }

    #[test]
    fn a_secret_does_not_print() {
        let mut settings = Settings::default();
        settings.set("key", &"5a".repeat(32)).unwrap();
        settings.set("additional_keys", &"6b".repeat(32)).unwrap();
        settings.set("smtp_user", "mailer of Ada").unwrap();
        settings.set("smtp_password", "password of Ada").unwrap();
        let text = format!("{settings:?}");
        assert!(
            !text.contains("5a5a") && !text.contains("90, 90") && !text.contains("6b6b"),
            "{text}"
        );
        assert!(!text.contains("Ada"), "{text}");
    }
}
