/* A routine in a few lines, and what the commands that write one have in common. */
#include "outline.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "phrase.h"

Millis outline_total(const App *app, const Routine *routine) {
  Timeline timeline;
  timeline_build(routine, (Side)app->settings.worse_side, &timeline);
  Millis total = timeline.total;
  timeline_free(&timeline);
  return total;
}

/* "  1.  2:15  Wall stretch (hold)". */
static void print_step(const Routine *routine, const Timeline *timeline, size_t index) {
  char clock[FORMAT_SIZE];
  const Step *step = &routine->steps[index];
  format_clock(timeline_step_total(timeline, (int)index), clock);
  if (step->from == NULL) {
    text_print(stdout, "%4zu. %7s  %s (%s)\n", index + 1, clock, step->title, step->kind->name);
  } else {
    text_print(stdout, _("%4zu. %7s  %s (%s, from %s)\n"), index + 1, clock, step->title,
               step->kind->name, step->from);
  }
}

void outline_print(const App *app, const Routine *routine) {
  Timeline timeline;
  char total[PHRASE_SIZE];
  timeline_build(routine, (Side)app->settings.worse_side, &timeline);
  phrase_length(timeline.total, total);
  text_print(stdout, "%s\n", routine->title);
  if (routine->about != NULL && routine->about[0] != '\0') {
    text_print(stdout, "%s\n", routine->about);
  }
  char *steps = phrase_steps(routine->step_count);
  text_print(stdout, _("Total: %s, %s\n"), total, steps);
  free(steps);
  for (size_t i = 0; i < routine->step_count; i++) {
    print_step(routine, &timeline, i);
  }
  timeline_free(&timeline);
}

bool outline_misnamed(const Command *command, const char *id) {
  char near[41];
  if (name_valid(id)) {
    return false;
  }
  step_id_from_title(id, near);
  (void)cli_misused(command,
                    "\"%s\" cannot name a routine: at most 40 lower-case letters, digits and "
                    "hyphens, such as \"%s\"",
                    id, strcmp(near, "step") == 0 ? "my-calves" : near);
  return true;
}

char *outline_value(const char *plain) {
  if (plain == NULL || plain[0] == '\0') {
    return mem_copy(_("not set"));
  }
  char *text = mem_copy("");
  for (const char *at = plain; *at != '\0';) {
    size_t length = strcspn(at, "\n");
    char *longer = mem_format("%s%s%.*s", text, text[0] == '\0' ? "" : ", ", (int)length, at);
    free(text);
    text = longer;
    at += length + (at[length] == '\n' ? 1 : 0);
  }
  return text;
}

char *outline_ask(const char *question) {
  text_print(stdout, "%s", question);
  (void)fflush(stdout);
  char *line = NULL;
  size_t size = 0;
  ssize_t length = getline(&line, &size, stdin);
  if (length < 0) {
    size_t asked = strlen(question);
    free(line);
    text_print(stdout, "%s", asked > 0 && question[asked - 1] == '\n' ? "" : "\n");
    return NULL;
  }
  const char *begin = line;
  while (isspace((unsigned char)*begin)) {
    begin++;
  }
  size_t left = strlen(begin);
  while (left > 0 && isspace((unsigned char)begin[left - 1])) {
    left--;
  }
  char *answer = mem_copy_bytes(begin, left);
  free(line);
  return answer;
}

bool outline_means_yes(const char *answer) {
  const char *yes = language_in("answer", "yes");
  if (answer == NULL || answer[0] == '\0') {
    return false;
  }
  bool letter = answer[1] == '\0' && tolower((unsigned char)answer[0]) == yes[0];
  return letter || strcasecmp(answer, "y") == 0 || strcasecmp(answer, "yes") == 0 ||
         strcasecmp(answer, yes) == 0;
}

bool outline_agree(const char *question) {
  char *answer = outline_ask(question);
  bool yes = outline_means_yes(answer);
  free(answer);
  return yes;
}
