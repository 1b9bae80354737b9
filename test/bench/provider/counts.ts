// What a busy machine does not change: starts of the process, its CPU time, requests, and the time they are held back.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CountingProxy, startProxy } from '../../support/proxy.ts';
import type { Workspace } from '../../support/terraform.ts';
import { type Figure, round2 } from '../figure.ts';
import { timedPlan } from './plans.ts';

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
    return [requestsPerResource(far, count), addedByLatency(far, count)];
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
export async function cpuOfPlan(workspace: Workspace): Promise<number> {
  return (await cpuOfStarts(workspace, ['plan'])).reduce((sum, each) => sum + each, 0);
}

/** What each further resource costs the provider's processes. */
export function cpuPerResource(few: [count: number, ms: number], many: [count: number, ms: number]): Figure {
  return {
    name: 'provider: CPU time for each node group in a plan',
    value: round2((many[1] - few[1]) / (many[0] - few[0])),
    unit: 'ms',
    aim: 0.8,
  };
}

/** CPU time of each process that a command starts: Node itself writes it down when it ends, whatever it runs. */
async function cpuOfStarts(workspace: Workspace, command: readonly string[]): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hikube-bench-'));
  const log = join(folder, 'cpu');
  await writeFile(log, '');
  const hook = join(folder, 'hook.cjs');
  await writeFile(hook, hookInto(log));
  const environment = { NODE_OPTIONS: `--require=${hook}` };
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
