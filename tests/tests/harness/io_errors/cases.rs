//! What is called while the disk fails: every operation, each where it has something to do.

use serde_json::{Value, json};

use super::stage::{PASSWORD, PHONE};

/// One call.
pub(super) struct Case {
    /// The operation, as the table has it.
    pub(super) operation: &'static str,
    /// Its arguments, from what is known of the accounts.
    pub(super) with: fn(&Value) -> Value,
    /// Whether it has a write of less importance ride along, which may be lost.
    pub(super) rides: bool,
    /// Whether there is no file yet.
    pub(super) anew: bool,
    /// Whether the file is a backup that was not opened yet.
    pub(super) marked: bool,
}

const fn case(operation: &'static str, with: fn(&Value) -> Value) -> Case {
    Case { operation, with, rides: false, anew: false, marked: false }
}

const fn rides(operation: &'static str, with: fn(&Value) -> Value) -> Case {
    Case { rides: true, ..case(operation, with) }
}

/// Every operation is in it; a test compares it with the table. Some are there twice, with a refusal
/// that a failure must not turn into anything else.
pub(super) const CASES: &[Case] = &[
    case("open", |_| json!({})),
    Case { anew: true, ..case("open", |_| json!({})) },
    Case { marked: true, ..case("open", |_| json!({})) },
    case("replace_key", |_| json!({})),
    Case { marked: true, ..case("replace_key", |_| json!({})) },
    case("close", |_| json!({})),
    case(
        "create_user_with_password",
        |_| json!({ "email": "new@example.com", "password": PASSWORD }),
    ),
    case("create_user_with_email", |_| json!({ "email": "new@example.com" })),
    case("create_user_with_phone", |_| json!({ "phone": "+4915112345678" })),
    case("email_taken", |_| json!({ "email": "ann@example.com" })),
    case("username_taken", |_| json!({ "username": "ann" })),
    case("find_or_create_email_identity", |_| json!({ "value": "ann@example.com" })),
    case("find_or_create_email_identity", |_| json!({ "value": "new@example.com" })),
    case("find_or_create_phone_identity", |_| json!({ "value": "+4915112345678" })),
    case(
        "sign_in_with_password",
        |_| json!({ "identifier": "ann@example.com", "password": PASSWORD }),
    ),
    case("sign_in_with_password", |_| json!({ "identifier": "ann", "password": "a wrong one" })),
    case("generate_user_session_token", |its| json!({ "user": its["ann"] })),
    rides("get_user_by_session_token", |its| json!({ "token": its["token"] })),
    rides("get_session", |its| json!({ "token": its["token"] })),
    case("list_user_sessions", |its| json!({ "user": its["ann"] })),
    case("revoke_user_session_token", |its| json!({ "token": its["token"] })),
    case("revoke_user_session", |its| json!({ "user": its["ann"], "session": its["session"] })),
    case("revoke_user_sessions", |its| json!({ "user": its["ann"] })),
    case("get_user_by_email", |_| json!({ "email": "ann@example.com" })),
    case("get_user_by_username", |_| json!({ "username": "ann" })),
    case("get_verified_identity", |_| json!({ "type": "email", "value": "ann@example.com" })),
    case(
        "issue_identity_verification",
        |its| json!({ "identity": its["dan_identity"], "type": "email" }),
    ),
    case("request_email_verification", |its| json!({ "identity": its["dan_identity"] })),
    case(
        "verify_magic_code",
        |its| json!({ "code": its["bob"]["code"], "type": "email", "value": "bob@example.com" }),
    ),
    case(
        "verify_magic_code",
        |its| json!({ "code": its["wrong"], "type": "email", "value": "bob@example.com" }),
    ),
    case("verify_magic_link", |its| json!({ "token": its["bob"]["token"], "type": "email" })),
    case("verify_magic_link", |its| json!({ "token": its["token"], "type": "email" })),
    case("peek_magic_link", |its| json!({ "token": its["bob"]["token"] })),
    case("request_password_recovery", |_| json!({ "email": "ann@example.com" })),
    case(
        "reset_password_with_link",
        |its| json!({ "token": its["ann_mail"]["token"], "new_password": "another one" }),
    ),
    case("reset_password_with_code", |its| {
        let code = &its["ann_mail"]["code"];
        json!({ "email": "ann@example.com", "code": code, "new_password": "another one" })
    }),
    case(
        "update_user_profile",
        |its| json!({ "user": its["bob_user"], "changes": { "name": "B" } }),
    ),
    case(
        "update_user_profile",
        |its| json!({ "user": its["bob_user"], "changes": { "username": "Ann" } }),
    ),
    case("get_user", |its| json!({ "user": its["ann"] })),
    case("sign_up_with_password", |_| json!({ "email": "new@example.com", "password": PASSWORD })),
    case("sign_up_with_password", |_| json!({ "email": "ann@example.com", "password": PASSWORD })),
    case(
        "confirm_sign_up_with_link",
        |its| json!({ "token": its["cat"]["token"], "proof": its["cat_handle"] }),
    ),
    case(
        "confirm_sign_up_with_link",
        |its| json!({ "token": its["cat"]["token"], "proof": PASSWORD }),
    ),
    case("confirm_sign_up_with_code", |its| {
        let code = &its["cat"]["code"];
        json!({ "email": "cat@example.com", "code": code, "proof": its["cat_handle"] })
    }),
    case("resend_sign_up", |its| json!({ "handle": its["cat_handle"] })),
    case("request_magic_link", |_| json!({ "email": "new@example.com" })),
    case("request_magic_link", |_| json!({ "email": "fay@example.com" })),
    case("sign_in_with_magic_link", |its| json!({ "token": its["ann_link"]["token"] })),
    case("request_email_code", |_| json!({ "email": "new@example.com" })),
    case(
        "sign_in_with_email_code",
        |its| json!({ "email": "ann@example.com", "code": its["ann_link"]["code"] }),
    ),
    case("request_phone_code", |_| json!({ "phone": "+4915112345678" })),
    case("sign_in_with_phone_code", |its| json!({ "phone": PHONE, "code": its["phone"]["code"] })),
    case("change_password", |its| {
        let current = PASSWORD;
        json!({ "session_token": its["token"], "current_password": current, "new_password": "another one" })
    }),
    case(
        "set_password",
        |its| json!({ "session_token": its["fay"], "new_password": "another one" }),
    ),
    case(
        "request_identity",
        |its| json!({ "session_token": its["token"], "type": "phone", "value": "+4915112345678" }),
    ),
    case(
        "confirm_identity_with_link",
        |its| json!({ "session_token": its["token"], "token": its["change"]["token"] }),
    ),
    case("confirm_identity_with_code", |its| {
        let (token, code) = (&its["token"], &its["change"]["code"]);
        json!({ "session_token": token, "value": "a@example.com", "code": code })
    }),
    case(
        "remove_identity",
        |its| json!({ "session_token": its["token"], "identity": its["provider"] }),
    ),
    case("delete_account", |its| json!({ "session_token": its["token"] })),
    case(
        "reauthenticate_with_password",
        |its| json!({ "session_token": its["token"], "password": PASSWORD }),
    ),
    case(
        "reauthenticate_with_link",
        |its| json!({ "session_token": its["token"], "token": its["ann_link"]["token"] }),
    ),
    case("reauthenticate_with_code", |its| {
        let (token, code) = (&its["token"], &its["ann_link"]["code"]);
        json!({ "session_token": token, "value": "ann@example.com", "code": code })
    }),
    case("revoke_other_sessions", |its| json!({ "session_token": its["token"] })),
    case("list_user_identities", |its| json!({ "user": its["ann"] })),
    case("admin_list_users", |_| json!({})),
    case("admin_disable_user", |its| json!({ "user": its["ann"] })),
    case("admin_enable_user", |its| json!({ "user": its["off"] })),
    case("admin_delete_user", |its| json!({ "user": its["ann"] })),
    case("admin_set_password", |its| json!({ "user": its["ann"], "new_password": "another one" })),
    case("admin_expire_password", |its| json!({ "user": its["ann"], "reason": "a leak" })),
    case(
        "admin_attach_identity",
        |its| json!({ "user": its["ann"], "provider": "another", "subject": "ann" }),
    ),
    case("admin_export_user", |its| json!({ "user": its["ann"] })),
    case("admin_revoke_all_sessions", |_| json!({})),
    case("claim_messages", |_| json!({ "limit": 10, "lease": "1m" })),
    case("ack_message", |its| json!({ "lease": its["bob"]["lease"] })),
    case("nack_message", |its| json!({ "lease": its["bob"]["lease"] })),
    case("events", |its| json!({ "filter": { "user": its["ann"] } })),
    case("sweep", |_| json!({ "limit": 100 })),
    case("backup", |its| json!({ "path": its["copy"] })),
];
