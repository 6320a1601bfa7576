/* A folder of a test's own, gone when the test is over. */
#ifndef TESTS_TEMP_FOLDER_H
#define TESTS_TEMP_FOLDER_H

/* Makes an empty folder; the path is good until temp_folder_remove(). */
const char *temp_folder_make(void);
/* The path of a name in it. Release with free(). */
char *temp_folder_path(const char *name);
/* Makes a file of that name and content in it. */
void temp_folder_write(const char *name, const char *content);
/* Makes a folder of that name in it. */
void temp_folder_inside(const char *name);
/* How many files and folders it holds itself. */
int temp_folder_count(void);
/* Removes it and all it holds. */
void temp_folder_remove(void);

/* Makes a folder of that name in it with a copy of each file of another one. */
void temp_folder_copy(const char *name, const char *from);

#endif
