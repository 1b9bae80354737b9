// The shape of a release, read from the OpenAPI documents that the double of Cozystack serves, which are as they were recorded.
import { readFileSync } from 'node:fs';
import { readShape, type Shape, settingsOf } from '@hikube/platform-cozystack';
import { describe, expect, test } from 'vitest';
import { startCozystack } from '../doubles/cozystack/index.ts';

describe.each(['1.1.2', '1.6.2', '3c780ac'] as const)('%s', (profile) => {
  test('is the shape of its schema', async () => {
    const platform = await startCozystack({ profile });
    const fetch = platform.connect(platform.kubeconfig);
    const served = async (path: string): Promise<Shape | undefined> => {
      const response = await fetch(
        new Request(`https://any${path}`, { headers: { accept: 'application/json' } }),
      );
      expect(response.status).toBe(200);
      return readShape(await response.json());
    };
    const shape = await served('/openapi/v3/apis/apps.cozystack.io/v1alpha1');
    // Version 2 comes without defaults, and nobody should write with that.
    expect(await served('/openapi/v2')).toBeUndefined();
    await platform.close();
    const file = new URL(
      `../../platforms/cozystack/schemas/kubernetes-${profile}.schema.json`,
      import.meta.url,
    );
    const wanted = readShape(documentOf(JSON.parse(readFileSync(file, 'utf8'))));
    expect({ ...shape, schema: undefined }).toEqual({ ...wanted, schema: undefined });
    const settings = (each: Shape | undefined) =>
      settingsOf(each!.schema)
        .map(({ path }) => path)
        .sort();
    expect(settings(shape)).toEqual(settings(wanted));
  });
});

function documentOf(spec: object): object {
  const kind = { group: 'apps.cozystack.io', kind: 'Kubernetes', version: 'v1alpha1' };
  return {
    swagger: '2.0',
    definitions: { any: { properties: { spec }, 'x-kubernetes-group-version-kind': [kind] } },
  };
}
