/*
 * The library is unloaded while a thread of it delivers: its code stays where it is.
 *
 *   unload LIBRARY FOLDER
 */
#include <ezauth.h>

#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "check.h"

static void *library;

/* Calls a function of the library, found by its name. */
#define CALL(name) ((__typeof__(&name))find(#name))

static void *find(const char *name) {
  void *function = dlsym(library, name);
  CHECK(function != NULL);
  return function;
}

static atomic_bool unloaded;
static atomic_int released;

static void rest(long millis) {
  struct timespec time = {millis / 1000, millis % 1000 * 1000000};
  nanosleep(&time, NULL);
}

static int32_t send_message(void *context, const ezauth_message_t *message) {
  (void)context;
  (void)message;
  while (!unloaded) rest(1);
  return 0;
}

static void release(void *context) {
  (void)context;
  released++;
}

static ezauth_accounts_t *open_accounts(const char *folder) {
  char database[4096];
  snprintf(database, sizeof database, "%s/auth.db", folder);
  ezauth_config_t *config = CALL(ezauth_config_new)();
  CHECK(CALL(ezauth_config_set)(config, ezauth_text("database"), ezauth_text(database), NULL) ==
        EZAUTH_OK);
  CHECK(CALL(ezauth_config_set_sender)(config, send_message, NULL, release, NULL) == EZAUTH_OK);
  ezauth_accounts_t *accounts = NULL;
  CHECK(CALL(ezauth_accounts_open)(config, &accounts, NULL) == EZAUTH_OK);
  CALL(ezauth_config_free)(config);
  return accounts;
}

/* Leaves behind what the library keeps for each thread that called it. */
static void *create_user(void *accounts) {
  ezauth_user_and_identity_t *created = NULL;
  ezauth_secret_t *handle = NULL;
  CHECK(CALL(ezauth_create_user_with_password)(accounts, ezauth_text("ada@example.com"),
                                               ezauth_text("a long and quiet river"),
                                               &created, NULL) == EZAUTH_OK);
  const ezauth_identity_t *identity = CALL(ezauth_user_and_identity_identity)(created);
  ezauth_text_t id = ezauth_text(CALL(ezauth_identity_id)(identity));
  CHECK(CALL(ezauth_request_email_verification)(accounts, id, &handle, NULL) == EZAUTH_OK);
  CALL(ezauth_secret_free)(handle);
  CALL(ezauth_user_and_identity_free)(created);
  while (!unloaded) rest(1);
  return NULL;
}

int main(int argc, char **argv) {
  CHECK(argc == 3);
  library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
  CHECK(library != NULL);
  ezauth_accounts_t *accounts = open_accounts(argv[2]);
  pthread_t thread;
  CHECK(pthread_create(&thread, NULL, create_user, accounts) == 0);
  rest(300);

  void (*free_accounts)(ezauth_accounts_t *) = CALL(ezauth_accounts_free);
  CHECK(dlclose(library) == 0);
  unloaded = true;
  pthread_join(thread, NULL);
  free_accounts(accounts);
  for (int i = 0; i < 10000 && released == 0; i++) rest(1);
  CHECK(released == 1);
  return EXIT_SUCCESS;
}
