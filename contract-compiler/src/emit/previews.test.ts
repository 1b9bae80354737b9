import { expect, test } from 'vitest';
import { fixture, operationOf } from '../lint/testing/fixture.ts';
import { addPreviews } from './previews.ts';

function previewed(change: (contract: ReturnType<typeof fixture>) => void = () => {}) {
  const contract = fixture();
  change(contract);
  contract.document.paths = Object.fromEntries(
    Object.entries(contract.document.paths).filter(([path]) => !path.startsWith('/previews')),
  );
  addPreviews(contract.document);
  return contract;
}

test('every write has one, with its method, parameters and body, and nothing else has', () => {
  const { document } = previewed();
  const paths = Object.keys(document.paths).filter((path) => path.startsWith('/previews'));
  expect(paths).toEqual(['/previews/pools', '/previews/pools/{pool}']);
  expect(Object.keys(document.paths['/previews/pools'] ?? {})).toEqual(['post']);
  const item = document.paths['/previews/pools/{pool}'];
  expect(item?.parameters).toEqual(document.paths['/pools/{pool}']?.parameters);
  expect(item?.patch).toMatchObject({
    operationId: 'previewUpdatePool',
    summary: 'Preview: do something',
    'x-hikube-scope': 'read',
    'x-hikube-previews': 'updatePool',
    parameters: [{ $ref: '#/components/parameters/ifMatch' }],
    requestBody: document.paths['/pools/{pool}']?.patch?.requestBody,
    responses: { '200': { $ref: '#/components/responses/Previewed' } },
  });
  expect(item?.patch?.['x-hikube-operation']).toBeUndefined();
});

test('what is done at once has none', () => {
  const { document } = previewed((contract) => {
    operationOf(contract, 'createPool').responses = { '201': { description: 'Made.' } };
  });
  expect(document.paths['/previews/pools']).toBeUndefined();
});

test('may be refused for the same reasons', () => {
  const { document } = previewed();
  const { patch: write } = document.paths['/pools/{pool}'] ?? {};
  const { patch: preview } = document.paths['/previews/pools/{pool}'] ?? {};
  expect(preview?.['x-hikube-problems']).toContain('deleting');
  expect(preview?.['x-hikube-problems']).toEqual(write?.['x-hikube-problems']);
});
