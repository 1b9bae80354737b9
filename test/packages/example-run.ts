// What has to be there before an example of the SDK makes sense, and a program that is run with it.
import { createEmulator, type Emulator } from '@hikube/emulator';

type Ids = Readonly<Record<string, string>>;
type Prepare = (emulator: Emulator) => Promise<Ids>;

const WEB = { web: { minReplicas: 2, maxReplicas: 10, instanceType: 's1.large' } } as const;
const WINDOW = { window: { days: ['tue' as const], startTime: '02:00', durationMinutes: 120 } };

/** The cluster of the examples, with all that they name. */
const cluster: Prepare = async (emulator) => {
  const hikube = emulator.client();
  const body = { name: 'prod', version: '1.34', nodeGroups: WEB, maintenance: WINDOW } as const;
  const { uid } = await hikube.clusters.create({ ...body, addons: { 'cert-manager': {} } });
  const [node] = await hikube.nodes.list('prod').toArray();
  return { '3f2b8c1e-6a4d-4e0f-9b7a-5c1d2e3f4a5b': uid, 'kubernetes-prod-web-k7x2p': node?.name ?? '' };
};

const upgrade: Prepare = async (emulator) => {
  const ids = await cluster(emulator);
  const hikube = emulator.client();
  const planned = hikube.versionUpgrades.create('prod', { targetVersion: '1.35', start: 'window' });
  const { id, target } = await planned.accepted;
  return { ...ids, 'op-01hzy3v7q8k9': id, 'upg-01hzy3v7q8k9': target.name };
};

const held: Prepare = async (emulator) => {
  const ids = await upgrade(emulator);
  await emulator.client().versionUpgrades.pause('prod', ids['upg-01hzy3v7q8k9'] ?? '');
  return ids;
};

const kubeconfig: Prepare = async (emulator) => {
  const ids = await cluster(emulator);
  return {
    ...ids,
    'kc-01hzy3v7q8k9': (await emulator.client().kubeconfigs.create('prod', { role: 'view' })).id,
  };
};

const token: Prepare = async (emulator) => ({
  'tok-01hzy3v7q8k9': (await emulator.client().tokens.create({ scopes: ['read'] })).id,
});

const volume: Prepare = async (emulator) => {
  const hikube = emulator.client();
  const addons = { nfs: {} };
  const body = { name: 'prod', nodeGroups: WEB, addons, deletion: { volumes: 'retain' } } as const;
  await hikube.clusters.create(body);
  await hikube.clusters.delete('prod');
  const [retained] = await hikube.volumes.listRetained().toArray();
  return { '01c4fd27-6a0f-5227-b706-cf820339349e': retained?.uid ?? '' };
};

const nothing: Prepare = async () => ({});

/** By what a function is about; the first that fits. */
const PREPARED: readonly (readonly [RegExp, Prepare])[] = [
  [/^(c|previewC)reateCluster$/, nothing],
  [/^delete(Retained)?Volume$/, volume],
  [/^(resume|previewResume)VersionUpgrade$/, held],
  [/^(get|cancel|pause|previewCancel|previewPause)VersionUpgrade$/, upgrade],
  [/^(get|cancel|previewCancel)Operation$/, upgrade],
  [/^(get|revoke|renew)Kubeconfig$/, kubeconfig],
  [/^(get|revoke)Token$/, token],
  [/./, cluster],
];

const AsyncFunction = (async () => {}).constructor as new (
  ...words: string[]
) => (...values: unknown[]) => Promise<void>;

/**
 * Runs an example on an emulator of its own. What an emulator gives ids to is prepared first, and its id put in place of the one
 * that the example writes.
 * @param about operation of the contract
 * @param known what the example leaves to whoever reads it
 */
export async function runExample(
  about: string,
  text: string,
  known: (emulator: Emulator) => Promise<Readonly<Record<string, unknown>>>,
): Promise<void> {
  await using emulator = await createEmulator();
  const [, prepare = nothing] = PREPARED.find(([pattern]) => pattern.test(about)) ?? [];
  const ids = await prepare(emulator);
  const program = Object.entries(ids).reduce((all, [written, real]) => all.replaceAll(written, real), text);
  const names = await known(emulator);
  await new AsyncFunction(...Object.keys(names), program)(...Object.values(names));
}
