// Readers of YAML 1.1 are still about, and to them `no` is false and `1.30` a number.
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { print } from './print.ts';

const shared = { zone: 'a' };
const VALUE = {
  '<<': 'merged',
  answer: 'no',
  labels: { y: 'yes', on: 'off' },
  time: '12:30:00',
  version: '1.30',
  twice: [shared, shared],
  long: 'word '.repeat(40).trim(),
};

async function printed(value: object): Promise<string> {
  const pieces: string[] = [];
  const output = {
    isTerminal: false,
    columns: 80,
    write: (text: string) => {
      pieces.push(text);
    },
  };
  await print(output, { name: 'yaml' }, 'cluster', value);
  return pieces.join('');
}

test.each(['1.1', '1.2'] as const)(
  'YAML is printed so that a reader of %s has the same values',
  async (version) => {
    expect(parse(await printed(VALUE), { version, merge: true })).toEqual(VALUE);
  },
);

test('YAML on the output has no anchors and no folded lines', async () => {
  const text = await printed(VALUE);
  expect(text).not.toMatch(/[&*]a\d/);
  expect(text).toContain(`long: ${VALUE.long}\n`);
});
