/* The one reader of settings: a row of a field table and a value of a file make a value of a
 * struct, with every message about type and range. */
#ifndef NIGHTCALF_CONF_FIELD_READ_H
#define NIGHTCALF_CONF_FIELD_READ_H

#include "conf/guard.h"
#include "nightcalf/field.h"

/* Reads a value into its place in object, whose earlier value is freed. False: it is wrong, which
 * has been reported (a NODE_BROKEN earlier), and the object keeps what it had. Not for CHOICES and
 * STEPS. */
bool field_read(const Field *field, const Document *document, const Node *node, void *object,
                const Findings *findings);
/* Reports a setting that is not there, at the opening of its group. */
void field_report_missing(const Field *field, Place place, const Findings *findings);
/* Reports a value of the wrong type or outside its range: what it must be, and what it is. */
void field_report_wrong(const Field *field, const char *must, const Document *document,
                        const Node *node, const Findings *findings);
/* Reports a name that neither table knows; more may be NULL. */
void field_report_unknown(const Field *table, const Field *more, const Node *node,
                          const Findings *findings);

#endif
