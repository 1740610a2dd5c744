/*
 * The driver: a process through which the engine of `tests/` calls the library from C++.
 *
 * It reads a request a line and answers with a line, and converts: it decides nothing and checks
 * nothing. `tests/README.md` tells the lines. What C++ does not have yet is answered with
 * `{"unsupported": true}`.
 */
#include <cstdlib>
#include <iostream>
#include <map>

#include "generated.hpp"
#include "mailbox.hpp"
#include "race.hpp"

namespace {

Json describe(const ezauth::Error &error) {
  Json fields = Json::list();
  for (const auto &[field, reason] : error.fields()) {
    fields.push(Json::Members{{"field", field}, {"reason", reason}});
  }
  Json::Members described{{"kind", error.name()},
                          {"number", static_cast<std::int64_t>(error.number())},
                          {"message", error.what()},
                          {"fields", fields}};
  if (auto wait = error.retry_after()) {
    described.emplace_back("retry_after", static_cast<std::int64_t>(wait->count()));
  }
  if (const auto &reason = error.storage_reason()) described.emplace_back("storage", *reason);
  return described;
}

/** Makes a call and says how it went. */
Json::Members outcome(const std::function<Json()> &call) try {
  return {{"ok", call()}};
} catch (const Unsupported &) {
  return {{"unsupported", true}};
} catch (const Refused &refused) {
  Json fields = Json::list();
  fields.push(Json::Members{{"field", refused.field}, {"reason", refused.reason}});
  Json::Members error{{"kind", "invalid_argument"},
                      {"number", static_cast<std::int64_t>(EZAUTH_INVALID_ARGUMENT)},
                      {"message", "invalid argument"},
                      {"fields", fields}};
  return {{"error", error}};
} catch (const ezauth::Error &error) {
  return {{"error", describe(error)}};
} catch (const std::exception &error) {
  return {{"failure", error.what()}};
}

/** What the driver holds: open accounts by name, the clock, and a race that waits. */
class Process {
 public:
  Json perform(const std::string &handle, const std::string &call, const Arguments &with) {
    if (call == "open") return open(handle, with);
    if (call == "close") return close(handle);
    if (call == "replace_key") return replace_key(with);
    if (call == "set_clock") return set_clock(with.number("now"));
    if (call == "collected") return collected(handle, with);
    if (call == "race") return race(handle, with);
    if (call == "go") return go();
    if (call == "abort") std::abort();
    return operation(call)(*accounts_.at(handle), with);
  }

 private:
  static Operation operation(const std::string &name) {
    auto found = operations().find(name);
    if (found == operations().end()) throw Unsupported{};
    return found->second;
  }

  Json open(const std::string &handle, const Arguments &with) {
    auto mailbox = std::make_shared<Mailbox>();
    accounts_[handle] = std::make_shared<ezauth::Accounts>(opened(with, mailbox));
    mailboxes_[handle] = mailbox;
    return {};
  }

  /** The handle stays known, so that one can see what it answers now. */
  Json close(const std::string &handle) {
    accounts_.at(handle)->close();
    return {};
  }

  static Json replace_key(const Arguments &with) {
    ezauth::Accounts::replace_key(configured(with));
    return {};
  }

  static ezauth::Config configured(const Arguments &with) {
    ezauth::Config config(with.member("settings").optional_text("database").value_or(""));
    for (const auto &[name, value] : with["settings"].members()) config.set(name, value.text());
    return config;
  }

  Json set_clock(std::int64_t now) {
    clock_.set(ezauth::Time(std::chrono::milliseconds(now)));
    return {};
  }

  Json collected(const std::string &handle, const Arguments &with) {
    Json messages = Json::list();
    for (const auto &message : mailboxes_.at(handle)->take(with.integer("at_least"))) {
      messages.push(json(message));
    }
    return messages;
  }

  /** Answers when all threads wait for `go`. In a race to open, each thread opens and closes. */
  Json race(const std::string &handle, const Arguments &request) {
    // Where the call is not supported, none waits for `go`.
    race_.reset();
    Arguments with(request["with"]);
    std::function<Json()> call;
    if (request.text("call") == "open") {
      call = [this, with] {
        opened(with, std::make_shared<Mailbox>()).close();
        return Json();
      };
    } else {
      call = [with, call = operation(request.text("call")), on = accounts_.at(handle)] {
        return call(*on, with);
      };
    }
    race_ = std::make_unique<Race>(request.integer("threads"), [call] { return outcome(call); });
    return "ready";
  }

  Json go() {
    if (!race_) throw Unsupported{};
    return std::exchange(race_, nullptr)->go();
  }

  ezauth::Accounts opened(const Arguments &with, const std::shared_ptr<Mailbox> &mailbox) {
    ezauth::Config config = configured(with);
    if (!with["clock"].is(Json::Type::nothing)) {
      set_clock(with.number("clock"));
      config.set_clock(clock_);
    }
    auto sender = with.optional_text("sender").value_or("none");
    if (sender != "none") config.set_sender(sender_named(sender, mailbox));
    return ezauth::Accounts::open(config);
  }

  std::map<std::string, std::shared_ptr<ezauth::Accounts>> accounts_;
  std::map<std::string, std::shared_ptr<Mailbox>> mailboxes_;
  ezauth::Clock clock_{ezauth::Time()};
  std::unique_ptr<Race> race_;
};

}  // namespace

int main() {
  Process process;
  for (std::string line; std::getline(std::cin, line);) {
    Json id;
    auto answer = outcome([&] {
      Json request = Json::parse(line);
      id = request["id"];
      // The handle of a request that names none.
      auto handle = request["on"].is(Json::Type::text) ? request["on"].text() : "main";
      return process.perform(handle, request["call"].text(), Arguments(request["with"]));
    });
    answer.emplace_back("id", id);
    std::cout << Json(answer).line() << std::endl;
  }
}
