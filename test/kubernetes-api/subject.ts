// The server that recordings are replayed against: ours, set up as the recorded one was.
import { createKubernetesApi, createMemoryStorage, createRbac, unauthorized } from '@hikube/kubernetes-api';
import { createManualClock } from '../support/manual-clock.ts';
import type { Subject } from '../support/replay/session.ts';

const TOKEN = 'administrator';

/** Its revisions begin high, as those of a server that has lived for a while. */
export function createSubject(): Subject {
  const clock = createManualClock(Date.parse('2026-11-28T09:00:00Z'));
  const storage = createMemoryStorage({ firstRevision: 1_000_000 });
  const rbac = createRbac(storage);
  const failures: unknown[] = [];
  const api = createKubernetesApi({
    storage,
    clock,
    audience: 'https://kcp.default.svc',
    controllerName: 'kcp',
    rootCertificate: '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n',
    version: {
      gitVersion: 'v0.0.0-master+$Format:%H$',
      gitCommit: '$Format:%H$',
      goVersion: 'go1.26.8',
      compiler: 'gc',
      platform: 'linux/amd64',
    },
    async authenticate(request) {
      const header = request.headers.get('authorization');
      if (header === null || !/^bearer /i.test(header)) return undefined;
      if (header !== `Bearer ${TOKEN}`) throw unauthorized();
      return { name: 'admin', groups: ['system:masters', 'system:authenticated'] };
    },
    // The recorded server gives its own words as reasons.
    async authorise(wanted) {
      const decision = await rbac(wanted);
      if (wanted.user.groups.includes('system:masters')) return decision;
      return { ...decision, reason: decision.allowed ? 'access granted' : 'access denied' };
    },
    onFailure: (error) => failures.push(error),
  });
  return { fetch: api.fetch, clock, token: TOKEN, settled: api.settled, stop: api.stop, failures };
}
