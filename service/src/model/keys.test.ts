import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { kinds } from './keys.ts';

test('the table in the README has every kind', async () => {
  const text = await readFile(new URL('README.md', import.meta.url), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  const listed = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, kind]) => kind),
  );
  expect(listed.sort()).toEqual(Object.values(kinds).sort());
});
