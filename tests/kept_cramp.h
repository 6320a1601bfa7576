/* What the record holds of a cramp. */
#ifndef TESTS_KEPT_CRAMP_H
#define TESTS_KEPT_CRAMP_H

#include "nightcalf/store.h"

/* The only cramp in the database of that name in the test's folder, its texts gone; id 0: there is
 * none. The test fails when there are more. */
Episode kept_cramp(const char *database);

#endif
