// hikube completion: the lines that teach a shell to complete, and what it then asks for.
import { SCRIPTS, type Shell } from '../completion/scripts.ts';
import { command } from './command.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const satisfies readonly Shell[];

export const completion = command({
  brief: 'Print what teaches your shell to complete commands, flags and names',
  more:
    'bash:  source <(hikube completion bash)\n' +
    'zsh:   source <(hikube completion zsh)\n' +
    'fish:  hikube completion fish | source',
  args: [{ name: 'shell', brief: 'bash, zsh or fish', choices: SHELLS }],
  examples: ['hikube completion bash'],
  async run(session, { args: [shell = ''] }) {
    session.host.stdout.write(SCRIPTS[shell as Shell]);
    return 0;
  },
});
