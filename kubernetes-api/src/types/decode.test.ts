// Whole numbers of official objects are as large as Go's, and what is larger is told of in Go's words.
import { expect, test } from 'vitest';
import { officialKinds } from '../kinds/official.ts';
import { createCluster } from '../testing/cluster.ts';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';

function deployment(spec: object, container: object = {}) {
  const labels = { app: 'a' };
  const containers = [{ name: 'a', image: 'a', ...container }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers } },
      ...spec,
    },
  };
}

test.each([
  [
    'an int32',
    deployment({ replicas: 2_147_483_648 }),
    'number 2147483648 into Go struct field DeploymentSpec.spec.replicas of type int32',
  ],
  [
    'an int32 (below zero)',
    deployment({ replicas: -2_147_483_649 }),
    'number -2147483649 into Go struct field DeploymentSpec.spec.replicas of type int32',
  ],
  [
    'an int64',
    deployment({ template: { spec: { terminationGracePeriodSeconds: 1e19 } } }),
    'Go struct field PodSpec.spec.template.spec.terminationGracePeriodSeconds of type int64',
  ],
  [
    'one of two types',
    deployment({ strategy: { rollingUpdate: { maxSurge: 4_294_967_296 } } }),
    'number 4294967296 into Go value of type int32',
  ],
  [
    'one of two types (no whole number)',
    deployment({ strategy: { rollingUpdate: { maxSurge: 1.5 } } }),
    'number 1.5 into Go value of type int32',
  ],
])('%s that is out of bounds is refused', async (_what, body, words) => {
  const cluster = createCluster({ kinds: officialKinds() });
  const answer = await cluster.ask('POST', DEPLOYMENTS, body);
  expect(answer.status).toBe(400);
  expect(answer.body['message']).toContain(
    'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal ',
  );
  expect(answer.body['message']).toContain(words);
  expect(cluster.failures).toEqual([]);
});

test('the largest are taken', async () => {
  const cluster = createCluster({ kinds: officialKinds() });
  const body = deployment({ replicas: 2_147_483_647 }, { ports: [{ containerPort: 80 }] });
  expect(await cluster.create(DEPLOYMENTS, body)).toMatchObject({ spec: { replicas: 2_147_483_647 } });
  const { status } = await cluster.patch(`${DEPLOYMENTS}/a`, { spec: { replicas: 2_147_483_648 } });
  // What a patch makes of an object is invalid, as it is in Kubernetes.
  expect(status).toBe(422);
  const scale = await cluster.patch(`${DEPLOYMENTS}/a/scale`, { spec: { replicas: 4_294_967_297 } });
  expect(scale.status).toBe(400);
  const kept = await cluster.get(`${DEPLOYMENTS}/a`);
  expect(kept).toMatchObject({ spec: { replicas: 2_147_483_647 } });
});
