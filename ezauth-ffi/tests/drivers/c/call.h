/* A call: the parameters of a request as the types that the library takes, and what came of it. */
#ifndef CALL_H
#define CALL_H

#include <ezauth.h>

#include "json.h"

/** It begins with the accounts and the parameters. */
struct call {
  ezauth_accounts_t *accounts;
  /** The member `with` of a request. A parameter that is `null` is not given. */
  const struct json *with;
  /** The parameters that may be left out. */
  ezauth_context_t *context;
  ezauth_status_t status;
  ezauth_error_t *error;
  /** What the types of C refuse before the library can: it is answered as the library would. */
  const char *field;
  const char *reason;
  /** C does not have this yet. */
  bool is_unsupported;
  /** What no library answers. */
  const char *failure;
  /** The result, as JSON. */
  struct text result;
};

/** Something that a request calls. */
typedef void (*operation_t)(struct call *call);

/** One of a set of names. The last has none. */
struct named {
  const char *name;
  int32_t number;
};

ezauth_text_t take_text(struct call *call, const char *name);
bool take_bool(struct call *call, const char *name);
int64_t take_number(struct call *call, const char *name);
/** One that is negative is a large one, which the library refuses. */
uint64_t take_int(struct call *call, const char *name);
/** `90s`, as settings write it. */
uint64_t take_duration(struct call *call, const char *name);
/** What is no such name is a number that the library refuses. */
int32_t take_name(struct call *call, const char *name, const struct named *names);
/** Changes from JSON. A text is JSON as a caller wrote it. */
ezauth_profile_changes_t *take_profile_changes(struct call *call, const char *name);
/** Gives the context what a parameter has: a text, or texts in an object. */
void take_optional(struct call *call, const char *name);

/** Whether the library can be called with what has been taken. */
bool is_ready(const struct call *call);

const char *name_of(const struct named *names, int32_t number);

/** How the call went, as a member of an object. It ends the call. */
void put_outcome(struct text *out, struct call *call);

/* What is generated of the table of operations. */

/** NULL for what C does not have yet. */
operation_t operation_named(const char *name);
void put_message(struct text *out, const ezauth_message_t *message);

#endif /* CALL_H */
