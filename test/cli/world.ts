// A tenant as somebody has it who uses the command line, and what it takes to run one command line on it.
import { createEmulator, type Emulator } from '@hikube/emulator';
import { main } from '../../cli/src/app.ts';
import { type FakeHost, type FakeOptions, fakeHost } from './fake-host.ts';

/** A tenant with the clusters `prod` and `test`. */
export async function createWorld(): Promise<Emulator> {
  const emulator = await createEmulator();
  const { clusters } = emulator.client();
  await clusters.create({
    name: 'prod',
    version: '1.34',
    nodeGroups: { web: { minReplicas: 2, maxReplicas: 10 } },
    addons: { 'cert-manager': {} },
  });
  await clusters.create({ name: 'test', version: '1.34', topology: 'development' });
  return emulator;
}

/** How a command line ended. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly host: FakeHost;
}

/** Runs one command line, without the word `hikube`, as the owner of the tenant. */
export async function hikube(
  emulator: Pick<Emulator, 'fetch' | 'token' | 'endpoint'>,
  words: readonly string[],
  options: Partial<FakeOptions> = {},
): Promise<Ran> {
  const host = fakeHost({
    fetch: (request, init) => emulator.fetch(request, init),
    environment: { HIKUBE_TOKEN: emulator.token, HIKUBE_ENDPOINT: emulator.endpoint },
    ...options,
  });
  const code = await main(host, words, '9.9.9');
  return { code, host, ...host.printed };
}
