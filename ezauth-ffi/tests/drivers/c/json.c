#include "json.h"

#include <stdlib.h>
#include <string.h>

static void skip(const char **at) { *at += strspn(*at, " \t\r\n"); }

/* In UTF-8. What lies past the first 65536 is never escaped by those who write these lines. */
static void append_character(struct text *text, unsigned long character) {
  char bytes[3];
  size_t length = 0;
  if (character < 0x80) {
    bytes[length++] = (char)character;
  } else {
    if (character < 0x800) {
      bytes[length++] = (char)(0xC0 | character >> 6);
    } else {
      bytes[length++] = (char)(0xE0 | character >> 12);
      bytes[length++] = (char)(0x80 | (character >> 6 & 0x3F));
    }
    bytes[length++] = (char)(0x80 | (character & 0x3F));
  }
  append(text, bytes, length);
}

static bool read_escape(const char **at, struct text *text) {
  static const char escapes[] = "b\bf\fn\nr\rt\t";
  const char *known;
  char digits[5] = {0};
  if (**at == '\0') return false;
  if (**at != 'u') {
    known = strchr(escapes, **at);
    append(text, known == NULL ? *at : known + 1, 1);
    return true;
  }
  strncpy(digits, *at + 1, 4);
  if (strlen(digits) != 4) return false;
  append_character(text, strtoul(digits, NULL, 16));
  *at += 4;
  return true;
}

static bool read_text(const char **at, struct text *text) {
  if (**at != '"') return false;
  append(text, "", 0);
  for (++*at; **at != '"'; ++*at) {
    if (**at == '\0') return false;
    if (**at != '\\') {
      append(text, *at, 1);
    } else if (++*at, !read_escape(at, text)) {
      return false;
    }
  }
  ++*at;
  return true;
}

static bool read_value(const char **at, struct json *json);

static bool read_members(const char **at, struct json *json) {
  const char end = **at == '{' ? '}' : ']';
  struct json **last = &json->first;
  json->type = end == '}' ? JSON_OBJECT : JSON_LIST;
  ++*at;
  for (skip(at); **at != end; skip(at)) {
    struct json *member = *last = allocate(sizeof *member);
    last = &member->next;
    if (json->type == JSON_OBJECT) {
      if (!read_text(at, &member->name)) return false;
      skip(at);
      if (*(*at)++ != ':') return false;
    }
    if (!read_value(at, member)) return false;
    skip(at);
    if (**at == ',') ++*at;
  }
  ++*at;
  return true;
}

static bool read_value(const char **at, struct json *json) {
  size_t length;
  skip(at);
  if (**at == '{' || **at == '[') return read_members(at, json);
  if (**at == '"') {
    json->type = JSON_TEXT;
    return read_text(at, &json->text);
  }
  length = strcspn(*at, ",]} \t\r\n");
  append(&json->text, *at, length);
  if (**at != 'n') json->type = **at == 't' || **at == 'f' ? JSON_BOOL : JSON_NUMBER;
  *at += length;
  return length > 0;
}

struct json *json_read(const char *line) {
  struct json *json = allocate(sizeof *json);
  if (read_value(&line, json)) return json;
  json_free(json);
  return NULL;
}

void json_free(struct json *json) {
  while (json != NULL) {
    struct json *next = json->next;
    json_free(json->first);
    free(json->name.data);
    free(json->text.data);
    free(json);
    json = next;
  }
}

const struct json *json_member(const struct json *json, const char *name) {
  const struct json *member = json == NULL || json->type != JSON_OBJECT ? NULL : json->first;
  while (member != NULL && strcmp(member->name.data, name) != 0) member = member->next;
  return member == NULL || member->type == JSON_NOTHING ? NULL : member;
}

const char *json_text(const struct json *json, const char *name) {
  const struct json *member = json_member(json, name);
  return member == NULL || member->type != JSON_TEXT ? NULL : member->text.data;
}

void put_value(struct text *out, const struct json *value) {
  const struct json *member;
  if (value->type == JSON_TEXT) {
    put_bytes(out, value->text.data, value->text.length);
    return;
  }
  if (value->type != JSON_OBJECT && value->type != JSON_LIST) {
    put_raw(out, value->text.data);
    return;
  }
  put_raw(out, value->type == JSON_OBJECT ? "{" : "[");
  for (member = value->first; member != NULL; member = member->next) {
    put_name(out, value->type == JSON_OBJECT ? member->name.data : NULL);
    put_value(out, member);
  }
  put_raw(out, value->type == JSON_OBJECT ? "}" : "]");
}
