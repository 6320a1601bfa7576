/* Completion for zsh. Contract: manual.h. */
#include "manual.h"

static const char beginning[] =
    "#compdef nightcalf\n"
    "# zsh completion of nightcalf. Made by the build from the program's tables; change those.\n"
    "\n";

static const char driver[] =
    "_nightcalf() {\n"
    "  local program=$words[1] command='' skip='' kind\n"
    "  local word=$PREFIX before=$words[CURRENT-1]\n"
    "  local -i place=0 i\n"
    "  local -a kinds found\n"
    "  for ((i = 2; i < CURRENT; i++)); do\n"
    "    if [[ -n $skip ]]; then\n"
    "      skip=''\n"
    "    elif [[ -z $command ]]; then\n"
    "      [[ $words[i] == -* ]] || command=$words[i]\n"
    "    elif [[ $words[i] == -* ]]; then\n"
    "      ! _nightcalf_takes \"$command\" \"$words[i]\" >/dev/null || skip=yes\n"
    "    else\n"
    "      place+=1\n"
    "    fi\n"
    "  done\n"
    "  if [[ -z $command ]]; then\n"
    "    found=(${(f)\"$(_nightcalf_commands)\"} ${(f)\"$(_nightcalf_options '')\"})\n"
    "  elif [[ $before == -* ]] && _nightcalf_takes \"$command\" \"$before\" >/dev/null; then\n"
    "    kinds=(${(f)\"$(_nightcalf_takes \"$command\" \"$before\")\"})\n"
    "  elif [[ $word == --*=* ]] && _nightcalf_takes \"$command\" \"${word%%=*}\" >/dev/null; "
    "then\n"
    "    kinds=(${(f)\"$(_nightcalf_takes \"$command\" \"${word%%=*}\")\"})\n"
    "    compset -P '*='\n"
    "  elif [[ $word == -* ]]; then\n"
    "    found=(${(f)\"$(_nightcalf_options \"$command\")\"})\n"
    "  else\n"
    "    kinds=(${(f)\"$(_nightcalf_place \"$command\" \"$place\")\"})\n"
    "  fi\n"
    "  for kind in $kinds; do\n"
    "    if [[ $kind == file ]]; then\n"
    "      _files\n"
    "    else\n"
    "      found+=(${(f)\"$(_nightcalf_words \"$program\" \"$kind\" \"$word\" \"$before\")\"})\n"
    "    fi\n"
    "  done\n"
    "  (( $#found )) && _describe nightcalf found\n"
    "}\n"
    "\n"
    "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n"
    "  _nightcalf \"$@\"\n"
    "else\n"
    "  compdef _nightcalf nightcalf\n"
    "fi\n";

void complete_zsh(FILE *file, const char *date) {
  (void)date;
  fputs(beginning, file);
  shell_tables(file);
  fputs(driver, file);
}
