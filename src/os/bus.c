/* D-Bus through sd-bus: one notification, one inhibition. Every call has a limit of time. The
 * library is loaded when it is first needed: with the seven others that it asks for it would take
 * as long at every start of the program as all the rest together. */
#include "bus.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
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

/* What is asked of libsystemd, as its header declares it. */
typedef struct Library {
  int (*open_user)(sd_bus **bus);
  int (*open_system)(sd_bus **bus);
  int (*set_timeout)(sd_bus *bus, uint64_t microseconds);
  int (*call)(sd_bus *bus, const char *destination, const char *path, const char *interface,
              const char *member, sd_bus_error *error, sd_bus_message **reply, const char *types,
              ...);
  int (*enter)(sd_bus_message *message, char type, const char *contents);
  int (*read)(sd_bus_message *message, const char *types, ...);
  sd_bus_message *(*unref)(sd_bus_message *message);
  void (*error_free)(sd_bus_error *error);
  sd_bus *(*close)(sd_bus *bus);
  sd_bus *(*flush_close)(sd_bus *bus);
} Library;

static const struct {
  const char *name;
  size_t offset;
} calls[] = {
    {"sd_bus_open_user", offsetof(Library, open_user)},
    {"sd_bus_open_system", offsetof(Library, open_system)},
    {"sd_bus_set_method_call_timeout", offsetof(Library, set_timeout)},
    {"sd_bus_call_method", offsetof(Library, call)},
    {"sd_bus_message_enter_container", offsetof(Library, enter)},
    {"sd_bus_message_read", offsetof(Library, read)},
    {"sd_bus_message_unref", offsetof(Library, unref)},
    {"sd_bus_error_free", offsetof(Library, error_free)},
    {"sd_bus_close_unref", offsetof(Library, close)},
    {"sd_bus_flush_close_unref", offsetof(Library, flush_close)},
};

/* Loads it for as long as the process lives. False: it is not there. */
static bool load(Library *library) {
  void *handle = dlopen("libsystemd.so.0", RTLD_NOW | RTLD_LOCAL);
  bool found = handle != NULL;
  for (size_t i = 0; found && i < sizeof calls / sizeof calls[0]; i++) {
    void *call = dlsym(handle, calls[i].name);
    found = call != NULL;
    memcpy((char *)library + calls[i].offset, &call, sizeof call);
  }
  return found;
}

/* Opens a bus on which no call waits long. NULL: *reason is an errno. */
static sd_bus *open_bus(const Library *library, int (*open)(sd_bus **), int *reason) {
  sd_bus *bus = NULL;
  int result = open(&bus);
  if (result < 0) {
    *reason = -result;
    return NULL;
  }
  library->set_timeout(bus, CALL_LIMIT_US);
  return bus;
}

/* Whether the server reads markup in the text; those that do not would show the escapes. */
static bool reads_markup(const Library *library, sd_bus *bus) {
  sd_bus_message *reply = NULL;
  bool reads = false;
  int result = library->call(bus, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                             "org.freedesktop.Notifications", "GetCapabilities", NULL, &reply, "");
  if (result >= 0 && library->enter(reply, 'a', "s") >= 0) {
    const char *name = NULL;
    while (library->read(reply, "s", &name) > 0) {
      reads = reads || strcmp(name, "body-markup") == 0;
    }
  } else {
    reads = true; /* not said: escapes do less harm than markup */
  }
  library->unref(reply);
  return reads;
}

bool bus_notify(const char *title, const char *text, Error *err) {
  int reason = 0;
  Library library;
  if (!load(&library)) {
    return fail(err, "libsystemd is not there to talk to the session bus");
  }
  sd_bus *bus = open_bus(&library, library.open_user, &reason);
  if (bus == NULL) {
    return fail(err, "there is no session bus: %s", strerror(reason));
  }
  sd_bus_error error = SD_BUS_ERROR_NULL;
  char *body = reads_markup(&library, bus) ? markup_escape(text) : mem_copy(text);
  /* Name, replaces none, icon, title, text, no actions, no hints, shown as long as usual. */
  int result = library.call(bus, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                            "org.freedesktop.Notifications", "Notify", &error, NULL,
                            "susssasa{sv}i", "Nightcalf", 0U, "", title, body, 0, 0, -1);
  bool done = result >= 0 || fail(err, "the desktop shows no notification: %s",
                                  error.message != NULL ? error.message : strerror(-result));
  free(body);
  library.error_free(&error);
  library.flush_close(bus);
  return done;
}

/* The desktop's screen saver, where it is asked; it holds while the connection does. */
static bool ask_screen_saver(const Library *library, const char *who, const char *why) {
  static const char *const paths[] = {"/org/freedesktop/ScreenSaver", "/ScreenSaver"};
  int reason = 0;
  sd_bus *bus = open_bus(library, library->open_user, &reason);
  bool asked = false;
  for (size_t i = 0; bus != NULL && !asked && i < sizeof paths / sizeof paths[0]; i++) {
    asked =
        library->call(bus, "org.freedesktop.ScreenSaver", paths[i], "org.freedesktop.ScreenSaver",
                      "Inhibit", NULL, NULL, "ss", who, why) >= 0;
  }
  if (!asked) {
    library->close(bus);
  }
  return asked;
}

/* The login manager: it holds while the descriptor is open. */
static bool ask_login_manager(const Library *library, const char *who, const char *why) {
  int reason = 0;
  sd_bus *bus = open_bus(library, library->open_system, &reason);
  sd_bus_message *reply = NULL;
  int fd = -1;
  bool asked = bus != NULL &&
               library->call(bus, "org.freedesktop.login1", "/org/freedesktop/login1",
                             "org.freedesktop.login1.Manager", "Inhibit", NULL, &reply, "ssss",
                             "idle", who, why, "block") >= 0 &&
               library->read(reply, "h", &fd) >= 0 && fcntl(fd, F_DUPFD_CLOEXEC, 0) >= 0;
  library->unref(reply);
  library->close(bus);
  return asked;
}

bool bus_keep_awake(const char *who, const char *why) {
  Library library;
  return load(&library) &&
         (ask_screen_saver(&library, who, why) || ask_login_manager(&library, who, why));
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
