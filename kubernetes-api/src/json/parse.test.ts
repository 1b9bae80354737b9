// Our reader of JSON takes what JSON.parse takes, and refuses the rest in Go's words.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equal, type Json } from './json.ts';
import { parseJson } from './parse.ts';
import { parseYaml, toYaml } from './yaml.ts';

describe('JSON', () => {
  test('is read as the runtime reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => equal(parseJson(text).value, JSON.parse(text) as Json)),
      { numRuns: 500 },
    );
  });

  test('is refused where the runtime refuses it', () => {
    const damaged = fc.tuple(
      fc.json({ maxDepth: 3 }),
      fc.nat(),
      fc.constantFrom('', '}', '"', ',', 'x', '\\', '\n', '0'),
    );
    fc.assert(
      fc.property(damaged, ([text, at, put]) => {
        const place = at % (text.length + 1);
        const broken = text.slice(0, place) + put + text.slice(place + 1);
        const takes = (read: () => unknown): boolean => {
          try {
            read();
            return true;
          } catch {
            return false;
          }
        };
        expect(
          takes(() => parseJson(broken)),
          broken,
        ).toBe(takes(() => JSON.parse(broken)));
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['', 'unexpected end of JSON input'],
    ['{"a":1', 'unexpected end of JSON input'],
    ['{"a":1}x', "invalid character 'x' after top-level value"],
    ['nope', "invalid character 'o' in literal null (expecting 'u')"],
    ['{a:1}', "invalid character 'a' looking for beginning of object key string"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 "b":2}', "invalid character '\"' after object key:value pair"],
    ['[1 2]', "invalid character '2' after array element"],
    ['"\\x"', "invalid character 'x' in string escape code"],
    ['-', 'unexpected end of JSON input'],
    ['01', "invalid character '1' after top-level value"],
  ])('%j is refused in Go’s words', (text, words) => {
    expect(() => parseJson(text)).toThrow(words);
  });

  test('fields that occur twice are told, and merged as Go merges them', () => {
    expect(parseJson('{"a":{"b":1},"a":{"c":2},"d":[{"e":1,"e":2}]}')).toEqual({
      value: { a: { b: 1, c: 2 }, d: [{ e: 2 }] },
      duplicates: ['a', 'd[0].e'],
    });
  });

  test('a deep text overflows nothing, and names cannot reach a prototype', () => {
    expect(() => parseJson('['.repeat(20_000))).toThrow('exceeded max depth');
    const { value } = parseJson('{"__proto__":{"polluted":1}}');
    expect(Object.hasOwn(value as object, '__proto__')).toBe(true);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('YAML', () => {
  test('that is written is read again as what it was', () => {
    const value = fc.object({
      maxDepth: 3,
      // Chance comes by the key of a merge too seldom.
      key: fc.oneof({ weight: 9, arbitrary: fc.string() }, fc.constant('<<')),
      values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null)],
    });
    fc.assert(
      fc.property(value, (object) => {
        const clean = JSON.parse(JSON.stringify(object)) as Record<string, Json>;
        expect(parseYaml(toYaml(clean)).value).toEqual(clean);
      }),
      { numRuns: 300 },
    );
  });

  test('a bomb of aliases does not go off', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let depth = 1; depth < 9; depth += 1) {
      const [name, before] = [String.fromCharCode(97 + depth), String.fromCharCode(96 + depth)];
      lines.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
    }
    expect(() => parseYaml(lines.join('\n'))).toThrow();
  });
});
