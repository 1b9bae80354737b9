// Follows a guide as a reader would: writes its files, types its commands one after the other in one shell, and compares what
// they print with what the guide shows.
//
// ```sh           is typed, and has to succeed
// ```sh refused   is typed, and has to be refused
// ```text shows   are lines of what the commands above print, in this order; … stands for anything
// ```yaml a.yaml  is a file
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEmulator } from '@hikube/emulator';
import { listen } from '@hikube/emulator/node';
import { bundleScript } from '../../cli/packaging/bundle.ts';
import { cleanEnvironment } from '../support/clean-environment.ts';
import { MADE, madeOnce } from '../support/made-once.ts';
import { run } from '../support/program.ts';
import { startServiceProcess } from '../support/service-process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A part of a guide that is typed or written. */
interface Part {
  readonly kind: 'typed' | 'refused' | 'file';
  /** Where the file goes. */
  readonly name: string;
  readonly text: string;
  /** Lines that the guide shows of what it prints. */
  readonly shows: readonly string[];
}

/** What a guide has its reader do, in its order. */
export function partsOf(markdown: string): readonly Part[] {
  const parts: Part[] = [];
  for (const [, mark = '', text = ''] of markdown.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)) {
    const [language, word = ''] = mark.split(' ');
    const last = parts.at(-1);
    if (mark === 'text shows' && last !== undefined)
      parts[parts.length - 1] = { ...last, shows: [...last.shows, ...text.trimEnd().split('\n')] };
    else if (word.includes('.')) parts.push({ kind: 'file', name: word, text, shows: [] });
    else if (language === 'sh')
      parts.push({ kind: word === 'refused' ? 'refused' : 'typed', name: '', text, shows: [] });
  }
  return parts;
}

/** Minutes become fractions of a second. */
const SPEED = 600;

/** Between what two parts print. */
const MARK = '@@ part ';

function scriptOf(parts: readonly Part[]): string {
  const lines = parts.map(({ kind, name, text }, at) => {
    const begin = `echo '${MARK}${at}'\n`;
    if (kind === 'file') return `${begin}cat > '${name}' <<'END OF FILE'\n${text}END OF FILE\n`;
    if (kind === 'typed') return `${begin}${text}`;
    return `${begin}if (${text}); then echo 'This was not refused.'; exit 99; fi\n`;
  });
  return `set -euo pipefail\n${lines.join('')}`;
}

/** Where a guide is followed. */
export interface Place {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Types what a guide says, and compares.
 * @returns what each part printed
 * @throws Error with what was printed, where a command ended otherwise than the guide says
 */
export async function follow(guide: string, { folder, environment }: Place): Promise<readonly string[]> {
  const parts = partsOf(await readFile(join(root, guide), 'utf8'));
  const file = join(folder, 'guide.sh');
  await writeFile(file, scriptOf(parts));
  const env = { ...cleanEnvironment(), ...environment };
  const { stdout } = await run('bash', ['-c', `bash '${file}' 2>&1`], {
    cwd: folder,
    env,
    timeout: 170_000,
    maxBuffer: 1 << 24,
  }).catch(({ stdout: said = '', code }: { stdout?: string; code?: number }) => {
    throw new Error(`${guide} ends with ${code}:\n${said.slice(-3000)}`);
  });
  const printed = stdout.split(new RegExp(`^${MARK}\\d+\\n`, 'm')).slice(1);
  for (const [at, { shows, text }] of parts.entries()) {
    const missing = firstMissing(shows, printed[at] ?? '');
    if (missing !== undefined)
      throw new Error(`${guide} shows "${missing}", and this prints something else:\n${text}${printed[at]}`);
  }
  return printed;
}

/** The first line that is not printed, or not in this order. */
export function firstMissing(shows: readonly string[], printed: string): string | undefined {
  const lines = printed.split('\n').map(squeezed);
  let from = 0;
  for (const wanted of shows) {
    const pattern = new RegExp(
      `^${squeezed(wanted)
        .split('…')
        .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*')}$`,
    );
    const found = lines.slice(from).findIndex((line) => pattern.test(line));
    if (found < 0) return wanted;
    from += found + 1;
  }
  return undefined;
}

const squeezed = (line: string): string => line.trim().replaceAll(/\s+/g, ' ');

/** A reader in a folder of his own, with `hikube` on his path. */
export async function newReader(client: {
  endpoint: string;
  token: string;
}): Promise<Place & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'hikube-reader-'));
  const command = join(folder, 'hikube');
  const made = await madeOnce(MADE ?? folder, 'command-script', async (home) => {
    await bundleScript(join(home, 'hikube.cjs'), 'test');
  });
  await symlink(join(made, 'hikube.cjs'), command);
  return {
    folder,
    environment: {
      PATH: [folder, dirname(process.execPath), cleanEnvironment()['PATH']].join(':'),
      HOME: folder,
      HIKUBE_ENDPOINT: client.endpoint,
      HIKUBE_TOKEN: client.token,
    },
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Follows a guide on an emulator of its own, where nobody waits.
 * @param environment what the reader has set beside what everybody has
 * @returns what each part printed
 */
export async function followEmulated(
  guide: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  await using emulator = await createEmulator();
  await using listening = await listen(emulator);
  await using reader = await newReader({ endpoint: listening.endpoint, token: emulator.token });
  return await follow(guide, { ...reader, environment: { ...reader.environment, ...environment } });
}

/** Follows a guide on a service of its own, whose clusters `kubectl` reaches. @returns what each part printed */
export async function followServed(guide: string): Promise<readonly string[]> {
  const service = await startServiceProcess({ store: 'memory', speed: SPEED });
  try {
    await using reader = await newReader(service);
    return await follow(guide, reader);
  } finally {
    await service.stop();
  }
}
