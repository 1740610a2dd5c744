/* The senders that `open` knows by name. */
#ifndef MAILBOX_HPP
#define MAILBOX_HPP

#include <chrono>
#include <condition_variable>
#include <iostream>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <ezauth.hpp>

/** Keeps its messages for somebody who waits for them. */
class Mailbox {
 public:
  void put(const ezauth::Message &message) {
    std::lock_guard<std::mutex> guard(lock_);
    messages_.push_back(message);
    count_++;
    arrived_.notify_all();
  }

  /** Waits until so many messages have come in all, and takes those that have not been taken. */
  std::vector<ezauth::Message> take(std::size_t at_least) {
    // Longer than any delivery takes, shorter than the engine waits for an answer.
    constexpr std::chrono::seconds patience(10);
    std::unique_lock<std::mutex> guard(lock_);
    arrived_.wait_for(guard, patience, [&] { return count_ >= at_least; });
    return std::exchange(messages_, {});
  }

 private:
  std::mutex lock_;
  std::condition_variable arrived_;
  std::vector<ezauth::Message> messages_;
  std::size_t count_ = 0;
};

inline ezauth::Sender sender_named(const std::string &name,
                                   const std::shared_ptr<Mailbox> &mailbox) {
  if (name == "collect") return [mailbox](const ezauth::Message &it) { mailbox->put(it); };
  if (name == "console") {
    return [](const ezauth::Message &it) { std::cerr << it.subject << "\n\n" << it.text << "\n"; };
  }
  if (name == "fail") {
    return [](const ezauth::Message &) { throw std::runtime_error("the mail server is down"); };
  }
  throw std::runtime_error("no such sender");
}

#endif /* MAILBOX_HPP */
