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

static const struct named form_names[] = {
    {"link", EZAUTH_FORM_LINK},
    {"code", EZAUTH_FORM_CODE},
    {"handle", EZAUTH_FORM_HANDLE},
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

static const struct named message_kind_names[] = {
    {"confirm", EZAUTH_MESSAGE_KIND_CONFIRM},
    {"sign_up", EZAUTH_MESSAGE_KIND_SIGN_UP},
    {"sign_in", EZAUTH_MESSAGE_KIND_SIGN_IN},
    {"recover", EZAUTH_MESSAGE_KIND_RECOVER},
    {"change", EZAUTH_MESSAGE_KIND_CHANGE},
    {"address_in_use", EZAUTH_MESSAGE_KIND_ADDRESS_IN_USE},
    {"password_set", EZAUTH_MESSAGE_KIND_PASSWORD_SET},
    {"password_changed", EZAUTH_MESSAGE_KIND_PASSWORD_CHANGED},
    {"password_reset", EZAUTH_MESSAGE_KIND_PASSWORD_RESET},
    {"password_expired", EZAUTH_MESSAGE_KIND_PASSWORD_EXPIRED},
    {"password_switched_off", EZAUTH_MESSAGE_KIND_PASSWORD_SWITCHED_OFF},
    {"identity_added", EZAUTH_MESSAGE_KIND_IDENTITY_ADDED},
    {"identity_changed", EZAUTH_MESSAGE_KIND_IDENTITY_CHANGED},
    {"identity_removed", EZAUTH_MESSAGE_KIND_IDENTITY_REMOVED},
    {"account_disabled", EZAUTH_MESSAGE_KIND_ACCOUNT_DISABLED},
    {"account_deleted", EZAUTH_MESSAGE_KIND_ACCOUNT_DELETED},
    {"signed_in_after_failures", EZAUTH_MESSAGE_KIND_SIGNED_IN_AFTER_FAILURES},
    {NULL, 0},
};

static const struct named event_type_names[] = {
    {"user_created", EZAUTH_EVENT_TYPE_USER_CREATED},
    {"profile_updated", EZAUTH_EVENT_TYPE_PROFILE_UPDATED},
    {"verification_issued", EZAUTH_EVENT_TYPE_VERIFICATION_ISSUED},
    {"identity_verified", EZAUTH_EVENT_TYPE_IDENTITY_VERIFIED},
    {"recovery_verified", EZAUTH_EVENT_TYPE_RECOVERY_VERIFIED},
    {"verification_refused", EZAUTH_EVENT_TYPE_VERIFICATION_REFUSED},
    {"session_created", EZAUTH_EVENT_TYPE_SESSION_CREATED},
    {"session_revoked", EZAUTH_EVENT_TYPE_SESSION_REVOKED},
    {"sessions_revoked", EZAUTH_EVENT_TYPE_SESSIONS_REVOKED},
    {"sign_in_refused", EZAUTH_EVENT_TYPE_SIGN_IN_REFUSED},
    {"password_rehashed", EZAUTH_EVENT_TYPE_PASSWORD_REHASHED},
    {"password_reset", EZAUTH_EVENT_TYPE_PASSWORD_RESET},
    {"key_replaced", EZAUTH_EVENT_TYPE_KEY_REPLACED},
    {"reauthenticated", EZAUTH_EVENT_TYPE_REAUTHENTICATED},
    {"password_changed", EZAUTH_EVENT_TYPE_PASSWORD_CHANGED},
    {"password_set", EZAUTH_EVENT_TYPE_PASSWORD_SET},
    {"password_expired", EZAUTH_EVENT_TYPE_PASSWORD_EXPIRED},
    {"password_switched_off", EZAUTH_EVENT_TYPE_PASSWORD_SWITCHED_OFF},
    {"identity_added", EZAUTH_EVENT_TYPE_IDENTITY_ADDED},
    {"identity_changed", EZAUTH_EVENT_TYPE_IDENTITY_CHANGED},
    {"identity_removed", EZAUTH_EVENT_TYPE_IDENTITY_REMOVED},
    {"user_disabled", EZAUTH_EVENT_TYPE_USER_DISABLED},
    {"user_enabled", EZAUTH_EVENT_TYPE_USER_ENABLED},
    {"user_deleted", EZAUTH_EVENT_TYPE_USER_DELETED},
    {"user_exported", EZAUTH_EVENT_TYPE_USER_EXPORTED},
    {"all_sessions_revoked", EZAUTH_EVENT_TYPE_ALL_SESSIONS_REVOKED},
    {"backup_made", EZAUTH_EVENT_TYPE_BACKUP_MADE},
    {"backup_restored", EZAUTH_EVENT_TYPE_BACKUP_RESTORED},
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

static void put_user_list(struct text *out, const ezauth_user_list_t *list) {
  size_t i;
  put_raw(out, "[");
  for (i = 0; i < ezauth_user_list_count(list); i++) {
    put_name(out, NULL);
    put_user(out, ezauth_user_list_at(list, i));
  }
  put_raw(out, "]");
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

static void put_identity_list(struct text *out, const ezauth_identity_list_t *list) {
  size_t i;
  put_raw(out, "[");
  for (i = 0; i < ezauth_identity_list_count(list); i++) {
    put_name(out, NULL);
    put_identity(out, ezauth_identity_list_at(list, i));
  }
  put_raw(out, "]");
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

static void put_session_list(struct text *out, const ezauth_session_list_t *list) {
  size_t i;
  put_raw(out, "[");
  for (i = 0; i < ezauth_session_list_count(list); i++) {
    put_name(out, NULL);
    put_session(out, ezauth_session_list_at(list, i));
  }
  put_raw(out, "]");
}

static void put_verification(struct text *out, const ezauth_verification_t *verification) {
  int64_t millis;
  put_raw(out, "{");
  put_name(out, "id");
  put_text(out, ezauth_verification_id(verification));
  put_name(out, "form");
  put_text(out, name_of(form_names, ezauth_verification_form(verification)));
  put_name(out, "kind");
  put_text(out, name_of(kind_names, ezauth_verification_kind(verification)));
  put_name(out, "channel");
  put_text(out, name_of(channel_names, ezauth_verification_channel(verification)));
  put_name(out, "value");
  put_text(out, ezauth_verification_value(verification));
  put_name(out, "identity_id");
  put_text(out, ezauth_verification_identity_id(verification));
  put_name(out, "sign_up_id");
  put_text(out, ezauth_verification_sign_up_id(verification));
  put_name(out, "pending_change_id");
  put_text(out, ezauth_verification_pending_change_id(verification));
  put_name(out, "expires_at");
  millis = ezauth_verification_expires_at(verification);
  put_time(out, &millis);
  put_name(out, "created_at");
  millis = ezauth_verification_created_at(verification);
  put_time(out, &millis);
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
  put_text(out, name_of(message_kind_names, ezauth_message_kind(message)));
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

static void put_event(struct text *out, const ezauth_event_t *event) {
  int64_t millis;
  put_raw(out, "{");
  put_name(out, "id");
  put_text(out, ezauth_event_id(event));
  put_name(out, "type");
  put_text(out, name_of(event_type_names, ezauth_event_type(event)));
  put_name(out, "user_id");
  put_text(out, ezauth_event_user_id(event));
  put_name(out, "session_id");
  put_text(out, ezauth_event_session_id(event));
  put_name(out, "ip");
  put_text(out, ezauth_event_ip(event));
  put_name(out, "data");
  put_json(out, ezauth_event_data(event));
  put_name(out, "created_at");
  millis = ezauth_event_created_at(event);
  put_time(out, &millis);
  put_raw(out, "}");
}

static void put_event_list(struct text *out, const ezauth_event_list_t *list) {
  size_t i;
  put_raw(out, "[");
  for (i = 0; i < ezauth_event_list_count(list); i++) {
    put_name(out, NULL);
    put_event(out, ezauth_event_list_at(list, i));
  }
  put_raw(out, "]");
}

static void put_sweep_report(struct text *out, const ezauth_sweep_report_t *sweep_report) {
  put_raw(out, "{");
  put_name(out, "sessions");
  put_int(out, ezauth_sweep_report_sessions(sweep_report));
  put_name(out, "verifications");
  put_int(out, ezauth_sweep_report_verifications(sweep_report));
  put_name(out, "sign_ups");
  put_int(out, ezauth_sweep_report_sign_ups(sweep_report));
  put_name(out, "pending_changes");
  put_int(out, ezauth_sweep_report_pending_changes(sweep_report));
  put_name(out, "messages");
  put_int(out, ezauth_sweep_report_messages(sweep_report));
  put_name(out, "events");
  put_int(out, ezauth_sweep_report_events(sweep_report));
  put_name(out, "throttles");
  put_int(out, ezauth_sweep_report_throttles(sweep_report));
  put_raw(out, "}");
}

static void put_user_export(struct text *out, const ezauth_user_export_t *user_export) {
  put_raw(out, "{");
  put_name(out, "data");
  put_json(out, ezauth_user_export_data(user_export));
  put_raw(out, "}");
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

static void put_event_page(struct text *out, const ezauth_event_page_t *event_page) {
  put_raw(out, "{");
  put_name(out, "events");
  put_event_list(out, ezauth_event_page_events(event_page));
  put_name(out, "cursor");
  put_text(out, ezauth_event_page_cursor(event_page));
  put_raw(out, "}");
}

static void put_user_page(struct text *out, const ezauth_user_page_t *user_page) {
  put_raw(out, "{");
  put_name(out, "users");
  put_user_list(out, ezauth_user_page_users(user_page));
  put_name(out, "cursor");
  put_text(out, ezauth_user_page_cursor(user_page));
  put_raw(out, "}");
}

static ezauth_event_filter_t *take_event_filter(struct call *call, const char *name) {
  const struct json *with = call->with;
  ezauth_event_filter_t *made = ezauth_event_filter_new();
  call->with = json_member(with, name);
  if (is_ready(call) && json_member(call->with, "user") != NULL) {
    ezauth_text_t user = take_text(call, "user");
    if (is_ready(call)) {
      call->status = ezauth_event_filter_set_user(made, user, &call->error);
    }
  }
  if (is_ready(call) && json_member(call->with, "type") != NULL) {
    int32_t type = take_name(call, "type", event_type_names);
    if (is_ready(call)) {
      call->status = ezauth_event_filter_set_type(made, type, &call->error);
    }
  }
  if (is_ready(call) && json_member(call->with, "limit") != NULL) {
    uint64_t limit = take_int(call, "limit");
    if (is_ready(call)) {
      call->status = ezauth_event_filter_set_limit(made, limit, &call->error);
    }
  }
  call->with = with;
  return made;
}

static ezauth_user_filter_t *take_user_filter(struct call *call, const char *name) {
  const struct json *with = call->with;
  ezauth_user_filter_t *made = ezauth_user_filter_new();
  call->with = json_member(with, name);
  if (is_ready(call) && json_member(call->with, "disabled") != NULL) {
    bool disabled = take_bool(call, "disabled");
    if (is_ready(call)) {
      call->status = ezauth_user_filter_set_disabled(made, disabled, &call->error);
    }
  }
  if (is_ready(call) && json_member(call->with, "limit") != NULL) {
    uint64_t limit = take_int(call, "limit");
    if (is_ready(call)) {
      call->status = ezauth_user_filter_set_limit(made, limit, &call->error);
    }
  }
  call->with = with;
  return made;
}

static void call_create_user_with_password(struct call *call) {
  ezauth_text_t email = take_text(call, "email");
  ezauth_text_t password = take_text(call, "password");
  ezauth_user_and_identity_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_create_user_with_password(
        call->accounts, email, password, &result, &call->error);
  }
  if (is_ready(call)) put_user_and_identity(&call->result, result);
  ezauth_user_and_identity_free(result);
}

static void call_create_user_with_email(struct call *call) {
  ezauth_text_t email = take_text(call, "email");
  ezauth_user_and_identity_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_create_user_with_email(
        call->accounts, email, &result, &call->error);
  }
  if (is_ready(call)) put_user_and_identity(&call->result, result);
  ezauth_user_and_identity_free(result);
}

static void call_create_user_with_phone(struct call *call) {
  ezauth_text_t phone = take_text(call, "phone");
  ezauth_user_and_identity_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_create_user_with_phone(
        call->accounts, phone, &result, &call->error);
  }
  if (is_ready(call)) put_user_and_identity(&call->result, result);
  ezauth_user_and_identity_free(result);
}

static void call_email_taken(struct call *call) {
  ezauth_text_t email = take_text(call, "email");
  bool result = false;
  if (is_ready(call)) {
    call->status = ezauth_email_taken(
        call->accounts, email, &result, &call->error);
  }
  if (is_ready(call)) put_bool(&call->result, result);
}

static void call_username_taken(struct call *call) {
  ezauth_text_t username = take_text(call, "username");
  bool result = false;
  if (is_ready(call)) {
    call->status = ezauth_username_taken(
        call->accounts, username, &result, &call->error);
  }
  if (is_ready(call)) put_bool(&call->result, result);
}

static void call_find_or_create_email_identity(struct call *call) {
  ezauth_text_t value = take_text(call, "value");
  ezauth_user_and_identity_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_find_or_create_email_identity(
        call->accounts, value, &result, &call->error);
  }
  if (is_ready(call)) put_user_and_identity(&call->result, result);
  ezauth_user_and_identity_free(result);
}

static void call_find_or_create_phone_identity(struct call *call) {
  ezauth_text_t value = take_text(call, "value");
  ezauth_user_and_identity_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_find_or_create_phone_identity(
        call->accounts, value, &result, &call->error);
  }
  if (is_ready(call)) put_user_and_identity(&call->result, result);
  ezauth_user_and_identity_free(result);
}

static void call_sign_up_with_password(struct call *call) {
  ezauth_text_t email = take_text(call, "email");
  ezauth_text_t password = take_text(call, "password");
  ezauth_secret_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_sign_up_with_password(
        call->accounts, email, password, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_text(&call->result, ezauth_secret_text(result));
  ezauth_secret_free(result);
}

static void call_confirm_sign_up_with_link(struct call *call) {
  ezauth_text_t token = take_text(call, "token");
  ezauth_sign_in_t *result = NULL;
  take_optional(call, "proof");
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_confirm_sign_up_with_link(
        call->accounts, token, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_sign_in(&call->result, result);
  ezauth_sign_in_free(result);
}

static void call_confirm_sign_up_with_code(struct call *call) {
  ezauth_text_t email = take_text(call, "email");
  ezauth_text_t code = take_text(call, "code");
  ezauth_sign_in_t *result = NULL;
  take_optional(call, "proof");
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_confirm_sign_up_with_code(
        call->accounts, email, code, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_sign_in(&call->result, result);
  ezauth_sign_in_free(result);
}

static void call_resend_sign_up(struct call *call) {
  ezauth_text_t handle = take_text(call, "handle");
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_resend_sign_up(
        call->accounts, handle, call->context, &call->error);
  }
}

static void call_sign_in_with_password(struct call *call) {
  ezauth_text_t identifier = take_text(call, "identifier");
  ezauth_text_t password = take_text(call, "password");
  ezauth_sign_in_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_sign_in_with_password(
        call->accounts, identifier, password, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_sign_in(&call->result, result);
  ezauth_sign_in_free(result);
}

static void call_request_magic_link(struct call *call) {
  ezauth_text_t email = take_text(call, "email");
  ezauth_secret_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_request_magic_link(
        call->accounts, email, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_text(&call->result, ezauth_secret_text(result));
  ezauth_secret_free(result);
}

static void call_sign_in_with_magic_link(struct call *call) {
  ezauth_text_t token = take_text(call, "token");
  ezauth_sign_in_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_sign_in_with_magic_link(
        call->accounts, token, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_sign_in(&call->result, result);
  ezauth_sign_in_free(result);
}

static void call_request_email_code(struct call *call) {
  ezauth_text_t email = take_text(call, "email");
  ezauth_secret_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_request_email_code(
        call->accounts, email, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_text(&call->result, ezauth_secret_text(result));
  ezauth_secret_free(result);
}

static void call_sign_in_with_email_code(struct call *call) {
  ezauth_text_t email = take_text(call, "email");
  ezauth_text_t code = take_text(call, "code");
  ezauth_sign_in_t *result = NULL;
  take_optional(call, "handle");
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_sign_in_with_email_code(
        call->accounts, email, code, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_sign_in(&call->result, result);
  ezauth_sign_in_free(result);
}

static void call_request_phone_code(struct call *call) {
  ezauth_text_t phone = take_text(call, "phone");
  ezauth_secret_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_request_phone_code(
        call->accounts, phone, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_text(&call->result, ezauth_secret_text(result));
  ezauth_secret_free(result);
}

static void call_sign_in_with_phone_code(struct call *call) {
  ezauth_text_t phone = take_text(call, "phone");
  ezauth_text_t code = take_text(call, "code");
  ezauth_sign_in_t *result = NULL;
  take_optional(call, "handle");
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_sign_in_with_phone_code(
        call->accounts, phone, code, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_sign_in(&call->result, result);
  ezauth_sign_in_free(result);
}

static void call_generate_user_session_token(struct call *call) {
  ezauth_text_t user = take_text(call, "user");
  ezauth_secret_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_generate_user_session_token(
        call->accounts, user, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_text(&call->result, ezauth_secret_text(result));
  ezauth_secret_free(result);
}

static void call_get_user_by_session_token(struct call *call) {
  ezauth_text_t token = take_text(call, "token");
  ezauth_user_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_get_user_by_session_token(
        call->accounts, token, &result, &call->error);
  }
  if (is_ready(call) && result != NULL) put_user(&call->result, result);
  ezauth_user_free(result);
}

static void call_get_session(struct call *call) {
  ezauth_text_t token = take_text(call, "token");
  ezauth_session_and_user_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_get_session(
        call->accounts, token, &result, &call->error);
  }
  if (is_ready(call) && result != NULL) put_session_and_user(&call->result, result);
  ezauth_session_and_user_free(result);
}

static void call_list_user_sessions(struct call *call) {
  ezauth_text_t user = take_text(call, "user");
  ezauth_session_list_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_list_user_sessions(
        call->accounts, user, &result, &call->error);
  }
  if (is_ready(call)) put_session_list(&call->result, result);
  ezauth_session_list_free(result);
}

static void call_revoke_user_session_token(struct call *call) {
  ezauth_text_t token = take_text(call, "token");
  bool result = false;
  if (is_ready(call)) {
    call->status = ezauth_revoke_user_session_token(
        call->accounts, token, &result, &call->error);
  }
  if (is_ready(call)) put_bool(&call->result, result);
}

static void call_revoke_user_session(struct call *call) {
  ezauth_text_t user = take_text(call, "user");
  ezauth_text_t session = take_text(call, "session");
  bool result = false;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_revoke_user_session(
        call->accounts, user, session, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_bool(&call->result, result);
}

static void call_revoke_user_sessions(struct call *call) {
  ezauth_text_t user = take_text(call, "user");
  uint64_t result = 0;
  if (is_ready(call)) {
    call->status = ezauth_revoke_user_sessions(
        call->accounts, user, &result, &call->error);
  }
  if (is_ready(call)) put_int(&call->result, result);
}

static void call_revoke_other_sessions(struct call *call) {
  ezauth_text_t session_token = take_text(call, "session_token");
  uint64_t result = 0;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_revoke_other_sessions(
        call->accounts, session_token, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_int(&call->result, result);
}

static void call_get_user_by_email(struct call *call) {
  ezauth_text_t email = take_text(call, "email");
  ezauth_user_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_get_user_by_email(
        call->accounts, email, &result, &call->error);
  }
  if (is_ready(call) && result != NULL) put_user(&call->result, result);
  ezauth_user_free(result);
}

static void call_get_user_by_username(struct call *call) {
  ezauth_text_t username = take_text(call, "username");
  ezauth_user_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_get_user_by_username(
        call->accounts, username, &result, &call->error);
  }
  if (is_ready(call) && result != NULL) put_user(&call->result, result);
  ezauth_user_free(result);
}

static void call_get_verified_identity(struct call *call) {
  ezauth_text_t type = take_text(call, "type");
  ezauth_text_t value = take_text(call, "value");
  ezauth_user_and_identity_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_get_verified_identity(
        call->accounts, type, value, &result, &call->error);
  }
  if (is_ready(call) && result != NULL) put_user_and_identity(&call->result, result);
  ezauth_user_and_identity_free(result);
}

static void call_issue_identity_verification(struct call *call) {
  ezauth_text_t identity = take_text(call, "identity");
  int32_t type = take_name(call, "type", verification_type_names);
  ezauth_secret_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_issue_identity_verification(
        call->accounts, identity, type, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_text(&call->result, ezauth_secret_text(result));
  ezauth_secret_free(result);
}

static void call_request_email_verification(struct call *call) {
  ezauth_text_t identity = take_text(call, "identity");
  ezauth_secret_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_request_email_verification(
        call->accounts, identity, &result, &call->error);
  }
  if (is_ready(call)) put_text(&call->result, ezauth_secret_text(result));
  ezauth_secret_free(result);
}

static void call_verify_magic_code(struct call *call) {
  ezauth_text_t code = take_text(call, "code");
  int32_t type = take_name(call, "type", verification_type_names);
  ezauth_text_t value = take_text(call, "value");
  ezauth_user_and_identity_t *result = NULL;
  take_optional(call, "proof");
  if (is_ready(call)) {
    call->status = ezauth_verify_magic_code(
        call->accounts, code, type, value, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_user_and_identity(&call->result, result);
  ezauth_user_and_identity_free(result);
}

static void call_verify_magic_link(struct call *call) {
  ezauth_text_t token = take_text(call, "token");
  int32_t type = take_name(call, "type", verification_type_names);
  ezauth_user_and_identity_t *result = NULL;
  take_optional(call, "proof");
  if (is_ready(call)) {
    call->status = ezauth_verify_magic_link(
        call->accounts, token, type, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_user_and_identity(&call->result, result);
  ezauth_user_and_identity_free(result);
}

static void call_peek_magic_link(struct call *call) {
  ezauth_text_t token = take_text(call, "token");
  ezauth_verification_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_peek_magic_link(
        call->accounts, token, &result, &call->error);
  }
  if (is_ready(call) && result != NULL) put_verification(&call->result, result);
  ezauth_verification_free(result);
}

static void call_request_password_recovery(struct call *call) {
  ezauth_text_t email = take_text(call, "email");
  ezauth_secret_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_request_password_recovery(
        call->accounts, email, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_text(&call->result, ezauth_secret_text(result));
  ezauth_secret_free(result);
}

static void call_reset_password_with_link(struct call *call) {
  ezauth_text_t token = take_text(call, "token");
  ezauth_text_t new_password = take_text(call, "new_password");
  ezauth_user_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_reset_password_with_link(
        call->accounts, token, new_password, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_user(&call->result, result);
  ezauth_user_free(result);
}

static void call_reset_password_with_code(struct call *call) {
  ezauth_text_t email = take_text(call, "email");
  ezauth_text_t code = take_text(call, "code");
  ezauth_text_t new_password = take_text(call, "new_password");
  ezauth_user_t *result = NULL;
  take_optional(call, "handle");
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_reset_password_with_code(
        call->accounts, email, code, new_password, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_user(&call->result, result);
  ezauth_user_free(result);
}

static void call_change_password(struct call *call) {
  ezauth_text_t session_token = take_text(call, "session_token");
  ezauth_text_t current_password = take_text(call, "current_password");
  ezauth_text_t new_password = take_text(call, "new_password");
  ezauth_user_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_change_password(
        call->accounts, session_token, current_password, new_password, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_user(&call->result, result);
  ezauth_user_free(result);
}

static void call_set_password(struct call *call) {
  ezauth_text_t session_token = take_text(call, "session_token");
  ezauth_text_t new_password = take_text(call, "new_password");
  ezauth_user_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_set_password(
        call->accounts, session_token, new_password, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_user(&call->result, result);
  ezauth_user_free(result);
}

static void call_request_identity(struct call *call) {
  ezauth_text_t session_token = take_text(call, "session_token");
  int32_t type = take_name(call, "type", channel_names);
  ezauth_text_t value = take_text(call, "value");
  ezauth_secret_t *result = NULL;
  take_optional(call, "replaces");
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_request_identity(
        call->accounts, session_token, type, value, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_text(&call->result, ezauth_secret_text(result));
  ezauth_secret_free(result);
}

static void call_confirm_identity_with_link(struct call *call) {
  ezauth_text_t session_token = take_text(call, "session_token");
  ezauth_text_t token = take_text(call, "token");
  ezauth_user_and_identity_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_confirm_identity_with_link(
        call->accounts, session_token, token, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_user_and_identity(&call->result, result);
  ezauth_user_and_identity_free(result);
}

static void call_confirm_identity_with_code(struct call *call) {
  ezauth_text_t session_token = take_text(call, "session_token");
  ezauth_text_t value = take_text(call, "value");
  ezauth_text_t code = take_text(call, "code");
  ezauth_user_and_identity_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_confirm_identity_with_code(
        call->accounts, session_token, value, code, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_user_and_identity(&call->result, result);
  ezauth_user_and_identity_free(result);
}

static void call_remove_identity(struct call *call) {
  ezauth_text_t session_token = take_text(call, "session_token");
  ezauth_text_t identity = take_text(call, "identity");
  ezauth_user_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_remove_identity(
        call->accounts, session_token, identity, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_user(&call->result, result);
  ezauth_user_free(result);
}

static void call_delete_account(struct call *call) {
  ezauth_text_t session_token = take_text(call, "session_token");
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_delete_account(
        call->accounts, session_token, call->context, &call->error);
  }
}

static void call_reauthenticate_with_password(struct call *call) {
  ezauth_text_t session_token = take_text(call, "session_token");
  ezauth_text_t password = take_text(call, "password");
  ezauth_sign_in_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_reauthenticate_with_password(
        call->accounts, session_token, password, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_sign_in(&call->result, result);
  ezauth_sign_in_free(result);
}

static void call_reauthenticate_with_link(struct call *call) {
  ezauth_text_t session_token = take_text(call, "session_token");
  ezauth_text_t token = take_text(call, "token");
  ezauth_sign_in_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_reauthenticate_with_link(
        call->accounts, session_token, token, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_sign_in(&call->result, result);
  ezauth_sign_in_free(result);
}

static void call_reauthenticate_with_code(struct call *call) {
  ezauth_text_t session_token = take_text(call, "session_token");
  ezauth_text_t value = take_text(call, "value");
  ezauth_text_t code = take_text(call, "code");
  ezauth_sign_in_t *result = NULL;
  take_optional(call, "handle");
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_reauthenticate_with_code(
        call->accounts, session_token, value, code, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_sign_in(&call->result, result);
  ezauth_sign_in_free(result);
}

static void call_update_user_profile(struct call *call) {
  ezauth_text_t user = take_text(call, "user");
  ezauth_profile_changes_t *changes = take_profile_changes(call, "changes");
  ezauth_user_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_update_user_profile(
        call->accounts, user, changes, &result, &call->error);
  }
  if (is_ready(call)) put_user(&call->result, result);
  ezauth_user_free(result);
  ezauth_profile_changes_free(changes);
}

static void call_get_user(struct call *call) {
  ezauth_text_t user = take_text(call, "user");
  ezauth_user_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_get_user(
        call->accounts, user, &result, &call->error);
  }
  if (is_ready(call) && result != NULL) put_user(&call->result, result);
  ezauth_user_free(result);
}

static void call_list_user_identities(struct call *call) {
  ezauth_text_t user = take_text(call, "user");
  ezauth_identity_list_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_list_user_identities(
        call->accounts, user, &result, &call->error);
  }
  if (is_ready(call)) put_identity_list(&call->result, result);
  ezauth_identity_list_free(result);
}

static void call_admin_list_users(struct call *call) {
  ezauth_user_filter_t *filter = take_user_filter(call, "filter");
  ezauth_user_page_t *result = NULL;
  take_optional(call, "cursor");
  if (is_ready(call)) {
    call->status = ezauth_admin_list_users(
        call->accounts, filter, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_user_page(&call->result, result);
  ezauth_user_page_free(result);
  ezauth_user_filter_free(filter);
}

static void call_admin_disable_user(struct call *call) {
  ezauth_text_t user = take_text(call, "user");
  ezauth_user_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_admin_disable_user(
        call->accounts, user, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_user(&call->result, result);
  ezauth_user_free(result);
}

static void call_admin_enable_user(struct call *call) {
  ezauth_text_t user = take_text(call, "user");
  ezauth_user_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_admin_enable_user(
        call->accounts, user, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_user(&call->result, result);
  ezauth_user_free(result);
}

static void call_admin_delete_user(struct call *call) {
  ezauth_text_t user = take_text(call, "user");
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_admin_delete_user(
        call->accounts, user, call->context, &call->error);
  }
}

static void call_admin_set_password(struct call *call) {
  ezauth_text_t user = take_text(call, "user");
  ezauth_text_t new_password = take_text(call, "new_password");
  ezauth_user_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_admin_set_password(
        call->accounts, user, new_password, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_user(&call->result, result);
  ezauth_user_free(result);
}

static void call_admin_expire_password(struct call *call) {
  ezauth_text_t user = take_text(call, "user");
  ezauth_text_t reason = take_text(call, "reason");
  ezauth_user_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_admin_expire_password(
        call->accounts, user, reason, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_user(&call->result, result);
  ezauth_user_free(result);
}

static void call_admin_attach_identity(struct call *call) {
  ezauth_text_t user = take_text(call, "user");
  ezauth_text_t provider = take_text(call, "provider");
  ezauth_text_t subject = take_text(call, "subject");
  ezauth_user_and_identity_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_admin_attach_identity(
        call->accounts, user, provider, subject, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_user_and_identity(&call->result, result);
  ezauth_user_and_identity_free(result);
}

static void call_admin_export_user(struct call *call) {
  ezauth_text_t user = take_text(call, "user");
  ezauth_user_export_t *result = NULL;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_admin_export_user(
        call->accounts, user, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_user_export(&call->result, result);
  ezauth_user_export_free(result);
}

static void call_admin_revoke_all_sessions(struct call *call) {
  uint64_t result = 0;
  take_optional(call, "context");
  if (is_ready(call)) {
    call->status = ezauth_admin_revoke_all_sessions(
        call->accounts, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_int(&call->result, result);
}

static void call_claim_messages(struct call *call) {
  uint64_t limit = take_int(call, "limit");
  uint64_t lease = take_duration(call, "lease");
  ezauth_message_list_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_claim_messages(
        call->accounts, limit, lease, &result, &call->error);
  }
  if (is_ready(call)) put_message_list(&call->result, result);
  ezauth_message_list_free(result);
}

static void call_ack_message(struct call *call) {
  ezauth_text_t lease = take_text(call, "lease");
  bool result = false;
  if (is_ready(call)) {
    call->status = ezauth_ack_message(
        call->accounts, lease, &result, &call->error);
  }
  if (is_ready(call)) put_bool(&call->result, result);
}

static void call_nack_message(struct call *call) {
  ezauth_text_t lease = take_text(call, "lease");
  bool result = false;
  if (is_ready(call)) {
    call->status = ezauth_nack_message(
        call->accounts, lease, &result, &call->error);
  }
  if (is_ready(call)) put_bool(&call->result, result);
}

static void call_events(struct call *call) {
  ezauth_event_filter_t *filter = take_event_filter(call, "filter");
  ezauth_event_page_t *result = NULL;
  take_optional(call, "cursor");
  if (is_ready(call)) {
    call->status = ezauth_events(
        call->accounts, filter, call->context, &result, &call->error);
  }
  if (is_ready(call)) put_event_page(&call->result, result);
  ezauth_event_page_free(result);
  ezauth_event_filter_free(filter);
}

static void call_sweep(struct call *call) {
  uint64_t limit = take_int(call, "limit");
  ezauth_sweep_report_t *result = NULL;
  if (is_ready(call)) {
    call->status = ezauth_sweep(
        call->accounts, limit, &result, &call->error);
  }
  if (is_ready(call)) put_sweep_report(&call->result, result);
  ezauth_sweep_report_free(result);
}

static void call_backup(struct call *call) {
  ezauth_text_t path = take_text(call, "path");
  if (is_ready(call)) {
    call->status = ezauth_backup(
        call->accounts, path, &call->error);
  }
}

operation_t operation_named(const char *name) {
  if (strcmp(name, "create_user_with_password") == 0) return call_create_user_with_password;
  if (strcmp(name, "create_user_with_email") == 0) return call_create_user_with_email;
  if (strcmp(name, "create_user_with_phone") == 0) return call_create_user_with_phone;
  if (strcmp(name, "email_taken") == 0) return call_email_taken;
  if (strcmp(name, "username_taken") == 0) return call_username_taken;
  if (strcmp(name, "find_or_create_email_identity") == 0) return call_find_or_create_email_identity;
  if (strcmp(name, "find_or_create_phone_identity") == 0) return call_find_or_create_phone_identity;
  if (strcmp(name, "sign_up_with_password") == 0) return call_sign_up_with_password;
  if (strcmp(name, "confirm_sign_up_with_link") == 0) return call_confirm_sign_up_with_link;
  if (strcmp(name, "confirm_sign_up_with_code") == 0) return call_confirm_sign_up_with_code;
  if (strcmp(name, "resend_sign_up") == 0) return call_resend_sign_up;
  if (strcmp(name, "sign_in_with_password") == 0) return call_sign_in_with_password;
  if (strcmp(name, "request_magic_link") == 0) return call_request_magic_link;
  if (strcmp(name, "sign_in_with_magic_link") == 0) return call_sign_in_with_magic_link;
  if (strcmp(name, "request_email_code") == 0) return call_request_email_code;
  if (strcmp(name, "sign_in_with_email_code") == 0) return call_sign_in_with_email_code;
  if (strcmp(name, "request_phone_code") == 0) return call_request_phone_code;
  if (strcmp(name, "sign_in_with_phone_code") == 0) return call_sign_in_with_phone_code;
  if (strcmp(name, "generate_user_session_token") == 0) return call_generate_user_session_token;
  if (strcmp(name, "get_user_by_session_token") == 0) return call_get_user_by_session_token;
  if (strcmp(name, "get_session") == 0) return call_get_session;
  if (strcmp(name, "list_user_sessions") == 0) return call_list_user_sessions;
  if (strcmp(name, "revoke_user_session_token") == 0) return call_revoke_user_session_token;
  if (strcmp(name, "revoke_user_session") == 0) return call_revoke_user_session;
  if (strcmp(name, "revoke_user_sessions") == 0) return call_revoke_user_sessions;
  if (strcmp(name, "revoke_other_sessions") == 0) return call_revoke_other_sessions;
  if (strcmp(name, "get_user_by_email") == 0) return call_get_user_by_email;
  if (strcmp(name, "get_user_by_username") == 0) return call_get_user_by_username;
  if (strcmp(name, "get_verified_identity") == 0) return call_get_verified_identity;
  if (strcmp(name, "issue_identity_verification") == 0) return call_issue_identity_verification;
  if (strcmp(name, "request_email_verification") == 0) return call_request_email_verification;
  if (strcmp(name, "verify_magic_code") == 0) return call_verify_magic_code;
  if (strcmp(name, "verify_magic_link") == 0) return call_verify_magic_link;
  if (strcmp(name, "peek_magic_link") == 0) return call_peek_magic_link;
  if (strcmp(name, "request_password_recovery") == 0) return call_request_password_recovery;
  if (strcmp(name, "reset_password_with_link") == 0) return call_reset_password_with_link;
  if (strcmp(name, "reset_password_with_code") == 0) return call_reset_password_with_code;
  if (strcmp(name, "change_password") == 0) return call_change_password;
  if (strcmp(name, "set_password") == 0) return call_set_password;
  if (strcmp(name, "request_identity") == 0) return call_request_identity;
  if (strcmp(name, "confirm_identity_with_link") == 0) return call_confirm_identity_with_link;
  if (strcmp(name, "confirm_identity_with_code") == 0) return call_confirm_identity_with_code;
  if (strcmp(name, "remove_identity") == 0) return call_remove_identity;
  if (strcmp(name, "delete_account") == 0) return call_delete_account;
  if (strcmp(name, "reauthenticate_with_password") == 0) return call_reauthenticate_with_password;
  if (strcmp(name, "reauthenticate_with_link") == 0) return call_reauthenticate_with_link;
  if (strcmp(name, "reauthenticate_with_code") == 0) return call_reauthenticate_with_code;
  if (strcmp(name, "update_user_profile") == 0) return call_update_user_profile;
  if (strcmp(name, "get_user") == 0) return call_get_user;
  if (strcmp(name, "list_user_identities") == 0) return call_list_user_identities;
  if (strcmp(name, "admin_list_users") == 0) return call_admin_list_users;
  if (strcmp(name, "admin_disable_user") == 0) return call_admin_disable_user;
  if (strcmp(name, "admin_enable_user") == 0) return call_admin_enable_user;
  if (strcmp(name, "admin_delete_user") == 0) return call_admin_delete_user;
  if (strcmp(name, "admin_set_password") == 0) return call_admin_set_password;
  if (strcmp(name, "admin_expire_password") == 0) return call_admin_expire_password;
  if (strcmp(name, "admin_attach_identity") == 0) return call_admin_attach_identity;
  if (strcmp(name, "admin_export_user") == 0) return call_admin_export_user;
  if (strcmp(name, "admin_revoke_all_sessions") == 0) return call_admin_revoke_all_sessions;
  if (strcmp(name, "claim_messages") == 0) return call_claim_messages;
  if (strcmp(name, "ack_message") == 0) return call_ack_message;
  if (strcmp(name, "nack_message") == 0) return call_nack_message;
  if (strcmp(name, "events") == 0) return call_events;
  if (strcmp(name, "sweep") == 0) return call_sweep;
  if (strcmp(name, "backup") == 0) return call_backup;
  return NULL;
}
