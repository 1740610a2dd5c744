/* What may be done to handles, in every order, by every thread and after fork(). */
#include <sys/wait.h>

#include "accounts.h"

static void use_after_close(void) {
  ezauth_accounts_t *accounts = open_with(new_config());
  CHECK(look(accounts) == EZAUTH_OK);
  CHECK(ezauth_accounts_close(accounts, NULL) == EZAUTH_OK);
  ezauth_error_t *error = NULL;
  bool ended = true;
  CHECK(ezauth_revoke_user_session_token(accounts, ezauth_text(TOKEN), &ended, &error) ==
        EZAUTH_CLOSED);
  CHECK(ended);
  CHECK(ezauth_error_status(error) == EZAUTH_CLOSED);
  ezauth_error_free(error);
  CHECK(ezauth_accounts_close(accounts, NULL) == EZAUTH_OK);
  ezauth_accounts_free(accounts);
}

static void stale_handles(void) {
  ezauth_accounts_t *first = open_with(new_config());
  ezauth_accounts_free(first);
  ezauth_accounts_free(first);
  CHECK(look(first) == EZAUTH_CLOSED);
  CHECK(ezauth_accounts_close(first, NULL) == EZAUTH_CLOSED);

  /* The next one does not take its place. */
  ezauth_accounts_t *second = open_with(new_config());
  CHECK(second != first);
  ezauth_accounts_free(first);
  CHECK(look(first) == EZAUTH_CLOSED);
  CHECK(look(second) == EZAUTH_OK);
  ezauth_accounts_free(second);

  /* What never was a handle. */
  int foreign = 0;
  CHECK(look((ezauth_accounts_t *)(void *)&foreign) == EZAUTH_INVALID_ARGUMENT);
  CHECK(look((ezauth_accounts_t *)UINTPTR_MAX) == EZAUTH_INVALID_ARGUMENT);
  CHECK(look(NULL) == EZAUTH_INVALID_ARGUMENT);
  ezauth_accounts_free((ezauth_accounts_t *)(void *)&foreign);
  ezauth_accounts_free(NULL);
}

static atomic_bool stop;

static void *call_until_closed(void *accounts) {
  for (;;) {
    ezauth_status_t status = look(accounts);
    if (status == EZAUTH_CLOSED) return NULL;
    CHECK(status == EZAUTH_OK);
  }
}

static void close_while_calls_run(void) {
  enum { THREADS = 6 };
  for (int round = 0; round < 10; round++) {
    ezauth_accounts_t *accounts = open_with(new_config());
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
      CHECK(pthread_create(&threads[i], NULL, call_until_closed, accounts) == 0);
    }
    rest(5);
    /* Some rounds free without closing first. */
    if (round % 2 == 0) CHECK(ezauth_accounts_close(accounts, NULL) == EZAUTH_OK);
    ezauth_accounts_free(accounts);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  }
}

/* Runs in a child of fork(), which must end by itself. */
static void in_a_child(void (*run)(ezauth_accounts_t *), ezauth_accounts_t *accounts) {
  pid_t child = fork();
  CHECK(child >= 0);
  if (child == 0) {
    alarm(20);
    run(accounts);
    _exit(EXIT_SUCCESS);
  }
  int status = 0;
  CHECK(waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS);
}

static void is_forked(ezauth_accounts_t *accounts) {
  CHECK(look(accounts) == EZAUTH_FORKED);
  CHECK(ezauth_accounts_close(accounts, NULL) == EZAUTH_FORKED);
  ezauth_accounts_free(accounts);
  CHECK(look(accounts) == EZAUTH_FORKED);
}

static ezauth_status_t try_to_open(void) {
  ezauth_accounts_t *accounts = NULL;
  ezauth_config_t *config = new_config();
  ezauth_status_t status = ezauth_accounts_open(config, &accounts, NULL);
  CHECK((status == EZAUTH_OK) == (accounts != NULL));
  ezauth_config_free(config);
  ezauth_accounts_free(accounts);
  return status;
}

static void cannot_open(ezauth_accounts_t *accounts) {
  is_forked(accounts);
  CHECK(try_to_open() == EZAUTH_FORKED);
}

/* What a child opens is its own; its parent's has been closed. */
static void opens_its_own(ezauth_accounts_t *closed) {
  is_forked(closed);
  ezauth_accounts_t *own = open_with(new_config());
  CHECK(own != closed && look(own) == EZAUTH_OK);
  in_a_child(cannot_open, own);
  in_a_child(is_forked, closed);
  ezauth_accounts_free(own);
  CHECK(look(own) == EZAUTH_CLOSED);
}

static void fork_and_open(void) {
  ezauth_accounts_t *accounts = open_with(new_config());
  in_a_child(cannot_open, accounts);
  CHECK(look(accounts) == EZAUTH_OK);
  ezauth_accounts_free(accounts);
  in_a_child(opens_its_own, accounts);
}

static void *open_and_free(void *nothing) {
  (void)nothing;
  while (!stop) ezauth_accounts_free(open_with(new_config()));
  return NULL;
}

/* Another thread holds the library's locks as often as it can while this one forks. */
static void fork_while_calls_run(void) {
  ezauth_accounts_t *accounts = open_with(new_config());
  pthread_t busy;
  CHECK(pthread_create(&busy, NULL, open_and_free, NULL) == 0);
  for (int round = 0; round < 20; round++) in_a_child(is_forked, accounts);
  CHECK(look(accounts) == EZAUTH_OK);
  stop = true;
  pthread_join(busy, NULL);
  ezauth_accounts_free(accounts);
}

static const struct test TESTS[] = {
    {"use_after_close", use_after_close},
    {"stale_handles", stale_handles},
    {"close_while_calls_run", close_while_calls_run},
    {"fork_and_open", fork_and_open},
    {"fork_while_calls_run", fork_while_calls_run},
};

int main(int argc, char **argv) {
  return run_test(TESTS, sizeof TESTS / sizeof *TESTS, argc, argv);
}
