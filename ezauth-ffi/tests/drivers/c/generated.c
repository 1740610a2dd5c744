/* Written by `cargo xtask header` from the table of operations. */
#include "call.h"

static const struct named verification_type_names[] = {
    {"email", EZAUTH_VERIFICATION_TYPE_EMAIL},
    {"phone", EZAUTH_VERIFICATION_TYPE_PHONE},
    {"recovery", EZAUTH_VERIFICATION_TYPE_RECOVERY},
    {NULL, 0},
};

static const struct named session_method_names[] = {
    {"password", EZAUTH_SESSION_METHOD_PASSWORD},
    {"link", EZAUTH_SESSION_METHOD_LINK},
    {"code", EZAUTH_SESSION_METHOD_CODE},
    {"host", EZAUTH_SESSION_METHOD_HOST},
    {NULL, 0},
};

static const struct named kind_names[] = {
    {"confirm", EZAUTH_KIND_CONFIRM},
    {"sign_up", EZAUTH_KIND_SIGN_UP},
    {"sign_in", EZAUTH_KIND_SIGN_IN},
    {"recover", EZAUTH_KIND_RECOVER},
    {"change", EZAUTH_KIND_CHANGE},
    {NULL, 0},
};

static const struct named channel_names[] = {
    {"email", EZAUTH_CHANNEL_EMAIL},
    {"phone", EZAUTH_CHANNEL_PHONE},
    {NULL, 0},
};

static void put_user(struct text *out, const ezauth_user_t *user) {
  int64_t millis;
  put_raw(out, "{");
  put_name(out, "id");
  put_text(out, ezauth_user_id(user));
  put_name(out, "name");
  put_text(out, ezauth_user_name(user));
  put_name(out, "username");
  put_text(out, ezauth_user_username(user));
  put_name(out, "metadata");
  put_json(out, ezauth_user_metadata(user));
  put_name(out, "has_password");
  put_bool(out, ezauth_user_has_password(user));
  put_name(out, "disabled_at");
  put_time(out, ezauth_user_disabled_at(user, &millis) ? &millis : NULL);
  put_name(out, "created_at");
  millis = ezauth_user_created_at(user);
  put_time(out, &millis);
  put_name(out, "updated_at");
  millis = ezauth_user_updated_at(user);
  put_time(out, &millis);
  put_raw(out, "}");
}

static void put_identity(struct text *out, const ezauth_identity_t *identity) {
  int64_t millis;
  put_raw(out, "{");
  put_name(out, "id");
  put_text(out, ezauth_identity_id(identity));
  put_name(out, "user_id");
  put_text(out, ezauth_identity_user_id(identity));
  put_name(out, "type");
  put_text(out, ezauth_identity_type(identity));
  put_name(out, "value");
  put_text(out, ezauth_identity_value(identity));
  put_name(out, "display_value");
  put_text(out, ezauth_identity_display_value(identity));
  put_name(out, "verified_at");
  put_time(out, ezauth_identity_verified_at(identity, &millis) ? &millis : NULL);
  put_name(out, "created_at");
  millis = ezauth_identity_created_at(identity);
  put_time(out, &millis);
  put_name(out, "updated_at");
  millis = ezauth_identity_updated_at(identity);
  put_time(out, &millis);
  put_raw(out, "}");
}

static void put_session(struct text *out, const ezauth_session_t *session) {
  int64_t millis;
  put_raw(out, "{");
  put_name(out, "id");
  put_text(out, ezauth_session_id(session));
  put_name(out, "user_id");
  put_text(out, ezauth_session_user_id(session));
  put_name(out, "method");
  put_text(out, name_of(session_method_names, ezauth_session_method(session)));
  put_name(out, "authenticated_at");
  millis = ezauth_session_authenticated_at(session);
  put_time(out, &millis);
  put_name(out, "created_at");
  millis = ezauth_session_created_at(session);
  put_time(out, &millis);
  put_name(out, "last_seen_at");
  millis = ezauth_session_last_seen_at(session);
  put_time(out, &millis);
  put_name(out, "expires_at");
  millis = ezauth_session_expires_at(session);
  put_time(out, &millis);
  put_name(out, "idle_expires_at");
  millis = ezauth_session_idle_expires_at(session);
  put_time(out, &millis);
  put_name(out, "ip");
  put_text(out, ezauth_session_ip(session));
  put_name(out, "user_agent");
  put_text(out, ezauth_session_user_agent(session));
  put_raw(out, "}");
}

void put_message(struct text *out, const ezauth_message_t *message) {
  int64_t millis;
  put_raw(out, "{");
  put_name(out, "id");
  put_text(out, ezauth_message_id(message));
  put_name(out, "lease");
  put_text(out, ezauth_message_lease(message));
  put_name(out, "channel");
  put_text(out, name_of(channel_names, ezauth_message_channel(message)));
  put_name(out, "kind");
  put_text(out, name_of(kind_names, ezauth_message_kind(message)));
  put_name(out, "recipient");
  put_text(out, ezauth_message_recipient(message));
  put_name(out, "user_id");
  put_text(out, ezauth_message_user_id(message));
  put_name(out, "attempts");
  put_int(out, ezauth_message_attempts(message));
  put_name(out, "code");
  put_text(out, ezauth_message_code(message));
  put_name(out, "token");
  put_text(out, ezauth_message_token(message));
  put_name(out, "link");
  put_text(out, ezauth_message_link(message));
  put_name(out, "expires_at");
  millis = ezauth_message_expires_at(message);
  put_time(out, &millis);
  put_name(out, "subject");
  put_text(out, ezauth_message_subject(message));
  put_name(out, "text");
  put_text(out, ezauth_message_text(message));
  put_raw(out, "}");
}

static void put_message_list(struct text *out, const ezauth_message_list_t *list) {
  size_t i;
  put_raw(out, "[");
  for (i = 0; i < ezauth_message_list_count(list); i++) {
    put_name(out, NULL);
    put_message(out, ezauth_message_list_at(list, i));
  }
  put_raw(out, "]");
}

static void put_user_and_identity(struct text *out, const ezauth_user_and_identity_t *user_and_identity) {
  put_raw(out, "{");
  put_name(out, "user");
  put_user(out, ezauth_user_and_identity_user(user_and_identity));
  put_name(out, "identity");
  put_identity(out, ezauth_user_and_identity_identity(user_and_identity));
  put_raw(out, "}");
}

static void put_session_and_user(struct text *out, const ezauth_session_and_user_t *session_and_user) {
  put_raw(out, "{");
  put_name(out, "session");
  put_session(out, ezauth_session_and_user_session(session_and_user));
  put_name(out, "user");
  put_user(out, ezauth_session_and_user_user(session_and_user));
  put_raw(out, "}");
}

static void put_sign_in(struct text *out, const ezauth_sign_in_t *sign_in) {
  put_raw(out, "{");
  put_name(out, "user");
  put_user(out, ezauth_sign_in_user(sign_in));
  put_name(out, "session");
  put_session(out, ezauth_sign_in_session(sign_in));
  put_name(out, "token");
  put_text(out, ezauth_sign_in_token(sign_in));
  put_raw(out, "}");
}

static void call_create_user_with_password(struct call *call) {
  ezauth_text_t email = take_text(call, "email");
  ezauth_text_t password = take_text(call, "password");
  ezauth_user_and_identity_t *result = NULL;
  if (!is_ready(call)) return;
  call->status = ezauth_create_user_with_password(
      call->accounts, email, password, &result, &call->error);
  if (is_ready(call)) put_user_and_identity(&call->result, result);
  ezauth_user_and_identity_free(result);
}

static void call_sign_in_with_password(struct call *call) {
  ezauth_text_t identifier = take_text(call, "identifier");
  ezauth_text_t password = take_text(call, "password");
  ezauth_sign_in_t *result = NULL;
  take_optional(call, "context");
  if (!is_ready(call)) return;
  call->status = ezauth_sign_in_with_password(
      call->accounts, identifier, password, call->context, &result, &call->error);
  if (is_ready(call)) put_sign_in(&call->result, result);
  ezauth_sign_in_free(result);
}

static void call_get_session(struct call *call) {
  ezauth_text_t token = take_text(call, "token");
  ezauth_session_and_user_t *result = NULL;
  if (!is_ready(call)) return;
  call->status = ezauth_get_session(
      call->accounts, token, &result, &call->error);
  if (is_ready(call) && result != NULL) put_session_and_user(&call->result, result);
  ezauth_session_and_user_free(result);
}

static void call_revoke_user_session_token(struct call *call) {
  ezauth_text_t token = take_text(call, "token");
  bool result = false;
  if (!is_ready(call)) return;
  call->status = ezauth_revoke_user_session_token(
      call->accounts, token, &result, &call->error);
  if (is_ready(call)) put_bool(&call->result, result);
}

static void call_request_email_verification(struct call *call) {
  ezauth_text_t identity = take_text(call, "identity");
  ezauth_secret_t *result = NULL;
  if (!is_ready(call)) return;
  call->status = ezauth_request_email_verification(
      call->accounts, identity, &result, &call->error);
  if (is_ready(call)) put_text(&call->result, ezauth_secret_text(result));
  ezauth_secret_free(result);
}

static void call_verify_magic_link(struct call *call) {
  ezauth_text_t token = take_text(call, "token");
  int32_t type = take_name(call, "type", verification_type_names);
  ezauth_user_and_identity_t *result = NULL;
  take_optional(call, "proof");
  if (!is_ready(call)) return;
  call->status = ezauth_verify_magic_link(
      call->accounts, token, type, call->context, &result, &call->error);
  if (is_ready(call)) put_user_and_identity(&call->result, result);
  ezauth_user_and_identity_free(result);
}

static void call_claim_messages(struct call *call) {
  uint64_t limit = take_int(call, "limit");
  uint64_t lease = take_duration(call, "lease");
  ezauth_message_list_t *result = NULL;
  if (!is_ready(call)) return;
  call->status = ezauth_claim_messages(
      call->accounts, limit, lease, &result, &call->error);
  if (is_ready(call)) put_message_list(&call->result, result);
  ezauth_message_list_free(result);
}

static void call_ack_message(struct call *call) {
  ezauth_text_t lease = take_text(call, "lease");
  bool result = false;
  if (!is_ready(call)) return;
  call->status = ezauth_ack_message(
      call->accounts, lease, &result, &call->error);
  if (is_ready(call)) put_bool(&call->result, result);
}

operation_t operation_named(const char *name) {
  if (strcmp(name, "create_user_with_password") == 0) return call_create_user_with_password;
  if (strcmp(name, "sign_in_with_password") == 0) return call_sign_in_with_password;
  if (strcmp(name, "get_session") == 0) return call_get_session;
  if (strcmp(name, "revoke_user_session_token") == 0) return call_revoke_user_session_token;
  if (strcmp(name, "request_email_verification") == 0) return call_request_email_verification;
  if (strcmp(name, "verify_magic_link") == 0) return call_verify_magic_link;
  if (strcmp(name, "claim_messages") == 0) return call_claim_messages;
  if (strcmp(name, "ack_message") == 0) return call_ack_message;
  return NULL;
}
