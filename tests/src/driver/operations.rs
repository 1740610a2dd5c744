//! Every operation by its name: arguments in, record out.

use std::path::Path;

use ezauth_core::Accounts;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::arguments::Arguments;
use super::records;

/// Calls one operation of these accounts.
pub(super) fn call(accounts: &Accounts, operation: &str, with: &Arguments) -> Answer {
    let on = accounts;
    Ok(match operation {
        "create_user_with_password" => records::user_identity(
            &on.create_user_with_password(with.text("email")?, with.text("password")?)?,
        ),
        "create_user_with_email" => {
            records::user_identity(&on.create_user_with_email(with.text("email")?)?)
        }
        "create_user_with_phone" => {
            records::user_identity(&on.create_user_with_phone(with.text("phone")?)?)
        }
        "email_taken" => on.email_taken(with.text("email")?)?.into(),
        "username_taken" => on.username_taken(with.text("username")?)?.into(),
        "find_or_create_email_identity" => {
            records::user_identity(&on.find_or_create_email_identity(with.text("value")?)?)
        }
        "find_or_create_phone_identity" => {
            records::user_identity(&on.find_or_create_phone_identity(with.text("value")?)?)
        }

        "sign_in_with_password" => records::sign_in(&on.sign_in_with_password(
            with.text("identifier")?,
            with.text("password")?,
            &with.context()?,
        )?),

        "generate_user_session_token" => records::secret(
            &on.generate_user_session_token(with.parsed("user")?, &with.context()?)?,
        ),
        "get_user_by_session_token" => {
            optional(on.get_user_by_session_token(with.text("token")?)?, records::user)
        }
        "get_session" => optional(on.get_session(with.text("token")?)?, records::session_user),
        "list_user_sessions" => {
            list(on.list_user_sessions(with.parsed("user")?)?, records::session)
        }
        "revoke_user_session_token" => on.revoke_user_session_token(with.text("token")?)?.into(),
        "revoke_user_session" => on
            .revoke_user_session(with.parsed("user")?, with.parsed("session")?, &with.context()?)?
            .into(),
        "revoke_user_sessions" => on.revoke_user_sessions(with.parsed("user")?)?.into(),

        "get_user_by_email" => optional(on.get_user_by_email(with.text("email")?)?, records::user),
        "get_user_by_username" => {
            optional(on.get_user_by_username(with.text("username")?)?, records::user)
        }
        "get_verified_identity" => optional(
            on.get_verified_identity(&with.parsed("type")?, with.text("value")?)?,
            records::user_identity,
        ),

        "issue_identity_verification" => records::secret(&on.issue_identity_verification(
            with.parsed("identity")?,
            with.parsed("type")?,
            &with.context()?,
        )?),
        "request_email_verification" => {
            records::secret(&on.request_email_verification(with.parsed("identity")?)?)
        }
        "verify_magic_code" => records::user_identity(&on.verify_magic_code(
            with.text("code")?,
            with.parsed("type")?,
            with.text("value")?,
            with.optional_text("proof")?,
        )?),
        "verify_magic_link" => records::user_identity(&on.verify_magic_link(
            with.text("token")?,
            with.parsed("type")?,
            with.optional_text("proof")?,
        )?),
        "peek_magic_link" => {
            optional(on.peek_magic_link(with.text("token")?)?, records::verification)
        }

        "request_password_recovery" => {
            records::secret(&on.request_password_recovery(with.text("email")?, &with.context()?)?)
        }
        "reset_password_with_link" => records::user(&on.reset_password_with_link(
            with.text("token")?,
            with.text("new_password")?,
            &with.context()?,
        )?),
        "reset_password_with_code" => records::user(&on.reset_password_with_code(
            with.text("email")?,
            with.text("code")?,
            with.text("new_password")?,
            with.optional_text("handle")?,
            &with.context()?,
        )?),

        "update_user_profile" => {
            records::user(&on.update_user_profile(with.parsed("user")?, &with.changes()?)?)
        }
        "get_user" => optional(on.get_user(with.parsed("user")?)?, records::user),

        "claim_messages" => {
            list(on.claim_messages(with.int("limit")?, with.duration("lease")?)?, records::message)
        }
        "ack_message" => on.ack_message(with.parsed("lease")?)?.into(),
        "nack_message" => on.nack_message(with.parsed("lease")?)?.into(),

        "events" => {
            records::event_page(&on.events(&with.filter()?, with.optional_text("cursor")?)?)
        }
        "backup" => {
            on.backup(Path::new(with.text("path")?))?;
            json!(null)
        }
        "sweep" => records::sweep_report(&on.sweep(with.int("limit")?)?),

        unknown => return Err(Outcome::failure(format!("no operation `{unknown}`"))),
    })
}

fn optional<T>(found: Option<T>, to_json: fn(&T) -> Value) -> Value {
    found.as_ref().map_or(json!(null), to_json)
}

fn list<T>(found: Vec<T>, to_json: fn(&T) -> Value) -> Value {
    found.iter().map(to_json).collect()
}
