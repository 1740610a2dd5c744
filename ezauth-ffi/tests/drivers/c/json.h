/* JSON that is read, as far as the lines between engine and driver need it. It is well formed. */
#ifndef JSON_H
#define JSON_H

#include "text.h"

enum json_type { JSON_NOTHING, JSON_BOOL, JSON_NUMBER, JSON_TEXT, JSON_LIST, JSON_OBJECT };

/** A value. */
struct json {
  enum json_type type;
  /** Its name, in an object. */
  struct text name;
  /** A text, or a number as it was written. */
  struct text text;
  /** What is inside of it. */
  struct json *first;
  struct json *next;
};

/** To be freed with `json_free`; NULL if this is no JSON. */
struct json *json_read(const char *line);

void json_free(struct json *json);

/** A member of an object: NULL if there is none, and if it is `null`. */
const struct json *json_member(const struct json *json, const char *name);

/** The text of a member; NULL if it is none. */
const char *json_text(const struct json *json, const char *name);

/** A value as it can be read again. */
void put_value(struct text *out, const struct json *value);

#endif /* JSON_H */
