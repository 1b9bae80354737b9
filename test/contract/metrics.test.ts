// The metrics: what operators see, and nothing about anybody.
import type { Operation } from '@hikube/openapi/types';
import { PlatformError, StoreError } from '@hikube/service';
import { expect, test } from 'vitest';
import { override } from '../../service/src/model/testing/records.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { PROD } from './samples.ts';

async function read({ service }: TestService): Promise<string> {
  const response = await service.fetch(new Request('http://127.0.0.1:8642/metrics'));
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return response.text();
}

test('count requests and passes, and name nobody', async () => {
  const service = await startTestService();
  const body = { name: 'secret-project', topology: 'development' };
  await service.finish((await service.api<Operation>('POST', '/clusters', { body })).body);
  await service.api.refused('not_found', 'GET', '/clusters/nothing');
  const deletion = await service.api<Operation>('DELETE', '/clusters/secret-project');
  await service.finish(deletion.body);
  const text = await read(service);
  for (const kind of ['Cluster.create', 'Cluster.delete']) {
    expect(text).toContain(`hikube_operations_ended_total{kind="${kind}",status="succeeded"} 1\n`);
  }
  expect(text).toContain('hikube_requests_total{operation="createCluster",status="202"} 1\n');
  expect(text).toContain('hikube_requests_total{operation="getCluster",status="404"} 1\n');
  expect(text).toMatch(/hikube_reconcile_passes_total\{result="committed"\} [1-9]/);
  expect(text).toMatch(/^hikube_reconcile_queue_depth 0$/m);
  expect(text).toMatch(/^hikube_request_duration_seconds_count\{operation="createCluster"\} 1$/m);
  expect(text).not.toContain('secret-project');
  expect(text).not.toContain('demo');
  await service.dispose();
});

test('count operations that a request ends, also when their cluster goes', async () => {
  const service = await startTestService();
  const api = service.api<Operation>;
  await service.finish((await api('POST', '/clusters', { body: PROD })).body);
  const upgrade = await api('POST', '/clusters/prod/version-upgrades', {
    body: { targetVersion: '1.34', start: 'window' },
  });
  await api('POST', `/operations/${upgrade.body.id}/cancel`);
  await api('PATCH', '/clusters/prod/node-groups/web', { body: { minReplicas: 3 } });
  await service.finish((await api('DELETE', '/clusters/prod')).body);
  const text = await read(service);
  for (const [kind, status] of [
    ['VersionUpgrade.run', 'cancelled'],
    ['NodeGroup.update', 'superseded'],
    ['Cluster.delete', 'succeeded'],
  ]) {
    expect(text).toContain(`hikube_operations_ended_total{kind="${kind}",status="${status}"} 1\n`);
  }
  expect(await service.store.count({ kind: 'endedOperation' })).toBe(0);
  await service.dispose();
});

test('count failures of the storage', async () => {
  let isAway = false;
  const service = await startTestService({
    wrapStore: (store) =>
      new Proxy(store, {
        get: (target, name) => {
          if (isAway && name === 'getMany') {
            return () => Promise.reject(new StoreError('unavailable', 'It is away.'));
          }
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      }),
  });
  isAway = true;
  await service.api.refused('unavailable', 'GET', '/clusters/prod');
  isAway = false;
  expect(await read(service)).toContain('hikube_store_errors_total{code="unavailable"} 1\n');
  await service.dispose();
});

test('count what the reconciler could not get done, by who failed and why', async () => {
  const left = { commits: 2, looks: 3 };
  const service = await startTestService({
    wrapStore: (store) =>
      override(store, {
        async commit(batch) {
          const isOfPass = batch.writes.some(({ key }) => key.kind === 'clusterStatus');
          if (!isOfPass || left.commits === 0) return store.commit(batch);
          left.commits -= 1;
          throw new StoreError('disk_full', 'There is no space left.');
        },
      }),
    wrapPlatform: (platform) =>
      override(platform, {
        async observe(ref) {
          if (left.looks === 0) return platform.observe(ref);
          left.looks -= 1;
          throw new PlatformError('Unreachable', 'Nobody answers.', { retryable: true });
        },
      }),
  });
  await service.finish((await service.api<Operation>('POST', '/clusters', { body: PROD })).body);
  const text = await read(service);
  const failures = (labels: string) => `hikube_reconcile_failures_total{${labels}}`;
  expect(text).toContain(`${failures('where="store",reason="disk_full"')} 2\n`);
  expect(text).toContain(`${failures('where="platform",reason="Unreachable"')} 3\n`);
  await service.dispose();
});
