/* What a typed line does: an act, or an answer to the question that is open. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/text.h"
#include "phrase.h"
#include "plain.h"

static Moment now_of(const Plain *plain) {
  return plain->app->clock.now(plain->app->clock.context);
}

static SessionState state_of(const Plain *plain) {
  return session_state(plain->app->session);
}

/* Whether a step waits for an answer now. */
static bool answer_awaited(const Plain *plain) {
  return state_of(plain) == SESSION_WAITING &&
         session_beat(plain->app->session)->phase == PHASE_WAIT;
}

static bool act(Plain *plain, Act what) {
  return session_act(plain->app->session, what, now_of(plain));
}

/* An empty line of a script is a late answer rather than the wish to pause. */
static bool do_enter(Plain *plain) {
  if (state_of(plain) == SESSION_PAUSED) {
    return act(plain, ACT_RESUME);
  }
  return act(plain, ACT_READY) || !plain->terminal || act(plain, ACT_PAUSE);
}

static bool do_pause(Plain *plain) {
  return act(plain, state_of(plain) == SESSION_PAUSED ? ACT_RESUME : ACT_PAUSE);
}

/* Moves to another step; out of a pause the routine goes on there. */
static bool move(Plain *plain, Act what) {
  if (!act(plain, what)) {
    return false;
  }
  plain->step = -1; /* said anew, the same step too */
  return state_of(plain) != SESSION_PAUSED || act(plain, ACT_RESUME);
}

static bool do_next(Plain *plain) {
  return move(plain, ACT_NEXT);
}

static bool do_back(Plain *plain) {
  return move(plain, ACT_BACK);
}

static bool do_again(Plain *plain) {
  return move(plain, ACT_AGAIN);
}

/* Says what is left of the beat after it was made longer or shorter. */
static bool nudge(Plain *plain, Act what) {
  int beat = session_beat_index(plain->app->session);
  if (!act(plain, what)) {
    return false;
  }
  if (state_of(plain) != SESSION_ENDED && session_beat_index(plain->app->session) == beat) {
    char left[PHRASE_SIZE];
    phrase_length(session_remaining(plain->app->session, now_of(plain)) / 1000 * 1000, left);
    plain_say(plain, "%s left.", left);
  }
  return true;
}

static bool do_more(Plain *plain) {
  return nudge(plain, ACT_MORE);
}

static bool do_less(Plain *plain) {
  return nudge(plain, ACT_LESS);
}

static bool do_hurt(Plain *plain) {
  return act(plain, ACT_HURT);
}

static bool do_leave(Plain *plain) {
  session_pause(plain->app->session, PAUSE_LEAVING, now_of(plain));
  plain_open_question(plain, QUESTION_LEAVE);
  return true;
}

static bool do_details(Plain *plain) {
  plain_show_details(plain);
  return true;
}

static bool do_mute(Plain *plain) {
  app_mute(plain->app);
  plain_say(plain, "%s", plain->app->muted ? _("Sound off.") : _("Sound on."));
  return true;
}

/* The cramp has eased: its duration is fixed, and the routine goes on with what comes after. */
static bool do_eased(Plain *plain) {
  App *app = plain->app;
  if (app->cramp.episode.eased) {
    plain_say(plain, "It has eased already.");
    return true;
  }
  int before = session_step(app->session);
  app_cramp_eased(app);
  if (session_step(app->session) != before) {
    plain->passing_over = true;
    plain->step = -1;
  }
  Millis elapsed = 0;
  if (app_cramp_elapsed(app, &elapsed)) {
    char length[PHRASE_SIZE];
    phrase_length(elapsed / 1000 * 1000, length);
    plain_say(plain, "Well done. It lasted %s.", length);
  }
  return true;
}

static bool do_muscle(Plain *plain) {
  plain_open_question(plain, QUESTION_MUSCLE);
  return true;
}

static bool do_help(Plain *plain);

/* What may be typed outside questions. */
typedef struct Key {
  const char *letters;       /* each of them alone on the line; "" is Enter alone */
  const char *sentence;      /* with "%s": how long a nudge is */
  bool (*act)(Plain *plain); /* false: it means nothing at this moment */
  bool now;                  /* only while a cramp is logged */
} Key;

static const Key keys[] = {
    {.letters = "e", .sentence = N_("e: it has eased"), .act = do_eased, .now = true},
    {.letters = "u", .sentence = N_("u: which muscle"), .act = do_muscle, .now = true},
    {.letters = "", .sentence = N_("Enter: ready, go on; at a terminal, pause"), .act = do_enter},
    {.letters = " ", .sentence = N_("blank: pause, go on"), .act = do_pause},
    {.letters = "n", .sentence = N_("n: next step"), .act = do_next},
    {.letters = "bp", .sentence = N_("b: back"), .act = do_back},
    {.letters = "r", .sentence = N_("r: this step again"), .act = do_again},
    {.letters = "+=", .sentence = N_("+: longer by %s"), .act = do_more},
    {.letters = "-", .sentence = N_("-: shorter by %s"), .act = do_less},
    {.letters = "x", .sentence = N_("x: it hurts"), .act = do_hurt},
    {.letters = "d", .sentence = N_("d: details of the step"), .act = do_details},
    {.letters = "m", .sentence = N_("m: sound off and on"), .act = do_mute},
    {.letters = "q", .sentence = N_("q: leave"), .act = do_leave},
    {.letters = "?", .sentence = N_("?: these keys"), .act = do_help},
};

static bool do_help(Plain *plain) {
  char nudge[PHRASE_SIZE];
  phrase_length(plain->app->options.nudge, nudge);
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    const Key *key = &keys[i];
    const char *sentence = _(key->sentence);
    const char *gap = strstr(sentence, "%s");
    if (key->now && !plain->now) {
      continue;
    }
    if (gap != NULL) {
      plain_say(plain, "%.*s%s%s", (int)(gap - sentence), sentence, nudge, gap + 2);
    } else {
      plain_say(plain, "%s", sentence);
    }
  }
  return true;
}

/* The row that a line means; NULL when it means none. */
static const Key *find_key(const Plain *plain, const char *line) {
  if (strlen(line) > 1) {
    return NULL;
  }
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    bool enter = line[0] == '\0' && keys[i].letters[0] == '\0';
    if (keys[i].now && !plain->now) {
      continue;
    }
    if (enter ||
        (line[0] != '\0' && strchr(keys[i].letters, tolower((unsigned char)line[0])) != NULL)) {
      return &keys[i];
    }
  }
  return NULL;
}

bool plain_is_key(const Plain *plain, const char *line) {
  return find_key(plain, line) != NULL;
}

bool plain_key(Plain *plain, const char *line) {
  const Key *key = find_key(plain, line);
  if (key == NULL) {
    return false;
  }
  if (!key->act(plain) && state_of(plain) != SESSION_ENDED) {
    plain_say(plain, "That means nothing here. ? and Enter: the keys.");
  }
  return true;
}

/* Our own questions, and how many answers each has. */
static const struct {
  const char *text;
  const char *brief; /* in a cramp */
  size_t answers;
} questions[] = {
    [QUESTION_OFFER] = {N_("1 go on there, 2 close it and start anew"), "", 2},
    [QUESTION_LATE] = {"", "", 2}, /* its text: plain->late */
    [QUESTION_AGREE] = {N_("1 yes, 2 not yet"), "", 2},
    [QUESTION_LENGTH] = {N_("How long? Its number, then Enter."), "", 0}, /* as many as it offers */
    [QUESTION_LEAVE] = {N_("Leave? 1 go on, 2 leave and keep what was done, 3 discard it"),
                        N_("Leave? 1 go on, 2 leave, 3 discard"), 3},
    [QUESTION_HURT] = {N_("Stopped, since it hurts. 1 go on shorter, 2 skip this step, 3 end here"),
                       N_("1 go on shorter, 2 skip, 3 end"), 3},
    [QUESTION_MUSCLE] = {"", N_("Which muscle? Its number, then Enter."), MUSCLE_COUNT - 1},
};

void plain_open_question(Plain *plain, PlainQuestion question) {
  plain->question = question;
  for (int i = MUSCLE_UNKNOWN + 1; question == QUESTION_MUSCLE && i < MUSCLE_COUNT; i++) {
    plain_say(plain, "%d %s", i, _(muscle_shown((Muscle)i)));
  }
  for (size_t i = 0; question == QUESTION_LENGTH && i < plain->lengths->count; i++) {
    char length[PHRASE_SIZE];
    phrase_length(plain->lengths->at[i], length);
    plain_say(plain, "%zu %s", i + 1, length);
  }
  if (question == QUESTION_AGREE) {
    plain_say(plain, "%s", _(app_agreement_question));
  }
  const char *text = plain->now ? questions[question].brief : questions[question].text;
  plain_say(plain, "%s", question == QUESTION_LATE ? plain->late : _(text));
}

/* Back to the routine, or to the question that was open before "leave?". */
static void go_on(Plain *plain) {
  if (state_of(plain) == SESSION_HURT) {
    plain_open_question(plain, QUESTION_HURT);
  } else {
    act(plain, ACT_RESUME);
  }
}

static void answer_leave(Plain *plain, size_t answer) {
  if (answer == 1) {
    go_on(plain);
  } else if (answer == 2) {
    app_session_finish(plain->app, ENDED_USER);
  } else {
    plain->discarded = true;
    app_session_discard(plain->app);
  }
}

static void answer_hurt(Plain *plain, size_t answer) {
  if (answer == 1) {
    act(plain, ACT_SHORTER);
  } else if (answer == 2) {
    act(plain, ACT_SKIP);
  } else {
    app_session_finish(plain->app, ENDED_HURT);
  }
}

/* The muscle, and how to stretch it, a line a sentence. */
static void answer_muscle(Plain *plain, size_t answer) {
  Muscle muscle = (Muscle)answer;
  app_cramp_set(plain->app, SIDE_NONE, muscle, -1);
  const char *rest = _(muscle_instruction(muscle));
  if (rest == NULL) {
    plain_say(plain, "Stretch it gently, and breathe out.");
  }
  while (rest != NULL && rest[0] != '\0') {
    size_t length = strcspn(rest, ".");
    plain_say(plain, "%.*s.", (int)length, rest);
    rest += length;
    rest += strspn(rest, ". ");
  }
}

/* Takes a line as the answer to our own open question. */
static void answer_question(Plain *plain, const char *line) {
  PlainQuestion question = plain->question;
  size_t most = question == QUESTION_LENGTH ? plain->lengths->count : questions[question].answers;
  size_t answer = plain_number(line, most);
  if (answer == 0) {
    plain_say(plain, "Please type a number from 1 to %zu.", most);
    plain_open_question(plain, question);
    return;
  }
  plain->question = QUESTION_NONE;
  if (question == QUESTION_OFFER) {
    plain->take_up = answer == 1;
  } else if (question == QUESTION_LATE) {
    plain->shorter = answer == 2;
  } else if (question == QUESTION_AGREE) {
    plain->agreed = answer;
  } else if (question == QUESTION_LENGTH) {
    plain->length = answer;
  } else if (question == QUESTION_LEAVE) {
    answer_leave(plain, answer);
  } else if (question == QUESTION_HURT) {
    answer_hurt(plain, answer);
  } else {
    answer_muscle(plain, answer);
  }
}

/* Whether a step that waits for an answer lies ahead. */
static bool wait_ahead(const Plain *plain) {
  const Timeline *timeline = &plain->app->timeline;
  for (size_t i = (size_t)session_beat_index(plain->app->session); i < timeline->count; i++) {
    if (timeline->beats[i].phase == PHASE_WAIT &&
        !session_leaves_out(plain->app->session, timeline->beats[i].step)) {
      return true;
    }
  }
  return false;
}

/* Whether a line from a pipe is too early: it means nothing now, but may answer what is asked
 * later. */
static bool is_early(const Plain *plain, const char *line) {
  SessionState state = state_of(plain);
  bool runs = state == SESSION_RUNNING || state == SESSION_LEAD_IN;
  bool answer = line[0] == '\0' || !plain_is_key(plain, line);
  return !plain->terminal && runs && answer && wait_ahead(plain);
}

/* Whether the line may be taken as text; else says why not. */
static bool is_sound(Plain *plain, const char *line) {
  size_t where = 0;
  TextFault fault = text_fault(line, strlen(line), &where);
  if (fault != TEXT_FINE) {
    plain_say(plain, "That line holds %s and was left out. Please type it again.",
              _(text_fault_name(fault)));
  }
  return fault == TEXT_FINE;
}

static void use_line(Plain *plain, const char *line) {
  if (plain->app->session != NULL) {
    session_touch(plain->app->session, now_of(plain));
  }
  if (!is_sound(plain, line)) {
    return;
  }
  if (plain->question != QUESTION_NONE) {
    answer_question(plain, line);
  } else if (answer_awaited(plain)) {
    plain_answer(plain, line);
  } else if (!plain_key(plain, line)) {
    plain_say(plain, "That is none of the keys. ? and Enter: the keys.");
  }
}

bool plain_take_line(Plain *plain) {
  bool cut = false;
  char *line = plain_peek_line(&plain->input, &cut);
  if (line == NULL || (plain->question == QUESTION_NONE &&
                       (plain->app->session == NULL || is_early(plain, line)))) {
    free(line);
    return false;
  }
  plain_drop_line(&plain->input);
  if (cut) {
    plain_say(plain, "That line was too long: only its first %d bytes were taken.",
              PLAIN_LINE_MAX - 1);
  }
  use_line(plain, line);
  free(line);
  return true;
}

bool plain_go_on_alone(Plain *plain) {
  if (plain->question == QUESTION_LEAVE) {
    plain->question = QUESTION_NONE;
    app_session_finish(plain->app, ENDED_USER);
    return true;
  }
  if (plain->question == QUESTION_HURT) {
    plain->question = QUESTION_NONE;
    return act(plain, ACT_SKIP);
  }
  if (plain->question == QUESTION_MUSCLE) {
    plain->question = QUESTION_NONE;
    return true;
  }
  if (state_of(plain) == SESSION_PAUSED) {
    return act(plain, ACT_RESUME);
  }
  if (answer_awaited(plain)) {
    plain_say(plain, "No one to answer: going on.");
    plain->passing_over = true;
    return act(plain, ACT_SKIP);
  }
  return state_of(plain) == SESSION_WAITING && act(plain, ACT_READY);
}
