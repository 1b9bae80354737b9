// How each kind of thing is listed: its columns, and what `-o name` calls it. Everything else that it says is in `get`.
import { wrong } from '../errors/cli-error.ts';
import type { Column } from './table.ts';

type Row = Readonly<Record<string, unknown>>;

/** A kind of thing. */
export interface View {
  /** In front of the name in `-o name`. */
  readonly noun: string;
  /** Field that names one, as a path. */
  readonly id: string;
  /** Titles with the fields below them. */
  readonly columns: readonly (readonly [title: string, path: string])[];
}

const view = (noun: string, columns: string, id = 'name'): View => ({
  noun,
  id,
  columns: columns.split(', ').map((each) => {
    const [title = '', path = ''] = each.split(' ');
    return [title, path];
  }),
});

/** All of them. */
export const VIEWS = {
  cluster: view(
    'cluster',
    'NAME name, PHASE status.phase, VERSION version, PATCH status.version, TOPOLOGY topology, NODES status.nodes.ready, SITES sites, CREATED createdAt',
  ),
  nodeGroup: view(
    'node-group',
    'CLUSTER cluster, NAME name, PHASE status.phase, READY status.readyReplicas, MIN minReplicas, MAX maxReplicas, TYPE instanceType, VERSION status.version',
  ),
  node: view(
    'node',
    'CLUSTER cluster, NAME name, GROUP nodeGroup, PHASE status.phase, SITE site, TYPE instanceType, VERSION status.version, CREATED createdAt',
  ),
  addon: view(
    'addon',
    'CLUSTER cluster, NAME name, PHASE status.phase, VERSION status.version, MANAGER manager',
  ),
  operation: view(
    'operation',
    'ID id, KIND kind, TARGET target.name, STATUS status, PERCENT progress.percent, PHASE phase, CREATED createdAt',
    'id',
  ),
  versionUpgrade: view(
    'version-upgrade',
    'CLUSTER cluster, ID id, FROM fromVersion, TO targetVersion, PHASE status.phase, START start, CREATED createdAt',
    'id',
  ),
  upgradePlan: view(
    'upgrade-plan',
    'CLUSTER cluster, FROM currentVersion, TO targetVersion, NODES nodesRolled',
    'cluster',
  ),
  kubeconfig: view(
    'kubeconfig',
    'CLUSTER cluster, ID id, ROLE role, EXPIRES expiresAt, REVOKED revokedAt',
    'id',
  ),
  token: view('token', 'ID id, NAME displayName, SCOPES scopes, EXPIRES expiresAt, REVOKED revokedAt', 'id'),
  event: view(
    'event',
    'TIME createdAt, TYPE type, REASON reason, KIND object.kind, OBJECT object.name, MESSAGE message',
    'id',
  ),
  volume: view('volume', 'CLUSTER cluster, NAME name, PHASE status.phase, SIZE size, CLASS storageClass'),
  retainedVolume: view(
    'volume',
    'UID uid, NAME name, LEFT origin.name, PHASE status.phase, SIZE size, CLASS storageClass',
    'uid',
  ),
  manifest: view('cluster', 'NAME metadata.name', 'metadata.name'),
  answer: view('answer', 'NAME name'),
  explanation: view('explanation', 'NAME name, TITLE title'),
  quota: view('quota', 'RESOURCE resource, USED used, REQUESTED requested, LIMIT limit', 'resource'),
  tenant: view('tenant', 'ID id, NAME displayName, SCOPES scopes', 'id'),
  impact: view('impact', 'KIND kind, TARGET target.name, NODES nodesRolled', 'kind'),
  context: view('context', 'CURRENT current, NAME name, ENDPOINT endpoint, CREDENTIAL credential'),
  site: view('site', 'NAME name, TITLE displayName, AVAILABLE available'),
  instanceType: view('instance-type', 'NAME name, FAMILY family, VCPUS vcpus, MEMORY memory'),
  gpuType: view('gpu-type', 'NAME name, TITLE displayName, MEMORY memory'),
  storageClass: view('storage-class', 'NAME name, REPLICATION replication, DEFAULT default'),
  kubernetesVersion: view(
    'kubernetes-version',
    'MINOR minor, PATCH patch, STATE state, DEFAULT default, END endOfLife, UPGRADES upgradesTo',
    'minor',
  ),
  addonType: view(
    'addon-type',
    'NAME name, TITLE displayName, AVAILABLE available, ALWAYS alwaysOn, VERSIONS versions',
  ),
  capability: view('capability', 'NAME name, AVAILABLE available, DESCRIPTION description'),
  provider: view('provider', 'NAME name, VERSION version, FILE file'),
  check: view('check', 'CHECK name, RESULT result, DETAIL detail'),
} as const satisfies Record<string, View>;

/** The name of a kind. */
export type ViewName = keyof typeof VIEWS;

/** Its columns for a table. */
export function columnsOf(name: ViewName): Column<object>[] {
  return VIEWS[name].columns.map(([title, path]) => ({ title, of: (row) => at(row as Row, path) }));
}

/** `cluster/prod` @throws CliError for what has none, as an answer of any kind may */
export function nameOf(name: ViewName, row: object): string {
  const { noun, id } = VIEWS[name];
  const own = at(row as Row, id);
  if (own === undefined) throw wrong(`The ${noun} has no ${id}: take -o json.`);
  return `${noun}/${String(own)}`;
}

function at(row: Row, path: string): unknown {
  let value: unknown = row;
  for (const part of path.split('.')) value = (value as Row | undefined | null)?.[part];
  return value;
}
