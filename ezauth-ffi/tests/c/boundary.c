/*
 * What may be passed: every pointer NULL, text of every wrong kind. Exits with 0 if each answer is
 * right.
 *
 *   boundary FOLDER
 */
#include <ezauth.h>

#include "check.h"

#define T(string) ezauth_text(string)

/* An id of nobody and nothing. */
#define ID "019a0000-0000-7000-8000-000000000000"

static ezauth_accounts_t *accounts;
static ezauth_error_t *error;
static ezauth_context_t *one_part;

/* A context with this part, until the next is asked for. */
static const ezauth_context_t *context_of(const char *part) {
  ezauth_context_free(one_part);
  one_part = ezauth_context_new();
  CHECK(ezauth_context_set(one_part, T(part), T("x"), NULL) == EZAUTH_OK);
  return one_part;
}

/* Whether a call was refused for one field, for this reason. */
static bool refused(ezauth_status_t status, const char *field, const char *reason) {
  bool is = status == EZAUTH_INVALID_ARGUMENT && ezauth_error_status(error) == status &&
            ezauth_error_field_count(error) == 1 &&
            strcmp(ezauth_error_field_name(error, 0), field) == 0 &&
            strcmp(ezauth_error_field_reason(error, 0), reason) == 0 &&
            ezauth_error_field_name(error, 1) == NULL;
  if (!is) {
    fprintf(stderr, "%d, not %s %s: %s\n", (int)status, field, reason, ezauth_error_message(error));
  }
  ezauth_error_free(error);
  error = NULL;
  return is;
}

#include "missing.h"

static ezauth_status_t create(ezauth_text_t email, ezauth_text_t password) {
  ezauth_user_and_identity_t *created = NULL;
  ezauth_status_t status =
      ezauth_create_user_with_password(accounts, email, password, &created, &error);
  CHECK((status == EZAUTH_OK) == (created != NULL));
  ezauth_user_and_identity_free(created);
  return status;
}

/* ---- NULL ------------------------------------------------------------------------------------- */

static void nothing_else_need_be_there(void) {
  ezauth_config_t *config = ezauth_config_new();
  ezauth_context_t *context = ezauth_context_new();
  ezauth_clock_t *clock = ezauth_clock_new(0);
  ezauth_accounts_t *none = NULL;
  CHECK(refused(ezauth_accounts_open(NULL, &none, &error), "config", "empty"));
  CHECK(refused(ezauth_accounts_open(config, NULL, &error), "result", "empty"));
  CHECK(ezauth_accounts_open(config, &none, NULL) == EZAUTH_INVALID_CONFIG && none == NULL);
  CHECK(refused(ezauth_accounts_replace_key(NULL, &error), "config", "empty"));
  CHECK(refused(ezauth_accounts_close(NULL, &error), "accounts", "empty"));
  /* The error may be left out everywhere. */
  CHECK(ezauth_accounts_close(NULL, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(refused(ezauth_config_set(NULL, T("database"), T("x"), &error), "config", "empty"));
  CHECK(refused(ezauth_config_set(config, T(NULL), T("x"), &error), "name", "empty"));
  CHECK(refused(ezauth_config_set(config, T("database"), T(NULL), &error), "value", "empty"));
  CHECK(refused(ezauth_config_set_clock(NULL, clock, &error), "config", "empty"));
  CHECK(refused(ezauth_config_set_clock(config, NULL, &error), "clock", "empty"));
  CHECK(refused(ezauth_config_set_sender(config, NULL, NULL, NULL, &error), "send", "empty"));
  CHECK(refused(ezauth_context_set(NULL, T("ip"), T("::1"), &error), "context", "empty"));
  CHECK(refused(ezauth_context_set(context, T(NULL), T("::1"), &error), "name", "empty"));
  CHECK(refused(ezauth_context_set(context, T("ip"), T(NULL), &error), "value", "empty"));
  CHECK(refused(ezauth_context_set(context, T("port"), T("1"), &error), "name", "unknown"));
  ezauth_clock_free(clock);
  ezauth_context_free(context);
  ezauth_config_free(config);

  ezauth_clock_set(NULL, 1);
  ezauth_clock_advance(NULL, 1);
  CHECK(ezauth_clock_now(NULL) == 0);
  ezauth_accounts_free(NULL);
  ezauth_clock_free(NULL);
  ezauth_config_free(NULL);
  ezauth_context_free(NULL);
  ezauth_error_free(NULL);
  ezauth_event_filter_free(NULL);
  ezauth_user_filter_free(NULL);
  ezauth_profile_changes_free(NULL);
  ezauth_secret_free(NULL);
}

static void accessors_answer_null_with_nothing(void) {
  int64_t time = 7;
  CHECK(ezauth_error_status(NULL) == EZAUTH_OK && ezauth_error_message(NULL) == NULL);
  CHECK(ezauth_error_field_count(NULL) == 0 && ezauth_error_field_name(NULL, 0) == NULL);
  CHECK(ezauth_error_field_reason(NULL, 0) == NULL && !ezauth_error_retry_after(NULL, NULL));
  CHECK(ezauth_error_storage_reason(NULL) == NULL);
  CHECK(ezauth_secret_text(NULL) == NULL);
  CHECK(!ezauth_user_disabled_at(NULL, &time) && time == 7);
}

/* Changes and filters: what is set of none is refused. */
static void nothing_is_set_of_what_is_missing(void) {
  CHECK(refused(ezauth_profile_changes_set_name(NULL, T("x"), &error), "changes", "empty"));
  CHECK(refused(ezauth_profile_changes_clear_name(NULL, &error), "changes", "empty"));
  CHECK(refused(ezauth_profile_changes_set_username(NULL, T("x"), &error), "changes", "empty"));
  CHECK(refused(ezauth_profile_changes_clear_username(NULL, &error), "changes", "empty"));
  CHECK(refused(ezauth_profile_changes_set_metadata(NULL, T("{}"), &error), "changes", "empty"));
  CHECK(refused(ezauth_profile_changes_set_json(NULL, T("{}"), &error), "changes", "empty"));
  CHECK(refused(ezauth_event_filter_set_user(NULL, T(ID), &error), "filter", "empty"));
  CHECK(refused(ezauth_event_filter_set_type(NULL, 1, &error), "filter", "empty"));
  CHECK(refused(ezauth_event_filter_set_limit(NULL, 1, &error), "filter", "empty"));
  CHECK(refused(ezauth_user_filter_set_disabled(NULL, true, &error), "filter", "empty"));
  CHECK(refused(ezauth_user_filter_set_limit(NULL, 1, &error), "filter", "empty"));
  ezauth_profile_changes_t *changes = ezauth_profile_changes_new();
  CHECK(refused(ezauth_profile_changes_set_name(changes, T(NULL), &error), "name", "empty"));
  CHECK(refused(ezauth_profile_changes_set_username(changes, T(NULL), &error), "username", "empty"));
  CHECK(refused(ezauth_profile_changes_set_metadata(changes, T(NULL), &error), "metadata", "empty"));
  CHECK(refused(ezauth_profile_changes_set_json(changes, T(NULL), &error), "changes", "empty"));
  ezauth_profile_changes_free(changes);
  ezauth_event_filter_t *filter = ezauth_event_filter_new();
  CHECK(refused(ezauth_event_filter_set_user(filter, T(NULL), &error), "user", "empty"));
  ezauth_event_filter_free(filter);
}

/* ---- what is given as an object ---------------------------------------------------------------- */

static void changes_clear_set_and_leave(void) {
  ezauth_user_and_identity_t *created = NULL;
  ezauth_user_t *user = NULL;
  ezauth_profile_changes_t *changes = ezauth_profile_changes_new();
  CHECK(ezauth_create_user_with_email(accounts, T("bob@example.com"), &created, NULL) == EZAUTH_OK);
  ezauth_text_t id = T(ezauth_user_id(ezauth_user_and_identity_user(created)));
  CHECK(ezauth_profile_changes_set_name(changes, T("Bob"), NULL) == EZAUTH_OK);
  CHECK(ezauth_profile_changes_set_username(changes, T("bob"), NULL) == EZAUTH_OK);
  CHECK(ezauth_profile_changes_set_metadata(changes, T("{\"a\":1}"), NULL) == EZAUTH_OK);
  CHECK(ezauth_update_user_profile(accounts, id, changes, &user, NULL) == EZAUTH_OK);
  CHECK(strcmp(ezauth_user_name(user), "Bob") == 0 && ezauth_user_username(user) != NULL);
  CHECK(strcmp(ezauth_user_metadata(user), "{\"a\":1}") == 0);
  ezauth_user_free(user);
  ezauth_profile_changes_free(changes);

  changes = ezauth_profile_changes_new();
  CHECK(ezauth_profile_changes_clear_username(changes, NULL) == EZAUTH_OK);
  CHECK(refused(ezauth_profile_changes_set_json(changes, T("[]"), &error), "changes",
                "wrong_type"));
  CHECK(ezauth_update_user_profile(accounts, id, changes, &user, NULL) == EZAUTH_OK);
  CHECK(strcmp(ezauth_user_name(user), "Bob") == 0 && ezauth_user_username(user) == NULL);
  ezauth_user_free(user);
  ezauth_profile_changes_free(changes);
  ezauth_user_and_identity_free(created);
}

static void pages_of_events_keep_their_list(void) {
  ezauth_event_filter_t *filter = ezauth_event_filter_new();
  ezauth_context_t *context = ezauth_context_new();
  ezauth_event_page_t *page = NULL;
  CHECK(refused(ezauth_event_filter_set_user(filter, T("nobody"), &error), "user", "malformed"));
  CHECK(refused(ezauth_event_filter_set_type(filter, 0, &error), "type", "unknown"));
  CHECK(ezauth_event_filter_set_type(filter, EZAUTH_EVENT_TYPE_USER_CREATED, NULL) == EZAUTH_OK);
  CHECK(ezauth_event_filter_set_limit(filter, 1, NULL) == EZAUTH_OK);
  CHECK(ezauth_events(accounts, filter, NULL, &page, NULL) == EZAUTH_OK);
  const ezauth_event_list_t *events = ezauth_event_page_events(page);
  CHECK(ezauth_event_list_count(events) == 1 && ezauth_event_list_at(events, 1) == NULL);
  CHECK(ezauth_event_type(ezauth_event_list_at(events, 0)) == EZAUTH_EVENT_TYPE_USER_CREATED);
  CHECK(ezauth_context_set(context, T("cursor"), T(ezauth_event_page_cursor(page)), NULL) ==
        EZAUTH_OK);
  ezauth_event_page_free(page);
  CHECK(ezauth_event_filter_set_limit(filter, 0, NULL) == EZAUTH_OK);
  CHECK(refused(ezauth_events(accounts, filter, context, &page, &error), "limit", "out_of_range"));
  CHECK(ezauth_events(accounts, NULL, context, &page, NULL) == EZAUTH_OK);
  ezauth_event_page_free(page);
  CHECK(ezauth_context_set(context, T("proof"), T("x"), NULL) == EZAUTH_OK);
  CHECK(refused(ezauth_events(accounts, NULL, context, &page, &error), "proof", "not_allowed"));
  ezauth_context_free(context);
  ezauth_event_filter_free(filter);
}

static void pages_of_users_keep_their_list(void) {
  ezauth_user_filter_t *filter = ezauth_user_filter_new();
  ezauth_context_t *context = ezauth_context_new();
  ezauth_user_page_t *page = NULL;
  ezauth_user_t *off = NULL;
  CHECK(ezauth_user_filter_set_limit(filter, 1, NULL) == EZAUTH_OK);
  CHECK(ezauth_admin_list_users(accounts, filter, NULL, &page, NULL) == EZAUTH_OK);
  const ezauth_user_list_t *users = ezauth_user_page_users(page);
  CHECK(ezauth_user_list_count(users) == 1 && ezauth_user_list_at(users, 1) == NULL);
  ezauth_text_t first = T(ezauth_user_id(ezauth_user_list_at(users, 0)));
  CHECK(ezauth_admin_disable_user(accounts, first, NULL, &off, NULL) == EZAUTH_OK);
  CHECK(ezauth_user_disabled_at(off, NULL) && strcmp(ezauth_user_id(off), first.data) == 0);
  ezauth_user_free(off);
  CHECK(ezauth_context_set(context, T("cursor"), T(ezauth_user_page_cursor(page)), NULL) ==
        EZAUTH_OK);
  ezauth_user_page_free(page);

  CHECK(ezauth_user_filter_set_disabled(filter, true, NULL) == EZAUTH_OK);
  CHECK(ezauth_admin_list_users(accounts, filter, NULL, &page, NULL) == EZAUTH_OK);
  CHECK(ezauth_user_list_count(ezauth_user_page_users(page)) == 1);
  ezauth_user_page_free(page);
  CHECK(ezauth_admin_list_users(accounts, filter, context, &page, NULL) == EZAUTH_OK);
  CHECK(ezauth_user_list_count(ezauth_user_page_users(page)) == 0);
  ezauth_user_page_free(page);
  CHECK(ezauth_user_filter_set_limit(filter, 0, NULL) == EZAUTH_OK);
  CHECK(refused(ezauth_admin_list_users(accounts, filter, NULL, &page, &error), "limit",
                "out_of_range"));
  /* The filter may be left out. */
  CHECK(ezauth_admin_list_users(accounts, NULL, context, &page, NULL) == EZAUTH_OK);
  CHECK(ezauth_user_list_count(ezauth_user_page_users(page)) > 0);
  ezauth_user_page_free(page);
  ezauth_context_free(context);
  ezauth_user_filter_free(filter);
}

static void what_has_no_result_says_how_it_went(void) {
  ezauth_user_and_identity_t *created = NULL;
  ezauth_identity_list_t *identities = NULL;
  ezauth_user_export_t *exported = NULL;
  CHECK(ezauth_create_user_with_email(accounts, T("eve@example.com"), &created, NULL) == EZAUTH_OK);
  ezauth_text_t id = T(ezauth_user_id(ezauth_user_and_identity_user(created)));
  CHECK(ezauth_list_user_identities(accounts, id, &identities, NULL) == EZAUTH_OK);
  CHECK(ezauth_identity_list_count(identities) == 1);
  CHECK(ezauth_identity_list_at(identities, 1) == NULL);
  CHECK(strcmp(ezauth_identity_value(ezauth_identity_list_at(identities, 0)), "eve@example.com") == 0);
  ezauth_identity_list_free(identities);
  CHECK(ezauth_admin_export_user(accounts, id, NULL, &exported, NULL) == EZAUTH_OK);
  CHECK(strstr(ezauth_user_export_data(exported), "\"eve@example.com\"") != NULL);
  ezauth_user_export_free(exported);
  CHECK(ezauth_admin_delete_user(accounts, id, NULL, &error) == EZAUTH_OK && error == NULL);
  CHECK(ezauth_admin_delete_user(accounts, id, NULL, &error) == EZAUTH_NOT_FOUND);
  CHECK(ezauth_error_status(error) == EZAUTH_NOT_FOUND);
  ezauth_error_free(error);
  error = NULL;
  ezauth_user_and_identity_free(created);
}

/* ---- text ------------------------------------------------------------------------------------- */

static ezauth_text_t of(const char *data, size_t length) {
  ezauth_text_t text;
  text.data = data;
  text.length = length;
  return text;
}

static void text_of_every_wrong_kind(void) {
  const char *const email = "ada@example.com";
  const char *const password = "a long and quiet river";
  CHECK(refused(create(T(NULL), T(password)), "email", "empty"));
  CHECK(refused(create(T(email), T(NULL)), "password", "empty"));
  CHECK(refused(create(of(NULL, 9), T(password)), "email", "empty"));
  CHECK(refused(create(of(email, 0), T(password)), "email", "empty"));
  CHECK(refused(create(of("ada@example.com\0.org", 20), T(password)), "email",
                "control_character"));
  CHECK(refused(create(T(email), of("a long and quiet\0 river", 23)), "password", "not_allowed"));
  CHECK(refused(create(T("ad\xE1@example.com"), T(password)), "email", "malformed"));
  CHECK(refused(create(T("ada\xC0\xAF@example.com"), T(password)), "email", "malformed"));
  CHECK(refused(create(T("ada\xED\xA0\x80@example.com"), T(password)), "email", "malformed"));
  CHECK(refused(create(T(email), T("a long and quiet \xF5")), "password", "malformed"));
  CHECK(refused(create(of(email, SIZE_MAX), T(password)), "email", "too_long"));
  CHECK(refused(create(of(email, (size_t)-1 / 2 + 1), T(password)), "email", "too_long"));

  size_t huge = (size_t)4 << 20;
  char *text = malloc(huge);
  CHECK(text != NULL);
  memset(text, 'a', huge);
  CHECK(refused(create(of(text, huge), T(password)), "email", "too_long"));
  CHECK(refused(create(T(email), of(text, huge)), "password", "too_long"));
  free(text);

  /* Only what the length says is read: nothing here ends with a NUL. */
  const char exact[] = {'b', 'o', 'b', '@', 'e', 'x', '.', 'o', 'r', 'g'};
  CHECK(create(of(exact, sizeof exact), of(password, 22)) == EZAUTH_OK);
}

/* ---- what the layer passes on ----------------------------------------------------------------- */

static void numbers_of_every_kind(void) {
  ezauth_user_and_identity_t *proven = NULL;
  const int32_t types[] = {0, -1, 4, 99, INT32_MAX, INT32_MIN};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    CHECK(refused(ezauth_verify_magic_link(accounts, T("x"), types[i], NULL, &proven, &error),
                  "type", "unknown"));
  }
  const int32_t channels[] = {0, -1, 3, INT32_MAX, INT32_MIN};
  ezauth_secret_t *handle = NULL;
  for (size_t i = 0; i < sizeof channels / sizeof *channels; i++) {
    CHECK(refused(ezauth_request_identity(accounts, T("x"), channels[i], T("a@b.example"), NULL,
                                          &handle, &error),
                  "type", "unknown"));
  }
  ezauth_message_list_t *messages = NULL;
  CHECK(refused(ezauth_claim_messages(accounts, 0, 1000, &messages, &error), "limit",
                "out_of_range"));
  CHECK(refused(ezauth_claim_messages(accounts, 1, UINT64_MAX, &messages, &error), "lease",
                "out_of_range"));
  bool current;
  CHECK(refused(ezauth_ack_message(accounts, T("no id"), &current, &error), "lease",
                "malformed"));
  CHECK(ezauth_status_name(12345) == NULL && ezauth_status_name(-1) == NULL);
  CHECK(strcmp(ezauth_status_name(EZAUTH_OK), "ok") == 0);
  CHECK(ezauth_abi_version() == EZAUTH_ABI_VERSION);
}

static void errors_with_all_their_detail(void) {
  ezauth_sign_in_t *signed_in = NULL;
  ezauth_context_t *context = ezauth_context_new();
  CHECK(ezauth_context_set(context, T("ip"), T("nowhere"), NULL) == EZAUTH_OK);
  CHECK(ezauth_context_set(context, T("user_agent"), T("two\nlines"), NULL) == EZAUTH_OK);
  CHECK(ezauth_sign_in_with_password(accounts, T("bob@ex.org"), T("x"), context, &signed_in,
                                     &error) == EZAUTH_INVALID_ARGUMENT);
  CHECK(ezauth_error_field_count(error) == 2);
  CHECK(strcmp(ezauth_error_field_name(error, 1), "user_agent") == 0);
  CHECK(strstr(ezauth_error_message(error), "`ip` is malformed") != NULL);
  CHECK(ezauth_error_storage_reason(error) == NULL && !ezauth_error_retry_after(error, NULL));
  ezauth_error_free(error);
  error = NULL;
  ezauth_context_free(context);

  /* What would not be looked at is refused. */
  context = ezauth_context_new();
  CHECK(ezauth_context_set(context, T("proof"), T("something"), NULL) == EZAUTH_OK);
  CHECK(refused(ezauth_sign_in_with_password(accounts, T("bob@ex.org"), T("x"), context, &signed_in,
                                             &error),
                "proof", "not_allowed"));
  CHECK(ezauth_context_set(context, T("ip"), T("::1"), NULL) == EZAUTH_OK);
  ezauth_user_and_identity_t *proven = NULL;
  CHECK(refused(ezauth_verify_magic_link(accounts, T("x"), EZAUTH_VERIFICATION_TYPE_EMAIL, context,
                                         &proven, &error),
                "ip", "not_allowed"));
  ezauth_context_free(context);

  /* There is no file below a file: the storage says why. */
  ezauth_config_t *config = ezauth_config_new();
  ezauth_accounts_t *none = NULL;
  CHECK(ezauth_config_set(config, T("database"), T("/dev/null/auth.db"), NULL) == EZAUTH_OK);
  CHECK(ezauth_accounts_open(config, &none, &error) == EZAUTH_STORAGE && none == NULL);
  CHECK(ezauth_error_storage_reason(error) != NULL);
  ezauth_error_free(error);
  error = NULL;
  CHECK(ezauth_config_set(config, T("code_digits"), T("5"), &error) == EZAUTH_INVALID_CONFIG);
  CHECK(strcmp(ezauth_error_field_reason(error, 0), "out_of_range") == 0);
  ezauth_error_free(error);
  error = NULL;
  ezauth_config_free(config);
}

int main(int argc, char **argv) {
  char database[4096];
  CHECK(argc == 2);
  snprintf(database, sizeof database, "%s/auth.db", argv[1]);
  ezauth_config_t *config = ezauth_config_new();
  CHECK(ezauth_config_set(config, T("database"), T(database), NULL) == EZAUTH_OK);
  CHECK(ezauth_accounts_open(config, &accounts, NULL) == EZAUTH_OK);
  ezauth_config_free(config);

  every_operation_refuses_what_is_missing();
  every_record_answers_null_with_nothing();
  nothing_else_need_be_there();
  accessors_answer_null_with_nothing();
  nothing_is_set_of_what_is_missing();
  text_of_every_wrong_kind();
  numbers_of_every_kind();
  errors_with_all_their_detail();
  changes_clear_set_and_leave();
  pages_of_events_keep_their_list();
  pages_of_users_keep_their_list();
  what_has_no_result_says_how_it_went();

  ezauth_context_free(one_part);
  ezauth_accounts_free(accounts);
  return EXIT_SUCCESS;
}
