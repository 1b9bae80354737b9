// Texts that are made to hurt, and texts of chance: each gets an answer or one refusal, and soon.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../refusal.ts';
import { refusalOf } from './yaml.test.support.ts';
import { parseStrictYaml } from './yaml.ts';

const FULL = 256 * 1024;
const filled = (line: string) => line.repeat(Math.floor(FULL / line.length));
const aliasOf = (letter: string) => Array.from({ length: 10 }, () => `*${letter}`).join(', ');
const LAUGHS = 'bcdefghij'
  .split('')
  .map((letter, index) => `${letter}: &${letter} [${aliasOf('abcdefghij'[index]!)}]`)
  .join('\n');

describe('a body of 256 KiB that is made to hurt', () => {
  // Each took a plain library between two seconds and for ever; a busy machine gets ten times what an idle one needs.
  test.each([
    ['a billion laughs', `a: &a [x, x, x, x, x, x, x, x, x, x]\n${LAUGHS}`, 'its aliases'],
    ['a long text many times', `a: &a "${'x'.repeat(100_000)}"\n${'b: *a\n'}${filled('- *a\n')}`, ''],
    ['brackets', '['.repeat(FULL), 'deeper than 32'],
    ['maps in maps', '{a: '.repeat(FULL / 4), 'deeper than 32'],
    ['lists on one line', '- '.repeat(FULL / 2), 'deeper than 32'],
    ['explicit keys', '? '.repeat(FULL / 2), 'deeper than 32'],
    [
      'steps',
      Array.from({ length: 700 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'),
      'deeper than 32',
    ],
    ['an error for each character', '{}'.repeat(FULL / 2), 'unexpected'],
    ['directives', filled('%a\n'), 'unknown directive'],
    ['commas', `[${','.repeat(FULL - 2)}]`, ''],
    ['tags', `a: ${filled('!!str ')}`, ''],
    ['anchors', filled('&a '), ''],
    [
      'distinct keys',
      Array.from({ length: 20_000 }, (_, index) => `key${index}: 1`).join('\n'),
      'more than 50,000 parts',
    ],
    ['lines', '\n'.repeat(FULL), 'more than 50,000 parts'],
  ])('%s is refused in time', (_title, text, reason) => {
    expect(refusalOf(text).message).toContain(reason);
  });

  test('one text is just long', () => {
    expect(parseStrictYaml(`a: ${'-'.repeat(FULL - 10)}`)).toEqual({ a: '-'.repeat(FULL - 10) });
  });
});

test('no text makes the reader do anything but answer or refuse', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '? ',
      '&x ',
      '*x',
      '!t ',
      '"',
      "'",
      '|',
      '>',
      '#',
      '%',
      '---\n',
    ],
    ...['<<', '\t', '0x', '1e9', '.inf', '~', '\u0000', '\u2028', '\r', '\\', '@', '`', '...\n'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      try {
        JSON.stringify(parseStrictYaml(text));
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
        expect((error as Refusal).message.length).toBeLessThan(300);
      }
    }),
    { numRuns: 2000 },
  );
});
