/*
 * Calls `ezauth_get_session` as often as each line of its input says, and answers with the nanoseconds
 * that it took.
 *
 *   get_session DATABASE TOKENS
 */
#include <ezauth.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { TOKEN = 43, MOST = 1 << 20 };

static char (*tokens)[TOKEN + 2];
static size_t count, at;

static void check(bool holds, const char *what) {
  if (!holds) {
    fprintf(stderr, "%s\n", what);
    exit(EXIT_FAILURE);
  }
}

static void read_tokens(const char *path) {
  FILE *file = fopen(path, "r");
  tokens = malloc(MOST * sizeof *tokens);
  check(file != NULL && tokens != NULL, "the tokens cannot be read");
  while (count < MOST && fgets(tokens[count], TOKEN + 2, file) != NULL) count++;
  check(count > 0, "there are no tokens");
  fclose(file);
}

static ezauth_accounts_t *open_accounts(const char *path) {
  ezauth_accounts_t *accounts = NULL;
  ezauth_config_t *config = ezauth_config_new();
  check(ezauth_config_set(config, ezauth_text("database"), ezauth_text(path), NULL) == EZAUTH_OK &&
            ezauth_accounts_open(config, &accounts, NULL) == EZAUTH_OK,
        "the accounts cannot be opened");
  ezauth_config_free(config);
  return accounts;
}

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int argc, char **argv) {
  check(argc == 3, "get_session DATABASE TOKENS");
  read_tokens(argv[2]);
  ezauth_accounts_t *accounts = open_accounts(argv[1]);
  char line[32];
  while (fgets(line, sizeof line, stdin) != NULL) {
    long long start = now();
    for (long calls = strtol(line, NULL, 10); calls > 0; calls--) {
      ezauth_text_t token = {.data = tokens[at], .length = TOKEN};
      at = (at + 1) % count;
      ezauth_session_and_user_t *found = NULL;
      check(ezauth_get_session(accounts, token, &found, NULL) == EZAUTH_OK && found != NULL,
            "the session is there");
      ezauth_session_and_user_free(found);
    }
    printf("%lld\n", now() - start);
    fflush(stdout);
  }
  ezauth_accounts_free(accounts);
  return EXIT_SUCCESS;
}
