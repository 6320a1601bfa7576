/* A private bus, and a desktop on it. The server is a process of its own, which says in lines on a
 * pipe what it was asked. */
#include "bus_bench.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <systemd/sd-bus.h>
#include <unistd.h>

#include "nightcalf/mem.h"

enum { LINE_SIZE = 4096 };

static pid_t daemon_pid;
static pid_t server_pid;
static int said = -1;

/* ---- the server ---- */

static int told; /* where it says what it was asked */
static bool reads_markup;
static bool login_only;           /* no desktop: the login manager alone */
static char inhibitor[LINE_SIZE]; /* who holds the screen awake */

static int notify(sd_bus_message *message, void *context, sd_bus_error *error) {
  (void)context;
  (void)error;
  const char *title = NULL;
  const char *text = NULL;
  int ok = sd_bus_message_skip(message, "sus");
  ok = ok < 0 ? ok : sd_bus_message_read(message, "ss", &title, &text);
  if (ok < 0) {
    return ok;
  }
  dprintf(told, "notify %s | %s\n", title, text);
  return sd_bus_reply_method_return(message, "u", 1U);
}

static int capabilities(sd_bus_message *message, void *context, sd_bus_error *error) {
  (void)context;
  (void)error;
  return reads_markup ? sd_bus_reply_method_return(message, "as", 2, "body", "body-markup")
                      : sd_bus_reply_method_return(message, "as", 1, "body");
}

static int inhibit(sd_bus_message *message, void *context, sd_bus_error *error) {
  (void)context;
  (void)error;
  (void)snprintf(inhibitor, sizeof inhibitor, "%s", sd_bus_message_get_sender(message));
  dprintf(told, "inhibit\n");
  return sd_bus_reply_method_return(message, "u", 7U);
}

/* Tells when the last copy of the other end is closed. */
static void watch_end(int end, int other) {
  if (fork() == 0) {
    char nothing;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    close(other);
    while (read(end, &nothing, 1) > 0) {
    }
    dprintf(told, "released\n");
    _exit(EXIT_SUCCESS);
  }
}

static int login_inhibit(sd_bus_message *message, void *context, sd_bus_error *error) {
  (void)context;
  (void)error;
  const char *what = NULL;
  const char *who = NULL;
  const char *why = NULL;
  const char *mode = NULL;
  int ends[2];
  int ok = sd_bus_message_read(message, "ssss", &what, &who, &why, &mode);
  if (ok < 0 || pipe2(ends, O_CLOEXEC) != 0) {
    return ok < 0 ? ok : -errno;
  }
  watch_end(ends[0], ends[1]);
  dprintf(told, "login inhibit %s %s %s\n", what, who, mode);
  ok = sd_bus_reply_method_return(message, "h", ends[1]);
  close(ends[0]);
  close(ends[1]);
  return ok;
}

/* Somebody has left the bus. */
static int owner_changed(sd_bus_message *message, void *context, sd_bus_error *error) {
  (void)context;
  (void)error;
  const char *name = NULL;
  if (sd_bus_message_read(message, "s", &name) >= 0 && strcmp(name, inhibitor) == 0) {
    dprintf(told, "released\n");
  }
  return 0;
}

static const sd_bus_vtable notifications[] = {
    SD_BUS_VTABLE_START(0),
    SD_BUS_METHOD("Notify", "susssasa{sv}i", "u", notify, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("GetCapabilities", "", "as", capabilities, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_VTABLE_END,
};

static const sd_bus_vtable screen_saver[] = {
    SD_BUS_VTABLE_START(0),
    SD_BUS_METHOD("Inhibit", "ss", "u", inhibit, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_VTABLE_END,
};

static const sd_bus_vtable login_manager[] = {
    SD_BUS_VTABLE_START(0),
    SD_BUS_METHOD("Inhibit", "ssss", "h", login_inhibit, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_VTABLE_END,
};

static bool offer_login(sd_bus *bus) {
  return sd_bus_add_object_vtable(bus, NULL, "/org/freedesktop/login1",
                                  "org.freedesktop.login1.Manager", login_manager, NULL) >= 0 &&
         sd_bus_request_name(bus, "org.freedesktop.login1", 0) >= 0;
}

static bool offer_desktop(sd_bus *bus) {
  return sd_bus_add_object_vtable(bus, NULL, "/org/freedesktop/Notifications",
                                  "org.freedesktop.Notifications", notifications, NULL) >= 0 &&
         sd_bus_add_object_vtable(bus, NULL, "/org/freedesktop/ScreenSaver",
                                  "org.freedesktop.ScreenSaver", screen_saver, NULL) >= 0 &&
         sd_bus_match_signal(bus, NULL, "org.freedesktop.DBus", NULL, "org.freedesktop.DBus",
                             "NameOwnerChanged", owner_changed, NULL) >= 0 &&
         sd_bus_request_name(bus, "org.freedesktop.Notifications", 0) >= 0 &&
         sd_bus_request_name(bus, "org.freedesktop.ScreenSaver", 0) >= 0;
}

static _Noreturn void serve(int out) {
  sd_bus *bus = NULL;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  told = out;
  bool ready = sd_bus_open_user(&bus) >= 0 && (login_only ? offer_login(bus) : offer_desktop(bus));
  dprintf(told, "%s\n", ready ? "ready" : "failed");
  while (ready && sd_bus_wait(bus, UINT64_MAX) >= 0) {
    while (sd_bus_process(bus, NULL) > 0) {
    }
  }
  _exit(EXIT_FAILURE);
}

/* ---- the bench ---- */

/* Starts dbus-daemon and reads where it listens. */
static void start_daemon(const char *folder) {
  int ends[2];
  char address[LINE_SIZE] = "";
  ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
  char *listen = mem_format("--address=unix:path=%s/bus", folder);
  daemon_pid = fork();
  if (daemon_pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(ends[1], STDOUT_FILENO);
    dup2(open("/dev/null", O_WRONLY), STDERR_FILENO); /* it may not raise its limits, and says so */
    execlp("dbus-daemon", "dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address",
           listen, (char *)NULL);
    _exit(EXIT_FAILURE);
  }
  close(ends[1]);
  FILE *stream = fdopen(ends[0], "r");
  ck_assert_msg(fgets(address, sizeof address, stream) != NULL,
                "dbus-daemon is missing: scripts/packages");
  (void)fclose(stream);
  address[strcspn(address, "\n")] = '\0';
  setenv("DBUS_SESSION_BUS_ADDRESS", address, 1);
  free(listen);
}

static void start(const char *folder) {
  int ends[2];
  start_daemon(folder);
  ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
  server_pid = fork();
  if (server_pid == 0) {
    serve(ends[1]);
  }
  close(ends[1]);
  said = ends[0];
  const char *first = bus_bench_next(20 * 1000);
  ck_assert_msg(first != NULL && strcmp(first, "ready") == 0, "the server did not start");
}

void bus_bench_start(const char *folder, bool markup) {
  reads_markup = markup;
  login_only = false;
  start(folder);
}

void bus_bench_start_login(const char *folder) {
  login_only = true;
  start(folder);
  setenv("DBUS_SYSTEM_BUS_ADDRESS", getenv("DBUS_SESSION_BUS_ADDRESS"), 1);
}

void bus_bench_stop(void) {
  kill(server_pid, SIGKILL);
  kill(daemon_pid, SIGTERM);
  waitpid(server_pid, NULL, 0);
  waitpid(daemon_pid, NULL, 0);
  close(said);
  unsetenv("DBUS_SESSION_BUS_ADDRESS");
  unsetenv("DBUS_SYSTEM_BUS_ADDRESS");
}

const char *bus_bench_next(int timeout_ms) {
  static char line[LINE_SIZE];
  size_t length = 0;
  while (length + 1 < sizeof line) {
    struct pollfd output = {.fd = said, .events = POLLIN};
    if (poll(&output, 1, length == 0 ? timeout_ms : -1) != 1 || read(said, line + length, 1) != 1) {
      return NULL;
    }
    if (line[length] == '\n') {
      break;
    }
    length++;
  }
  line[length] = '\0';
  return line;
}
