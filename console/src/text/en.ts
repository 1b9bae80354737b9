// The words of the page in English. French says the same things under the same names.
import { englishForms } from './en-forms.ts';
import type { Refused } from './fr-refusals.ts';
import { englishPlural as plural } from './plural.ts';

const STATES: Readonly<Record<string, string>> = {
  WaitingFor: 'Waiting',
  NotReady: 'Not ready',
  scheduled: 'Scheduled',
  pending: 'Pending',
  running: 'Running',
  waiting: 'Waiting',
  paused: 'Paused',
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Cancelled',
  superseded: 'Replaced by a later change',
  skipped: 'Skipped',
  UpToDate: 'Up to date',
};

const COPIES: Readonly<Record<string, string>> = {
  UpToDate: 'up to date',
  Ready: 'ready',
  Syncing: 'catching up',
  Unreachable: 'unreachable',
  Creating: 'being made',
};

const DAYS: Readonly<Record<string, string>> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};

const KINDS: Readonly<Record<string, (name: string) => string>> = {
  'Cluster.create': (name) => `Creation of ${name}`,
  'Cluster.update': (name) => `Change of ${name}`,
  'Cluster.delete': (name) => `Deletion of ${name}`,
  'Cluster.patch': (name) => `Patch of ${name}`,
  'NodeGroup.create': (name) => `New node group ${name}`,
  'NodeGroup.update': (name) => `Change of ${name}`,
  'NodeGroup.delete': (name) => `Deletion of ${name}`,
  'Node.replace': (name) => `Exchange of ${name}`,
  'Addon.create': (name) => `New add-on ${name}`,
  'Addon.update': (name) => `Change of ${name}`,
  'Addon.delete': (name) => `Removal of ${name}`,
  'VersionUpgrade.run': () => 'Upgrade',
};

const WAITS_FOR: Readonly<Record<string, string>> = { window: 'Waits for the maintenance window' };

const general = {
  product: 'Hikube',
  console: 'Console',
  skip: 'Go to the content',
  path: 'Path',
  again: 'Try again',
  otherLanguage: 'Passer en français',
  themes: { system: 'Colours of the system', light: 'Light colours', dark: 'Dark colours' },
  pages: {
    clusters: 'Clusters',
    operations: 'Operations',
    quota: 'Quota',
    tokens: 'Tokens',
    world: 'Simulated world',
  },
  noPage: 'There is no such page',
  pageFailed: 'This page failed, and nothing was changed by that. Reload it and try again.',
  request: 'Request',
  documentation: 'Documentation',
  problemPage: 'What this problem means',
  opensTab: '(opens a new tab)',
  loading: (what: string) => `Loading ${what}`,
  looking: 'Looking what that does …',
  notRead: (what: string) => `The service did not say ${what}. Nothing is touched by this.`,
  forbidden: 'This token may not see that. Use one with the scope that the service names.',
  offline: 'You are offline.',
  offlineWaits: 'You are offline: this can be done once there is a network again.',
  offlineSince: (time: string) =>
    `What is below is as it was at ${time}. Clusters go on running without this page.`,
  asItWas: (time: string) => `This picture is of ${time}.`,
  old: (seconds: number) => `This picture is ${seconds} seconds old.`,
  oldMeans: 'What you see may have moved on. A write that meets a newer state is refused, never overwritten.',
  live: (time: string) => `Live, ${time}`,
  lastAnswer: (time: string, isOver: boolean) => `Last answer ${time}${isOver ? '' : ', trying again'}`,
  newRows: (count: number) => `${count} new`,
  copied: 'Copied.',
  notCopied: 'This browser does not let a page copy: select it and copy it by hand.',
  copyThis: 'Copy',
  keepIt: 'Keep it',
  optional: 'optional',
  percent: (percent: number) => `${Math.round(percent)} %`,
  states: STATES,
  /** What a rule refuses, as far as this language has a sentence for it. */
  refused: <Remark extends Refused>(remark: Remark): Remark => remark,
};

const signingIn = {
  welcome: 'Managed Kubernetes in Geneva, Gland and Lucerne',
  token: 'Token',
  tokenMeans:
    'Sign in with a token of your tenant. It stays in the memory of this page: a reload forgets it.',
  tokenEnded: 'Your token has ended. Sign in again: what you typed stays as it is.',
  tokenHint: 'The service prints the first one when it starts; an administrator makes others under Tokens.',
  tokenMissing: 'The token is missing: paste it here.',
  signIn: 'Sign in',
  signInAgain: 'Sign in again',
  signOut: 'Sign out',
};

const clusters = {
  clusters: 'Clusters',
  theClusters: 'what clusters there are',
  cluster: 'Cluster',
  state: 'State',
  sites: 'Sites',
  controlPlane: 'Control plane',
  nodes: 'Nodes',
  version: 'Version',
  next: 'Next',
  createCluster: 'Create a cluster',
  clustersOf: (count: number, limit: string, tenant: string) =>
    `${count} of ${limit} in the quota of ${tenant}`,
  addonsReady: (ready: number, total: number) => `${ready} of ${plural(total, 'add-on', 'add-ons')} ready`,
  parts: (done: number, total: number) => `${done} of ${plural(total, 'part', 'parts')}`,
  upgradeTo: (version: string) => `Upgrade to ${version}`,
  topologies: { production: 'production', development: 'development' },
  noCluster: 'No cluster yet',
  noClusterMeans:
    'A first one takes some minutes and two choices: its name, and whether it is for production. Everything else has a default that you can change later.',
};

const cluster = {
  theCluster: (name: string) => `what ${name} is now`,
  noSuchCluster: (name: string) => `There is no cluster "${name}": look for it in the list.`,
  clusterGone: (name: string) => `The cluster "${name}" is gone.`,
  isAnother: (name: string) =>
    `The cluster "${name}" is another one now: the one that was shown here is gone, and nothing was sent to the one that has its name.`,
  nowAndBefore: 'Now and before',
  matrixCaption: 'What is at each site',
  apiServer: 'API server',
  etcdMember: 'etcd member',
  noQuorum: 'no majority: nothing can be written',
  notReady: 'not ready',
  available: 'available',
  unavailable: 'unavailable',
  nothingHere: 'Nothing here',
  nodeGroups: 'Node groups',
  noNodeGroup: 'No node group: the cluster has a control plane and nothing that runs pods.',
  nodesReady: (ready: number, total: number) => `${plural(total, 'node', 'nodes')}, ${ready} ready`,
  group: 'Group',
  bounds: 'Bounds and nodes',
  readyExisting: 'Ready / existing',
  type: 'Type',
  gpus: (names: readonly string[]) =>
    `${plural(names.length, 'card', 'cards')}: ${[...new Set(names)].join(', ')}`,
  diskClass: (name: string) => `disks of class ${name}`,
  kubelet: (settings: string) => `kubelet: ${settings}`,
  healthCheck: (settings: string) => `health check: ${settings}`,
  toExchange: (nodes: number) => `${nodes} to exchange`,
  atMaximum: 'at its maximum',
  range: (ready: number, wanted: number, min: number, max: number) =>
    `${ready} of ${wanted} ready, at least ${min}, at most ${max}`,
  addons: 'Add-ons',
  addon: 'Add-on',
  addOne: 'Add one',
  addThis: (name: string) => `Add ${name}`,
  noAddon: 'No add-on.',
  says: 'What it says',
  volumes: 'Volumes',
  volume: 'Volume',
  volumesUnknown:
    'The API server of the cluster does not answer, so nobody can tell which volumes there are.',
  volumesNotYet: 'The cluster is not up yet: its volumes are shown as soon as its API server answers.',
  copies: 'Copies',
  size: 'Size',
  storageClass: 'Class',
  copy: (state: string | undefined) => (state === undefined ? 'none' : (COPIES[state] ?? state)),
  siteName: (_name: string, displayName: string) => displayName,
  events: 'Events',
  noEvent: 'Nothing has happened yet.',
  showMore: 'Show more',
  olderEvents: (most: number) =>
    `Only the latest ${most} events are shown here. Older ones are told by the command line:`,
  facts: 'Facts',
  endpoint: 'Endpoint',
  copyEndpoint: 'Copy the endpoint',
  window: 'Window',
  noWindow: 'none',
  windowText: ({ days, startTime, durationMinutes, timeZone }: WindowFacts) =>
    `${days.map((day) => DAYS[day] ?? day).join(', ')}, ${startTime} for ${durationMinutes} minutes, ${timeZone}`,
  storage: 'Storage',
  protection: 'Protection',
  protected: (is: boolean): string => (is ? 'Deletion is refused' : 'none'),
  createdAt: 'Since',
  sameAsCode: 'The same thing as code',
  constructs: 'Constructs',
  manifestLater: 'The manifest is read when there is one.',
  operationKinds: KINDS,
  waitsFor: WAITS_FOR,
  left: (seconds: number) =>
    seconds < 60
      ? 'less than a minute left'
      : `about ${plural(Math.round(seconds / 60), 'minute', 'minutes')} left`,
};

/** What a sentence on a window needs. */
export interface WindowFacts {
  readonly days: readonly string[];
  readonly startTime: string;
  readonly durationMinutes: number;
  readonly timeZone: string;
}

const actions = {
  change: 'Change',
  upgrade: 'Upgrade',
  deleteAsk: 'Delete …',
  isDeleting: 'It is being deleted.',
  needsScope: (scope: string, has: readonly string[]) =>
    `It takes a token with the scope ${scope}; yours has ${has.join(', ')}.`,
  needsCapability: {
    'upgrade.pause':
      'This platform exchanges the nodes of an upgrade that has begun without a pause: let it end, and pause the next one before it begins.',
  },
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteNow: (name: string) => `Delete ${name}`,
  deletionAccepted: (name: string) => `${name} is being deleted.`,
  goesNodes: (nodes: number, groups: number) =>
    `${plural(nodes, 'node', 'nodes')} of ${plural(groups, 'node group', 'node groups')}`,
  goesAddons: (names: readonly string[]) =>
    `${plural(names.length, 'add-on', 'add-ons')}: ${names.join(', ')}`,
  goesVolumes: (count: number, size: string, retained: boolean) =>
    retained
      ? `${plural(count, 'volume stays', 'volumes stay')} with the tenant, ${size}:`
      : `${plural(count, 'volume', 'volumes')} with all data, ${size}:`,
  goesKubeconfigs: (count: number) => `${plural(count, 'kubeconfig', 'kubeconfigs')} that work now`,
  isProtected: (name: string) =>
    `The cluster "${name}" is protected against deletion. Turn the protection off, then delete it.`,
  unprotect: 'Turn the protection off',
  typeToConfirm: (name: string) => `Type ${name} to confirm`,
  typeExactly: (name: string) => `Type ${name}, exactly so.`,
  kubeconfigs: 'Kubeconfigs',
  getKubeconfig: 'Get a kubeconfig',
  kubeconfigSaved: (time: string) => `Saved. It works until ${time}.`,
  until: (time: string) => `until ${time}`,
  may: 'May',
  lives: 'Lives',
  minutes: (count: number) => (count < 120 ? `${count} minutes` : `${count / 60} hours`),
  revoke: 'Revoke',
  revoked: (id: string) => `${id} is worthless now.`,
  steer: { pause: 'Pause', resume: 'Go on', cancel: 'Cancel' },
  steered: { pause: 'It pauses after the node in hand.', resume: 'It goes on.', cancel: 'It is cancelled.' },
};

/** All of them. */
export const english = () => ({
  ...general,
  ...signingIn,
  ...clusters,
  ...cluster,
  ...actions,
  ...englishForms,
});
