#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *allocate(size_t size) {
  void *memory = calloc(1, size);
  if (memory == NULL) abort();
  return memory;
}

void append(struct text *text, const char *data, size_t length) {
  if (text->length + length >= text->size) {
    text->size = 2 * (text->length + length) + 16;
    text->data = realloc(text->data, text->size);
    if (text->data == NULL) abort();
  }
  memcpy(text->data + text->length, data, length);
  text->length += length;
  text->data[text->length] = '\0';
}

void put_raw(struct text *out, const char *raw) { append(out, raw, strlen(raw)); }

void put_name(struct text *out, const char *name) {
  char last = out->length == 0 ? '{' : out->data[out->length - 1];
  if (last != '{' && last != '[') put_raw(out, ",");
  if (name == NULL) return;
  put_text(out, name);
  put_raw(out, ":");
}

void put_text(struct text *out, const char *value) {
  if (value == NULL) {
    put_raw(out, "null");
  } else {
    put_bytes(out, value, strlen(value));
  }
}

void put_bytes(struct text *out, const char *data, size_t length) {
  char escape[8];
  const char *value;
  put_raw(out, "\"");
  for (value = data; value < data + length; value++) {
    unsigned char character = (unsigned char)*value;
    if (character < ' ' || character == '"' || character == '\\') {
      sprintf(escape, "\\u%04x", character);
      put_raw(out, escape);
    } else {
      append(out, value, 1);
    }
  }
  put_raw(out, "\"");
}

void put_time(struct text *out, const int64_t *millis) {
  char digits[24];
  if (millis == NULL) {
    put_raw(out, "null");
    return;
  }
  sprintf(digits, "%" PRId64, *millis);
  put_raw(out, digits);
}

void put_int(struct text *out, uint64_t value) {
  char digits[24];
  sprintf(digits, "%" PRIu64, value);
  put_raw(out, digits);
}

void put_bool(struct text *out, bool value) { put_raw(out, value ? "true" : "false"); }

void put_json(struct text *out, const char *json) {
  for (; *json != '\0'; json++) append(out, *json == '\n' || *json == '\r' ? " " : json, 1);
}
