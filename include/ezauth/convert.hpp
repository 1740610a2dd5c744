/* How C's values become those of C++. Include ezauth.hpp. */
#ifndef EZAUTH_CONVERT_HPP
#define EZAUTH_CONVERT_HPP

namespace ezauth {
inline namespace EZAUTH_CPP_VERSION {
namespace detail {

template <auto Free>
struct Freeing {
  template <typename T>
  void operator()(T *object) const noexcept {
    Free(object);
  }
};

/** Something of C's that is freed with its owner. */
template <typename T, auto Free>
using Owned = std::unique_ptr<T, Freeing<Free>>;

/** Throws if a call did not succeed. It is told where the error will be: which argument is evaluated
 *  first, the call or this, is not said. */
inline void check(ezauth_status_t status, ezauth_error_t **error) {
  if (status != EZAUTH_OK) throw Error(status, *error);
}

/** An empty view may point nowhere, which C refuses: it is empty text all the same. */
inline ezauth_text_t text(std::string_view view) noexcept {
  return {view.data() ? view.data() : "", view.size()};
}

inline std::string string(const char *text) { return text ? text : ""; }

inline std::optional<std::string> optional(const char *text) {
  return text ? std::optional<std::string>(text) : std::nullopt;
}

inline Time time(std::int64_t millis) noexcept { return Time(std::chrono::milliseconds(millis)); }

template <typename Record>
std::optional<Time> optional(bool (*read)(const Record *, std::int64_t *), const Record *record) {
  std::int64_t millis = 0;
  return read(record, &millis) ? std::optional<Time>(time(millis)) : std::nullopt;
}

inline User convert(const ezauth_user_t *user) {
  return {string(ezauth_user_id(user)),
          optional(ezauth_user_name(user)),
          optional(ezauth_user_username(user)),
          string(ezauth_user_metadata(user)),
          ezauth_user_has_password(user),
          optional(ezauth_user_disabled_at, user),
          time(ezauth_user_created_at(user)),
          time(ezauth_user_updated_at(user))};
}

inline Identity convert(const ezauth_identity_t *identity) {
  return {string(ezauth_identity_id(identity)),
          string(ezauth_identity_user_id(identity)),
          string(ezauth_identity_type(identity)),
          string(ezauth_identity_value(identity)),
          string(ezauth_identity_display_value(identity)),
          optional(ezauth_identity_verified_at, identity),
          time(ezauth_identity_created_at(identity)),
          time(ezauth_identity_updated_at(identity))};
}

inline Session convert(const ezauth_session_t *session) {
  return {string(ezauth_session_id(session)),
          string(ezauth_session_user_id(session)),
          static_cast<SessionMethod>(ezauth_session_method(session)),
          time(ezauth_session_authenticated_at(session)),
          time(ezauth_session_created_at(session)),
          time(ezauth_session_last_seen_at(session)),
          time(ezauth_session_expires_at(session)),
          time(ezauth_session_idle_expires_at(session)),
          optional(ezauth_session_ip(session)),
          optional(ezauth_session_user_agent(session))};
}

inline UserIdentity convert(const ezauth_user_and_identity_t *found) {
  return {convert(ezauth_user_and_identity_user(found)),
          convert(ezauth_user_and_identity_identity(found))};
}

inline SessionUser convert(const ezauth_session_and_user_t *found) {
  return {convert(ezauth_session_and_user_session(found)),
          convert(ezauth_session_and_user_user(found))};
}

inline SignIn convert(const ezauth_sign_in_t *signed_in) {
  return {convert(ezauth_sign_in_user(signed_in)), convert(ezauth_sign_in_session(signed_in)),
          string(ezauth_sign_in_token(signed_in))};
}

inline Verification convert(const ezauth_verification_t *verification) {
  return {string(ezauth_verification_id(verification)),
          static_cast<Form>(ezauth_verification_form(verification)),
          static_cast<Kind>(ezauth_verification_kind(verification)),
          static_cast<Channel>(ezauth_verification_channel(verification)),
          string(ezauth_verification_value(verification)),
          optional(ezauth_verification_identity_id(verification)),
          optional(ezauth_verification_sign_up_id(verification)),
          optional(ezauth_verification_pending_change_id(verification)),
          time(ezauth_verification_expires_at(verification)),
          time(ezauth_verification_created_at(verification))};
}

inline Event convert(const ezauth_event_t *event) {
  return {string(ezauth_event_id(event)),
          static_cast<EventType>(ezauth_event_type(event)),
          optional(ezauth_event_user_id(event)),
          optional(ezauth_event_session_id(event)),
          optional(ezauth_event_ip(event)),
          string(ezauth_event_data(event)),
          time(ezauth_event_created_at(event))};
}

inline SweepReport convert(const ezauth_sweep_report_t *report) {
  return {ezauth_sweep_report_sessions(report),        ezauth_sweep_report_verifications(report),
          ezauth_sweep_report_sign_ups(report),        ezauth_sweep_report_pending_changes(report),
          ezauth_sweep_report_messages(report),        ezauth_sweep_report_events(report),
          ezauth_sweep_report_throttles(report)};
}

inline UserExport convert(const ezauth_user_export_t *exported) {
  return {string(ezauth_user_export_data(exported))};
}

inline Message convert(const ezauth_message_t *message) {
  return {string(ezauth_message_id(message)),
          string(ezauth_message_lease(message)),
          static_cast<Channel>(ezauth_message_channel(message)),
          static_cast<MessageKind>(ezauth_message_kind(message)),
          string(ezauth_message_recipient(message)),
          optional(ezauth_message_user_id(message)),
          ezauth_message_attempts(message),
          optional(ezauth_message_code(message)),
          optional(ezauth_message_token(message)),
          optional(ezauth_message_link(message)),
          time(ezauth_message_expires_at(message)),
          string(ezauth_message_subject(message)),
          string(ezauth_message_text(message))};
}

/** The records of a list, of which C tells how many there are and gives one after another. */
template <typename List, typename Record>
auto list(const List *of, std::size_t (*count)(const List *),
          const Record *(*at)(const List *, std::size_t)) {
  std::vector<decltype(convert(at(of, 0)))> records;
  for (std::size_t i = 0; i < count(of); i++) records.push_back(convert(at(of, i)));
  return records;
}

inline std::vector<Identity> convert(const ezauth_identity_list_t *of) {
  return list(of, ezauth_identity_list_count, ezauth_identity_list_at);
}

inline std::vector<Session> convert(const ezauth_session_list_t *of) {
  return list(of, ezauth_session_list_count, ezauth_session_list_at);
}

inline std::vector<Message> convert(const ezauth_message_list_t *of) {
  return list(of, ezauth_message_list_count, ezauth_message_list_at);
}

inline EventPage convert(const ezauth_event_page_t *page) {
  return {list(ezauth_event_page_events(page), ezauth_event_list_count, ezauth_event_list_at),
          string(ezauth_event_page_cursor(page))};
}

inline UserPage convert(const ezauth_user_page_t *page) {
  return {list(ezauth_user_page_users(page), ezauth_user_list_count, ezauth_user_list_at),
          string(ezauth_user_page_cursor(page))};
}

/** A context of C's, or NULL where nothing is given. */
inline Owned<ezauth_context_t, ezauth_context_free> context(
    std::initializer_list<std::pair<const char *, std::optional<std::string_view>>> parts) {
  Owned<ezauth_context_t, ezauth_context_free> made;
  for (const auto &[name, value] : parts) {
    if (!value) continue;
    if (!made) made.reset(ezauth_context_new());
    ezauth_error_t *error = nullptr;
    check(ezauth_context_set(made.get(), text(name), text(*value), &error), &error);
  }
  return made;
}

/** The same of who calls, with one more part where an operation takes one. */
inline Owned<ezauth_context_t, ezauth_context_free> with_caller(
    const Context &caller,
    std::pair<const char *, std::optional<std::string_view>> part = {nullptr, std::nullopt}) {
  return context({{"ip", caller.ip}, {"user_agent", caller.user_agent}, part});
}

/** What C calls. No exception leaves: it would end the process. These are no `extern "C"`, whose
 *  names would be one for all that is in a process. */
inline std::int32_t send(void *sender, const ezauth_message_t *message) noexcept {
  try {
    (*static_cast<Sender *>(sender))(convert(message));
    return 0;
  } catch (...) {
    return 1;
  }
}

inline void release(void *sender) noexcept { delete static_cast<Sender *>(sender); }

}  // namespace detail
}  // namespace EZAUTH_CPP_VERSION
}  // namespace ezauth

#endif /* EZAUTH_CONVERT_HPP */
