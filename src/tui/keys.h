/* Keys and what they do. One list gives the actions, their keys, the footer's hints and the help
 * screen, so that none can drift from the others. */
#ifndef NIGHTCALF_TUI_KEYS_H
#define NIGHTCALF_TUI_KEYS_H

#include <stdbool.h>
#include <stddef.h>

/* A key: the character it types, or FUNCTION_KEY(KEY_UP) and the like, apart from any character. */
enum { FUNCTION_KEY_BASE = 0x200000 };
#define FUNCTION_KEY(name) (FUNCTION_KEY_BASE + (name))
enum { KEY_ESCAPE = 27, KEY_TAB = '\t', KEY_RETURN = '\n' };

#define KEYS(...)                                                                                  \
  { __VA_ARGS__ }
#define KEYS_RETURN KEYS(KEY_RETURN, '\r', FUNCTION_KEY(KEY_ENTER))
#define KEYS_UP KEYS(FUNCTION_KEY(KEY_UP), 'k')
#define KEYS_DOWN KEYS(FUNCTION_KEY(KEY_DOWN), 'j')
#define KEYS_LEFT KEYS(FUNCTION_KEY(KEY_LEFT), 'h')
#define KEYS_RIGHT KEYS(FUNCTION_KEY(KEY_RIGHT), 'l')
#define KEYS_DIGITS KEYS('1', '2', '3', '4', '5', '6', '7', '8', '9')

/* X(action, keys, shares its hint with, hint in the footer or NULL, sentence in the help) */
#define ACTION_LIST(X)                                                                             \
  X(UP, KEYS_UP, DOWN, "move", "Move up.")                                                         \
  X(DOWN, KEYS_DOWN, NONE, NULL, "Move down.")                                                     \
  X(SCROLL_UP, KEYS_UP, SCROLL_DOWN, "read on", "Back by a line.")                                 \
  X(SCROLL_DOWN, KEYS_DOWN, NONE, NULL, "On by a line.")                                           \
  X(PAGE_UP, KEYS(FUNCTION_KEY(KEY_PPAGE), 'b'), NONE, NULL, "Back by a page.")                    \
  X(PAGE_DOWN, KEYS(FUNCTION_KEY(KEY_NPAGE), ' '), NONE, NULL, "On by a page.")                    \
  X(LEFT, KEYS_LEFT, RIGHT, "length", "A shorter length.")                                         \
  X(RIGHT, KEYS_RIGHT, NONE, NULL, "A longer length.")                                             \
  X(DIGIT, KEYS_DIGITS, NONE, NULL, "Take the answer of that number.")                             \
  X(START, KEYS_RETURN, NONE, "start", "Start the chosen routine.")                                \
  X(TAKE_UP, KEYS('r'), NONE, "go on", "Go on with the session that was broken off.")              \
  X(SHORTER, KEYS('s'), NONE, "shorter", "The shorter way tonight, or all of it again.")           \
  X(START_NOW, KEYS_RETURN, NONE, "start", "Start now, without the countdown.")                    \
  X(WAIT, KEYS(' '), NONE, "wait", "Stop the countdown, or let it run again.")                     \
  X(PAUSE, KEYS(' '), NONE, "pause", "Pause.")                                                     \
  X(GO_ON, KEYS(' ', KEY_RETURN, '\r', FUNCTION_KEY(KEY_ENTER)), NONE, "go on",                    \
    "Go on, after three seconds to get ready.")                                                    \
  X(READY, KEYS_RETURN, NONE, "ready", "Ready: begin the hold now, or end the rest.")              \
  X(CONFIRM, KEYS_RETURN, NONE, "choose", "Take the line marked >.")                               \
  X(TICK, KEYS(' '), NONE, "tick", "Tick the line marked >, or clear it.")                         \
  X(ALL_TICKED, KEYS_RETURN, NONE, "ok", "Go on with what is ticked.")                             \
  X(NEXT, KEYS(FUNCTION_KEY(KEY_RIGHT), 'n', 'l'), NONE, "next",                                   \
    "On to the next step; the rest of this one is left out.")                                      \
  X(BACK, KEYS(FUNCTION_KEY(KEY_LEFT), 'p', 'h'), NONE, "back",                                    \
    "This step again, or the one before in its first 2 seconds.")                                  \
  X(MORE, KEYS('+', '='), LESS, "seconds", "5 seconds more; after a cramp 30.")                    \
  X(LESS, KEYS('-', '_'), NONE, NULL, "5 seconds less; after a cramp 30.")                         \
  X(AGAIN, KEYS('r'), NONE, "again", "This step again.")                                           \
  X(HURT, KEYS('x'), NONE, "hurts", "It hurts: stop gently, then choose.")                         \
  X(DETAILS, KEYS('d'), NONE, "details", "Show how it is done, or hide it.")                       \
  X(MUTE, KEYS('m'), NONE, "mute", "Sounds off, or on again.")                                     \
  X(FIELD_NEXT, KEYS(FUNCTION_KEY(KEY_DOWN), KEY_TAB), NONE, NULL, "To the next line.")            \
  X(FIELD_BACK, KEYS(FUNCTION_KEY(KEY_UP), FUNCTION_KEY(KEY_BTAB)), NONE, NULL,                    \
    "To the line before.")                                                                         \
  X(FIELD_DONE, KEYS_RETURN, NONE, "next line", "To the next line; from the last one, go on.")     \
  X(CRAMP, KEYS('c', FUNCTION_KEY(KEY_F(2))), NONE, "cramp",                                       \
    "A cramp now: relief starts at once. What runs can be taken up later.")                        \
  X(CRAMP_TYPING, KEYS(FUNCTION_KEY(KEY_F(2))), NONE, NULL, "A cramp now: relief starts at once.") \
  X(EASED, KEYS('e'), NONE, "eased", "It has eased: on to what helps after.")                      \
  X(MUSCLE, KEYS('u'), NONE, "muscle", "Which muscle it is, and how to stretch that one.")         \
  X(MORE_NOW, KEYS('+', '='), NONE, "30 s more", "30 seconds more.")                               \
  X(LESS_NOW, KEYS('-', '_'), NONE, NULL, "30 seconds less.")                                      \
  X(HELP, KEYS('?', FUNCTION_KEY(KEY_F(1))), NONE, "help", "Show this help.")                      \
  X(HELP_TYPING, KEYS(FUNCTION_KEY(KEY_F(1))), NONE, "help", "Show this help.")                    \
  X(LEAVE, KEYS('q'), NONE, "leave", "Leave: pauses and asks first.")                              \
  X(LEAVE_TYPING, KEYS(KEY_ESCAPE), NONE, "leave", "Leave: pauses and asks first.")                \
  X(STAY, KEYS('q', KEY_ESCAPE), NONE, "back", "Back, with nothing changed.")                      \
  X(RETURN_HOME, KEYS('q', KEY_ESCAPE), NONE, "back", "Back, without starting.")                   \
  X(LEARN, KEYS('i'), NONE, "learn", "Information cards, and about Nightcalf.")                    \
  X(PROFILE, KEYS('p'), NONE, "profile", "Questions about your health, which leave out steps.")    \
  X(OPEN, KEYS_RETURN, NONE, "open", "Open the card marked >.")                                    \
  X(SEARCH, KEYS('/'), NONE, "search", "Search the cards: type words.")                            \
  X(SEARCH_END, KEYS(KEY_ESCAPE), NONE, "all cards", "All cards again.")                           \
  X(LEAVE_LIST, KEYS('q', KEY_ESCAPE), NONE, "back", "Back to where you came from.")               \
  X(SAVE, KEYS_RETURN, NONE, "save", "Save what is ticked.")                                       \
  X(SKIP, KEYS('q', KEY_ESCAPE), NONE, "skip", "Go on without answering.")                         \
  X(FIRST_ON, KEYS_RETURN, NONE, "next", "Go on.")                                                 \
  X(CLOSE, KEYS('q', KEY_RETURN, '\r', FUNCTION_KEY(KEY_ENTER), KEY_ESCAPE), NONE, "close",        \
    "Close.")                                                                                      \
  X(QUIT, KEYS('q'), NONE, "quit", "Quit the program.")

typedef enum Action {
  ACTION_NONE,
#define ACTION_ENUM(action, keys, pair, hint, sentence) ACTION_##action,
  ACTION_LIST(ACTION_ENUM)
#undef ACTION_ENUM
      ACTION_COUNT
} Action;

enum { ACTION_KEYS_MAX = 10, ACTION_LIST_MAX = 20, KEY_LABEL_SIZE = 48 };

typedef struct ActionRow {
  int keys[ACTION_KEYS_MAX]; /* the first one is shown in the footer; 0 ends the list */
  Action pair;               /* its first key stands beside ours in the footer */
  const char *hint;
  const char *sentence;
} ActionRow;
extern const ActionRow action_rows[ACTION_COUNT];

/* The actions that mean something at one moment of a screen, the most wanted first; the last two
 * are always in the footer. No two of them share a key. */
typedef struct ActionList {
  const char *title; /* of the section in the help; NULL ends an array of lists */
  Action at[ACTION_LIST_MAX];
} ActionList;

/* The action of the list that the key means; ACTION_NONE without one. */
Action keys_find(const ActionList *list, int key);
/* "Space", "Enter", an arrow (a word in ASCII), "x". */
void keys_label(int key, bool ascii, char *text, size_t size);
/* An action's keys, all of them: "→ n l", "1-9". */
void keys_all(Action action, bool ascii, char *text, size_t size);
/* The key that the footer names for an action, with its pair's: "Space", "+-". False: the footer
 * says nothing about it. */
bool keys_hint(Action action, bool ascii, char *text, size_t size);

#endif
