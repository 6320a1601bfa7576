/* The text of a new routine: three steps that run as they are, and comments that teach the rest.
 * What each setting does comes from the tables that read it. Contract: nightcalf/own.h. */
#include <stdlib.h>
#include <string.h>

#include "nightcalf/field.h"
#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "nightcalf/routine.h"
#include "nightcalf/text.h"

enum { COMMENT_COLUMNS = 72 };

/* The part before the reference. Takes the title, then three times the id. */
static const char beginning[] =
    "# %s: a routine of your own.\n"
    "#\n"
    "# Everything after a # is a comment, for you alone; keep, change or remove it.\n"
    "#\n"
    "#   name = value;          one setting; text stands in \"quotes\"\n"
    "#   [ ... , ... ]          an array of words, numbers or texts\n"
    "#   ( ... , ... )          a list, here the steps in the order you do them\n"
    "#   { ... }                one step with its settings\n"
    "#\n"
    "# Times are seconds (15), or text such as \"90s\", \"1m30s\" or \"1:30\".\n"
    "#\n"
    "#   nightcalf edit %s      opens this file, and looks it over when you are done\n"
    "#   nightcalf show %s      prints every moment of it\n"
    "#   nightcalf run %s       runs it\n"
    "\n";

/* The routine as it runs. Takes the title. */
static const char body[] =
    "format = 1;\n"
    "title = \"%s\";\n"
    "about = \"What it is for, in a sentence.\";\n"
    "\n"
    "# For every step that does not say otherwise:\n"
    "setup = 10;   # time to get into position\n"
    "rest = 10;    # rest between two holds\n"
    "\n"
    "steps = (\n"
    "\n"
    "  # A hold: 15 seconds, twice on each side, and 10 seconds to change sides.\n"
    "  # `cue` is the one line shown large, `detail` tells how to do it.\n"
    "  {\n"
    "    id = \"wall-stretch\";\n"
    "    kind = \"hold\";\n"
    "    title = \"Wall stretch\";\n"
    "    cue = \"Heel down, lean in until the calf feels long.\";\n"
    "    detail = (\n"
    "      \"Hands on the wall, one foot a step behind the other.\",\n"
    "      \"Keep the back heel down and lean your hips forward, slowly.\"\n"
    "    );\n"
    "    safety = \"Ease in, never bounce. Pain means back off.\";\n"
    "    hold = 15;\n"
    "    reps = 2;\n"
    "    sides = [ \"left\", \"right\" ];\n"
    "    switch = 10;\n"
    "  },\n"
    "\n"
    "  # Timed: something done for a while. `essential = false` lets a late evening\n"
    "  # do without it.\n"
    "  {\n"
    "    id = \"shake-out\";\n"
    "    kind = \"timed\";\n"
    "    title = \"Shake out your legs\";\n"
    "    cue = \"Sit down and let both legs hang loose.\";\n"
    "    duration = 30;\n"
    "    essential = false;\n"
    "  },\n"
    "\n"
    "  # Breathing: twelve breaths, four seconds in and six out.\n"
    "  {\n"
    "    id = \"slow-breathing\";\n"
    "    kind = \"breathe\";\n"
    "    title = \"Slow breathing\";\n"
    "    cue = \"In through your nose, out softly.\";\n"
    "    inhale = 4;\n"
    "    exhale = 6;\n"
    "    cycles = 12;\n"
    "  },\n"
    "\n"
    "  # More to choose from: take away the \"#- \" before the lines you want.\n"
    "\n"
    "  # One step of another routine, with some settings changed. `use` with the name\n"
    "  # of a routine alone borrows every step of it.\n"
    "  #- { use = \"evening-calf/calf-massage\"; duration = 60; },\n"
    "\n"
    "  # A question. It waits for you; `estimate` is what the total counts for it.\n"
    "  #- {\n"
    "  #-   id = \"how-is-it\";\n"
    "  #-   kind = \"prompt\";\n"
    "  #-   title = \"How is it?\";\n"
    "  #-   estimate = 10;\n"
    "  #-   choices = (\n"
    "  #-     { label = \"Easy\"; },\n"
    "  #-     { label = \"Leave out the rest\"; stop = true; }\n"
    "  #-   );\n"
    "  #- },\n"
    "\n"
    "  # Things to tick off.\n"
    "  #- {\n"
    "  #-   id = \"bed\";\n"
    "  #-   kind = \"checklist\";\n"
    "  #-   title = \"Bed set-up\";\n"
    "  #-   estimate = 30;\n"
    "  #-   items = ( \"Covers loose\", \"Towel in reach\" );\n"
    "  #- },\n"
    "\n"
    "  # A few words of your own, kept with the record of the night.\n"
    "  #- {\n"
    "  #-   id = \"empty-your-head\";\n"
    "  #-   kind = \"journal\";\n"
    "  #-   title = \"Empty your head\";\n"
    "  #-   estimate = 120;\n"
    "  #-   fields = ( \"Tomorrow\", \"One good thing\" );\n"
    "  #- },\n"
    "\n"
    "  # The last one has no comma behind it.\n"
    "  {\n"
    "    id = \"feet-easy\";\n"
    "    kind = \"timed\";\n"
    "    title = \"Feet easy\";\n"
    "    cue = \"Loosen the covers; let your feet rest without pointing.\";\n"
    "    setup = 0;\n"
    "    duration = 15;\n"
    "  }\n"
    ");\n"
    "\n"
    "\n"
    "# All there is to set\n"
    "# -------------------\n";

/* A text that grows. */
typedef struct Growing {
  char *text;
  size_t length;
} Growing;

/* Adds a piece. */
static void add(Growing *growing, const char *piece) {
  size_t length = strlen(piece);
  growing->text = mem_resize(growing->text, growing->length + length + 1, 1);
  memcpy(growing->text + growing->length, piece, length + 1);
  growing->length += length;
}

/* Adds a comment, wrapped, its first line behind one indent and the others behind another. */
static void add_comment(Growing *growing, const char *first, const char *others, const char *text) {
  size_t count = 0;
  char **lines = text_wrap(text, COMMENT_COLUMNS - (int)strlen(others), &count);
  for (size_t i = 0; i < count; i++) {
    add(growing, "#");
    add(growing, i == 0 ? first : others);
    add(growing, lines[i]);
    add(growing, "\n");
  }
  text_lines_free(lines, count);
}

/* Adds a line for each row of a table. */
static void add_table(Growing *growing, const Field *table) {
  for (const Field *field = table; field->name != NULL; field++) {
    char *type = field_shape(field);
    char *otherwise = field_otherwise(field);
    char *text = mem_format("%s (%s%s%s): %s", field->name, type, otherwise[0] == '\0' ? "" : "; ",
                            otherwise, field->sentence);
    add_comment(growing, "   ", "       ", text);
    free(text);
    free(otherwise);
    free(type);
  }
}

/* Adds what can be set, by the tables of the routine, the steps, their kinds and the choices. */
static void add_reference(Growing *growing) {
  add(growing, "#\n# The routine:\n");
  add_table(growing, routine_fields);
  add(growing, "#\n# Every step, beside its `kind`:\n");
  add_table(growing, step_fields);
  for (size_t i = 0; step_kinds[i] != NULL; i++) {
    char *heading = mem_format("kind = \"%s\": %s", step_kinds[i]->name, step_kinds[i]->sentence);
    add(growing, "#\n");
    add_comment(growing, " ", " ", heading);
    free(heading);
    add_table(growing, step_kinds[i]->fields);
  }
  add(growing, "#\n# An answer of a prompt:\n");
  add_table(growing, choice_fields);
}

/* A title of an id: "my-calves" is "My calves". Release with free(). */
static char *title_of(const char *id) {
  char *title = mem_copy(id);
  for (char *at = title; *at != '\0'; at++) {
    if (*at == '-') {
      *at = ' ';
    }
  }
  if (title[0] >= 'a' && title[0] <= 'z') {
    title[0] = (char)(title[0] - 'a' + 'A');
  }
  return title;
}

char *own_template(const char *id) {
  Growing growing = {0};
  char *title = title_of(id);
  char *first = mem_format(beginning, title, id, id, id);
  char *second = mem_format(body, title);
  add(&growing, first);
  add(&growing, second);
  add_reference(&growing);
  free(second);
  free(first);
  free(title);
  return growing.text;
}
