/* Threads that wait to make one call. */
#ifndef RACE_HPP
#define RACE_HPP

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "json.hpp"

/** It is made when all of them wait. */
class Race {
 public:
  Race(std::size_t threads, std::function<Json()> call) : call_(std::move(call)) {
    for (std::size_t i = 0; i < threads; i++) threads_.emplace_back([this] { run(); });
    std::unique_lock<std::mutex> guard(lock_);
    changed_.wait(guard, [&] { return waiting_ == threads; });
  }

  ~Race() { go(); }

  /** Lets them go, and gives the list of what each got. */
  Json go() {
    {
      std::lock_guard<std::mutex> guard(lock_);
      is_on_ = true;
    }
    changed_.notify_all();
    for (auto &thread : threads_) thread.join();
    threads_.clear();
    return results_;
  }

 private:
  void run() {
    {
      std::unique_lock<std::mutex> guard(lock_);
      waiting_++;
      changed_.notify_all();
      changed_.wait(guard, [this] { return is_on_; });
    }
    Json result = call_();
    std::lock_guard<std::mutex> guard(lock_);
    results_.push(std::move(result));
  }

  std::mutex lock_;
  std::condition_variable changed_;
  std::function<Json()> call_;
  std::size_t waiting_ = 0;
  bool is_on_ = false;
  Json results_ = Json::list();
  std::vector<std::thread> threads_;
};

#endif /* RACE_HPP */
