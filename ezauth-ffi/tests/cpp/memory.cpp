/* Where memory ends while an exception is made, the error of C is freed all the same. */
#include <ezauth.h>

#include <cstdlib>
#include <iostream>
#include <new>

namespace {

int freed = 0;
void count_and_free(ezauth_error_t *error) {
  freed++;
  ezauth_error_free(error);
}

/* How many allocations there still are; below zero there is no end. */
int left = -1;

}  // namespace

/* What ezauth.hpp calls, from here on. */
#define ezauth_error_free count_and_free
#include <ezauth.hpp>

void *operator new(std::size_t size) {
  if (left == 0) throw std::bad_alloc();
  if (left > 0) left--;
  if (void *memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}

void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, std::size_t) noexcept { std::free(memory); }

namespace {

/** Makes an exception with so many allocations. Whether they were enough. */
bool makes_an_exception(int allocations) {
  ezauth_error_t *error = nullptr;
  ezauth_config_t *config = ezauth_config_new();
  ezauth_status_t status = ezauth_config_set(config, ezauth_text("a name that no setting has"),
                                             ezauth_text("x"), &error);
  ezauth_config_free(config);
  try {
    left = allocations;
    ezauth::Error made(status, error);
    left = -1;
    return made.fields().size() == 1;
  } catch (const std::bad_alloc &) {
    left = -1;
    return false;
  }
}

}  // namespace

int main() {
  int allocations = 0;
  while (!makes_an_exception(allocations)) allocations++;
  std::cout << allocations << " allocations\n";
  return allocations > 2 && freed == allocations + 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
