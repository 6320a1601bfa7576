/* The least that a program on ncurses can do: a screen of text, and one thing on it that changes at
 * a fixed pace. */
#ifndef TESTS_BENCH_FLOOR_SCREEN_H
#define TESTS_BENCH_FLOOR_SCREEN_H

enum { FLOOR_ROWS = 24, FLOOR_COLUMNS = 80 };

/* Takes the terminal, fills the screen, and then calls show every so many milliseconds with the
 * number of the change and after every key with one more, each followed by one refresh. Until 'q'
 * or a signal; the terminal is then given back. Waits for an absolute deadline or a key, nothing
 * else wakes it. The exit status of the program. */
int floor_screen(long every_ms, void (*show)(long number));
/* The same, which does something more after each refresh that was no key's. */
int floor_screen_then(long every_ms, void (*show)(long number), void (*then)(long number));

#endif
