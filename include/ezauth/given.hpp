/* What is given: a clock, a configuration, changes, filters. Include ezauth.hpp. */
#ifndef EZAUTH_GIVEN_HPP
#define EZAUTH_GIVEN_HPP

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

/** Which of a user's own fields to change. What is not set stays as it is. */
class ProfileChanges {
 public:
  ProfileChanges() : changes_(ezauth_profile_changes_new()) {}

  ProfileChanges &set_name(std::string_view name) {
    return set(ezauth_profile_changes_set_name, name);
  }

  ProfileChanges &clear_name() { return clear(ezauth_profile_changes_clear_name); }

  ProfileChanges &set_username(std::string_view username) {
    return set(ezauth_profile_changes_set_username, username);
  }

  ProfileChanges &clear_username() { return clear(ezauth_profile_changes_clear_username); }

  /** Replaces it as a whole: the text of a JSON object. */
  ProfileChanges &set_metadata(std::string_view metadata) {
    return set(ezauth_profile_changes_set_metadata, metadata);
  }

  /** Sets all of it from the members of a JSON object, such as the body of a request. */
  ProfileChanges &set_json(std::string_view json) {
    return set(ezauth_profile_changes_set_json, json);
  }

 private:
  friend class Accounts;

  template <typename Setter>
  ProfileChanges &set(Setter setter, std::string_view text) {
    ezauth_error_t *error = nullptr;
    detail::check(setter(changes_.get(), detail::text(text), &error), &error);
    return *this;
  }

  template <typename Clear>
  ProfileChanges &clear(Clear clear) {
    ezauth_error_t *error = nullptr;
    detail::check(clear(changes_.get(), &error), &error);
    return *this;
  }

  detail::Owned<ezauth_profile_changes_t, ezauth_profile_changes_free> changes_;
};

namespace detail {

inline Owned<ezauth_event_filter_t, ezauth_event_filter_free> filter(const EventFilter &of) {
  Owned<ezauth_event_filter_t, ezauth_event_filter_free> made(ezauth_event_filter_new());
  ezauth_error_t *error = nullptr;
  if (of.user) check(ezauth_event_filter_set_user(made.get(), text(*of.user), &error), &error);
  if (of.type) {
    auto type = static_cast<std::int32_t>(*of.type);
    check(ezauth_event_filter_set_type(made.get(), type, &error), &error);
  }
  if (of.limit) check(ezauth_event_filter_set_limit(made.get(), *of.limit, &error), &error);
  return made;
}

inline Owned<ezauth_user_filter_t, ezauth_user_filter_free> filter(const UserFilter &of) {
  Owned<ezauth_user_filter_t, ezauth_user_filter_free> made(ezauth_user_filter_new());
  ezauth_error_t *error = nullptr;
  if (of.disabled) {
    check(ezauth_user_filter_set_disabled(made.get(), *of.disabled, &error), &error);
  }
  if (of.limit) check(ezauth_user_filter_set_limit(made.get(), *of.limit, &error), &error);
  return made;
}

}  // namespace detail

}  // namespace EZAUTH_CPP_VERSION
}  // namespace ezauth

#endif /* EZAUTH_GIVEN_HPP */
