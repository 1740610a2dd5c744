//! Making a golden database: a user of each kind, and something outstanding of each kind.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use ezauth_core::Accounts;
use ezauth_core::domain::{Context, IdentityId, ProfileChanges, Secret, VerificationType};
use ezauth_tests::harness::golden::{Outstanding, key_of};
use ezauth_tests::harness::{Golden, Inbox};

use crate::run::Scene;

/// The key of all golden databases, which protects nothing.
pub(super) const KEY: &[u8; 32] = b"key of the golden test database.";

/// In milliseconds.
const MADE_AT: i64 = 1_763_800_000_000;

pub(super) const ADDRESS: &str = "Ada.Lovelace@example.com";
pub(super) const USERNAME: &str = "Ada_Lovelace";
pub(super) const PHONE: &str = "+4915112345678";
/// Who is verified without a password.
pub(super) const DORA: &str = "dora@example.com";
/// Who is unverified without a password, with a message that nobody has claimed.
pub(super) const BOB: &str = "bob@example.com";

/// Makes it in the place of a scene's file.
pub(super) fn make(scene: &Scene) -> Golden {
    let key = key_of(&scene.file());
    fs::write(&key, KEY).unwrap();
    fs::set_permissions(key, Permissions::from_mode(0o600)).unwrap();
    let mut golden = Golden {
        made_at: MADE_AT - 3_600_000,
        address: ADDRESS.to_owned(),
        username: USERNAME.to_owned(),
        password: "the password of Ada".to_owned(),
        session: String::new(),
        recovery: nothing(ADDRESS),
        confirmation: nothing("eve@example.com"),
        unconfirmed_password: "the password of Eve".to_owned(),
        phone: nothing(PHONE),
    };
    let accounts = golden.open(&scene.file()).unwrap();
    let ada = accounts.create_user_with_password(ADDRESS, &golden.password).unwrap();
    let confirm = |token: &str| {
        accounts.verify_magic_link(token, VerificationType::Email, None).unwrap();
    };
    accounts.request_email_verification(ada.identity.id).unwrap();
    confirm(&Inbox::take_all(&accounts).unwrap()["Ada.Lovelace@example.com"].token);
    let changes = ProfileChanges {
        name: Some(Some("Ada Lovelace".to_owned())),
        username: Some(Some(USERNAME.to_owned())),
        metadata: Some(r#"{"plan":"first"}"#.to_owned()),
    };
    accounts.update_user_profile(ada.user.id, &changes).unwrap();
    let dora = accounts.find_or_create_email_identity(DORA).unwrap();
    accounts.request_email_verification(dora.identity.id).unwrap();
    confirm(&Inbox::take_all(&accounts).unwrap()[DORA].token);
    accounts.close().unwrap();

    // An hour later, and a minute before it is opened again.
    golden.made_at = MADE_AT - 60_000;
    let accounts = golden.open(&scene.file()).unwrap();
    let caller =
        Context { ip: Some("192.0.2.1".to_owned()), user_agent: Some("a browser".to_owned()) };
    let signed_in = accounts.sign_in_with_password(ADDRESS, &golden.password, &caller).unwrap();
    golden.session = signed_in.token.expose().to_owned();
    accounts.sign_in_with_password(ADDRESS, "a wrong password", &caller).unwrap_err();
    let address = &golden.confirmation.value;
    let eve = accounts.create_user_with_password(address, &golden.unconfirmed_password).unwrap();
    let cleo = accounts.create_user_with_phone(PHONE).unwrap();
    let bob = accounts.create_user_with_email(BOB).unwrap();
    let issue = |identity: IdentityId, of| {
        accounts.issue_identity_verification(identity, of, &caller).unwrap()
    };
    let handles = [
        issue(ada.identity.id, VerificationType::Recovery),
        issue(eve.identity.id, VerificationType::Email),
        issue(cleo.identity.id, VerificationType::Phone),
    ];
    accounts.request_password_recovery("nobody@example.com", &caller).unwrap();
    fill(&accounts, [&mut golden.recovery, &mut golden.confirmation, &mut golden.phone], &handles);
    issue(bob.identity.id, VerificationType::Email);
    accounts.close().unwrap();
    golden.made_at = MADE_AT;
    golden
}

fn nothing(value: &str) -> Outstanding {
    let [value, token, code, handle] = [value, "", "", ""].map(str::to_owned);
    Outstanding { value, token, code, handle }
}

/// Reads the messages, and leaves them to be delivered again.
fn fill(accounts: &Accounts, outstanding: [&mut Outstanding; 3], handles: &[Secret; 3]) {
    let messages = accounts.claim_messages(10, Duration::from_secs(10)).unwrap();
    for (outstanding, handle) in outstanding.into_iter().zip(handles) {
        let text = |secret: &Option<Secret>| {
            secret.as_ref().map(|it| it.expose().to_owned()).unwrap_or_default()
        };
        let message = messages.iter().find(|it| it.recipient == outstanding.value).unwrap();
        outstanding.token = text(&message.token);
        outstanding.code = text(&message.code);
        outstanding.handle = handle.expose().to_owned();
        assert!(accounts.nack_message(message.lease).unwrap());
    }
}
