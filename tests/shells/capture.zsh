# Within the zsh of complete.zsh: every choice that completion adds is printed.
bindkey -e
setopt no_beep
fpath=($1 $fpath)
autoload -Uz compinit
compinit -D -u
zstyle ':completion:*' verbose no
compadd() {
  local -a hits
  # asked what would fit, not to add it
  if [[ ${argv[1,(i)--]} != *-[OAD]* ]]; then
    builtin compadd -A hits "$@"
    print -rl -- "" "CHOICE "$^hits
  fi
  builtin compadd "$@"
}
choices() {
  zle list-choices
  print -r -- THAT-IS-ALL
}
zle -N choices
bindkey '^I' choices
print -r -- IT-IS-READY
