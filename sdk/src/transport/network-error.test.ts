import { expect, test } from 'vitest';
import { networkError } from './network-error.ts';

const failed = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('words of a runtime'), { code }) });

test.each([
  [
    'http://127.0.0.1:8642/v1',
    'ECONNREFUSED',
    'nothing listens there (ECONNREFUSED). Start the service with `npm start`',
    true,
  ],
  ['http://localhost:8642/v1', 'ECONNREFUSED', '`npm start`', true],
  ['http://[::1]:8642/v1', 'ECONNREFUSED', '`npm start`', true],
  ['https://api.test/v1', 'ECONNREFUSED', 'nothing listens there (ECONNREFUSED). Check the endpoint', true],
  ['https://api.test/v1', 'ENOTFOUND', 'its name is not known (ENOTFOUND)', true],
  [
    'https://api.test/v1',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'does not speak https (ERR_SSL_WRONG_VERSION_NUMBER). If the server there speaks http, write http://',
    false,
  ],
  ['https://api.test/v1', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'write http:// in place of https://', false],
  ['http://api.test/v1', 'HPE_INVALID_CONSTANT', 'write https:// in place of http://', false],
  ['https://api.test/v1', 'CERT_HAS_EXPIRED', 'its certificate has expired', false],
  ['https://api.test/v1', 'toString', 'the connection failed (toString)', true],
])('%s with %s', (url, code, words, retryable) => {
  const error = networkError(new Request(url), failed(code));
  expect(error.message).toContain(words);
  expect(error.message).not.toContain('words of a runtime');
  expect(error.retryable).toBe(retryable);
});

test('without a code, nothing of a runtime is repeated', () => {
  const error = networkError(new Request('https://api.test/v1'), new TypeError('terminated'));
  expect(error.message).toBe(
    'Cannot reach https://api.test: the connection failed. Check the endpoint and the network.',
  );
});
