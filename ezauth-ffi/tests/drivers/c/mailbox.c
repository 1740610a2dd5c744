#include "mailbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* In seconds: longer than any delivery takes, shorter than the engine waits for an answer. */
enum { PATIENCE = 10 };

struct mailbox *mailbox_new(void) {
  struct mailbox *mailbox = allocate(sizeof *mailbox);
  pthread_mutex_init(&mailbox->lock, NULL);
  pthread_cond_init(&mailbox->arrived, NULL);
  mailbox->holders = 1;
  return mailbox;
}

void mailbox_release(void *released) {
  struct mailbox *mailbox = released;
  int holders;
  if (mailbox == NULL) return;
  pthread_mutex_lock(&mailbox->lock);
  holders = --mailbox->holders;
  pthread_mutex_unlock(&mailbox->lock);
  if (holders > 0) return;
  pthread_cond_destroy(&mailbox->arrived);
  pthread_mutex_destroy(&mailbox->lock);
  free(mailbox->messages.data);
  free(mailbox);
}

void put_collected(struct text *out, struct mailbox *mailbox, uint64_t at_least) {
  static const struct text empty;
  struct timespec until;
  int timed_out = 0;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_sec += PATIENCE;
  pthread_mutex_lock(&mailbox->lock);
  while (mailbox->count < at_least && timed_out == 0) {
    timed_out = pthread_cond_timedwait(&mailbox->arrived, &mailbox->lock, &until);
  }
  put_raw(out, "[");
  if (mailbox->messages.length > 0) put_raw(out, mailbox->messages.data);
  put_raw(out, "]");
  free(mailbox->messages.data);
  mailbox->messages = empty;
  pthread_mutex_unlock(&mailbox->lock);
}

static int32_t collect(void *context, const ezauth_message_t *message) {
  struct mailbox *mailbox = context;
  pthread_mutex_lock(&mailbox->lock);
  put_name(&mailbox->messages, NULL);
  put_message(&mailbox->messages, message);
  mailbox->count++;
  pthread_cond_broadcast(&mailbox->arrived);
  pthread_mutex_unlock(&mailbox->lock);
  return 0;
}

static int32_t print(void *context, const ezauth_message_t *message) {
  (void)context;
  fprintf(stderr, "%s\n\n%s\n", ezauth_message_subject(message), ezauth_message_text(message));
  return 0;
}

static int32_t fail(void *context, const ezauth_message_t *message) {
  (void)context;
  (void)message;
  return 1;
}

void set_sender(struct call *call, ezauth_config_t *config, const char *name,
                struct mailbox *mailbox) {
  ezauth_send_t send = NULL;
  if (strcmp(name, "none") == 0 || !is_ready(call)) return;
  if (strcmp(name, "collect") == 0) send = collect;
  if (strcmp(name, "console") == 0) send = print;
  if (strcmp(name, "fail") == 0) send = fail;
  if (send == NULL) call->failure = "no such sender";
  if (send == NULL) return;
  call->status =
      ezauth_config_set_sender(config, send, mailbox, mailbox_release, &call->error);
  // Nothing has been sent before the accounts are open.
  if (is_ready(call)) mailbox->holders++;
}
