/* The memory of SQLite, of which one allocation fails, for the tests of what the record survives.
 */
#ifndef TESTS_FAULT_MEMORY_H
#define TESTS_FAULT_MEMORY_H

/* Stands before SQLite's own allocations from now on; no connection may be open. */
void fault_memory_begin(void);
/* From now on allocation number `due` (from 1) fails, and none behind it. */
void fault_memory_arm(int due);
/* None fails any more; how many there were since it was armed. */
int fault_memory_disarm(void);
/* From one allocation to the next that is tried: each of the first hundred, and then a fiftieth
 * further each time; with NIGHTCALF_FAULTS_LONG each of the first 10,000, which takes minutes, and
 * every second or third behind them. */
int fault_memory_stride(int due);

#endif
