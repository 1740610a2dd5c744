/*
 * The controls of the sanitizers: what a program does wrong with what the library gave it.
 *
 *   misuse nothing|use_after_free|leak
 */
#include <ezauth.h>

#include "check.h"

static ezauth_error_t *new_error(void) {
  ezauth_config_t *config = ezauth_config_new();
  ezauth_error_t *error = NULL;
  CHECK(ezauth_config_set(config, ezauth_text("none"), ezauth_text("x"), &error) != EZAUTH_OK);
  ezauth_config_free(config);
  return error;
}

static int use_after_free(void) {
  ezauth_error_t *error = new_error();
  const char *line = ezauth_error_message(error);
  CHECK(line[0] != '\0');
  ezauth_error_free(error);
  /* The line ended with its error. */
  return line[0] == '\0';
}

/* Several, for the stack may still know where the last one is. */
static void leak(void) {
  int i;
  for (i = 0; i < 5; i++) new_error();
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  if (strcmp(argv[1], "use_after_free") == 0) return use_after_free();
  if (strcmp(argv[1], "leak") == 0) leak();
  ezauth_error_free(new_error());
  return EXIT_SUCCESS;
}
