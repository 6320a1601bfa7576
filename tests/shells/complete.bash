# Prints what bash would complete for a command line: complete.bash COMPLETION-FILE WORD... (the last one is unfinished)
# shellcheck disable=SC1090
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_nightcalf
printf '%s\n' "${COMPREPLY[@]}"
