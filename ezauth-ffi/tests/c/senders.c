/* What a sender may do: deliver, fail, hang, call back, and drop what it is called by. */
#include "accounts.h"

/* Puts a message into the outbox. */
static void queue_message(const ezauth_accounts_t *accounts) {
  ezauth_user_and_identity_t *created = NULL;
  ezauth_secret_t *handle = NULL;
  CHECK(ezauth_create_user_with_password(accounts, ezauth_text("ada@example.com"),
                                         ezauth_text("a long and quiet river"), &created,
                                         NULL) == EZAUTH_OK);
  const char *identity = ezauth_identity_id(ezauth_user_and_identity_identity(created));
  CHECK(ezauth_request_email_verification(accounts, ezauth_text(identity), &handle, NULL) ==
        EZAUTH_OK);
  ezauth_secret_free(handle);
  ezauth_user_and_identity_free(created);
}

/* What a sender does, what it did, and whether the library has let go of it. */
struct sender {
  int32_t (*act)(struct sender *, const ezauth_message_t *);
  ezauth_accounts_t *accounts;
  atomic_int calls;
  atomic_int returns;
  atomic_int released;
  atomic_bool ready;
};

static int32_t send_message(void *context, const ezauth_message_t *message) {
  struct sender *sender = context;
  while (!sender->ready) rest(1);
  sender->calls++;
  int32_t answer = sender->act(sender, message);
  sender->returns++;
  return answer;
}

static void release(void *context) { ((struct sender *)context)->released++; }

static ezauth_accounts_t *open_with_sender(struct sender *sender) {
  ezauth_config_t *config = new_config();
  CHECK(ezauth_config_set_sender(config, send_message, sender, release, NULL) == EZAUTH_OK);
  sender->accounts = open_with(config);
  queue_message(sender->accounts);
  sender->ready = true;
  return sender->accounts;
}

static void wait_for(atomic_int *count, int at_least) {
  for (int i = 0; i < 10000 && *count < at_least; i++) rest(1);
  CHECK(*count >= at_least);
}

static int32_t deliver(struct sender *sender, const ezauth_message_t *message) {
  (void)sender;
  CHECK(ezauth_message_channel(message) == EZAUTH_CHANNEL_EMAIL);
  CHECK(ezauth_message_link(message) != NULL && ezauth_message_token(message) != NULL);
  return 0;
}

static void sender_delivers(void) {
  struct sender sender = {.act = deliver};
  ezauth_accounts_t *accounts = open_with_sender(&sender);
  wait_for(&sender.calls, 1);
  rest(1500);
  CHECK(sender.calls == 1 && sender.released == 0);
  ezauth_accounts_free(accounts);
  wait_for(&sender.released, 1);
}

static int32_t call_back(struct sender *sender, const ezauth_message_t *message) {
  CHECK(look(sender->accounts) == EZAUTH_OK);
  ezauth_user_and_identity_t *proven = NULL;
  CHECK(ezauth_verify_magic_link(sender->accounts, ezauth_text(ezauth_message_token(message)),
                                 EZAUTH_VERIFICATION_TYPE_EMAIL, NULL, &proven,
                                 NULL) == EZAUTH_OK);
  ezauth_user_and_identity_free(proven);
  return 0;
}

static void sender_calls_back(void) {
  struct sender sender = {.act = call_back};
  ezauth_accounts_t *accounts = open_with_sender(&sender);
  wait_for(&sender.returns, 1);
  CHECK(ezauth_accounts_close(accounts, NULL) == EZAUTH_OK);
  ezauth_accounts_free(accounts);
  wait_for(&sender.released, 1);
}

static int32_t fail_once(struct sender *sender, const ezauth_message_t *message) {
  (void)message;
  return sender->calls == 1 ? 1 : 0;
}

static void sender_fails(void) {
  struct sender sender = {.act = fail_once};
  ezauth_accounts_t *accounts = open_with_sender(&sender);
  wait_for(&sender.calls, 2);
  ezauth_accounts_free(accounts);
  wait_for(&sender.released, 1);
}

static atomic_bool stop;

static int32_t hang(struct sender *sender, const ezauth_message_t *message) {
  (void)sender;
  while (!stop) rest(1);
  /* The message is the sender's until it returns, whatever has happened meanwhile. */
  CHECK(ezauth_message_recipient(message) != NULL);
  return 0;
}

static void sender_hangs(void) {
  struct sender sender = {.act = hang};
  ezauth_accounts_t *accounts = open_with_sender(&sender);
  wait_for(&sender.calls, 1);
  CHECK(look(accounts) == EZAUTH_OK);
  CHECK(ezauth_accounts_close(accounts, NULL) == EZAUTH_OK);
  CHECK(look(accounts) == EZAUTH_CLOSED);
  ezauth_accounts_free(accounts);
  rest(50);
  CHECK(sender.released == 0);
  stop = true;
  wait_for(&sender.released, 1);
}

static int32_t drop_accounts(struct sender *sender, const ezauth_message_t *message) {
  ezauth_accounts_free(sender->accounts);
  CHECK(look(sender->accounts) == EZAUTH_CLOSED);
  CHECK(sender->released == 0);
  CHECK(ezauth_message_text(message) != NULL);
  return 0;
}

static void sender_drops_the_last_handle(void) {
  struct sender sender = {.act = drop_accounts};
  ezauth_accounts_t *accounts = open_with_sender(&sender);
  wait_for(&sender.released, 1);
  CHECK(sender.calls == 1);
  CHECK(look(accounts) == EZAUTH_CLOSED);
}

/* A configuration keeps its first sender, so that no context is let go that another holds. */
static void sender_is_set_once(void) {
  struct sender sender = {.act = deliver};
  struct sender other = {.act = deliver};
  ezauth_config_t *config = new_config();
  ezauth_error_t *error = NULL;
  CHECK(ezauth_config_set_sender(config, send_message, &sender, release, NULL) == EZAUTH_OK);
  CHECK(ezauth_config_set_sender(config, send_message, &sender, release, &error) ==
        EZAUTH_INVALID_ARGUMENT);
  CHECK(strcmp(ezauth_error_field_name(error, 0), "send") == 0);
  CHECK(strcmp(ezauth_error_field_reason(error, 0), "not_allowed") == 0);
  ezauth_error_free(error);
  CHECK(ezauth_config_set_sender(config, send_message, &other, release, NULL) ==
        EZAUTH_INVALID_ARGUMENT);
  CHECK(sender.released == 0 && other.released == 0);
  ezauth_config_free(config);
  CHECK(sender.released == 1 && other.released == 0);
}

static void sender_is_never_needed(void) {
  struct sender sender = {.act = deliver};
  ezauth_config_t *config = new_config();
  CHECK(ezauth_config_set_sender(config, NULL, &sender, release, NULL) == EZAUTH_INVALID_ARGUMENT);
  CHECK(ezauth_config_set_sender(NULL, send_message, &sender, release, NULL) ==
        EZAUTH_INVALID_ARGUMENT);
  CHECK(sender.released == 0);
  CHECK(ezauth_config_set_sender(config, send_message, &sender, release, NULL) == EZAUTH_OK);
  ezauth_config_free(config);
  CHECK(sender.released == 1);
}

#ifdef SEEDED_FAULTS
/* Only the library that tests build has it: the next call or delivery panics. */
void ezauth_seed_panic(int32_t place);

static void panics(void) {
  struct sender sender = {.act = deliver};
  ezauth_accounts_t *accounts = open_with(new_config());
  ezauth_seed_panic(1);
  ezauth_error_t *error = NULL;
  bool ended = false;
  CHECK(ezauth_revoke_user_session_token(accounts, ezauth_text(TOKEN), &ended, &error) ==
        EZAUTH_INTERNAL);
  CHECK(ezauth_error_message(error) != NULL);
  ezauth_error_free(error);
  CHECK(look(accounts) == EZAUTH_OK);
  ezauth_accounts_free(accounts);

  /* In the delivery thread it is a failure of that delivery, and the next one is made. */
  ezauth_seed_panic(2);
  accounts = open_with_sender(&sender);
  wait_for(&sender.calls, 1);
  ezauth_accounts_free(accounts);
  wait_for(&sender.released, 1);
}
#endif

static const struct test TESTS[] = {
    {"sender_delivers", sender_delivers},
    {"sender_calls_back", sender_calls_back},
    {"sender_fails", sender_fails},
    {"sender_hangs", sender_hangs},
    {"sender_drops_the_last_handle", sender_drops_the_last_handle},
    {"sender_is_set_once", sender_is_set_once},
    {"sender_is_never_needed", sender_is_never_needed},
#ifdef SEEDED_FAULTS
    {"panics", panics},
#endif
};

int main(int argc, char **argv) {
  return run_test(TESTS, sizeof TESTS / sizeof *TESTS, argc, argv);
}
