// The fields of the drill as flags of the command line, which nobody has written.
import { main } from '../../cli/src/app.ts';
import { kebab } from '../../cli/src/contract/parse.ts';
import { fakeHost } from '../cli/fake-host.ts';
import type { ServiceInside } from '../support/service-inside.ts';
import { NEW_OPTIONS, valuesOf } from './additions.ts';

type Json = Readonly<Record<string, unknown>>;
type Which = 'created' | 'changed';

const { addon: ADDON, name: OPTIONS } = NEW_OPTIONS;

/** A value as a person types it; a key that goes is taken away by name. */
function flags(values: Json, before: Json = {}, above: readonly string[] = []): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const path = [...above, name];
    const flag = `--${path.map(kebab).join('-')}`;
    if (typeof value === 'boolean') return [value ? flag : flag.replace('--', '--no-')];
    if (Array.isArray(value)) return [flag, value.join(',')];
    if (typeof value !== 'object' || value === null) return [flag, String(value)];
    const old = (before[name] ?? {}) as Json;
    if (!name.endsWith('Map')) return flags(value as Json, old, path);
    const gone = Object.keys(old).filter((key) => !Object.hasOwn(value, key));
    return [
      flag,
      [...Object.entries(value).map(([key, each]) => `${key}=${each}`), ...gone.map((key) => `${key}-`)].join(
        ',',
      ),
    ];
  });
}

/** Makes and changes each object, and reads it. */
export async function throughCli(service: Pick<ServiceInside, 'endpoint' | 'token'>) {
  const run = async (...words: readonly string[]): Promise<Json> => {
    const environment = { HIKUBE_ENDPOINT: service.endpoint, HIKUBE_TOKEN: service.token };
    const host = fakeHost({ fetch: (request, init) => fetch(request, init), environment });
    const code = await main(host, [...words, '-o', 'json'], '0.0.0');
    if (code !== 0) throw new Error(`hikube ${words.join(' ')} ended with ${code}: ${host.printed.stderr}`);
    return JSON.parse(host.printed.stdout) as Json;
  };
  const see = async () => ({
    cluster: await run('cluster', 'get', 'typed'),
    nodeGroup: await run('node-group', 'get', 'typed', 'web'),
    addon: await run('addon', 'get', 'typed', ADDON),
  });
  const values = (which: Which, before?: Json) => [...flags(valuesOf(which), before), '--yes', '--no-wait'];
  const addon = (which: Which) => [
    ...values(which),
    ...flags({ options: { [OPTIONS]: NEW_OPTIONS[which] } }),
  ];
  await run('cluster', 'create', 'typed', '--topology', 'development', ...values('created'));
  await run('node-group', 'create', 'typed', 'web', ...values('created'));
  await run('addon', 'enable', 'typed', ADDON, ...addon('created'));
  const created = await see();
  const before = valuesOf('created');
  await run('cluster', 'update', 'typed', ...values('changed', before));
  await run('node-group', 'update', 'typed', 'web', ...values('changed', before));
  await run('addon', 'enable', 'typed', ADDON, ...addon('changed'));
  return { created, changed: await see() };
}
