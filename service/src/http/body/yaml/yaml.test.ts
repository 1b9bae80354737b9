// What a YAML body may be, and the one clear refusal of everything else.
import { describe, expect, test } from 'vitest';
import { refusalOf } from './yaml.test.support.ts';
import { parseStrictYaml } from './yaml.ts';

describe('is read', () => {
  test.each<[title: string, text: string, value: unknown]>([
    ['a map', 'a: 1\nb: [x, "y", null]\n', { a: 1, b: ['x', 'y', null] }],
    ['JSON', '{"a": [1, {"b": null}]}', { a: [1, { b: null }] }],
    ['one document between markers', '---\na: 1\n---\n', { a: 1 }],
    ['one document with an end', 'a: 1\n...\n', { a: 1 }],
    ['one document after an empty one', '---\n---\na: 1\n', { a: 1 }],
    ['nothing but a comment', '# nothing\n', null],
    ['nothing but a marker', '---\n', null],
    ['a text', 'hello', 'hello'],
    ['a byte order mark', '\ufeffa: 1', { a: 1 }],
    ['words of YAML 1.1 as texts', '%YAML 1.1\n---\na: yes\nb: off\n', { a: 'yes', b: 'off' }],
    ['other bases', 'a: 0o17\nb: 0xFF\n', { a: 15, b: 255 }],
    ['a number by its value', 'a: 1.30\n', { a: 1.3 }],
    ['keys as the texts that they look like', '1: a\ntrue: b\n~: c\n', { 1: 'a', true: 'b', '~': 'c' }],
    ['a core tag', 'a: !!str 5\n', { a: '5' }],
    ['a merge key in quotes', 'a: {"<<": 1}', { a: { '<<': 1 } }],
    // Each compared with what kubectl 1.x makes of it (kubectl annotate --local).
    ['a merge before', 'b: &b {x: 1, y: 2}\nc: {<<: *b, x: 9}', { b: { x: 1, y: 2 }, c: { x: 9, y: 2 } }],
    ['a merge behind', 'b: &b {x: 1, y: 2}\nc: {x: 9, <<: *b}', { b: { x: 1, y: 2 }, c: { x: 1, y: 2 } }],
    ['a merge of a list', 'b: &b {x: 1}\nc: {<<: [{x: 7}, *b]}', { b: { x: 1 }, c: { x: 7 } }],
    ['two merges', 'p: &p {x: 1}\nc: {<<: *p, <<: {x: 2, z: 3}}', { p: { x: 1 }, c: { x: 2, z: 3 } }],
    ['a merge in a merge', 'a: {<<: {<<: {b: 1}}}', { a: { b: 1 } }],
    ['a merge of an empty list', 'a: {<<: []}', { a: {} }],
    ['a zero, and fractions', 'a: 0\nb: 0.5\nc: -0.5\n', { a: 0, b: 0.5, c: -0.5 }],
    ['digits in quotes', 'a: "010"\nb: v010\n', { a: '010', b: 'v010' }],
    ['block texts', 'a: |\n  x\n  y\nb: >-\n  x\n  y\n', { a: 'x\ny\n', b: 'x y' }],
    ['an alias', 'a: &x [1, 2]\nb: *x\n', { a: [1, 2], b: [1, 2] }],
    ['an alias of the newest anchor before it', '[&a 1, &b [*a], &a 2, *b, *a]', [1, [1], 2, [1], 2]],
    ['an alias of a key', '{&k key: 1, b: *k}', { key: 1, b: 'key' }],
    ['32 levels', `${'['.repeat(32)}${']'.repeat(32)}`, JSON.parse(`${'['.repeat(32)}${']'.repeat(32)}`)],
    ['keys that break objects elsewhere', 'constructor: 1\ntoString: 2\n', { constructor: 1, toString: 2 }],
  ])('%s', (_title, text, value) => {
    expect(parseStrictYaml(text)).toEqual(value);
  });
});

describe('is refused, with the place and the next step', () => {
  test.each([
    ['an unclosed quote', 'a: "x', 'line 1, column 6: missing closing "quote'],
    [
      'two maps on one line',
      'a: b: c',
      'line 1, column 4: nested mappings are not allowed in compact mappings',
    ],
    ['a tab', 'a:\n\tb: 1\n', 'line 2, column 1: tabs cannot indent; use blanks'],
    [
      'a tag of a language',
      '!!python/object:os.system {}',
      'line 1, column 1: tags are not accepted; write the value itself',
    ],
    ['a tag of one’s own', 'a: !secret x', 'line 1, column 4: tags are not accepted; write the value itself'],
    ['binary', 'a: !!binary aGk=', 'line 1, column 4: tags are not accepted; write the value itself'],
    ['a directive', '%INCLUDE x\n---\na: 1\n', 'line 1, column 1: unknown directive %INCLUDE'],
    [
      'a merge of a text',
      'a: {<<: x}',
      'line 1, column 9: a merge key (<<) takes an object, or a list of objects',
    ],
    ['a merge of a list of texts', 'a: {<<: [x]}', 'line 1, column 9: a merge key (<<) takes an object'],
    [
      'a merge of a list in a list',
      'a: {<<: [[{x: 1}]]}',
      'line 1, column 9: a merge key (<<) takes an object',
    ],
    ['a merge of nothing', 'a:\n  <<:\n', 'a merge key (<<) takes an object, or a list of objects'],
    ['a merge of itself', 'a: &a\n  <<: *a\n', 'line 2, column 7: the alias *a would contain itself'],
    ['33 levels by a merge', `a: ${'{<<: '.repeat(33)}{}${'}'.repeat(33)}`, 'it nests deeper than 32 levels'],
    [
      'a number with a leading zero',
      'a: 010\n',
      'line 1, column 4: the number 010 begins with a zero, which kubectl reads as 8; write 10, or 8 if that is meant, or put a text in quotes',
    ],
    [
      'a negative one',
      'a: -0777',
      'the number -0777 begins with a zero, which kubectl reads as -511; write -777,',
    ],
    ['one that is not octal', 'a: 08', 'the number 08 begins with a zero; write 8, or put a text in quotes'],
    ['a zero too many', 'a: 00', 'the number 00 begins with a zero; write 0, or put a text in quotes'],
    [
      'a repeated key',
      'a: 1\nb: 2\na: 3\n',
      'line 3, column 1: the key "a" stands there twice in one object; keep one of them',
    ],
    [
      'a key repeated in another spelling',
      '1: a\n"1": b\n',
      'line 2, column 1: the key "1" stands there twice in one object; keep one of them',
    ],
    ['a list as key', '? [a]\n: b\n', 'line 1, column 3: a key must be a plain text'],
    ['an alias as key', 'a: &x b\n*x : c\n', 'line 2, column 1: a key must be a plain text'],
    ['an empty key', ': a\n', 'line 1, column 1: a key is empty; name the field'],
    [
      '__proto__',
      '__proto__: {admin: true}\n',
      'line 1, column 1: a key "__proto__" is never accepted; remove it',
    ],
    ['an alias of nothing', 'a: *b\n', 'line 1, column 4: there is no anchor &b before this alias'],
    [
      'an alias before its anchor',
      'a: *b\nc: &b 1\n',
      'line 1, column 4: there is no anchor &b before this alias',
    ],
    [
      'an alias of itself',
      'a: &a\n  b: *a\n',
      'line 2, column 6: the alias *a would contain itself; write the value out',
    ],
    ['infinity', 'a: .inf\n', 'line 1, column 4: the number .inf cannot be kept exactly; write it in quotes'],
    [
      'not a number',
      'a: .nan\n',
      'line 1, column 4: the number .nan cannot be kept exactly; write it in quotes',
    ],
    [
      'a number too large',
      'a: 9007199254740993\n',
      'line 1, column 4: the number 9007199254740993 cannot be kept exactly; write it in quotes',
    ],
    [
      'half a character',
      'a: "\\ud800"\n',
      'line 1, column 4: a text has half of a surrogate pair; send whole characters',
    ],
    ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`, 'it nests deeper than 32 levels; flatten it'],
    [
      '33 levels by an alias',
      `a: &a ${'['.repeat(20)}${']'.repeat(20)}\nb: ${'['.repeat(20)}*a${']'.repeat(20)}`,
      'it nests deeper than 32 levels; flatten it',
    ],
  ])('%s', (_title, text, reason) => {
    const { code, message } = refusalOf(text);
    expect(code).toBe('malformed_body');
    expect(message).toContain(reason);
    expect(message).toMatch(/^The body cannot be read as YAML at line \d+, column \d+: .+\.$/);
  });

  test.each([
    ['two', 'a: 1\n---\nb: 2\n'],
    ['two of nothing but texts', 'a\n---\nb\n'],
    ['thousands of empty ones', '---\n'.repeat(60_000)],
  ])('several documents: %s', (_title, text) => {
    const { code, message, facts } = refusalOf(text);
    expect(code).toBe('validation_failed');
    expect(message).toBe(
      'The body holds several documents: send each manifest by itself, to the path of its name.',
    );
    expect(facts.errors?.map((error) => error.code)).toEqual(['several_documents']);
  });
});
