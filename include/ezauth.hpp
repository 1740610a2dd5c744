/*
 * EzAuth for C++17: the same operations as in ezauth.h, with values that own themselves.
 *
 * Every call throws `ezauth::Error`; nothing else but what the standard library throws. Texts are
 * UTF-8. What the operations do is told in ezauth.h, by the same names. Secrets are `std::string`s
 * here, which nothing wipes; what must be wiped is for ezauth.h.
 */
#ifndef EZAUTH_HPP
#define EZAUTH_HPP

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ezauth.h"

/* What is compiled with the headers of one release shares no names with what is compiled with those of
 * another, where a type may have more members: both can be in one program. */
#define EZAUTH_CPP_VERSION v0_1_0

namespace ezauth {
inline namespace EZAUTH_CPP_VERSION {

/** A point in time, UTC. */
using Time = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

/** What happened, as the one value to branch on. A later library may answer with more. */
enum class ErrorKind : std::int32_t {
  invalid_argument = EZAUTH_INVALID_ARGUMENT,
  invalid_config = EZAUTH_INVALID_CONFIG,
  closed = EZAUTH_CLOSED,
  forked = EZAUTH_FORKED,
  schema_too_new = EZAUTH_SCHEMA_TOO_NEW,
  invalid_credentials = EZAUTH_INVALID_CREDENTIALS,
  invalid_token = EZAUTH_INVALID_TOKEN,
  weak_password = EZAUTH_WEAK_PASSWORD,
  already_taken = EZAUTH_ALREADY_TAKEN,
  already_claimed = EZAUTH_ALREADY_CLAIMED,
  not_found = EZAUTH_NOT_FOUND,
  last_identity = EZAUTH_LAST_IDENTITY,
  rate_limited = EZAUTH_RATE_LIMITED,
  reauthentication_required = EZAUTH_REAUTHENTICATION_REQUIRED,
  disabled = EZAUTH_DISABLED,
  proof_required = EZAUTH_PROOF_REQUIRED,
  storage = EZAUTH_STORAGE,
  internal = EZAUTH_INTERNAL,
};

enum class VerificationType : std::int32_t {
  email = EZAUTH_VERIFICATION_TYPE_EMAIL,
  phone = EZAUTH_VERIFICATION_TYPE_PHONE,
  recovery = EZAUTH_VERIFICATION_TYPE_RECOVERY,
};

enum class SessionMethod : std::int32_t {
  password = EZAUTH_SESSION_METHOD_PASSWORD,
  link = EZAUTH_SESSION_METHOD_LINK,
  code = EZAUTH_SESSION_METHOD_CODE,
  host = EZAUTH_SESSION_METHOD_HOST,
};

enum class Channel : std::int32_t { email = EZAUTH_CHANNEL_EMAIL, phone = EZAUTH_CHANNEL_PHONE };

enum class Kind : std::int32_t {
  confirm = EZAUTH_KIND_CONFIRM,
  sign_up = EZAUTH_KIND_SIGN_UP,
  sign_in = EZAUTH_KIND_SIGN_IN,
  recover = EZAUTH_KIND_RECOVER,
  change = EZAUTH_KIND_CHANGE,
};

/** What a message is about: a secret of one of the kinds, or a notice of what has happened. */
enum class MessageKind : std::int32_t {
  confirm = EZAUTH_MESSAGE_KIND_CONFIRM,
  sign_up = EZAUTH_MESSAGE_KIND_SIGN_UP,
  sign_in = EZAUTH_MESSAGE_KIND_SIGN_IN,
  recover = EZAUTH_MESSAGE_KIND_RECOVER,
  change = EZAUTH_MESSAGE_KIND_CHANGE,
  address_in_use = EZAUTH_MESSAGE_KIND_ADDRESS_IN_USE,
  password_set = EZAUTH_MESSAGE_KIND_PASSWORD_SET,
  password_changed = EZAUTH_MESSAGE_KIND_PASSWORD_CHANGED,
  password_reset = EZAUTH_MESSAGE_KIND_PASSWORD_RESET,
  password_expired = EZAUTH_MESSAGE_KIND_PASSWORD_EXPIRED,
  password_switched_off = EZAUTH_MESSAGE_KIND_PASSWORD_SWITCHED_OFF,
  identity_added = EZAUTH_MESSAGE_KIND_IDENTITY_ADDED,
  identity_changed = EZAUTH_MESSAGE_KIND_IDENTITY_CHANGED,
  identity_removed = EZAUTH_MESSAGE_KIND_IDENTITY_REMOVED,
  account_disabled = EZAUTH_MESSAGE_KIND_ACCOUNT_DISABLED,
  account_deleted = EZAUTH_MESSAGE_KIND_ACCOUNT_DELETED,
  signed_in_after_failures = EZAUTH_MESSAGE_KIND_SIGNED_IN_AFTER_FAILURES,
};

enum class Form : std::int32_t {
  link = EZAUTH_FORM_LINK,
  code = EZAUTH_FORM_CODE,
  handle = EZAUTH_FORM_HANDLE,
};

enum class EventType : std::int32_t {
  user_created = EZAUTH_EVENT_TYPE_USER_CREATED,
  profile_updated = EZAUTH_EVENT_TYPE_PROFILE_UPDATED,
  verification_issued = EZAUTH_EVENT_TYPE_VERIFICATION_ISSUED,
  identity_verified = EZAUTH_EVENT_TYPE_IDENTITY_VERIFIED,
  recovery_verified = EZAUTH_EVENT_TYPE_RECOVERY_VERIFIED,
  verification_refused = EZAUTH_EVENT_TYPE_VERIFICATION_REFUSED,
  session_created = EZAUTH_EVENT_TYPE_SESSION_CREATED,
  session_revoked = EZAUTH_EVENT_TYPE_SESSION_REVOKED,
  sessions_revoked = EZAUTH_EVENT_TYPE_SESSIONS_REVOKED,
  sign_in_refused = EZAUTH_EVENT_TYPE_SIGN_IN_REFUSED,
  password_rehashed = EZAUTH_EVENT_TYPE_PASSWORD_REHASHED,
  password_reset = EZAUTH_EVENT_TYPE_PASSWORD_RESET,
  key_replaced = EZAUTH_EVENT_TYPE_KEY_REPLACED,
  reauthenticated = EZAUTH_EVENT_TYPE_REAUTHENTICATED,
  password_changed = EZAUTH_EVENT_TYPE_PASSWORD_CHANGED,
  password_set = EZAUTH_EVENT_TYPE_PASSWORD_SET,
  password_expired = EZAUTH_EVENT_TYPE_PASSWORD_EXPIRED,
  password_switched_off = EZAUTH_EVENT_TYPE_PASSWORD_SWITCHED_OFF,
  identity_added = EZAUTH_EVENT_TYPE_IDENTITY_ADDED,
  identity_changed = EZAUTH_EVENT_TYPE_IDENTITY_CHANGED,
  identity_removed = EZAUTH_EVENT_TYPE_IDENTITY_REMOVED,
  user_disabled = EZAUTH_EVENT_TYPE_USER_DISABLED,
  user_enabled = EZAUTH_EVENT_TYPE_USER_ENABLED,
  user_deleted = EZAUTH_EVENT_TYPE_USER_DELETED,
  user_exported = EZAUTH_EVENT_TYPE_USER_EXPORTED,
  all_sessions_revoked = EZAUTH_EVENT_TYPE_ALL_SESSIONS_REVOKED,
  backup_made = EZAUTH_EVENT_TYPE_BACKUP_MADE,
  backup_restored = EZAUTH_EVENT_TYPE_BACKUP_RESTORED,
};

/** A field of the input that was refused, and why. */
struct FieldError {
  std::string field;
  std::string reason;
};

/** Why a call did not succeed, with all its detail. Its text may be logged. */
class Error : public std::runtime_error {
 public:
  /** Takes what a C call has answered with, and frees it whatever happens. */
  explicit Error(ezauth_status_t status, ezauth_error_t *error)
      : Error(status, Answered(error, ezauth_error_free)) {}

  /* Copying throws nothing, and there is no moving: what was moved from would have no detail. */
  Error(const Error &) noexcept = default;
  Error &operator=(const Error &) noexcept = default;

  ErrorKind kind() const noexcept { return static_cast<ErrorKind>(status_); }
  /** The number, the same in every language. */
  std::int32_t number() const noexcept { return status_; }
  /** The name, the same in every language; empty for a kind that this library does not know. */
  std::string name() const { return text_or(ezauth_status_name(status_), ""); }
  const std::vector<FieldError> &fields() const noexcept { return detail_->fields; }
  /** How long to wait before the same call may succeed. */
  std::optional<std::chrono::milliseconds> retry_after() const noexcept {
    return detail_->retry_after;
  }
  /** Why the storage failed. */
  const std::optional<std::string> &storage_reason() const noexcept {
    return detail_->storage_reason;
  }

 private:
  struct Detail {
    std::vector<FieldError> fields;
    std::optional<std::chrono::milliseconds> retry_after;
    std::optional<std::string> storage_reason;
  };

  using Answered = std::unique_ptr<ezauth_error_t, void (*)(ezauth_error_t *)>;

  Error(ezauth_status_t status, const Answered &answered)
      : std::runtime_error(text_or(ezauth_error_message(answered.get()), "")), status_(status) {
    const ezauth_error_t *error = answered.get();
    auto detail = std::make_shared<Detail>();
    for (std::size_t i = 0; i < ezauth_error_field_count(error); i++) {
      detail->fields.push_back({text_or(ezauth_error_field_name(error, i), ""),
                                text_or(ezauth_error_field_reason(error, i), "")});
    }
    std::uint64_t millis = 0;
    if (ezauth_error_retry_after(error, &millis)) {
      detail->retry_after = std::chrono::milliseconds(millis);
    }
    if (const char *reason = ezauth_error_storage_reason(error)) detail->storage_reason = reason;
    detail_ = std::move(detail);
  }

  static std::string text_or(const char *text, const char *other) { return text ? text : other; }

  ezauth_status_t status_;
  /* Shared, so that copying an exception throws nothing. */
  std::shared_ptr<const Detail> detail_;
};

struct User {
  std::string id;
  std::optional<std::string> name;
  std::optional<std::string> username;
  std::string metadata;
  bool has_password = false;
  std::optional<Time> disabled_at;
  Time created_at;
  Time updated_at;
};

struct Identity {
  std::string id;
  std::string user_id;
  std::string type;
  std::string value;
  std::string display_value;
  std::optional<Time> verified_at;
  Time created_at;
  Time updated_at;
};

struct UserIdentity {
  User user;
  Identity identity;
};

struct Session {
  std::string id;
  std::string user_id;
  SessionMethod method;
  Time authenticated_at;
  Time created_at;
  Time last_seen_at;
  Time expires_at;
  Time idle_expires_at;
  std::optional<std::string> ip;
  std::optional<std::string> user_agent;
};

struct SessionUser {
  Session session;
  User user;
};

/** A session just opened. The token is shown this once. */
struct SignIn {
  User user;
  Session session;
  std::string token;
};

/** What a live link is for. */
struct Verification {
  std::string id;
  Form form;
  Kind kind;
  Channel channel;
  std::string value;
  std::optional<std::string> identity_id;
  std::optional<std::string> sign_up_id;
  std::optional<std::string> pending_change_id;
  Time expires_at;
  Time created_at;
};

/** A message to deliver, with its secrets. */
struct Message {
  std::string id;
  std::string lease;
  Channel channel;
  MessageKind kind;
  std::string recipient;
  std::optional<std::string> user_id;
  std::uint64_t attempts = 0;
  std::optional<std::string> code;
  std::optional<std::string> token;
  std::optional<std::string> link;
  Time expires_at;
  std::string subject;
  std::string text;
};

/** One line of the audit trail. */
struct Event {
  std::string id;
  EventType type;
  std::optional<std::string> user_id;
  std::optional<std::string> session_id;
  std::optional<std::string> ip;
  std::string data;
  Time created_at;
};

/** A part of the audit trail, and where to go on. */
struct EventPage {
  std::vector<Event> events;
  std::string cursor;
};

/** How many rows a sweep deleted, of each kind. */
struct SweepReport {
  std::uint64_t sessions = 0;
  std::uint64_t verifications = 0;
  std::uint64_t sign_ups = 0;
  std::uint64_t pending_changes = 0;
  std::uint64_t messages = 0;
  std::uint64_t events = 0;
  std::uint64_t throttles = 0;
};

/** A part of all users, and where to go on. */
struct UserPage {
  std::vector<User> users;
  std::string cursor;
};

/** Everything that is held about a person, as JSON. */
struct UserExport {
  std::string data;
};

/** Which events to list. What is not set does not narrow them. */
struct EventFilter {
  std::optional<std::string> user;
  std::optional<EventType> type;
  std::optional<std::uint64_t> limit;
};

/** Which users to list. What is not set does not narrow them. */
struct UserFilter {
  std::optional<bool> disabled;
  std::optional<std::uint64_t> limit;
};

/** What a host knows of the person behind a call. */
struct Context {
  std::optional<std::string> ip;
  std::optional<std::string> user_agent;
};

/** Delivers a message, and throws if it must be tried again. A thread of the library calls it. */
using Sender = std::function<void(const Message &)>;

}  // namespace EZAUTH_CPP_VERSION
}  // namespace ezauth

#include "ezauth/convert.hpp"
#include "ezauth/given.hpp"
#include "ezauth/calls.hpp"
#include "ezauth/flows.hpp"
#include "ezauth/accounts.hpp"

#endif /* EZAUTH_HPP */
