// What the tests of a world wish for: the suite's small cluster under a name of this platform, and groups that may grow.
import type { DesiredCluster, DesiredNodeGroup } from '@hikube/service/platform';
import { clusterWish, groupWish } from '@hikube/service/platform/suite';

export { addonWish as addon } from '@hikube/service/platform/suite';

export const cluster = (changes: Partial<DesiredCluster> = {}) =>
  clusterWish({
    uid: '5b1f0f5e-0001-4000-8000-000000000001',
    host: 'prod.acme.k8s.hikube.cloud',
    endpoint: 'https://prod.acme.k8s.hikube.cloud',
    sites: ['geneva', 'gland', 'lucerne'],
    ...changes,
  });

export const group = (name: string, changes: Partial<DesiredNodeGroup> = {}) =>
  groupWish(name, { maxReplicas: 5, ...changes });
