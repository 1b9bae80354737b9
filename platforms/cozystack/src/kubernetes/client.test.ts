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

test.each([
  ['ENOTFOUND', 'the name of its server cannot be resolved'],
  ['ECONNREFUSED', 'nothing listens at the address'],
  ['CERT_HAS_EXPIRED', 'has expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'is for another name'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'is not of the authority that the kubeconfig trusts'],
  ['CERT_SIGNATURE_FAILURE', 'is not of the authority that the kubeconfig trusts'],
  ['ECONNRESET', 'there is no connection, or it broke'],
])('%s is told as what it is', async (code, words) => {
  const cause = Object.assign(new Error(code), { code });
  const fetch = async (): Promise<Response> => {
    throw new TypeError('fetch failed', { cause });
  };
  const client = createClient({ fetch, clock: createVirtualClock(0) });
  const refused = inWords(() => client.write('POST', '/api/v1/namespaces', {}));
  await expect(refused).rejects.toMatchObject({ reason: 'Unreachable', retryable: true });
  await expect(refused).rejects.toThrow(words);
  await expect(refused).rejects.not.toThrow(code);
});
