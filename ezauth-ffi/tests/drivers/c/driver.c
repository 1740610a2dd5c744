/*
 * The driver: a process through which the engine of `tests/` calls the library from C.
 *
 * It reads a request a line and answers with a line, and converts: it decides nothing and checks
 * nothing. `tests/README.md` tells the lines. What C does not have yet is answered with
 * `{"unsupported": true}`.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mailbox.h"
#include "race.h"

/* Open accounts, by name. They stay known when closed, so that one can see what they answer. */
struct handle {
  char *name;
  ezauth_accounts_t *accounts;
  struct mailbox *mailbox;
  struct handle *next;
};

static struct handle *handles;
static ezauth_clock_t *settable_clock;
static struct race *waiting_race;
/* The request that is answered. */
static struct json *request;

static struct handle *handle_named(const char *name) {
  struct handle *handle = handles;
  while (handle != NULL && strcmp(handle->name, name) != 0) handle = handle->next;
  return handle;
}

/* The handle of a request that names none is `main`. */
static const char *handle_name(void) {
  const char *name = json_text(request, "on");
  return name == NULL ? "main" : name;
}

static void set_clock(struct call *call) {
  int64_t now = take_number(call, "now");
  if (is_ready(call)) ezauth_clock_set(settable_clock, now);
}

static ezauth_config_t *configured(struct call *call) {
  const struct json *settings = json_member(call->with, "settings");
  const struct json *setting = settings == NULL ? NULL : settings->first;
  ezauth_config_t *config = ezauth_config_new();
  for (; setting != NULL && is_ready(call); setting = setting->next) {
    call->status = ezauth_config_set(config, ezauth_text(setting->name.data),
                                     ezauth_text(setting->text.data), &call->error);
  }
  return config;
}

static void replace_key(struct call *call) {
  ezauth_config_t *config = configured(call);
  if (is_ready(call)) call->status = ezauth_accounts_replace_key(config, &call->error);
  ezauth_config_free(config);
}

static ezauth_accounts_t *opened(struct call *call, struct mailbox *mailbox) {
  const char *sender = json_text(call->with, "sender");
  ezauth_accounts_t *accounts = NULL;
  ezauth_config_t *config = configured(call);
  if (is_ready(call) && json_member(call->with, "clock") != NULL) {
    ezauth_clock_set(settable_clock, take_number(call, "clock"));
    call->status = ezauth_config_set_clock(config, settable_clock, &call->error);
  }
  if (sender != NULL) set_sender(call, config, sender, mailbox);
  if (is_ready(call)) call->status = ezauth_accounts_open(config, &accounts, &call->error);
  ezauth_config_free(config);
  return accounts;
}

static void open_handle(struct call *call) {
  struct mailbox *mailbox = mailbox_new();
  ezauth_accounts_t *accounts = opened(call, mailbox);
  struct handle *handle = handle_named(handle_name());
  if (accounts == NULL) {
    mailbox_release(mailbox);
    return;
  }
  if (handle == NULL) {
    handle = allocate(sizeof *handle);
    handle->name = strcpy(allocate(strlen(handle_name()) + 1), handle_name());
    handle->next = handles;
    handles = handle;
  }
  ezauth_accounts_free(handle->accounts);
  mailbox_release(handle->mailbox);
  handle->accounts = accounts;
  handle->mailbox = mailbox;
}

static void close_handle(struct call *call) {
  call->status = ezauth_accounts_close(call->accounts, &call->error);
}

/* What each thread of a race to open does. */
static void open_and_close(struct call *call) {
  struct mailbox *mailbox = mailbox_new();
  ezauth_accounts_t *accounts = opened(call, mailbox);
  if (accounts != NULL) call->status = ezauth_accounts_close(accounts, &call->error);
  ezauth_accounts_free(accounts);
  mailbox_release(mailbox);
}

static void collected(struct call *call) {
  struct handle *handle = handle_named(handle_name());
  uint64_t at_least = take_int(call, "at_least");
  if (handle == NULL) call->failure = "no such accounts are open";
  if (is_ready(call)) put_collected(&call->result, handle->mailbox, at_least);
}

static void race(struct call *call) {
  ezauth_text_t name = take_text(call, "call");
  uint64_t threads = take_int(call, "threads");
  operation_t operation;
  if (!is_ready(call)) return;
  operation = strcmp(name.data, "open") == 0 ? open_and_close : operation_named(name.data);
  call->is_unsupported = operation == NULL;
  if (operation == NULL) return;
  waiting_race = race_new(threads, operation, call->accounts, request,
                          json_member(call->with, "with"));
  request = NULL;
  put_text(&call->result, "ready");
}

static void go(struct call *call) {
  // Where the call is not supported, none waits.
  call->is_unsupported = waiting_race == NULL;
  if (waiting_race != NULL) put_race(&call->result, waiting_race);
  waiting_race = NULL;
}

static void crash(struct call *call) {
  (void)call;
  abort();
}

static void perform(const char *name, struct call *call) {
  static const struct {
    const char *name;
    operation_t perform;
  } controls[] = {{"open", open_handle}, {"close", close_handle}, {"set_clock", set_clock},
                  {"replace_key", replace_key}, {"collected", collected}, {"race", race}, {"go", go}, {"abort", crash}};
  operation_t operation = operation_named(name);
  size_t i;
  for (i = 0; i < sizeof controls / sizeof *controls; i++) {
    if (strcmp(controls[i].name, name) == 0) operation = controls[i].perform;
  }
  call->is_unsupported = operation == NULL;
  if (operation != NULL) operation(call);
}

static void answer(const char *line, struct text *out) {
  struct call call = {0};
  const char *name;
  request = json_read(line);
  name = json_text(request, "call");
  call.with = json_member(request, "with");
  put_raw(out, "{");
  put_name(out, "id");
  put_raw(out, json_member(request, "id") == NULL ? "null" : json_member(request, "id")->text.data);
  if (name == NULL) {
    call.failure = "the line is no request";
  } else {
    struct handle *handle = handle_named(handle_name());
    call.accounts = handle == NULL ? NULL : handle->accounts;
    perform(name, &call);
  }
  put_outcome(out, &call);
  put_raw(out, "}\n");
  json_free(request);
}

int main(void) {
  char *line = NULL;
  size_t size = 0;
  settable_clock = ezauth_clock_new(0);
  while (getline(&line, &size, stdin) > 0) {
    struct text out = {0};
    answer(line, &out);
    fputs(out.data, stdout);
    fflush(stdout);
    free(out.data);
  }
  free(line);
  return EXIT_SUCCESS;
}
