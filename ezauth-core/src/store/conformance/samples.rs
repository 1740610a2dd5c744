//! Records to store. Those of another number differ in every id and hash.

use super::Bench;
use crate::domain::{
    Channel, CredentialId, Digest, EventId, EventType, Form, Identity, IdentityId, IdentityType,
    KeyId, Kind, LeaseId, MessageId, MessageKind, PendingChangeId, Session, SessionId,
    SessionMethod, SignUpId, Timestamp, UserId, Verification, VerificationId,
};
use crate::store::rows::{
    MessageClaim, NewEvent, NewMessage, NewPassword, NewSession, NewUser, PendingChangeRow,
    SignUpRow, StoredVerification,
};

pub(crate) const KEY: KeyId = KeyId::from_bytes([0xEE; 16]);

/// So many seconds after the tests begin.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_millis(1_763_800_000_000 + seconds * 1000)
}

pub(crate) fn digest(n: u8) -> Digest {
    Digest::from_bytes([n; 32])
}

pub(crate) fn user_id(n: u8) -> UserId {
    UserId::from_bytes([n; 16])
}

pub(crate) fn verification_id(n: u8) -> VerificationId {
    VerificationId::from_bytes([n; 16])
}

pub(crate) fn lease(n: u8) -> LeaseId {
    LeaseId::from_bytes([n; 16])
}

/// A clean user, created `n` seconds after the tests begin.
pub(crate) fn user(n: u8) -> NewUser {
    NewUser { id: user_id(n), first_used_at: None, created_at: at(n.into()) }
}

pub(crate) fn add_user(bench: &dyn Bench, n: u8) -> UserId {
    bench.write(|t| t.insert_user(&user(n)));
    user_id(n)
}

/// An unverified address.
pub(crate) fn identity(n: u8, user: UserId, value: &str) -> Identity {
    Identity {
        id: IdentityId::from_bytes([n; 16]),
        user_id: user,
        identity_type: IdentityType::Email,
        value: value.to_owned(),
        display_value: value.to_uppercase(),
        verified_at: None,
        created_at: at(0),
        updated_at: at(0),
    }
}

pub(crate) fn add_identity(bench: &dyn Bench, n: u8, user: UserId, value: &str) -> IdentityId {
    let identity = identity(n, user, value);
    bench.write(|t| t.insert_identity(&identity));
    identity.id
}

pub(crate) fn add_verified(bench: &dyn Bench, n: u8, user: UserId, value: &str) -> IdentityId {
    let identity = add_identity(bench, n, user, value);
    assert!(bench.write(|t| t.verify_identity(identity, at(0))));
    identity
}

pub(crate) fn password(n: u8, user: UserId, phc: &str) -> NewPassword {
    NewPassword {
        id: CredentialId::from_bytes([n; 16]),
        user_id: user,
        phc: phc.to_owned(),
        now: at(0),
    }
}

/// A session opened `n` seconds after the tests begin.
pub(crate) fn session(n: u8, user: UserId) -> NewSession {
    let opened_at = at(n.into());
    NewSession {
        session: Session {
            id: SessionId::from_bytes([n; 16]),
            user_id: user,
            method: SessionMethod::Password,
            authenticated_at: opened_at,
            created_at: opened_at,
            last_seen_at: opened_at,
            expires_at: at(2000),
            idle_expires_at: at(1000),
            ip: Some("192.0.2.1".to_owned()),
            user_agent: None,
        },
        token: digest(n),
    }
}

pub(crate) fn add_session(bench: &dyn Bench, n: u8, user: UserId) -> SessionId {
    let new = session(n, user);
    assert!(bench.write(|t| t.insert_session(&new, None)));
    new.session.id
}

/// A verification by mail that nothing but its value connects to anybody.
pub(crate) fn verification(n: u8, form: Form, kind: Kind, value: &str) -> StoredVerification {
    StoredVerification {
        verification: Verification {
            id: verification_id(n),
            form,
            kind,
            channel: Channel::Email,
            value: value.to_owned(),
            identity_id: None,
            sign_up_id: None,
            pending_change_id: None,
            expires_at: at(600),
            created_at: at(0),
        },
        secret: digest(n),
        display_value: value.to_uppercase(),
        key_id: (form == Form::Code).then_some(KEY),
        digits: (form == Form::Code).then_some(6),
        failures: 0,
    }
}

/// The same, issued for an identity.
pub(crate) fn issued_for(
    identity: IdentityId,
    mut verification: StoredVerification,
) -> StoredVerification {
    verification.verification.identity_id = Some(identity);
    verification
}

pub(crate) fn sign_up_id(n: u8) -> SignUpId {
    SignUpId::from_bytes([n; 16])
}

/// A wish to have an account.
pub(crate) fn sign_up(n: u8, value: &str) -> SignUpRow {
    SignUpRow {
        id: sign_up_id(n),
        value: value.to_owned(),
        display_value: value.to_uppercase(),
        phc: format!("phc {n}"),
        expires_at: at(600),
        created_at: at(n.into()),
    }
}

/// A change of a user's addresses that waits for its proof.
pub(crate) fn change(n: u8, user: UserId, value: &str) -> PendingChangeRow {
    PendingChangeRow {
        id: PendingChangeId::from_bytes([n; 16]),
        user_id: user,
        channel: Channel::Email,
        value: value.to_owned(),
        display_value: value.to_uppercase(),
        replaces: None,
        failures: 0,
        expires_at: at(600),
        created_at: at(0),
    }
}

pub(crate) fn add(bench: &dyn Bench, verification: &StoredVerification) -> VerificationId {
    bench.write(|t| t.insert_verification(verification));
    verification.verification.id
}

/// A message about the verifications of these numbers, queued `n` seconds after the tests begin.
pub(crate) fn message(n: u8, link: Option<u8>, code: Option<u8>) -> NewMessage {
    NewMessage {
        id: MessageId::from_bytes([n; 16]),
        channel: Channel::Email,
        kind: MessageKind::SignIn,
        recipient: "A@example.com".to_owned(),
        user_id: None,
        sealed: vec![n; 40],
        key_id: KEY,
        notice: false,
        link_id: link.map(verification_id),
        code_id: code.map(verification_id),
        expires_at: at(600),
        created_at: at(n.into()),
    }
}

/// A claim under lease `n`, which lasts a minute.
pub(crate) fn claim(n: u8, seconds: i64) -> MessageClaim {
    MessageClaim {
        now: at(seconds),
        lease: lease(n),
        leased_until: at(seconds + 60),
        longest_wait_until: at(seconds + 3600),
        made_until: at(seconds + 300),
        key_id: KEY,
    }
}

/// An event `n` seconds after the tests begin.
pub(crate) fn event(n: u8, event_type: EventType, user_id: Option<UserId>) -> NewEvent {
    NewEvent {
        id: EventId::from_bytes([n; 16]),
        event_type,
        user_id,
        session_id: None,
        ip: None,
        data: "{}".to_owned(),
        created_at: at(n.into()),
    }
}
