/*
 * The first five minutes: sign up, prove the address, sign in, sign out.
 *
 *   cc quickstart.c $(pkg-config --cflags --libs ezauth) \
 *     -Wl,-rpath,"$(pkg-config --variable=libdir ezauth)" -o quickstart && ./quickstart
 */
#include <ezauth.h>

#include <stdio.h>
#include <stdlib.h>

static const char *const ADA = "ada@example.com";
static const char *const PASSWORD = "a long and quiet river";

static void sign_up(ezauth_accounts_t *accounts);

/* An error has a number to branch on, and a line to log. It takes the address of the error, for C may
 * evaluate the arguments of a call in any order: the error itself could be read before it is there. */
static void check(ezauth_status_t status, ezauth_error_t **error) {
  if (status != EZAUTH_OK) {
    fprintf(stderr, "%s: %s\n", ezauth_status_name(status), ezauth_error_message(*error));
    ezauth_error_free(*error);
    exit(EXIT_FAILURE);
  }
}

static ezauth_accounts_t *open_accounts(const char *file) {
  ezauth_accounts_t *accounts = NULL;
  ezauth_error_t *error = NULL;
  ezauth_config_t *config = ezauth_config_new();
  check(ezauth_config_set(config, ezauth_text("database"), ezauth_text(file), &error), &error);
  check(ezauth_accounts_open(config, &accounts, &error), &error);
  ezauth_config_free(config);
  return accounts;
}

/* What your server knows of a request. */
static ezauth_context_t *her_browser(void) {
  ezauth_error_t *error = NULL;
  ezauth_context_t *context = ezauth_context_new();
  check(ezauth_context_set(context, ezauth_text("ip"), ezauth_text("192.0.2.7"), &error), &error);
  return context;
}

int main(int argc, char **argv) {
  ezauth_accounts_t *accounts = open_accounts(argc > 1 ? argv[1] : "quickstart.db");
  ezauth_error_t *error = NULL;
  sign_up(accounts);

  /* Ada signs in. The token goes into a cookie of her browser; it is shown this once. */
  ezauth_context_t *context = her_browser();
  ezauth_sign_in_t *signed_in = NULL;
  check(ezauth_sign_in_with_password(accounts, ezauth_text(ADA), ezauth_text(PASSWORD), context,
                                     &signed_in, &error),
        &error);
  ezauth_text_t token = ezauth_text(ezauth_sign_in_token(signed_in));

  /* Every request asks: who is this? Nobody is NULL. */
  ezauth_session_and_user_t *found = NULL;
  check(ezauth_get_session(accounts, token, &found, &error), &error);
  const ezauth_user_t *user = ezauth_session_and_user_user(found);
  if (user == NULL) {
    fprintf(stderr, "she is not signed in\n");
    return EXIT_FAILURE;
  }
  printf("%s is user %s\n", ADA, ezauth_user_id(user));
  ezauth_session_and_user_free(found);

  /* Signing out is seen by every process at once. */
  bool ended = false;
  check(ezauth_revoke_user_session_token(accounts, token, &ended, &error), &error);
  check(ezauth_get_session(accounts, token, &found, &error), &error);
  printf("signed out: %s\n", found == NULL ? "true" : "false");
  ezauth_session_and_user_free(found);

  ezauth_sign_in_free(signed_in);
  ezauth_context_free(context);
  check(ezauth_accounts_close(accounts, &error), &error);
  ezauth_accounts_free(accounts);
  return EXIT_SUCCESS;
}

static void sign_up(ezauth_accounts_t *accounts) {
  ezauth_error_t *error = NULL;

  /* Whether or not somebody has the address, the answer is a handle. It stays in Ada's browser: it shows
   * that whoever comes back with the link is whoever asked for it. */
  ezauth_context_t *context = her_browser();
  ezauth_secret_t *handle = NULL;
  check(ezauth_sign_up_with_password(accounts, ezauth_text(ADA), ezauth_text(PASSWORD), context,
                                     &handle, &error),
        &error);
  ezauth_text_t proof = ezauth_text(ezauth_secret_text(handle));
  check(ezauth_context_set(context, ezauth_text("proof"), proof, &error), &error);
  ezauth_secret_free(handle);

  /* A loop of yours sends what waits; or give the configuration a sender, and the library does. */
  ezauth_message_list_t *mails = NULL;
  check(ezauth_claim_messages(accounts, 10, 60 * 1000, &mails, &error), &error);
  for (size_t i = 0; i < ezauth_message_list_count(mails); i++) {
    const ezauth_message_t *mail = ezauth_message_list_at(mails, i);
    printf("To: %s\nSubject: %s\n\n%s\n", ezauth_message_recipient(mail),
           ezauth_message_subject(mail), ezauth_message_text(mail));
    bool current = false;
    check(ezauth_ack_message(accounts, ezauth_text(ezauth_message_lease(mail)), &current,
                             &error),
          &error);

    /* Ada follows the link: its last part is the token. Now she has an account. The owner of an address
     * that has one already gets a notice instead, without a link. */
    if (ezauth_message_token(mail) == NULL) continue;
    ezauth_sign_in_t *signed_in = NULL;
    check(ezauth_confirm_sign_up_with_link(accounts, ezauth_text(ezauth_message_token(mail)),
                                           context, &signed_in, &error),
          &error);
    ezauth_sign_in_free(signed_in);
  }
  ezauth_message_list_free(mails);
  ezauth_context_free(context);
}
