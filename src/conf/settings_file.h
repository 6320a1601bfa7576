/* The settings file as a document: read here, changed in settings_write.c. */
#ifndef NIGHTCALF_CONF_SETTINGS_FILE_H
#define NIGHTCALF_CONF_SETTINGS_FILE_H

#include "conf/guard.h"
#include "nightcalf/settings.h"

/* Reads every setting of the document into settings (initialised), findings reported. */
void settings_read(const Document *document, Settings *settings, Diagnostics *diagnostics);

#endif
