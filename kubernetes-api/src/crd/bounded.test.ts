// What a user writes into a definition or a patch can be made to take for ever; nothing of it may.
import { expect, test } from 'vitest';
import type { Json } from '../json/json.ts';
import { parseYaml, YamlError } from '../json/yaml.ts';
import type { Schema } from '../kinds/official-types.ts';
import { applyJsonPatch, readJsonPatch } from '../patch/json-patch.ts';
import { regularExpression } from '../types/regular-expression.ts';
import { beginPatterns } from './budget.ts';
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

const costly = 'actual cost limit exceeded';
/** Each of these took minutes or ended the service when only turns were counted. */
test.each<[what: string, rule: string, object: (index: number) => string | number]>([
  ['expressions', "self.l.all(a, self.t.matches('^(x+x+)+y') || true)", () => 1],
  ['searches', "self.l.all(a, self.t.find('[^b]{500}y') == '')", () => 1],
  ['searches for all', "self.l.all(a, self.t.findAll('x').size() > 0)", () => 1],
  ['replacements', "self.l.all(a, self.t.replace('x', 'yy') != '')", () => 1],
  ['comparisons of all there is', 'self.l.all(a, self == oldSelf)', () => 1],
  ['items in lists', 'self.l.all(a, !(-1 in self.l))', (index) => index],
  ['texts in texts', "self.l.all(a, !self.t.contains(self.t + 'y'))", () => 1],
  ['names of maps', 'self.l.all(a, self.m.exists(k, true))', () => 1],
  ['large steps', `self.l.all(a, self.l.all(b, ${Array(1000).fill('a >= 0').join(' && ')}))`, () => 1],
  [
    'lists',
    `${'cel.bind(l, l + l, '.repeat(30)}l.size() > 0${')'.repeat(30)}`.replace('l + l', 'self.l + self.l'),
    () => 1,
  ],
  [
    'texts',
    `${'cel.bind(t, t + t, '.repeat(30)}t != ""${')'.repeat(30)}`.replace('t + t', 'self.t + self.t'),
    () => 1,
  ],
  ['what somebody goes on after', 'self.l.all(a, self.l.all(b, self.l.all(c, true))) || true', () => 1],
])('%s cost what they take', (_what, text, itemOf) => {
  const object = {
    l: Array.from({ length: 3_000 }, (_, index) => itemOf(index)),
    t: 'x'.repeat(3_000),
    m: Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`k${index}`, index])),
  };
  const [error] = ruleErrors(rule(text), object, structuredClone(object));
  expect(error?.message).toContain(costly);
});

test('a duration is short', () => {
  const object = { s: '1'.repeat(100_000) };
  expect(ruleErrors(rule("duration(self.s) > duration('1s')"), object, undefined)[0]?.message).toContain(
    'invalid duration',
  );
});

test.each([
  "self.names.all(n, n.matches('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$') && n.size() <= 253)",
  "self.names.filter(n, n.endsWith('.test')).size() == self.names.size() && self == oldSelf",
  "self.text.findAll('[0-9]+').size() == 2 && self.text.split(' ').all(w, w in self.text.split(' '))",
  'self.few.all(n, self.few.exists_one(m, n == m)) && "a" in self.map && self.map["a"] == "b"',
])('what people write into rules is affordable: %s', (text) => {
  const names = Array.from({ length: 1_000 }, (_, index) => `name-${index}.example.test`);
  const words = 'a few words with 4 or 5 numbers';
  const object = { names, few: names.slice(0, 100), text: words, map: { a: 'b' } };
  expect(ruleErrors(rule(text), object, structuredClone(object))).toEqual([]);
});

test('a value is converted once, however many rules there are on the way to it', () => {
  let reads = 0;
  const counted = {
    get a() {
      reads += 1;
      return 'x';
    },
  };
  let schema = rule('true') as Schema;
  let value: Json = counted;
  for (let level = 0; level < 50; level += 1) {
    schema = { ...rule('true'), properties: { v: schema } } as Schema;
    value = { v: value };
  }
  expect(ruleErrors(schema, value, undefined)).toEqual([]);
  expect(reads).toBeLessThan(5);
});

test('many texts that each fit a pattern slowly are bounded together', () => {
  const schema = { type: 'array', items: text('^[^b]{900}$') } as Schema;
  beginPatterns();
  const errors = schemaErrors(
    schema,
    Array.from({ length: 100 }, () => 'a'.repeat(900)),
    'l',
    'l',
  );
  expect(errors.length).toBeGreaterThan(50);
  beginPatterns();
  expect(schemaErrors(schema, ['a'.repeat(900)], 'l', 'l')).toEqual([]);
});

test.each(['[^a]{1000}'.repeat(500), '(a{30}){1000}b'.repeat(10), 'a'.repeat(200_000)])(
  'an expression that takes seconds to compile is none',
  (pattern) => {
    expect(() => regularExpression(pattern)).toThrow('too large');
  },
);

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
