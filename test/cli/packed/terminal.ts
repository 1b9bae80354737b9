// A terminal of its own, as a person has it: keys go in, and what is on the screen comes out.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A terminal with a shell in it. */
export interface Terminal {
  /** Types; a name such as `Enter`, `Tab` or `C-c` is a key. */
  type(...keys: string[]): Promise<void>;
  /** The lines on the screen, without what is empty below. */
  screen(): Promise<string>;
  /** Whether one sees where the next key would go. */
  showsCursor(): Promise<boolean>;
  dispose(): Promise<void>;
}

/** Opens a terminal of 80 by 24. @param shell what runs in it; a plain bash by default */
export async function openTerminal(
  environment: Readonly<Record<string, string>>,
  shell: readonly string[] = ['bash', '--norc', '--noprofile'],
): Promise<Terminal> {
  const socket = `hikube-${crypto.randomUUID()}`;
  const tmux = async (...words: string[]) =>
    (await run('tmux', ['-L', socket, '-f', '/dev/null', ...words])).stdout;
  const settings = Object.entries({ ...environment, PS1: '$ ', HISTFILE: '', TERM: 'xterm-256color' }).map(
    ([name, value]) => `${name}=${value}`,
  );
  await tmux('new-session', '-d', '-x', '80', '-y', '24', 'env', '-i', ...settings, ...shell);
  return {
    type: async (...keys) => {
      for (const key of keys)
        await tmux('send-keys', ...(/^(Enter|Tab|Escape|C-.)$/.test(key) ? [key] : ['-l', key]));
    },
    screen: async () => `${(await tmux('capture-pane', '-p')).replace(/ +$/gm, '').trimEnd()}\n`,
    showsCursor: async () => (await tmux('display-message', '-p', '#{cursor_flag}')).trim() === '1',
    dispose: async () => {
      await tmux('kill-server');
    },
  };
}
