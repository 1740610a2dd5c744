/*
 * What C++ adds: values that own themselves, and exceptions with all their detail.
 *
 *   values FOLDER
 */
#include <ezauth.hpp>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <thread>

#define CHECK(condition)                                                              \
  do {                                                                                \
    if (!(condition)) {                                                               \
      std::cerr << __FILE__ << ":" << __LINE__ << ": " << #condition << "\n";         \
      std::exit(EXIT_FAILURE);                                                        \
    }                                                                                 \
  } while (0)

std::string number_of_the_other_unit();

using namespace std::chrono_literals;

namespace {

constexpr auto email = "ada@example.com";
constexpr auto password = "a long and quiet river";

/* The error that a call throws. */
template <typename Call>
ezauth::Error thrown(Call call) {
  try {
    call();
  } catch (const ezauth::Error &error) {
    return error;
  }
  CHECK(!"nothing was thrown");
  std::abort();
}

void errors_have_all_their_detail(const ezauth::Accounts &accounts, const std::string &database) {
  ezauth::Context context;
  context.ip = "nowhere";
  context.user_agent = "two\nlines";
  auto refused = thrown([&] { accounts.sign_in_with_password(email, password, context); });
  CHECK(refused.kind() == ezauth::ErrorKind::invalid_argument);
  CHECK(refused.number() == EZAUTH_INVALID_ARGUMENT && refused.name() == "invalid_argument");
  CHECK(refused.fields().size() == 2 && refused.fields()[0].field == "ip");
  CHECK(refused.fields()[1].reason == "control_character");
  CHECK(!refused.retry_after() && !refused.storage_reason());
  CHECK(std::string(refused.what()).find("`ip`") != std::string::npos);

  auto storage = thrown([] { ezauth::Accounts::open(ezauth::Config("/dev/null/auth.db")); });
  CHECK(storage.kind() == ezauth::ErrorKind::storage && storage.storage_reason());

  auto config = ezauth::Config(database);
  auto range = thrown([&] { config.set("code_digits", "5"); });
  CHECK(range.kind() == ezauth::ErrorKind::invalid_config);
  CHECK(range.fields().at(0).field == "code_digits");
  /* An empty view is empty text. */
  auto empty = thrown([&] { accounts.create_user_with_password({}, password); });
  CHECK(empty.fields().at(0).reason == "empty");
}

void time_is_what_the_clock_says(ezauth::Accounts &accounts, ezauth::Clock &clock) {
  auto created = accounts.create_user_with_password(email, password);
  CHECK(created.user.created_at == clock.now() && created.user.has_password);
  CHECK(!created.user.name && !created.identity.verified_at && created.identity.type == "email");
  auto handle = accounts.request_email_verification(created.identity.id);
  auto mail = accounts.claim_messages(10, 1min).at(0);
  CHECK(mail.kind == ezauth::MessageKind::confirm && mail.channel == ezauth::Channel::email);
  CHECK(mail.expires_at == clock.now() + 24h && mail.attempts == 1);
  CHECK(accounts.ack_message(mail.lease) && !accounts.ack_message(mail.lease));

  auto proven =
      accounts.verify_magic_link(mail.token.value(), ezauth::VerificationType::email, handle);
  CHECK(proven.identity.verified_at == clock.now());

  auto signed_in = accounts.sign_in_with_password(email, password);
  CHECK(signed_in.session.method == ezauth::SessionMethod::password);
  CHECK(accounts.get_session(signed_in.token)->user.id == created.user.id);
  clock.advance(7 * 24h);
  CHECK(!accounts.get_session(signed_in.token));
  auto wrong = thrown([&] { accounts.sign_in_with_password(email, "another river"); });
  CHECK(wrong.kind() == ezauth::ErrorKind::invalid_credentials);
}

void changes_and_filters_are_values(const ezauth::Accounts &accounts) {
  auto id = accounts.find_or_create_email_identity("cleo@example.com").user.id;
  auto set = ezauth::ProfileChanges();
  set.set_name("Cleo").set_username("cleo").set_metadata("{\"a\":1}");
  auto user = accounts.update_user_profile(id, set);
  CHECK(user.name == "Cleo" && user.username == "cleo" && user.metadata == "{\"a\":1}");
  auto cleared = ezauth::ProfileChanges();
  user = accounts.update_user_profile(id, cleared.clear_username());
  CHECK(user.name == "Cleo" && !user.username);
  auto json = thrown([&] { cleared.set_json("{\"email\":\"x\"}"); });
  CHECK(json.fields().at(0).field == "changes");

  ezauth::EventFilter filter;
  filter.user = id;
  filter.type = ezauth::EventType::profile_updated;
  filter.limit = 1;
  auto first = accounts.events(filter);
  CHECK(first.events.size() == 1 && first.events[0].user_id == id);
  CHECK(first.events[0].type == ezauth::EventType::profile_updated);
  auto second = accounts.events(filter, first.cursor);
  CHECK(second.events.size() == 1 && second.events[0].id != first.events[0].id);
  CHECK(accounts.events().events.size() > 2);
  filter.user = "nobody";
  CHECK(thrown([&] { accounts.events(filter); }).fields().at(0).field == "user");
}

void users_are_listed_page_by_page(const ezauth::Accounts &accounts) {
  ezauth::UserFilter filter;
  filter.limit = 1;
  auto first = accounts.admin_list_users(std::nullopt, filter);
  auto second = accounts.admin_list_users(first.cursor, filter);
  CHECK(first.users.size() == 1 && second.users.size() == 1);
  CHECK(first.users[0].id != second.users[0].id && accounts.admin_list_users().users.size() > 1);
  auto id = first.users[0].id;
  CHECK(accounts.list_user_identities(id).at(0).user_id == id);
  CHECK(accounts.admin_export_user(id).data.find(id) != std::string::npos);
  CHECK(accounts.admin_disable_user(id).disabled_at);
  filter.disabled = false;
  CHECK(accounts.admin_list_users(std::nullopt, filter).users.at(0).id != id);
  accounts.admin_delete_user(id);
  CHECK(!accounts.get_user(id));
  auto gone = thrown([&] { accounts.admin_delete_user(id); });
  CHECK(gone.kind() == ezauth::ErrorKind::not_found);
}

/** What may be left out reaches the operation: the handle is the proof, and a password is replaced. */
void a_wish_becomes_an_account(const ezauth::Accounts &accounts, ezauth::Clock &clock) {
  auto handle = accounts.sign_up_with_password("dora@example.com", password);
  auto mail = accounts.claim_messages(10, 1min).at(0);
  CHECK(mail.kind == ezauth::MessageKind::sign_up);
  auto token = mail.token.value();
  auto wish = accounts.peek_magic_link(token).value();
  CHECK(wish.kind == ezauth::Kind::sign_up && wish.sign_up_id && !wish.identity_id);
  auto unproven = thrown([&] { accounts.confirm_sign_up_with_link(token); });
  CHECK(unproven.kind() == ezauth::ErrorKind::proof_required);
  auto dora = accounts.confirm_sign_up_with_link(token, handle);
  CHECK(dora.session.user_id == dora.user.id && dora.user.has_password);

  auto email = accounts.list_user_identities(dora.user.id).at(0).id;
  accounts.request_identity(dora.token, ezauth::Channel::email, "dora@example.org", email);
  clock.advance(11min);
  auto old = thrown([&] { accounts.delete_account(dora.token); });
  CHECK(old.kind() == ezauth::ErrorKind::reauthentication_required);
  auto anew = accounts.reauthenticate_with_password(dora.token, password);
  CHECK(!accounts.get_session(dora.token) && accounts.revoke_other_sessions(anew.token) == 0);
  auto foreign = thrown([&] {
    accounts.request_identity(anew.token, ezauth::Channel::email, "x@example.org", dora.user.id);
  });
  CHECK(foreign.kind() == ezauth::ErrorKind::not_found);
  accounts.delete_account(anew.token);
  CHECK(!accounts.get_user(dora.user.id));
}

void a_sender_may_throw_and_is_freed(const std::string &database) {
  auto calls = std::make_shared<std::atomic<int>>(0);
  ezauth::Config config(database);
  config.set("delivery_poll", "10ms").set_sender([calls](const ezauth::Message &message) {
    CHECK(message.link && message.recipient == "bob@example.com");
    if (++*calls == 1) throw std::runtime_error("the mail server is away");
  });
  {
    auto accounts = ezauth::Accounts::open(config);
    auto bob = accounts.create_user_with_password("bob@example.com", password);
    accounts.request_email_verification(bob.identity.id);
    for (int i = 0; i < 10000 && *calls < 2; i++) std::this_thread::sleep_for(1ms);
    CHECK(*calls == 2);
  }
  config = ezauth::Config(database);
  for (int i = 0; i < 10000 && calls.use_count() > 1; i++) std::this_thread::sleep_for(1ms);
  CHECK(calls.use_count() == 1);
}

void a_sender_is_set_once_and_is_not_empty(const std::string &database) {
  ezauth::Config config(database);
  auto empty = thrown([&] { config.set_sender({}); });
  CHECK(empty.kind() == ezauth::ErrorKind::invalid_argument);
  CHECK(empty.fields().at(0).field == "send" && empty.fields().at(0).reason == "empty");
  auto sender = [](const ezauth::Message &) {};
  config.set_sender(sender);
  auto second = thrown([&] { config.set_sender(sender); });
  CHECK(second.fields().at(0).field == "send" && second.fields().at(0).reason == "not_allowed");
}

void a_clock_moves_to_the_end_of_time_at_most() {
  ezauth::Clock clock(ezauth::Time(0ms));
  std::thread other([&] {
    for (int i = 0; i < 100'000; i++) clock.advance(1ms);
  });
  for (int i = 0; i < 100'000; i++) clock.advance(1ms);
  other.join();
  CHECK(clock.now() == ezauth::Time(200'000ms));
  clock.advance(std::chrono::milliseconds::max());
  clock.advance(1ms);
  CHECK(clock.now() == ezauth::Time::max());
}

void an_error_that_was_moved_from_is_whole() {
  auto error = thrown([] { ezauth::Accounts::open(ezauth::Config("")); });
  const std::string text = error.what();
  auto moved = std::move(error);
  CHECK(error.what() == text && error.fields().size() == 1 && error.name() == "invalid_config");
  CHECK(moved.what() == text && moved.fields().size() == 1);
  error = std::move(moved);
  CHECK(moved.what() == text && moved.fields().at(0).field == "database");
}

void what_was_moved_from_is_empty(ezauth::Accounts accounts) {
  auto moved = std::move(accounts);
  CHECK(!moved.get_session("nobody's"));
  auto empty = thrown([&] { accounts.get_session("nobody's"); });
  CHECK(empty.fields().at(0).field == "accounts");
  moved.close();
  CHECK(thrown([&] { moved.get_session("x"); }).kind() == ezauth::ErrorKind::closed);
}

}  // namespace

int main(int argc, char **argv) try {
  CHECK(argc == 2);
  const auto database = std::string(argv[1]) + "/auth.db";
  ezauth::Clock clock(ezauth::Time(1'763'800'000'000ms));
  auto accounts = ezauth::Accounts::open(ezauth::Config(database).set_clock(clock));
  time_is_what_the_clock_says(accounts, clock);
  errors_have_all_their_detail(accounts, database);
  changes_and_filters_are_values(accounts);
  a_wish_becomes_an_account(accounts, clock);
  users_are_listed_page_by_page(accounts);
  what_was_moved_from_is_empty(std::move(accounts));
  a_sender_may_throw_and_is_freed(std::string(argv[1]) + "/sent.db");
  a_sender_is_set_once_and_is_not_empty(std::string(argv[1]) + "/never.db");
  a_clock_moves_to_the_end_of_time_at_most();
  an_error_that_was_moved_from_is_whole();
  CHECK(number_of_the_other_unit() == "storage");
  return EXIT_SUCCESS;
} catch (const std::exception &error) {
  std::cerr << error.what() << "\n";
  return EXIT_FAILURE;
}
