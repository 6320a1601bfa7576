# Prints what fish would complete for a command line: complete.fish COMPLETION-FILE LINE
source $argv[1]
complete -C $argv[2] | string replace -r '\t.*' ''
