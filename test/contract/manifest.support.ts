// A service with a cluster made of a manifest, for tests that send more of them.
import type { Operation, Problem } from '@hikube/openapi/types';
import { afterAll, beforeAll } from 'vitest';
import type { CallOptions } from '../support/api.ts';
import { startTestService, type TestService } from '../support/service.ts';

export const PATH = '/clusters/prod/manifest';
export const YAML = { 'content-type': 'application/yaml' };
export const FRAME = 'apiVersion: apps.cozystack.io/v1alpha1\nkind: Kubernetes\nmetadata:\n  name: prod\n';
export const MANIFEST = `${FRAME}spec:\n  version: v1.33\n  nodeGroups:\n    web: {minReplicas: 1, maxReplicas: 3}\n`;

export let service: TestService;
/** To be called by each file: files of one worker share this module, and hooks belong to the file that calls. */
export function useManifestService(): void {
  beforeAll(async () => {
    service = await startTestService();
    const made = await service.api<Operation>('PUT', PATH, { raw: MANIFEST, headers: YAML });
    await service.finish(made.body);
  });
  afterAll(() => service.dispose());
}

export const put = <Body = Operation>(
  raw: NonNullable<CallOptions['raw']>,
  headers: Readonly<Record<string, string>> = {},
  before = '',
) => service.api<Body>('PUT', before + PATH, { raw, headers: { ...YAML, ...headers } });

export const refused = (
  code: Problem['code'],
  raw: NonNullable<CallOptions['raw']>,
  headers: Readonly<Record<string, string>> = {},
) => service.api.refused(code, 'PUT', PATH, { raw, headers: { ...YAML, ...headers } });
