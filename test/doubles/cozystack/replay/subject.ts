// What recordings are replayed against: the platform as it was recorded, with five kinds and nothing that runs.
import { controlPlaneKinds } from '@hikube/kubernetes-api';
import { createManualClock } from '../../../support/manual-clock.ts';
import type { Subject } from '../../../support/replay/session.ts';
import { createPlatform } from '../platform/platform.ts';
import { profileOf } from '../profiles/profile.ts';

const TOKEN = 'administrator';
// As the recorded server: without pods, services and classes of storage, for which the recordings bring their own.
const KINDS = controlPlaneKinds();
const RECORDED = ['Etcd', 'Kubernetes', 'KubernetesNodes', 'Postgres', 'Tenant'];

export async function createSubject(): Promise<Subject> {
  const clock = createManualClock(Date.parse('2026-11-28T09:00:00Z'));
  const profile = profileOf('3c780ac');
  const platform = await createPlatform({
    profile: {
      ...profile,
      applications: profile.applications.filter(({ kind }) => RECORDED.includes(kind)),
      clusterRoles: [],
    },
    clock,
    kinds: KINDS,
    tokens: new Map([[TOKEN, { name: 'admin', groups: ['system:masters', 'system:authenticated'] }]]),
  });
  return {
    fetch: platform.fetch,
    direct: platform.aggregated().fetch,
    clock,
    token: TOKEN,
    settled: platform.settled,
    stop: platform.stop,
    failures: platform.failures,
  };
}
