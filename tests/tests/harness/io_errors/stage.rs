//! Accounts on a disk that fails when it is told to.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::time::Duration;

use ezauth_core::faults::{alter_file, check_file, fingerprint};
use ezauth_core::{Accounts, Clock, Ports, Result, SettableClock, Settings, SystemClock};
use ezauth_tests::driver;
use ezauth_tests::harness::settings;
use serde_json::{Value, json};

use super::cases::Case;
use super::trouble::Trouble;
use crate::run::{Drawn, Scene};
use crate::vfs::Watching;

pub(super) const PASSWORD: &str = "the first of ann";

/// A number that nobody has verified, to which a code to sign in with was sent.
pub(super) const PHONE: &str = "+4915187654321";

/// What checks a password, and draws a decoy if none was drawn before.
const CHECK_PASSWORDS: [&str; 4] = [
    "sign_in_with_password",
    "confirm_sign_up_with_link",
    "change_password",
    "reauthenticate_with_password",
];

/// The turn in which it is drawn: that of no call.
const DECOY: u64 = 2;

/// Accounts in which every operation has something to do, as files to begin from.
pub(super) struct Origin {
    pub(super) seed: u64,
    clock: SettableClock,
    files: Vec<(String, Vec<u8>)>,
    /// Ids and secrets.
    pub(super) known: Value,
}

impl Origin {
    pub(super) fn new(seed: u64) -> Self {
        let scene = Scene::new();
        let clock = SettableClock::new(SystemClock.now());
        let ports = Ports {
            clock: Arc::new(clock.clone()),
            random: Arc::new(Drawn::new(!seed)),
            ..Ports::default()
        };
        let accounts = Accounts::open_with(settings(&scene.file()), ports).unwrap();
        let call = |operation, with| {
            let mut answer = driver::call(&accounts, operation, with);
            assert!(answer.get("ok").is_some(), "{operation}: {answer}");
            answer["ok"].take()
        };
        // The next that has a secret: notices have none.
        let mail = || loop {
            let mail = call("claim_messages", json!({ "limit": 1, "lease": "1h" }))[0].take();
            if mail.is_null() || !mail["code"].is_null() {
                break mail;
            }
        };
        let sign_up = |email| {
            let created = call("create_user_with_email", json!({ "email": email }));
            call("request_email_verification", json!({ "identity": created["identity"]["id"] }));
            created
        };

        // What has expired when the operations are called.
        sign_up("eve@example.com");
        clock.advance(Duration::from_secs(30 * 24 * 3600));

        let address = "ann@example.com";
        let ann = json!({ "email": address, "password": PASSWORD });
        let ann = call("create_user_with_password", ann);
        call("request_email_verification", json!({ "identity": ann["identity"]["id"] }));
        clock.advance(Duration::from_millis(1));
        call("verify_magic_link", json!({ "token": mail()["token"], "type": "email" }));
        let ann = ann["user"]["id"].clone();
        call("update_user_profile", json!({ "user": ann, "changes": { "username": "ann" } }));
        let provider = json!({ "user": ann, "provider": "example", "subject": "ann" });
        let provider = call("admin_attach_identity", provider);
        let signed_in = json!({ "identifier": address, "password": PASSWORD });
        let signed_in = call("sign_in_with_password", signed_in);
        call("generate_user_session_token", json!({ "user": ann }));
        call("request_password_recovery", json!({ "email": address }));
        let ann_mail = mail();
        let bob_user = sign_up("bob@example.com")["user"]["id"].clone();
        let bob = mail();

        // What the flows are about.
        let wish = json!({ "email": "cat@example.com", "password": PASSWORD });
        let cat_handle = call("sign_up_with_password", wish);
        let cat = mail();
        call("request_magic_link", json!({ "email": address }));
        let ann_link = mail();
        let session = &signed_in["token"];
        let to = json!({ "session_token": session, "type": "email", "value": "a@example.com" });
        call("request_identity", to);
        let change = mail();
        call("request_phone_code", json!({ "phone": PHONE }));
        let phone = mail();
        call("request_magic_link", json!({ "email": "fay@example.com" }));
        let fay = call("sign_in_with_magic_link", json!({ "token": mail()["token"] }));
        let off = call("create_user_with_email", json!({ "email": "gus@example.com" }));
        call("admin_disable_user", json!({ "user": off["user"]["id"] }));
        let dan = sign_up("dan@example.com");

        clock.advance(Duration::from_secs(5 * 60));
        // Seen anew here: that is a write of its own, which may be lost beside an act that is whole.
        for token in [&signed_in["token"], &fay["token"]] {
            call("get_session", json!({ "token": token }));
        }
        accounts.close().unwrap();
        let known = json!({
            "ann": ann, "ann_mail": ann_mail, "bob": bob, "bob_user": bob_user,
            "dan_identity": dan["identity"]["id"],
            "token": signed_in["token"], "session": signed_in["session"]["id"],
            "provider": provider["identity"]["id"], "cat": cat, "cat_handle": cat_handle,
            "ann_link": ann_link, "change": change, "phone": phone, "fay": fay["token"],
            "off": off["user"]["id"],
            "wrong": if bob["code"] == "000000" { "000001" } else { "000000" },
        });
        let files = fs::read_dir(scene.folder()).unwrap().map(|entry| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap())
        });
        Self { seed, clock, files: files.collect(), known }
    }
}

/// A copy of these accounts.
pub(super) struct Stage<'a> {
    origin: &'a Origin,
    case: &'a Case,
    scene: Scene,
    pub(super) trouble: Arc<Trouble>,
    clock: SettableClock,
    random: Arc<Drawn>,
    accounts: Option<Accounts>,
    _watching: Watching,
}

impl<'a> Stage<'a> {
    /// They are open, but for an operation that opens them itself.
    pub(super) fn new(origin: &'a Origin, case: &'a Case) -> Self {
        let scene = Scene::new();
        for (name, bytes) in origin.files.iter().filter(|_| !case.anew) {
            let path = scene.folder().join(name);
            fs::write(&path, bytes).unwrap();
            fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        }
        if case.marked {
            alter_file(&scene.file(), "INSERT INTO backup_mark VALUES (1, 0)").unwrap();
        }
        let trouble = Arc::new(Trouble::default());
        let _watching = Watching::begin(scene.folder(), trouble.clone());
        let clock = SettableClock::new(origin.clock.now());
        let random = Arc::new(Drawn::new(origin.seed));
        let accounts = None;
        let mut stage = Self { origin, case, scene, trouble, clock, random, accounts, _watching };
        if !matches!(case.operation, "open" | "replace_key") {
            stage.open().unwrap();
        }
        if CHECK_PASSWORDS.contains(&case.operation) {
            stage.make_decoy();
        }
        stage
    }

    /// Has the decoy drawn that is there from the first sign-in on, so that each call draws the same.
    /// The refusal that this leaves is the same on every stage.
    fn make_decoy(&self) {
        self.random.reset(self.origin.seed, DECOY);
        let nobody = json!({ "identifier": "nobody@example.com", "password": PASSWORD });
        let refused =
            driver::call(self.accounts.as_ref().unwrap(), "sign_in_with_password", nobody);
        assert_eq!(refused["error"]["kind"], "invalid_credentials");
    }

    /// Makes the call. What it draws is the same whenever this is the same turn, at a time of its own: the
    /// ids of one millisecond tell how many were drawn before.
    pub(super) fn call(&mut self, turn: u64) -> Value {
        let Case { operation, with, .. } = self.case;
        self.random.reset(self.origin.seed, turn);
        match *operation {
            "open" => {
                self.close();
                driver::call_for_nothing(|| self.open())
            }
            "replace_key" => driver::call_for_nothing(|| Accounts::replace_key(self.settings())),
            "close" => {
                driver::call_for_nothing(|| self.accounts.as_ref().map_or(Ok(()), Accounts::close))
            }
            operation => {
                self.clock.set(self.origin.clock.now());
                self.clock.advance(Duration::from_millis(turn));
                let accounts = self.accounts.as_ref().unwrap();
                let mut known = self.origin.known.clone();
                known["copy"] = json!(self.scene.folder().join("copy.db"));
                driver::call(accounts, operation, with(&known))
            }
        }
    }

    /// A number for what is in the file.
    pub(super) fn state(&self) -> Result<u64> {
        fingerprint(&self.scene.file())
    }

    /// Looks whether the file is whole.
    pub(super) fn check(&self) -> Result<()> {
        check_file(&self.scene.file())
    }

    pub(super) fn close(&mut self) {
        if let Some(accounts) = self.accounts.take() {
            accounts.close().unwrap();
        }
    }

    /// Opens the accounts at the time of the origin.
    pub(super) fn open(&mut self) -> Result<()> {
        let ports = Ports {
            clock: Arc::new(self.clock.clone()),
            random: self.random.clone(),
            ..Ports::default()
        };
        self.accounts = Some(Accounts::open_with(self.settings(), ports)?);
        Ok(())
    }

    fn settings(&self) -> Settings {
        // Nobody else is there: whoever waits, waits for a lock that a failure has left.
        let busy_timeout = Duration::from_millis(50);
        Settings { busy_timeout, ..settings(&self.scene.file()) }
    }
}
