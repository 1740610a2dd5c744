/* The operations that face people. Include ezauth.hpp. */
#ifndef EZAUTH_FLOWS_HPP
#define EZAUTH_FLOWS_HPP

namespace ezauth {
inline namespace EZAUTH_CPP_VERSION {
namespace detail {

/** Signing up and in, recovery, and what people do with their own account. */
class Flows : public Calls {
 public:
  /** Returns a flow handle, the proof with which the wish is confirmed. */
  std::string sign_up_with_password(std::string_view email, std::string_view password,
                                    const Context &context = {}) const {
    auto given = with_caller(context);
    return secret(ezauth_sign_up_with_password, text(email), text(password), given.get());
  }

  /** `proof` is the flow handle or the password of the wish. */
  SignIn confirm_sign_up_with_link(std::string_view token,
                                   std::optional<std::string_view> proof = std::nullopt,
                                   const Context &context = {}) const {
    auto given = with_caller(context, {"proof", proof});
    return owned<ezauth_sign_in_t, ezauth_sign_in_free>(
        ezauth_confirm_sign_up_with_link, text(token), given.get());
  }

  /** `proof` is the flow handle or the password of the wish. */
  SignIn confirm_sign_up_with_code(std::string_view email, std::string_view code,
                                   std::optional<std::string_view> proof = std::nullopt,
                                   const Context &context = {}) const {
    auto given = with_caller(context, {"proof", proof});
    return owned<ezauth_sign_in_t, ezauth_sign_in_free>(
        ezauth_confirm_sign_up_with_code, text(email), text(code), given.get());
  }

  void resend_sign_up(std::string_view handle, const Context &context = {}) const {
    auto given = with_caller(context);
    act(ezauth_resend_sign_up, text(handle), given.get());
  }

  SignIn sign_in_with_password(std::string_view identifier, std::string_view password,
                               const Context &context = {}) const {
    auto given = with_caller(context);
    return owned<ezauth_sign_in_t, ezauth_sign_in_free>(
        ezauth_sign_in_with_password, text(identifier), text(password), given.get());
  }

  /** Returns a flow handle. */
  std::string request_magic_link(std::string_view email, const Context &context = {}) const {
    auto given = with_caller(context);
    return secret(ezauth_request_magic_link, text(email), given.get());
  }

  SignIn sign_in_with_magic_link(std::string_view token, const Context &context = {}) const {
    auto given = with_caller(context);
    return owned<ezauth_sign_in_t, ezauth_sign_in_free>(
        ezauth_sign_in_with_magic_link, text(token), given.get());
  }

  /** Returns a flow handle. */
  std::string request_email_code(std::string_view email, const Context &context = {}) const {
    auto given = with_caller(context);
    return secret(ezauth_request_email_code, text(email), given.get());
  }

  SignIn sign_in_with_email_code(std::string_view email, std::string_view code,
                                 std::optional<std::string_view> handle = std::nullopt,
                                 const Context &context = {}) const {
    auto given = with_caller(context, {"handle", handle});
    return owned<ezauth_sign_in_t, ezauth_sign_in_free>(
        ezauth_sign_in_with_email_code, text(email), text(code), given.get());
  }

  /** Returns a flow handle. */
  std::string request_phone_code(std::string_view phone, const Context &context = {}) const {
    auto given = with_caller(context);
    return secret(ezauth_request_phone_code, text(phone), given.get());
  }

  SignIn sign_in_with_phone_code(std::string_view phone, std::string_view code,
                                 std::optional<std::string_view> handle = std::nullopt,
                                 const Context &context = {}) const {
    auto given = with_caller(context, {"handle", handle});
    return owned<ezauth_sign_in_t, ezauth_sign_in_free>(
        ezauth_sign_in_with_phone_code, text(phone), text(code), given.get());
  }

  /** Returns a flow handle. */
  std::string request_password_recovery(std::string_view email, const Context &context = {}) const {
    auto given = with_caller(context);
    return secret(ezauth_request_password_recovery, text(email), given.get());
  }

  User reset_password_with_link(std::string_view token, std::string_view new_password,
                                const Context &context = {}) const {
    auto given = with_caller(context);
    return owned<ezauth_user_t, ezauth_user_free>(
        ezauth_reset_password_with_link, text(token), text(new_password), given.get());
  }

  User reset_password_with_code(std::string_view email, std::string_view code,
                                std::string_view new_password,
                                std::optional<std::string_view> handle = std::nullopt,
                                const Context &context = {}) const {
    auto given = with_caller(context, {"handle", handle});
    return owned<ezauth_user_t, ezauth_user_free>(
        ezauth_reset_password_with_code, text(email), text(code), text(new_password), given.get());
  }

  User change_password(std::string_view session_token, std::string_view current_password,
                       std::string_view new_password, const Context &context = {}) const {
    auto given = with_caller(context);
    return owned<ezauth_user_t, ezauth_user_free>(
        ezauth_change_password, text(session_token), text(current_password), text(new_password),
        given.get());
  }

  User set_password(std::string_view session_token, std::string_view new_password,
                    const Context &context = {}) const {
    auto given = with_caller(context);
    return owned<ezauth_user_t, ezauth_user_free>(
        ezauth_set_password, text(session_token), text(new_password), given.get());
  }

  /** Returns a flow handle. `replaces` is the id of an identity whose place the address is to take. */
  std::string request_identity(std::string_view session_token, Channel type, std::string_view value,
                               std::optional<std::string_view> replaces = std::nullopt,
                               const Context &context = {}) const {
    auto given = with_caller(context, {"replaces", replaces});
    return secret(
        ezauth_request_identity, text(session_token), static_cast<std::int32_t>(type),
        text(value), given.get());
  }

  UserIdentity confirm_identity_with_link(std::string_view session_token, std::string_view token,
                                          const Context &context = {}) const {
    auto given = with_caller(context);
    return owned<ezauth_user_and_identity_t, ezauth_user_and_identity_free>(
        ezauth_confirm_identity_with_link, text(session_token), text(token), given.get());
  }

  UserIdentity confirm_identity_with_code(std::string_view session_token, std::string_view value,
                                          std::string_view code,
                                          const Context &context = {}) const {
    auto given = with_caller(context);
    return owned<ezauth_user_and_identity_t, ezauth_user_and_identity_free>(
        ezauth_confirm_identity_with_code, text(session_token), text(value), text(code),
        given.get());
  }

  User remove_identity(std::string_view session_token, std::string_view identity,
                       const Context &context = {}) const {
    auto given = with_caller(context);
    return owned<ezauth_user_t, ezauth_user_free>(
        ezauth_remove_identity, text(session_token), text(identity), given.get());
  }

  void delete_account(std::string_view session_token, const Context &context = {}) const {
    auto given = with_caller(context);
    act(ezauth_delete_account, text(session_token), given.get());
  }

  /** Returns the session with another token: the old one ends. */
  SignIn reauthenticate_with_password(std::string_view session_token, std::string_view password,
                                      const Context &context = {}) const {
    auto given = with_caller(context);
    return owned<ezauth_sign_in_t, ezauth_sign_in_free>(
        ezauth_reauthenticate_with_password, text(session_token), text(password), given.get());
  }

  SignIn reauthenticate_with_link(std::string_view session_token, std::string_view token,
                                  const Context &context = {}) const {
    auto given = with_caller(context);
    return owned<ezauth_sign_in_t, ezauth_sign_in_free>(
        ezauth_reauthenticate_with_link, text(session_token), text(token), given.get());
  }

  SignIn reauthenticate_with_code(std::string_view session_token, std::string_view value,
                                  std::string_view code,
                                  std::optional<std::string_view> handle = std::nullopt,
                                  const Context &context = {}) const {
    auto given = with_caller(context, {"handle", handle});
    return owned<ezauth_sign_in_t, ezauth_sign_in_free>(
        ezauth_reauthenticate_with_code, text(session_token), text(value), text(code), given.get());
  }

  std::uint64_t revoke_other_sessions(std::string_view session_token,
                                      const Context &context = {}) const {
    auto given = with_caller(context);
    return call<std::uint64_t, std::uint64_t>(
        ezauth_revoke_other_sessions, text(session_token), given.get());
  }

 protected:
  explicit Flows(ezauth_accounts_t *accounts) : Calls(accounts) {}
};

}  // namespace detail
}  // namespace EZAUTH_CPP_VERSION
}  // namespace ezauth

#endif /* EZAUTH_FLOWS_HPP */
