# Within a major version, a later library does for an earlier request; before 1.0, within a minor one.
set(PACKAGE_VERSION "@VERSION@")
string(REGEX REPLACE "^(0\\.[0-9]+|[1-9][0-9]*).*" "\\1" _ezauth_has "${PACKAGE_VERSION}")
string(REGEX REPLACE "^(0\\.[0-9]+|[1-9][0-9]*).*" "\\1" _ezauth_wants "${PACKAGE_FIND_VERSION}")

if(PACKAGE_FIND_VERSION STREQUAL PACKAGE_VERSION)
  set(PACKAGE_VERSION_EXACT TRUE)
endif()
if(_ezauth_has STREQUAL _ezauth_wants AND NOT PACKAGE_VERSION VERSION_LESS PACKAGE_FIND_VERSION)
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
else()
  set(PACKAGE_VERSION_COMPATIBLE FALSE)
endif()

unset(_ezauth_has)
unset(_ezauth_wants)
