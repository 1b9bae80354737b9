import { operationIds, operations } from '@hikube/openapi/operations';
import { describe, expect, test } from 'vitest';
import { createRouter } from './router.ts';

const router = createRouter();

describe('match', () => {
  test.each(operationIds)('%s', (id) => {
    const { method, path } = operations[id];
    const sent = path.replaceAll(/\{(\w+)\}/g, 'x-$1').toLowerCase();
    expect(router.match(method, `/v1${sent}`).id).toBe(id);
  });

  test('gives the parameters, unescaped', () => {
    expect(router.match('GET', '/v1/clusters/a%2Db/nodes/%C3%A9').path).toEqual({
      cluster: 'a-b',
      node: 'é',
    });
  });

  test('gives an action the parameters of its object', () => {
    const { id, path } = router.match('POST', '/v1/clusters/prod/nodes/n1/replace');
    expect([id, path]).toEqual(['replaceNode', { cluster: 'prod', node: 'n1' }]);
  });

  test('answers HEAD as GET', () => {
    expect(router.match('HEAD', '/v1/clusters').id).toBe('listClusters');
  });

  test.each([
    '/',
    '/v1',
    '/v1/',
    '/v2/clusters',
    '/v1/clusters/',
    '/v1//clusters',
    '/v1/clusters/prod/',
    '/v1/clusters/prod/cancel',
    '/v1/operations//cancel',
    '/v1/operations/op/undo',
    '/v1/operations/op%2Fcancel/x',
    '/v1/operations/op%3Acancel/x',
  ])('%s is nothing', (path) => {
    expect(() => router.match('GET', path)).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  test('an escaped slash is part of the name, not a step', () => {
    const { id, path } = router.match('GET', '/v1/operations/op%2Fcancel');
    expect([id, path]).toEqual(['getOperation', { operation: 'op/cancel' }]);
  });

  test('refuses a method with those that there are', () => {
    expect(() => router.match('PUT', '/v1/clusters/prod')).toThrow(
      expect.objectContaining({
        code: 'method_not_allowed',
        facts: { allow: ['GET', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS'] },
      }),
    );
  });

  test('refuses a broken escape', () => {
    expect(() => router.match('GET', '/v1/clusters/%E0%A4%A')).toThrow(
      expect.objectContaining({ code: 'invalid_parameter' }),
    );
  });
});
