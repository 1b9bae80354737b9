// What a shell runs at Tab: it asks `hikube complete -- <words>`, which prints one proposal a line, a tab, and its meaning.

export type Shell = 'bash' | 'zsh' | 'fish';

export const SCRIPTS: Readonly<Record<Shell, string>> = {
  // Bash breaks words at "=", ":" and "@", which are part of ours: what touches in the line is put together again, and only
  // the rest is proposed.
  bash: `# bash completion of hikube
_hikube() {
  local line word current=\${COMP_WORDS[COMP_CWORD]} rest=\${COMP_LINE#*"\${COMP_WORDS[0]}"} stem
  local -a words=()
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ \${#words[@]} -gt 0 && $rest != [[:space:]]* ]]; then
      words[\${#words[@]}-1]+=$word
    else
      words+=("$word")
    fi
    rest=\${rest#*"$word"}
  done
  stem=\${words[\${#words[@]}-1]}
  [[ $current =~ ^[=:@]+$ ]] || stem=\${stem%"$current"}
  while IFS= read -r line; do
    line=\${line%%$'\\t'*}
    COMPREPLY+=("\${line#"$stem"}")
  done < <(hikube complete -- "\${words[@]}" 2>/dev/null)
}
complete -o default -F _hikube hikube
`,
  zsh: `#compdef hikube
_hikube() {
  local -a proposals
  local line
  while IFS= read -r line; do
    proposals+=("\${line%%$'\\t'*}:\${line#*$'\\t'}")
  done < <(hikube complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  _describe hikube proposals
}
compdef _hikube hikube
`,
  fish: `# fish completion of hikube
complete -c hikube -f -a '(hikube complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
`,
};
