import { expect, test } from 'vitest';
import { loadContract } from '../contract.ts';
import type { Schema } from '../read/schema.ts';
import { secretNames } from './secrets.ts';

const secret: Schema = { type: 'string', 'x-hikube-secret': true };

test('finds a secret wherever it stands, and what may carry one', () => {
  const schemas: Record<string, Schema> = {
    Box: {
      type: 'object',
      properties: {
        key: secret,
        open: { type: 'string' },
        inner: { type: 'array', items: { type: 'object', properties: { seal: secret } } },
        values: { type: 'object', 'x-hikube-secret': 'maybe' },
      },
    },
    Other: { type: 'object', properties: { key: secret } },
  };
  expect(secretNames(schemas)).toEqual(['key', 'seal', 'values']);
});

test('the contract has some', async () => {
  const { document } = await loadContract();
  expect(secretNames(document.components.schemas)).toEqual(
    expect.arrayContaining(['kubeconfig', 'secretValues', 'token', 'valuesOverride']),
  );
});
