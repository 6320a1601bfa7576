/* Keys and what they do. One list gives the actions, their keys, the footer's hints and the help
 * screen, so that none can drift from the others. A person's own keys are laid over it:
 * keys_bind.h. */
#ifndef NIGHTCALF_TUI_KEYS_H
#define NIGHTCALF_TUI_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/language.h"

/* A key: the character it types, or FUNCTION_KEY(KEY_UP) and the like, apart from any character. */
enum { FUNCTION_KEY_BASE = 0x200000 };
#define FUNCTION_KEY(name) (FUNCTION_KEY_BASE + (name))
enum { KEY_ESCAPE = 27, KEY_TAB = '\t', KEY_RETURN = '\n' };
#define KEY_CTRL(letter) ((letter) - 'a' + 1)

#define KEYS(...)                                                                                  \
  { __VA_ARGS__ }
#define KEYS_RETURN KEYS(KEY_RETURN)
#define KEYS_UP KEYS(FUNCTION_KEY(KEY_UP), 'k')
#define KEYS_DOWN KEYS(FUNCTION_KEY(KEY_DOWN), 'j')
#define KEYS_LEFT KEYS(FUNCTION_KEY(KEY_LEFT), 'h')
#define KEYS_RIGHT KEYS(FUNCTION_KEY(KEY_RIGHT), 'l')
#define KEYS_DIGITS KEYS('1', '2', '3', '4', '5', '6', '7', '8', '9')

/* X(action, keys, shares its hint with, hint in the footer or NULL, sentence in the help) */
#define ACTION_LIST(X)                                                                             \
  X(UP, KEYS_UP, DOWN, N_("move"), N_("Move up."))                                                 \
  X(DOWN, KEYS_DOWN, NONE, NULL, N_("Move down."))                                                 \
  X(SCROLL_UP, KEYS_UP, SCROLL_DOWN, N_("read on"), N_("Back by a line."))                         \
  X(SCROLL_DOWN, KEYS_DOWN, NONE, NULL, N_("On by a line."))                                       \
  X(PAGE_UP, KEYS(FUNCTION_KEY(KEY_PPAGE), 'b'), NONE, NULL, N_("Back by a page."))                \
  X(PAGE_DOWN, KEYS(FUNCTION_KEY(KEY_NPAGE), ' '), NONE, NULL, N_("On by a page."))                \
  X(LEFT, KEYS_LEFT, RIGHT, N_("length"), N_("A shorter length."))                                 \
  X(RIGHT, KEYS_RIGHT, NONE, NULL, N_("A longer length."))                                         \
  X(DIGIT, KEYS_DIGITS, NONE, NULL, N_("Take the answer of that number."))                         \
  X(START, KEYS_RETURN, NONE, N_("start"), N_("Start the chosen routine."))                        \
  X(TAKE_UP, KEYS('r'), NONE, N_("go on"), N_("Go on with the session that was broken off."))      \
  X(SHORTER, KEYS('s'), NONE, N_("shorter"), N_("The shorter way tonight, or all of it again."))   \
  X(START_NOW, KEYS_RETURN, NONE, N_("start"), N_("Start now, without the countdown."))            \
  X(WAIT, KEYS(' '), NONE, N_("wait"), N_("Stop the countdown, or let it run again."))             \
  X(PAUSE, KEYS(' '), NONE, N_("pause"), N_("Pause."))                                             \
  X(GO_ON, KEYS(' ', KEY_RETURN), NONE, N_("go on"),                                               \
    N_("Go on, after three seconds to get ready."))                                                \
  X(READY, KEYS_RETURN, NONE, N_("ready"), N_("Ready: begin the hold now, or end the rest."))      \
  X(CONFIRM, KEYS_RETURN, NONE, N_("choose"), N_("Take the line marked >."))                       \
  X(TICK, KEYS(' '), NONE, N_("tick"), N_("Tick the line marked >, or clear it."))                 \
  X(ALL_TICKED, KEYS_RETURN, NONE, N_("ok"), N_("Go on with what is ticked."))                     \
  X(NEXT, KEYS(FUNCTION_KEY(KEY_RIGHT), 'n', 'l'), NONE, N_("next"),                               \
    N_("On to the next step; the rest of this one is left out."))                                  \
  X(BACK, KEYS(FUNCTION_KEY(KEY_LEFT), 'p', 'h'), NONE, N_("back"),                                \
    N_("This step again, or the one before in its first 2 seconds."))                              \
  X(MORE, KEYS('+', '='), LESS, N_("seconds"), N_("5 seconds more; after a cramp 30."))            \
  X(LESS, KEYS('-', '_'), NONE, NULL, N_("5 seconds less; after a cramp 30."))                     \
  X(AGAIN, KEYS('r'), NONE, N_("again"), N_("This step again."))                                   \
  X(HURT, KEYS('x'), NONE, N_("hurts"), N_("It hurts: stop gently, then choose."))                 \
  X(DETAILS, KEYS('d'), NONE, N_("details"), N_("Show how it is done, or hide it."))               \
  X(MUTE, KEYS('m'), NONE, N_("mute"), N_("Sounds off, or on again."))                             \
  X(FIELD_NEXT, KEYS(FUNCTION_KEY(KEY_DOWN), KEY_TAB), NONE, NULL, N_("To the next line."))        \
  X(FIELD_BACK, KEYS(FUNCTION_KEY(KEY_UP), FUNCTION_KEY(KEY_BTAB)), NONE, NULL,                    \
    N_("To the line before."))                                                                     \
  X(FIELD_DONE, KEYS_RETURN, NONE, N_("next line"),                                                \
    N_("To the next line; from the last one, go on."))                                             \
  X(CRAMP, KEYS('c', FUNCTION_KEY(KEY_F(2))), NONE, N_("cramp"),                                   \
    N_("A cramp now: relief starts at once. What runs can be taken up later."))                    \
  X(CRAMP_TYPING, KEYS(FUNCTION_KEY(KEY_F(2))), NONE, NULL,                                        \
    N_("A cramp now: relief starts at once."))                                                     \
  X(EASED, KEYS('e'), NONE, N_("eased"), N_("It has eased: on to what helps after."))              \
  X(MUSCLE, KEYS('u'), NONE, N_("muscle"), N_("Which muscle it is, and how to stretch that one.")) \
  X(MORE_NOW, KEYS('+', '='), NONE, N_("30 s more"), N_("30 seconds more."))                       \
  X(LESS_NOW, KEYS('-', '_'), NONE, NULL, N_("30 seconds less."))                                  \
  X(HELP, KEYS('?', FUNCTION_KEY(KEY_F(1))), NONE, N_("help"), N_("Show this help."))              \
  X(HELP_TYPING, KEYS(FUNCTION_KEY(KEY_F(1))), NONE, N_("help"), N_("Show this help."))            \
  X(LEAVE, KEYS('q'), NONE, N_("leave"), N_("Leave: pauses and asks first."))                      \
  X(LEAVE_TYPING, KEYS(KEY_ESCAPE), NONE, N_("leave"), N_("Leave: pauses and asks first."))        \
  X(STAY, KEYS('q', KEY_ESCAPE), NONE, N_("back"), N_("Back, with nothing changed."))              \
  X(RETURN_HOME, KEYS('q', KEY_ESCAPE), NONE, N_("back"), N_("Back, without starting."))           \
  X(LEARN, KEYS('i'), NONE, N_("learn"), N_("Information cards, and about Nightcalf."))            \
  X(PROFILE, KEYS('p'), NONE, N_("profile"),                                                       \
    N_("Questions about your health, which leave out steps."))                                     \
  X(OPEN, KEYS_RETURN, NONE, N_("open"), N_("Open the card marked >."))                            \
  X(SEARCH, KEYS('/'), NONE, N_("search"), N_("Search the cards: type words."))                    \
  X(SEARCH_END, KEYS(KEY_ESCAPE), NONE, N_("all cards"), N_("All cards again."))                   \
  X(LEAVE_LIST, KEYS('q', KEY_ESCAPE), NONE, N_("back"), N_("Back to where you came from."))       \
  X(SAVE, KEYS_RETURN, NONE, N_("save"), N_("Save what is ticked."))                               \
  X(SKIP, KEYS('q', KEY_ESCAPE), NONE, N_("skip"), N_("Go on without answering."))                 \
  X(FIRST_ON, KEYS_RETURN, NONE, N_("next"), N_("Go on."))                                         \
  X(CLOSE, KEYS('q', KEY_RETURN, KEY_ESCAPE), NONE, N_("close"), N_("Close."))                     \
  X(ROUTINES, KEYS('o'), NONE, N_("routines"),                                                     \
    N_("All routines: change, copy and make your own."))                                           \
  X(SETTINGS, KEYS('s'), NONE, N_("settings"), N_("The settings, and keys of your own."))          \
  X(EDIT_ROUTINE, KEYS(KEY_RETURN, 'e'), NONE, N_("edit"),                                         \
    N_("Change the routine marked >; a shipped one becomes a copy of your own."))                  \
  X(EDIT_FILE, KEYS('v'), NONE, N_("your editor"),                                                 \
    N_("Open its file in your own editor, at the first error."))                                   \
  X(START_IT, KEYS('s'), NONE, N_("start"), N_("Start the routine marked >."))                     \
  X(NEW_ROUTINE, KEYS('n'), NONE, N_("new"), N_("Make a new routine."))                            \
  X(COPY, KEYS('y'), NONE, N_("copy"), N_("Copy it under another name."))                          \
  X(RENAME, KEYS('r'), NONE, N_("rename"), N_("Give it another name."))                            \
  X(REMOVE, KEYS('x', FUNCTION_KEY(KEY_DC)), NONE, N_("remove"), N_("Remove it; asks first."))     \
  X(PREVIEW, KEYS('p'), NONE, N_("preview"), N_("What it does, from second to second."))           \
  X(TONIGHT, KEYS('t'), NONE, N_("tonight"),                                                       \
    N_("Make it the routine of tonight and the nights to come."))                                  \
  X(QUIET, KEYS('m'), NONE, N_("quiet"), N_("Run it without sound, or as usual again."))           \
  X(WHOLE, KEYS('d'), NONE, N_("details"), N_("All about it, with every error."))                  \
  X(TAKE_NAME, KEYS_RETURN, NONE, N_("ok"), N_("Take what is typed."))                             \
  X(DROP_NAME, KEYS(KEY_ESCAPE), NONE, N_("back"), N_("Back, with nothing changed."))              \
  X(KEEP_DRAFT, KEYS('q', KEY_ESCAPE), NONE, N_("keep"),                                           \
    N_("Keep the draft for later, and back."))                                                     \
  X(EDIT_SETTINGS, KEYS('v'), NONE, N_("the file"),                                                \
    N_("Open the settings file in your own editor."))                                              \
  X(CHANGE, KEYS_RETURN, NONE, N_("change"), N_("Change the setting marked >."))                   \
  X(UNSET, KEYS('u'), NONE, N_("default"), N_("Back to the default."))                             \
  X(TRY_SOUNDS, KEYS('t'), NONE, N_("try sounds"), N_("Hear each cue as the settings have it."))   \
  X(PLAY, KEYS(KEY_RETURN, ' '), NONE, N_("play"), N_("Play the cue marked >."))                   \
  X(CUE_ON, KEYS('o'), NONE, N_("off, on"), N_("Switch the cue marked > off, or on again."))       \
  X(SET_KEY, KEYS_RETURN, NONE, N_("new key"), N_("Another key for the action marked >."))         \
  X(ADD_KEY, KEYS('+', '='), NONE, N_("one more"), N_("One more key for it."))                     \
  X(FORM_DONE, KEYS_RETURN, NONE, N_("done"), N_("Take over what the form says."))                 \
  X(FORM_LEAVE, KEYS(KEY_ESCAPE), NONE, N_("leave"),                                               \
    N_("Leave the form; asks where something is new."))                                            \
  X(FORM_PAGE_UP, KEYS(FUNCTION_KEY(KEY_PPAGE)), NONE, NULL, N_("Up by a page."))                  \
  X(FORM_PAGE_DOWN, KEYS(FUNCTION_KEY(KEY_NPAGE)), NONE, NULL, N_("Down by a page."))              \
  X(LINE_NEW, KEYS(KEY_CTRL('n')), NONE, N_("new line"), N_("A new line below this one."))         \
  X(OPTION_BACK, KEYS(FUNCTION_KEY(KEY_LEFT)), OPTION_NEXT, N_("change"), N_("The value before.")) \
  X(OPTION_NEXT, KEYS(FUNCTION_KEY(KEY_RIGHT), ' '), NONE, NULL, N_("The next value."))            \
  X(UNFOLD, KEYS(' ', FUNCTION_KEY(KEY_RIGHT)), NONE, N_("open"),                                  \
    N_("Open what this line stands for."))                                                         \
  X(FOLD, KEYS(KEY_RETURN, KEY_ESCAPE, FUNCTION_KEY(KEY_LEFT)), NONE, N_("done"),                  \
    N_("Close the list."))                                                                         \
  X(EDIT, KEYS_RETURN, NONE, N_("edit"), N_("Edit the line marked > in a form."))                  \
  X(INSERT, KEYS('a'), NONE, N_("add"), N_("Add one below it."))                                   \
  X(TAKE_OUT, KEYS('x', 'D', FUNCTION_KEY(KEY_DC)), NONE, N_("remove"),                            \
    N_("Remove it; asks first."))                                                                  \
  X(MOVE_UP, KEYS('K', FUNCTION_KEY(KEY_SR)), MOVE_DOWN, N_("move it"), N_("Move it up."))         \
  X(MOVE_DOWN, KEYS('J', FUNCTION_KEY(KEY_SF)), NONE, NULL, N_("Move it down."))                   \
  X(DUPLICATE, KEYS('y'), NONE, N_("copy"), N_("Put a copy of it below."))                         \
  X(UNDO, KEYS('u'), REDO, N_("undo"), N_("Undo the last change."))                                \
  X(REDO, KEYS('U', KEY_CTRL('r')), NONE, NULL, N_("Do again what was undone."))                   \
  X(WRITE, KEYS('w'), NONE, N_("save"), N_("Save the routine."))                                   \
  X(WRITE_AS, KEYS('W'), NONE, NULL, N_("Save it as another routine, under a name of its own."))   \
  X(LEAVE_EDITOR, KEYS('q', KEY_ESCAPE), NONE, N_("leave"),                                        \
    N_("Leave; asks where something is new."))                                                     \
  X(LEAVE_CHOICES, KEYS('q', KEY_ESCAPE), NONE, N_("back"), N_("Back to the step."))               \
  X(DIARY, KEYS('d'), NONE, N_("diary"), N_("The diary of last night."))                           \
  X(NO_CRAMP, KEYS('0'), NONE, N_("no cramp"),                                                     \
    N_("No cramp last night; 1-9: so many. Asked while that is open."))                            \
  X(TAKE_BACK, KEYS('u'), NONE, NULL, N_("Take back what was just said about last night."))        \
  X(ZERO, KEYS('0'), NONE, N_("none"), N_("None; 0-9 say a number, two of them a larger one."))    \
  X(SAY_YES, KEYS('y'), SAY_NO, N_("yes, no"), N_("Yes."))                                         \
  X(SAY_NO, KEYS('n'), NONE, NULL, N_("No."))                                                      \
  X(SAY_MORE, KEYS('+', '='), SAY_LESS, N_("one more"), N_("One more."))                           \
  X(SAY_LESS, KEYS('-', '_'), NONE, NULL, N_("One less."))                                         \
  X(SAY_TEN, KEYS('+', '='), NONE, N_("ten"), N_("Ten, the worst."))                               \
  X(SAY_SAME, KEYS('s'), NONE, NULL, N_("The same as the day before."))                            \
  X(UNSAY, KEYS('u', FUNCTION_KEY(KEY_BACKSPACE), FUNCTION_KEY(KEY_DC)), NONE, N_("take back"),    \
    N_("Take the answer back: nothing is said."))                                                  \
  X(ENTER_ANSWER, KEYS_RETURN, NONE, N_("type it"), N_("Type the answer."))                        \
  X(OPEN_LINE, KEYS_RETURN, NONE, N_("open"),                                                      \
    N_("Open the line marked >: to add one, or to say more."))                                     \
  X(WHOLE_CRAMP, KEYS('d'), NONE, NULL, N_("All that can be said of the cramp marked >."))         \
  X(ADD_CRAMP, KEYS('a'), NONE, N_("add cramp"), N_("Add a cramp, by three short questions."))     \
  X(ADD_MEDICINE, KEYS('m'), NONE, NULL,                                                           \
    N_("A medicine was started, stopped or its dose changed."))                                    \
  X(EXCUSE, KEYS('e'), NONE, NULL, N_("No routine was due that night, or it was after all."))      \
  X(MORE_HABITS, KEYS('o'), NONE, NULL,                                                            \
    N_("Show the habits that are asked only on request, or hide them."))                           \
  X(NIGHT_BACK, KEYS_LEFT, NIGHT_ON, N_("night"), N_("The night before."))                         \
  X(NIGHT_ON, KEYS_RIGHT, NONE, NULL, N_("The night after."))                                      \
  X(NIGHT_DATE, KEYS('g'), NONE, N_("date"), N_("Go to the night of a date."))                     \
  X(NIGHT_LAST, KEYS('t'), NONE, NULL, N_("Last night; from there, tonight."))                     \
  X(WHO_TO_CALL, KEYS('w'), NONE, NULL,                                                            \
    N_("What to do about a cramp that lasts, and who to call."))                                   \
  X(NOT_SURE, KEYS('s'), NONE, N_("not sure"), N_("Leave this question out."))                     \
  X(QUESTION_BACK, KEYS(KEY_ESCAPE, 'q', FUNCTION_KEY(KEY_LEFT), 'h'), NONE, N_("back"),           \
    N_("Back to the question before; from the first, nothing is kept."))                           \
  X(REVIEW, KEYS('v'), NONE, N_("review"), N_("Your nights, sessions and cramps over time."))      \
  X(VIEW_NEXT, KEYS(KEY_TAB), NONE, N_("view"), N_("The next view."))                              \
  X(VIEW_BACK, KEYS(FUNCTION_KEY(KEY_BTAB)), NONE, NULL, N_("The view before."))                   \
  X(VIEW_LEFT, KEYS(FUNCTION_KEY(KEY_LEFT), 'h', FUNCTION_KEY(KEY_BTAB)), VIEW_RIGHT, N_("view"),  \
    N_("The view before."))                                                                        \
  X(VIEW_RIGHT, KEYS(FUNCTION_KEY(KEY_RIGHT), 'l', KEY_TAB), NONE, NULL, N_("The next view."))     \
  X(VIEW_NUMBER, KEYS('1', '2', '3', '4', '5', '6', '7'), NONE, NULL,                              \
    N_("To the view of that number."))                                                             \
  X(WEEK_BACK, KEYS_UP, WEEK_ON, N_("week"), N_("A week back."))                                   \
  X(WEEK_ON, KEYS_DOWN, NONE, NULL, N_("A week on."))                                              \
  X(MONTH_UP, KEYS_UP, MONTH_DOWN, N_("month"), N_("A month back."))                               \
  X(MONTH_DOWN, KEYS_DOWN, NONE, NULL, N_("A month on."))                                          \
  X(MONTH_BACK, KEYS('[', FUNCTION_KEY(KEY_PPAGE)), MONTH_ON, N_("month"), N_("A month back."))    \
  X(MONTH_ON, KEYS(']', FUNCTION_KEY(KEY_NPAGE)), NONE, NULL, N_("A month on."))                   \
  X(YEAR_BACK, KEYS('[', FUNCTION_KEY(KEY_PPAGE)), YEAR_ON, N_("year"), N_("A year back."))        \
  X(YEAR_ON, KEYS(']', FUNCTION_KEY(KEY_NPAGE)), NONE, NULL, N_("A year on."))                     \
  X(OPEN_NIGHT, KEYS_RETURN, NONE, N_("open"),                                                     \
    N_("Open the night: sessions, cramps, habits and notes."))                                     \
  X(OPEN_SESSION, KEYS_RETURN, NONE, N_("open"),                                                   \
    N_("Open the session marked >: its steps and answers."))                                       \
  X(SESSION_NUMBER, KEYS_DIGITS, NONE, NULL, N_("Open the session of that number."))               \
  X(EDIT_NIGHT, KEYS('e'), NONE, N_("fill in"), N_("Fill in, correct or excuse this night."))      \
  X(FILL_NIGHT, KEYS(KEY_RETURN, 'e'), NONE, N_("fill in"),                                        \
    N_("Fill in, correct or excuse this night."))                                                  \
  X(SIGNS, KEYS('m'), NONE, N_("signs"),                                                           \
    N_("Where there is no room for both: the routine, or the cramps."))                            \
  X(TREND, KEYS('m'), NONE, N_("figure"), N_("The next figure: cramps, severity, the routine."))   \
  X(SPAN_MORE, KEYS('+', '='), SPAN_LESS, N_("span"), N_("Look further back."))                    \
  X(SPAN_LESS, KEYS('-', '_'), NONE, NULL, N_("Look less far back."))                              \
  X(PICK_HABITS, KEYS('p'), NONE, N_("habits"), N_("Pick the habits to compare, in advance."))     \
  X(START_TRIAL, KEYS('s'), NONE, N_("six weeks"),                                                 \
    N_("Begin the six weeks tonight, or forget them; asks first."))                                \
  X(FAIR_TEST, KEYS('f'), NONE, N_("fair test"),                                                   \
    N_("Draw a fair test, or forget it; asks first."))                                             \
  X(LATE_OUT, KEYS('u'), NONE, N_("late"),                                                         \
    N_("Leave out what was entered over a week late, or count it."))                               \
  X(SEARCH_NOTES, KEYS('/'), NONE, N_("search"), N_("Search in the notes of all nights."))         \
  X(TAKE_BACKUP, KEYS('b'), NONE, NULL,                                                            \
    N_("Take in what only the backup has, after your history was damaged."))                       \
  X(PUT_AWAY, KEYS('z'), NONE, NULL, N_("Put the word about the damaged history away."))           \
  X(QUIT, KEYS('q'), NONE, N_("quit"), N_("Quit the program."))

typedef enum Action {
  ACTION_NONE,
#define ACTION_ENUM(action, keys, pair, hint, sentence) ACTION_##action,
  ACTION_LIST(ACTION_ENUM)
#undef ACTION_ENUM
      ACTION_COUNT
} Action;

enum { ACTION_KEYS_MAX = 10, ACTION_LIST_MAX = 26, KEY_LABEL_SIZE = 48 };

typedef struct ActionRow {
  const char *name;          /* GO_ON: "go-on" in the settings, by keys_action_name() */
  int keys[ACTION_KEYS_MAX]; /* the first one is shown in the footer; 0 ends the list */
  Action pair;               /* its first key stands beside ours in the footer */
  const char *hint;
  const char *sentence;
} ActionRow;
extern const ActionRow action_rows[ACTION_COUNT];

/* The keys of every action as they are in force; 0 ends each list, none is empty. */
typedef struct Keymap {
  int at[ACTION_COUNT][ACTION_KEYS_MAX];
} Keymap;

/* The actions that mean something at one moment of a screen, the most wanted first; the last two
 * are always in the footer. No two of them share a key. Where text is typed CRAMP_TYPING is among
 * them: keys that type mean nothing else there. */
typedef struct ActionList {
  const char *title; /* of the section in the help; NULL ends an array of lists */
  Action at[ACTION_LIST_MAX];
} ActionList;

/* The keys of the table. */
void keys_defaults(Keymap *keys);
/* One code for a key that terminals send in several: Enter, Backspace. */
int keys_normal(int key);
/* Whether text is typed while this list applies. */
bool keys_typing(const ActionList *list);
/* Whether a key types or moves in a text that is typed. */
bool keys_types(int key);
/* Whether an action of this list means something by that key, which is normal. */
bool keys_means(const Keymap *keys, const ActionList *list, Action action, int key);
/* The action of the list that the key means; ACTION_NONE without one. */
Action keys_find(const Keymap *keys, const ActionList *list, int key);
/* "Space", "Enter", an arrow (a word in ASCII), "x", "Ctrl-A", in the user's language. */
void keys_label(int key, bool ascii, char *text, size_t size);
/* Whether its keys are numbers that say which, so that no other key can stand for them. */
bool keys_numbered(Action action);
/* An action's keys, all of them: "→ n l", "1-9". */
void keys_all(const Keymap *keys, Action action, bool ascii, char *text, size_t size);
/* Columns of "Space Enter": where keys stand in a column, there is room for these two. */
int keys_pair_columns(bool ascii);
/* The key that the footer names for an action, with its pair's: "Space", "+-". False: the footer
 * says nothing about it. */
bool keys_hint(const Keymap *keys, Action action, bool ascii, char *text, size_t size);

#endif
