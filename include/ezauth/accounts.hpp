/* Opening accounts, and the operations. Include ezauth.hpp. */
#ifndef EZAUTH_ACCOUNTS_HPP
#define EZAUTH_ACCOUNTS_HPP

namespace ezauth {
inline namespace EZAUTH_CPP_VERSION {

/** A clock that stands still until it is moved: for tests of what expires. */
class Clock {
 public:
  explicit Clock(Time now) : clock_(ezauth_clock_new(now.time_since_epoch().count())) {}

  Time now() const noexcept { return detail::time(ezauth_clock_now(clock_.get())); }
  void set(Time now) noexcept { ezauth_clock_set(clock_.get(), now.time_since_epoch().count()); }
  /** Moves forward: a negative duration is a very long one, as it is for every call. */
  void advance(std::chrono::milliseconds by) noexcept {
    ezauth_clock_advance(clock_.get(), static_cast<std::uint64_t>(by.count()));
  }

 private:
  friend class Config;
  detail::Owned<ezauth_clock_t, ezauth_clock_free> clock_;
};

/** What to open accounts with. */
class Config {
 public:
  /** The default settings for this file. */
  explicit Config(std::string_view database) : config_(ezauth_config_new()) {
    if (ezauth_abi_version() != EZAUTH_ABI_VERSION) {
      throw std::logic_error("the library is of another version than ezauth.h");
    }
    set("database", database);
  }

  /** Sets one setting by its name, from its text. */
  Config &set(std::string_view name, std::string_view value) {
    ezauth_error_t *error = nullptr;
    detail::check(
        ezauth_config_set(config_.get(), detail::text(name), detail::text(value), &error), &error);
    return *this;
  }

  /** Opens with a clock that is set, and not with the system's. */
  Config &set_clock(const Clock &clock) {
    ezauth_error_t *error = nullptr;
    detail::check(ezauth_config_set_clock(config_.get(), clock.clock_.get(), &error), &error);
    return *this;
  }

  /** Lets the library deliver. The sender lives as long as accounts that were opened with it. An
   *  empty one is refused, and so is a second one. */
  Config &set_sender(Sender sender) {
    ezauth_send_t send = sender ? detail::send : nullptr;
    auto owned = std::make_unique<Sender>(std::move(sender));
    ezauth_error_t *error = nullptr;
    detail::check(
        ezauth_config_set_sender(config_.get(), send, owned.get(), detail::release, &error),
        &error);
    owned.release();
    return *this;
  }

 private:
  friend class Accounts;
  detail::Owned<ezauth_config_t, ezauth_config_free> config_;
};

/** Open accounts, closed with their owner. Any number of threads may use them at once. */
class Accounts {
  /** Makes a call whose result is `Out` in C, and keeps it as a `Kept`. */
  template <typename Kept, typename Out, typename Operation, typename... Arguments>
  Kept call(Operation operation, Arguments... arguments) const {
    Out result{};
    ezauth_error_t *error = nullptr;
    detail::check(operation(accounts_.get(), arguments..., &result, &error), &error);
    return Kept(result);
  }

  /** Makes a call that returns a record, and converts it. */
  template <typename Record, auto Free, typename Operation, typename... Arguments>
  auto owned(Operation operation, Arguments... arguments) const {
    auto record = call<detail::Owned<Record, Free>, Record *>(operation, arguments...);
    return detail::convert(record.get());
  }

 public:
  static Accounts open(const Config &config) {
    ezauth_accounts_t *accounts = nullptr;
    ezauth_error_t *error = nullptr;
    detail::check(ezauth_accounts_open(config.config_.get(), &accounts, &error), &error);
    return Accounts(accounts);
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

  /** Returns a flow handle. */
  std::string request_email_verification(std::string_view identity) const {
    auto handle = call<detail::Owned<ezauth_secret_t, ezauth_secret_free>, ezauth_secret_t *>(
        ezauth_request_email_verification, detail::text(identity));
    return detail::string(ezauth_secret_text(handle.get()));
  }

  /** `proof` is a flow handle or the account's password. */
  UserIdentity verify_magic_link(std::string_view token, VerificationType type,
                                 std::optional<std::string_view> proof = std::nullopt) const {
    auto given = detail::context({{"proof", proof}});
    return owned<ezauth_user_and_identity_t, ezauth_user_and_identity_free>(
        ezauth_verify_magic_link, detail::text(token), static_cast<std::int32_t>(type),
        given.get());
  }

  SignIn sign_in_with_password(std::string_view identifier, std::string_view password,
                               const Context &context = {}) const {
    auto given = detail::context({{"ip", context.ip}, {"user_agent", context.user_agent}});
    return owned<ezauth_sign_in_t, ezauth_sign_in_free>(ezauth_sign_in_with_password,
                                                        detail::text(identifier),
                                                        detail::text(password), given.get());
  }

  std::optional<SessionUser> get_session(std::string_view token) const {
    using Found = detail::Owned<ezauth_session_and_user_t, ezauth_session_and_user_free>;
    auto found = call<Found, ezauth_session_and_user_t *>(ezauth_get_session, detail::text(token));
    if (!found) return std::nullopt;
    return detail::convert(found.get());
  }

  bool revoke_user_session_token(std::string_view token) const {
    return call<bool, bool>(ezauth_revoke_user_session_token, detail::text(token));
  }

  std::vector<Message> claim_messages(std::uint64_t limit, std::chrono::milliseconds lease) const {
    using List = detail::Owned<ezauth_message_list_t, ezauth_message_list_free>;
    auto list = call<List, ezauth_message_list_t *>(ezauth_claim_messages, limit,
                                                    static_cast<std::uint64_t>(lease.count()));
    std::vector<Message> messages;
    for (std::size_t i = 0; i < ezauth_message_list_count(list.get()); i++) {
      messages.push_back(detail::convert(ezauth_message_list_at(list.get(), i)));
    }
    return messages;
  }

  bool ack_message(std::string_view lease) const {
    return call<bool, bool>(ezauth_ack_message, detail::text(lease));
  }

 private:
  explicit Accounts(ezauth_accounts_t *accounts) : accounts_(accounts) {}

  detail::Owned<ezauth_accounts_t, ezauth_accounts_free> accounts_;
};

}  // namespace EZAUTH_CPP_VERSION
}  // namespace ezauth

#endif /* EZAUTH_ACCOUNTS_HPP */
