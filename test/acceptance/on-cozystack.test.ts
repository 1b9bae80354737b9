// No story is forgotten: each runs at every place on a Cozystack, or the table says what it needs that is not there.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  isLeftOutAt,
  LACKS,
  LEFT_OUT,
  lackAt,
  lackOf,
  type Need,
  PLACES,
  storiesAmong,
  storiesAt,
} from './on-cozystack.ts';

const here = import.meta.dirname;
const stories = storiesAmong(readdirSync(here, { recursive: true, encoding: 'utf8' }));
const parts = LEFT_OUT.filter(({ part }) => part !== undefined);

test('what is left out as a whole is a story, and stands there once', () => {
  const whole = LEFT_OUT.filter(({ part }) => part === undefined).map(({ file }) => file);
  expect(stories).toEqual(expect.arrayContaining(whole));
  expect(whole).toEqual([...new Set(whole)]);
});

test('a part that is left out stands in a story that runs there, which asks for it by that name', () => {
  for (const { file, part = '' } of parts) {
    expect(readFileSync(join(here, file), 'utf8')).toContain(`'${part}'`);
    expect(PLACES.some((place) => !isLeftOutAt(place, file) && lackOf(file, part, place))).toBe(true);
  }
});

test('the full run tells each story in each way and on each release, and the soak run at every place', () => {
  const full = PLACES.map((place) => [place, storiesAt(place, stories, false)] as const);
  const words = (places: readonly string[]) => new Set(places.flatMap((place) => place.split(' ')));
  for (const file of stories) {
    const able = PLACES.filter((place) => !isLeftOutAt(place, file));
    const told = full.filter(([, files]) => files.includes(file)).map(([place]) => place);
    expect([file, words(told)]).toEqual([file, words(able)]);
    expect(told.length).toBeLessThanOrEqual(2);
  }
  for (const place of PLACES)
    expect(storiesAt(place, stories, true)).toEqual(stories.filter((file) => !isLeftOutAt(place, file)));
});

test('every reason is used', () => {
  expect([...new Set(LEFT_OUT.map(({ needs }) => needs))].sort()).toEqual(Object.keys(LACKS).sort());
});

test('a part is left out where something is missing, and nowhere else', () => {
  const [windows] = parts.filter(({ needs }) => needs === 'maintenance windows');
  const { file, part = '' } = windows!;
  expect(lackOf(file, part, undefined)).toBeUndefined();
  expect(lackOf(file, part, 'service 1.6.2')).toBeUndefined();
  expect(lackOf(file, part, 'direct 1.6.2')).toBe(LACKS['maintenance windows'].reason);
  expect(() => lackOf(file, 'something', undefined)).toThrow('has no part "something"');
});

test('what is left out is printed with its reason', () => {
  const counted = (isSoak: boolean) =>
    PLACES.map((place) => `${storiesAt(place, stories, isSoak).length} on ${place}`).join(', ');
  console.log(`of ${stories.length} stories, on the double of a Cozystack: ${counted(true)}`);
  console.log(`of them in the full run: ${counted(false)}`);
  for (const [need, { reason }] of Object.entries(LACKS)) {
    const rows = LEFT_OUT.filter(({ needs }) => needs === need);
    const files = rows.map(({ file, part }) => (part === undefined ? file : `${file} (${part})`));
    const places = PLACES.filter((place) => lackAt(need as Need, place));
    console.log(`left out on ${places.join(', ')}, because ${reason}: ${files.join(', ')}`);
  }
});
