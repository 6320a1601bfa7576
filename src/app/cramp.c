/* A cramp right now: logged from its first second, timed until it has eased, filled in by the
 * journal of its routine. When it is written is session.c's business. */
#include <stdlib.h>
#include <string.h>

#include "app_private.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

enum { MINUTE_MS = 60 * 1000, WORDS_AT_ONCE = 8 };

static const char cramp_routine[] = "cramp-now";
static const char easing_step[] = "easing";

/* Source: CONTENT.md 4.4, routine D. */
const char app_cramp_bare[] = N_("Straighten the leg.\n"
                                 "Pull the toes up toward the shin.\n"
                                 "Breathe out slowly.");

static Moment now_of(const App *app) {
  return app->clock.now(app->clock.context);
}

static WallTime wall_of(const App *app) {
  return app->clock.wall(app->clock.context);
}

bool app_is_cramp(const char *id) {
  return strcmp(id, cramp_routine) == 0;
}

bool app_is_brief(const char *text) {
  int words = 0;
  for (size_t i = 0; text != NULL && text[i] != '\0'; i++) {
    words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
  }
  return words > 0 && words <= WORDS_AT_ONCE;
}

const char *app_cramp_title(const Step *step) {
  return app_is_brief(step->say) ? step->say : step->title;
}

const char *app_cramp_cue(const Step *step) {
  if (app_is_brief(step->cue)) {
    return step->cue;
  }
  return step->form == FORM_EPISODE ? _("It can wait until the morning.") : NULL;
}

/* The routine as it is in its file. */
static Routine *load_cramp(App *app) {
  const Library *library = &app->library;
  for (size_t i = 0; i < library->count; i++) {
    const RoutineEntry *entry = &library->entries[i];
    if (app_is_cramp(entry->id)) {
      Routine *routine = routine_load(library, entry->file, &app->cramp_findings);
      if (routine != NULL) {
        return routine;
      }
    }
  }
  /* The shipped one borrows a step; the user's file of that routine may be what is broken. */
  Library shipped;
  library_open(&shipped, NULL, NULL, app->paths.shipped);
  const RoutineEntry *entry = library_find(&shipped, cramp_routine);
  Routine *routine =
      entry != NULL ? routine_load(&shipped, entry->file, &app->cramp_findings) : NULL;
  library_free(&shipped);
  return routine;
}

Routine *app_load_cramp(App *app) {
  Routine *routine = load_cramp(app);
  if (routine != NULL) {
    routine_translate(routine);
  }
  Routine *adapted = routine != NULL ? app_adapt(app, routine, false, NULL) : NULL;
  if (adapted == NULL) {
    return routine; /* in a cramp something is better than nothing */
  }
  routine_free(routine);
  return adapted;
}

void app_cramp_begin(App *app) {
  app->cramp = (Cramp){
      .on = true,
      .timed = true,
      .running = true,
      .since = now_of(app),
      .episode = episode_new(wall_of(app), app_tonight(app)),
  };
  app->cramp.episode.onset_precision = ONSET_EXACT; /* its clock was started at its start */
  app->cramp.written = app->cramp.episode;
  app->save_due = true;
}

bool cramp_join(App *app) {
  bool joins = app->cramp.on && !app->cramp.joined;
  app->cramp.joined = app->cramp.on;
  return joins;
}

/* How long it has lasted, while its clock runs. */
static Millis elapsed_of(const App *app) {
  return moment_since(now_of(app), app->cramp.since);
}

void cramp_stop(App *app) {
  if (app->cramp.running) {
    app->cramp.episode.duration = elapsed_of(app);
    app->cramp.running = false;
  }
}

void cramp_drop(App *app) {
  if (app->cramp.joined) {
    app->cramp = (Cramp){0};
  }
}

/* Fixes the duration at what it is now. */
static void fix_duration(App *app) {
  cramp_stop(app);
  app->cramp.episode.eased = true;
  app->save_due = true;
}

/* The first choice of the routine's prompt "easing" that leads to a step; NULL. */
static const Choice *easing_choice(const Routine *routine) {
  int index = routine_find_step(routine, easing_step);
  if (index < 0) {
    return NULL;
  }
  const ChoiceList *choices = &routine->steps[index].choices;
  for (size_t i = 0; i < choices->count; i++) {
    if (choices->at[i].go_step >= 0) {
      return &choices->at[i];
    }
  }
  return NULL;
}

/* Leads the session to the step for the time after. */
static void lead_on(App *app) {
  const Choice *choice = easing_choice(app->routine);
  int here = session_step(app->session);
  int there = choice != NULL ? choice->go_step : here + 1;
  if (there > here && session_go(app->session, there, now_of(app)) &&
      session_state(app->session) == SESSION_PAUSED) {
    session_act(app->session, ACT_RESUME, now_of(app));
  }
}

void app_cramp_eased(App *app) {
  if (!app->cramp.on || app->cramp.episode.eased) {
    return;
  }
  fix_duration(app);
  if (app->session != NULL && session_state(app->session) != SESSION_ENDED) {
    lead_on(app);
  }
}

void app_cramp_set(App *app, Side side, Muscle muscle, int severity) {
  Episode *episode = &app->cramp.episode;
  if (!app->cramp.on) {
    return;
  }
  episode->side = side != SIDE_NONE ? side : episode->side;
  episode->muscle = muscle != MUSCLE_UNKNOWN ? muscle : episode->muscle;
  episode->severity = severity >= 0 ? severity : episode->severity;
  app->save_due = true;
}

bool app_cramp_elapsed(const App *app, Millis *elapsed) {
  if (!app->cramp.timed) {
    return false;
  }
  *elapsed = app->cramp.running ? elapsed_of(app) : app->cramp.episode.duration;
  return true;
}

/* Whole minutes, at least one. */
static char *minutes_text(Millis length) {
  Millis minutes = (length + MINUTE_MS / 2) / MINUTE_MS;
  return mem_format("%lld", (long long)(minutes > 0 ? minutes : 1));
}

char *app_cramp_prefill(const App *app, size_t field) {
  const Episode *episode = &app->cramp.episode;
  Millis elapsed = episode->duration;
  if (!app->cramp.on) {
    return NULL;
  }
  switch (field) {
  case EPISODE_ONSET: {
    Civil at = civil_of(episode->onset); /* as it is typed: of 24 hours in every language */
    return mem_format("%02d:%02d", at.hour, at.minute);
  }
  case EPISODE_SIDE:
    return episode->side != SIDE_NONE ? mem_copy(_(side_name(episode->side))) : NULL;
  case EPISODE_MUSCLE:
    return episode->muscle != MUSCLE_UNKNOWN ? mem_copy(muscle_shown(episode->muscle)) : NULL;
  case EPISODE_SEVERITY:
    return episode->severity >= 0 ? mem_format("%d", episode->severity) : NULL;
  case EPISODE_MINUTES:
    return app_cramp_elapsed(app, &elapsed) || elapsed >= 0 ? minutes_text(elapsed) : NULL;
  default:
    return NULL;
  }
}

/* Whether an answer is what the form had filled in: then the exact value behind it stays. */
static bool is_prefilled(const App *app, EpisodeField field, const char *answer) {
  char *filled = app_cramp_prefill(app, field);
  bool same = filled != NULL && strcmp(filled, answer) == 0;
  free(filled);
  return same;
}

/* Takes one answer of the form; what cannot be read stays an answer of the session alone. */
static void take_answer(App *app, EpisodeField field, const char *answer) {
  Episode *episode = &app->cramp.episode;
  WallTime onset;
  bool same = is_prefilled(app, field, answer);
  switch (field) {
  case EPISODE_ONSET:
    if (!same && episode_onset_parse(answer, wall_of(app), &onset)) {
      episode->onset = onset;
      episode->night = night_of(onset, app->settings.night_boundary);
    }
    break;
  case EPISODE_SIDE:
    (void)episode_side_parse(answer, &episode->side);
    break;
  case EPISODE_MUSCLE:
    (void)muscle_parse(answer, &episode->muscle);
    break;
  case EPISODE_SEVERITY:
    (void)episode_severity_parse(answer, &episode->severity);
    break;
  case EPISODE_MINUTES: {
    Millis minutes = 0;
    if (same) {
      fix_duration(app);
    } else if (episode_minutes_parse(answer, &minutes)) {
      fix_duration(app);
      episode->duration = minutes;
    }
    break;
  }
  case EPISODE_FIELD_COUNT:
    break;
  }
}

/* The answer to one question of a step; NULL when it was left out. */
static const char *answer_to(const App *app, int step, const char *question) {
  size_t count = 0;
  const Answer *answers = session_answers(app->session, &count);
  for (size_t i = 0; i < count; i++) {
    if (answers[i].step == step && strcmp(answers[i].question, question) == 0) {
      return answers[i].answer;
    }
  }
  return NULL;
}

/* The form "episode" was left: what was filled in goes into the cramp, which it makes where there
 * is none. */
static void hear_form(App *app, int step) {
  for (int field = 0; field < EPISODE_FIELD_COUNT; field++) {
    const char *answer = answer_to(app, step, episode_fields[field]);
    if (answer != NULL) {
      if (!app->cramp.on) {
        app->cramp =
            (Cramp){.on = true, .joined = true, .episode = episode_new(app->started, app->night)};
        app->cramp.written = app->cramp.episode;
      }
      take_answer(app, (EpisodeField)field, answer);
      app->save_due = true;
    }
  }
}

void cramp_hear_step(App *app, int step) {
  const Step *ended = &app->routine->steps[step];
  if (ended->form == FORM_EPISODE) {
    hear_form(app, step);
  }
  const Choice *choice = app->cramp.running ? easing_choice(app->routine) : NULL;
  if (choice != NULL && strcmp(ended->id, easing_step) == 0) {
    const char *answer = answer_to(app, step, ended->title);
    if (answer != NULL && strcmp(answer, choice->label) == 0) {
      fix_duration(app);
    }
  }
}

/* What is looked for among the cramps of a night. */
typedef struct Search {
  int64_t session;
  int64_t found; /* id; 0: none */
} Search;

static bool look_for_session(void *context, const Episode *episode) {
  Search *search = context;
  if (episode->session == search->session) {
    search->found = episode->id;
  }
  return search->found == 0;
}

/* Writes what has changed here since it was last written: what the diary has of it besides, and
 * what was corrected there meanwhile, stays. One that was removed there is not brought back. */
static bool write_again(Cramp *cramp, Store *store, Error *err) {
  Episode kept;
  bool found = false;
  if (!store_episode_get(store, cramp->episode.id, &kept, &found, err)) {
    return false;
  }
  if (!found) {
    return true;
  }
  for (const Field *field = diary_episode_fields; field->name != NULL; field++) {
    if (field->type != FIELD_TEXT &&
        diary_number(field, &cramp->episode) != diary_number(field, &cramp->written)) {
      diary_set_number(field, &kept, diary_number(field, &cramp->episode));
    }
  }
  kept.eased = kept.eased || cramp->episode.eased;
  kept.session = cramp->episode.session;
  bool done = store_episode_save(store, &kept, err);
  if (done) {
    cramp->written = cramp->episode;
  }
  episode_free(&kept);
  return done;
}

bool cramp_write(App *app, Store *store, Error *err) {
  Cramp *cramp = &app->cramp;
  if (!cramp->on) {
    return true;
  }
  Episode *episode = &cramp->episode;
  if (cramp->running) {
    episode->duration = elapsed_of(app);
  }
  if (cramp->joined) {
    episode->session = app->session_id > 0 ? app->session_id : 0;
  }
  if (episode->id == 0 && !cramp->timed && episode->session > 0) {
    /* A session that was taken up again may have logged its cramp before it broke off. */
    Search search = {.session = episode->session};
    if (!store_episodes(store, app->night, app->night, look_for_session, &search, err)) {
      return false;
    }
    episode->id = search.found;
  }
  if (episode->id != 0) {
    return write_again(cramp, store, err);
  }
  bool kept = store_episode_begin(store, episode, err);
  if (kept) {
    cramp->written = *episode;
  }
  return kept;
}
