/* Threads that wait to make one call. */
#ifndef RACE_H
#define RACE_H

#include "call.h"

struct race;

/** It is there when all of them wait. The request, with what they call with, is its to free. */
struct race *race_new(uint64_t threads, operation_t operation, ezauth_accounts_t *accounts,
                      struct json *request, const struct json *with);

/** Lets them go, puts the list of what each got, and frees the race. */
void put_race(struct text *out, struct race *race);

#endif /* RACE_H */
