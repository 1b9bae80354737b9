// Which stories run on the double of a Cozystack, and why the others do not. Data alone: `vitest.config.ts` reads it as well.

/** How the API is reached there, and the release. */
export type PlaceName = `${'direct' | 'service'} ${'1.6.2' | '1.1.2'}`;

/** The first is the one of the short run; two that follow each other have both ways and both releases. */
export const PLACES: readonly PlaceName[] = [
  'direct 1.6.2',
  'service 1.1.2',
  'direct 1.1.2',
  'service 1.6.2',
];

export interface Lack {
  /** A clause without an end. */
  readonly reason: string;
  /** Where it is missing; everywhere by default. */
  readonly way?: 'direct' | 'service';
}

/** What a story can need that is not everywhere. */
export const LACKS = {
  'the kubeconfig of a tenant': {
    way: 'service',
    reason: 'it is about the kubeconfig that leads there, and those who ask a service have none',
  },
  'an emulator': { reason: 'the API is the emulator there, whose clusters are simulated' },
  'no place': { reason: 'it asks no API' },
  'maintenance windows': { way: 'direct', reason: 'nobody is there in direct mode when a window opens' },
  tokens: { way: 'direct', reason: 'the kubeconfig is the only credential in direct mode' },
  'a quota of nodes': { way: 'direct', reason: 'the quota of a tenant of Cozystack counts no nodes' },
  'failures of add-ons': { reason: 'a Cozystack shows no tenant how the releases of add-ons went' },
  'volumes.retain': { reason: 'a Cozystack deletes volumes with their cluster, and retains none' },
  'work for later': { way: 'direct', reason: 'nobody is there in direct mode to begin it' },
  'upgrade.pause': { reason: 'a Cozystack exchanges the nodes of an upgrade without a pause' },
  'kubeconfig.renew': { reason: 'a token that a Cozystack has issued cannot be made to live longer' },
  'labels and taints of nodes': { reason: 'a Cozystack labels nodes with their roles only, and taints none' },
  'cluster.site': { reason: 'a Cozystack chooses the sites itself' },
  'network.loadBalancer': { reason: 'a Cozystack publishes the API server through its ingress only' },
  'etcd.perCluster': { reason: 'a Cozystack runs one etcd for all clusters of a tenant' },
} as const satisfies Readonly<Record<string, Lack>>;

export type Need = keyof typeof LACKS;

/** One story, or the part of it that its file names so, and what it needs. */
export interface Row {
  readonly file: string;
  readonly part?: string;
  readonly needs: Need;
}

/** What is left out there. */
export const LEFT_OUT: readonly Row[] = [
  { file: 'direct/another-tenant.test.ts', needs: 'the kubeconfig of a tenant' },
  { file: 'direct/gone-means-gone.test.ts', needs: 'the kubeconfig of a tenant' },
  { file: 'direct/moved-elsewhere.test.ts', needs: 'the kubeconfig of a tenant' },
  { file: 'direct/new-user.test.ts', needs: 'the kubeconfig of a tenant' },
  { file: 'emulated.test.ts', needs: 'an emulator' },
  { file: 'laws/adoption.test.ts', part: 'version upgrade', needs: 'work for later' },
  { file: 'laws/adoption.test.ts', part: 'another token', needs: 'tokens' },
  { file: 'laws/apply-in.test.ts', part: 'a window that opens', needs: 'maintenance windows' },
  { file: 'laws/lowered.test.ts', part: 'everything else that is taken away', needs: 'etcd.perCluster' },
  { file: 'laws/ownership.test.ts', part: 'version upgrade', needs: 'work for later' },
  { file: 'laws/site.test.ts', needs: 'cluster.site' },
  { file: 'laws/tenants.test.ts', needs: 'tokens' },
  { file: 'laws/tokens.test.ts', needs: 'tokens' },
  { file: 'laws/versions.test.ts', part: 'an upgrade for later', needs: 'work for later' },
  { file: 'matrix/coverage.test.ts', needs: 'no place' },
  {
    file: 'matrix/only-configured.test.ts',
    part: 'apply_in and an upgrade for later',
    needs: 'work for later',
  },
  { file: 'matrix/replace.test.ts', part: 'an upgrade for later', needs: 'work for later' },
  { file: 'matrix/state-upgrade.test.ts', needs: 'work for later' },
  { file: 'matrix/version-upgrade.test.ts', part: 'an upgrade for later', needs: 'work for later' },
  {
    file: 'pains/pain-02-endpoint-unknown-on-change.test.ts',
    part: 'another exposure',
    needs: 'network.loadBalancer',
  },
  { file: 'pains/pain-03-token-expires-mid-run.test.ts', needs: 'kubeconfig.renew' },
  {
    file: 'pains/pain-10-label-change-recreates-pool.test.ts',
    part: 'labels and taints of a pool',
    needs: 'labels and taints of nodes',
  },
  { file: 'pains/pain-16-long-soak.test.ts', needs: 'upgrade.pause' },
  {
    file: 'pains/pain-19-replacement-on-every-plan.test.ts',
    part: 'days of a window',
    needs: 'maintenance windows',
  },
  { file: 'pains/pain-21-api-has-it-provider-does-not.test.ts', needs: 'no place' },
  {
    file: 'pains/pain-23-stuck-in-updating.test.ts',
    part: 'an add-on that fails',
    needs: 'failures of add-ons',
  },
  {
    file: 'pains/pain-24-opaque-errors.test.ts',
    part: 'more nodes than the quota has',
    needs: 'a quota of nodes',
  },
  { file: 'retained-volumes.test.ts', needs: 'volumes.retain' },
  { file: 'secrets/canaries.test.ts', part: 'the provider block', needs: 'tokens' },
  { file: 'struck/places.test.ts', needs: 'no place' },
];

/** The stories among all files below this folder. */
export const storiesAmong = (files: readonly string[]): readonly string[] =>
  files.filter((file) => file.endsWith('.test.ts') && file !== 'on-cozystack.test.ts');

/**
 * Stories that a run tells at a place, of all of them, as files below this folder. All four places take a quarter of an hour
 * and more: the soak run tells each story at all of them, and the full run at two, so that each way and each release has it once.
 */
export function storiesAt(place: PlaceName, stories: readonly string[], isSoak: boolean): readonly string[] {
  const isOfPair = (file: string) => isSoak || PAIRS[halfOf(file)]?.includes(place);
  const isOfOneWay = (file: string) => PLACES.some((each) => isLeftOutAt(each, file));
  return stories.filter((file) => !isLeftOutAt(place, file) && (isOfPair(file) || isOfOneWay(file)));
}

const PAIRS: readonly (readonly PlaceName[])[] = [PLACES.slice(0, 2), PLACES.slice(2)];

/** The same for ever, whatever stories come and go. */
const halfOf = (file: string) => [...file].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 2;

/** Whether a story is left out as a whole. */
export function isLeftOutAt(place: PlaceName, file: string): boolean {
  return LEFT_OUT.some(
    (row) => row.file === file && row.part === undefined && lackAt(row.needs, place) !== undefined,
  );
}

/**
 * Why a part of a story is left out; undefined where it is not.
 * @param place undefined for the simulated platform, where all run
 */
export function lackOf(file: string, part: string, place: string | undefined): string | undefined {
  const row = LEFT_OUT.find((each) => each.file === file && each.part === part);
  if (row === undefined) throw new Error(`The table of what is left out has no part "${part}" of ${file}.`);
  return place === undefined ? undefined : lackAt(row.needs, place);
}

/** Why it is missing there; undefined where it is not. */
export function lackAt(need: Need, place: string): string | undefined {
  const { reason, way }: Lack = LACKS[need];
  return way !== undefined && !place.startsWith(way) ? undefined : reason;
}
