/* How calls are made. Include ezauth.hpp. */
#ifndef EZAUTH_CALLS_HPP
#define EZAUTH_CALLS_HPP

namespace ezauth {
inline namespace EZAUTH_CPP_VERSION {
namespace detail {

/** Open accounts, and how their operations are called. */
class Calls {
 protected:
  explicit Calls(ezauth_accounts_t *accounts) : accounts_(accounts) {}

  /** Makes a call whose result is `Out` in C, and keeps it as a `Kept`. */
  template <typename Kept, typename Out, typename Operation, typename... Arguments>
  Kept call(Operation operation, Arguments... arguments) const {
    Out result{};
    ezauth_error_t *error = nullptr;
    check(operation(accounts_.get(), arguments..., &result, &error), &error);
    return Kept(result);
  }

  /** Makes a call that has no result. */
  template <typename Operation, typename... Arguments>
  void act(Operation operation, Arguments... arguments) const {
    ezauth_error_t *error = nullptr;
    check(operation(accounts_.get(), arguments..., &error), &error);
  }

  /** Makes a call that returns a record, and converts it. */
  template <typename Record, auto Free, typename Operation, typename... Arguments>
  auto owned(Operation operation, Arguments... arguments) const {
    auto record = call<Owned<Record, Free>, Record *>(operation, arguments...);
    return convert(record.get());
  }

  /** The same of what is looked up, and may not be there. */
  template <typename Record, auto Free, typename Operation, typename... Arguments>
  auto found(Operation operation, Arguments... arguments) const {
    auto record = call<Owned<Record, Free>, Record *>(operation, arguments...);
    using Found = std::optional<decltype(convert(record.get()))>;
    return record ? Found(convert(record.get())) : Found();
  }

  /** The same of a secret. */
  template <typename Operation, typename... Arguments>
  std::string secret(Operation operation, Arguments... arguments) const {
    auto secret = call<Owned<ezauth_secret_t, ezauth_secret_free>, ezauth_secret_t *>(
        operation, arguments...);
    return string(ezauth_secret_text(secret.get()));
  }

  Owned<ezauth_accounts_t, ezauth_accounts_free> accounts_;
};

}  // namespace detail
}  // namespace EZAUTH_CPP_VERSION
}  // namespace ezauth

#endif /* EZAUTH_CALLS_HPP */
