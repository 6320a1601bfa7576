/* Completion for bash. Contract: manual.h. */
#include "manual.h"

static const char beginning[] =
    "# bash completion of nightcalf. Made by the build from the program's tables; change those.\n"
    "\n";

/* Needs nothing but bash: bash-completion finds it by its name, and calls it. */
static const char driver[] =
    "_nightcalf() {\n"
    "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "  local program=${COMP_WORDS[0]} command='' place=0 skip='' kinds='' words='' kind i\n"
    "  COMPREPLY=()\n"
    "  if [[ $word == '=' ]]; then\n"
    "    word=''\n"
    "  elif [[ $before == '=' ]]; then\n"
    "    before=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "  fi\n"
    "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "    if [[ ${COMP_WORDS[i]} == '=' ]]; then\n"
    "      continue\n"
    "    elif [[ -n $skip ]]; then\n"
    "      skip=''\n"
    "    elif [[ -z $command ]]; then\n"
    "      [[ ${COMP_WORDS[i]} == -* ]] || command=${COMP_WORDS[i]}\n"
    "    elif [[ ${COMP_WORDS[i]} == -* ]]; then\n"
    "      ! _nightcalf_takes \"$command\" \"${COMP_WORDS[i]}\" >/dev/null || skip=yes\n"
    "    else\n"
    "      place=$((place + 1))\n"
    "    fi\n"
    "  done\n"
    "  if [[ -z $command ]]; then\n"
    "    words=$(_nightcalf_commands && _nightcalf_options '')\n"
    "  elif [[ $before == -* ]] && kinds=$(_nightcalf_takes \"$command\" \"$before\"); then\n"
    "    :\n"
    "  elif [[ $word == -* ]]; then\n"
    "    words=$(_nightcalf_options \"$command\")\n"
    "  else\n"
    "    kinds=$(_nightcalf_place \"$command\" \"$place\")\n"
    "  fi\n"
    "  while IFS= read -r kind; do\n"
    "    if [[ $kind == file ]]; then\n"
    "      compopt -o filenames 2>/dev/null\n"
    "      while IFS= read -r i; do\n"
    "        COMPREPLY+=(\"$i\")\n"
    "      done < <(compgen -f -- \"$word\")\n"
    "    elif [[ -n $kind ]]; then\n"
    "      words+=$'\\n'$(_nightcalf_words \"$program\" \"$kind\" \"$word\" \"$before\")\n"
    "    fi\n"
    "  done <<<\"$kinds\"\n"
    "  while IFS= read -r i; do\n"
    "    i=${i%%:*}\n"
    "    if [[ -n $i && $i == \"$word\"* ]]; then\n"
    "      COMPREPLY+=(\"$i\")\n"
    "    fi\n"
    "  done <<<\"$words\"\n"
    "}\n"
    "complete -F _nightcalf nightcalf\n";

void complete_bash(FILE *file, const char *date) {
  (void)date;
  fputs(beginning, file);
  shell_tables(file);
  fputs(driver, file);
}
