/*
 * EzAuth: user accounts as a library. Written by `cargo xtask header`.
 *
 * What holds everywhere in this file:
 *
 * Calls. A call returns EZAUTH_OK (0) or the kind of its error, and never exits, aborts or throws. Its
 * last parameter takes the error with all its detail; it may be NULL. `*error` is written when the call
 * fails and `*result` when it succeeds, and neither is read or touched otherwise. Every `result` must
 * be given. What is looked up and not there is EZAUTH_OK with NULL. Beware of `check(call(&error),
 * error)`: C may read the second before it makes the call.
 *
 * Ownership. What a call puts into `*result` or `*error`, and what `.._new` returns, is the caller's:
 * free it with the function named after its type. What an accessor returns (texts, and records inside
 * of records) belongs to the object that was asked and ends with it. Nothing that is passed in is
 * taken over, but what `.._free` is given and the context of a sender.
 *
 * Pointers. NULL is allowed everywhere: where a thing is needed it is refused with
 * EZAUTH_INVALID_ARGUMENT, accessors answer it with nothing, and `.._free` ignores it. Any other
 * pointer must be one of this library that has not been freed; only of `ezauth_accounts_t *` may it be
 * anything at all.
 *
 * Text. Text in is UTF-8 with its length: `ezauth_text("..")`. Invalid UTF-8 is refused, and a NUL
 * inside does not end it. Text out is UTF-8 and ends with a NUL. Ids are text. Times are milliseconds since the Unix
 * epoch, UTC; durations are milliseconds.
 *
 * Arguments that may be left out are given by name in an `ezauth_context_t`, which may be NULL.
 *
 * Threads. Accounts may be used by any number of threads at once, and closed and freed meanwhile.
 * Every other object may be read by any number of threads, and changed by one while none reads it:
 * opening reads the configuration, a call its context.
 *
 * fork(). Accounts that were opened before it answer EZAUTH_FORKED in the child, and so does opening
 * there while the parent had some open: open in the children, and not in the parent before. Of other
 * objects a child may use and free those that no other thread was using at the fork.
 *
 * One SQLite. Nothing else in this process may open the database with another copy of SQLite: when
 * either closes the file, the system drops the locks of both, and the file can be damaged.
 */

#ifndef EZAUTH_H
#define EZAUTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A program that links the static library on Windows defines EZAUTH_STATIC. */
#if defined(_WIN32) && !defined(EZAUTH_STATIC)
#define EZAUTH_API __declspec(dllimport)
#else
#define EZAUTH_API
#endif
