/* Text that grows, and JSON in it. */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** It begins as `{0}`, ends with a NUL, and its data is to be freed. */
struct text {
  char *data;
  size_t length;
  size_t size;
};

/** Zeroed memory. The driver ends where there is none. */
void *allocate(size_t size);

void append(struct text *text, const char *data, size_t length);

/** What stands in JSON as it is: brackets, words and values that are written already. */
void put_raw(struct text *out, const char *raw);

/** The beginning of a member of an object, or of a list where there is no name. */
void put_name(struct text *out, const char *name);

/** A value, where NULL is nothing. */
void put_text(struct text *out, const char *value);
/** One that may hold a NUL. */
void put_bytes(struct text *out, const char *data, size_t length);
void put_time(struct text *out, const int64_t *millis);

void put_int(struct text *out, uint64_t value);
void put_bool(struct text *out, bool value);

/** JSON that the library keeps: it goes on one line. */
void put_json(struct text *out, const char *json);

#endif /* TEXT_H */
