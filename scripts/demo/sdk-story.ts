// The story of the quickstart through the SDK, for machines without terraform.
import type { ClusterCreate, Hikube } from '@hikube/sdk';
import { showInventory } from './inventory.ts';
import { heading, line, progress, progressDone } from './screen.ts';

const quickstart: ClusterCreate = {
  name: 'quickstart',
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
  // One before the newest, so that there is an upgrade to show.
  version: '1.34',
};

export async function tellThroughSdk(hikube: Hikube): Promise<void> {
  const wait = { onProgress: progress };
  heading('Create the cluster');
  await hikube.clusters.create(quickstart).wait(wait);
  progressDone();
  await showInventory(hikube, quickstart.name);

  heading('Ask for the same again: nothing changes');
  const impact = await hikube.clusters.previewUpdate(quickstart.name, { version: '1.34.2' });
  line(`${impact.changes.length} changes`);

  heading('Upgrade to Kubernetes 1.35');
  await hikube.clusters.update(quickstart.name, { version: '1.35' }).wait(wait);
  progressDone();
  const { status } = await hikube.clusters.get(quickstart.name);
  line(`The API servers run ${status.version}`);

  heading('Delete the cluster');
  await hikube.clusters.delete(quickstart.name).wait(wait);
  progressDone();
  line('It is gone');
}
