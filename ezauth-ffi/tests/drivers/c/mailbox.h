/* The senders that `open` knows by name. */
#ifndef MAILBOX_H
#define MAILBOX_H

#include <pthread.h>

#include "call.h"

/** Keeps its messages, as JSON, for somebody who waits for them. */
struct mailbox {
  pthread_mutex_t lock;
  pthread_cond_t arrived;
  struct text messages;
  uint64_t count;
  /** Whoever holds it: a handle, and the library for a sender. */
  int holders;
};

struct mailbox *mailbox_new(void);

/** Lets go of it: it is freed with its last holder. NULL is ignored. */
void mailbox_release(void *mailbox);

/** Waits until so many messages have come in all, and puts those that have not been put. */
void put_collected(struct text *out, struct mailbox *mailbox, uint64_t at_least);

/** Sets the sender of a name. */
void set_sender(struct call *call, ezauth_config_t *config, const char *name,
                struct mailbox *mailbox);

#endif /* MAILBOX_H */
