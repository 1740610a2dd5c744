/* Open accounts, and the operations that are parts for a host. Include ezauth.hpp. */
#ifndef EZAUTH_ACCOUNTS_HPP
#define EZAUTH_ACCOUNTS_HPP

namespace ezauth {
inline namespace EZAUTH_CPP_VERSION {

/** Open accounts, closed with their owner. Any number of threads may use them at once. */
class Accounts : public detail::Flows {
 public:
  static Accounts open(const Config &config) {
    ezauth_accounts_t *accounts = nullptr;
    ezauth_error_t *error = nullptr;
    detail::check(ezauth_accounts_open(config.config_.get(), &accounts, &error), &error);
    return Accounts(accounts);
  }

  /** Gives a database another key where the old one is lost. */
  static void replace_key(const Config &config) {
    ezauth_error_t *error = nullptr;
    detail::check(ezauth_accounts_replace_key(config.config_.get(), &error), &error);
  }

  /** Closing by oneself tells how it went. */
  void close() {
    ezauth_error_t *error = nullptr;
    detail::check(ezauth_accounts_close(accounts_.get(), &error), &error);
  }

  UserIdentity create_user_with_password(std::string_view email, std::string_view password) const {
    return owned<ezauth_user_and_identity_t, ezauth_user_and_identity_free>(
        ezauth_create_user_with_password, detail::text(email), detail::text(password));
  }

  UserIdentity create_user_with_email(std::string_view email) const {
    return owned<ezauth_user_and_identity_t, ezauth_user_and_identity_free>(
        ezauth_create_user_with_email, detail::text(email));
  }

  UserIdentity create_user_with_phone(std::string_view phone) const {
    return owned<ezauth_user_and_identity_t, ezauth_user_and_identity_free>(
        ezauth_create_user_with_phone, detail::text(phone));
  }

  bool email_taken(std::string_view email) const {
    return call<bool, bool>(ezauth_email_taken, detail::text(email));
  }

  bool username_taken(std::string_view username) const {
    return call<bool, bool>(ezauth_username_taken, detail::text(username));
  }

  UserIdentity find_or_create_email_identity(std::string_view value) const {
    return owned<ezauth_user_and_identity_t, ezauth_user_and_identity_free>(
        ezauth_find_or_create_email_identity, detail::text(value));
  }

  UserIdentity find_or_create_phone_identity(std::string_view value) const {
    return owned<ezauth_user_and_identity_t, ezauth_user_and_identity_free>(
        ezauth_find_or_create_phone_identity, detail::text(value));
  }

  /** Returns the token of the session. */
  std::string generate_user_session_token(std::string_view user,
                                          const Context &context = {}) const {
    auto given = detail::with_caller(context);
    return secret(ezauth_generate_user_session_token, detail::text(user), given.get());
  }

  std::optional<User> get_user_by_session_token(std::string_view token) const {
    return found<ezauth_user_t, ezauth_user_free>(
        ezauth_get_user_by_session_token, detail::text(token));
  }

  std::optional<SessionUser> get_session(std::string_view token) const {
    return found<ezauth_session_and_user_t, ezauth_session_and_user_free>(
        ezauth_get_session, detail::text(token));
  }

  std::vector<Session> list_user_sessions(std::string_view user) const {
    return owned<ezauth_session_list_t, ezauth_session_list_free>(
        ezauth_list_user_sessions, detail::text(user));
  }

  bool revoke_user_session_token(std::string_view token) const {
    return call<bool, bool>(ezauth_revoke_user_session_token, detail::text(token));
  }

  bool revoke_user_session(std::string_view user, std::string_view session,
                           const Context &context = {}) const {
    auto given = detail::with_caller(context);
    return call<bool, bool>(
        ezauth_revoke_user_session, detail::text(user), detail::text(session), given.get());
  }

  std::uint64_t revoke_user_sessions(std::string_view user) const {
    return call<std::uint64_t, std::uint64_t>(ezauth_revoke_user_sessions, detail::text(user));
  }

  std::optional<User> get_user_by_email(std::string_view email) const {
    return found<ezauth_user_t, ezauth_user_free>(ezauth_get_user_by_email, detail::text(email));
  }

  std::optional<User> get_user_by_username(std::string_view username) const {
    return found<ezauth_user_t, ezauth_user_free>(
        ezauth_get_user_by_username, detail::text(username));
  }

  std::optional<UserIdentity> get_verified_identity(std::string_view type,
                                                    std::string_view value) const {
    return found<ezauth_user_and_identity_t, ezauth_user_and_identity_free>(
        ezauth_get_verified_identity, detail::text(type), detail::text(value));
  }

  /** Returns a flow handle. */
  std::string issue_identity_verification(std::string_view identity, VerificationType type,
                                          const Context &context = {}) const {
    auto given = detail::with_caller(context);
    return secret(
        ezauth_issue_identity_verification, detail::text(identity),
        static_cast<std::int32_t>(type), given.get());
  }

  /** Returns a flow handle. */
  std::string request_email_verification(std::string_view identity) const {
    return secret(ezauth_request_email_verification, detail::text(identity));
  }

  /** `proof` is a flow handle or the account's password. */
  UserIdentity verify_magic_code(std::string_view code, VerificationType type,
                                 std::string_view value,
                                 std::optional<std::string_view> proof = std::nullopt) const {
    auto given = detail::context({{"proof", proof}});
    return owned<ezauth_user_and_identity_t, ezauth_user_and_identity_free>(
        ezauth_verify_magic_code, detail::text(code), static_cast<std::int32_t>(type),
        detail::text(value), given.get());
  }

  /** `proof` is a flow handle or the account's password. */
  UserIdentity verify_magic_link(std::string_view token, VerificationType type,
                                 std::optional<std::string_view> proof = std::nullopt) const {
    auto given = detail::context({{"proof", proof}});
    return owned<ezauth_user_and_identity_t, ezauth_user_and_identity_free>(
        ezauth_verify_magic_link, detail::text(token), static_cast<std::int32_t>(type),
        given.get());
  }

  std::optional<Verification> peek_magic_link(std::string_view token) const {
    return found<ezauth_verification_t, ezauth_verification_free>(
        ezauth_peek_magic_link, detail::text(token));
  }

  User update_user_profile(std::string_view user, const ProfileChanges &changes) const {
    return owned<ezauth_user_t, ezauth_user_free>(
        ezauth_update_user_profile, detail::text(user), changes.changes_.get());
  }

  std::optional<User> get_user(std::string_view user) const {
    return found<ezauth_user_t, ezauth_user_free>(ezauth_get_user, detail::text(user));
  }

  std::vector<Identity> list_user_identities(std::string_view user) const {
    return owned<ezauth_identity_list_t, ezauth_identity_list_free>(
        ezauth_list_user_identities, detail::text(user));
  }

  UserPage admin_list_users(std::optional<std::string_view> cursor = std::nullopt,
                            const UserFilter &filter = {}) const {
    auto narrowed = detail::filter(filter);
    auto given = detail::context({{"cursor", cursor}});
    return owned<ezauth_user_page_t, ezauth_user_page_free>(
        ezauth_admin_list_users, narrowed.get(), given.get());
  }

  User admin_disable_user(std::string_view user, const Context &context = {}) const {
    auto given = detail::with_caller(context);
    return owned<ezauth_user_t, ezauth_user_free>(
        ezauth_admin_disable_user, detail::text(user), given.get());
  }

  User admin_enable_user(std::string_view user, const Context &context = {}) const {
    auto given = detail::with_caller(context);
    return owned<ezauth_user_t, ezauth_user_free>(
        ezauth_admin_enable_user, detail::text(user), given.get());
  }

  void admin_delete_user(std::string_view user, const Context &context = {}) const {
    auto given = detail::with_caller(context);
    act(ezauth_admin_delete_user, detail::text(user), given.get());
  }

  User admin_set_password(std::string_view user, std::string_view new_password,
                          const Context &context = {}) const {
    auto given = detail::with_caller(context);
    return owned<ezauth_user_t, ezauth_user_free>(
        ezauth_admin_set_password, detail::text(user), detail::text(new_password), given.get());
  }

  User admin_expire_password(std::string_view user, std::string_view reason,
                             const Context &context = {}) const {
    auto given = detail::with_caller(context);
    return owned<ezauth_user_t, ezauth_user_free>(
        ezauth_admin_expire_password, detail::text(user), detail::text(reason), given.get());
  }

  UserIdentity admin_attach_identity(std::string_view user, std::string_view provider,
                                     std::string_view subject, const Context &context = {}) const {
    auto given = detail::with_caller(context);
    return owned<ezauth_user_and_identity_t, ezauth_user_and_identity_free>(
        ezauth_admin_attach_identity, detail::text(user), detail::text(provider),
        detail::text(subject), given.get());
  }

  UserExport admin_export_user(std::string_view user, const Context &context = {}) const {
    auto given = detail::with_caller(context);
    return owned<ezauth_user_export_t, ezauth_user_export_free>(
        ezauth_admin_export_user, detail::text(user), given.get());
  }

  std::uint64_t admin_revoke_all_sessions(const Context &context = {}) const {
    auto given = detail::with_caller(context);
    return call<std::uint64_t, std::uint64_t>(ezauth_admin_revoke_all_sessions, given.get());
  }

  std::vector<Message> claim_messages(std::uint64_t limit, std::chrono::milliseconds lease) const {
    return owned<ezauth_message_list_t, ezauth_message_list_free>(
        ezauth_claim_messages, limit, static_cast<std::uint64_t>(lease.count()));
  }

  bool ack_message(std::string_view lease) const {
    return call<bool, bool>(ezauth_ack_message, detail::text(lease));
  }

  bool nack_message(std::string_view lease) const {
    return call<bool, bool>(ezauth_nack_message, detail::text(lease));
  }

  EventPage events(const EventFilter &filter = {},
                   std::optional<std::string_view> cursor = std::nullopt) const {
    auto narrowed = detail::filter(filter);
    auto given = detail::context({{"cursor", cursor}});
    return owned<ezauth_event_page_t, ezauth_event_page_free>(
        ezauth_events, narrowed.get(), given.get());
  }

  SweepReport sweep(std::uint64_t limit) const {
    return owned<ezauth_sweep_report_t, ezauth_sweep_report_free>(ezauth_sweep, limit);
  }

  void backup(std::string_view path) const { act(ezauth_backup, detail::text(path)); }

 private:
  explicit Accounts(ezauth_accounts_t *accounts) : Flows(accounts) {}
};

}  // namespace EZAUTH_CPP_VERSION
}  // namespace ezauth

#endif /* EZAUTH_ACCOUNTS_HPP */
