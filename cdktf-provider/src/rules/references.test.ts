// References in texts, as both engines write them.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform writes its references so.
import { describe, expect, test } from 'vitest';
import { ENGINES } from '../testing/engines.ts';
import { splitReferences, withoutReferences } from './references.ts';

describe.each(ENGINES)('$name', ({ core }) => {
  const reference = core.Token.asString({ resolve: () => 'x', creationStack: [] });

  test('a text is its pieces', () => {
    const text = `a${reference}${reference}b`;
    expect(splitReferences(text)).toEqual(['a', reference, reference, 'b']);
    expect(withoutReferences(text)).toBe('ab');
  });

  test('a hint in a reference is part of it', () => {
    const hinted = core.Token.asString(core.Lazy.stringValue({ produce: () => 'x' }), {
      displayHint: 'the name',
    });
    expect(splitReferences(`${hinted}!`)).toEqual([hinted, '!']);
  });
});

test('what only looks like a reference is a text', () => {
  const text = '${TfToken[file("x")]}${TfToken[]}';
  expect(splitReferences(text)).toEqual([text]);
  expect(withoutReferences(text)).toBe(text);
});
