import { expect, test } from 'vitest';
import { chooseType } from './accept.ts';

const YAML = 'application/yaml';
const JSON_TYPE = 'application/json';

test.each([
  [undefined, JSON_TYPE],
  ['*/*', JSON_TYPE],
  ['application/*', JSON_TYPE],
  ['application/yaml', YAML],
  ['text/yaml', YAML],
  ['application/x-yaml', YAML],
  ['application/json', JSON_TYPE],
  ['APPLICATION/JSON; charset=utf-8', JSON_TYPE],
  ['application/json, */*;q=0.1', JSON_TYPE],
  ['application/yaml, application/json', JSON_TYPE],
  ['application/yaml, */*;q=0.1', YAML],
  ['application/json;q=0.5, application/yaml', YAML],
  ['application/json;q=0.9, text/yaml;q=0.3', JSON_TYPE],
  ['*/*, application/json;q=0', YAML],
  ['text/html, application/json;q=0.1', JSON_TYPE],
  ['text/html', JSON_TYPE],
  ['', JSON_TYPE],
  ['application/json;q=x', JSON_TYPE],
  [','.repeat(1000), JSON_TYPE],
])('Accept %j gets %s', (accept, type) => {
  expect(chooseType(accept, [JSON_TYPE, YAML])).toBe(type);
});
