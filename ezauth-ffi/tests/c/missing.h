/* Written by `cargo xtask header` from the table of operations. */

static void play_create_user_with_password(void) {
  ezauth_user_and_identity_t *result = NULL;
  CHECK(refused(ezauth_create_user_with_password(NULL, T("x"), T("x"), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_create_user_with_password(accounts, T(NULL), T("x"), &result, &error), "email", "empty"));
  CHECK(refused(ezauth_create_user_with_password(accounts, T("x"), T(NULL), &result, &error), "password", "empty"));
  CHECK(refused(ezauth_create_user_with_password(accounts, T("x"), T("x"), NULL, &error), "result", "empty"));
  CHECK(ezauth_create_user_with_password(NULL, T("x"), T("x"), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_create_user_with_email(void) {
  ezauth_user_and_identity_t *result = NULL;
  CHECK(refused(ezauth_create_user_with_email(NULL, T("x"), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_create_user_with_email(accounts, T(NULL), &result, &error), "email", "empty"));
  CHECK(refused(ezauth_create_user_with_email(accounts, T("x"), NULL, &error), "result", "empty"));
  CHECK(ezauth_create_user_with_email(NULL, T("x"), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_create_user_with_phone(void) {
  ezauth_user_and_identity_t *result = NULL;
  CHECK(refused(ezauth_create_user_with_phone(NULL, T("x"), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_create_user_with_phone(accounts, T(NULL), &result, &error), "phone", "empty"));
  CHECK(refused(ezauth_create_user_with_phone(accounts, T("x"), NULL, &error), "result", "empty"));
  CHECK(ezauth_create_user_with_phone(NULL, T("x"), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_email_taken(void) {
  bool result = false;
  CHECK(refused(ezauth_email_taken(NULL, T("x"), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_email_taken(accounts, T(NULL), &result, &error), "email", "empty"));
  CHECK(refused(ezauth_email_taken(accounts, T("x"), NULL, &error), "result", "empty"));
  CHECK(ezauth_email_taken(NULL, T("x"), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_username_taken(void) {
  bool result = false;
  CHECK(refused(ezauth_username_taken(NULL, T("x"), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_username_taken(accounts, T(NULL), &result, &error), "username", "empty"));
  CHECK(refused(ezauth_username_taken(accounts, T("x"), NULL, &error), "result", "empty"));
  CHECK(ezauth_username_taken(NULL, T("x"), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_find_or_create_email_identity(void) {
  ezauth_user_and_identity_t *result = NULL;
  CHECK(refused(ezauth_find_or_create_email_identity(NULL, T("x"), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_find_or_create_email_identity(accounts, T(NULL), &result, &error), "value", "empty"));
  CHECK(refused(ezauth_find_or_create_email_identity(accounts, T("x"), NULL, &error), "result", "empty"));
  CHECK(ezauth_find_or_create_email_identity(NULL, T("x"), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_find_or_create_phone_identity(void) {
  ezauth_user_and_identity_t *result = NULL;
  CHECK(refused(ezauth_find_or_create_phone_identity(NULL, T("x"), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_find_or_create_phone_identity(accounts, T(NULL), &result, &error), "value", "empty"));
  CHECK(refused(ezauth_find_or_create_phone_identity(accounts, T("x"), NULL, &error), "result", "empty"));
  CHECK(ezauth_find_or_create_phone_identity(NULL, T("x"), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_sign_up_with_password(void) {
  ezauth_secret_t *result = NULL;
  CHECK(refused(ezauth_sign_up_with_password(NULL, T("x"), T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_sign_up_with_password(accounts, T(NULL), T("x"), NULL, &result, &error), "email", "empty"));
  CHECK(refused(ezauth_sign_up_with_password(accounts, T("x"), T(NULL), NULL, &result, &error), "password", "empty"));
  CHECK(refused(ezauth_sign_up_with_password(accounts, T("x"), T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_sign_up_with_password(NULL, T("x"), T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_sign_up_with_password(accounts, T("x"), T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_sign_up_with_password(accounts, T("x"), T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_sign_up_with_password(accounts, T("x"), T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_sign_up_with_password(accounts, T("x"), T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_confirm_sign_up_with_link(void) {
  ezauth_sign_in_t *result = NULL;
  CHECK(refused(ezauth_confirm_sign_up_with_link(NULL, T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_confirm_sign_up_with_link(accounts, T(NULL), NULL, &result, &error), "token", "empty"));
  CHECK(refused(ezauth_confirm_sign_up_with_link(accounts, T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_confirm_sign_up_with_link(NULL, T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_confirm_sign_up_with_link(accounts, T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_confirm_sign_up_with_link(accounts, T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_confirm_sign_up_with_link(accounts, T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_confirm_sign_up_with_code(void) {
  ezauth_sign_in_t *result = NULL;
  CHECK(refused(ezauth_confirm_sign_up_with_code(NULL, T("x"), T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_confirm_sign_up_with_code(accounts, T(NULL), T("x"), NULL, &result, &error), "email", "empty"));
  CHECK(refused(ezauth_confirm_sign_up_with_code(accounts, T("x"), T(NULL), NULL, &result, &error), "code", "empty"));
  CHECK(refused(ezauth_confirm_sign_up_with_code(accounts, T("x"), T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_confirm_sign_up_with_code(NULL, T("x"), T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_confirm_sign_up_with_code(accounts, T("x"), T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_confirm_sign_up_with_code(accounts, T("x"), T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_confirm_sign_up_with_code(accounts, T("x"), T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_resend_sign_up(void) {
  CHECK(refused(ezauth_resend_sign_up(NULL, T("x"), NULL, &error), "accounts", "empty"));
  CHECK(refused(ezauth_resend_sign_up(accounts, T(NULL), NULL, &error), "handle", "empty"));
  CHECK(ezauth_resend_sign_up(NULL, T("x"), NULL, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_resend_sign_up(accounts, T("x"), context_of("cursor"), &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_resend_sign_up(accounts, T("x"), context_of("handle"), &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_resend_sign_up(accounts, T("x"), context_of("proof"), &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_resend_sign_up(accounts, T("x"), context_of("replaces"), &error), "replaces", "not_allowed"));
}

static void play_sign_in_with_password(void) {
  ezauth_sign_in_t *result = NULL;
  CHECK(refused(ezauth_sign_in_with_password(NULL, T("x"), T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_sign_in_with_password(accounts, T(NULL), T("x"), NULL, &result, &error), "identifier", "empty"));
  CHECK(refused(ezauth_sign_in_with_password(accounts, T("x"), T(NULL), NULL, &result, &error), "password", "empty"));
  CHECK(refused(ezauth_sign_in_with_password(accounts, T("x"), T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_sign_in_with_password(NULL, T("x"), T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_sign_in_with_password(accounts, T("x"), T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_sign_in_with_password(accounts, T("x"), T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_sign_in_with_password(accounts, T("x"), T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_sign_in_with_password(accounts, T("x"), T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_request_magic_link(void) {
  ezauth_secret_t *result = NULL;
  CHECK(refused(ezauth_request_magic_link(NULL, T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_request_magic_link(accounts, T(NULL), NULL, &result, &error), "email", "empty"));
  CHECK(refused(ezauth_request_magic_link(accounts, T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_request_magic_link(NULL, T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_request_magic_link(accounts, T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_request_magic_link(accounts, T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_request_magic_link(accounts, T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_request_magic_link(accounts, T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_sign_in_with_magic_link(void) {
  ezauth_sign_in_t *result = NULL;
  CHECK(refused(ezauth_sign_in_with_magic_link(NULL, T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_sign_in_with_magic_link(accounts, T(NULL), NULL, &result, &error), "token", "empty"));
  CHECK(refused(ezauth_sign_in_with_magic_link(accounts, T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_sign_in_with_magic_link(NULL, T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_sign_in_with_magic_link(accounts, T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_sign_in_with_magic_link(accounts, T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_sign_in_with_magic_link(accounts, T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_sign_in_with_magic_link(accounts, T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_request_email_code(void) {
  ezauth_secret_t *result = NULL;
  CHECK(refused(ezauth_request_email_code(NULL, T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_request_email_code(accounts, T(NULL), NULL, &result, &error), "email", "empty"));
  CHECK(refused(ezauth_request_email_code(accounts, T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_request_email_code(NULL, T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_request_email_code(accounts, T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_request_email_code(accounts, T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_request_email_code(accounts, T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_request_email_code(accounts, T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_sign_in_with_email_code(void) {
  ezauth_sign_in_t *result = NULL;
  CHECK(refused(ezauth_sign_in_with_email_code(NULL, T("x"), T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_sign_in_with_email_code(accounts, T(NULL), T("x"), NULL, &result, &error), "email", "empty"));
  CHECK(refused(ezauth_sign_in_with_email_code(accounts, T("x"), T(NULL), NULL, &result, &error), "code", "empty"));
  CHECK(refused(ezauth_sign_in_with_email_code(accounts, T("x"), T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_sign_in_with_email_code(NULL, T("x"), T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_sign_in_with_email_code(accounts, T("x"), T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_sign_in_with_email_code(accounts, T("x"), T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_sign_in_with_email_code(accounts, T("x"), T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_request_phone_code(void) {
  ezauth_secret_t *result = NULL;
  CHECK(refused(ezauth_request_phone_code(NULL, T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_request_phone_code(accounts, T(NULL), NULL, &result, &error), "phone", "empty"));
  CHECK(refused(ezauth_request_phone_code(accounts, T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_request_phone_code(NULL, T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_request_phone_code(accounts, T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_request_phone_code(accounts, T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_request_phone_code(accounts, T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_request_phone_code(accounts, T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_sign_in_with_phone_code(void) {
  ezauth_sign_in_t *result = NULL;
  CHECK(refused(ezauth_sign_in_with_phone_code(NULL, T("x"), T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_sign_in_with_phone_code(accounts, T(NULL), T("x"), NULL, &result, &error), "phone", "empty"));
  CHECK(refused(ezauth_sign_in_with_phone_code(accounts, T("x"), T(NULL), NULL, &result, &error), "code", "empty"));
  CHECK(refused(ezauth_sign_in_with_phone_code(accounts, T("x"), T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_sign_in_with_phone_code(NULL, T("x"), T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_sign_in_with_phone_code(accounts, T("x"), T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_sign_in_with_phone_code(accounts, T("x"), T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_sign_in_with_phone_code(accounts, T("x"), T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_generate_user_session_token(void) {
  ezauth_secret_t *result = NULL;
  CHECK(refused(ezauth_generate_user_session_token(NULL, T(ID), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_generate_user_session_token(accounts, T(NULL), NULL, &result, &error), "user", "empty"));
  CHECK(refused(ezauth_generate_user_session_token(accounts, T(ID), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_generate_user_session_token(NULL, T(ID), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_generate_user_session_token(accounts, T(ID), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_generate_user_session_token(accounts, T(ID), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_generate_user_session_token(accounts, T(ID), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_generate_user_session_token(accounts, T(ID), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_get_user_by_session_token(void) {
  ezauth_user_t *result = NULL;
  CHECK(refused(ezauth_get_user_by_session_token(NULL, T("x"), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_get_user_by_session_token(accounts, T(NULL), &result, &error), "token", "empty"));
  CHECK(refused(ezauth_get_user_by_session_token(accounts, T("x"), NULL, &error), "result", "empty"));
  CHECK(ezauth_get_user_by_session_token(NULL, T("x"), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_get_session(void) {
  ezauth_session_and_user_t *result = NULL;
  CHECK(refused(ezauth_get_session(NULL, T("x"), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_get_session(accounts, T(NULL), &result, &error), "token", "empty"));
  CHECK(refused(ezauth_get_session(accounts, T("x"), NULL, &error), "result", "empty"));
  CHECK(ezauth_get_session(NULL, T("x"), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_list_user_sessions(void) {
  ezauth_session_list_t *result = NULL;
  CHECK(refused(ezauth_list_user_sessions(NULL, T(ID), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_list_user_sessions(accounts, T(NULL), &result, &error), "user", "empty"));
  CHECK(refused(ezauth_list_user_sessions(accounts, T(ID), NULL, &error), "result", "empty"));
  CHECK(ezauth_list_user_sessions(NULL, T(ID), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_revoke_user_session_token(void) {
  bool result = false;
  CHECK(refused(ezauth_revoke_user_session_token(NULL, T("x"), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_revoke_user_session_token(accounts, T(NULL), &result, &error), "token", "empty"));
  CHECK(refused(ezauth_revoke_user_session_token(accounts, T("x"), NULL, &error), "result", "empty"));
  CHECK(ezauth_revoke_user_session_token(NULL, T("x"), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_revoke_user_session(void) {
  bool result = false;
  CHECK(refused(ezauth_revoke_user_session(NULL, T(ID), T(ID), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_revoke_user_session(accounts, T(NULL), T(ID), NULL, &result, &error), "user", "empty"));
  CHECK(refused(ezauth_revoke_user_session(accounts, T(ID), T(NULL), NULL, &result, &error), "session", "empty"));
  CHECK(refused(ezauth_revoke_user_session(accounts, T(ID), T(ID), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_revoke_user_session(NULL, T(ID), T(ID), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_revoke_user_session(accounts, T(ID), T(ID), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_revoke_user_session(accounts, T(ID), T(ID), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_revoke_user_session(accounts, T(ID), T(ID), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_revoke_user_session(accounts, T(ID), T(ID), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_revoke_user_sessions(void) {
  uint64_t result = 0;
  CHECK(refused(ezauth_revoke_user_sessions(NULL, T(ID), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_revoke_user_sessions(accounts, T(NULL), &result, &error), "user", "empty"));
  CHECK(refused(ezauth_revoke_user_sessions(accounts, T(ID), NULL, &error), "result", "empty"));
  CHECK(ezauth_revoke_user_sessions(NULL, T(ID), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_revoke_other_sessions(void) {
  uint64_t result = 0;
  CHECK(refused(ezauth_revoke_other_sessions(NULL, T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_revoke_other_sessions(accounts, T(NULL), NULL, &result, &error), "session_token", "empty"));
  CHECK(refused(ezauth_revoke_other_sessions(accounts, T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_revoke_other_sessions(NULL, T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_revoke_other_sessions(accounts, T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_revoke_other_sessions(accounts, T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_revoke_other_sessions(accounts, T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_revoke_other_sessions(accounts, T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_get_user_by_email(void) {
  ezauth_user_t *result = NULL;
  CHECK(refused(ezauth_get_user_by_email(NULL, T("x"), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_get_user_by_email(accounts, T(NULL), &result, &error), "email", "empty"));
  CHECK(refused(ezauth_get_user_by_email(accounts, T("x"), NULL, &error), "result", "empty"));
  CHECK(ezauth_get_user_by_email(NULL, T("x"), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_get_user_by_username(void) {
  ezauth_user_t *result = NULL;
  CHECK(refused(ezauth_get_user_by_username(NULL, T("x"), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_get_user_by_username(accounts, T(NULL), &result, &error), "username", "empty"));
  CHECK(refused(ezauth_get_user_by_username(accounts, T("x"), NULL, &error), "result", "empty"));
  CHECK(ezauth_get_user_by_username(NULL, T("x"), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_get_verified_identity(void) {
  ezauth_user_and_identity_t *result = NULL;
  CHECK(refused(ezauth_get_verified_identity(NULL, T("x"), T("x"), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_get_verified_identity(accounts, T(NULL), T("x"), &result, &error), "type", "empty"));
  CHECK(refused(ezauth_get_verified_identity(accounts, T("x"), T(NULL), &result, &error), "value", "empty"));
  CHECK(refused(ezauth_get_verified_identity(accounts, T("x"), T("x"), NULL, &error), "result", "empty"));
  CHECK(ezauth_get_verified_identity(NULL, T("x"), T("x"), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_issue_identity_verification(void) {
  ezauth_secret_t *result = NULL;
  CHECK(refused(ezauth_issue_identity_verification(NULL, T(ID), 1, NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_issue_identity_verification(accounts, T(NULL), 1, NULL, &result, &error), "identity", "empty"));
  CHECK(refused(ezauth_issue_identity_verification(accounts, T(ID), 0, NULL, &result, &error), "type", "unknown"));
  CHECK(refused(ezauth_issue_identity_verification(accounts, T(ID), 1, NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_issue_identity_verification(NULL, T(ID), 1, NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_issue_identity_verification(accounts, T(ID), 1, context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_issue_identity_verification(accounts, T(ID), 1, context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_issue_identity_verification(accounts, T(ID), 1, context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_issue_identity_verification(accounts, T(ID), 1, context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_request_email_verification(void) {
  ezauth_secret_t *result = NULL;
  CHECK(refused(ezauth_request_email_verification(NULL, T(ID), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_request_email_verification(accounts, T(NULL), &result, &error), "identity", "empty"));
  CHECK(refused(ezauth_request_email_verification(accounts, T(ID), NULL, &error), "result", "empty"));
  CHECK(ezauth_request_email_verification(NULL, T(ID), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_verify_magic_code(void) {
  ezauth_user_and_identity_t *result = NULL;
  CHECK(refused(ezauth_verify_magic_code(NULL, T("x"), 1, T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_verify_magic_code(accounts, T(NULL), 1, T("x"), NULL, &result, &error), "code", "empty"));
  CHECK(refused(ezauth_verify_magic_code(accounts, T("x"), 0, T("x"), NULL, &result, &error), "type", "unknown"));
  CHECK(refused(ezauth_verify_magic_code(accounts, T("x"), 1, T(NULL), NULL, &result, &error), "value", "empty"));
  CHECK(refused(ezauth_verify_magic_code(accounts, T("x"), 1, T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_verify_magic_code(NULL, T("x"), 1, T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_verify_magic_code(accounts, T("x"), 1, T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_verify_magic_code(accounts, T("x"), 1, T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_verify_magic_code(accounts, T("x"), 1, T("x"), context_of("ip"), &result, &error), "ip", "not_allowed"));
  CHECK(refused(ezauth_verify_magic_code(accounts, T("x"), 1, T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
  CHECK(refused(ezauth_verify_magic_code(accounts, T("x"), 1, T("x"), context_of("user_agent"), &result, &error), "user_agent", "not_allowed"));
}

static void play_verify_magic_link(void) {
  ezauth_user_and_identity_t *result = NULL;
  CHECK(refused(ezauth_verify_magic_link(NULL, T("x"), 1, NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_verify_magic_link(accounts, T(NULL), 1, NULL, &result, &error), "token", "empty"));
  CHECK(refused(ezauth_verify_magic_link(accounts, T("x"), 0, NULL, &result, &error), "type", "unknown"));
  CHECK(refused(ezauth_verify_magic_link(accounts, T("x"), 1, NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_verify_magic_link(NULL, T("x"), 1, NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_verify_magic_link(accounts, T("x"), 1, context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_verify_magic_link(accounts, T("x"), 1, context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_verify_magic_link(accounts, T("x"), 1, context_of("ip"), &result, &error), "ip", "not_allowed"));
  CHECK(refused(ezauth_verify_magic_link(accounts, T("x"), 1, context_of("replaces"), &result, &error), "replaces", "not_allowed"));
  CHECK(refused(ezauth_verify_magic_link(accounts, T("x"), 1, context_of("user_agent"), &result, &error), "user_agent", "not_allowed"));
}

static void play_peek_magic_link(void) {
  ezauth_verification_t *result = NULL;
  CHECK(refused(ezauth_peek_magic_link(NULL, T("x"), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_peek_magic_link(accounts, T(NULL), &result, &error), "token", "empty"));
  CHECK(refused(ezauth_peek_magic_link(accounts, T("x"), NULL, &error), "result", "empty"));
  CHECK(ezauth_peek_magic_link(NULL, T("x"), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_request_password_recovery(void) {
  ezauth_secret_t *result = NULL;
  CHECK(refused(ezauth_request_password_recovery(NULL, T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_request_password_recovery(accounts, T(NULL), NULL, &result, &error), "email", "empty"));
  CHECK(refused(ezauth_request_password_recovery(accounts, T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_request_password_recovery(NULL, T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_request_password_recovery(accounts, T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_request_password_recovery(accounts, T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_request_password_recovery(accounts, T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_request_password_recovery(accounts, T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_reset_password_with_link(void) {
  ezauth_user_t *result = NULL;
  CHECK(refused(ezauth_reset_password_with_link(NULL, T("x"), T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_reset_password_with_link(accounts, T(NULL), T("x"), NULL, &result, &error), "token", "empty"));
  CHECK(refused(ezauth_reset_password_with_link(accounts, T("x"), T(NULL), NULL, &result, &error), "new_password", "empty"));
  CHECK(refused(ezauth_reset_password_with_link(accounts, T("x"), T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_reset_password_with_link(NULL, T("x"), T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_reset_password_with_link(accounts, T("x"), T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_reset_password_with_link(accounts, T("x"), T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_reset_password_with_link(accounts, T("x"), T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_reset_password_with_link(accounts, T("x"), T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_reset_password_with_code(void) {
  ezauth_user_t *result = NULL;
  CHECK(refused(ezauth_reset_password_with_code(NULL, T("x"), T("x"), T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_reset_password_with_code(accounts, T(NULL), T("x"), T("x"), NULL, &result, &error), "email", "empty"));
  CHECK(refused(ezauth_reset_password_with_code(accounts, T("x"), T(NULL), T("x"), NULL, &result, &error), "code", "empty"));
  CHECK(refused(ezauth_reset_password_with_code(accounts, T("x"), T("x"), T(NULL), NULL, &result, &error), "new_password", "empty"));
  CHECK(refused(ezauth_reset_password_with_code(accounts, T("x"), T("x"), T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_reset_password_with_code(NULL, T("x"), T("x"), T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_reset_password_with_code(accounts, T("x"), T("x"), T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_reset_password_with_code(accounts, T("x"), T("x"), T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_reset_password_with_code(accounts, T("x"), T("x"), T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_change_password(void) {
  ezauth_user_t *result = NULL;
  CHECK(refused(ezauth_change_password(NULL, T("x"), T("x"), T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_change_password(accounts, T(NULL), T("x"), T("x"), NULL, &result, &error), "session_token", "empty"));
  CHECK(refused(ezauth_change_password(accounts, T("x"), T(NULL), T("x"), NULL, &result, &error), "current_password", "empty"));
  CHECK(refused(ezauth_change_password(accounts, T("x"), T("x"), T(NULL), NULL, &result, &error), "new_password", "empty"));
  CHECK(refused(ezauth_change_password(accounts, T("x"), T("x"), T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_change_password(NULL, T("x"), T("x"), T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_change_password(accounts, T("x"), T("x"), T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_change_password(accounts, T("x"), T("x"), T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_change_password(accounts, T("x"), T("x"), T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_change_password(accounts, T("x"), T("x"), T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_set_password(void) {
  ezauth_user_t *result = NULL;
  CHECK(refused(ezauth_set_password(NULL, T("x"), T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_set_password(accounts, T(NULL), T("x"), NULL, &result, &error), "session_token", "empty"));
  CHECK(refused(ezauth_set_password(accounts, T("x"), T(NULL), NULL, &result, &error), "new_password", "empty"));
  CHECK(refused(ezauth_set_password(accounts, T("x"), T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_set_password(NULL, T("x"), T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_set_password(accounts, T("x"), T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_set_password(accounts, T("x"), T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_set_password(accounts, T("x"), T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_set_password(accounts, T("x"), T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_request_identity(void) {
  ezauth_secret_t *result = NULL;
  CHECK(refused(ezauth_request_identity(NULL, T("x"), 1, T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_request_identity(accounts, T(NULL), 1, T("x"), NULL, &result, &error), "session_token", "empty"));
  CHECK(refused(ezauth_request_identity(accounts, T("x"), 0, T("x"), NULL, &result, &error), "type", "unknown"));
  CHECK(refused(ezauth_request_identity(accounts, T("x"), 1, T(NULL), NULL, &result, &error), "value", "empty"));
  CHECK(refused(ezauth_request_identity(accounts, T("x"), 1, T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_request_identity(NULL, T("x"), 1, T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_request_identity(accounts, T("x"), 1, T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_request_identity(accounts, T("x"), 1, T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_request_identity(accounts, T("x"), 1, T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
}

static void play_confirm_identity_with_link(void) {
  ezauth_user_and_identity_t *result = NULL;
  CHECK(refused(ezauth_confirm_identity_with_link(NULL, T("x"), T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_confirm_identity_with_link(accounts, T(NULL), T("x"), NULL, &result, &error), "session_token", "empty"));
  CHECK(refused(ezauth_confirm_identity_with_link(accounts, T("x"), T(NULL), NULL, &result, &error), "token", "empty"));
  CHECK(refused(ezauth_confirm_identity_with_link(accounts, T("x"), T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_confirm_identity_with_link(NULL, T("x"), T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_confirm_identity_with_link(accounts, T("x"), T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_confirm_identity_with_link(accounts, T("x"), T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_confirm_identity_with_link(accounts, T("x"), T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_confirm_identity_with_link(accounts, T("x"), T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_confirm_identity_with_code(void) {
  ezauth_user_and_identity_t *result = NULL;
  CHECK(refused(ezauth_confirm_identity_with_code(NULL, T("x"), T("x"), T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_confirm_identity_with_code(accounts, T(NULL), T("x"), T("x"), NULL, &result, &error), "session_token", "empty"));
  CHECK(refused(ezauth_confirm_identity_with_code(accounts, T("x"), T(NULL), T("x"), NULL, &result, &error), "value", "empty"));
  CHECK(refused(ezauth_confirm_identity_with_code(accounts, T("x"), T("x"), T(NULL), NULL, &result, &error), "code", "empty"));
  CHECK(refused(ezauth_confirm_identity_with_code(accounts, T("x"), T("x"), T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_confirm_identity_with_code(NULL, T("x"), T("x"), T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_confirm_identity_with_code(accounts, T("x"), T("x"), T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_confirm_identity_with_code(accounts, T("x"), T("x"), T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_confirm_identity_with_code(accounts, T("x"), T("x"), T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_confirm_identity_with_code(accounts, T("x"), T("x"), T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_remove_identity(void) {
  ezauth_user_t *result = NULL;
  CHECK(refused(ezauth_remove_identity(NULL, T("x"), T(ID), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_remove_identity(accounts, T(NULL), T(ID), NULL, &result, &error), "session_token", "empty"));
  CHECK(refused(ezauth_remove_identity(accounts, T("x"), T(NULL), NULL, &result, &error), "identity", "empty"));
  CHECK(refused(ezauth_remove_identity(accounts, T("x"), T(ID), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_remove_identity(NULL, T("x"), T(ID), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_remove_identity(accounts, T("x"), T(ID), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_remove_identity(accounts, T("x"), T(ID), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_remove_identity(accounts, T("x"), T(ID), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_remove_identity(accounts, T("x"), T(ID), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_delete_account(void) {
  CHECK(refused(ezauth_delete_account(NULL, T("x"), NULL, &error), "accounts", "empty"));
  CHECK(refused(ezauth_delete_account(accounts, T(NULL), NULL, &error), "session_token", "empty"));
  CHECK(ezauth_delete_account(NULL, T("x"), NULL, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_delete_account(accounts, T("x"), context_of("cursor"), &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_delete_account(accounts, T("x"), context_of("handle"), &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_delete_account(accounts, T("x"), context_of("proof"), &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_delete_account(accounts, T("x"), context_of("replaces"), &error), "replaces", "not_allowed"));
}

static void play_reauthenticate_with_password(void) {
  ezauth_sign_in_t *result = NULL;
  CHECK(refused(ezauth_reauthenticate_with_password(NULL, T("x"), T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_reauthenticate_with_password(accounts, T(NULL), T("x"), NULL, &result, &error), "session_token", "empty"));
  CHECK(refused(ezauth_reauthenticate_with_password(accounts, T("x"), T(NULL), NULL, &result, &error), "password", "empty"));
  CHECK(refused(ezauth_reauthenticate_with_password(accounts, T("x"), T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_reauthenticate_with_password(NULL, T("x"), T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_reauthenticate_with_password(accounts, T("x"), T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_reauthenticate_with_password(accounts, T("x"), T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_reauthenticate_with_password(accounts, T("x"), T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_reauthenticate_with_password(accounts, T("x"), T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_reauthenticate_with_link(void) {
  ezauth_sign_in_t *result = NULL;
  CHECK(refused(ezauth_reauthenticate_with_link(NULL, T("x"), T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_reauthenticate_with_link(accounts, T(NULL), T("x"), NULL, &result, &error), "session_token", "empty"));
  CHECK(refused(ezauth_reauthenticate_with_link(accounts, T("x"), T(NULL), NULL, &result, &error), "token", "empty"));
  CHECK(refused(ezauth_reauthenticate_with_link(accounts, T("x"), T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_reauthenticate_with_link(NULL, T("x"), T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_reauthenticate_with_link(accounts, T("x"), T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_reauthenticate_with_link(accounts, T("x"), T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_reauthenticate_with_link(accounts, T("x"), T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_reauthenticate_with_link(accounts, T("x"), T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_reauthenticate_with_code(void) {
  ezauth_sign_in_t *result = NULL;
  CHECK(refused(ezauth_reauthenticate_with_code(NULL, T("x"), T("x"), T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_reauthenticate_with_code(accounts, T(NULL), T("x"), T("x"), NULL, &result, &error), "session_token", "empty"));
  CHECK(refused(ezauth_reauthenticate_with_code(accounts, T("x"), T(NULL), T("x"), NULL, &result, &error), "value", "empty"));
  CHECK(refused(ezauth_reauthenticate_with_code(accounts, T("x"), T("x"), T(NULL), NULL, &result, &error), "code", "empty"));
  CHECK(refused(ezauth_reauthenticate_with_code(accounts, T("x"), T("x"), T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_reauthenticate_with_code(NULL, T("x"), T("x"), T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_reauthenticate_with_code(accounts, T("x"), T("x"), T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_reauthenticate_with_code(accounts, T("x"), T("x"), T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_reauthenticate_with_code(accounts, T("x"), T("x"), T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_update_user_profile(void) {
  ezauth_profile_changes_t *changes = ezauth_profile_changes_new();
  ezauth_user_t *result = NULL;
  CHECK(refused(ezauth_update_user_profile(NULL, T(ID), changes, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_update_user_profile(accounts, T(NULL), changes, &result, &error), "user", "empty"));
  CHECK(refused(ezauth_update_user_profile(accounts, T(ID), NULL, &result, &error), "changes", "empty"));
  CHECK(refused(ezauth_update_user_profile(accounts, T(ID), changes, NULL, &error), "result", "empty"));
  CHECK(ezauth_update_user_profile(NULL, T(ID), changes, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  ezauth_profile_changes_free(changes);
}

static void play_get_user(void) {
  ezauth_user_t *result = NULL;
  CHECK(refused(ezauth_get_user(NULL, T(ID), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_get_user(accounts, T(NULL), &result, &error), "user", "empty"));
  CHECK(refused(ezauth_get_user(accounts, T(ID), NULL, &error), "result", "empty"));
  CHECK(ezauth_get_user(NULL, T(ID), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_list_user_identities(void) {
  ezauth_identity_list_t *result = NULL;
  CHECK(refused(ezauth_list_user_identities(NULL, T(ID), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_list_user_identities(accounts, T(NULL), &result, &error), "user", "empty"));
  CHECK(refused(ezauth_list_user_identities(accounts, T(ID), NULL, &error), "result", "empty"));
  CHECK(ezauth_list_user_identities(NULL, T(ID), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_admin_list_users(void) {
  ezauth_user_filter_t *filter = ezauth_user_filter_new();
  ezauth_user_page_t *result = NULL;
  CHECK(refused(ezauth_admin_list_users(NULL, filter, NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_admin_list_users(accounts, filter, NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_admin_list_users(NULL, filter, NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_admin_list_users(accounts, filter, context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_admin_list_users(accounts, filter, context_of("ip"), &result, &error), "ip", "not_allowed"));
  CHECK(refused(ezauth_admin_list_users(accounts, filter, context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_admin_list_users(accounts, filter, context_of("replaces"), &result, &error), "replaces", "not_allowed"));
  CHECK(refused(ezauth_admin_list_users(accounts, filter, context_of("user_agent"), &result, &error), "user_agent", "not_allowed"));
  ezauth_user_filter_free(filter);
}

static void play_admin_disable_user(void) {
  ezauth_user_t *result = NULL;
  CHECK(refused(ezauth_admin_disable_user(NULL, T(ID), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_admin_disable_user(accounts, T(NULL), NULL, &result, &error), "user", "empty"));
  CHECK(refused(ezauth_admin_disable_user(accounts, T(ID), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_admin_disable_user(NULL, T(ID), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_admin_disable_user(accounts, T(ID), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_admin_disable_user(accounts, T(ID), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_admin_disable_user(accounts, T(ID), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_admin_disable_user(accounts, T(ID), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_admin_enable_user(void) {
  ezauth_user_t *result = NULL;
  CHECK(refused(ezauth_admin_enable_user(NULL, T(ID), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_admin_enable_user(accounts, T(NULL), NULL, &result, &error), "user", "empty"));
  CHECK(refused(ezauth_admin_enable_user(accounts, T(ID), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_admin_enable_user(NULL, T(ID), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_admin_enable_user(accounts, T(ID), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_admin_enable_user(accounts, T(ID), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_admin_enable_user(accounts, T(ID), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_admin_enable_user(accounts, T(ID), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_admin_delete_user(void) {
  CHECK(refused(ezauth_admin_delete_user(NULL, T(ID), NULL, &error), "accounts", "empty"));
  CHECK(refused(ezauth_admin_delete_user(accounts, T(NULL), NULL, &error), "user", "empty"));
  CHECK(ezauth_admin_delete_user(NULL, T(ID), NULL, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_admin_delete_user(accounts, T(ID), context_of("cursor"), &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_admin_delete_user(accounts, T(ID), context_of("handle"), &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_admin_delete_user(accounts, T(ID), context_of("proof"), &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_admin_delete_user(accounts, T(ID), context_of("replaces"), &error), "replaces", "not_allowed"));
}

static void play_admin_set_password(void) {
  ezauth_user_t *result = NULL;
  CHECK(refused(ezauth_admin_set_password(NULL, T(ID), T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_admin_set_password(accounts, T(NULL), T("x"), NULL, &result, &error), "user", "empty"));
  CHECK(refused(ezauth_admin_set_password(accounts, T(ID), T(NULL), NULL, &result, &error), "new_password", "empty"));
  CHECK(refused(ezauth_admin_set_password(accounts, T(ID), T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_admin_set_password(NULL, T(ID), T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_admin_set_password(accounts, T(ID), T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_admin_set_password(accounts, T(ID), T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_admin_set_password(accounts, T(ID), T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_admin_set_password(accounts, T(ID), T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_admin_expire_password(void) {
  ezauth_user_t *result = NULL;
  CHECK(refused(ezauth_admin_expire_password(NULL, T(ID), T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_admin_expire_password(accounts, T(NULL), T("x"), NULL, &result, &error), "user", "empty"));
  CHECK(refused(ezauth_admin_expire_password(accounts, T(ID), T(NULL), NULL, &result, &error), "reason", "empty"));
  CHECK(refused(ezauth_admin_expire_password(accounts, T(ID), T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_admin_expire_password(NULL, T(ID), T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_admin_expire_password(accounts, T(ID), T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_admin_expire_password(accounts, T(ID), T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_admin_expire_password(accounts, T(ID), T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_admin_expire_password(accounts, T(ID), T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_admin_attach_identity(void) {
  ezauth_user_and_identity_t *result = NULL;
  CHECK(refused(ezauth_admin_attach_identity(NULL, T(ID), T("x"), T("x"), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_admin_attach_identity(accounts, T(NULL), T("x"), T("x"), NULL, &result, &error), "user", "empty"));
  CHECK(refused(ezauth_admin_attach_identity(accounts, T(ID), T(NULL), T("x"), NULL, &result, &error), "provider", "empty"));
  CHECK(refused(ezauth_admin_attach_identity(accounts, T(ID), T("x"), T(NULL), NULL, &result, &error), "subject", "empty"));
  CHECK(refused(ezauth_admin_attach_identity(accounts, T(ID), T("x"), T("x"), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_admin_attach_identity(NULL, T(ID), T("x"), T("x"), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_admin_attach_identity(accounts, T(ID), T("x"), T("x"), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_admin_attach_identity(accounts, T(ID), T("x"), T("x"), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_admin_attach_identity(accounts, T(ID), T("x"), T("x"), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_admin_attach_identity(accounts, T(ID), T("x"), T("x"), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_admin_export_user(void) {
  ezauth_user_export_t *result = NULL;
  CHECK(refused(ezauth_admin_export_user(NULL, T(ID), NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_admin_export_user(accounts, T(NULL), NULL, &result, &error), "user", "empty"));
  CHECK(refused(ezauth_admin_export_user(accounts, T(ID), NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_admin_export_user(NULL, T(ID), NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_admin_export_user(accounts, T(ID), context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_admin_export_user(accounts, T(ID), context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_admin_export_user(accounts, T(ID), context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_admin_export_user(accounts, T(ID), context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_admin_revoke_all_sessions(void) {
  uint64_t result = 0;
  CHECK(refused(ezauth_admin_revoke_all_sessions(NULL, NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_admin_revoke_all_sessions(accounts, NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_admin_revoke_all_sessions(NULL, NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_admin_revoke_all_sessions(accounts, context_of("cursor"), &result, &error), "cursor", "not_allowed"));
  CHECK(refused(ezauth_admin_revoke_all_sessions(accounts, context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_admin_revoke_all_sessions(accounts, context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_admin_revoke_all_sessions(accounts, context_of("replaces"), &result, &error), "replaces", "not_allowed"));
}

static void play_claim_messages(void) {
  ezauth_message_list_t *result = NULL;
  CHECK(refused(ezauth_claim_messages(NULL, 1000, 1000, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_claim_messages(accounts, 1000, 1000, NULL, &error), "result", "empty"));
  CHECK(ezauth_claim_messages(NULL, 1000, 1000, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_ack_message(void) {
  bool result = false;
  CHECK(refused(ezauth_ack_message(NULL, T(ID), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_ack_message(accounts, T(NULL), &result, &error), "lease", "empty"));
  CHECK(refused(ezauth_ack_message(accounts, T(ID), NULL, &error), "result", "empty"));
  CHECK(ezauth_ack_message(NULL, T(ID), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_nack_message(void) {
  bool result = false;
  CHECK(refused(ezauth_nack_message(NULL, T(ID), &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_nack_message(accounts, T(NULL), &result, &error), "lease", "empty"));
  CHECK(refused(ezauth_nack_message(accounts, T(ID), NULL, &error), "result", "empty"));
  CHECK(ezauth_nack_message(NULL, T(ID), &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_events(void) {
  ezauth_event_filter_t *filter = ezauth_event_filter_new();
  ezauth_event_page_t *result = NULL;
  CHECK(refused(ezauth_events(NULL, filter, NULL, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_events(accounts, filter, NULL, NULL, &error), "result", "empty"));
  CHECK(ezauth_events(NULL, filter, NULL, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_events(accounts, filter, context_of("handle"), &result, &error), "handle", "not_allowed"));
  CHECK(refused(ezauth_events(accounts, filter, context_of("ip"), &result, &error), "ip", "not_allowed"));
  CHECK(refused(ezauth_events(accounts, filter, context_of("proof"), &result, &error), "proof", "not_allowed"));
  CHECK(refused(ezauth_events(accounts, filter, context_of("replaces"), &result, &error), "replaces", "not_allowed"));
  CHECK(refused(ezauth_events(accounts, filter, context_of("user_agent"), &result, &error), "user_agent", "not_allowed"));
  ezauth_event_filter_free(filter);
}

static void play_sweep(void) {
  ezauth_sweep_report_t *result = NULL;
  CHECK(refused(ezauth_sweep(NULL, 1000, &result, &error), "accounts", "empty"));
  CHECK(refused(ezauth_sweep(accounts, 1000, NULL, &error), "result", "empty"));
  CHECK(ezauth_sweep(NULL, 1000, &result, NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void play_backup(void) {
  CHECK(refused(ezauth_backup(NULL, T("x"), &error), "accounts", "empty"));
  CHECK(refused(ezauth_backup(accounts, T(NULL), &error), "path", "empty"));
  CHECK(ezauth_backup(NULL, T("x"), NULL) == EZAUTH_INVALID_ARGUMENT);
}

static void every_operation_refuses_what_is_missing(void) {
  play_create_user_with_password();
  play_create_user_with_email();
  play_create_user_with_phone();
  play_email_taken();
  play_username_taken();
  play_find_or_create_email_identity();
  play_find_or_create_phone_identity();
  play_sign_up_with_password();
  play_confirm_sign_up_with_link();
  play_confirm_sign_up_with_code();
  play_resend_sign_up();
  play_sign_in_with_password();
  play_request_magic_link();
  play_sign_in_with_magic_link();
  play_request_email_code();
  play_sign_in_with_email_code();
  play_request_phone_code();
  play_sign_in_with_phone_code();
  play_generate_user_session_token();
  play_get_user_by_session_token();
  play_get_session();
  play_list_user_sessions();
  play_revoke_user_session_token();
  play_revoke_user_session();
  play_revoke_user_sessions();
  play_revoke_other_sessions();
  play_get_user_by_email();
  play_get_user_by_username();
  play_get_verified_identity();
  play_issue_identity_verification();
  play_request_email_verification();
  play_verify_magic_code();
  play_verify_magic_link();
  play_peek_magic_link();
  play_request_password_recovery();
  play_reset_password_with_link();
  play_reset_password_with_code();
  play_change_password();
  play_set_password();
  play_request_identity();
  play_confirm_identity_with_link();
  play_confirm_identity_with_code();
  play_remove_identity();
  play_delete_account();
  play_reauthenticate_with_password();
  play_reauthenticate_with_link();
  play_reauthenticate_with_code();
  play_update_user_profile();
  play_get_user();
  play_list_user_identities();
  play_admin_list_users();
  play_admin_disable_user();
  play_admin_enable_user();
  play_admin_delete_user();
  play_admin_set_password();
  play_admin_expire_password();
  play_admin_attach_identity();
  play_admin_export_user();
  play_admin_revoke_all_sessions();
  play_claim_messages();
  play_ack_message();
  play_nack_message();
  play_events();
  play_sweep();
  play_backup();
}

static void every_record_answers_null_with_nothing(void) {
  CHECK(ezauth_user_id(NULL) == NULL);
  CHECK(ezauth_user_name(NULL) == NULL);
  CHECK(ezauth_user_username(NULL) == NULL);
  CHECK(ezauth_user_metadata(NULL) == NULL);
  CHECK(ezauth_user_has_password(NULL) == 0);
  CHECK(!ezauth_user_disabled_at(NULL, NULL));
  CHECK(ezauth_user_created_at(NULL) == 0);
  CHECK(ezauth_user_updated_at(NULL) == 0);
  CHECK(ezauth_user_list_count(NULL) == 0);
  CHECK(ezauth_user_list_at(NULL, 0) == NULL);
  ezauth_user_free(NULL);
  CHECK(ezauth_identity_id(NULL) == NULL);
  CHECK(ezauth_identity_user_id(NULL) == NULL);
  CHECK(ezauth_identity_type(NULL) == NULL);
  CHECK(ezauth_identity_value(NULL) == NULL);
  CHECK(ezauth_identity_display_value(NULL) == NULL);
  CHECK(!ezauth_identity_verified_at(NULL, NULL));
  CHECK(ezauth_identity_created_at(NULL) == 0);
  CHECK(ezauth_identity_updated_at(NULL) == 0);
  CHECK(ezauth_identity_list_count(NULL) == 0);
  CHECK(ezauth_identity_list_at(NULL, 0) == NULL);
  ezauth_identity_list_free(NULL);
  CHECK(ezauth_user_and_identity_user(NULL) == NULL);
  CHECK(ezauth_user_and_identity_identity(NULL) == NULL);
  ezauth_user_and_identity_free(NULL);
  CHECK(ezauth_session_id(NULL) == NULL);
  CHECK(ezauth_session_user_id(NULL) == NULL);
  CHECK(ezauth_session_method(NULL) == 0);
  CHECK(ezauth_session_authenticated_at(NULL) == 0);
  CHECK(ezauth_session_created_at(NULL) == 0);
  CHECK(ezauth_session_last_seen_at(NULL) == 0);
  CHECK(ezauth_session_expires_at(NULL) == 0);
  CHECK(ezauth_session_idle_expires_at(NULL) == 0);
  CHECK(ezauth_session_ip(NULL) == NULL);
  CHECK(ezauth_session_user_agent(NULL) == NULL);
  CHECK(ezauth_session_list_count(NULL) == 0);
  CHECK(ezauth_session_list_at(NULL, 0) == NULL);
  ezauth_session_list_free(NULL);
  CHECK(ezauth_session_and_user_session(NULL) == NULL);
  CHECK(ezauth_session_and_user_user(NULL) == NULL);
  ezauth_session_and_user_free(NULL);
  CHECK(ezauth_sign_in_user(NULL) == NULL);
  CHECK(ezauth_sign_in_session(NULL) == NULL);
  CHECK(ezauth_sign_in_token(NULL) == NULL);
  ezauth_sign_in_free(NULL);
  CHECK(ezauth_verification_id(NULL) == NULL);
  CHECK(ezauth_verification_form(NULL) == 0);
  CHECK(ezauth_verification_kind(NULL) == 0);
  CHECK(ezauth_verification_channel(NULL) == 0);
  CHECK(ezauth_verification_value(NULL) == NULL);
  CHECK(ezauth_verification_identity_id(NULL) == NULL);
  CHECK(ezauth_verification_sign_up_id(NULL) == NULL);
  CHECK(ezauth_verification_pending_change_id(NULL) == NULL);
  CHECK(ezauth_verification_expires_at(NULL) == 0);
  CHECK(ezauth_verification_created_at(NULL) == 0);
  ezauth_verification_free(NULL);
  CHECK(ezauth_message_id(NULL) == NULL);
  CHECK(ezauth_message_lease(NULL) == NULL);
  CHECK(ezauth_message_channel(NULL) == 0);
  CHECK(ezauth_message_kind(NULL) == 0);
  CHECK(ezauth_message_recipient(NULL) == NULL);
  CHECK(ezauth_message_user_id(NULL) == NULL);
  CHECK(ezauth_message_attempts(NULL) == 0);
  CHECK(ezauth_message_code(NULL) == NULL);
  CHECK(ezauth_message_token(NULL) == NULL);
  CHECK(ezauth_message_link(NULL) == NULL);
  CHECK(ezauth_message_expires_at(NULL) == 0);
  CHECK(ezauth_message_subject(NULL) == NULL);
  CHECK(ezauth_message_text(NULL) == NULL);
  CHECK(ezauth_message_list_count(NULL) == 0);
  CHECK(ezauth_message_list_at(NULL, 0) == NULL);
  ezauth_message_list_free(NULL);
  CHECK(ezauth_event_id(NULL) == NULL);
  CHECK(ezauth_event_type(NULL) == 0);
  CHECK(ezauth_event_user_id(NULL) == NULL);
  CHECK(ezauth_event_session_id(NULL) == NULL);
  CHECK(ezauth_event_ip(NULL) == NULL);
  CHECK(ezauth_event_data(NULL) == NULL);
  CHECK(ezauth_event_created_at(NULL) == 0);
  CHECK(ezauth_event_list_count(NULL) == 0);
  CHECK(ezauth_event_list_at(NULL, 0) == NULL);
  CHECK(ezauth_event_page_events(NULL) == NULL);
  CHECK(ezauth_event_page_cursor(NULL) == NULL);
  ezauth_event_page_free(NULL);
  CHECK(ezauth_sweep_report_sessions(NULL) == 0);
  CHECK(ezauth_sweep_report_verifications(NULL) == 0);
  CHECK(ezauth_sweep_report_sign_ups(NULL) == 0);
  CHECK(ezauth_sweep_report_pending_changes(NULL) == 0);
  CHECK(ezauth_sweep_report_messages(NULL) == 0);
  CHECK(ezauth_sweep_report_events(NULL) == 0);
  CHECK(ezauth_sweep_report_throttles(NULL) == 0);
  ezauth_sweep_report_free(NULL);
  CHECK(ezauth_user_page_users(NULL) == NULL);
  CHECK(ezauth_user_page_cursor(NULL) == NULL);
  ezauth_user_page_free(NULL);
  CHECK(ezauth_user_export_data(NULL) == NULL);
  ezauth_user_export_free(NULL);
}
