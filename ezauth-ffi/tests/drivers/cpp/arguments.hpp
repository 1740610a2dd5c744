/* The parameters of a request, as the types that the library takes, and its values as JSON. */
#ifndef ARGUMENTS_HPP
#define ARGUMENTS_HPP

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <ezauth.hpp>

#include "json.hpp"

/** What the types of C++ refuse before the library can: it is answered as the library would. */
struct Refused {
  std::string field;
  std::string reason;
};

/** C++ does not have this yet. */
struct Unsupported {};

/** The member `with` of a request. A parameter that is `null` is not given. */
class Arguments {
 public:
  explicit Arguments(Json with) : with_(std::move(with)) {}

  const Json &operator[](const char *name) const { return with_[name]; }

  bool has(const char *name) const { return !with_[name].is(Json::Type::nothing); }

  /** What a member holds that is an object of its own: a record. */
  Arguments member(const char *name) const { return Arguments(with_[name]); }

  std::string text(const char *name) const {
    if (!with_[name].is(Json::Type::text)) throw Refused{name, "wrong_type"};
    return with_[name].text();
  }

  std::optional<std::string> optional_text(const char *name) const {
    if (!has(name)) return std::nullopt;
    return text(name);
  }

  bool boolean(const char *name) const {
    if (!with_[name].is(Json::Type::boolean)) throw Refused{name, "wrong_type"};
    return with_[name].text() == "true";
  }

  std::int64_t number(const char *name) const {
    if (!with_[name].is(Json::Type::number)) throw Refused{name, "wrong_type"};
    return std::stoll(with_[name].text());
  }

  /** One that is negative is a large one, which the library refuses. */
  std::uint64_t integer(const char *name) const {
    return static_cast<std::uint64_t>(number(name));
  }

  /** `90s`, as settings write it. */
  std::chrono::milliseconds duration(const char *name) const {
    static const std::pair<const char *, int> units[] = {
        {"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
    auto value = text(name);
    auto digits = value.find_first_not_of("0123456789");
    for (const auto &[unit, millis] : units) {
      if (digits != 0 && digits != std::string::npos && value.substr(digits) == unit) {
        return std::chrono::milliseconds(std::stoll(value) * millis);
      }
    }
    throw Refused{name, "malformed"};
  }

  ezauth::Context context(const char *name) const {
    Arguments context = member(name);
    ezauth::Context made;
    made.ip = context.optional_text("ip");
    made.user_agent = context.optional_text("user_agent");
    return made;
  }

  /** Changes from JSON. A text is JSON as a caller wrote it. */
  ezauth::ProfileChanges changes(const char *name) const {
    const Json &value = with_[name];
    ezauth::ProfileChanges made;
    made.set_json(value.is(Json::Type::text) ? value.text() : value.line());
    return made;
  }

 private:
  Json with_;
};

inline Json json(bool value) { return value; }
inline Json json(std::uint64_t value) { return value; }
inline Json json(const std::string &value) { return value; }
inline Json json(ezauth::Time value) {
  return static_cast<std::int64_t>(value.time_since_epoch().count());
}

template <typename T>
Json json(const std::optional<T> &value) {
  return value ? json(*value) : Json();
}

#endif /* ARGUMENTS_HPP */
