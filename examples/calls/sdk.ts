// Every operation as the SDK calls it. The contract shows the parts between `sample` and `end` beside the operations, each
// after the one called `*`; the whole is run by test/examples/calls.test.ts, so that a part that stops working is noticed.
// sample *
import { createClient } from '@hikube/sdk';

const hikube = createClient(); // reads HIKUBE_ENDPOINT and HIKUBE_TOKEN
// end

const MANIFEST = `apiVersion: apps.cozystack.io/v1alpha1
kind: Kubernetes
metadata: { name: prod }
spec:
  version: v1.34
  nodeGroups: { web: { minReplicas: 2, maxReplicas: 6 } }
  addons: { certManager: { enabled: true } }
`;

// sample listSites
for await (const item of hikube.catalogue.sites()) console.log(item);
// end

// sample listInstanceTypes
for await (const item of hikube.catalogue.instanceTypes()) console.log(item);
// end

// sample listGpuTypes
for await (const item of hikube.catalogue.gpuTypes()) console.log(item);
// end

// sample listStorageClasses
for await (const item of hikube.catalogue.storageClasses()) console.log(item);
// end

// sample listKubernetesVersions
for await (const item of hikube.catalogue.kubernetesVersions()) console.log(item);
// end

// sample listAddonTypes
for await (const item of hikube.catalogue.addons()) console.log(item);
// end

// sample listCapabilities
for await (const item of hikube.catalogue.capabilities()) console.log(item);
// end

// sample getTenant
const tenant = await hikube.tenant();
console.log(tenant.quota);
// end

// sample previewCreateCluster
console.log(
  await hikube.clusters.previewCreate({
    name: 'prod',
    version: '1.34',
    nodeGroups: { web: { minReplicas: 2, maxReplicas: 5 } },
    addons: { 'cert-manager': {} },
  }),
);
// end

// sample createCluster
const creation = hikube.clusters.create({
  name: 'prod',
  version: '1.34',
  nodeGroups: { web: { minReplicas: 2, maxReplicas: 5 } },
  addons: { 'cert-manager': {} },
});
for await (const { progress, phase } of creation) console.log(`${progress.percent} % ${phase}`);
console.log((await creation).endpoint);
// end

// sample listClusters
for await (const { name, status } of hikube.clusters.list()) console.log(name, status.phase);
// end

// sample getCluster
const prod = await hikube.clusters.get('prod');
console.log(prod.status.phase);
// end

// sample previewUpdateCluster
console.log(await hikube.clusters.previewUpdate('prod', { displayName: 'Production' }));
// end

// sample updateCluster
await hikube.clusters.update('prod', { displayName: 'Production' });
// end

const { uid } = prod;

// sample holdObject
await hikube.holds.create({
  object: { kind: 'Cluster', cluster: 'prod', name: 'prod', uid },
  holder: '0c9e2f4a-7b1d-4c3e-8a5f-6d7e8f9a0b1c',
});
// end

// sample previewCreateNodeGroup
console.log(await hikube.nodeGroups.previewCreate('prod', { name: 'batch', minReplicas: 1, maxReplicas: 3 }));
// end

// sample createNodeGroup
const batch = await hikube.nodeGroups.create('prod', { name: 'batch', minReplicas: 1, maxReplicas: 3 });
console.log(batch.status.phase);
// end

// sample listNodeGroups
for await (const group of hikube.nodeGroups.list('prod')) console.log(group.name);
// end

// sample getNodeGroup
console.log(await hikube.nodeGroups.get('prod', 'batch'));
// end

// sample previewUpdateNodeGroup
console.log(await hikube.nodeGroups.previewUpdate('prod', 'batch', { maxReplicas: 8 }));
// end

// sample updateNodeGroup
await hikube.nodeGroups.update('prod', 'batch', { maxReplicas: 8 });
// end

// sample previewDeleteNodeGroup
console.log(await hikube.nodeGroups.previewDelete('prod', 'batch'));
// end

// sample deleteNodeGroup
await hikube.nodeGroups.delete('prod', 'batch');
// end

// sample listNodes
for await (const { name, site } of hikube.nodes.list('prod')) console.log(name, site);
// end

const node = (await hikube.nodes.list('prod')).items[0]?.name ?? '';

// sample getNode
console.log(await hikube.nodes.get('prod', node));
// end

// sample previewReplaceNode
console.log(await hikube.nodes.previewReplace('prod', node));
// end

// sample replaceNode
await hikube.nodes.replace('prod', node);
// end

// sample previewPutAddon
console.log(await hikube.addons.previewPut('prod', 'ingress-nginx', {}));
// end

// sample putAddon
await hikube.addons.put('prod', 'ingress-nginx', {});
// end

// sample listAddons
for await (const { id, status } of hikube.addons.list('prod')) console.log(id, status.phase);
// end

// sample getAddon
console.log(await hikube.addons.get('prod', 'ingress-nginx'));
// end

// sample previewDeleteAddon
console.log(await hikube.addons.previewDelete('prod', 'ingress-nginx'));
// end

// sample deleteAddon
await hikube.addons.delete('prod', 'ingress-nginx');
// end

// sample listVolumes
for await (const volume of hikube.volumes.list('prod')) console.log(volume);
// end

// sample listEvents
for await (const { reason, message } of hikube.events.list('prod')) console.log(reason, message);
// end

// sample listTenantEvents
for await (const { cluster, message } of hikube.events.listAll()) console.log(cluster, message);
// end

// sample createKubeconfig
const access = await hikube.kubeconfigs.create('prod', { role: 'view' });
// end

// sample listKubeconfigs
for await (const { id, role } of hikube.kubeconfigs.list('prod')) console.log(id, role);
// end

// sample getKubeconfig
console.log(await hikube.kubeconfigs.get('prod', access.id));
// end

// sample renewKubeconfig
const renewed = await hikube.kubeconfigs.renew('prod', access.id);
console.log(renewed.expiresAt);
// end

// sample revokeKubeconfig
await hikube.kubeconfigs.revoke('prod', access.id);
// end

// sample getManifest
console.log(await hikube.manifests.get('prod')); // YAML
// end

// sample previewPutManifest
console.log(await hikube.manifests.previewPut('prod', MANIFEST));
// end

// sample putManifest
await hikube.manifests.put('prod', MANIFEST);
// end

// sample getUpgradePlan
const plan = await hikube.versionUpgrades.plan('prod', { to: '1.35' });
for (const step of plan.steps) console.log(step.name);
// end

// sample previewCreateVersionUpgrade
console.log(
  await hikube.versionUpgrades.previewCreate('prod', {
    targetVersion: '1.35',
    start: 'at',
    startAt: '2099-01-01T02:00:00Z',
  }),
);
// end

// sample createVersionUpgrade
const planned = await hikube.versionUpgrades.create('prod', {
  targetVersion: '1.35',
  start: 'at',
  startAt: '2099-01-01T02:00:00Z',
}).accepted;
console.log(planned.id); // `await` without `.accepted` waits until it has ended
// end

// sample listVersionUpgrades
for await (const { id, status } of hikube.versionUpgrades.list('prod')) console.log(id, status.phase);
// end

const upgrade = planned.target.name;

// sample getVersionUpgrade
console.log(await hikube.versionUpgrades.get('prod', upgrade));
// end

// sample pauseVersionUpgrade
await hikube.versionUpgrades.pause('prod', upgrade);
// end

// sample resumeVersionUpgrade
await hikube.versionUpgrades.resume('prod', upgrade);
// end

// sample cancelVersionUpgrade
await hikube.versionUpgrades.cancel('prod', upgrade);
// end

// Another one, to cancel by its operation.
const { id: operation } = await hikube.versionUpgrades.create('prod', {
  targetVersion: '1.35',
  start: 'at',
  startAt: '2099-01-01T02:00:00Z',
}).accepted;

// sample listOperations
for await (const { id, kind, status } of hikube.operations.list()) console.log(id, kind, status);
// end

// sample getOperation
console.log(await hikube.operations.get(operation));
// end

// sample cancelOperation
await hikube.operations.cancel(operation);
// end

// sample createToken
const issued = await hikube.tokens.create({ scopes: ['read'], displayName: 'Dashboard' });
// end

// sample listTokens
for await (const { id, displayName } of hikube.tokens.list()) console.log(id, displayName);
// end

// sample getToken
console.log(await hikube.tokens.get(issued.id));
// end

// sample revokeToken
await hikube.tokens.revoke(issued.id);
// end

// What a claim inside the cluster would make: here the shared file system has a volume, which is to stay.
await hikube.clusters.update('prod', { deletion: { volumes: 'retain' }, addons: { nfs: {} } });

// sample previewDeleteCluster
console.log((await hikube.clusters.previewDelete('prod')).deletion);
// end

// sample deleteCluster
await hikube.clusters.delete('prod');
// end

// sample listRetainedVolumes
for await (const { uid, name, origin } of hikube.volumes.listRetained()) console.log(uid, origin.name, name);
// end

const [volume] = await hikube.volumes.listRetained().toArray();
if (volume === undefined) throw new Error('No volume has stayed.');

// sample deleteRetainedVolume
await hikube.volumes.delete(volume.uid);
// end
