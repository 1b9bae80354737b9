// Small random programs over the SDK: what a customer's code does, in any order, with values that are no good among them.
import type { Hikube } from '@hikube/sdk';
import { createSeededRandom, type Random } from '@hikube/service';

/** A call, as one can show it. */
export interface Step {
  readonly name: string;
  run(hikube: Hikube): Promise<unknown>;
}

/** What a step gave. */
export type Answer =
  | { readonly step: string; readonly value: unknown }
  | { readonly step: string; readonly error: unknown };

const STEPS_MOST = 8;

/** A program of its seed. */
export function programOf(seed: string): readonly Step[] {
  const random = createSeededRandom(`${seed}/steps`);
  // Without a cluster, most of what follows would be about what is not there.
  const first =
    random.int(8) === 0
      ? STEPS['create']!(random)
      : step('create', [GOOD], (hikube) => hikube.clusters.create(GOOD));
  const rest = Array.from({ length: 1 + random.int(STEPS_MOST - 1) }, () =>
    pick(random, Object.values(STEPS))(random),
  );
  return [first, ...rest];
}

/** Runs it, one step after the other, whatever is refused. */
export async function answersOf(hikube: Hikube, program: readonly Step[]): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const step of program)
    answers.push(
      await step.run(hikube).then(
        (value) => ({ step: step.name, value: plain(value) }),
        (error: Error) => ({ step: step.name, error: told(error) }),
      ),
    );
  return renamed(answers);
}

/** Drawn by whoever answers, one after the other, so that a request more or less gives others. */
const DRAWN = /\b(?:req|op|upg)-[0-9a-z]{10,}|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/**
 * A client sleeps by the clock of the emulator in process, and by that of the machine elsewhere: moments are a little apart,
 * and with them certificates, in which they are.
 */
const MOMENT = /\b2026-\d\d-\d\dT[\d:.]+Z|-----BEGIN CERTIFICATE-----[^"]*/g;

/** With a number for each id, by its first appearance: what was the same object before is the same one after. */
function renamed(answers: readonly Answer[]): readonly Answer[] {
  const numbers = new Map<string, string>();
  const text = JSON.stringify(answers).replaceAll(DRAWN, (id) => {
    const name = numbers.get(id) ?? `id ${numbers.size + 1}`;
    numbers.set(id, name);
    return name;
  });
  return JSON.parse(text.replaceAll(MOMENT, 'a moment'));
}

const pick = <T>(random: Random, values: readonly T[]): T => values[random.int(values.length)] as T;

const GOOD = { name: 'prod', version: '1.33', nodeGroups: { web: { minReplicas: 1, maxReplicas: 2 } } };
const CLUSTERS = [...Array.from({ length: 9 }, () => 'prod'), 'test', 'Not A Name', '-'];
const GROUPS = ['web', 'web', 'web', 'batch', 'none'];
const VERSIONS = ['1.33', '1.34', '1.34', 'v1.34', '1.35', '1.2', 'latest', 134];
const ADDONS = ['cert-manager', 'ingress-nginx', 'flux', 'cert-managr'];

const group = (random: Random): object =>
  pick<object>(random, [
    { minReplicas: 1, maxReplicas: 2 },
    { maxReplicas: 4 },
    { minReplicas: 1, maxReplicas: 3, labels: { tier: 'edge' } },
    { minReplicas: 2, maxReplicas: 3, instanceType: 's1.large' },
    { minReplicas: 3, maxReplicas: 1 },
    { minReplicas: '1' },
    { instanceType: 'm1.huge' },
    { diskSize: '9e99Gi' },
  ]);

const cluster = (random: Random): object => ({
  name: pick(random, CLUSTERS.slice(0, -1)),
  ...pick<object>(random, [{}, {}, { topology: 'development' }, { topology: 'huge' }]),
  ...pick<object>(random, [{}, { version: '1.33' }, { version: pick(random, VERSIONS) }]),
  ...pick<object>(random, [
    {},
    { nodeGroups: { web: { minReplicas: 1 } } },
    { nodeGroups: { web: group(random) } },
  ]),
  ...pick<object>(random, [{}, {}, { addons: { [pick(random, ADDONS)]: {} } }, { labels: { team: 5 } }]),
});

const change = (random: Random): object =>
  pick<object>(random, [
    { displayName: 'Shop' },
    { displayName: 'x'.repeat(400) },
    { labels: { team: 'shop', old: null } },
    { nodeGroups: { web: group(random) } },
    { nodeGroups: { web: null } },
    { addons: { [pick(random, ADDONS)]: {} } },
    { nmae: 'prod' },
  ]);

/** The compiler would refuse what is no good, and a program in JavaScript sends it. */
// biome-ignore lint/suspicious/noExplicitAny: any value is the point.
type Untyped = any;

const step = (
  name: string,
  values: readonly unknown[],
  run: (hikube: Hikube) => PromiseLike<unknown>,
): Step => ({
  name: `${name} ${JSON.stringify(values)}`,
  run: async (hikube) => run(hikube),
});

const STEPS: Readonly<Record<string, (random: Random) => Step>> = {
  create(random) {
    const body: Untyped = cluster(random);
    return step('create', [body], (hikube) => hikube.clusters.create(body));
  },
  patch(random) {
    const [name, body]: [string, Untyped] = [pick(random, CLUSTERS), change(random)];
    return step('patch', [name, body], (hikube) => hikube.clusters.update(name, body));
  },
  upgrade(random) {
    const [name, version]: [string, Untyped] = [pick(random, CLUSTERS), pick(random, VERSIONS)];
    return step('upgrade', [name, version], (hikube) => hikube.clusters.update(name, { version }));
  },
  list(random) {
    const options: Untyped = pick(random, [{}, { limit: 1 }, { limit: -1 }, { labelSelector: 'team=shop' }]);
    return step('list', [options], (hikube) => hikube.clusters.list(options).toArray());
  },
  get(random) {
    const name = pick(random, CLUSTERS);
    return step('get', [name], (hikube) => hikube.clusters.get(name));
  },
  remove(random) {
    const name = pick(random, CLUSTERS);
    return step('delete', [name], (hikube) => hikube.clusters.delete(name));
  },
  createGroup(random) {
    const [name, body]: [string, Untyped] = [
      pick(random, CLUSTERS),
      { name: pick(random, GROUPS), ...group(random) },
    ];
    return step('create group', [name, body], (hikube) => hikube.nodeGroups.create(name, body));
  },
  patchGroup(random) {
    const [name, of, body]: [string, string, Untyped] = [
      pick(random, CLUSTERS),
      pick(random, GROUPS),
      group(random),
    ];
    return step('patch group', [name, of, body], (hikube) => hikube.nodeGroups.update(name, of, body));
  },
  removeGroup(random) {
    const [name, of] = [pick(random, CLUSTERS), pick(random, GROUPS)];
    return step('delete group', [name, of], (hikube) => hikube.nodeGroups.delete(name, of));
  },
  putAddon(random) {
    const [name, addon]: [string, Untyped] = [pick(random, CLUSTERS), pick(random, ADDONS)];
    return step('put add-on', [name, addon], (hikube) => hikube.addons.put(name, addon, {}));
  },
  wait(random) {
    const index = random.int(3);
    return step('wait', [index], async (hikube) => {
      const operations = await hikube.operations.list().toArray();
      return hikube.operations.resume(operations[index]?.id ?? 'op-0000000000000');
    });
  },
};

const plain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)));

/** Everything that a program can see of an error, without its stack. */
function told(error: Error): unknown {
  return plain({ ...error, name: error.name, message: error.message });
}
