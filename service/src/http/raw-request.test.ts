import { describe, expect, test } from 'vitest';
import { createSeededRandom } from '../random.ts';
import { refuseDotSegments, refuseWrongHosts } from './raw-request.ts';

const random = createSeededRandom(1);

describe('refuseDotSegments', () => {
  test.each(['/v1/a/..', '/v1/a/../b', '/v1/./a', '/v1/a/%2e%2E', '/v1/a/.%2e?x', '/..', 'http://h/a/..'])(
    '%s',
    async (url) => {
      const response = refuseDotSegments(url, random);
      expect(response?.status).toBe(404);
      expect(await response?.json()).toMatchObject({
        code: 'not_found',
        requestId: response?.headers.get('x-request-id'),
      });
    },
  );

  test.each(['/v1/clusters', '/v1/a..b', '/v1/...', '/v1/.a', '/v1/a?x=/../', '/v1/%252e%252e'])(
    '%s passes',
    (url) => {
      expect(refuseDotSegments(url, random)).toBeUndefined();
    },
  );
});

describe('refuseWrongHosts', () => {
  test.each([
    ['1.1', ['Host', 'x', 'hOST', 'x']],
    ['1.0', ['Host', 'x', 'Host', 'y']],
    ['1.1', ['Accept', 'host']],
    ['1.1', []],
    ['0.9', ['Host', 'x']],
  ])('HTTP/%s with %j', async (version, rawHeaders) => {
    const response = refuseWrongHosts(version, rawHeaders, random);
    expect(response?.status).toBe(400);
    expect(await response?.json()).toMatchObject({ code: 'invalid_parameter' });
  });

  test.each([
    ['1.1', ['Accept', 'host', 'Host', 'x']],
    ['1.1', ['host', '']],
    ['1.0', ['Accept', 'host']],
  ])('HTTP/%s with %j passes', (version, rawHeaders) => {
    expect(refuseWrongHosts(version, rawHeaders, random)).toBeUndefined();
  });
});
