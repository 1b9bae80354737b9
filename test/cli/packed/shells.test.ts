// Tab in the shells themselves, which take the lines that `hikube completion` prints each in a way of its own.
import { dirname } from 'node:path';
import { createEmulator, type Emulator } from '@hikube/emulator';
import { type Listening, listen } from '@hikube/emulator/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isForFullRun, isLeftOut, missingProgram } from '../../support/left-out.ts';
import { type Installed, install } from './installed.ts';
import { openTerminal } from './terminal.ts';

const SHELLS = {
  bash: {
    start: ['bash', '--norc', '--noprofile'],
    teach: ['source <(hikube completion bash)'],
  },
  zsh: {
    start: ['zsh', '-f'],
    teach: ['autoload -Uz compinit && compinit -u -D', 'source <(hikube completion zsh)'],
  },
  fish: {
    start: [
      'fish',
      '--no-config',
      '--init-command',
      "function fish_prompt; echo '$ '; end; set fish_greeting",
    ],
    teach: ['hikube completion fish | source'],
  },
} as const;

const isForLater =
  isForFullRun('Completion in the shells') ||
  isLeftOut('Completion in the shells', missingProgram('tmux', '-V'));

let installed: Installed;
let emulator: Emulator;
let listening: Listening;

beforeAll(async () => {
  if (isForLater) return;
  installed = await install();
  emulator = await createEmulator();
  listening = await listen(emulator);
  await emulator.client().clusters.create({ name: 'prod', topology: 'development' });
});
afterAll(async () => {
  await listening?.close();
  await emulator?.close();
  await installed?.dispose();
});

/** Each look at the screen is a process. */
const PATIENCE = { interval: 50 };

describe.each(Object.entries(SHELLS))('%s', (shell, { start, teach }) => {
  const leftOut = isForLater || isLeftOut(`Completion in ${shell}`, missingProgram(shell, '--version'));

  test.skipIf(leftOut)('completes commands, flags, values and names', async () => {
    const { PATH, ...rest } = installed.environment();
    const environment = {
      ...rest,
      PATH: `${dirname(installed.command)}:${PATH}`,
      HIKUBE_ENDPOINT: listening.endpoint,
      HIKUBE_TOKEN: emulator.token,
    };
    const terminal = await openTerminal(environment, start);
    const last = async () => (await terminal.screen()).trimEnd().split('\n').at(-1) ?? '';
    const prompt = () => expect.poll(last, PATIENCE).toBe('$');
    try {
      await prompt();
      for (const line of teach) {
        await terminal.type(line, 'Enter');
        await prompt();
      }
      for (const [typed, completed] of [
        ['hikube clu', 'hikube cluster'],
        ['hikube cluster get p', 'hikube cluster get prod'],
        ['hikube cluster create x --topo', 'hikube cluster create x --topology'],
        ['hikube cluster create x --topology pr', 'hikube cluster create x --topology production'],
        ['hikube cluster create x --topology=pr', 'hikube cluster create x --topology=production'],
        [
          `hikube cluster get --endpoint=${listening.endpoint} p`,
          `hikube cluster get --endpoint=${listening.endpoint} prod`,
        ],
        ['hikube completion --kube-context=admin@x ba', 'hikube completion --kube-context=admin@x bash'],
        ['hikube completion --kube-context admin@x ba', 'hikube completion --kube-context admin@x bash'],
        ['hikube api --data @change.json PA', 'hikube api --data @change.json PATCH'],
        ['hikube node-group list --quiet pr', 'hikube node-group list --quiet prod'],
      ] as const) {
        await terminal.type(typed, 'Tab');
        await expect.poll(last, PATIENCE).toBe(`$ ${completed}`);
        await terminal.type('C-c');
        await prompt();
      }
      // What each means stands beside it, where the shell shows that.
      await terminal.type('hikube kubeconfig ', 'Tab');
      if (shell === 'bash') await terminal.type('Tab');
      await expect.poll(() => terminal.screen(), PATIENCE).toContain('revoke');
      if (shell !== 'bash')
        expect((await terminal.screen()).replaceAll(/\s+/g, ' ')).toContain('Make a kubeconfig worthless');
    } finally {
      await terminal.dispose();
    }
  });
});
