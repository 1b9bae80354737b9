// The packed command as a person sees it: progress, an error, a question, completion. The screens are kept beside this file.
import { dirname, join } from 'node:path';
import { createEmulator, type Emulator } from '@hikube/emulator';
import { type Listening, listen } from '@hikube/emulator/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isForFullRun, isLeftOut, missingProgram } from '../../support/left-out.ts';
import { type Installed, install } from './installed.ts';
import { openTerminal, type Terminal } from './terminal.ts';

const leftOut =
  isForFullRun('What a terminal shows of hikube') ||
  isLeftOut('What a terminal shows of hikube', missingProgram('tmux', '-V'));

let installed: Installed;
let emulator: Emulator;
let listening: Listening;
let terminal: Terminal;

beforeAll(async () => {
  if (leftOut) return;
  installed = await install();
  emulator = await createEmulator({ time: 'manual' });
  listening = await listen(emulator);
  const creation = emulator.client().clusters.create({ name: 'prod', topology: 'development' });
  await creation.accepted;
  await emulator.clock.advance(3_600_000);
});
afterAll(async () => {
  await listening?.close();
  await emulator?.close();
  await installed?.dispose();
});
beforeEach(async () => {
  if (leftOut) return;
  const bin = dirname(installed.command);
  const { PATH, ...rest } = installed.environment();
  terminal = await openTerminal({
    ...rest,
    PATH: `${bin}:${PATH}`,
    HIKUBE_ENDPOINT: listening.endpoint,
    HIKUBE_TOKEN: emulator.token,
  });
  await prompt();
});
afterEach(() => terminal?.dispose());

/** Each look at the screen is a process. */
const PATIENCE = { interval: 50 };

/** The screen once it shows all of this, without ids that are made anew. */
async function seen(...parts: string[]): Promise<string> {
  for (const part of parts) await expect.poll(() => terminal.screen(), PATIENCE).toContain(part);
  const screen = await terminal.screen();
  return screen
    .replaceAll(/req-[0-9a-f]+/g, 'req-…')
    .replaceAll(/op-[0-9a-z]+/g, 'op-…')
    .replaceAll(/:\d{4,5}\//g, ':…/');
}

/** Until the shell waits for a command. */
const prompt = () =>
  expect.poll(async () => (await terminal.screen()).split('\n').at(-2), PATIENCE).toBe('$');

const kept = (name: string) => join(import.meta.dirname, 'screens', `${name}.txt`);

describe.skipIf(leftOut)('on a terminal', () => {
  test('work under way is one line, which Ctrl-C turns into the command that waits on', async () => {
    await terminal.type('hikube cluster create shop --node-groups name=web,min-replicas=2', 'Enter');
    await expect(await seen('[....................]')).toMatchFileSnapshot(kept('progress'));
    const later = async () => {
      await emulator.clock.advance(10_000);
      return terminal.screen();
    };
    await expect.poll(later, { interval: 1100 }).toContain('[#');
    await terminal.type('C-c');
    await prompt();
    await expect(await seen('wait on:', 'end it:')).toMatchFileSnapshot(kept('interrupted'));
    await terminal.type('echo ended with $?', 'Enter');
    await seen('ended with 130');
    expect(await terminal.showsCursor()).toBe(true);
    await emulator.clock.advance(3_600_000);
  });

  test('an error says what, which, and what next', async () => {
    await terminal.type('hikube cluster get prdo', 'Enter');
    await prompt();
    await expect(await seen('did you mean prod?')).toMatchFileSnapshot(kept('error'));
  });

  test('a question shows what would go, and no is no', async () => {
    await terminal.type('hikube cluster delete prod', 'Enter');
    await expect(await seen('Delete the cluster prod?', 'No')).toMatchFileSnapshot(kept('question'));
    await terminal.type('n');
    await seen('Nothing was changed.');
    expect((await emulator.client().clusters.get('prod')).status.phase).toBe('Running');
  });

  test('Ctrl-C at a question changes nothing, ends with 130 and gives the cursor back', async () => {
    await terminal.type('hikube cluster delete prod', 'Enter');
    await seen('Delete the cluster prod?');
    // A question hides it.
    await expect.poll(() => terminal.showsCursor(), PATIENCE).toBe(false);
    await terminal.type('C-c');
    await prompt();
    await terminal.type('echo ended with $?', 'Enter');
    await seen('ended with 130');
    expect(await terminal.showsCursor()).toBe(true);
    expect((await emulator.client().clusters.get('prod')).status.phase).toBe('Running');
  });

  test('a token is asked for and not shown', async () => {
    await terminal.type('unset HIKUBE_TOKEN; hikube auth login', 'Enter');
    await seen('Token');
    await terminal.type(emulator.token);
    await terminal.type('Enter');
    await prompt();
    const screen = await seen('Logged in to');
    expect(screen).not.toContain(emulator.token.slice(4, 20));
    await expect(screen.replaceAll(/[▪•*]+/g, '…')).toMatchFileSnapshot(kept('login'));
  });

  test('Tab completes words, flags and names that are there', async () => {
    await terminal.type('source <(hikube completion bash)', 'Enter');
    await prompt();
    await terminal.type('hikube clu', 'Tab');
    await seen('hikube cluster');
    await terminal.type('get p', 'Tab');
    await seen('hikube cluster get prod');
    await terminal.type('C-c');
    await prompt();
    await terminal.type('hikube node-', 'Tab');
    await seen('hikube node-group');
    await terminal.type('list --qu', 'Tab');
    await seen('list --quiet');
    await terminal.type('pr', 'Tab');
    await expect(await seen('hikube node-group list --quiet prod')).toMatchFileSnapshot(kept('completion'));
  });
});
