/*
 * Hashes with the system's libargon2 as often as each line of its input says, and answers with the
 * nanoseconds that it took.
 *
 * It hashes in a thread that does nothing else, as servers have them. The library is looked for here, so
 * that no header of it is needed.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { ITERATIONS = 2, KIB = 19456, LANES = 1, TAG = 32 };

typedef int hash_raw(uint32_t iterations, uint32_t kib, uint32_t lanes, const void *password,
                     size_t password_length, const void *salt, size_t salt_length, void *tag,
                     size_t tag_length);

static hash_raw *hash;

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void *answer(void *failure) {
  static const char password[] = "a long and quiet river", salt[] = "sixteen of bytes";
  unsigned char tag[TAG];
  unsigned calls;
  while (scanf("%u", &calls) == 1) {
    long long start = now();
    for (; calls > 0; calls--) {
      if (hash(ITERATIONS, KIB, LANES, password, sizeof password - 1, salt, sizeof salt - 1, tag,
               sizeof tag) != 0)
        return failure;
    }
    printf("%lld\n", now() - start);
    fflush(stdout);
  }
  return NULL;
}

int main(void) {
  void *library = dlopen("libargon2.so.1", RTLD_NOW);
  void *found = library == NULL ? NULL : dlsym(library, "argon2id_hash_raw");
  if (found == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  memcpy(&hash, &found, sizeof hash);
  pthread_t worker;
  void *failure = "";
  if (pthread_create(&worker, NULL, answer, failure) == 0) pthread_join(worker, &failure);
  return failure == NULL ? 0 : 1;
}
