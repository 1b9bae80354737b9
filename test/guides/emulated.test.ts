// Guides whose commands run on an emulator, where nobody waits: each does what it says, and prints what it shows.
import { expect, test } from 'vitest';
import { isForFullRun } from '../support/left-out.ts';
import { firstMissing, followEmulated, partsOf } from './follow.ts';

// Each command of a guide is a start of the program; these two have the most of them.
const LONG = ['upgrade', 'gitops'];

test.each(['production', ...(isForFullRun('A guide with many commands') ? [] : LONG), 'backup'])(
  '%s',
  async (name) => {
    const printed = await followEmulated(`docs/guides/${name}.md`);
    expect(printed.length).toBeGreaterThan(3);
  },
);

test('what a guide shows is compared line by line, in its order', () => {
  const printed = 'NAME   PHASE\nprod   Running\n';
  expect(firstMissing(['prod Running'], printed)).toBeUndefined();
  expect(firstMissing(['prod …', 'NAME PHASE'], printed)).toBe('NAME PHASE');
  expect(firstMissing(['prod Degraded'], printed)).toBe('prod Degraded');
});

test('a block is typed, refused, a file, or what is shown', () => {
  const parts = partsOf(
    '```sh\na\n```\n```text shows\nb\n```\n```sh refused\nc\n```\n```yaml d.yaml\ne\n```\n',
  );
  expect(parts.map(({ kind, text, shows }) => [kind, text, shows.length])).toEqual([
    ['typed', 'a\n', 1],
    ['refused', 'c\n', 0],
    ['file', 'e\n', 0],
  ]);
});
