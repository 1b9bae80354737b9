import { expect, test } from 'vitest';
import { fixture, operationOf } from '../lint/testing/fixture.ts';
import { present } from './presentation.ts';

const sample = { lang: 'Shell', label: 'curl', source: 'curl' };

test('the introduction, the scope and the samples stand in the document', () => {
  const contract = fixture();
  const operation = operationOf(contract, 'createPool');
  operation.description = 'Creates a pool.\n';
  present(contract.document, { introduction: '## Pools\n', samples: { createPool: [sample] } });
  expect(contract.document.info['description']).toBe('## Pools');
  expect(operation.description).toBe('Creates a pool.\n\nNeeds a token with the scope `write`.');
  expect(operation['x-codeSamples']).toEqual([sample]);
});

test('a sample of an operation that is not there is refused', () => {
  expect(() => present(fixture().document, { introduction: '', samples: { dropPool: [sample] } })).toThrow(
    'examples/calls: there is no operation dropPool; correct the name of the sample',
  );
});
