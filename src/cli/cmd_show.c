/* nightcalf show: what a routine will be, beat by beat, before you commit to it. */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "json.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "phrase.h"

enum { SHOW_JSON, SHOW_IDS };

enum { AT_COLUMNS = 9, LENGTH_COLUMNS = 10 };

static const CommandOption options[] = {
    [SHOW_JSON] = {"json", NULL, N_("As JSON, for programs.")},
    [SHOW_IDS] = {"ids", NULL, N_("The names of its steps alone, one a line, for programs.")},
    {NULL, NULL, NULL},
};

static json_t *beat_json(const Routine *routine, const Beat *beat) {
  const Step *step = &routine->steps[beat->step];
  json_t *object = json_object();
  json_put(object, "at_s", json_of_seconds(beat->at));
  json_put(object, "for_s", json_of_seconds(beat->length));
  json_put(object, "step", json_integer(beat->step + 1));
  json_put(object, "step_id", json_of_text(step->id));
  json_put(object, "title", json_of_text(step->title));
  json_put(object, "phase", json_of_text(phase_name(beat->phase)));
  json_put(object, "side",
           beat->side == SIDE_NONE ? json_null() : json_of_text(side_name(beat->side)));
  json_put(object, "rep", json_of_count(beat->rep));
  json_put(object, "reps", json_of_count(beat->reps));
  json_put(object, "cycle", json_of_count(beat->cycle));
  json_put(object, "cycles", json_of_count(beat->cycles));
  return object;
}

static json_t *texts_json(const TextList *texts) {
  json_t *array = json_array();
  for (size_t i = 0; i < texts->count; i++) {
    json_array_append_new(array, json_of_text(texts->at[i]));
  }
  return array;
}

static void show_json(const Routine *routine, const Timeline *timeline, const Adaptation *what) {
  json_t *object = json_object();
  json_put(object, "id", json_of_text(routine->id));
  json_put(object, "title", json_of_text(routine->title));
  json_put(object, "total_s", json_of_seconds(timeline->total));
  json_put(object, "waits", json_integer(timeline->waits));
  json_t *beats = json_array();
  for (size_t i = 0; i < timeline->count; i++) {
    json_array_append_new(beats, beat_json(routine, &timeline->beats[i]));
  }
  json_put(object, "beats", beats);
  if (adaptation_any(what)) {
    json_t *adapted = json_object();
    json_put(adapted, "left_out", texts_json(&what->left_out));
    json_put(adapted, "replaced", texts_json(&what->replaced));
    json_put(object, "adapted", adapted);
  }
  json_print(object);
}

/* "When: just before bed", unless there is nothing to say. */
static void print_line(const char *name, const char *text) {
  if (text != NULL && text[0] != '\0') {
    text_print(stdout, "%s: %s\n", name, text);
  }
}

/* "Evidence: Mixed trials - calf plus hamstring may ease pain". */
static void print_evidence(const Routine *routine) {
  const char *note = routine->evidence_note;
  bool noted = note != NULL && note[0] != '\0';
  if (routine->evidence != 0) {
    text_print(stdout, "%s: %s%s%s\n", _("Evidence"), _(evidence_shown[routine->evidence]),
               noted ? " - " : "", noted ? note : "");
  }
}

static void print_header(const Routine *routine, const Timeline *timeline, const Adaptation *what) {
  char total[PHRASE_SIZE];
  phrase_length(timeline->total, total);
  text_print(stdout, "%s\n", routine->title);
  if (routine->about != NULL && routine->about[0] != '\0') {
    text_print(stdout, "%s\n", routine->about);
  }
  print_line(_("When"), routine->when);
  print_line(_("Position"), routine->position);
  char *equipment = texts_joined(&routine->equipment);
  print_line(_("Equipment"), equipment);
  free(equipment);
  print_evidence(routine);
  print_line(_("Note"), routine->note);
  char *steps = phrase_steps(routine->step_count);
  if (timeline->waits > 0) {
    char *times = phrase_times((size_t)timeline->waits);
    text_print(stdout, _("Total: %s, %s; waits for you %s\n"), total, steps, times);
    free(times);
  } else {
    text_print(stdout, _("Total: %s, %s\n"), total, steps);
  }
  free(steps);
  char *adapted = app_adapted_text(what);
  if (adapted != NULL) {
    text_print(stdout, "%s\n", adapted);
  }
  free(adapted);
}

/* A point in the routine, exact: "1:05", "1:05.5". */
static char *exact_time(Millis at) {
  char whole[FORMAT_SIZE];
  format_clock(at - at % 1000, whole);
  if (at % 1000 == 0) {
    return mem_copy(whole);
  }
  char *text = mem_format("%s.%03d", whole, (int)(at % 1000));
  size_t length = 0;
  while (text[length] != '\0') {
    length++;
  }
  while (text[length - 1] == '0') {
    text[--length] = '\0';
  }
  return text;
}

/* "1 of 3", "breath 2 of 12", or nothing. Release with free(). */
static char *repetition(const Beat *beat) {
  if (beat->cycle > 0) {
    return mem_format(_("breath %d of %d"), beat->cycle, beat->cycles);
  }
  if (beat->rep > 0) {
    return mem_format(_("%d of %d"), beat->rep, beat->reps);
  }
  return mem_copy("");
}

static void print_beat(const Step *step, const Beat *beat) {
  char length[FORMAT_SIZE];
  format_length(beat->length, length);
  char *at = exact_time(beat->at);
  char *times = repetition(beat);
  const char *side = phrase_side(step, beat->side);
  text_print(stdout, "%*s  %*s  %s", AT_COLUMNS, at, LENGTH_COLUMNS, length,
             phrase_phase(beat->phase));
  if (side[0] != '\0') {
    text_print(stdout, ", %s", side);
  }
  if (times[0] != '\0') {
    text_print(stdout, ", %s", times);
  }
  text_print(stdout, "%s\n", beat->phase == PHASE_WAIT ? _(" (as long as you like)") : "");
  free(at);
  free(times);
}

static void show_table(const Routine *routine, const Timeline *timeline, const Adaptation *what) {
  print_header(routine, timeline, what);
  const char *at = language_in("column", "at");
  const char *length = language_in("column", "for");
  text_print(stdout, "\n%*s%s  %*s%s\n", phrase_gap(at, AT_COLUMNS), "", at,
             phrase_gap(length, LENGTH_COLUMNS), "", length);
  int step = -1;
  for (size_t i = 0; i < timeline->count; i++) {
    const Beat *beat = &timeline->beats[i];
    if (beat->step != step) {
      step = beat->step;
      text_print(stdout, "%d. %s\n", step + 1, routine->steps[step].title);
    }
    print_beat(&routine->steps[step], beat);
  }
  text_print(stdout, "\n%s\n", _("General information, not medical advice. Stop if it hurts."));
}

/* The steps as the file has them, whoever it is for. */
static int show_ids(const App *app, const char *name) {
  Routine *routine = cli_load(app, name);
  for (size_t i = 0; routine != NULL && i < routine->step_count; i++) {
    text_print(stdout, "%s\n", routine->steps[i].id);
  }
  int status = routine == NULL ? CLI_FAILED : CLI_DONE;
  routine_free(routine);
  return status;
}

static int run_show(App *app, const Arguments *arguments) {
  if (arguments->count == 0) {
    return cli_misused(&command_show, "which routine? \"nightcalf list\" shows all of them");
  }
  if (arguments->values[SHOW_IDS] != NULL) {
    return show_ids(app, arguments->names[0]);
  }
  Adaptation what;
  Routine *routine = cli_load_adapted(app, arguments->names[0], &what);
  if (routine == NULL) {
    adaptation_free(&what);
    return CLI_FAILED;
  }
  Timeline timeline;
  timeline_build(routine, (Side)app->settings.worse_side, &timeline);
  if (arguments->values[SHOW_JSON] != NULL) {
    show_json(routine, &timeline, &what);
  } else {
    show_table(routine, &timeline, &what);
  }
  timeline_free(&timeline);
  routine_free(routine);
  adaptation_free(&what);
  return CLI_DONE;
}

const Command command_show = {
    .name = "show",
    .arguments = N_("ROUTINE or FILE"),
    .sentence = N_("The exact timeline, before you commit to it."),
    .example = "nightcalf show three-minute-standing",
    .options = options,
    .names_max = 1,
    .run = run_show,
};
