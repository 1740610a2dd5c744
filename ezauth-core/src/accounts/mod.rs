//! The facade: one method for each operation, each in the file of its story.
//!
//! An operation parses its input, draws ids, secrets and the time, and then lets one transaction
//! decide. What is costly or slow (hashing, sending) happens outside of it, and what was decided
//! before it is a condition of the statement that acts.

mod account_proof;
mod addresses;
mod admin;
mod admin_passwords;
mod audit;
mod backup;
mod core;
mod delivery;
mod delivery_thread;
mod export;
mod gate;
mod identities;
mod issuing;
mod key_file;
mod magic;
mod mailing;
mod my_account;
mod notices;
mod open;
mod private_file;
mod profile;
mod proving;
mod reauthentication;
mod recovery;
mod sessions;
mod sign_in;
mod sign_up;
mod standing;
mod throttling;
mod upkeep;
mod users;
mod verifications;
mod wake;

use std::fmt;
use std::mem;
use std::sync::Arc;

use self::core::Core;
use self::delivery_thread::DeliveryThread;
use self::gate::Gate;
use crate::error::{Result, contain};

/// The accounts in one database.
///
/// It may be cloned, kept and called from any number of threads; clones share everything. Several
/// processes, in whatever languages, may open the same database at once: each call sees what the
/// others have committed before it began.
///
/// | story | operations |
/// |---|---|
/// | opening | [`open`](Self::open), [`open_with`](Self::open_with), [`close`](Self::close), [`replace_key`](Self::replace_key) |
/// | signing up | [`sign_up_with_password`](Self::sign_up_with_password), [`confirm_sign_up_with_code`](Self::confirm_sign_up_with_code), [`confirm_sign_up_with_link`](Self::confirm_sign_up_with_link), [`resend_sign_up`](Self::resend_sign_up) |
/// | signing in | [`sign_in_with_password`](Self::sign_in_with_password), [`request_magic_link`](Self::request_magic_link), [`sign_in_with_magic_link`](Self::sign_in_with_magic_link), [`request_email_code`](Self::request_email_code), [`request_phone_code`](Self::request_phone_code) and others |
/// | sessions | [`get_session`](Self::get_session), [`list_user_sessions`](Self::list_user_sessions), [`revoke_user_session`](Self::revoke_user_session) and others |
/// | recovery | [`request_password_recovery`](Self::request_password_recovery), [`reset_password_with_link`](Self::reset_password_with_link), [`reset_password_with_code`](Self::reset_password_with_code) |
/// | my account | [`change_password`](Self::change_password), [`set_password`](Self::set_password), [`request_identity`](Self::request_identity), [`remove_identity`](Self::remove_identity), [`delete_account`](Self::delete_account), [`reauthenticate_with_password`](Self::reauthenticate_with_password) and others |
/// | the profile | [`update_user_profile`](Self::update_user_profile), [`get_user`](Self::get_user) and others |
/// | administration | [`admin_list_users`](Self::admin_list_users), [`admin_disable_user`](Self::admin_disable_user), [`admin_set_password`](Self::admin_set_password), [`admin_attach_identity`](Self::admin_attach_identity), [`admin_export_user`](Self::admin_export_user) and others |
/// | parts, on the host's word | [`create_user_with_password`](Self::create_user_with_password), [`email_taken`](Self::email_taken), [`issue_identity_verification`](Self::issue_identity_verification), [`verify_magic_link`](Self::verify_magic_link), [`generate_user_session_token`](Self::generate_user_session_token) and others |
/// | delivery | [`claim_messages`](Self::claim_messages), [`ack_message`](Self::ack_message), [`nack_message`](Self::nack_message) |
/// | upkeep | [`events`](Self::events), [`sweep`](Self::sweep), [`backup`](Self::backup) |
///
/// Every operation can also fail with `storage`, `closed`, `forked` and `internal`, and with
/// `schema_too_new` once a later version has migrated the file; only what it can answer besides is
/// listed with it.
#[derive(Clone)]
pub struct Accounts {
    inner: Arc<Inner>,
}

struct Inner {
    core: Arc<Core>,
    gate: Gate,
    delivery: Option<DeliveryThread>,
}

impl Accounts {
    /// Runs one operation: refused after `close` and in a child of `fork()`, and with any panic
    /// turned into an error.
    fn call<T>(&self, operation: impl FnOnce(&Core) -> Result<T>) -> Result<T> {
        let _pass = self.inner.gate.enter()?;
        contain(|| operation(&self.inner.core))
    }
}

impl Drop for Inner {
    /// The last handle has gone. Nobody is waited for: this may be the delivery thread itself.
    fn drop(&mut self) {
        if self.gate.is_forked() {
            // Nothing may be closed here that is the parent's, and no lock taken: a thread that this
            // process does not have may hold it.
            mem::forget((Arc::clone(&self.core), self.delivery.take()));
        } else if let Some(delivery) = &self.delivery {
            delivery.stop();
        }
    }
}

/// The handle goes to every thread of a host.
const _: () = {
    const fn is_shared<T: Clone + Send + Sync>() {}
    is_shared::<Accounts>();
};

impl fmt::Debug for Accounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accounts").finish_non_exhaustive()
    }
}
