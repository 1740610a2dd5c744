/*
 * The first five minutes: sign up, prove the address, sign in, sign out.
 *
 *   c++ -std=c++17 quickstart.cpp $(pkg-config --cflags --libs ezauth) \
 *     -Wl,-rpath,"$(pkg-config --variable=libdir ezauth)" -o quickstart && ./quickstart
 */
#include <ezauth.hpp>

#include <cstdlib>
#include <iostream>

namespace {

constexpr const char *ada = "ada@example.com";
constexpr const char *password = "a long and quiet river";

/* What your server knows of a request. */
ezauth::Context her_browser() {
  ezauth::Context context;
  context.ip = "192.0.2.7";
  return context;
}

void sign_up(const ezauth::Accounts &accounts) {
  // Whether or not somebody has the address, the answer is a handle. It stays in Ada's browser: it shows
  // that whoever comes back with the link is whoever asked for it.
  auto handle = accounts.sign_up_with_password(ada, password, her_browser());

  // A loop of yours sends what waits; or give the configuration a sender, and the library does.
  for (const auto &mail : accounts.claim_messages(10, std::chrono::minutes(1))) {
    std::cout << "To: " << mail.recipient << "\nSubject: " << mail.subject << "\n\n"
              << mail.text << "\n";
    accounts.ack_message(mail.lease);

    // Ada follows the link: its last part is the token. Now she has an account. The owner of an address
    // that has one already gets a notice instead, without a link.
    if (mail.token) accounts.confirm_sign_up_with_link(*mail.token, handle, her_browser());
  }
}

}  // namespace

int main(int argc, char **argv) try {
  auto accounts = ezauth::Accounts::open(ezauth::Config(argc > 1 ? argv[1] : "quickstart.db"));
  sign_up(accounts);

  // Ada signs in. The token goes into a cookie of her browser; it is shown this once.
  auto token = accounts.sign_in_with_password(ada, password, her_browser()).token;

  // Every request asks: who is this?
  auto found = accounts.get_session(token);
  std::cout << ada << " is user " << found.value().user.id << "\n";

  // Signing out is seen by every process at once.
  accounts.revoke_user_session_token(token);
  std::cout << "signed out: " << std::boolalpha << !accounts.get_session(token) << "\n";

  accounts.close();
  return EXIT_SUCCESS;
} catch (const std::exception &error) {
  std::cerr << error.what() << "\n";
  return EXIT_FAILURE;
}
