/* D-Bus through sd-bus: one notification, one inhibition. Every call has a limit of time. */
#include "bus.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "markup.h"
#include "nightcalf/mem.h"

#ifdef NIGHTCALF_SYSTEMD

#include <systemd/sd-bus.h>

enum { CALL_LIMIT_US = 3 * 1000 * 1000 };

bool bus_is_there(void) {
  const char *runtime = getenv("XDG_RUNTIME_DIR");
  char *session = mem_format("%s/bus", runtime == NULL ? "" : runtime);
  bool there = getenv("DBUS_SESSION_BUS_ADDRESS") != NULL || access(session, F_OK) == 0 ||
               access("/run/dbus/system_bus_socket", F_OK) == 0;
  free(session);
  return there;
}

/* Opens a bus on which no call waits long. NULL: *reason is an errno. */
static sd_bus *open_bus(int (*open)(sd_bus **), int *reason) {
  sd_bus *bus = NULL;
  int result = open(&bus);
  if (result < 0) {
    *reason = -result;
    return NULL;
  }
  sd_bus_set_method_call_timeout(bus, CALL_LIMIT_US);
  return bus;
}

/* Whether the server reads markup in the text; those that do not would show the escapes. */
static bool reads_markup(sd_bus *bus) {
  sd_bus_message *reply = NULL;
  bool reads = false;
  int result =
      sd_bus_call_method(bus, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                         "org.freedesktop.Notifications", "GetCapabilities", NULL, &reply, "");
  if (result >= 0 && sd_bus_message_enter_container(reply, 'a', "s") >= 0) {
    const char *name = NULL;
    while (sd_bus_message_read(reply, "s", &name) > 0) {
      reads = reads || strcmp(name, "body-markup") == 0;
    }
  } else {
    reads = true; /* not said: escapes do less harm than markup */
  }
  sd_bus_message_unref(reply);
  return reads;
}

bool bus_notify(const char *title, const char *text, Error *err) {
  int reason = 0;
  sd_bus *bus = open_bus(sd_bus_open_user, &reason);
  if (bus == NULL) {
    return fail(err, "there is no session bus: %s", strerror(reason));
  }
  sd_bus_error error = SD_BUS_ERROR_NULL;
  char *body = reads_markup(bus) ? markup_escape(text) : mem_copy(text);
  /* Name, replaces none, icon, title, text, no actions, no hints, shown as long as usual. */
  int result =
      sd_bus_call_method(bus, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                         "org.freedesktop.Notifications", "Notify", &error, NULL, "susssasa{sv}i",
                         "Nightcalf", 0U, "", title, body, 0, 0, -1);
  bool done = result >= 0 || fail(err, "the desktop shows no notification: %s",
                                  error.message != NULL ? error.message : strerror(-result));
  free(body);
  sd_bus_error_free(&error);
  sd_bus_flush_close_unref(bus);
  return done;
}

/* The desktop's screen saver, where it is asked; it holds while the connection does. */
static bool ask_screen_saver(const char *who, const char *why) {
  static const char *const paths[] = {"/org/freedesktop/ScreenSaver", "/ScreenSaver"};
  int reason = 0;
  sd_bus *bus = open_bus(sd_bus_open_user, &reason);
  bool asked = false;
  for (size_t i = 0; bus != NULL && !asked && i < sizeof paths / sizeof paths[0]; i++) {
    asked = sd_bus_call_method(bus, "org.freedesktop.ScreenSaver", paths[i],
                               "org.freedesktop.ScreenSaver", "Inhibit", NULL, NULL, "ss", who,
                               why) >= 0;
  }
  if (!asked) {
    sd_bus_close_unref(bus);
  }
  return asked;
}

/* The login manager: it holds while the descriptor is open. */
static bool ask_login_manager(const char *who, const char *why) {
  int reason = 0;
  sd_bus *bus = open_bus(sd_bus_open_system, &reason);
  sd_bus_message *reply = NULL;
  int fd = -1;
  bool asked = bus != NULL &&
               sd_bus_call_method(bus, "org.freedesktop.login1", "/org/freedesktop/login1",
                                  "org.freedesktop.login1.Manager", "Inhibit", NULL, &reply, "ssss",
                                  "idle", who, why, "block") >= 0 &&
               sd_bus_message_read(reply, "h", &fd) >= 0 && fcntl(fd, F_DUPFD_CLOEXEC, 0) >= 0;
  sd_bus_message_unref(reply);
  sd_bus_close_unref(bus);
  return asked;
}

bool bus_keep_awake(const char *who, const char *why) {
  return ask_screen_saver(who, why) || ask_login_manager(who, why);
}

#else

bool bus_is_there(void) {
  return false;
}

bool bus_notify(const char *title, const char *text, Error *err) {
  (void)title;
  (void)text;
  return fail(err, "this program was built without D-Bus (libsystemd)");
}

bool bus_keep_awake(const char *who, const char *why) {
  (void)who;
  (void)why;
  return false;
}

#endif
