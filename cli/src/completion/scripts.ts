// What a shell runs at Tab: it asks `hikube complete -- <words>`, which prints one proposal a line, a tab, and its meaning.

export type Shell = 'bash' | 'zsh' | 'fish';

export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# bash completion of hikube
_hikube() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(hikube complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
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
