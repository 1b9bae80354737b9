// What a busy machine does not change: starts of the process, its CPU time, requests, and the time they are held back.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CountingProxy, startProxy } from '../../support/proxy.ts';
import type { Workspace } from '../../support/terraform.ts';
import { type Figure, round2 } from '../figure.ts';
import { timedPlan } from './plans.ts';
import type { World } from './world.ts';

type Environment = Readonly<Record<string, string>>;

const LATENCY_MS = 20;

/** GET requests of a refresh, for each resource, and what latency adds to it. */
export async function requestFigures(
  workspace: Workspace,
  endpoint: string,
  count: number,
): Promise<Figure[]> {
  const far = await startProxy(endpoint, LATENCY_MS);
  try {
    await timedPlan(workspace, { HIKUBE_ENDPOINT: far.endpoint });
    const requests = requestsPerResource(far, count);
    // Of fewer resources, the one question whose token it is would be most of it.
    return count < 1000 ? [requests] : [requests, addedByLatency(far, count)];
  } finally {
    await far.close();
  }
}

function requestsPerResource({ requests }: CountingProxy, count: number): Figure {
  const sum = [...requests.values()].reduce((total, each) => total + each, 0);
  return {
    name: `provider: API requests for each resource, ${count} node groups`,
    value: Math.round((sum / count) * 1000) / 1000,
    unit: 'count',
    aim: 0.1,
  };
}

function addedByLatency({ heldMs }: CountingProxy, count: number): Figure {
  const oneByOneMs = (count / 10) * LATENCY_MS;
  return {
    name: `provider: time that ${LATENCY_MS} ms of latency add to a plan, ${count} node groups`,
    value: round2(heldMs / oneByOneMs),
    unit: 'ratio',
    per: 'one GET for each resource, ten at a time',
    aim: 0.2,
  };
}

/** How often a command starts the provider. */
export async function startCounts(workspace: Workspace): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const command of [['validate'], ['plan'], ['apply', '-auto-approve']]) {
    const name = `provider: starts of the process, ${command[0]}`;
    figures.push({ name, value: (await cpuOfStarts(workspace, command)).length, unit: 'count' });
  }
  return figures;
}

/** CPU time of all the processes of a plan, in milliseconds. */
async function cpuOfPlan(workspace: Workspace, environment: Environment = {}): Promise<number> {
  return (await cpuOfStarts(workspace, ['plan'], environment)).reduce((sum, each) => sum + each, 0);
}

/** CPU time of a plan's processes at one size. */
export interface PlanCpu {
  readonly count: number;
  readonly ours: number;
  readonly passThrough: number;
}

export async function cpuAt(count: number, { groups, passThrough }: World): Promise<PlanCpu> {
  return { count, ours: await cpuOfPlan(groups), passThrough: await cpuOfPlan(groups, passThrough) };
}

/** What each further resource costs the provider's processes, and those of the provider that does nothing. */
export function cpuPerResource(few: PlanCpu, many: PlanCpu): Figure[] {
  const slope = (of: 'ours' | 'passThrough') => (many[of] - few[of]) / (many.count - few.count);
  const name = 'provider: CPU time for each node group in a plan';
  return [
    { name, value: round2(slope('ours')), unit: 'ms', aim: 0.8 },
    {
      name: `${name}, our share`,
      value: round2(slope('ours') / slope('passThrough')),
      unit: 'ratio',
      per: 'the same through a provider that does nothing',
    },
  ];
}

/** CPU time of each process that a command starts: Node itself writes it down when it ends, whatever it runs. */
async function cpuOfStarts(
  workspace: Workspace,
  command: readonly string[],
  more: Environment = {},
): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hikube-bench-'));
  const log = join(folder, 'cpu');
  await writeFile(log, '');
  const hook = join(folder, 'hook.cjs');
  await writeFile(hook, hookInto(log));
  const environment = { ...more, NODE_OPTIONS: `--require=${hook}` };
  try {
    const run = await workspace.run([...command, '-no-color'], { environment });
    if (run.exitCode !== 0) throw new Error(`terraform ${command[0]} failed: ${run.stderr.slice(0, 500)}`);
    return (await readFile(log, 'utf8')).split('\n').filter(Boolean).map(Number);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What Node runs before the provider. */
const hookInto = (log: string) => `process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  require('node:fs').appendFileSync(${JSON.stringify(log)}, (user + system) / 1000 + '\\n');
});
`;
