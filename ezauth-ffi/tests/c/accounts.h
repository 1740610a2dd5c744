/* Accounts to test with, and the tests of a program, each run by its name: `program NAME FOLDER`. */
#ifndef ACCOUNTS_H
#define ACCOUNTS_H

#include <ezauth.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

#include "check.h"

static char database[4096];

static const char *const TOKEN = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static void rest(long millis) {
  struct timespec time = {millis / 1000, millis % 1000 * 1000000};
  nanosleep(&time, NULL);
}

static void set(ezauth_config_t *config, const char *name, const char *value) {
  CHECK(ezauth_config_set(config, ezauth_text(name), ezauth_text(value), NULL) == EZAUTH_OK);
}

static ezauth_config_t *new_config(void) {
  ezauth_config_t *config = ezauth_config_new();
  set(config, "database", database);
  set(config, "delivery_poll", "10ms");
  set(config, "close_timeout", "300ms");
  return config;
}

/* Opens, and frees the configuration. */
static ezauth_accounts_t *open_with(ezauth_config_t *config) {
  ezauth_accounts_t *accounts = NULL;
  CHECK(ezauth_accounts_open(config, &accounts, NULL) == EZAUTH_OK);
  ezauth_config_free(config);
  return accounts;
}

static ezauth_status_t look(const ezauth_accounts_t *accounts) {
  ezauth_session_and_user_t *found = NULL;
  ezauth_status_t status = ezauth_get_session(accounts, ezauth_text(TOKEN), &found, NULL);
  CHECK(found == NULL);
  return status;
}

struct test {
  const char *name;
  void (*run)(void);
};

static int run_test(const struct test *tests, size_t count, int argc, char **argv) {
  CHECK(argc == 3);
  snprintf(database, sizeof database, "%s/auth.db", argv[2]);
  for (size_t i = 0; i < count; i++) {
    if (strcmp(tests[i].name, argv[1]) == 0) {
      /* A test that hangs has failed. */
      alarm(100);
      tests[i].run();
      return EXIT_SUCCESS;
    }
  }
  fprintf(stderr, "there is no test %s\n", argv[1]);
  return EXIT_FAILURE;
}

#endif /* ACCOUNTS_H */
