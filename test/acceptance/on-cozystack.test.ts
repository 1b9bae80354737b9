// No story is forgotten: each runs on a Cozystack, or the table says what it needs that is not there.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LACKS, type Lack, LEFT_OUT, lackOf, PLACES, type Row, STORIES, storiesAt } from './on-cozystack.ts';

const here = import.meta.dirname;
const whole = LEFT_OUT.filter(({ part }) => part === undefined);
const parts = LEFT_OUT.filter(({ part }) => part !== undefined);

const isService = (place: string) => place.startsWith('service');
const isSomewhere = ({ needs }: Row) => (LACKS[needs] as Lack).way !== undefined;

test('every file is in the list of stories or in the table of what is left out', () => {
  const files = readdirSync(here, { recursive: true, encoding: 'utf8' });
  const known = [
    ...Object.keys(STORIES),
    ...whole.filter((row) => !isSomewhere(row)).map(({ file }) => file),
    'on-cozystack.test.ts',
  ];
  expect(known.sort()).toEqual(files.filter((file) => file.endsWith('.test.ts')).sort());
});

test('a story that runs through a service alone says what it needs', () => {
  const alone = Object.entries(STORIES).filter(([, places]) => places.every((place) => isService(place)));
  const said = whole.filter((row) => isSomewhere(row)).map(({ file }) => file);
  expect(alone.map(([file]) => file)).toEqual(expect.arrayContaining(said));
});

test('a part that is left out stands in a story that runs, which asks for it by that name', () => {
  for (const { file, part = '' } of parts) {
    expect(Object.keys(STORIES)).toContain(file);
    expect(readFileSync(join(here, file), 'utf8')).toContain(`'${part}'`);
  }
});

test('every reason is used', () => {
  expect([...new Set(LEFT_OUT.map(({ needs }) => needs))].sort()).toEqual(Object.keys(LACKS).sort());
});

test('every place has stories, and nothing is left out where nothing is missing', () => {
  for (const place of PLACES) expect(storiesAt(place).length).toBeGreaterThan(1);
  const [windows] = parts.filter(({ needs }) => needs === 'maintenance windows');
  const { file, part = '' } = windows!;
  expect(lackOf(file, part, undefined)).toBeUndefined();
  expect(lackOf(file, part, 'service 1.6.2')).toBeUndefined();
  expect(lackOf(file, part, 'direct 1.6.2')).toBe(LACKS['maintenance windows'].reason);
  expect(() => lackOf(file, 'something', undefined)).toThrow('has no part "something"');
});

test('what is left out is printed with its reason', () => {
  const counted = PLACES.map((place) => `${storiesAt(place).length} on ${place}`);
  console.log(`stories on the double of a Cozystack: ${counted.join(', ')}`);
  for (const [need, { reason }] of Object.entries(LACKS)) {
    const files = LEFT_OUT.filter(({ needs }) => needs === need).map(({ file, part }) =>
      part === undefined ? file : `${file} (${part})`,
    );
    console.log(`left out there, because ${reason}: ${files.join(', ')}`);
  }
});
