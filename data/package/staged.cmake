# Runs on the staged files of a package before it is made: what a system wants otherwise than an installation does.
set(staged ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share)
if(CPACK_GENERATOR STREQUAL "DEB")
  # where Debian's zsh looks, and its licences are in one place
  file(MAKE_DIRECTORY ${staged}/zsh/vendor-completions)
  file(RENAME ${staged}/zsh/site-functions/_nightcalf ${staged}/zsh/vendor-completions/_nightcalf)
  file(REMOVE_RECURSE ${staged}/zsh/site-functions)
  file(REMOVE ${staged}/doc/nightcalf/LICENSE)
  # what lintian finds and is meant
  file(MAKE_DIRECTORY ${staged}/lintian/overrides)
  file(COPY_FILE ${CMAKE_CURRENT_LIST_DIR}/lintian-overrides ${staged}/lintian/overrides/nightcalf)
endif()
# One time for every file, whenever it was checked out.
if(NOT "$ENV{SOURCE_DATE_EPOCH}" STREQUAL "")
  execute_process(COMMAND find ${CPACK_TEMPORARY_INSTALL_DIRECTORY} -exec touch -h -d "@$ENV{SOURCE_DATE_EPOCH}" {} +
    COMMAND_ERROR_IS_FATAL ANY)
endif()
