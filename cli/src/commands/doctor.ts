// hikube doctor: what is in the way, and what to do about it.
import { readContexts } from '../config/contexts.ts';
import { configFile } from '../config/paths.ts';
import { addressHints } from '../errors/address-hints.ts';
import { exitCode } from '../errors/exit-codes.ts';
import { oneLine } from '../kubeconfig/credential.ts';
import { kubeconfigFile } from '../kubeconfig/file.ts';
import { ours } from '../kubeconfig/merge.ts';
import { KubeconfigText } from '../kubeconfig/text.ts';
import type { Session } from '../session.ts';
import { command } from './command.ts';

type Check = (session: Session) => Promise<string>;

/** Each says what it has found, or throws what is wrong. */
const CHECKS: Readonly<Record<string, Check>> = {
  contexts: async ({ host }) => {
    const { contexts } = await readContexts(host);
    return `${Object.keys(contexts).length} in ${configFile(host)}`;
  },
  context: async (session) => {
    const { context, endpoint } = await session.target();
    return `${context ?? 'the environment'}: ${endpoint}`;
  },
  api: async (session) => {
    const hikube = (await session.client()).withOptions({ deadlineMs: PATIENCE_MS });
    const { id, scopes } = await hikube.tenant();
    return `answers ${id} with the scopes ${scopes.join(', ')}`;
  },
  clock: async (session) => {
    const hikube = (await session.client()).withOptions({ deadlineMs: PATIENCE_MS });
    const { response } = await hikube.tenant().withResponse();
    const date = Date.parse(response.headers.get('Date') ?? '');
    if (Number.isNaN(date)) return 'the API does not say what time it is';
    const offMs = Math.abs(session.host.clock.now() - date);
    if (offMs > MOST_OFF_MS)
      throw new Error(
        `This clock and that of the API are ${Math.round(offMs / 60_000)} minutes apart: set it right.`,
      );
    return 'as that of the API';
  },
  kubeconfig: async ({ host }) => {
    const file = await kubeconfigFile(host, undefined);
    const text = await host.files.read(file);
    const saved = ours(text === undefined ? undefined : await KubeconfigText.read(file, text));
    return `${saved.length} of ours in ${file}`;
  },
  kubectl: async ({ host }) => {
    const { stdout } = await host.processes.run('kubectl', ['version', '--client', '--output=json']);
    return String(
      (JSON.parse(stdout) as { clientVersion?: { gitVersion?: string } }).clientVersion?.gitVersion ??
        'there',
    );
  },
};

const PATIENCE_MS = 10_000;
const MOST_OFF_MS = 300_000;

export const doctor = command({
  brief: 'Check contexts, API, clock and kubectl, and say what is in the way; ends with 1 where something is',
  examples: ['hikube doctor'],
  async run(session) {
    const items = [];
    for (const [name, check] of Object.entries(CHECKS)) {
      try {
        items.push({ name, result: 'ok', detail: await check(session) });
      } catch (error) {
        const isOwn = error instanceof Error && error.constructor === Error;
        const detail = isOwn ? error.message : oneLine(error, await addressHints(session, error));
        items.push({ name, result: 'found', detail });
      }
    }
    await session.show('check', { items });
    return exitCode(items.some(({ result }) => result === 'found') ? 'no' : 'done');
  },
});
