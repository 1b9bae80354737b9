// What a user writes into a definition or a patch can be made to take for ever; nothing of it may.
import { expect, test } from 'vitest';
import { parseYaml, YamlError } from '../json/yaml.ts';
import type { Schema } from '../kinds/official-types.ts';
import { applyJsonPatch, readJsonPatch } from '../patch/json-patch.ts';
import { ruleErrors } from './cel-rules.ts';
import { schemaErrors } from './validate.ts';

const text = (pattern: string): Schema => ({ type: 'string', pattern }) as Schema;
const rule = (text: string) => ({ type: 'object', 'x-kubernetes-validations': [{ rule: text }] });
/** Without bounds, none of these ends within a day. */
const hostile = `${'a'.repeat(60)}!`;

test.each([
  ['(a+)+$', 1],
  ['(a|a)*$', 0],
  ['^(a?){60}a{60}$', 1],
])('pattern %s', (pattern, refusals) => {
  expect(schemaErrors(text(pattern), hostile, 's', 's')).toHaveLength(refusals);
});

test.each(['matches', 'find', 'findAll'])('%s in a rule', (name) => {
  const ask = {
    matches: "!self.s.matches('(a+)+$')",
    find: "self.s.find('(a+)+$') == ''",
    findAll: "self.s.findAll('(a+)+$').size() == 0",
  };
  expect(ruleErrors(rule(ask[name as keyof typeof ask]), { s: hostile }, undefined)).toEqual([]);
});

test('what is no expression fits nothing, and a text that is too long for one does not either', () => {
  expect(schemaErrors(text('['), 'a', 's', 's')).toHaveLength(1);
  expect(schemaErrors(text('(a{1000})+$'), 'a'.repeat(100_000), 's', 's')).toHaveLength(1);
});

test.each([
  'self.l.all(a, self.l.all(b, self.l.all(c, self.l.all(d, a + b + c + d >= 0))))',
  'self.l.map(a, self.l.map(b, self.l.map(c, a))).size() > 0',
  '!self.l.exists(a, self.l.exists(b, self.l.exists(c, a + b + c < 0)))',
  '[1, 2, 3, 4, 5, 6, 7, 8, 9].all(a, self.l.filter(b, self.l.exists_one(c, c == b)).size() > 0)',
])('loops in loops: %s', (text) => {
  const [error, ...more] = ruleErrors(
    rule(text),
    { l: Array.from({ length: 300 }, (_, index) => index) },
    undefined,
  );
  expect(error?.message).toContain('actual cost limit exceeded');
  expect(more).toEqual([]);
});

test('many cheap rules end with one sentence each, not with a busy server', () => {
  const schema = {
    type: 'object',
    properties: {
      l: { type: 'array', items: { ...rule('self.all(k, k != "")'), additionalProperties: {} } },
    },
  };
  const items = Array.from({ length: 60_000 }, () => ({ a: 1 }));
  const errors = ruleErrors(schema as never, { l: items }, undefined);
  expect(errors.at(-1)?.message).toContain('running out of cost budget');
  // The next object has all of it again.
  expect(ruleErrors(schema as never, { l: items.slice(0, 10) }, undefined)).toEqual([]);
});

test('replace makes no text that no object could hold', () => {
  const text = "self.s.replace('', self.s).replace('', self.s).replace('', self.s).size() > 0";
  expect(ruleErrors(rule(text), { s: 'a'.repeat(10_000) }, undefined)[0]?.message).toContain('cost limit');
});

test('copies of copies', () => {
  const operations = Array.from({ length: 40 }, (_, index) => ({
    op: 'copy',
    from: '/data',
    path: `/data/k${index}`,
  }));
  expect(() => applyJsonPatch({ data: { a: 'x'.repeat(100) } }, readJsonPatch(operations))).toThrow(
    'rejected our request',
  );
  expect(applyJsonPatch({ data: { a: 'x' } }, readJsonPatch(operations.slice(0, 3)))).toMatchObject({
    data: { k2: {} },
  });
});

test('aliases of aliases', () => {
  const level = (name: string, of: string) => `${name}: &${name} [${Array(10).fill(`*${of}`).join(', ')}]`;
  const text = ['a: &a [x]', level('b', 'a'), level('c', 'b'), level('d', 'c'), level('e', 'd')].join('\n');
  expect(() => parseYaml(text)).toThrow(YamlError);
});
