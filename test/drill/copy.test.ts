import { expect, test } from 'vitest';
import { isCopied } from './copy.ts';

test.each([
  'openapi/generated',
  'service/src/http/chain.ts',
  'test/clients/go/go.mod',
  'contract-compiler/src/emit',
])('%s is written', (path) => {
  expect(isCopied(path)).toBe(true);
});

test.each([
  'node_modules',
  'sdk/dist',
  'test/clients/rust/target',
  'test/clients/rust/generated',
  'test/clients/python/.venv',
  'test/clients/openapi-generator/.generated',
  'test/judges/go/generated',
  'test/judges/python/.venv',
])('%s is made', (path) => {
  expect(isCopied(path)).toBe(false);
});
