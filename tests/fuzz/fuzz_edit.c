/* Hostile files and hostile edits: an edit of a sound routine either is made, and the routine stays
 * sound, or is refused for what it means; never because the text came out as something else. Undo
 * and redo give the same bytes. Built with -DNIGHTCALF_FUZZ=ON and clang; run as fuzz_edit
 * -max_len=600 -dict=tests/fuzz/routine.dict CORPUS routines tests/routines_bad */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/edit.h"
#include "nightcalf/mem.h"

enum { EDITS_MAX = 2, STEPS_MOST = 12 };

/* The settings that are tried. */
static const EditChange settings[] = {
    {"hold", "12"},
    {"hold", "\"1m30s\""},
    {"hold", NULL},
    {"title", "\"x\""},
    {"title", "\"a # b /* \\\" , ; } )\""},
    {"title", NULL},
    {"id", "\"new-id\""},
    {"id", NULL},
    {"cue", "\"a cue that goes on and on and on, in many words, until it is far beyond a hundred "
            "columns\""},
    {"cue", NULL},
    {"detail", "( \"one\", \"two\" )"},
    {"detail", "[ ]"},
    {"detail", "( \"a\", \"b\", \"c\", \"d\" )"},
    {"detail", NULL},
    {"sides", "[ \"left\", \"right\" ]"},
    {"sides", NULL},
    {"setup", "0"},
    {"setup", NULL},
    {"essential", "false"},
    {"avoid_if", "[ \"falls\" ]"},
    {"lengths", "[ 60, 120 ]"},
    {"duration", "30"},
    {"items", "( \"tea\" )"},
    {"choices", "( { label = \"a\"; }, { label = \"b\"; skip = 1; } )"},
    {"choices", NULL},
    {"instead", "{ kind = \"timed\"; title = \"other\"; duration = 5; }"},
    {"instead", NULL},
    {"kind", "\"timed\""},
    {"label", "\"Yes\""},
    {"pause", "true"},
    {"pause", NULL},
    {"about", "\"about\""},
    {"about", NULL},
    {"night", "true"},
    {"equipment", "[ \"wall\" ]"},
    {"steps", "( { kind = \"timed\"; title = \"all\"; duration = 5; } )"},
};

/* Where the edits come from: the bytes behind a NUL, else numbers made of the text. */
typedef struct Source {
  const uint8_t *bytes;
  size_t left;
  uint64_t state;
} Source;

static unsigned take(Source *source, unsigned limit) {
  if (source->bytes != NULL) {
    unsigned byte = source->left > 0 ? *source->bytes : 0;
    source->bytes += source->left > 0 ? 1 : 0;
    source->left -= source->left > 0 ? 1 : 0;
    return byte % limit;
  }
  source->state = source->state * 6364136223846793005U + 1442695040888963407U;
  return (unsigned)(source->state >> 33U) % limit;
}

/* A place that is there or nearly. */
static EditPlace any_place(const RoutineEdit *edit, Source *source) {
  int count = edit_step_count(edit);
  EditPlace place = {(int)take(source, (unsigned)count + 1), EDIT_WHOLE};
  int choices = edit_choice_count(edit, place.step);
  if (choices > 0 && take(source, 2) == 0) {
    place.choice = (int)take(source, (unsigned)choices + 1);
  }
  if (take(source, 8) == 0) {
    place = (EditPlace){EDIT_WHOLE, EDIT_WHOLE};
  }
  return place;
}

static bool any_edit(RoutineEdit *edit, Source *source, Error *err) {
  static const EditChange step[] = {
      {"kind", "\"hold\""}, {"title", "\"Mine\""}, {"hold", "5"}, {"detail", "( \"x\" )"}};
  static const EditChange choice[] = {{"label", "\"Maybe\""}, {"stop", "true"}};
  EditPlace place = any_place(edit, source);
  switch (take(source, 8)) {
  case 0:
    return edit_move(edit, place, (int)take(source, STEPS_MOST), err);
  case 1:
    return edit_duplicate(edit, place, err);
  case 2:
    return edit_remove(edit, place, err);
  case 3:
    return place.choice == EDIT_WHOLE ? edit_insert(edit, place, step, 4, NULL, err)
                                      : edit_insert(edit, place, choice, 2, NULL, err);
  default: {
    EditChange two[2];
    two[0] = settings[take(source, sizeof settings / sizeof settings[0])];
    two[1] = settings[take(source, sizeof settings / sizeof settings[0])];
    return edit_set(edit, place, two, 1 + take(source, 2), NULL, err);
  }
  }
}

static bool begins(const char *text, const char *with) {
  return strncmp(text, with, strlen(with)) == 0;
}

/* Aborts where a refusal tells of a text that came out wrong; a limit that is passed is no such. */
static void judge_refusal(const Error *err) {
  bool wrong = begins(err->text, "this cannot be changed here") ||
               begins(err->text, "the file could not be read any more");
  if (wrong && strstr(err->text, "at most") == NULL) {
    abort();
  }
}

static void must_be(const RoutineEdit *edit, const char *text) {
  if (strcmp(edit_text(edit), text) != 0) {
    abort();
  }
}

static void edit_all(RoutineEdit *edit, Source *source) {
  char *texts[EDITS_MAX + 1] = {mem_copy(edit_text(edit))};
  int made = 0;
  int most = edit_routine(edit) == NULL ? 1 : EDITS_MAX;
  for (int i = 0; i < most; i++) {
    Error err = {{0}};
    bool sound = edit_routine(edit) != NULL;
    size_t errors = edit_findings(edit)->errors;
    bool done = any_edit(edit, source, &err);
    if ((sound && edit_routine(edit) == NULL) || edit_findings(edit)->errors > errors) {
      abort();
    }
    if (!done) {
      must_be(edit, texts[made]);
      if (sound) {
        judge_refusal(&err);
      }
    } else if (strcmp(edit_text(edit), texts[made]) != 0) {
      texts[++made] = mem_copy(edit_text(edit));
    }
  }
  for (int at = made; at > 0; at--) {
    if (!edit_undo(edit)) {
      abort();
    }
    must_be(edit, texts[at - 1]);
  }
  bool again = made == EDITS_MAX; /* not each time: it takes a reading of the text more */
  if (edit_undo(edit) || (again && !edit_redo(edit))) {
    abort();
  }
  must_be(edit, texts[again ? 1 : 0]);
  for (int at = 0; at <= made; at++) {
    free(texts[at]);
  }
}

/* The name is libFuzzer's. */
// NOLINTNEXTLINE(readability-identifier-naming)
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// NOLINTNEXTLINE(readability-identifier-naming)
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Source source = {.state = size};
  const uint8_t *nul = size == 0 ? NULL : memchr(data, '\0', size);
  size_t length = nul == NULL ? size : (size_t)(nul - data);
  if (nul != NULL) {
    source.bytes = nul + 1;
    source.left = size - length - 1;
  }
  for (size_t i = 0; i < length; i++) {
    source.state = (source.state ^ data[i]) * 1099511628211U;
  }
  Diagnostics diagnostics = {0};
  char *text = mem_copy_bytes((const char *)data, length);
  RoutineEdit *edit = edit_open_text(NULL, "fuzz.cfg", text, &diagnostics);
  if (edit != NULL) {
    if ((edit_routine(edit) == NULL) != (diagnostics.errors > 0)) {
      abort();
    }
    edit_all(edit, &source);
  }
  edit_free(edit);
  free(text);
  diagnostics_free(&diagnostics);
  return 0;
}
