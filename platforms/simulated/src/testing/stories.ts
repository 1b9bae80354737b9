// Random stories of a cluster for property tests: wishes, demands, outages and waiting, in any order.
import type { DesiredCluster, DesiredNodeGroup, ObservedCluster } from '@hikube/service/platform';
import fc from 'fast-check';
import { addon, cluster, group } from './desired.ts';
import { MINUTE, rulesWith, SECOND, Simulation } from './simulation.ts';

/** Called after each event. */
export type Look = (seen: ObservedCluster, simulation: Simulation) => void;

/** One step of a story: it happens at once, or it is a time of waiting in which the cluster is looked at. */
export type Step = (simulation: Simulation, look: Look) => void;

/** A step, with a text that a failing story prints. */
interface Told {
  readonly text: string;
  readonly step: Step;
}

const GROUPS = ['a', 'b', 'c'] as const;
const SITES = ['geneva', 'gland', 'lucerne'] as const;
const GPU = 'nvidia.com/H100_94GB';

const bounds = fc
  .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }))
  .map(([min, more]) => ({ minReplicas: min, maxReplicas: Math.max(1, min + more) }));

const settings = fc.record(
  {
    instanceType: fc.constantFrom('s1.large', 'u1.xlarge'),
    roles: fc.constantFrom([], ['ingress-nginx']),
    // The first gives some nodes too little time, and others enough.
    healthCheck: fc.constantFrom({ nodeStartupTimeout: '90s' }, { maxUnhealthy: '50%' }),
  },
  { requiredKeys: ['instanceType', 'roles'] },
);

const anyGroup: fc.Arbitrary<Partial<DesiredNodeGroup>> = fc
  .tuple(bounds, settings)
  .map(([one, other]) => ({ ...one, ...other }));

const rollout = fc.record({
  paused: fc.boolean(),
  maxSurge: fc.integer({ min: 0, max: 3 }),
  maxUnavailable: fc.integer({ min: 0, max: 2 }),
});

const demand = fc.record({ pods: fc.integer({ min: 0, max: 40 }), cpu: fc.constantFrom('500m', '1', '3') });

function told(text: string, step: Step): Told {
  return { text, step };
}

const waiting = fc
  .oneof(fc.integer({ min: 1, max: 90 * SECOND }), fc.integer({ min: 1, max: 30 * MINUTE }))
  .map((ms) => told(`wait ${ms}`, (simulation, look) => wait(simulation, ms, look)));

/** Steps that change what is wanted. */
const wishes = fc.oneof(
  fc
    .tuple(fc.constantFrom(...GROUPS), anyGroup)
    .map(([name, changes]) =>
      told(`group ${name} ${JSON.stringify(changes)}`, (simulation) => putGroup(simulation, name, changes)),
    ),
  fc.constantFrom(...GROUPS).map((name) =>
    told(`drop ${name}`, (simulation) => {
      const nodeGroups = simulation.world.desired.nodeGroups.filter((each) => each.name !== name);
      simulation.want({ ...simulation.world.desired, nodeGroups });
    }),
  ),
  fc.constantFrom('ingress-nginx', 'monitoring', 'nfs').map((id) =>
    told(`toggle ${id}`, (simulation) => {
      const { addons } = simulation.world.desired;
      const others = addons.filter((each) => each.id !== id);
      const next = others.length < addons.length ? others : [...others, addon(id)];
      simulation.want({ ...simulation.world.desired, addons: next });
    }),
  ),
  fc
    .record({ replicas: fc.integer({ min: 1, max: 5 }), etcdMembers: fc.constantFrom(1, 3, 5) })
    .map((size) =>
      told(
        `control plane ${JSON.stringify(size)}`,
        (simulation) => void simulation.patch({ controlPlane: size }),
      ),
    ),
  rollout.map((next) =>
    told(`rollout ${JSON.stringify(next)}`, (simulation) => {
      simulation.want({ ...simulation.world.desired, rollout: next });
    }),
  ),
  fc.constantFrom(1, 1, 1, 2, -1).map((minors) =>
    told(`version ${minors}`, (simulation) => {
      const [major, minor] = simulation.world.desired.version.split('.').map(Number);
      simulation.patch({ version: `${major}.${minor! + minors}` });
    }),
  ),
  fc.nat(20).map((index) =>
    told(`replace ${index}`, (simulation) => {
      const nodes = simulation.see().nodeGroups.flatMap((each) => each.nodes);
      const name = nodes[index % Math.max(1, nodes.length)]?.name;
      const replaceNodes = name === undefined ? [] : [name];
      simulation.want({ ...simulation.world.desired, replaceNodes });
    }),
  ),
);

const demands = fc
  .tuple(fc.constantFrom(...GROUPS), demand)
  .map(([name, next]) =>
    told(`demand ${name} ${JSON.stringify(next)}`, (simulation) => simulation.demand(name, next)),
  );

const outages = fc
  .tuple(fc.constantFrom(...SITES), fc.boolean())
  .map(([site, up]) => told(`${site} ${up ? 'up' : 'down'}`, (simulation) => simulation.site(site, up)));

function wait(simulation: Simulation, ms: number, look: Look): void {
  const end = simulation.now + ms;
  simulation.play(ms, (seen) => look(seen, simulation));
  simulation.advance(end - simulation.now);
}

function putGroup(simulation: Simulation, name: string, changes: Partial<DesiredNodeGroup>): void {
  const { desired } = simulation.world;
  const before = desired.nodeGroups.find((each) => each.name === name);
  const next = { ...(before ?? group(name)), ...changes, generation: (before?.generation ?? 0) + 1 };
  const others = desired.nodeGroups.filter((each) => each.name !== name);
  simulation.want({ ...desired, nodeGroups: [...others, next] });
}

const beginning: fc.Arbitrary<DesiredCluster> = fc
  .tuple(fc.uniqueArray(fc.constantFrom(...GROUPS), { maxLength: 3 }), anyGroup, fc.boolean(), fc.uuid())
  .map(([names, changes, gpus, uid]) =>
    cluster({
      uid,
      version: '1.30',
      nodeGroups: names.map((name) =>
        group(name, name === 'c' && gpus ? { ...changes, gpus: [GPU] } : changes),
      ),
    }),
  );

/** What a story may contain. */
export interface StoryKinds {
  readonly outages?: boolean;
}

/** A story: how it begins, and its steps. */
export interface Story {
  readonly wish: DesiredCluster;
  readonly seed: string;
  readonly steps: readonly Step[];
  toString(): string;
}

/** Random stories; a failing one is printed as the texts of its steps. */
export function stories({ outages: withOutages = false }: StoryKinds = {}): fc.Arbitrary<Story> {
  const step = withOutages
    ? fc.oneof(waiting, waiting, wishes, demands, outages)
    : fc.oneof(waiting, waiting, wishes, demands);
  return fc
    .tuple(beginning, fc.nat(1_000_000), fc.array(step, { maxLength: 20 }))
    .map(([wish, seed, steps]) => ({
      wish,
      seed: String(seed),
      steps: steps.map((each) => each.step),
      toString: () => JSON.stringify({ seed, wish, steps: steps.map((each) => each.text) }),
      [fc.toStringMethod]: () =>
        JSON.stringify({ seed, wish, steps: steps.map((each) => each.text) }, null, 1),
    }));
}

/** Lives through a story and looks at the cluster after each event and each step. */
export function live({ wish, seed, steps }: Story, look: Look = () => {}): Simulation {
  const simulation = new Simulation(wish, rulesWith({ seed }));
  for (const step of steps) {
    step(simulation, look);
    look(simulation.see(), simulation);
  }
  return simulation;
}
