// What a client says when nothing could be asked.
import { createVirtualClock, PlatformError } from '@hikube/service/platform';
import { expect, test } from 'vitest';
import { inWords } from '../refusals.ts';
import { createClient } from './client.ts';
import { KubeconfigError } from './kubeconfig.ts';

test('a kubeconfig that cannot be used is told to the operator in its own sentence, and is not tried again', async () => {
  let asked = 0;
  const fetch = async (): Promise<Response> => {
    asked += 1;
    throw new KubeconfigError('The kubeconfig names the file /token, which cannot be read.');
  };
  const client = createClient({ fetch, clock: createVirtualClock(0) });
  const error = await inWords(() => client.get('/version')).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(PlatformError);
  expect(error).toMatchObject({ reason: 'CredentialUnusable', retryable: true });
  expect((error as Error).message).toContain('The kubeconfig names the file /token, which cannot be read.');
  expect(asked).toBe(1);
});
