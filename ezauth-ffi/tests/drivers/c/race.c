#include "race.h"

#include <pthread.h>
#include <stdlib.h>

struct race {
  pthread_mutex_t lock;
  pthread_cond_t changed;
  uint64_t waiting;
  bool is_on;
  operation_t operation;
  ezauth_accounts_t *accounts;
  struct json *request;
  const struct json *with;
  struct text results;
  uint64_t count;
  pthread_t *threads;
};

static void *run(void *context) {
  struct race *race = context;
  struct call call = {0};
  call.accounts = race->accounts;
  call.with = race->with;
  pthread_mutex_lock(&race->lock);
  race->waiting++;
  pthread_cond_broadcast(&race->changed);
  while (!race->is_on) pthread_cond_wait(&race->changed, &race->lock);
  pthread_mutex_unlock(&race->lock);

  race->operation(&call);

  pthread_mutex_lock(&race->lock);
  put_name(&race->results, NULL);
  put_raw(&race->results, "{");
  put_outcome(&race->results, &call);
  put_raw(&race->results, "}");
  pthread_mutex_unlock(&race->lock);
  return NULL;
}

struct race *race_new(uint64_t threads, operation_t operation, ezauth_accounts_t *accounts,
                      struct json *request, const struct json *with) {
  struct race *race = allocate(sizeof *race);
  pthread_mutex_init(&race->lock, NULL);
  pthread_cond_init(&race->changed, NULL);
  race->operation = operation;
  race->accounts = accounts;
  race->request = request;
  race->with = with;
  race->threads = allocate(threads * sizeof *race->threads);
  for (; race->count < threads; race->count++) {
    if (pthread_create(&race->threads[race->count], NULL, run, race) != 0) abort();
  }
  pthread_mutex_lock(&race->lock);
  while (race->waiting < threads) pthread_cond_wait(&race->changed, &race->lock);
  pthread_mutex_unlock(&race->lock);
  return race;
}

void put_race(struct text *out, struct race *race) {
  uint64_t i;
  pthread_mutex_lock(&race->lock);
  race->is_on = true;
  pthread_cond_broadcast(&race->changed);
  pthread_mutex_unlock(&race->lock);
  for (i = 0; i < race->count; i++) pthread_join(race->threads[i], NULL);
  put_raw(out, "[");
  put_raw(out, race->results.data);
  put_raw(out, "]");
  pthread_cond_destroy(&race->changed);
  pthread_mutex_destroy(&race->lock);
  json_free(race->request);
  free(race->results.data);
  free(race->threads);
  free(race);
}
