// What the admission of a host may do to a write beside refusing it.
import { expect, test } from 'vitest';
import { CONFIG_MAPS, createCluster } from '../testing/cluster.ts';

const SETTINGS = `${CONFIG_MAPS}/settings`;

test('lets a write pass and tells its caller something, once for each write', async () => {
  const { api, ask } = createCluster({
    admission: {
      validate({ operation, attributes, kind, warn }) {
        if (kind.kind === 'ConfigMap') warn(`${operation} of ${attributes.name}`);
      },
    },
  });
  await api.settled();
  const told = async (method: string, path: string, body?: object) =>
    (await ask(method, path, body)).headers.get('warning');
  const body = { metadata: { name: 'settings' } };
  expect(await told('POST', CONFIG_MAPS, body)).toBe('299 - "CREATE of settings"');
  expect(await told('PUT', SETTINGS, { ...body, data: { a: '1' } })).toBe('299 - "UPDATE of settings"');
  expect(await told('GET', SETTINGS)).toBeNull();
  expect(await told('DELETE', SETTINGS)).toBe('299 - "DELETE of settings"');
});
