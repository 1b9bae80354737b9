// Everything that a flow leaves behind, without what may differ from one time to the next: ids, moments and secrets.
import { type Stage, TENANT } from './stage.ts';

/** One line for each thing that is there, in a fixed order. */
export type FinalState = readonly string[];

// Answers to keys and events are told elsewhere; heartbeats and tokens belong to nobody.
const COMPARED = [
  'cluster',
  'nodeGroup',
  'addon',
  'versionUpgrade',
  'operation',
  'clusterOperation',
  'openOperation',
  'clusterStatus',
  'clusterNodes',
] as const;
// What is only counted, because its records are mostly secrets.
const COUNTED = ['clusterAuthority', 'kubeconfigToken', 'kubeconfigTokenEntry', 'openKubeconfig'] as const;
const MOST = 500;

/** What may differ: names and sites that were given by chance, when it was, and estimates. */
const PASSING: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uid>'],
  [/\b(op|upg|kc|tok)-[0-9a-z]{20}/g, '<$1>'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '<time>'],
  [/\b1[67]\d{11}\b/g, '"<time>"'],
  [/\b(kubernetes(?:-[a-z]+)+)-[a-z0-9]{5}\b/g, '$1-<node>'],
  [/"site":"[a-z]+"/g, '"site":"<site>"'],
  [/"etaSeconds":\d+/g, '"etaSeconds":null'],
  [/"certificateAuthority":"[^"]*"/g, '"certificateAuthority":"<pem>"'],
  [/"journal":\{.*?\}\}?,/g, ''],
];

/** What is there now. */
export async function finalState(stage: Stage): Promise<FinalState> {
  const lines: string[] = [];
  for (const kind of COMPARED) {
    for (const { key, body } of await stage.rawStore.list({ kind, limit: MOST })) {
      lines.push(withoutPassing(`${kind} ${key.id} ${JSON.stringify(comparable(body))}`));
    }
  }
  for (const kind of COUNTED) lines.push(`${kind}: ${await stage.rawStore.count({ kind })}`);
  return [...lines.sort(), ...(await platformLines(stage))];
}

/** Without the count of events and what was counted on the way, and with nodes in an order that names do not decide. */
function comparable(body: unknown): unknown {
  const { journal: _journal, progress: _progress, steps: _steps, ...rest } = body as Record<string, unknown>;
  const { nodes } = rest as { readonly nodes?: readonly unknown[] };
  return nodes === undefined ? rest : { ...rest, nodes: nodes.map(textOf).sort() };
}

function textOf(node: unknown): string {
  return withoutPassing(JSON.stringify(node));
}

/** What the platform has: nothing that nobody asked for, and nothing twice. */
async function platformLines({ simulated, worlds }: Stage): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const { ref } of worlds.list()) {
    const observed = await simulated.observe(ref);
    const names = observed?.nodeGroups.flatMap(({ nodes }) => nodes.map(({ name }) => name)).sort();
    lines.push(withoutPassing(`the platform has ${ref.name} with ${names?.join(' ')}`));
  }
  for (const { name, size } of await simulated.retained!.list(TENANT))
    lines.push(`retained is ${name}, ${size}`);
  return lines;
}

function withoutPassing(line: string): string {
  return PASSING.reduce((text, [pattern, by]) => text.replaceAll(pattern, by), line);
}
