//! Stubs, until the operations are there.
#![expect(unused_variables, reason = "a stub")]

use std::path::Path;

use super::Accounts;
use crate::domain::*;
use crate::error::{Error, Result};

impl Accounts {
    /// Keeps a wish to have an account and sends link and code; a taken address sends its owner a notice, and the answer is the same.
    ///
    /// # Errors
    /// invalid_argument, invalid_config, weak_password, rate_limited
    pub fn sign_up_with_password(
        &self,
        email: &str,
        password: &str,
        context: &Context,
    ) -> Result<Secret> {
        Err(Error::internal("not yet"))
    }

    /// Makes the account of a wish with the link from its inbox and a proof of whose wish it is, and signs in.
    ///
    /// # Errors
    /// invalid_argument, invalid_token, invalid_credentials, proof_required, already_claimed, rate_limited
    pub fn confirm_sign_up_with_link(
        &self,
        token: &str,
        proof: Option<&str>,
        context: &Context,
    ) -> Result<SignIn> {
        Err(Error::internal("not yet"))
    }

    /// Makes the account of a wish with the code from its inbox and a proof of whose wish it is, and signs in.
    ///
    /// # Errors
    /// invalid_argument, invalid_token, invalid_credentials, proof_required, already_claimed, rate_limited
    pub fn confirm_sign_up_with_code(
        &self,
        email: &str,
        code: &str,
        proof: Option<&str>,
        context: &Context,
    ) -> Result<SignIn> {
        Err(Error::internal("not yet"))
    }

    /// Sends link and code of a wish again.
    ///
    /// # Errors
    /// invalid_argument, invalid_config, invalid_token, rate_limited
    pub fn resend_sign_up(&self, handle: &str, context: &Context) -> Result<()> {
        Err(Error::internal("not yet"))
    }

    /// Sends a link and a code to sign in with; always returns a handle.
    ///
    /// # Errors
    /// invalid_argument, invalid_config, rate_limited
    pub fn request_magic_link(&self, email: &str, context: &Context) -> Result<Secret> {
        Err(Error::internal("not yet"))
    }

    /// Opens a session with a link from the inbox.
    ///
    /// # Errors
    /// invalid_argument, invalid_token
    pub fn sign_in_with_magic_link(&self, token: &str, context: &Context) -> Result<SignIn> {
        Err(Error::internal("not yet"))
    }

    /// Sends a code, and a link, to sign in with; always returns a handle.
    ///
    /// # Errors
    /// invalid_argument, invalid_config, rate_limited
    pub fn request_email_code(&self, email: &str, context: &Context) -> Result<Secret> {
        Err(Error::internal("not yet"))
    }

    /// Opens a session with a code from the inbox.
    ///
    /// # Errors
    /// invalid_argument, invalid_token, proof_required, rate_limited
    pub fn sign_in_with_email_code(
        &self,
        email: &str,
        code: &str,
        handle: Option<&str>,
        context: &Context,
    ) -> Result<SignIn> {
        Err(Error::internal("not yet"))
    }

    /// Sends a code to sign in with by text message; always returns a handle.
    ///
    /// # Errors
    /// invalid_argument, invalid_config, rate_limited
    pub fn request_phone_code(&self, phone: &str, context: &Context) -> Result<Secret> {
        Err(Error::internal("not yet"))
    }

    /// Opens a session with a code from a text message.
    ///
    /// # Errors
    /// invalid_argument, invalid_token, proof_required, rate_limited
    pub fn sign_in_with_phone_code(
        &self,
        phone: &str,
        code: &str,
        handle: Option<&str>,
        context: &Context,
    ) -> Result<SignIn> {
        Err(Error::internal("not yet"))
    }

    /// Ends every session of a user but the one of this token and says how many.
    ///
    /// # Errors
    /// invalid_argument, invalid_token
    pub fn revoke_other_sessions(&self, session_token: &str, context: &Context) -> Result<u64> {
        Err(Error::internal("not yet"))
    }

    /// Replaces a password by another; other sessions end.
    ///
    /// # Errors
    /// invalid_argument, weak_password, invalid_token, reauthentication_required, invalid_credentials, rate_limited
    pub fn change_password(
        &self,
        session_token: &str,
        current_password: &str,
        new_password: &str,
        context: &Context,
    ) -> Result<User> {
        Err(Error::internal("not yet"))
    }

    /// Sets a password where there is none; other sessions end.
    ///
    /// # Errors
    /// invalid_argument, weak_password, invalid_token, reauthentication_required, already_taken, rate_limited
    pub fn set_password(
        &self,
        session_token: &str,
        new_password: &str,
        context: &Context,
    ) -> Result<User> {
        Err(Error::internal("not yet"))
    }

    /// Deletes the account with all that belongs to it.
    ///
    /// # Errors
    /// invalid_argument, invalid_token, reauthentication_required
    pub fn delete_account(&self, session_token: &str, context: &Context) -> Result<()> {
        Err(Error::internal("not yet"))
    }

    /// Sends a link and a code to an address that shall be added, or replace another; always returns a handle.
    ///
    /// # Errors
    /// invalid_argument, invalid_config, invalid_token, reauthentication_required, already_taken, not_found, rate_limited
    pub fn request_identity(
        &self,
        session_token: &str,
        channel: Channel,
        value: &str,
        replaces: Option<IdentityId>,
        context: &Context,
    ) -> Result<Secret> {
        Err(Error::internal("not yet"))
    }

    /// Adds or replaces an address of the session's user with the link from its inbox.
    ///
    /// # Errors
    /// invalid_argument, invalid_token, reauthentication_required, already_claimed
    pub fn confirm_identity_with_link(
        &self,
        session_token: &str,
        token: &str,
        context: &Context,
    ) -> Result<UserIdentity> {
        Err(Error::internal("not yet"))
    }

    /// Adds or replaces an address of the session's user with the code from its inbox.
    ///
    /// # Errors
    /// invalid_argument, invalid_token, reauthentication_required, already_claimed, rate_limited
    pub fn confirm_identity_with_code(
        &self,
        session_token: &str,
        value: &str,
        code: &str,
        context: &Context,
    ) -> Result<UserIdentity> {
        Err(Error::internal("not yet"))
    }

    /// Removes an address or a provider, but never the last way in.
    ///
    /// # Errors
    /// invalid_argument, invalid_token, reauthentication_required, not_found, last_identity
    pub fn remove_identity(
        &self,
        session_token: &str,
        identity: IdentityId,
        context: &Context,
    ) -> Result<User> {
        Err(Error::internal("not yet"))
    }

    /// Proves a session anew with the password; it gets another token.
    ///
    /// # Errors
    /// invalid_argument, invalid_token, invalid_credentials, rate_limited
    pub fn reauthenticate_with_password(
        &self,
        session_token: &str,
        password: &str,
        context: &Context,
    ) -> Result<SignIn> {
        Err(Error::internal("not yet"))
    }

    /// Proves a session anew with a sign-in link for a verified address of its user; it gets another token.
    ///
    /// # Errors
    /// invalid_argument, invalid_token
    pub fn reauthenticate_with_link(
        &self,
        session_token: &str,
        token: &str,
        context: &Context,
    ) -> Result<SignIn> {
        Err(Error::internal("not yet"))
    }

    /// Proves a session anew with a sign-in code for a verified value of its user; it gets another token.
    ///
    /// # Errors
    /// invalid_argument, invalid_token, proof_required, rate_limited
    pub fn reauthenticate_with_code(
        &self,
        session_token: &str,
        value: &str,
        code: &str,
        handle: Option<&str>,
        context: &Context,
    ) -> Result<SignIn> {
        Err(Error::internal("not yet"))
    }

    /// The identities of a user, the oldest first.
    ///
    /// # Errors
    /// invalid_argument
    pub fn list_user_identities(&self, user: UserId) -> Result<Vec<Identity>> {
        Err(Error::internal("not yet"))
    }

    /// A part of all users, the oldest first.
    ///
    /// # Errors
    /// invalid_argument
    pub fn admin_list_users(&self, cursor: Option<&str>, filter: &UserFilter) -> Result<UserPage> {
        Err(Error::internal("not yet"))
    }

    /// Switches an account off: its sessions and secrets end.
    ///
    /// # Errors
    /// invalid_argument, not_found
    pub fn admin_disable_user(&self, user: UserId, context: &Context) -> Result<User> {
        Err(Error::internal("not yet"))
    }

    /// Switches an account on again; nothing that has ended comes back.
    ///
    /// # Errors
    /// invalid_argument, not_found
    pub fn admin_enable_user(&self, user: UserId, context: &Context) -> Result<User> {
        Err(Error::internal("not yet"))
    }

    /// Deletes an account with all that belongs to it.
    ///
    /// # Errors
    /// invalid_argument, not_found
    pub fn admin_delete_user(&self, user: UserId, context: &Context) -> Result<()> {
        Err(Error::internal("not yet"))
    }

    /// Attaches a provider's subject, verified, on the host's word.
    ///
    /// # Errors
    /// invalid_argument, already_taken, not_found
    pub fn admin_attach_identity(
        &self,
        user: UserId,
        provider: &str,
        subject: &str,
        context: &Context,
    ) -> Result<UserIdentity> {
        Err(Error::internal("not yet"))
    }

    /// Ends every session of everybody and says how many.
    ///
    /// # Errors
    /// invalid_argument
    pub fn admin_revoke_all_sessions(&self, context: &Context) -> Result<u64> {
        Err(Error::internal("not yet"))
    }

    /// Sets the password of an account; its sessions and secrets end.
    ///
    /// # Errors
    /// invalid_argument, weak_password, not_found, rate_limited
    pub fn admin_set_password(
        &self,
        user: UserId,
        new_password: &str,
        context: &Context,
    ) -> Result<User> {
        Err(Error::internal("not yet"))
    }

    /// Switches the password of an account off until its owner recovers it.
    ///
    /// # Errors
    /// invalid_argument, not_found
    pub fn admin_expire_password(
        &self,
        user: UserId,
        reason: &str,
        context: &Context,
    ) -> Result<User> {
        Err(Error::internal("not yet"))
    }

    /// Everything that is held about a person, without secrets.
    ///
    /// # Errors
    /// invalid_argument, not_found
    pub fn admin_export_user(&self, user: UserId, context: &Context) -> Result<UserExport> {
        Err(Error::internal("not yet"))
    }

    /// Writes a consistent copy of the database to another file.
    ///
    /// # Errors
    /// invalid_argument
    pub fn backup(&self, path: &Path) -> Result<()> {
        Err(Error::internal("not yet"))
    }
}
