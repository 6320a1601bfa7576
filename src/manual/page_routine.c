/* nightcalf-routine(5): what a routine file may hold, from the tables that read it. Contract:
 * manual.h. */
#include <stdlib.h>

#include "manual.h"
#include "nightcalf/format.h"
#include "nightcalf/mem.h"
#include "nightcalf/routine.h"

static const char description[] =
    "A routine is a text file, named by its id with .cfg behind it: small letters, digits and "
    "hyphens, at most 40. "
    "Those of your own are in ~/.config/nightcalf/routines/.\n"
    "The syntax is that of libconfig. "
    "A setting is a name, an equals sign, a value and a semicolon. "
    "Text stands in double quotes, an array in square brackets, a list in round ones, a step or an "
    "answer in braces. "
    "What follows a # or // to the end of its line is a comment. "
    "A file is UTF-8 text; it includes no other file and names no command.\n"
    "A time is a number of seconds, or a text such as \"90s\", \"1m30s\" or \"1:30\".\n"
    "An unknown setting is an error that names the nearest known one. "
    "The command check finds every error of a file, with line and column; show prints every moment "
    "of it; new writes a file whose comments explain each setting.";

static const char borrowing[] =
    "A step that is written { use = \"evening-calf/calf-massage\"; } is that step of another "
    "routine; settings beside use replace its own. "
    "With the name of a routine alone every step of it stands here.";

static const char example[] =
    "format = 1;\n"
    "title  = \"Legs before bed\";\n"
    "\n"
    "steps = (\n"
    "  # fifteen seconds a hold, three times each leg\n"
    "  { kind = \"hold\"; title = \"Wall stretch\"; cue = \"Heel down, lean in.\";\n"
    "    setup = 10; hold = 15; reps = 3; sides = [ \"left\", \"right\" ];\n"
    "    rest = 10; switch = 10; },\n"
    "\n"
    "  # a step borrowed from another routine, made longer\n"
    "  { use = \"evening-calf/calf-massage\"; duration = \"1m30s\"; },\n"
    "\n"
    "  { kind = \"breathe\"; title = \"Slow breathing\";\n"
    "    inhale = 4; exhale = 6; cycles = 12; }\n"
    ");\n";

static void put_kinds(FILE *page) {
  fputs(".Sh KINDS OF STEP\nEvery step but a borrowed one names its\n.Ic kind .\n", page);
  for (size_t i = 0; step_kinds[i] != NULL; i++) {
    const StepKind *kind = step_kinds[i];
    mdoc_line(page, "Ss", kind->name, NULL);
    mdoc_text(page, kind->sentence);
    if (kind->waits) {
      mdoc_text(page, "It waits for you.");
    }
    mdoc_fields(page, kind->fields);
  }
}

static void put_flags(FILE *page) {
  fputs(".Sh HEALTH FLAGS\nWhat\n.Ic avoid_if\nand the setting\n.Ic profile\n"
        "may name, each with the question that it is the answer yes to:\n"
        ".Bl -tag -width Ds -compact\n",
        page);
  for (size_t i = 0; profile_flags[i] != NULL; i++) {
    mdoc_line(page, "It Ic", profile_flags[i], NULL);
    mdoc_text(page, profile_questions[i]);
  }
  fputs(".El\n", page);
}

static void put_limits(FILE *page) {
  char time[FORMAT_SIZE];
  char total[FORMAT_SIZE];
  format_length(ROUTINE_TIME_MAX, time);
  format_length(ROUTINE_TOTAL_MAX, total);
  char *text = mem_format("At most %d steps, borrowed ones counted; any one time at most %s, and "
                          "%s in all; %d repetitions or breaths; %d moments. "
                          "A text has at most %d bytes, a title %d columns. "
                          "Borrowing may go %d deep, and never in a circle.",
                          ROUTINE_STEPS_MAX, time, total, ROUTINE_REPEAT_MAX, ROUTINE_BEATS_MAX,
                          TEXT_BYTES_MAX, ROUTINE_TITLE_COLUMNS, ROUTINE_USE_DEPTH);
  fputs(".Sh LIMITS\n", page);
  mdoc_text(page, text);
  free(text);
}

void page_routine(FILE *page, const char *date) {
  fprintf(page,
          ".\\\" Made by the build from the program's tables; change those.\n"
          ".Dd %s\n.Dt NIGHTCALF-ROUTINE 5\n.Os\n"
          ".Sh NAME\n.Nm nightcalf-routine\n.Nd bedtime routines of nightcalf\n"
          ".Sh DESCRIPTION\n",
          date);
  mdoc_text(page, description);
  fputs(".Sh THE ROUTINE\n", page);
  mdoc_fields(page, routine_fields);
  fputs(".Sh EVERY STEP\n", page);
  mdoc_fields(page, step_fields);
  put_kinds(page);
  fputs(".Sh ANSWERS OF A PROMPT\nWithout one that says where to go, the routine goes on.\n", page);
  mdoc_fields(page, choice_fields);
  fputs(".Sh BORROWED STEPS\n", page);
  mdoc_text(page, borrowing);
  put_flags(page);
  put_limits(page);
  fputs(".Sh FILES\n.Bl -tag -width Ds\n.It Pa ~/.config/nightcalf/routines/*.cfg\n"
        "Routines of your own.\n.El\n"
        "The shipped ones are examples with comments;\n.Dq nightcalf list \\-\\-json\n"
        "says where they are.\n"
        ".Sh EXAMPLES\n",
        page);
  mdoc_display(page, example);
  fputs(".Sh SEE ALSO\n.Xr nightcalf 1\n", page);
}
