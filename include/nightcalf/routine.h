/* A routine, its steps and the beats they compile to. Open structs: this is data. */
#ifndef NIGHTCALF_ROUTINE_H
#define NIGHTCALF_ROUTINE_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/field.h"
#include "nightcalf/moment.h"

/* The limits of a routine file; each has an error that names it. */
enum {
  ROUTINE_STEPS_MAX = 200, /* after `use` */
  ROUTINE_BEATS_MAX = 20000,
  ROUTINE_TOTAL_MAX = 12 * 60 * 60 * 1000, /* milliseconds: 12 h */
  ROUTINE_TIME_MAX = 4 * 60 * 60 * 1000,   /* milliseconds: 4 h, any one time */
  ROUTINE_REPEAT_MAX = 1000,               /* repetitions, cycles */
  ROUTINE_USE_DEPTH = 8,
  ROUTINE_TITLE_COLUMNS = 60, /* beyond: an error */
  ROUTINE_TITLE_READABLE = 28 /* beyond, for a step: a warning */
};

typedef struct Step Step;
typedef struct Routine Routine;

/* What a moment of a routine is about. WAIT beats last until the user answers; their length is an
 * estimate. */
typedef enum Phase {
  PHASE_SETUP,
  PHASE_HOLD,
  PHASE_REST,
  PHASE_SWITCH,
  PHASE_SWAP,
  PHASE_WORK,
  PHASE_INHALE,
  PHASE_HOLD_IN,
  PHASE_EXHALE,
  PHASE_HOLD_OUT,
  PHASE_WAIT,
  PHASE_COUNT
} Phase;
/* "setup", "hold"... as JSON has it. */
const char *phase_name(Phase phase);
/* Whether the seconds of this phase count as done: hold, work and the four of breathing. */
bool phase_counts(Phase phase);

/* The smallest thing the engine knows. */
typedef struct Beat {
  int step; /* index into the routine's steps */
  Phase phase;
  Side side; /* of the leg at work, or about to be; SIDE_NONE for breathing and waiting */
  int rep;   /* 1-based repetition on this side; 0: the phase has none */
  int reps;
  int cycle; /* 1-based breath; 0: the phase has none */
  int cycles;
  Millis at;     /* planned start, from the start of the routine */
  Millis length; /* planned length, above 0; of a WAIT the estimate, which may be 0 */
} Beat;

/* A growing list of beats. Zero-initialise. */
typedef struct Timeline {
  Beat *beats;
  size_t count;
  size_t capacity;
  Millis total;  /* sum of the lengths */
  int waits;     /* how many beats are waits */
  bool too_many; /* ROUTINE_BEATS_MAX was reached; the rest was left out */
} Timeline;

/* Hands out what is wrong with a value. field: the setting's name, or NULL for the step as a whole.
 */
typedef struct Reporter {
  void *context;
  void (*report)(void *context, const char *field, bool warning, const char *message);
} Reporter;

/* A kind of step. To add one: core/kind_x.c with one of these, one line in step_kinds.c, one in
 * CMakeLists.txt. */
typedef struct StepKind {
  const char *name;     /* as the file writes it */
  const char *sentence; /* what it is, for help and the editor */
  const Field *fields;  /* its own; the common ones are step_fields */
  bool waits;           /* it waits for the user: set-up is not counted, the estimate is */
  /* What the table's ranges cannot say. Called when each value is in its range or was not
   * given. */
  void (*check)(const Step *step, Reporter reporter);
  /* Appends the step's beats but for the set-up, which timeline_build() puts first. first: the side
   * that leads. */
  void (*beats)(const Step *step, int index, Side first, Timeline *timeline);
} StepKind;

/* All kinds, NULL-terminated, in the order help lists them. */
extern const StepKind *const step_kinds[];
const StepKind *step_kind_find(const char *name);

typedef struct Choice {
  char *label;   /* required */
  char *go;      /* id of a later step, or NULL */
  int skip;      /* steps to leave out, 0: none */
  char *routine; /* go on with this one, or NULL */
  bool pause;
  bool stop;
  char *leave_out;   /* id of a later step that is left out when its turn comes, or NULL */
  char *card;        /* information card to open, or NULL */
  unsigned avoid_if; /* bits of profile_flags: with one of them it is not offered */
  int go_step;       /* resolved index of `go` in the routine, -1 without one */
  int leave_step;    /* of `leave_out`: it means something only beside that */
} Choice;
extern const Field choice_fields[];

enum { CHOICE_TARGETS_MAX = 6 };
/* The settings of a choice that say where it leads, of those it has: at most one is allowed.
 * Returns how many. */
size_t choice_targets(const Choice *choice, const char *names[CHOICE_TARGETS_MAX]);

typedef struct ChoiceList {
  Choice *at;
  size_t count;
} ChoiceList;

typedef enum HoldOrder { ORDER_SEQUENTIAL, ORDER_ALTERNATING } HoldOrder;
typedef enum JournalForm { FORM_NONE, FORM_EPISODE } JournalForm;

/* One flat struct for every kind: the kind's field table says which members mean something. */
struct Step {
  const StepKind *kind;
  /* common */
  char *id, *title, *cue, *say, *safety, *source, *pose, *instead;
  TextList detail;
  unsigned avoid_if; /* bits of profile_flags */
  bool essential;
  Millis setup;
  /* hold, timed */
  bool stretch; /* whether it stretches, which FLAG_RECENT_SURGERY leaves out */
  Millis hold;
  int reps;
  SideList sides; /* count 0: once, both together */
  int order;      /* HoldOrder */
  Millis rest;
  bool rest_after_last;
  Millis switch_time; /* setting "switch" */
  Millis swap;
  Millis duration; /* timed, breathe */
  /* breathe */
  Millis inhale, hold_in, exhale, hold_out;
  int cycles;
  LengthList lengths; /* timed, breathe: choices for the start screen, the first the default */
  /* prompt, checklist, journal */
  Millis estimate;
  ChoiceList choices;
  TextList items;
  bool stop_on_tick;
  char *card;
  TextList fields;
  int form; /* JournalForm */
  /* What takes its place where a flag of avoid_if is set: filled by the loader from `instead`,
   * owned. These steps have neither `instead` nor alternatives of their own. Where `instead` is
   * NULL one was written out here, and its choices lead to this routine's own later steps. Else
   * go_step counts from the first of them; a `go`, `skip` or `leave_out` that would lead out of
   * them is gone (NULL, -1; 0). */
  Step *alternative;
  size_t alternative_count;
  /* where it came from */
  char *from; /* id of the routine it was borrowed from, or NULL */
  int line;   /* of its opening brace in the routine's own file */
  int column;
};

/* The settings common to every step. */
extern const Field step_fields[];

/* What a person may have said about their health: bit 1U << flag of a profile or an avoid_if.
 * Source: CONTENT.md section 3.2. */
typedef enum ProfileFlag {
  FLAG_CLOT_RISK,
  FLAG_NEUROPATHY,
  FLAG_FLUID_LIMIT,
  FLAG_KIDNEY,
  FLAG_PREGNANT,
  FLAG_NO_BREATH_HOLD,
  FLAG_PRESSURE_EYE,
  FLAG_HEART_FAILURE,
  FLAG_FALLS,
  FLAG_ARTERY,
  FLAG_RECENT_SURGERY,
  FLAG_STATIN,
  FLAG_COUNT
} ProfileFlag;
/* Their words, as files write them; NULL-terminated. */
extern const char *const profile_flags[];
/* The question that each is the answer yes to; NULL-terminated. */
extern const char *const profile_questions[];
/* Each in a few words, within a sentence: "a clot, or blood thinners"; NULL-terminated. */
extern const char *const profile_words[];

struct Routine {
  char *id;   /* file name without .cfg */
  char *file; /* the path it was read from */
  int format;
  char *title, *about, *when, *position, *evidence_note, *note;
  TextList equipment;
  int evidence; /* index into evidence_names; 0: not said */
  bool instant;
  bool night;
  Millis setup; /* default for the steps */
  Millis rest;
  Step *steps;
  size_t step_count;
};
extern const Field routine_fields[];
/* Index 0 is "": not said. evidence_shown: as a person reads it ("Mixed trials"). Source:
 * CONTENT.md section 0. */
extern const char *const evidence_names[];
extern const char *const evidence_shown[];

/* A step of that kind (NULL: not known yet) with every default. Free with step_free(). */
void step_init(Step *step, const StepKind *kind);
/* A deep copy; to is overwritten. */
void step_copy(Step *to, const Step *from);
void step_free(Step *step);
/* Frees what would take the step's place and forgets it; `instead` stays. */
void step_drop_alternatives(Step *step);
/* What the kind's check finds, and a needed value that is missing. Values must be in range. */
void step_check(const Step *step, Reporter reporter);
/* A step id made from a title: lower case, words joined by '-', at most 40 bytes; "step" when
 * nothing is left. */
void step_id_from_title(const char *title, char id[41]);
/* The number-th id of that name, for steps that would share one: "calf-2", cut to 40 bytes. Number
 * 1 is the name itself. */
void step_id_numbered(const char *name, int number, char id[41]);

Routine *routine_new(void);
void routine_free(Routine *routine);
/* The lengths that stand for all: of the first step that offers the most. NULL: none offers any.
 * Belongs to the routine. */
const LengthList *routine_lengths(const Routine *routine);
/* Index of the step of that id, or -1. */
int routine_find_step(const Routine *routine, const char *id);
/* Puts what a person reads or hears of it into the user's language: titles, cues, answers... What
 * the engine, the record and a file go by (ids, kinds) stays. For showing and running, never for
 * writing back. */
void routine_translate(Routine *routine);
/* Sets the duration of every step that offers lengths to its choice-th length (the last one when it
 * has fewer). */
void routine_choose_length(Routine *routine, size_t choice);

/* Compiles a routine to beats. worse_side (SIDE_NONE: as written) leads wherever a step has that
 * side. Overwrites timeline without freeing it. Formulas: SPEC.md section 3, table of kinds. */
void timeline_build(const Routine *routine, Side worse_side, Timeline *timeline);
/* Appends one beat; a beat of no length is left out unless it is a WAIT. For the kinds. */
void timeline_add(Timeline *timeline, Beat beat);
void timeline_free(Timeline *timeline);
/* Whole breaths of a breathe step: cycles, or as many as fit into the duration. */
int step_breath_cycles(const Step *step);
/* Planned length of the step's beats in a timeline, set-up included. */
Millis timeline_step_total(const Timeline *timeline, int step);

#endif
