# Prints what zsh would complete for a command line: complete.zsh COMPLETION-FOLDER LINE. A zsh of its own, on a
# pseudo-terminal of its own, gets the line and is asked for the choices.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1= ; unset zle_bracketed_paste; source ${(q)0:A:h}/capture.zsh ${(q)1}"
zpty -r shell before '*IT-IS-READY*'
zpty -w -n shell "$2"$'\t'
zpty -r shell seen '*THAT-IS-ALL*'
zpty -d shell
print -r -- "$seen" | tr -d '\r' | sed -n 's/.*CHOICE //p'
