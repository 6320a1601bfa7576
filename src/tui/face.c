/* The front door: the screens on a real terminal, driven by the loop. */
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "keyboard.h"
#include "nightcalf/language.h"
#include "nightcalf/text.h"
#include "screens.h"
#include "shade.h"
#include "terminal.h"

enum { RETRY_MS = 250 /* to draw, where no output was taken */ };

typedef struct Face {
  Tui tui;
  Terminal terminal;
  StoreWait lines; /* who is told of waits while the terminal is not ours */
  bool put_off;    /* the save gave way to a key once */
} Face;

static bool deadline(void *context, Moment *when) {
  Face *face = context;
  bool any = tui_deadline(&face->tui, when);
  if (face->terminal.late) {
    any = deadline_join(any, when, moment_after(tui_now(&face->tui), RETRY_MS));
  }
  return any;
}

/* Whether a failure to keep the session is told at this moment. */
static bool has_failed(const Tui *tui) {
  return tui->app->kept_error.text[0] != '\0';
}

/* Whether a key is there already. */
static bool key_waits(void) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&input, 1, 0) > 0;
}

/* Writes what is due, unless a key came while the screen was drawn: that one is painted first, and
 * then it is written whatever is typed. */
static void save(Face *face) {
  face->put_off = face->tui.app->save_due && !face->put_off && key_waits();
  if (!face->put_off) {
    app_flush(face->tui.app);
  }
}

static bool tick(void *context, Moment now) {
  (void)now;
  Face *face = context;
  Tui *tui = &face->tui;
  tui_advance(tui);
  if (tui->depth == 0) {
    return false;
  }
  terminal_show(&face->terminal, tui);
  bool failed = has_failed(tui);
  save(face);
  if (has_failed(tui) != failed) {
    terminal_show(&face->terminal, tui);
  }
  return true;
}

/* Hands over the keys that are there. False: there was nothing at all. */
static bool read_keys(Face *face) {
  return keyboard_read(&face->tui, &face->terminal.input) > 0;
}

/* Whether standard input is at its end: readable, with nothing to read. */
static bool input_ended(void) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  if (poll(&input, 1, 0) <= 0) {
    return false;
  }
  int waiting = 0;
  bool gone = (input.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
  return gone || ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0;
}

static bool input_ready(void *context) {
  return read_keys(context) || !input_ended();
}

static void woken(void *context) {
  read_keys(context);
}

static void gap(void *context, Moment last) {
  Face *face = context;
  tui_gap(&face->tui, last);
}

static void stopping(void *context) {
  Face *face = context;
  tui_suspend(&face->tui);
  terminal_pause(&face->terminal);
}

static void resumed(void *context) {
  Face *face = context;
  terminal_resume(&face->terminal);
  read_keys(face);
}

/* Another program has the terminal for a while. */
static void lend(void *terminal, bool away) {
  if (away) {
    terminal_pause(terminal);
  } else {
    terminal_resume(terminal);
  }
}

/* The routine that the request asks for: an id or a path. */
static const char *requested_name(App *app, const RunRequest *request) {
  return request->routine != NULL ? request->routine : app_routine(app);
}

/* Loads what the request asks for. NULL: it said on standard error why not. */
static Routine *load_requested(App *app, const RunRequest *request, Adaptation *what, int *step) {
  const char *name = requested_name(app, request);
  Error err = {{0}};
  Routine *routine = start_load(app, name, what, &err);
  if (routine == NULL) {
    text_complain("%s: %s", name, err.text);
  }
  *step = 0;
  if (routine != NULL && request->from != NULL) {
    *step = app_find_step(routine, request->from);
    if (*step < 0) {
      text_complain("%s has no step \"%s\"", name, request->from);
      routine_free(routine);
      adaptation_free(what);
      routine = NULL;
    }
  }
  return routine;
}

/* Takes tonight's broken-off session up. */
static bool resume_requested(App *app) {
  SessionRow row = {0};
  if (!app_find_broken_off(app, &row)) {
    text_complain("no session of tonight was broken off; nightcalf run starts one");
    return false;
  }
  Error err = {{0}};
  bool resumed_it = app_session_resume(app, &row, &err);
  session_row_free(&row);
  if (!resumed_it) {
    text_complain("%s", err.text);
  }
  return resumed_it;
}

/* Opens the first screen. */
static void open_first(Tui *tui, Routine *routine, Adaptation *what, int step) {
  if (tui->request == NULL) {
    home_open(tui);
  } else if (tui->request->now) {
    cramp_start(tui, routine);
  } else if (routine != NULL) {
    start_open(tui, routine, what, step);
  } else if (tui->request->resume ||
             !agree_open(tui, requested_name(tui->app, tui->request), tui->request->from)) {
    run_open(tui);
  }
}

/* Says what is left to say. */
static void part(Tui *tui) {
  if (tui->parting != NULL) {
    text_complain("%s", tui->parting);
    free(tui->parting);
    tui->parting = NULL;
  }
}

/* The record is waited for. It may be in the middle of anything, so no screen is drawn. */
static void tell_wait(void *context, bool waits) {
  Face *face = context;
  terminal_notice(&face->terminal, &face->tui,
                  waits ? _("Waiting: another program is writing.") : NULL);
}

/* Gives the terminal back. */
static void give_back(Face *face) {
  terminal_end(&face->terminal);
  face->tui.app->waits = face->lines;
}

/* Runs the loop to its end and gives the terminal back. */
static void run_face(Face *face) {
  LoopHooks hooks = {
      .context = face,
      .input = STDIN_FILENO,
      .deadline = deadline,
      .tick = tick,
      .input_ready = input_ready,
      .gap = gap,
      .stopping = stopping,
      .resumed = resumed,
      .woken = woken,
  };
  int number = 0;
  LoopEnd end = loop_run(&face->tui.app->clock, &hooks, &number);
  if (end != LOOP_QUIT) {
    tui_end_session(&face->tui, number == SIGINT ? ENDED_USER : ENDED_HANGUP);
    give_back(face);
    part(&face->tui);
    loop_die(number);
  }
  give_back(face);
  tui_close_all(&face->tui);
  part(&face->tui);
}

int tui_main(App *app, const RunRequest *request, Error *err) {
  Face face = {.tui = {.request = request, .ascii = !text_utf8()}};
  face.tui.lend = lend;
  face.tui.terminal = &face.terminal;
  tui_start(&face.tui, app);
  Routine *routine = NULL;
  Adaptation what = {0};
  int step = 0;
  if (!terminal_check(err)) {
    return -1;
  }
  if (request != NULL && request->resume) {
    if (!resume_requested(app)) {
      return 1;
    }
  } else if (request != NULL && request->now) {
    routine = app_load_cramp(app);
    if (routine == NULL) {
      return fail(err, "the routine for a cramp cannot be read"), -1;
    }
  } else if (request != NULL && !agree_due(app, requested_name(app, request))) {
    routine = load_requested(app, request, &what, &step);
    if (routine == NULL) {
      return 1;
    }
  }
  loop_prepare();
  face.tui.theme.shade = shade_now(&face.tui);
  if (!terminal_start(&face.terminal, &face.tui.theme, err)) {
    routine_free(routine);
    adaptation_free(&what);
    return -1;
  }
  face.lines = app->waits;
  app->waits = (StoreWait){tell_wait, &face};
  open_first(&face.tui, routine, &what, step);
  run_face(&face);
  return app_status(app);
}
