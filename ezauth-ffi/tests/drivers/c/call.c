#include "call.h"

#include <stdlib.h>
#include <string.h>

static void refuse(struct call *call, const char *field, const char *reason) {
  call->field = field;
  call->reason = reason;
}

/* The text of a value, which may hold a NUL. */
static ezauth_text_t text_of(const struct json *value) {
  ezauth_text_t text;
  text.data = value->text.data;
  text.length = value->text.length;
  return text;
}

ezauth_text_t take_text(struct call *call, const char *name) {
  const struct json *value = json_member(call->with, name);
  if (value != NULL && value->type == JSON_TEXT) return text_of(value);
  refuse(call, name, "wrong_type");
  return ezauth_text(NULL);
}

bool take_bool(struct call *call, const char *name) {
  const struct json *value = json_member(call->with, name);
  if (value != NULL && value->type == JSON_BOOL) return strcmp(value->text.data, "true") == 0;
  refuse(call, name, "wrong_type");
  return false;
}

int64_t take_number(struct call *call, const char *name) {
  const struct json *value = json_member(call->with, name);
  if (value != NULL && value->type == JSON_NUMBER) return strtoll(value->text.data, NULL, 10);
  refuse(call, name, "wrong_type");
  return 0;
}

uint64_t take_int(struct call *call, const char *name) {
  return (uint64_t)take_number(call, name);
}

uint64_t take_duration(struct call *call, const char *name) {
  static const struct named units[] = {
      {"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}, {"d", 86400000}, {NULL, 0}};
  ezauth_text_t text = take_text(call, name);
  const struct named *unit = units;
  char *end = NULL;
  uint64_t number = text.data == NULL ? 0 : strtoull(text.data, &end, 10);
  if (end == NULL) return 0;
  while (unit->name != NULL && strcmp(unit->name, end) != 0) unit++;
  if (unit->name == NULL || end == text.data) refuse(call, name, "malformed");
  return number * (uint64_t)unit->number;
}

int32_t take_name(struct call *call, const char *name, const struct named *names) {
  ezauth_text_t text = take_text(call, name);
  while (text.data != NULL && names->name != NULL && strcmp(names->name, text.data) != 0) names++;
  return names->number;
}

ezauth_profile_changes_t *take_profile_changes(struct call *call, const char *name) {
  const struct json *value = json_member(call->with, name);
  ezauth_profile_changes_t *changes = ezauth_profile_changes_new();
  struct text json = {0};
  ezauth_text_t text = ezauth_text(NULL);
  if (value != NULL && value->type == JSON_TEXT) {
    text = text_of(value);
  } else if (value != NULL) {
    put_value(&json, value);
    text = ezauth_text(json.data);
  }
  if (is_ready(call)) {
    call->status = ezauth_profile_changes_set_json(changes, text, &call->error);
  }
  free(json.data);
  return changes;
}

void take_optional(struct call *call, const char *name) {
  const struct json *value = json_member(call->with, name);
  const struct json *part = value;
  if (value == NULL) return;
  /* Only a context is an object: a name for each of its members. */
  if (value->type == JSON_OBJECT && strcmp(name, "context") == 0) part = value->first;
  for (; part != NULL; part = part == value ? NULL : part->next) {
    const char *part_name = part->name.data;
    if (part->type == JSON_NOTHING) continue;
    if (part->type != JSON_TEXT) {
      refuse(call, part_name, "wrong_type");
      return;
    }
    if (call->context == NULL) call->context = ezauth_context_new();
    if (call->status != EZAUTH_OK) return;
    call->status =
        ezauth_context_set(call->context, ezauth_text(part_name), text_of(part), &call->error);
  }
}

bool is_ready(const struct call *call) {
  return call->status == EZAUTH_OK && call->field == NULL && call->failure == NULL;
}

const char *name_of(const struct named *names, int32_t number) {
  while (names->name != NULL && names->number != number) names++;
  return names->name;
}

static void put_field(struct text *out, const char *field, const char *reason) {
  put_name(out, NULL);
  put_raw(out, "{");
  put_name(out, "field");
  put_text(out, field);
  put_name(out, "reason");
  put_text(out, reason);
  put_raw(out, "}");
}

static void put_error(struct text *out, const struct call *call) {
  const ezauth_error_t *error = call->error;
  const char *storage = ezauth_error_storage_reason(error);
  uint64_t wait = 0;
  size_t i;
  ezauth_status_t status = call->field == NULL ? call->status : EZAUTH_INVALID_ARGUMENT;
  put_raw(out, "{");
  put_name(out, "kind");
  put_text(out, ezauth_status_name(status));
  put_name(out, "number");
  put_int(out, (uint64_t)status);
  put_name(out, "message");
  put_text(out, error == NULL ? "invalid argument" : ezauth_error_message(error));
  put_name(out, "fields");
  put_raw(out, "[");
  if (call->field != NULL) put_field(out, call->field, call->reason);
  for (i = 0; i < ezauth_error_field_count(error); i++) {
    put_field(out, ezauth_error_field_name(error, i), ezauth_error_field_reason(error, i));
  }
  put_raw(out, "]");
  if (ezauth_error_retry_after(error, &wait)) {
    put_name(out, "retry_after");
    put_int(out, wait);
  }
  if (storage != NULL) {
    put_name(out, "storage");
    put_text(out, storage);
  }
  put_raw(out, "}");
}

void put_outcome(struct text *out, struct call *call) {
  if (call->failure != NULL) {
    put_name(out, "failure");
    put_text(out, call->failure);
  } else if (call->is_unsupported) {
    put_name(out, "unsupported");
    put_bool(out, true);
  } else if (!is_ready(call)) {
    put_name(out, "error");
    put_error(out, call);
  } else {
    put_name(out, "ok");
    put_raw(out, call->result.length == 0 ? "null" : call->result.data);
  }
  ezauth_context_free(call->context);
  ezauth_error_free(call->error);
  free(call->result.data);
}
