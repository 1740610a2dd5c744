/* JSON, as far as the lines between engine and driver need it: they are well formed. */
#ifndef JSON_HPP
#define JSON_HPP

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

/** A value. A number is kept as it was written. */
class Json {
 public:
  enum class Type { nothing, boolean, number, text, list, object };
  using Members = std::vector<std::pair<std::string, Json>>;

  Json() = default;
  Json(bool value) : type_(Type::boolean), text_(value ? "true" : "false") {}
  Json(const char *value) : Json(std::string(value)) {}
  Json(std::string value) : type_(Type::text), text_(std::move(value)) {}
  Json(std::int64_t value) : type_(Type::number), text_(std::to_string(value)) {}
  Json(std::uint64_t value) : type_(Type::number), text_(std::to_string(value)) {}
  Json(Members members) : type_(Type::object), members_(std::move(members)) {}

  static Json list() {
    Json value;
    value.type_ = Type::list;
    return value;
  }

  static Json parse(const std::string &line) {
    const char *at = line.c_str();
    return read(at);
  }

  Type type() const { return type_; }
  bool is(Type type) const { return type_ == type; }
  const std::string &text() const { return text_; }
  /** Of an object, with their names, or of a list. */
  const Members &members() const { return members_; }

  /** A member of an object; nothing if there is none. */
  const Json &operator[](const char *name) const {
    static const Json nothing;
    for (const auto &[key, value] : members_) {
      if (key == name) return value;
    }
    return nothing;
  }

  void push(Json value) { members_.emplace_back(std::string(), std::move(value)); }

  std::string line() const {
    if (is(Type::nothing)) return "null";
    if (is(Type::text)) return quoted(text_);
    if (!is(Type::list) && !is(Type::object)) return text_;
    std::string line;
    for (const auto &[name, value] : members_) {
      if (!line.empty()) line += ',';
      if (is(Type::object)) line += quoted(name) + ':';
      line += value.line();
    }
    return is(Type::list) ? '[' + line + ']' : '{' + line + '}';
  }

 private:
  static std::string quoted(const std::string &text) {
    static const char digits[] = "0123456789abcdef";
    std::string quoted = "\"";
    for (char c : text) {
      if (static_cast<unsigned char>(c) < ' ') {
        quoted += std::string("\\u00") + digits[c >> 4] + digits[c & 15];
      } else {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
      }
    }
    return quoted + '"';
  }

  static void skip(const char *&at) {
    while (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n') at++;
  }

  static Json read(const char *&at) {
    skip(at);
    Json value;
    if (*at == '"') return Json(read_text(at));
    if (*at == '{' || *at == '[') {
      read_members(at, value);
      return value;
    }
    const char *start = at;
    while (*at != '\0' && *at != ',' && *at != '}' && *at != ']' && *at > ' ') at++;
    value.text_.assign(start, at);
    if (value.text_.empty()) throw std::runtime_error("the line is not JSON");
    bool is_word = *start == 't' || *start == 'f';
    if (*start != 'n') value.type_ = is_word ? Type::boolean : Type::number;
    return value;
  }

  static void read_members(const char *&at, Json &value) {
    value.type_ = *at == '{' ? Type::object : Type::list;
    const char end = *at == '{' ? '}' : ']';
    skip(++at);
    while (*at != end) {
      std::string name;
      if (value.is(Type::object)) {
        name = read_text(at);
        skip(at);
        at++;
      }
      value.members_.emplace_back(std::move(name), read(at));
      skip(at);
      if (*at == ',') skip(++at);
    }
    at++;
  }

  static std::string read_text(const char *&at) {
    static const std::string escapes = "b\bf\fn\nr\rt\t";
    if (*at != '"') throw std::runtime_error("the line is not JSON");
    std::string text;
    for (at++; *at != '"'; at++) {
      if (*at == '\0') throw std::runtime_error("the line is not JSON");
      if (*at != '\\') {
        text += *at;
      } else if (*++at == 'u') {
        add(text, std::stoul(std::string(at + 1, 4), nullptr, 16));
        at += 4;
      } else {
        auto known = escapes.find(*at);
        text += known == std::string::npos ? *at : escapes[known + 1];
      }
    }
    at++;
    return text;
  }

  /** In UTF-8. What lies past the first 65536 is never escaped by those who write these lines. */
  static void add(std::string &text, unsigned long character) {
    auto byte = [&text](unsigned long bits) { text += static_cast<char>(bits); };
    if (character < 0x80) return byte(character);
    if (character < 0x800) {
      byte(0xC0 | character >> 6);
    } else {
      byte(0xE0 | character >> 12);
      byte(0x80 | (character >> 6 & 0x3F));
    }
    byte(0x80 | (character & 0x3F));
  }

  Type type_ = Type::nothing;
  std::string text_;
  Members members_;
};

#endif /* JSON_HPP */
