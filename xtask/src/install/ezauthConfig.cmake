# find_package(ezauth) gives:
#   ezauth::ezauth   the shared library
#   ezauth::static   the static one, which brings a SQLite of its own into the program
get_filename_component(_ezauth_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

if(NOT TARGET ezauth::ezauth)
  add_library(ezauth::ezauth SHARED IMPORTED)
  set_target_properties(ezauth::ezauth PROPERTIES
    IMPORTED_LOCATION "${_ezauth_prefix}/lib/@SHARED@"
    IMPORTED_SONAME "@SHARED@"
    INTERFACE_INCLUDE_DIRECTORIES "${_ezauth_prefix}/include")

  add_library(ezauth::static STATIC IMPORTED)
  set_target_properties(ezauth::static PROPERTIES
    IMPORTED_LOCATION "${_ezauth_prefix}/lib/libezauth.a"
    INTERFACE_COMPILE_DEFINITIONS "EZAUTH_STATIC"
    INTERFACE_INCLUDE_DIRECTORIES "${_ezauth_prefix}/include"
    INTERFACE_LINK_LIBRARIES "@NEEDS@")
endif()

unset(_ezauth_prefix)
