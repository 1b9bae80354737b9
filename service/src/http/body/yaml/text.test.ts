// What is written as YAML reads back the same, here and elsewhere.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { yamlText } from './text.ts';
import { parseStrictYaml } from './yaml.ts';

const key = fc.oneof(
  fc.string(),
  fc.constantFrom('yes', 'null', '1', '<<', '~', 'a: b', '- a', '#', '&a', '*a'),
);
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    'no',
    'on',
    '1.30',
    '0x1F',
    '012',
    '1_000',
    '12:30:45',
    '2001-01-01',
    '',
    ' ',
    '\t',
    '*',
    '|',
  ),
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
  fc.boolean(),
  fc.constant(null),
);
const json = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(
      key.filter((text) => text !== '__proto__' && text !== ''),
      tie('node'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
})).node;

describe('what is written', () => {
  test('reads back the same', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(parseStrictYaml(yamlText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 500 },
    );
  });

  test('is quoted where YAML 1.1 would read something else', () => {
    const value = { version: '1.30', enabled: 'no', on: 'y', mode: '0755', time: '12:30:45', host: 'v1.30' };
    expect(yamlText(value)).toBe(
      'version: "1.30"\nenabled: "no"\n"on": "y"\nmode: "0755"\ntime: "12:30:45"\nhost: v1.30\n',
    );
  });

  test('repeats what is there twice, because no reader needs aliases', () => {
    const same = { cpu: '1' };
    expect(yamlText({ a: same, b: same })).toBe('a:\n  cpu: "1"\nb:\n  cpu: "1"\n');
  });
});
