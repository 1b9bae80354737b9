import { expect, test } from 'vitest';
import { chooseType } from './accept.ts';

const YAML = 'application/yaml';
const JSON_TYPE = 'application/json';

test.each([
  [undefined, YAML],
  ['*/*', YAML],
  ['application/*', YAML],
  ['application/yaml', YAML],
  ['text/yaml', YAML],
  ['application/x-yaml', YAML],
  ['application/json', JSON_TYPE],
  ['APPLICATION/JSON; charset=utf-8', JSON_TYPE],
  ['application/json, */*;q=0.1', JSON_TYPE],
  ['application/json;q=0.5, application/yaml', YAML],
  ['application/json;q=0.9, text/yaml;q=0.3', JSON_TYPE],
  ['*/*, application/yaml;q=0', JSON_TYPE],
  ['text/html, application/json;q=0.1', JSON_TYPE],
  ['text/html', YAML],
  ['', YAML],
  ['application/json;q=x', YAML],
  [','.repeat(1000), YAML],
])('Accept %j gets %s', (accept, type) => {
  expect(chooseType(accept, [YAML, JSON_TYPE])).toBe(type);
});
