# Everything that is installed beside the program and its data, the uninstall target, and the packages.

# The version and its date stand in the changelog; the version in project() must be the same.
set(changelog ${CMAKE_SOURCE_DIR}/data/package/changelog)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${changelog})
file(STRINGS ${changelog} latest REGEX "^nightcalf \\(" LIMIT_COUNT 1)
if(NOT latest MATCHES "^nightcalf \\(${PROJECT_VERSION}\\)")
  message(FATAL_ERROR "data/package/changelog begins with another version than ${PROJECT_VERSION} of CMakeLists.txt: ${latest}")
endif()
file(STRINGS ${changelog} signed REGEX "^ -- " LIMIT_COUNT 1)
string(REGEX MATCH ", +([0-9]+) ([A-Z][a-z][a-z]) ([0-9]+)" signed "${signed}")
set(day ${CMAKE_MATCH_1})
set(year ${CMAKE_MATCH_3})
set(short_months Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec)
set(months January February March April May June July August September October November December)
list(FIND short_months ${CMAKE_MATCH_2} month)
list(GET months ${month} month_name)
math(EXPR month "${month} + 1")
if(month LESS 10)
  set(month 0${month})
endif()
set(NIGHTCALF_DATE ${year}-${month}-${day})

# manual pages and completions
find_program(GZIP gzip REQUIRED)
set(manual ${CMAKE_BINARY_DIR}/manual)
file(MAKE_DIRECTORY ${manual})
set(written nightcalf.1 nightcalf-routine.5 nightcalf.bash _nightcalf nightcalf.fish)
list(TRANSFORM written PREPEND ${manual}/)
add_custom_command(OUTPUT ${written}
  COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C $<TARGET_FILE:make_manual> ${manual} "${month_name} ${day}, ${year}"
  DEPENDS make_manual COMMENT "Writing the manual pages and completions" VERBATIM)
add_custom_command(OUTPUT ${manual}/nightcalf.1.gz ${manual}/nightcalf-routine.5.gz ${manual}/changelog.gz
  COMMAND ${GZIP} -9nkf ${manual}/nightcalf.1 ${manual}/nightcalf-routine.5
  COMMAND ${CMAKE_COMMAND} -E copy ${changelog} ${manual}/changelog
  COMMAND ${GZIP} -9nkf ${manual}/changelog
  DEPENDS ${written} ${changelog} VERBATIM)
add_custom_target(manual ALL
  DEPENDS ${written} ${manual}/nightcalf.1.gz ${manual}/nightcalf-routine.5.gz ${manual}/changelog.gz)
install(FILES ${manual}/nightcalf.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${manual}/nightcalf-routine.5.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
install(FILES ${manual}/nightcalf.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME nightcalf)
install(FILES ${manual}/_nightcalf DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${manual}/nightcalf.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# desktop
set(component example.nightcalf.nightcalf)
configure_file(data/package/${component}.metainfo.xml.in ${manual}/${component}.metainfo.xml @ONLY)
install(FILES ${manual}/${component}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES data/package/nightcalf.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES data/package/nightcalf.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES data/package/copyright ${manual}/changelog.gz data/export-format.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

add_custom_target(uninstall
  COMMAND ${CMAKE_COMMAND} -DMANIFEST=${CMAKE_BINARY_DIR}/install_manifest.txt
    -DOURS=${CMAKE_INSTALL_FULL_DATADIR}/nightcalf -DDOC=${CMAKE_INSTALL_FULL_DOCDIR} -P ${CMAKE_SOURCE_DIR}/data/package/uninstall.cmake
  VERBATIM)

# packages: scripts/package makes them, the same to the byte wherever the tree lies
set(CPACK_PACKAGE_VENDOR "Nightcalf")
set(CPACK_PACKAGE_CONTACT "Nightcalf maintainers <maintainers@nightcalf.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "bedtime-routine coach for night-time leg cramps")
set(CPACK_PACKAGE_DESCRIPTION
"Nightcalf guides you through a few minutes of stretching, massage and slow
breathing before sleep, step by step in the terminal, second by second, with
words that can be followed in the dark.

It keeps a record of what was done, beside a diary of night-time leg cramps,
and says what both come to and how sure that is. Routines are text files that
can be changed and written by anybody. It speaks plain lines to screen readers,
and uses no network.")
set(CPACK_PACKAGE_FILE_NAME nightcalf-${PROJECT_VERSION}-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_STRIP_FILES ON)
set(CPACK_THREADS 1)
set(CPACK_GENERATOR DEB RPM TGZ)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_SOURCE_DIR}/data/package/staged.cmake)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
# the editor where none is named; without it: vi
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libsystemd0, sensible-utils")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "pipewire-bin | pulseaudio-utils | alsa-utils, speech-dispatcher | espeak-ng, libnotify-bin")

set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_LICENSE "GPL-3.0-or-later")
set(CPACK_RPM_PACKAGE_DESCRIPTION "${CPACK_PACKAGE_DESCRIPTION}")
set(CPACK_RPM_PACKAGE_GROUP "Applications/Productivity")
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
  /usr/share/man /usr/share/man/man1 /usr/share/man/man5 /usr/share/applications /usr/share/metainfo /usr/share/locale
  /usr/share/icons /usr/share/icons/hicolor /usr/share/icons/hicolor/scalable /usr/share/icons/hicolor/scalable/apps
  /usr/share/doc /usr/share/bash-completion /usr/share/bash-completion/completions
  /usr/share/zsh /usr/share/zsh/site-functions /usr/share/fish /usr/share/fish/vendor_completions.d)
file(STRINGS ${CMAKE_SOURCE_DIR}/data/po/LINGUAS languages REGEX "^[a-z]")
foreach(language IN LISTS languages)
  list(APPEND CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
    /usr/share/locale/${language} /usr/share/locale/${language}/LC_MESSAGES)
endforeach()
# the package says when the version was made, not when and where it was packed
set(CPACK_RPM_SPEC_MORE_DEFINE "%define use_source_date_epoch_as_buildtime 1
%define clamp_mtime_to_source_date_epoch 1
%define _buildhost nightcalf
%define _build_id_links none
%define _binary_payload w9.gzdio")
include(CPack)
