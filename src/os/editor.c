/* The person's own editor: which one, its words, and how it is told a line. */
#include <stdlib.h>
#include <string.h>
#include <wordexp.h>

#include "nightcalf/child.h"
#include "nightcalf/mem.h"
#include "nightcalf/os.h"
#include "program.h"

enum { ARGUMENTS_MORE = 4 /* the line's, the file, NULL */ };

/* How an editor is told the line. */
typedef enum LineStyle {
  LINE_NONE,
  LINE_PLUS,     /* +12 FILE */
  LINE_BEHIND,   /* FILE:12 */
  LINE_GOTO,     /* -g FILE:12 */
  LINE_OPTION_L, /* -l 12 FILE */
} LineStyle;

static const struct {
  const char *name;
  LineStyle style;
} known_editors[] = {
    {"vi", LINE_PLUS},        {"vim", LINE_PLUS},         {"vim.basic", LINE_PLUS},
    {"vim.tiny", LINE_PLUS},  {"nvim", LINE_PLUS},        {"view", LINE_PLUS},
    {"gvim", LINE_PLUS},      {"vis", LINE_PLUS},         {"nvi", LINE_PLUS},
    {"elvis", LINE_PLUS},     {"nano", LINE_PLUS},        {"pico", LINE_PLUS},
    {"emacs", LINE_PLUS},     {"emacsclient", LINE_PLUS}, {"mg", LINE_PLUS},
    {"jed", LINE_NONE},       {"micro", LINE_PLUS},       {"joe", LINE_PLUS},
    {"jmacs", LINE_PLUS},     {"jstar", LINE_PLUS},       {"ne", LINE_PLUS},
    {"kak", LINE_PLUS},       {"mcedit", LINE_PLUS},      {"dte", LINE_PLUS},
    {"gedit", LINE_PLUS},     {"editor", LINE_PLUS},      {"sensible-editor", LINE_PLUS},
    {"helix", LINE_BEHIND},   {"hx", LINE_BEHIND},        {"subl", LINE_BEHIND},
    {"code", LINE_GOTO},      {"codium", LINE_GOTO},      {"kate", LINE_OPTION_L},
    {"geany", LINE_OPTION_L},
};

/* How the editor of that command takes a line. */
static LineStyle style_of(const char *command) {
  const char *slash = strrchr(command, '/');
  const char *name = slash == NULL ? command : slash + 1;
  for (size_t i = 0; i < sizeof known_editors / sizeof known_editors[0]; i++) {
    if (strcmp(known_editors[i].name, name) == 0) {
      return known_editors[i].style;
    }
  }
  return LINE_NONE;
}

/* The variable of the environment that says which editor; NULL: none does. */
static const char *editor_variable(void) {
  static const char *const variables[] = {"VISUAL", "EDITOR"};
  for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
    const char *value = getenv(variables[i]);
    if (value != NULL && value[strspn(value, " \t\n")] != '\0') {
      return variables[i];
    }
  }
  return NULL;
}

/* Splits the variable's value; words are to be freed when true comes back. */
static bool split(const char *variable, wordexp_t *words, Error *err) {
  const char *value = getenv(variable);
  *words = (wordexp_t){0};
  int reason = wordexp(value, words, WRDE_NOCMD);
  if (reason == 0 && words->we_wordc > 0) {
    return true;
  }
  if (reason == 0 || reason == WRDE_NOSPACE) {
    wordfree(words);
  }
  if (reason == WRDE_SYNTAX) {
    return fail(err, "%s is \"%s\": a quote in it is not closed", variable, value);
  }
  if (reason == WRDE_BADCHAR || reason == WRDE_CMDSUB) {
    return fail(err,
                "%s is \"%s\", which only a shell could run; set it to an editor and its options, "
                "or to a script that does the rest",
                variable, value);
  }
  return fail(err, "%s is \"%s\", which names no editor", variable, value);
}

/* Runs the editor of those words on the file. */
static bool run_words(char *const *words, size_t count, const char *file, int line, Error *err) {
  const char **argv = mem_new(count + ARGUMENTS_MORE, sizeof *argv);
  LineStyle style = line > 0 ? style_of(words[0]) : LINE_NONE;
  char *number = mem_format(style == LINE_PLUS ? "+%d" : "%d", line);
  char *behind = mem_format("%s:%d", file, line);
  size_t at = 0;
  for (; at < count; at++) {
    argv[at] = words[at];
  }
  if (style == LINE_GOTO) {
    argv[at++] = "-g";
  } else if (style == LINE_OPTION_L) {
    argv[at++] = "-l";
  }
  if (style == LINE_PLUS || style == LINE_OPTION_L) {
    argv[at++] = number;
  }
  argv[at] = style == LINE_BEHIND || style == LINE_GOTO ? behind : file;
  int status = 0;
  bool done = process_run(argv, &status, err);
  if (done && status > SIGNAL_STATUS) {
    done = fail(err, "the editor %s was ended by signal %d (%s)", words[0], status - SIGNAL_STATUS,
                strsignal(status - SIGNAL_STATUS));
  } else if (done && status != 0) {
    done = fail(err, "the editor %s failed with exit status %d", words[0], status);
  }
  free(behind);
  free(number);
  free(argv);
  return done;
}

/* Runs the system's editor, since the environment names none. */
static bool run_usual(const char *file, int line, Error *err) {
  static const char *const usual[] = {"sensible-editor", "editor", "vi", "nano"};
  for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++) {
    if (child_found(usual[i])) {
      char *words[] = {mem_copy(usual[i])};
      bool done = run_words(words, 1, file, line, err);
      free(words[0]);
      return done;
    }
  }
  return fail(err, "no editor was found; say which one is yours, for example: export EDITOR=nano");
}

bool editor_run(const char *file, int line, Error *err) {
  const char *variable = editor_variable();
  if (variable == NULL) {
    return run_usual(file, line, err);
  }
  wordexp_t words;
  if (!split(variable, &words, err)) {
    return false;
  }
  Error why = {{0}};
  bool done = run_words(words.we_wordv, words.we_wordc, file, line, &why) ||
              fail(err, "%s (from %s)", why.text, variable);
  wordfree(&words);
  return done;
}
