/* The same header in another unit of the same program. */
#include <ezauth.hpp>

std::string number_of_the_other_unit() {
  return ezauth::Error(EZAUTH_STORAGE, nullptr).name();
}
