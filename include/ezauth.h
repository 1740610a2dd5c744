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

/**
 * The version of this interface. Within a version things are only added, so that a program runs with
 * every later library of the version that it was compiled with.
 */
#define EZAUTH_ABI_VERSION 1

/**
 * Kind `confirm`, by mail.
 */
#define EZAUTH_VERIFICATION_TYPE_EMAIL 1

/**
 * Kind `confirm`, by text message.
 */
#define EZAUTH_VERIFICATION_TYPE_PHONE 2

/**
 * Kind `recover`, by mail.
 */
#define EZAUTH_VERIFICATION_TYPE_RECOVERY 3

/**
 * A session that was opened with the account's password.
 */
#define EZAUTH_SESSION_METHOD_PASSWORD 1

/**
 * A session that was opened with a link from the inbox.
 */
#define EZAUTH_SESSION_METHOD_LINK 2

/**
 * A session that was opened with a code from the inbox.
 */
#define EZAUTH_SESSION_METHOD_CODE 3

/**
 * A session that was opened on the host's word.
 */
#define EZAUTH_SESSION_METHOD_HOST 4

/**
 * A message that is mailed.
 */
#define EZAUTH_CHANNEL_EMAIL 1

/**
 * A text message.
 */
#define EZAUTH_CHANNEL_PHONE 2

/**
 * A secret that confirms an address.
 */
#define EZAUTH_KIND_CONFIRM 1

/**
 * A secret that completes a sign-up.
 */
#define EZAUTH_KIND_SIGN_UP 2

/**
 * A secret that signs in.
 */
#define EZAUTH_KIND_SIGN_IN 3

/**
 * A secret that recovers an account.
 */
#define EZAUTH_KIND_RECOVER 4

/**
 * A secret that completes a change of address.
 */
#define EZAUTH_KIND_CHANGE 5

/**
 * Link and code to prove an existing identity.
 */
#define EZAUTH_MESSAGE_KIND_CONFIRM 1

/**
 * Link and code to complete a sign-up.
 */
#define EZAUTH_MESSAGE_KIND_SIGN_UP 2

/**
 * Link and code to sign in.
 */
#define EZAUTH_MESSAGE_KIND_SIGN_IN 3

/**
 * Link and code to recover an account.
 */
#define EZAUTH_MESSAGE_KIND_RECOVER 4

/**
 * Link and code to complete a change of address.
 */
#define EZAUTH_MESSAGE_KIND_CHANGE 5

/**
 * Notice: somebody tried to sign up with the address, which has an account.
 */
#define EZAUTH_MESSAGE_KIND_ADDRESS_IN_USE 6

/**
 * Notice: a password was set where there was none, or by an administrator.
 */
#define EZAUTH_MESSAGE_KIND_PASSWORD_SET 7

/**
 * Notice: the password was changed.
 */
#define EZAUTH_MESSAGE_KIND_PASSWORD_CHANGED 8

/**
 * Notice: the password was set anew by recovery.
 */
#define EZAUTH_MESSAGE_KIND_PASSWORD_RESET 9

/**
 * Notice: an administrator has switched the password off.
 */
#define EZAUTH_MESSAGE_KIND_PASSWORD_EXPIRED 10

/**
 * Notice: the password is off after too many failed attempts.
 */
#define EZAUTH_MESSAGE_KIND_PASSWORD_SWITCHED_OFF 11

/**
 * Notice: an address or a provider was added.
 */
#define EZAUTH_MESSAGE_KIND_IDENTITY_ADDED 12

/**
 * Notice: an address was replaced by another.
 */
#define EZAUTH_MESSAGE_KIND_IDENTITY_CHANGED 13

/**
 * Notice: an address or a provider was removed.
 */
#define EZAUTH_MESSAGE_KIND_IDENTITY_REMOVED 14

/**
 * Notice: the account was switched off.
 */
#define EZAUTH_MESSAGE_KIND_ACCOUNT_DISABLED 15

/**
 * Notice: the account was deleted.
 */
#define EZAUTH_MESSAGE_KIND_ACCOUNT_DELETED 16

/**
 * Notice: somebody signed in after failed attempts.
 */
#define EZAUTH_MESSAGE_KIND_SIGNED_IN_AFTER_FAILURES 17

/**
 * A link token.
 */
#define EZAUTH_FORM_LINK 1

/**
 * A short code of digits.
 */
#define EZAUTH_FORM_CODE 2

/**
 * A flow handle, which stays with the person who asked.
 */
#define EZAUTH_FORM_HANDLE 3

/**
 * A user was created.
 */
#define EZAUTH_EVENT_TYPE_USER_CREATED 1

/**
 * A user's name, username or metadata changed.
 */
#define EZAUTH_EVENT_TYPE_PROFILE_UPDATED 2

/**
 * A link or code was issued.
 */
#define EZAUTH_EVENT_TYPE_VERIFICATION_ISSUED 3

/**
 * An identity was proven for the first time.
 */
#define EZAUTH_EVENT_TYPE_IDENTITY_VERIFIED 4

/**
 * A recovery secret was redeemed without setting a password.
 */
#define EZAUTH_EVENT_TYPE_RECOVERY_VERIFIED 5

/**
 * A wrong code was presented.
 */
#define EZAUTH_EVENT_TYPE_VERIFICATION_REFUSED 6

/**
 * A session was opened.
 */
#define EZAUTH_EVENT_TYPE_SESSION_CREATED 7

/**
 * One session was ended on request.
 */
#define EZAUTH_EVENT_TYPE_SESSION_REVOKED 8

/**
 * Every session of a user was ended.
 */
#define EZAUTH_EVENT_TYPE_SESSIONS_REVOKED 9

/**
 * Identifier and password did not open an account.
 */
#define EZAUTH_EVENT_TYPE_SIGN_IN_REFUSED 10

/**
 * A password was hashed anew with the current parameters.
 */
#define EZAUTH_EVENT_TYPE_PASSWORD_REHASHED 11

/**
 * A password was set by recovery; every session ended.
 */
#define EZAUTH_EVENT_TYPE_PASSWORD_RESET 12

/**
 * The key of the database was replaced.
 */
#define EZAUTH_EVENT_TYPE_KEY_REPLACED 13

/**
 * A session was proven anew and got another token.
 */
#define EZAUTH_EVENT_TYPE_REAUTHENTICATED 14

/**
 * A password was replaced by its owner; other sessions ended.
 */
#define EZAUTH_EVENT_TYPE_PASSWORD_CHANGED 15

/**
 * A password was set where there was none, or by an administrator.
 */
#define EZAUTH_EVENT_TYPE_PASSWORD_SET 16

/**
 * A password was switched off by an administrator.
 */
#define EZAUTH_EVENT_TYPE_PASSWORD_EXPIRED 17

/**
 * A password was switched off after too many failures in a row.
 */
#define EZAUTH_EVENT_TYPE_PASSWORD_SWITCHED_OFF 18

/**
 * An identity was added.
 */
#define EZAUTH_EVENT_TYPE_IDENTITY_ADDED 19

/**
 * An identity took the place of another.
 */
#define EZAUTH_EVENT_TYPE_IDENTITY_CHANGED 20

/**
 * An identity was removed.
 */
#define EZAUTH_EVENT_TYPE_IDENTITY_REMOVED 21

/**
 * An account was switched off; its sessions and secrets ended.
 */
#define EZAUTH_EVENT_TYPE_USER_DISABLED 22

/**
 * An account was switched on again.
 */
#define EZAUTH_EVENT_TYPE_USER_ENABLED 23

/**
 * An account was deleted.
 */
#define EZAUTH_EVENT_TYPE_USER_DELETED 24

/**
 * What is held about a user was handed out.
 */
#define EZAUTH_EVENT_TYPE_USER_EXPORTED 25

/**
 * Every session of everybody was ended.
 */
#define EZAUTH_EVENT_TYPE_ALL_SESSIONS_REVOKED 26

/**
 * A backup was made.
 */
#define EZAUTH_EVENT_TYPE_BACKUP_MADE 27

/**
 * A backup was opened for the first time; what it held of sessions, verifications, sign-ups, pending
 * changes and messages ended. The data says when it was made and how many of each.
 */
#define EZAUTH_EVENT_TYPE_BACKUP_RESTORED 28

/**
 * Open accounts. Any number of threads may use them at once.
 *
 * The pointer is a number that the library looks up and never follows. What was freed answers
 * `EZAUTH_CLOSED`, what was opened before `fork()` answers `EZAUTH_FORKED` in the child, and what
 * never was such a pointer `EZAUTH_INVALID_ARGUMENT`; nothing of it is undefined.
 */
typedef struct ezauth_accounts_t ezauth_accounts_t;

/**
 * A clock that stands still until it is moved: for a host's own tests. Any thread may use it.
 */
typedef struct ezauth_clock_t ezauth_clock_t;

/**
 * Settings, and what else to open accounts with. Any number of threads may open with it at once,
 * and one may change it while no other uses it.
 */
typedef struct ezauth_config_t ezauth_config_t;

/**
 * What an operation may be given besides its arguments. One thread at a time may change it; any
 * number may call with it.
 */
typedef struct ezauth_context_t ezauth_context_t;

/**
 * Why a call did not succeed. Its texts live as long as it does; any thread may read them.
 */
typedef struct ezauth_error_t ezauth_error_t;

/**
 * One line of the audit trail.
 */
typedef struct ezauth_event_t ezauth_event_t;

/**
 * Which events to list. What is not set does not narrow them.
 */
typedef struct ezauth_event_filter_t ezauth_event_filter_t;

/**
 * A list.
 */
typedef struct ezauth_event_list_t ezauth_event_list_t;

/**
 * A part of the audit trail, oldest first.
 */
typedef struct ezauth_event_page_t ezauth_event_page_t;

/**
 * An address or a provider's subject that leads to a user.
 */
typedef struct ezauth_identity_t ezauth_identity_t;

/**
 * A list.
 */
typedef struct ezauth_identity_list_t ezauth_identity_list_t;

/**
 * A message to deliver, with its secrets, held under a lease.
 *
 * It is handed out again when the lease ends without an acknowledgement, so it is delivered at
 * least once.
 */
typedef struct ezauth_message_t ezauth_message_t;

/**
 * A list.
 */
typedef struct ezauth_message_list_t ezauth_message_list_t;

/**
 * Which of a user's own fields to change. What is not set stays as it is.
 */
typedef struct ezauth_profile_changes_t ezauth_profile_changes_t;

/**
 * A secret: shown this once, and wiped when it is freed.
 */
typedef struct ezauth_secret_t ezauth_secret_t;

/**
 * A device that is signed in. Its token is not part of it.
 */
typedef struct ezauth_session_t ezauth_session_t;

/**
 * A live session and its user: what a request needs to know.
 */
typedef struct ezauth_session_and_user_t ezauth_session_and_user_t;

/**
 * A list.
 */
typedef struct ezauth_session_list_t ezauth_session_list_t;

/**
 * A session just opened.
 */
typedef struct ezauth_sign_in_t ezauth_sign_in_t;

/**
 * How many rows a sweep deleted, of each kind.
 */
typedef struct ezauth_sweep_report_t ezauth_sweep_report_t;

/**
 * A user account.
 */
typedef struct ezauth_user_t ezauth_user_t;

/**
 * A user together with the identity that led to it.
 */
typedef struct ezauth_user_and_identity_t ezauth_user_and_identity_t;

/**
 * Everything that is held about a person.
 */
typedef struct ezauth_user_export_t ezauth_user_export_t;

/**
 * Which users to list. What is not set does not narrow them.
 */
typedef struct ezauth_user_filter_t ezauth_user_filter_t;

/**
 * A list.
 */
typedef struct ezauth_user_list_t ezauth_user_list_t;

/**
 * A part of all users, the oldest first.
 */
typedef struct ezauth_user_page_t ezauth_user_page_t;

/**
 * A secret that is out, without the secret.
 */
typedef struct ezauth_verification_t ezauth_verification_t;

/**
 * How a call went: `EZAUTH_OK`, or the kind of its error. A number is never given to another kind;
 * later versions may answer with more.
 */
typedef int32_t ezauth_status_t;

/**
 * Text that is given: UTF-8, with its length in bytes, which needs no NUL at its end. It is read
 * during the call only. `ezauth_text("..")` makes one of a string.
 */
typedef struct {
  /**
   * The first byte. NULL is refused, and stands for nothing where a text may be left out.
   */
  const char *data;
  /**
   * How many bytes there are.
   */
  size_t length;
} ezauth_text_t;

/**
 * Delivers one message, which is borrowed for the call: 0 if it has been delivered, 1 if it must be
 * tried again. Other numbers are reserved, and for now taken as 1.
 *
 * It is called from a thread of the library, one message after another, and may take its time: no
 * operation waits for it. It may call the library, with the same accounts too, and may close and
 * free them. It must not let an exception out: that ends the process.
 */
typedef int32_t (*ezauth_send_t)(void *context, const ezauth_message_t *message);

/**
 * Tells a host that its context is not needed any more.
 */
typedef void (*ezauth_release_t)(void *context);

/**
 * The call has done what it says.
 */
#define EZAUTH_OK 0

/**
 * An argument is malformed; the fields say which and why. Nothing was looked up or changed.
 */
#define EZAUTH_INVALID_ARGUMENT 1

/**
 * A setting, the key or the file given at open is not usable; the fields say which.
 */
#define EZAUTH_INVALID_CONFIG 2

/**
 * The handle has been closed.
 */
#define EZAUTH_CLOSED 3

/**
 * The handle was opened before `fork()` and is used in the child.
 */
#define EZAUTH_FORKED 4

/**
 * The database was written by a newer version of the library.
 */
#define EZAUTH_SCHEMA_TOO_NEW 5

/**
 * Identifier and password do not open an account.
 */
#define EZAUTH_INVALID_CREDENTIALS 20

/**
 * The link, code, handle or token is unknown, used, expired or of another kind.
 */
#define EZAUTH_INVALID_TOKEN 21

/**
 * The new password is what others would try first; the fields say why.
 */
#define EZAUTH_WEAK_PASSWORD 22

/**
 * Somebody holds the value; the field says which.
 */
#define EZAUTH_ALREADY_TAKEN 23

/**
 * Somebody else has verified the value since the verification was issued.
 */
#define EZAUTH_ALREADY_CLAIMED 24

/**
 * The user or identity that the call acts on does not exist.
 */
#define EZAUTH_NOT_FOUND 25

/**
 * The identity is the last way into the account.
 */
#define EZAUTH_LAST_IDENTITY 26

/**
 * Too many attempts, or more passwords to hash than can wait; `retry_after` says how long to wait.
 */
#define EZAUTH_RATE_LIMITED 27

/**
 * The session was proven too long ago for this act.
 */
#define EZAUTH_REAUTHENTICATION_REQUIRED 28

/**
 * The account is switched off.
 */
#define EZAUTH_DISABLED 29

/**
 * The link or code is right, but the account must be proven too: by handle or password.
 */
#define EZAUTH_PROOF_REQUIRED 30

/**
 * The database did not take or give the data; the storage reason says why.
 */
#define EZAUTH_STORAGE 60

/**
 * A bug in the library. The handle stays usable.
 */
#define EZAUTH_INTERNAL 90

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * The version of the interface of the library that is running. It must be the `EZAUTH_ABI_VERSION`
 * that the program was compiled with.
 */
EZAUTH_API uint32_t ezauth_abi_version(void);

/**
 * The version of the library that is running: `0.1.0`. It lives forever.
 */
EZAUTH_API const char *ezauth_version(void);

/**
 * The name of a status, the same in every language: `ok`, `invalid_token`. NULL for what is not
 * known. It lives forever.
 */
EZAUTH_API const char *ezauth_status_name(ezauth_status_t status);

/**
 * The status that the call returned; `EZAUTH_OK` for NULL.
 */
EZAUTH_API ezauth_status_t ezauth_error_status(const ezauth_error_t *error);

/**
 * One line in English, without personal data and secrets: it may be logged. NULL for NULL.
 */
EZAUTH_API const char *ezauth_error_message(const ezauth_error_t *error);

/**
 * How many fields were refused.
 */
EZAUTH_API size_t ezauth_error_field_count(const ezauth_error_t *error);

/**
 * The name of a refused field: that of a parameter, a setting or a part of a context. NULL past the
 * last.
 */
EZAUTH_API const char *ezauth_error_field_name(const ezauth_error_t *error, size_t index);

/**
 * Why a field was refused: `too_short`, `malformed`. NULL past the last.
 */
EZAUTH_API const char *ezauth_error_field_reason(const ezauth_error_t *error, size_t index);

/**
 * Whether the error says how long to wait, as `EZAUTH_RATE_LIMITED` does. The wait is written to
 * `millis`, which may be NULL.
 */
EZAUTH_API bool ezauth_error_retry_after(const ezauth_error_t *error, uint64_t *millis);

/**
 * Why the storage failed: `busy`, `full`, `read_only`, `corrupt`, `io`. NULL for every other status
 * than `EZAUTH_STORAGE`.
 */
EZAUTH_API const char *ezauth_error_storage_reason(const ezauth_error_t *error);

/**
 * Frees an error. NULL is ignored; freeing one twice is undefined.
 */
EZAUTH_API void ezauth_error_free(ezauth_error_t *error);

/**
 * A clock that shows this time, in milliseconds since the Unix epoch. To be freed with
 * `ezauth_clock_free`.
 */
EZAUTH_API ezauth_clock_t *ezauth_clock_new(int64_t now);

/**
 * What the clock shows, in milliseconds since the Unix epoch; 0 for NULL.
 */
EZAUTH_API int64_t ezauth_clock_now(const ezauth_clock_t *clock);

/**
 * Sets the clock, forward or back, for all accounts that were opened with it. NULL is ignored.
 */
EZAUTH_API void ezauth_clock_set(const ezauth_clock_t *clock, int64_t now);

/**
 * Moves the clock forward by this many milliseconds, to the end of time at the latest. No move of
 * any thread is lost. NULL is ignored.
 */
EZAUTH_API void ezauth_clock_advance(const ezauth_clock_t *clock, uint64_t millis);

/**
 * Frees a clock; accounts that were opened with it keep what it shows. NULL is ignored; freeing one
 * twice is undefined.
 */
EZAUTH_API void ezauth_clock_free(ezauth_clock_t *clock);

/**
 * The default settings, which lack only `database`. To be freed with `ezauth_config_free`.
 */
EZAUTH_API ezauth_config_t *ezauth_config_new(void);

/**
 * Sets one setting by its name, from its text: `ezauth_text("session_lifetime")` to
 * `ezauth_text("7d")`. `docs/CONFIGURATION.md` lists them all.
 *
 * Errors: `EZAUTH_INVALID_CONFIG` on the name: unknown, malformed or out of range.
 */
EZAUTH_API
ezauth_status_t ezauth_config_set(ezauth_config_t *config,
                                  ezauth_text_t name,
                                  ezauth_text_t value,
                                  ezauth_error_t **error);

/**
 * Lets accounts be opened with a clock that the host sets, and not with the system's. The clock is
 * shared and stays the caller's.
 */
EZAUTH_API
ezauth_status_t ezauth_config_set_clock(ezauth_config_t *config,
                                        const ezauth_clock_t *clock,
                                        ezauth_error_t **error);

/**
 * Lets accounts be opened with a sender, which a thread of the library calls for each message.
 * Without one, messages wait for `ezauth_claim_messages`.
 *
 * `context` is passed to `send` as it is. When this has succeeded, the library calls `release` with
 * it once, from any thread: when the configuration and all accounts that were opened with it are
 * gone and no call of `send` runs any more. `release` may be NULL. When this has failed, `context`
 * stays the caller's.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `send` if it is NULL, and if the configuration has a sender
 * already: it keeps its first. For another, make another configuration.
 */
EZAUTH_API
ezauth_status_t ezauth_config_set_sender(ezauth_config_t *config,
                                         ezauth_send_t send,
                                         void *context,
                                         ezauth_release_t release,
                                         ezauth_error_t **error);

/**
 * Frees a configuration. NULL is ignored; freeing one twice is undefined.
 */
EZAUTH_API void ezauth_config_free(ezauth_config_t *config);

/**
 * Opens the accounts of a database and creates what is missing. `config` stays the caller's and may
 * be freed or used again.
 *
 * `*result` is to be freed with `ezauth_accounts_free`.
 *
 * Errors: `EZAUTH_INVALID_CONFIG` with the setting's name, `EZAUTH_SCHEMA_TOO_NEW`.
 */
EZAUTH_API
ezauth_status_t ezauth_accounts_open(const ezauth_config_t *config,
                                     ezauth_accounts_t **result,
                                     ezauth_error_t **error);

/**
 * Gives a database another key where the old one is lost or known to others. Every live code and
 * every unsent message ends with the old key; users, passwords, sessions and links stay.
 *
 * The key is that of the configuration; without it, that of a key file which is not yet this
 * database's, or else a new one in the key file's place. Processes that have the database open issue
 * nothing more until they open it anew. Clock and sender of the configuration are not used.
 *
 * Errors: as for `ezauth_accounts_open`; `EZAUTH_INVALID_CONFIG` on `key` if it is the old one.
 */
EZAUTH_API
ezauth_status_t ezauth_accounts_replace_key(const ezauth_config_t *config,
                                            ezauth_error_t **error);

/**
 * Refuses new calls, waits for those that run, and for at most `close_timeout` for a sender, and
 * closes the file. Later calls answer `EZAUTH_CLOSED`; closing again does nothing.
 *
 * The accounts are still to be freed.
 */
EZAUTH_API
ezauth_status_t ezauth_accounts_close(ezauth_accounts_t *accounts,
                                      ezauth_error_t **error);

/**
 * Frees accounts, and closes them first if that has not been done. NULL, and what has been freed
 * already, are ignored.
 */
EZAUTH_API void ezauth_accounts_free(ezauth_accounts_t *accounts);

/**
 * An empty context. To be freed with `ezauth_context_free`.
 */
EZAUTH_API ezauth_context_t *ezauth_context_new(void);

/**
 * Sets one part of a context by its name. Each operation says which it takes, and refuses the others.
 *
 * - `ip`: the address that the request came from, IPv4 or IPv6
 * - `user_agent`: the program that it came from
 * - `proof`: a flow handle or the account's password
 * - `handle`: a flow handle
 * - `replaces`: the id of the identity that another takes the place of
 * - `cursor`: where to go on
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `name`, if it is not known. What the value must be is
 * checked by the operation.
 */
EZAUTH_API
ezauth_status_t ezauth_context_set(ezauth_context_t *context,
                                   ezauth_text_t name,
                                   ezauth_text_t value,
                                   ezauth_error_t **error);

/**
 * Frees a context. NULL is ignored; freeing one twice is undefined.
 */
EZAUTH_API void ezauth_context_free(ezauth_context_t *context);

/**
 * No changes. To be freed with `ezauth_profile_changes_free`.
 */
EZAUTH_API ezauth_profile_changes_t *ezauth_profile_changes_new(void);

/**
 * Sets the display name.
 */
EZAUTH_API
ezauth_status_t ezauth_profile_changes_set_name(ezauth_profile_changes_t *changes,
                                                ezauth_text_t name,
                                                ezauth_error_t **error);

/**
 * Clears the display name.
 */
EZAUTH_API
ezauth_status_t ezauth_profile_changes_clear_name(ezauth_profile_changes_t *changes,
                                                  ezauth_error_t **error);

/**
 * Sets the username.
 */
EZAUTH_API
ezauth_status_t ezauth_profile_changes_set_username(ezauth_profile_changes_t *changes,
                                                    ezauth_text_t username,
                                                    ezauth_error_t **error);

/**
 * Clears the username.
 */
EZAUTH_API
ezauth_status_t ezauth_profile_changes_clear_username(ezauth_profile_changes_t *changes,
                                                      ezauth_error_t **error);

/**
 * Sets the metadata as a whole: the text of a JSON object.
 */
EZAUTH_API
ezauth_status_t ezauth_profile_changes_set_metadata(ezauth_profile_changes_t *changes,
                                                    ezauth_text_t metadata,
                                                    ezauth_error_t **error);

/**
 * Sets all of it from the members `name`, `username` and `metadata` of a JSON object, such as the
 * body of a request. What is left out stays, and `null` clears a name or username.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on a member that has the wrong type or is there twice, and on
 * `changes` for what is no such object or has other members.
 */
EZAUTH_API
ezauth_status_t ezauth_profile_changes_set_json(ezauth_profile_changes_t *changes,
                                                ezauth_text_t json,
                                                ezauth_error_t **error);

/**
 * Frees changes. NULL is ignored; freeing them twice is undefined.
 */
EZAUTH_API void ezauth_profile_changes_free(ezauth_profile_changes_t *changes);

/**
 * All events. To be freed with `ezauth_event_filter_free`.
 */
EZAUTH_API ezauth_event_filter_t *ezauth_event_filter_new(void);

/**
 * Only those of this user.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `user`.
 */
EZAUTH_API
ezauth_status_t ezauth_event_filter_set_user(ezauth_event_filter_t *filter,
                                             ezauth_text_t user,
                                             ezauth_error_t **error);

/**
 * Only those of this type, one of `EZAUTH_EVENT_TYPE_..`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `type`.
 */
EZAUTH_API
ezauth_status_t ezauth_event_filter_set_type(ezauth_event_filter_t *filter,
                                             int32_t type,
                                             ezauth_error_t **error);

/**
 * At most this many; 1 to 1,000, by default 100.
 */
EZAUTH_API
ezauth_status_t ezauth_event_filter_set_limit(ezauth_event_filter_t *filter,
                                              uint64_t limit,
                                              ezauth_error_t **error);

/**
 * Frees a filter of events. NULL is ignored; freeing one twice is undefined.
 */
EZAUTH_API void ezauth_event_filter_free(ezauth_event_filter_t *filter);

/**
 * All users. To be freed with `ezauth_user_filter_free`.
 */
EZAUTH_API ezauth_user_filter_t *ezauth_user_filter_new(void);

/**
 * Only those who are switched off, or only those who are not.
 */
EZAUTH_API
ezauth_status_t ezauth_user_filter_set_disabled(ezauth_user_filter_t *filter,
                                                bool disabled,
                                                ezauth_error_t **error);

/**
 * At most this many; 1 to 1,000, by default 100.
 */
EZAUTH_API
ezauth_status_t ezauth_user_filter_set_limit(ezauth_user_filter_t *filter,
                                             uint64_t limit,
                                             ezauth_error_t **error);

/**
 * Frees a filter of users. NULL is ignored; freeing one twice is undefined.
 */
EZAUTH_API void ezauth_user_filter_free(ezauth_user_filter_t *filter);

/**
 * Queues a message with a link and a code to an address that the session's user wants to add.
 * `type` is one of `EZAUTH_CHANNEL_..`. The result, a flow handle, is the same if somebody else
 * has the address: then nothing arrives.
 *
 * The context may have `ip`, `user_agent` and `replaces`, the id of an identity of this user and
 * of this type, whose place the address is to take. `*result` is to be freed with
 * `ezauth_secret_free`.
 *
 * Errors: `EZAUTH_INVALID_TOKEN` if the session is not live, `EZAUTH_REAUTHENTICATION_REQUIRED` if
 * it was proven longer ago than `reauthentication_age`, `EZAUTH_ALREADY_TAKEN` on `value` if the
 * user has the address already, `EZAUTH_NOT_FOUND` if `replaces` is no identity of the user,
 * `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on `type`, `value`, `replaces`, `ip` and
 * `user_agent`, and on `identity` if `replaces` is no id, `EZAUTH_INVALID_CONFIG` on `key` if the
 * key has been replaced since the accounts were opened.
 */
EZAUTH_API
ezauth_status_t ezauth_request_identity(const ezauth_accounts_t *accounts,
                                        ezauth_text_t session_token,
                                        int32_t type,
                                        ezauth_text_t value,
                                        const ezauth_context_t *context,
                                        ezauth_secret_t **result,
                                        ezauth_error_t **error);

/**
 * Adds or replaces an address of the session's user with the link from its inbox. The other
 * sessions of the user end, and so does every link, code, pending change and message that is under
 * way; all addresses are told, the old one too.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with
 * `ezauth_user_and_identity_free`.
 *
 * Errors: `EZAUTH_INVALID_TOKEN` if the session is not live or the link is not for a pending
 * change of this user: it is then not used up, `EZAUTH_REAUTHENTICATION_REQUIRED` as for
 * `ezauth_request_identity`, `EZAUTH_ALREADY_CLAIMED` if somebody has verified the address
 * meanwhile, `EZAUTH_INVALID_ARGUMENT` on `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_confirm_identity_with_link(const ezauth_accounts_t *accounts,
                                                  ezauth_text_t session_token,
                                                  ezauth_text_t token,
                                                  const ezauth_context_t *context,
                                                  ezauth_user_and_identity_t **result,
                                                  ezauth_error_t **error);

/**
 * The same with the code from its inbox. A wrong code costs one of `code_attempts` of the pending
 * change.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with
 * `ezauth_user_and_identity_free`.
 *
 * Errors: as for `ezauth_confirm_identity_with_link`, `EZAUTH_RATE_LIMITED`, and
 * `EZAUTH_INVALID_ARGUMENT` on `value` and `code`.
 */
EZAUTH_API
ezauth_status_t ezauth_confirm_identity_with_code(const ezauth_accounts_t *accounts,
                                                  ezauth_text_t session_token,
                                                  ezauth_text_t value,
                                                  ezauth_text_t code,
                                                  const ezauth_context_t *context,
                                                  ezauth_user_and_identity_t **result,
                                                  ezauth_error_t **error);

/**
 * Removes an address or a provider of the session's user, but never the last way in. What ends and
 * who is told is as for `ezauth_confirm_identity_with_link`.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_user_free`.
 *
 * Errors: `EZAUTH_INVALID_TOKEN` if the session is not live, `EZAUTH_REAUTHENTICATION_REQUIRED` as
 * for `ezauth_request_identity`, `EZAUTH_NOT_FOUND` if it is no identity of the user,
 * `EZAUTH_LAST_IDENTITY`, `EZAUTH_INVALID_ARGUMENT` on `identity`, `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_remove_identity(const ezauth_accounts_t *accounts,
                                       ezauth_text_t session_token,
                                       ezauth_text_t identity,
                                       const ezauth_context_t *context,
                                       ezauth_user_t **result,
                                       ezauth_error_t **error);

/**
 * The user of this id; NULL if there is none.
 *
 * `*result` is to be freed with `ezauth_user_free`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `user`.
 */
EZAUTH_API
ezauth_status_t ezauth_get_user(const ezauth_accounts_t *accounts,
                                ezauth_text_t user,
                                ezauth_user_t **result,
                                ezauth_error_t **error);

/**
 * The identities of a user, the oldest first, verified or not. An unknown user has none.
 *
 * `*result` is to be freed with `ezauth_identity_list_free`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `user`.
 */
EZAUTH_API
ezauth_status_t ezauth_list_user_identities(const ezauth_accounts_t *accounts,
                                            ezauth_text_t user,
                                            ezauth_identity_list_t **result,
                                            ezauth_error_t **error);

/**
 * A part of all users, the oldest first: from the beginning, or after a cursor. `filter` may be
 * NULL.
 *
 * The context may have a `cursor`: that of the page before. `*result` is to be freed with
 * `ezauth_user_page_free`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `limit` and `cursor`.
 */
EZAUTH_API
ezauth_status_t ezauth_admin_list_users(const ezauth_accounts_t *accounts,
                                        const ezauth_user_filter_t *filter,
                                        const ezauth_context_t *context,
                                        ezauth_user_page_t **result,
                                        ezauth_error_t **error);

/**
 * Switches an account off: nobody signs in to it, and its sessions, links, codes and pending
 * changes end. Its owner is told. Where it is off already, nothing changes.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_user_free`.
 *
 * Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_INVALID_ARGUMENT` on `user`, `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_admin_disable_user(const ezauth_accounts_t *accounts,
                                          ezauth_text_t user,
                                          const ezauth_context_t *context,
                                          ezauth_user_t **result,
                                          ezauth_error_t **error);

/**
 * Switches an account on again. Nothing that has ended comes back. Where it is on already, nothing
 * changes.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_user_free`.
 *
 * Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_INVALID_ARGUMENT` on `user`, `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_admin_enable_user(const ezauth_accounts_t *accounts,
                                         ezauth_text_t user,
                                         const ezauth_context_t *context,
                                         ezauth_user_t **result,
                                         ezauth_error_t **error);

/**
 * Deletes an account, with all that belongs to it but for the audit trail. Its owner is told.
 *
 * The context may have `ip` and `user_agent`.
 *
 * Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_INVALID_ARGUMENT` on `user`, `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_admin_delete_user(const ezauth_accounts_t *accounts,
                                         ezauth_text_t user,
                                         const ezauth_context_t *context,
                                         ezauth_error_t **error);

/**
 * Attaches to a user what a provider, such as `google`, calls this person: an identity, verified
 * on the host's word. The user's sessions, links, codes and pending changes end, and the user is
 * told. What is attached to this user already is answered as it is, and nothing ends.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with
 * `ezauth_user_and_identity_free`.
 *
 * Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_ALREADY_TAKEN` on `subject` if another user has it,
 * `EZAUTH_INVALID_ARGUMENT` on `user`, `provider`, `subject`, `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_admin_attach_identity(const ezauth_accounts_t *accounts,
                                             ezauth_text_t user,
                                             ezauth_text_t provider,
                                             ezauth_text_t subject,
                                             const ezauth_context_t *context,
                                             ezauth_user_and_identity_t **result,
                                             ezauth_error_t **error);

/**
 * Ends every session of everybody, and says how many there were.
 *
 * The context may have `ip` and `user_agent`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_admin_revoke_all_sessions(const ezauth_accounts_t *accounts,
                                                 const ezauth_context_t *context,
                                                 uint64_t *result,
                                                 ezauth_error_t **error);

/**
 * Sets the password of an account, over an existing one too. Its sessions, links, codes and
 * pending changes end, and its owner is told.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_user_free`.
 *
 * Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_WEAK_PASSWORD`, `EZAUTH_RATE_LIMITED`,
 * `EZAUTH_INVALID_ARGUMENT` on `user`, `password`, `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_admin_set_password(const ezauth_accounts_t *accounts,
                                          ezauth_text_t user,
                                          ezauth_text_t new_password,
                                          const ezauth_context_t *context,
                                          ezauth_user_t **result,
                                          ezauth_error_t **error);

/**
 * Switches the password of an account off until its owner recovers it: because it was seen in a
 * leak, for instance. What ends is as for `ezauth_admin_set_password`, and the owner is told. The
 * `reason`, at most 160 characters, goes into the audit trail.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_user_free`.
 *
 * Errors: `EZAUTH_NOT_FOUND` if there is no such user or no password, `EZAUTH_INVALID_ARGUMENT` on
 * `user`, `reason`, `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_admin_expire_password(const ezauth_accounts_t *accounts,
                                             ezauth_text_t user,
                                             ezauth_text_t reason,
                                             const ezauth_context_t *context,
                                             ezauth_user_t **result,
                                             ezauth_error_t **error);

/**
 * Hands out at most `limit` messages (1 to 100) that are due, the oldest first, and holds them for
 * `lease` milliseconds (a second to an hour): nobody else is given them until then. Deliver each and
 * acknowledge it; one that is not acknowledged in time is handed out again.
 *
 * `*result` is to be freed with `ezauth_message_list_free`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `limit` and `lease`.
 */
EZAUTH_API
ezauth_status_t ezauth_claim_messages(const ezauth_accounts_t *accounts,
                                      uint64_t limit,
                                      uint64_t lease,
                                      ezauth_message_list_t **result,
                                      ezauth_error_t **error);

/**
 * Deletes a message that has been delivered, by what `ezauth_message_lease` gave, and says whether
 * that lease was still current.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `lease`.
 */
EZAUTH_API
ezauth_status_t ezauth_ack_message(const ezauth_accounts_t *accounts,
                                   ezauth_text_t lease,
                                   bool *result,
                                   ezauth_error_t **error);

/**
 * Gives back a message that could not be delivered, to be handed out again after a while that
 * doubles with each attempt, and says whether its lease was still current.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `lease`.
 */
EZAUTH_API
ezauth_status_t ezauth_nack_message(const ezauth_accounts_t *accounts,
                                    ezauth_text_t lease,
                                    bool *result,
                                    ezauth_error_t **error);

/**
 * Everything that is held about a person, as JSON, without secrets. That it was handed out is an
 * event too.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with
 * `ezauth_user_export_free`.
 *
 * Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_INVALID_ARGUMENT` on `user`, `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_admin_export_user(const ezauth_accounts_t *accounts,
                                         ezauth_text_t user,
                                         const ezauth_context_t *context,
                                         ezauth_user_export_t **result,
                                         ezauth_error_t **error);

/**
 * The user who has verified this address; NULL if nobody has.
 *
 * `*result` is to be freed with `ezauth_user_free`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `email`.
 */
EZAUTH_API
ezauth_status_t ezauth_get_user_by_email(const ezauth_accounts_t *accounts,
                                         ezauth_text_t email,
                                         ezauth_user_t **result,
                                         ezauth_error_t **error);

/**
 * The user who has this username, in any letter case; NULL if nobody has.
 *
 * `*result` is to be freed with `ezauth_user_free`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `username`.
 */
EZAUTH_API
ezauth_status_t ezauth_get_user_by_username(const ezauth_accounts_t *accounts,
                                            ezauth_text_t username,
                                            ezauth_user_t **result,
                                            ezauth_error_t **error);

/**
 * The verified identity of this type (`email`, `phone` or a provider's name) and value, with its
 * user; NULL if nobody has verified it.
 *
 * `*result` is to be freed with `ezauth_user_and_identity_free`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `type` and `value`.
 */
EZAUTH_API
ezauth_status_t ezauth_get_verified_identity(const ezauth_accounts_t *accounts,
                                             ezauth_text_t type,
                                             ezauth_text_t value,
                                             ezauth_user_and_identity_t **result,
                                             ezauth_error_t **error);

/**
 * Queues a mail with a link and a code to sign in with. They open the account of whoever has
 * verified the address and no other. Where nobody has, an account is made when one of them comes
 * back; while `open_sign_up` is off, nothing is sent then. The result, a flow handle, is the same
 * for all.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_secret_free`.
 *
 * Errors: `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on `email`, `ip` and `user_agent`,
 * `EZAUTH_INVALID_CONFIG` on `key` if the key has been replaced since the accounts were opened.
 */
EZAUTH_API
ezauth_status_t ezauth_request_magic_link(const ezauth_accounts_t *accounts,
                                          ezauth_text_t email,
                                          const ezauth_context_t *context,
                                          ezauth_secret_t **result,
                                          ezauth_error_t **error);

/**
 * Uses up a link token and signs in, to an account that is made for it if need be. For the GET of
 * a link, which mail scanners make too, there is `ezauth_peek_magic_link`.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_sign_in_free`.
 *
 * Errors: `EZAUTH_INVALID_TOKEN`, also where the account is switched off,
 * `EZAUTH_INVALID_ARGUMENT` on `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_sign_in_with_magic_link(const ezauth_accounts_t *accounts,
                                               ezauth_text_t token,
                                               const ezauth_context_t *context,
                                               ezauth_sign_in_t **result,
                                               ezauth_error_t **error);

/**
 * The same as `ezauth_request_magic_link`: the message has both, and its reader chooses.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_secret_free`.
 *
 * Errors: as for `ezauth_request_magic_link`.
 */
EZAUTH_API
ezauth_status_t ezauth_request_email_code(const ezauth_accounts_t *accounts,
                                          ezauth_text_t email,
                                          const ezauth_context_t *context,
                                          ezauth_secret_t **result,
                                          ezauth_error_t **error);

/**
 * Uses up a code from a mail and signs in, to an account that is made for it if need be. A wrong
 * code costs one of `code_attempts`.
 *
 * The context may have `ip`, `user_agent` and `handle`, the flow handle that the request returned:
 * with it attempts are counted for the handle, so that nobody else can use them up. `*result` is
 * to be freed with `ezauth_sign_in_free`.
 *
 * Errors: `EZAUTH_INVALID_TOKEN`, `EZAUTH_PROOF_REQUIRED` if `code_needs_handle` is set and there
 * is no handle, `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on `email`, `code`, `ip` and
 * `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_sign_in_with_email_code(const ezauth_accounts_t *accounts,
                                               ezauth_text_t email,
                                               ezauth_text_t code,
                                               const ezauth_context_t *context,
                                               ezauth_sign_in_t **result,
                                               ezauth_error_t **error);

/**
 * Queues a text message with a code to sign in with, as `ezauth_request_magic_link` does by mail.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_secret_free`.
 *
 * Errors: `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on `ip` and `user_agent`, and on
 * `phone`, as `not_allowed` where `sms_prefixes` do not have it, `EZAUTH_INVALID_CONFIG` as for
 * `ezauth_request_magic_link`.
 */
EZAUTH_API
ezauth_status_t ezauth_request_phone_code(const ezauth_accounts_t *accounts,
                                          ezauth_text_t phone,
                                          const ezauth_context_t *context,
                                          ezauth_secret_t **result,
                                          ezauth_error_t **error);

/**
 * Uses up a code from a text message and signs in, as `ezauth_sign_in_with_email_code` does with
 * one from a mail.
 *
 * The context may have `ip`, `user_agent` and `handle`. `*result` is to be freed with
 * `ezauth_sign_in_free`.
 *
 * Errors: as for `ezauth_sign_in_with_email_code`, with `phone` in place of `email`.
 */
EZAUTH_API
ezauth_status_t ezauth_sign_in_with_phone_code(const ezauth_accounts_t *accounts,
                                               ezauth_text_t phone,
                                               ezauth_text_t code,
                                               const ezauth_context_t *context,
                                               ezauth_sign_in_t **result,
                                               ezauth_error_t **error);

/**
 * Replaces the password of the session's user, who is told. The other sessions of the user end,
 * and so does every link, code, pending change and message that is under way.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_user_free`.
 *
 * Errors: `EZAUTH_INVALID_TOKEN` if the session is not live, `EZAUTH_REAUTHENTICATION_REQUIRED` if
 * it was proven longer ago than `reauthentication_age`, `EZAUTH_INVALID_CREDENTIALS` if the
 * current password is wrong, `EZAUTH_WEAK_PASSWORD`, `EZAUTH_RATE_LIMITED`,
 * `EZAUTH_INVALID_ARGUMENT` on `current_password`, `password`, `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_change_password(const ezauth_accounts_t *accounts,
                                       ezauth_text_t session_token,
                                       ezauth_text_t current_password,
                                       ezauth_text_t new_password,
                                       const ezauth_context_t *context,
                                       ezauth_user_t **result,
                                       ezauth_error_t **error);

/**
 * Sets a password for the session's user, who has none, and is told. What ends is as for
 * `ezauth_change_password`.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_user_free`.
 *
 * Errors: `EZAUTH_INVALID_TOKEN`, `EZAUTH_REAUTHENTICATION_REQUIRED`, `EZAUTH_ALREADY_TAKEN` on
 * `password` if there is one, `EZAUTH_WEAK_PASSWORD`, `EZAUTH_RATE_LIMITED`,
 * `EZAUTH_INVALID_ARGUMENT` on `password`, `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_set_password(const ezauth_accounts_t *accounts,
                                    ezauth_text_t session_token,
                                    ezauth_text_t new_password,
                                    const ezauth_context_t *context,
                                    ezauth_user_t **result,
                                    ezauth_error_t **error);

/**
 * Deletes the account of the session's user, with all that belongs to it but for the audit trail.
 * The user is told.
 *
 * The context may have `ip` and `user_agent`.
 *
 * Errors: `EZAUTH_INVALID_TOKEN` if the session is not live, `EZAUTH_REAUTHENTICATION_REQUIRED` if
 * it was proven longer ago than `reauthentication_age`, `EZAUTH_INVALID_ARGUMENT` on `ip` and
 * `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_delete_account(const ezauth_accounts_t *accounts,
                                      ezauth_text_t session_token,
                                      const ezauth_context_t *context,
                                      ezauth_error_t **error);

/**
 * Changes what is set in `changes` and leaves the rest; metadata is replaced as a whole.
 *
 * `*result` is to be freed with `ezauth_user_free`.
 *
 * Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_ALREADY_TAKEN` on `username`, `EZAUTH_INVALID_ARGUMENT` on
 * `user`, and on `name`, `username` and `metadata`, all that are wrong together.
 */
EZAUTH_API
ezauth_status_t ezauth_update_user_profile(const ezauth_accounts_t *accounts,
                                           ezauth_text_t user,
                                           const ezauth_profile_changes_t *changes,
                                           ezauth_user_t **result,
                                           ezauth_error_t **error);

/**
 * Proves a session anew with the password of its user. It gets another token; the old one ends.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_sign_in_free`.
 *
 * Errors: `EZAUTH_INVALID_TOKEN` if the session is not live, `EZAUTH_INVALID_CREDENTIALS`,
 * `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on `password`, `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_reauthenticate_with_password(const ezauth_accounts_t *accounts,
                                                    ezauth_text_t session_token,
                                                    ezauth_text_t password,
                                                    const ezauth_context_t *context,
                                                    ezauth_sign_in_t **result,
                                                    ezauth_error_t **error);

/**
 * The same with a sign-in link for an address that the session's user has verified.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_sign_in_free`.
 *
 * Errors: `EZAUTH_INVALID_TOKEN` if the session is not live or the link is not for this user: it
 * is then not used up, `EZAUTH_INVALID_ARGUMENT` on `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_reauthenticate_with_link(const ezauth_accounts_t *accounts,
                                                ezauth_text_t session_token,
                                                ezauth_text_t token,
                                                const ezauth_context_t *context,
                                                ezauth_sign_in_t **result,
                                                ezauth_error_t **error);

/**
 * The same with a sign-in code for an address or a phone number that the session's user has
 * verified. A wrong code costs one of `code_attempts`.
 *
 * The context may have `ip`, `user_agent` and `handle`, as for `ezauth_sign_in_with_email_code`.
 * `*result` is to be freed with `ezauth_sign_in_free`.
 *
 * Errors: as for `ezauth_reauthenticate_with_link`, `EZAUTH_PROOF_REQUIRED` if `code_needs_handle`
 * is set and there is no handle, `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on `value` and
 * `code`.
 */
EZAUTH_API
ezauth_status_t ezauth_reauthenticate_with_code(const ezauth_accounts_t *accounts,
                                                ezauth_text_t session_token,
                                                ezauth_text_t value,
                                                ezauth_text_t code,
                                                const ezauth_context_t *context,
                                                ezauth_sign_in_t **result,
                                                ezauth_error_t **error);

/**
 * Queues a mail with a link and a code to set a new password with, if somebody has verified this
 * address. The result, a flow handle, is the same if nobody has.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_secret_free`.
 *
 * Errors: `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on `email`, `ip` and `user_agent`,
 * `EZAUTH_INVALID_CONFIG` on `key` if the key has been replaced since the accounts were opened.
 */
EZAUTH_API
ezauth_status_t ezauth_request_password_recovery(const ezauth_accounts_t *accounts,
                                                 ezauth_text_t email,
                                                 const ezauth_context_t *context,
                                                 ezauth_secret_t **result,
                                                 ezauth_error_t **error);

/**
 * Sets a new password with the link of a recovery message. Every session of the user ends, and so
 * does every link, code and message that is under way; nobody is signed in. The new password is
 * validated first, so that a refused one costs nothing.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_user_free`.
 *
 * Errors: `EZAUTH_INVALID_TOKEN`, `EZAUTH_WEAK_PASSWORD`, `EZAUTH_RATE_LIMITED`,
 * `EZAUTH_INVALID_ARGUMENT` on `password`, `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_reset_password_with_link(const ezauth_accounts_t *accounts,
                                                ezauth_text_t token,
                                                ezauth_text_t new_password,
                                                const ezauth_context_t *context,
                                                ezauth_user_t **result,
                                                ezauth_error_t **error);

/**
 * Sets a new password with the code of a recovery message, as `ezauth_reset_password_with_link`
 * does with its link.
 *
 * The context may have `ip`, `user_agent` and `handle`, the flow handle that the request returned:
 * with it attempts are counted for the handle, so that nobody else can use them up. `*result` is
 * to be freed with `ezauth_user_free`.
 *
 * Errors: as for `ezauth_reset_password_with_link`, `EZAUTH_PROOF_REQUIRED` if `code_needs_handle` is
 * set and there is no handle, and `EZAUTH_INVALID_ARGUMENT` on `email` and `code`.
 */
EZAUTH_API
ezauth_status_t ezauth_reset_password_with_code(const ezauth_accounts_t *accounts,
                                                ezauth_text_t email,
                                                ezauth_text_t code,
                                                ezauth_text_t new_password,
                                                const ezauth_context_t *context,
                                                ezauth_user_t **result,
                                                ezauth_error_t **error);

/**
 * The live session of a token, and its user: the call to make on every request. Unknown, malformed,
 * expired, idle, revoked and disabled look the same: `EZAUTH_OK` and NULL.
 *
 * `*result` is to be freed with `ezauth_session_and_user_free`.
 */
EZAUTH_API
ezauth_status_t ezauth_get_session(const ezauth_accounts_t *accounts,
                                   ezauth_text_t token,
                                   ezauth_session_and_user_t **result,
                                   ezauth_error_t **error);

/**
 * Ends the session of a token, and says whether there was one. Every process refuses it from its
 * next call on.
 */
EZAUTH_API
ezauth_status_t ezauth_revoke_user_session_token(const ezauth_accounts_t *accounts,
                                                 ezauth_text_t token,
                                                 bool *result,
                                                 ezauth_error_t **error);

/**
 * The user of a live session; NULL as for `ezauth_get_session`.
 *
 * `*result` is to be freed with `ezauth_user_free`.
 */
EZAUTH_API
ezauth_status_t ezauth_get_user_by_session_token(const ezauth_accounts_t *accounts,
                                                 ezauth_text_t token,
                                                 ezauth_user_t **result,
                                                 ezauth_error_t **error);

/**
 * Opens a session on the host's word. The result is its token: a secret for the user's browser,
 * shown this once.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_secret_free`.
 *
 * Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_DISABLED`, `EZAUTH_INVALID_ARGUMENT` on `user`, `ip` and
 * `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_generate_user_session_token(const ezauth_accounts_t *accounts,
                                                   ezauth_text_t user,
                                                   const ezauth_context_t *context,
                                                   ezauth_secret_t **result,
                                                   ezauth_error_t **error);

/**
 * The live sessions of a user, the newest first. An unknown user has none.
 *
 * `*result` is to be freed with `ezauth_session_list_free`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `user`.
 */
EZAUTH_API
ezauth_status_t ezauth_list_user_sessions(const ezauth_accounts_t *accounts,
                                          ezauth_text_t user,
                                          ezauth_session_list_t **result,
                                          ezauth_error_t **error);

/**
 * Ends one session of a user by its public id, and says whether there was one. Another user's
 * session looks unknown.
 *
 * The context may have `ip` and `user_agent`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `user`, `session`, `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_revoke_user_session(const ezauth_accounts_t *accounts,
                                           ezauth_text_t user,
                                           ezauth_text_t session,
                                           const ezauth_context_t *context,
                                           bool *result,
                                           ezauth_error_t **error);

/**
 * Ends all sessions of a user, and says how many there were. An unknown user has none.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `user`.
 */
EZAUTH_API
ezauth_status_t ezauth_revoke_user_sessions(const ezauth_accounts_t *accounts,
                                            ezauth_text_t user,
                                            uint64_t *result,
                                            ezauth_error_t **error);

/**
 * Ends all sessions of a user but the one of this token, and says how many there were.
 *
 * The context may have `ip` and `user_agent`.
 *
 * Errors: `EZAUTH_INVALID_TOKEN` if the session is not live, `EZAUTH_INVALID_ARGUMENT` on `ip` and
 * `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_revoke_other_sessions(const ezauth_accounts_t *accounts,
                                             ezauth_text_t session_token,
                                             const ezauth_context_t *context,
                                             uint64_t *result,
                                             ezauth_error_t **error);

/**
 * Signs in with a verified email address or phone number, or with the username of a user who has one
 * verified, and a password. Unknown, unverified, disabled, passwordless and wrong look the same.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_sign_in_free`.
 *
 * Errors: `EZAUTH_INVALID_CREDENTIALS`, `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on
 * `identifier`, `password`, `ip` and `user_agent`.
 */
EZAUTH_API
ezauth_status_t ezauth_sign_in_with_password(const ezauth_accounts_t *accounts,
                                             ezauth_text_t identifier,
                                             ezauth_text_t password,
                                             const ezauth_context_t *context,
                                             ezauth_sign_in_t **result,
                                             ezauth_error_t **error);

/**
 * Keeps a wish to have an account, and queues a mail with a link and a code. Where somebody has
 * verified the address, its owner gets a notice instead, and the answer is the same. There is no
 * user before the inbox has answered.
 *
 * The result is a flow handle: a secret for the browser of whoever asked, and the proof with which
 * the wish is confirmed. The context may have `ip` and `user_agent`. `*result` is to be freed with
 * `ezauth_secret_free`.
 *
 * Errors: `EZAUTH_WEAK_PASSWORD`, `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on `email`,
 * `password`, `ip` and `user_agent`, `EZAUTH_INVALID_CONFIG` on `key` if the key has been replaced
 * since the accounts were opened.
 */
EZAUTH_API
ezauth_status_t ezauth_sign_up_with_password(const ezauth_accounts_t *accounts,
                                             ezauth_text_t email,
                                             ezauth_text_t password,
                                             const ezauth_context_t *context,
                                             ezauth_secret_t **result,
                                             ezauth_error_t **error);

/**
 * Makes the account of a wish with the link from its inbox, verified, and signs in.
 *
 * The context may have `ip`, `user_agent` and `proof`: the flow handle or the password of the
 * wish, which shows whose wish it is. With the handle any live link to the address will do, also
 * one that somebody else has asked for. `*result` is to be freed with `ezauth_sign_in_free`.
 *
 * Errors: `EZAUTH_INVALID_TOKEN`, `EZAUTH_PROOF_REQUIRED` without a proof, and nothing is used up,
 * `EZAUTH_INVALID_CREDENTIALS` if the proof is a wrong password, `EZAUTH_ALREADY_CLAIMED` if
 * somebody has verified the address meanwhile, `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on
 * what is in the context.
 */
EZAUTH_API
ezauth_status_t ezauth_confirm_sign_up_with_link(const ezauth_accounts_t *accounts,
                                                 ezauth_text_t token,
                                                 const ezauth_context_t *context,
                                                 ezauth_sign_in_t **result,
                                                 ezauth_error_t **error);

/**
 * Makes the account of a wish with the code from its inbox, as `ezauth_confirm_sign_up_with_link`
 * does with its link. A wrong code costs one of `code_attempts`; with the handle, of the handle's
 * own, so that nobody else can use them up.
 *
 * The context may have `ip`, `user_agent` and `proof`. `*result` is to be freed with
 * `ezauth_sign_in_free`.
 *
 * Errors: as for `ezauth_confirm_sign_up_with_link`, and `EZAUTH_INVALID_ARGUMENT` on `email` and
 * `code`.
 */
EZAUTH_API
ezauth_status_t ezauth_confirm_sign_up_with_code(const ezauth_accounts_t *accounts,
                                                 ezauth_text_t email,
                                                 ezauth_text_t code,
                                                 const ezauth_context_t *context,
                                                 ezauth_sign_in_t **result,
                                                 ezauth_error_t **error);

/**
 * Queues the mail of a wish again, with another link and code, by the flow handle that
 * `ezauth_sign_up_with_password` returned. The handle stays, with what is left of its attempts.
 *
 * The context may have `ip` and `user_agent`.
 *
 * Errors: `EZAUTH_INVALID_TOKEN` if there is no such wish, `EZAUTH_RATE_LIMITED`,
 * `EZAUTH_INVALID_ARGUMENT` on `ip` and `user_agent`, `EZAUTH_INVALID_CONFIG` as for
 * `ezauth_sign_up_with_password`.
 */
EZAUTH_API
ezauth_status_t ezauth_resend_sign_up(const ezauth_accounts_t *accounts,
                                      ezauth_text_t handle,
                                      const ezauth_context_t *context,
                                      ezauth_error_t **error);

/**
 * Events of the audit trail, oldest first: from the beginning, or after a cursor. `filter` may be
 * NULL.
 *
 * The context may have a `cursor`: that of the page before. `*result` is to be freed with
 * `ezauth_event_page_free`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `limit` and `cursor`.
 */
EZAUTH_API
ezauth_status_t ezauth_events(const ezauth_accounts_t *accounts,
                              const ezauth_event_filter_t *filter,
                              const ezauth_context_t *context,
                              ezauth_event_page_t **result,
                              ezauth_error_t **error);

/**
 * Deletes at most `limit` rows that have ended by themselves, in small transactions, and says how
 * many of each kind. Ordinary writes do a little of this on the way; call it now and then, until
 * it reports less than `limit`.
 *
 * `*result` is to be freed with `ezauth_sweep_report_free`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `limit` if it is 0.
 */
EZAUTH_API
ezauth_status_t ezauth_sweep(const ezauth_accounts_t *accounts,
                             uint64_t limit,
                             ezauth_sweep_report_t **result,
                             ezauth_error_t **error);

/**
 * Writes a copy of the database to a file of this path: one state, with everything that was
 * acknowledged before the call, for its owner only (mode 0600). It is on the disk when the call
 * returns. Calls go on meanwhile. A plain file at `path` is replaced when the copy is whole; a backup
 * that fails leaves what was there.
 *
 * **The copy does not revive what has ended.** Its first open ends every session, link, code, handle,
 * wish, pending change and unsent message in it, since each may have been used or revoked after it
 * was made. A copy that is made by other means, `cp` or another SQLite, revives all.
 *
 * The key is not copied. Opening the copy needs the key of the original, from the configuration or as
 * the file `<path>.key`, or else `ezauth_accounts_replace_key`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `path`: `missing` if its folder is not there, and `not_allowed`
 * where it names the database or a file that belongs to it, what is no plain file, or a database whose
 * log lies beside it, as is so while it is open.
 */
EZAUTH_API
ezauth_status_t ezauth_backup(const ezauth_accounts_t *accounts,
                              ezauth_text_t path,
                              ezauth_error_t **error);

/**
 * Creates a user with a password and an unverified email identity. It tells whether the address is
 * taken: do not show its answer to people whom you do not know.
 *
 * `*result` is to be freed with `ezauth_user_and_identity_free`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `email` and `password`, `EZAUTH_WEAK_PASSWORD`,
 * `EZAUTH_ALREADY_TAKEN` on `email` if somebody has verified it, `EZAUTH_RATE_LIMITED`.
 */
EZAUTH_API
ezauth_status_t ezauth_create_user_with_password(const ezauth_accounts_t *accounts,
                                                 ezauth_text_t email,
                                                 ezauth_text_t password,
                                                 ezauth_user_and_identity_t **result,
                                                 ezauth_error_t **error);

/**
 * Creates a user without a password, with an unverified email identity. It tells whether the
 * address is taken, as above.
 *
 * `*result` is to be freed with `ezauth_user_and_identity_free`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `email`, `EZAUTH_ALREADY_TAKEN` on `email` if somebody has
 * verified it.
 */
EZAUTH_API
ezauth_status_t ezauth_create_user_with_email(const ezauth_accounts_t *accounts,
                                              ezauth_text_t email,
                                              ezauth_user_and_identity_t **result,
                                              ezauth_error_t **error);

/**
 * The same with an unverified phone identity (E.164).
 *
 * `*result` is to be freed with `ezauth_user_and_identity_free`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `phone`, `EZAUTH_ALREADY_TAKEN` on `phone` if somebody has
 * verified it.
 */
EZAUTH_API
ezauth_status_t ezauth_create_user_with_phone(const ezauth_accounts_t *accounts,
                                              ezauth_text_t phone,
                                              ezauth_user_and_identity_t **result,
                                              ezauth_error_t **error);

/**
 * Whether somebody has verified this address. Do not show its answer to people whom you do not
 * know.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `email`.
 */
EZAUTH_API
ezauth_status_t ezauth_email_taken(const ezauth_accounts_t *accounts,
                                   ezauth_text_t email,
                                   bool *result,
                                   ezauth_error_t **error);

/**
 * Whether somebody has this username, in any letter case.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `username`.
 */
EZAUTH_API
ezauth_status_t ezauth_username_taken(const ezauth_accounts_t *accounts,
                                      ezauth_text_t username,
                                      bool *result,
                                      ezauth_error_t **error);

/**
 * The user who has verified this address; else a clean one that waits for it, into which nobody
 * can have put anything; else a new one. Repeating it never makes a second user.
 *
 * `*result` is to be freed with `ezauth_user_and_identity_free`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `value`.
 */
EZAUTH_API
ezauth_status_t ezauth_find_or_create_email_identity(const ezauth_accounts_t *accounts,
                                                     ezauth_text_t value,
                                                     ezauth_user_and_identity_t **result,
                                                     ezauth_error_t **error);

/**
 * The same for a phone number (E.164).
 *
 * `*result` is to be freed with `ezauth_user_and_identity_free`.
 *
 * Errors: `EZAUTH_INVALID_ARGUMENT` on `value`.
 */
EZAUTH_API
ezauth_status_t ezauth_find_or_create_phone_identity(const ezauth_accounts_t *accounts,
                                                     ezauth_text_t value,
                                                     ezauth_user_and_identity_t **result,
                                                     ezauth_error_t **error);

/**
 * Queues a mail with a link and a code for an identity. The result is a flow handle: a secret for
 * the browser of whoever asked, and a proof for `ezauth_verify_magic_link`.
 *
 * `*result` is to be freed with `ezauth_secret_free`.
 *
 * Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_DISABLED`, `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on
 * `identity`, `EZAUTH_INVALID_CONFIG` on `key` if the key has been replaced since the accounts were
 * opened.
 */
EZAUTH_API
ezauth_status_t ezauth_request_email_verification(const ezauth_accounts_t *accounts,
                                                  ezauth_text_t identity,
                                                  ezauth_secret_t **result,
                                                  ezauth_error_t **error);

/**
 * Uses up a link token and returns whom it proves; opens no session. `type` is one of
 * `EZAUTH_VERIFICATION_TYPE_..`; a token of another kind or type stays as it is.
 *
 * The context may have a `proof`. Without it this trusts the inbox alone: whoever signed up with a stranger's
 * address and a password has that password confirmed if the stranger follows the link. Give the flow
 * handle or the password, or set `confirm_needs_proof`.
 *
 * `*result` is to be freed with `ezauth_user_and_identity_free`.
 *
 * Errors: `EZAUTH_INVALID_TOKEN`, `EZAUTH_ALREADY_CLAIMED`, `EZAUTH_PROOF_REQUIRED`,
 * `EZAUTH_INVALID_CREDENTIALS` if the proof is a wrong password, `EZAUTH_RATE_LIMITED`,
 * `EZAUTH_INVALID_ARGUMENT` on `type` and on what is in the context.
 */
EZAUTH_API
ezauth_status_t ezauth_verify_magic_link(const ezauth_accounts_t *accounts,
                                         ezauth_text_t token,
                                         int32_t type,
                                         const ezauth_context_t *context,
                                         ezauth_user_and_identity_t **result,
                                         ezauth_error_t **error);

/**
 * Queues a message with a link and a code for an identity. `type` is one of
 * `EZAUTH_VERIFICATION_TYPE_..`: `recovery` needs a verified email identity, the others an
 * identity of that type. The result is a flow handle, as above.
 *
 * The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_secret_free`.
 *
 * Where the last message is too recent, or too many went out, nothing is sent, what is out stays
 * good, and the handle works with it.
 *
 * Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_DISABLED`, `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on
 * `identity`, `type`, `ip` and `user_agent`, `EZAUTH_INVALID_CONFIG` as for
 * `ezauth_request_email_verification`.
 */
EZAUTH_API
ezauth_status_t ezauth_issue_identity_verification(const ezauth_accounts_t *accounts,
                                                   ezauth_text_t identity,
                                                   int32_t type,
                                                   const ezauth_context_t *context,
                                                   ezauth_secret_t **result,
                                                   ezauth_error_t **error);

/**
 * Uses up a code for a value and returns whom it proves; opens no session. A wrong code costs one
 * of `code_attempts`; white space that somebody has pasted along is for the host to trim. `type`
 * is one of `EZAUTH_VERIFICATION_TYPE_..`.
 *
 * The context may have a `proof`, without which the inbox alone is trusted, as for
 * `ezauth_verify_magic_link`. `*result` is to be freed with `ezauth_user_and_identity_free`.
 *
 * Errors: as for `ezauth_verify_magic_link`, and `EZAUTH_INVALID_ARGUMENT` on `code` and `value`.
 */
EZAUTH_API
ezauth_status_t ezauth_verify_magic_code(const ezauth_accounts_t *accounts,
                                         ezauth_text_t code,
                                         int32_t type,
                                         ezauth_text_t value,
                                         const ezauth_context_t *context,
                                         ezauth_user_and_identity_t **result,
                                         ezauth_error_t **error);

/**
 * What a link token would prove, without using it up: for the GET of a link, which mail scanners
 * make too. NULL for what is unknown, used or expired.
 *
 * `*result` is to be freed with `ezauth_verification_free`.
 */
EZAUTH_API
ezauth_status_t ezauth_peek_magic_link(const ezauth_accounts_t *accounts,
                                       ezauth_text_t token,
                                       ezauth_verification_t **result,
                                       ezauth_error_t **error);

/**
 * The id.
 */
EZAUTH_API const char *ezauth_event_id(const ezauth_event_t *event);

/**
 * What happened. One of `EZAUTH_EVENT_TYPE_..`.
 */
EZAUTH_API int32_t ezauth_event_type(const ezauth_event_t *event);

/**
 * Whose account it happened to, where there is one. NULL where there is none.
 */
EZAUTH_API const char *ezauth_event_user_id(const ezauth_event_t *event);

/**
 * The session it happened to, or was done with. NULL where there is none.
 */
EZAUTH_API const char *ezauth_event_session_id(const ezauth_event_t *event);

/**
 * Where the request came from. NULL where there is none.
 */
EZAUTH_API const char *ezauth_event_ip(const ezauth_event_t *event);

/**
 * What else there is to know: a JSON object as text, without secrets.
 */
EZAUTH_API const char *ezauth_event_data(const ezauth_event_t *event);

/**
 * When it happened; for a counted event, when it first did. Milliseconds since the Unix epoch.
 */
EZAUTH_API int64_t ezauth_event_created_at(const ezauth_event_t *event);

/**
 * How many there are in a list; 0 for NULL.
 */
EZAUTH_API size_t ezauth_event_list_count(const ezauth_event_list_t *list);

/**
 * One of a list, which keeps it: NULL past the last.
 */
EZAUTH_API
const ezauth_event_t *ezauth_event_list_at(const ezauth_event_list_t *list,
                                           size_t index);

/**
 * The events. It is kept by what it is inside of.
 */
EZAUTH_API
const ezauth_event_list_t *ezauth_event_page_events(const ezauth_event_page_t *event_page);

/**
 * Pass it to `ezauth_events` to go on after the last of them. Present even where nothing follows
 * yet, so that a reader can come back for what happens later.
 */
EZAUTH_API const char *ezauth_event_page_cursor(const ezauth_event_page_t *event_page);

/**
 * Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
 */
EZAUTH_API void ezauth_event_page_free(ezauth_event_page_t *event_page);

/**
 * The id.
 */
EZAUTH_API const char *ezauth_identity_id(const ezauth_identity_t *identity);

/**
 * Whose it is.
 */
EZAUTH_API const char *ezauth_identity_user_id(const ezauth_identity_t *identity);

/**
 * What kind of value it is.
 */
EZAUTH_API const char *ezauth_identity_type(const ezauth_identity_t *identity);

/**
 * The canonical value: what is compared.
 */
EZAUTH_API const char *ezauth_identity_value(const ezauth_identity_t *identity);

/**
 * The value as mail is addressed and pages show it.
 */
EZAUTH_API const char *ezauth_identity_display_value(const ezauth_identity_t *identity);

/**
 * When its owner first proved it. At most one user holds a verified type and value. False where
 * there is none; else milliseconds since the Unix epoch are written to `millis`, which may be
 * NULL.
 */
EZAUTH_API bool ezauth_identity_verified_at(const ezauth_identity_t *identity, int64_t *millis);

/**
 * When it was created. Milliseconds since the Unix epoch.
 */
EZAUTH_API int64_t ezauth_identity_created_at(const ezauth_identity_t *identity);

/**
 * When it last changed. Milliseconds since the Unix epoch.
 */
EZAUTH_API int64_t ezauth_identity_updated_at(const ezauth_identity_t *identity);

/**
 * How many there are in a list; 0 for NULL.
 */
EZAUTH_API size_t ezauth_identity_list_count(const ezauth_identity_list_t *list);

/**
 * One of a list, which keeps it: NULL past the last.
 */
EZAUTH_API
const ezauth_identity_t *ezauth_identity_list_at(const ezauth_identity_list_t *list,
                                                 size_t index);

/**
 * Frees a list, with what is inside of it. NULL is ignored; freeing it twice is undefined.
 */
EZAUTH_API void ezauth_identity_list_free(ezauth_identity_list_t *list);

/**
 * The id: the same at every attempt, so that a deliverer can recognise a repetition.
 */
EZAUTH_API const char *ezauth_message_id(const ezauth_message_t *message);

/**
 * What `ezauth_ack_message` and `ezauth_nack_message` take.
 */
EZAUTH_API const char *ezauth_message_lease(const ezauth_message_t *message);

/**
 * How it travels. One of `EZAUTH_CHANNEL_..`.
 */
EZAUTH_API int32_t ezauth_message_channel(const ezauth_message_t *message);

/**
 * What it is about. One of `EZAUTH_MESSAGE_KIND_..`.
 */
EZAUTH_API int32_t ezauth_message_kind(const ezauth_message_t *message);

/**
 * Where to: the address as its owner writes it.
 */
EZAUTH_API const char *ezauth_message_recipient(const ezauth_message_t *message);

/**
 * Whose account it is about, where there is one. NULL where there is none.
 */
EZAUTH_API const char *ezauth_message_user_id(const ezauth_message_t *message);

/**
 * How often it has been handed out, this time included.
 */
EZAUTH_API uint64_t ezauth_message_attempts(const ezauth_message_t *message);

/**
 * The code, while it is live. A notice has none. NULL where there is none.
 */
EZAUTH_API const char *ezauth_message_code(const ezauth_message_t *message);

/**
 * The link token, while it is live, for hosts that build their own links. A notice has none. NULL
 * where there is none.
 */
EZAUTH_API const char *ezauth_message_token(const ezauth_message_t *message);

/**
 * The link: the configured base URL, the path of its kind, and the token. A notice has none. NULL
 * where there is none.
 */
EZAUTH_API const char *ezauth_message_link(const ezauth_message_t *message);

/**
 * When its secrets end; of a notice, when it is no news any more. Milliseconds since the Unix
 * epoch.
 */
EZAUTH_API int64_t ezauth_message_expires_at(const ezauth_message_t *message);

/**
 * A subject line in English.
 */
EZAUTH_API const char *ezauth_message_subject(const ezauth_message_t *message);

/**
 * A text in English with code and link, or what has happened and what to do.
 */
EZAUTH_API const char *ezauth_message_text(const ezauth_message_t *message);

/**
 * How many there are in a list; 0 for NULL.
 */
EZAUTH_API size_t ezauth_message_list_count(const ezauth_message_list_t *list);

/**
 * One of a list, which keeps it: NULL past the last.
 */
EZAUTH_API
const ezauth_message_t *ezauth_message_list_at(const ezauth_message_list_t *list,
                                               size_t index);

/**
 * Frees a list, with what is inside of it. NULL is ignored; freeing it twice is undefined.
 */
EZAUTH_API void ezauth_message_list_free(ezauth_message_list_t *list);

/**
 * The text of a secret; NULL for NULL.
 */
EZAUTH_API const char *ezauth_secret_text(const ezauth_secret_t *secret);

/**
 * Frees a secret. NULL is ignored; freeing one twice is undefined.
 */
EZAUTH_API void ezauth_secret_free(ezauth_secret_t *secret);

/**
 * The public id, for listing and revoking.
 */
EZAUTH_API const char *ezauth_session_id(const ezauth_session_t *session);

/**
 * Who is signed in.
 */
EZAUTH_API const char *ezauth_session_user_id(const ezauth_session_t *session);

/**
 * How it was proven. One of `EZAUTH_SESSION_METHOD_..`.
 */
EZAUTH_API int32_t ezauth_session_method(const ezauth_session_t *session);

/**
 * When it was last proven. Milliseconds since the Unix epoch.
 */
EZAUTH_API int64_t ezauth_session_authenticated_at(const ezauth_session_t *session);

/**
 * When it was opened. Milliseconds since the Unix epoch.
 */
EZAUTH_API int64_t ezauth_session_created_at(const ezauth_session_t *session);

/**
 * When it was last used, to about a minute. Milliseconds since the Unix epoch.
 */
EZAUTH_API int64_t ezauth_session_last_seen_at(const ezauth_session_t *session);

/**
 * When it ends at the latest. Milliseconds since the Unix epoch.
 */
EZAUTH_API int64_t ezauth_session_expires_at(const ezauth_session_t *session);

/**
 * When it ends unless it is used before. Never later than `expires_at`. Milliseconds since the
 * Unix epoch.
 */
EZAUTH_API int64_t ezauth_session_idle_expires_at(const ezauth_session_t *session);

/**
 * The address it was opened from. NULL where there is none.
 */
EZAUTH_API const char *ezauth_session_ip(const ezauth_session_t *session);

/**
 * The program it was opened with, cut at 512 bytes. NULL where there is none.
 */
EZAUTH_API const char *ezauth_session_user_agent(const ezauth_session_t *session);

/**
 * How many there are in a list; 0 for NULL.
 */
EZAUTH_API size_t ezauth_session_list_count(const ezauth_session_list_t *list);

/**
 * One of a list, which keeps it: NULL past the last.
 */
EZAUTH_API
const ezauth_session_t *ezauth_session_list_at(const ezauth_session_list_t *list,
                                               size_t index);

/**
 * Frees a list, with what is inside of it. NULL is ignored; freeing it twice is undefined.
 */
EZAUTH_API void ezauth_session_list_free(ezauth_session_list_t *list);

/**
 * The session. It is kept by what it is inside of.
 */
EZAUTH_API
const ezauth_session_t *ezauth_session_and_user_session(const ezauth_session_and_user_t *session_and_user);

/**
 * Its user. It is kept by what it is inside of.
 */
EZAUTH_API
const ezauth_user_t *ezauth_session_and_user_user(const ezauth_session_and_user_t *session_and_user);

/**
 * Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
 */
EZAUTH_API void ezauth_session_and_user_free(ezauth_session_and_user_t *session_and_user);

/**
 * The user. It is kept by what it is inside of.
 */
EZAUTH_API const ezauth_user_t *ezauth_sign_in_user(const ezauth_sign_in_t *sign_in);

/**
 * The session. It is kept by what it is inside of.
 */
EZAUTH_API const ezauth_session_t *ezauth_sign_in_session(const ezauth_sign_in_t *sign_in);

/**
 * The secret for the user's browser: 43 characters, 256 random bits. It is shown this once.
 */
EZAUTH_API const char *ezauth_sign_in_token(const ezauth_sign_in_t *sign_in);

/**
 * Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
 */
EZAUTH_API void ezauth_sign_in_free(ezauth_sign_in_t *sign_in);

/**
 * Sessions that had ended by themselves.
 */
EZAUTH_API uint64_t ezauth_sweep_report_sessions(const ezauth_sweep_report_t *sweep_report);

/**
 * Links, codes and handles that had ended by themselves.
 */
EZAUTH_API uint64_t ezauth_sweep_report_verifications(const ezauth_sweep_report_t *sweep_report);

/**
 * Sign-ups that were never confirmed.
 */
EZAUTH_API uint64_t ezauth_sweep_report_sign_ups(const ezauth_sweep_report_t *sweep_report);

/**
 * Changes of address that were never confirmed.
 */
EZAUTH_API uint64_t ezauth_sweep_report_pending_changes(const ezauth_sweep_report_t *sweep_report);

/**
 * Messages that had expired or whose secrets were dead.
 */
EZAUTH_API uint64_t ezauth_sweep_report_messages(const ezauth_sweep_report_t *sweep_report);

/**
 * Events older than the audit trail goes back.
 */
EZAUTH_API uint64_t ezauth_sweep_report_events(const ezauth_sweep_report_t *sweep_report);

/**
 * Counts of attempts that no longer limit anybody.
 */
EZAUTH_API uint64_t ezauth_sweep_report_throttles(const ezauth_sweep_report_t *sweep_report);

/**
 * Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
 */
EZAUTH_API void ezauth_sweep_report_free(ezauth_sweep_report_t *sweep_report);

/**
 * The id.
 */
EZAUTH_API const char *ezauth_user_id(const ezauth_user_t *user);

/**
 * The display name: at most 160 characters. NULL where there is none.
 */
EZAUTH_API const char *ezauth_user_name(const ezauth_user_t *user);

/**
 * The username as it was written. It is unique without regard to case. NULL where there is none.
 */
EZAUTH_API const char *ezauth_user_username(const ezauth_user_t *user);

/**
 * A JSON object of the host's own, as the text that was given: at most 16 KiB.
 */
EZAUTH_API const char *ezauth_user_metadata(const ezauth_user_t *user);

/**
 * Whether a password is set.
 */
EZAUTH_API bool ezauth_user_has_password(const ezauth_user_t *user);

/**
 * Since when the account is switched off. False where there is none; else milliseconds since the
 * Unix epoch are written to `millis`, which may be NULL.
 */
EZAUTH_API bool ezauth_user_disabled_at(const ezauth_user_t *user, int64_t *millis);

/**
 * When it was created. Milliseconds since the Unix epoch.
 */
EZAUTH_API int64_t ezauth_user_created_at(const ezauth_user_t *user);

/**
 * When its own fields last changed. Milliseconds since the Unix epoch.
 */
EZAUTH_API int64_t ezauth_user_updated_at(const ezauth_user_t *user);

/**
 * Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
 */
EZAUTH_API void ezauth_user_free(ezauth_user_t *user);

/**
 * How many there are in a list; 0 for NULL.
 */
EZAUTH_API size_t ezauth_user_list_count(const ezauth_user_list_t *list);

/**
 * One of a list, which keeps it: NULL past the last.
 */
EZAUTH_API const ezauth_user_t *ezauth_user_list_at(const ezauth_user_list_t *list, size_t index);

/**
 * The user. It is kept by what it is inside of.
 */
EZAUTH_API
const ezauth_user_t *ezauth_user_and_identity_user(const ezauth_user_and_identity_t *user_and_identity);

/**
 * The identity. It is kept by what it is inside of.
 */
EZAUTH_API
const ezauth_identity_t *ezauth_user_and_identity_identity(const ezauth_user_and_identity_t *user_and_identity);

/**
 * Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
 */
EZAUTH_API void ezauth_user_and_identity_free(ezauth_user_and_identity_t *user_and_identity);

/**
 * A JSON object as text, without secrets: `user`, `identities`, `sessions`, `pending_changes`,
 * `verifications`, `messages` and `ezauth_events`, each with the fields of its record.
 */
EZAUTH_API const char *ezauth_user_export_data(const ezauth_user_export_t *user_export);

/**
 * Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
 */
EZAUTH_API void ezauth_user_export_free(ezauth_user_export_t *user_export);

/**
 * The users. It is kept by what it is inside of.
 */
EZAUTH_API const ezauth_user_list_t *ezauth_user_page_users(const ezauth_user_page_t *user_page);

/**
 * Pass it to `ezauth_admin_list_users` to go on after the last of them. Present even where nothing
 * follows yet.
 */
EZAUTH_API const char *ezauth_user_page_cursor(const ezauth_user_page_t *user_page);

/**
 * Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
 */
EZAUTH_API void ezauth_user_page_free(ezauth_user_page_t *user_page);

/**
 * The id.
 */
EZAUTH_API const char *ezauth_verification_id(const ezauth_verification_t *verification);

/**
 * What shape the secret has. One of `EZAUTH_FORM_..`.
 */
EZAUTH_API int32_t ezauth_verification_form(const ezauth_verification_t *verification);

/**
 * What it is for. One of `EZAUTH_KIND_..`.
 */
EZAUTH_API int32_t ezauth_verification_kind(const ezauth_verification_t *verification);

/**
 * How it travelled. One of `EZAUTH_CHANNEL_..`.
 */
EZAUTH_API int32_t ezauth_verification_channel(const ezauth_verification_t *verification);

/**
 * The canonical address that it proves.
 */
EZAUTH_API const char *ezauth_verification_value(const ezauth_verification_t *verification);

/**
 * The identity that it was issued for, if it was issued for one. NULL where there is none.
 */
EZAUTH_API const char *ezauth_verification_identity_id(const ezauth_verification_t *verification);

/**
 * The wish to have an account that it was issued for, if it was issued for one. NULL where there
 * is none.
 */
EZAUTH_API const char *ezauth_verification_sign_up_id(const ezauth_verification_t *verification);

/**
 * The change of address that it was issued for, if it was issued for one. NULL where there is
 * none.
 */
EZAUTH_API
const char *ezauth_verification_pending_change_id(const ezauth_verification_t *verification);

/**
 * When it ends. Milliseconds since the Unix epoch.
 */
EZAUTH_API int64_t ezauth_verification_expires_at(const ezauth_verification_t *verification);

/**
 * When it was issued. Milliseconds since the Unix epoch.
 */
EZAUTH_API int64_t ezauth_verification_created_at(const ezauth_verification_t *verification);

/**
 * Frees it, with what is inside of it. NULL is ignored; freeing it twice is undefined.
 */
EZAUTH_API void ezauth_verification_free(ezauth_verification_t *verification);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

/**
 * The text of a string that ends with a NUL. It is not copied; NULL gives a text that is refused.
 */
static inline ezauth_text_t ezauth_text(const char *string) {
  ezauth_text_t text;
  text.data = string;
  text.length = string == NULL ? 0 : strlen(string);
  return text;
}

#endif /* EZAUTH_H */
