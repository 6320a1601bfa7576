/* The runner of *.session files. A simulated clock ticks exactly at the deadlines the session
 * names, so a wrong deadline shows as a missing or a late effect. */
#include "transcript.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"
#include "nightcalf/session.h"

enum { WORDS_MAX = 24 };

/* Lines of text, each owned. */
typedef struct Lines {
  char **at;
  size_t count;
} Lines;

typedef struct Runner {
  const char *path;
  int line; /* of the command that is being run */
  int differences;
  bool skipping; /* the case cannot be run: nothing more is said about it */
  Routine *routine;
  Timeline timeline;
  Session *session;
  Moment now;
  Lines expected;
  Lines actual;
} Runner;

static const char *const act_names[ACT_COUNT] = {
    [ACT_READY] = "READY", [ACT_PAUSE] = "PAUSE", [ACT_RESUME] = "RESUME",   [ACT_NEXT] = "NEXT",
    [ACT_BACK] = "BACK",   [ACT_MORE] = "MORE",   [ACT_LESS] = "LESS",       [ACT_AGAIN] = "AGAIN",
    [ACT_HURT] = "HURT",   [ACT_SKIP] = "SKIP",   [ACT_SHORTER] = "SHORTER",
};

/* Adds a formatted line to what came out. */
static void came(Runner *runner, const char *format, ...) PRINTF_LIKE(2, 3);
static void came(Runner *runner, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = mem_format_list(format, arguments);
  va_end(arguments);
  Lines *lines = &runner->actual;
  lines->at = mem_resize(lines->at, lines->count + 1, sizeof *lines->at);
  lines->at[lines->count++] = text;
}

static void lines_clear(Lines *lines) {
  for (size_t i = 0; i < lines->count; i++) {
    free(lines->at[i]);
  }
  free(lines->at);
  *lines = (Lines){0};
}

static void print_lines(const char *heading, const Lines *lines) {
  fprintf(stderr, " %s\n", heading);
  for (size_t i = 0; i < lines->count; i++) {
    fprintf(stderr, "  %s\n", lines->at[i]);
  }
}

/* Compares what came of a command with what the transcript says, and forgets both. */
static void compare(Runner *runner) {
  bool same = runner->expected.count == runner->actual.count;
  for (size_t i = 0; same && i < runner->actual.count; i++) {
    same = strcmp(runner->expected.at[i], runner->actual.at[i]) == 0;
  }
  if (!same && !runner->skipping) {
    runner->differences++;
    fprintf(stderr, "%s:%d: differs\n", runner->path, runner->line);
    print_lines("expected", &runner->expected);
    print_lines("actual", &runner->actual);
  }
  lines_clear(&runner->expected);
  lines_clear(&runner->actual);
}

/* Something the transcript itself has wrong. */
static void complain(Runner *runner, const char *message) {
  runner->differences++;
  fprintf(stderr, "%s:%d: %s\n", runner->path, runner->line, message);
}

/* Takes all effects that are due now; true when there was one. */
static bool drain(Runner *runner, const char *prefix) {
  Effect effect;
  bool any = false;
  while (session_tick(runner->session, runner->now, &effect)) {
    any = true;
    char *words = transcript_effect(runner->session, runner->now, &effect);
    if (effect.kind == EFFECT_CUE) {
      came(runner, "%s%s %s", prefix, words, cue_name(effect.cue));
    } else if (effect.cue != CUE_NONE) {
      came(runner, "%s%s cue=%s", prefix, words, cue_name(effect.cue));
    } else {
      came(runner, "%s%s", prefix, words);
    }
    free(words);
  }
  return any;
}

/* Lets time pass, ticking when the session wants to be ticked and at no other time. */
static void pass(Runner *runner, Millis length) {
  Moment until = moment_after(runner->now, length);
  Moment deadline;
  while (session_deadline(runner->session, &deadline) && deadline.ms <= until.ms) {
    if (deadline.ms < runner->now.ms) {
      came(runner, "deadline in the past");
    }
    runner->now = deadline;
    if (!drain(runner, "")) {
      came(runner, "deadline without an effect");
      return;
    }
  }
  runner->now = until;
  drain(runner, "without a deadline: ");
}

/* A length as the transcripts write it: "10s", with or without a leading plus. */
static bool read_length(const char *word, Millis *length) {
  return duration_parse(word + (word[0] == '+'), length);
}

static void stop(Runner *runner) {
  session_free(runner->session);
  runner->session = NULL;
  timeline_free(&runner->timeline);
  routine_free(runner->routine);
  runner->routine = NULL;
}

/* The routine file beside the transcript; NULL after complaining. */
static Routine *load(Runner *runner, const char *name) {
  const char *slash = strrchr(runner->path, '/');
  int folder = slash == NULL ? 0 : (int)(slash - runner->path) + 1;
  char *path = mem_format("%.*s%s", folder, runner->path, name);
  Diagnostics diagnostics = {0};
  Routine *routine = routine_load(NULL, path, &diagnostics);
  for (size_t i = 0; i < diagnostics.count; i++) {
    const Diagnostic *found = &diagnostics.items[i];
    fprintf(stderr, "%s:%d:%d: %s\n", found->file, found->line, found->column, found->message);
  }
  if (routine == NULL) {
    complain(runner, "this routine cannot be loaded");
  }
  diagnostics_free(&diagnostics);
  free(path);
  return routine;
}

/* START file.cfg [from=N] [resumed] [wait_for_me] [drift=T] [lead_in=T] [worse=left|right] */
static void start(Runner *runner, char **words, size_t count) {
  stop(runner);
  runner->routine = count > 1 ? load(runner, words[1]) : NULL;
  if (runner->routine == NULL) {
    runner->skipping = true;
    return;
  }
  SessionOptions options = session_options_default();
  int from = 1;
  bool resumed = false;
  bool known = true;
  Side worse = SIDE_NONE;
  for (size_t i = 2; i < count; i++) {
    const char *word = words[i];
    if (strncmp(word, "from=", 5) == 0) {
      from = (int)strtol(word + 5, NULL, 10);
    } else if (strcmp(word, "resumed") == 0) {
      resumed = true;
    } else if (strcmp(word, "wait_for_me") == 0) {
      options.wait_for_me = true;
    } else if (strncmp(word, "drift=", 6) == 0) {
      known = known && read_length(word + 6, &options.drift);
    } else if (strncmp(word, "lead_in=", 8) == 0) {
      known = known && read_length(word + 8, &options.lead_in);
    } else if (strncmp(word, "worse=", 6) == 0) {
      worse = strcmp(word + 6, "left") == 0 ? SIDE_LEFT : SIDE_RIGHT;
    } else {
      known = false;
    }
  }
  if (!known) {
    complain(runner, "START does not know this word");
  }
  timeline_build(runner->routine, worse, &runner->timeline);
  runner->now = (Moment){1000000};
  runner->session = session_new(runner->routine, &runner->timeline, options);
  session_start(runner->session, from - 1, resumed, runner->now);
  drain(runner, "");
}

/* One command about the running session: what it said (true, unless it is an act or an answer that
 * meant nothing), or a complaint. */
static bool obey(Runner *runner, char **words, size_t count) {
  Session *session = runner->session;
  const char *verb = words[0];
  Millis length = 0;
  for (int act = 0; act < ACT_COUNT; act++) {
    if (strcmp(act_names[act], verb) == 0) {
      return session_act(session, (Act)act, runner->now);
    }
  }
  if (strcmp(verb, "CHOOSE") == 0 && count == 2) {
    return session_choose(session, strtoul(words[1], NULL, 10) - 1, runner->now);
  }
  if (strcmp(verb, "TICK") == 0) {
    bool ticks[LIST_MAX] = {false};
    for (size_t i = 1; i < count; i++) {
      ticks[(strtoul(words[i], NULL, 10) - 1) % LIST_MAX] = true;
    }
    return session_check_off(session, ticks, runner->now);
  }
  if (strcmp(verb, "JOURNAL") == 0) {
    const char *texts[LIST_MAX] = {NULL};
    for (size_t i = 1; i < count; i++) {
      texts[i - 1] = words[i];
    }
    return session_write_journal(session, texts, runner->now);
  }
  EndedBy by = ENDED_CRASH;
  if (strcmp(verb, "END") == 0 && count == 2 && ended_by_parse(words[1], &by)) {
    session_end(session, by, runner->now);
    return true;
  }
  if (strcmp(verb, "LEAVE") == 0) {
    return session_pause(session, PAUSE_LEAVING, runner->now);
  }
  if (strcmp(verb, "TOUCH") == 0) {
    session_touch(session, runner->now);
    return true;
  }
  if (count == 2 && strcmp(verb, "GAP") == 0 && read_length(words[1], &length)) {
    bool paused = session_pause(session, PAUSE_GAP, runner->now);
    runner->now = moment_after(runner->now, length);
    return paused;
  }
  if (count == 2 && strcmp(verb, "LATE") == 0 && read_length(words[1], &length)) {
    runner->now = moment_after(runner->now, length);
    return true;
  }
  complain(runner, "no such command");
  return true;
}

/* Splits at blanks; "..." is one word. Cuts the line up. Returns how many words. */
static size_t split(char *line, char *words[WORDS_MAX]) {
  size_t count = 0;
  char *at = line;
  while (count < WORDS_MAX) {
    at += strspn(at, " ");
    if (*at == '\0') {
      break;
    }
    bool quoted = *at == '"';
    at += quoted;
    words[count++] = at;
    at += strcspn(at, quoted ? "\"" : " ");
    if (*at == '\0') {
      break;
    }
    *at++ = '\0';
  }
  return count;
}

/* ? QUESTION ANSWER */
static void ask(Runner *runner, const char *text) {
  char *copy = mem_copy(text);
  char *words[WORDS_MAX];
  size_t count = split(copy, words);
  char *answer = count == 0 ? mem_copy("")
                            : transcript_answer(runner->session, runner->now,
                                                (const char *const *)words, count);
  if (strcmp(answer, text) != 0) {
    runner->differences++;
    fprintf(stderr, "%s:%d: differs\n expected\n  %s\n actual\n  %s\n", runner->path, runner->line,
            text, answer);
  }
  free(answer);
  free(copy);
}

/* One command line; its effects are then in runner->actual. */
static void command(Runner *runner, char *line) {
  if (strncmp(line, "? ", 2) == 0 && runner->session != NULL) {
    ask(runner, line + 2);
    return;
  }
  char *words[WORDS_MAX];
  size_t count = split(line, words);
  Millis length = 0;
  if (count == 0) {
    return;
  }
  if (strcmp(words[0], "START") == 0) {
    start(runner, words, count);
  } else if (runner->session == NULL) {
    complain(runner, "a case begins with START");
    runner->skipping = true;
  } else if (words[0][0] == '+' && read_length(words[0], &length)) {
    pass(runner, length);
  } else {
    if (!obey(runner, words, count)) {
      came(runner, "no");
    }
    drain(runner, "");
  }
}

/* Adds a line that must come out. */
static void expect(Runner *runner, const char *line) {
  Lines *lines = &runner->expected;
  lines->at = mem_resize(lines->at, lines->count + 1, sizeof *lines->at);
  lines->at[lines->count++] = mem_copy(line + strspn(line, " "));
}

int transcript_run(const char *path) {
  Runner runner = {.path = path};
  FILE *file = fopen(path, "re");
  if (file == NULL) {
    complain(&runner, "cannot be opened");
    return runner.differences;
  }
  char *line = NULL;
  size_t size = 0;
  for (int number = 1; getline(&line, &size, file) > 0; number++) {
    size_t length = strlen(line);
    while (length > 0 && isspace((unsigned char)line[length - 1])) {
      line[--length] = '\0';
    }
    if (length == 0 || line[0] == '#') {
      continue;
    }
    if (line[0] == ' ') {
      expect(&runner, line);
      continue;
    }
    compare(&runner);
    runner.line = number;
    if (line[0] == '!') {
      stop(&runner);
      runner.skipping = false;
    } else if (!runner.skipping) {
      command(&runner, line);
    }
  }
  compare(&runner);
  stop(&runner);
  free(line);
  fclose(file);
  return runner.differences;
}
