import { test } from '@hikube/emulator/vitest';

test('a cluster comes up', async ({ hikube, expect }) => {
  const cluster = await hikube.clusters.create({ name: 'prod' });
  expect(cluster.status.phase).toBe('Running');
});
