// One cluster for three kinds of work, from nothing to nothing, with progress on the way.
import { createClient, type Operation } from '@hikube/sdk';

const hikube = createClient(); // reads HIKUBE_ENDPOINT and HIKUBE_TOKEN
const onProgress = ({ progress, kind, phase }: Operation) =>
  console.log(`${String(progress.percent).padStart(3)} %  ${kind}: ${phase}`);

const cluster = await hikube.clusters
  .create({
    name: 'sdk-quickstart',
    // A minor version: the platform chooses the patch.
    version: '1.34',
    storageClass: 'replicated',
    nodeGroups: {
      web: { minReplicas: 2, maxReplicas: 10, instanceType: 's1.large', roles: ['ingress-nginx'] },
      ml: {
        minReplicas: 1,
        maxReplicas: 5,
        instanceType: 'u1.xlarge',
        gpus: [{ name: 'nvidia.com/AD102GL_L40S' }],
      },
      production: { minReplicas: 3, maxReplicas: 20, instanceType: 'm1.large' },
    },
    addons: { 'cert-manager': {}, 'ingress-nginx': {}, flux: {}, monitoring: {}, 'gpu-operator': {} },
  })
  .wait({ onProgress });

console.log(`\n${cluster.name} runs Kubernetes ${cluster.status.version} at ${cluster.endpoint}`);
for await (const node of hikube.nodes.list(cluster.name)) {
  console.log(`  ${node.name} in ${node.site}: ${node.status.phase}`);
}

console.log('\nWhat would an upgrade do?');
const targetVersion = '1.35';
const plan = await hikube.versionUpgrades.plan(cluster.name, { to: targetVersion });
for (const step of plan.steps)
  console.log(`  ${step.name}: ${step.target.kind} ${step.target.name} (nodes: ${step.nodes})`);
// Exactly that. A change of `version` would upgrade as well, but at the pace of the `rollout` of each group.
await hikube.versionUpgrades.create(cluster.name, { targetVersion }).wait({ onProgress });

await hikube.clusters.delete(cluster.name).wait({ onProgress });
console.log('\nIt is gone.');
