// The table that the service routes by.
import { operationIds, operations } from '@hikube/openapi/operations';
import { problems } from '@hikube/openapi/problems';
import { expect, test } from 'vitest';

test('a write with a body', () => {
  expect(operations.updateNodeGroup).toEqual({
    method: 'PATCH',
    path: '/clusters/{cluster}/node-groups/{nodeGroup}',
    tag: 'node-groups',
    scope: 'write',
    kind: 'NodeGroup.update',
    pathParams: ['cluster', 'nodeGroup'],
    queryParams: ['applyIn'],
    headerParams: ['if-match', 'idempotency-key', 'hikube-manager'],
    bodySchema: 'NodeGroupPatch',
    bodyTypes: ['application/merge-patch+json'],
    responses: {
      '202': 'Operation',
      '400': 'Problem',
      '401': 'Problem',
      '403': 'Problem',
      '404': 'Problem',
      '408': 'Problem',
      '409': 'Problem',
      '412': 'Problem',
      '413': 'Problem',
      '415': 'Problem',
      '422': 'Problem',
      '429': 'Problem',
      '500': 'Problem',
      '503': 'Problem',
    },
    problems: [
      'malformed_body',
      'invalid_parameter',
      'unauthenticated',
      'forbidden',
      'not_found',
      'request_timeout',
      'deleting',
      'precondition_failed',
      'body_too_large',
      'unsupported_media_type',
      'validation_failed',
      'idempotency_key_reused',
      'quota_exceeded',
      'capability_missing',
      'rate_limited',
      'internal',
      'unavailable',
    ],
  });
});

test('a read has no body and no 404 unless it names something', () => {
  expect(operations.listClusters).not.toHaveProperty('bodySchema');
  expect(operations.listClusters.problems).not.toContain('not_found');
  expect(operations.listClusters.problems).toContain('invalid_cursor');
  expect(operations.getCluster.problems).toContain('not_found');
});

test('every operation once', () => {
  expect(operationIds).toHaveLength(67);
  expect(new Set(operationIds.map((id) => `${operations[id].method} ${operations[id].path}`)).size).toBe(67);
});

test('a problem code knows its status and whether repeating helps', () => {
  expect(problems.rate_limited).toMatchObject({ status: 429, retryable: true, title: 'Too many requests' });
  expect(problems.validation_failed).toMatchObject({ status: 422, retryable: false });
});
