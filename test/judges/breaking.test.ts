// What breaks a client is noticed, and what does not is let pass: by our own comparison, each planted change alone.
import { breakingChanges, KINDS } from '@hikube/contract-compiler/compare';
import type { Contract } from '@hikube/contract-compiler/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishedContract } from './planted/contract-copy.ts';
import { ADDITIONS, BREAKS } from './planted/index.ts';
import { OF_OPENINGS, OPENED } from './planted/of-openings.ts';

const TODAY = '2027-01-31';

let released: Contract;
let caught = 0;
beforeAll(async () => {
  released = await publishedContract();
});
afterAll(() => {
  console.log(
    `breaking changes: ${caught} of ${BREAKS.length + OF_OPENINGS.length} planted ones caught, of ${KINDS.length} kinds; ` +
      `${ADDITIONS.length + OPENED.length} additions let pass`,
  );
});

test('each kind that can be noticed is planted', () => {
  expect([...new Set(BREAKS.map(({ kind }) => kind))].sort()).toEqual([...KINDS].sort());
});

test('nothing breaks where nothing has changed', () => {
  expect(breakingChanges(released, released, TODAY)).toEqual([]);
});

describe('notices that', () => {
  test.each(BREAKS)('$change', ({ kind, plant }) => {
    const next = structuredClone(released);
    plant(next);
    const breaks = breakingChanges(released, next, TODAY);
    expect(breaks.map((each) => each.kind)).toContain(kind);
    for (const { where, detail } of breaks) expect(`${where} ${detail}`).toMatch(/^\S.*\S$/);
    caught += 1;
  });
});

describe('notices that, where nothing was said of it before,', () => {
  test.each(OF_OPENINGS)('$change', ({ kind, open, plant }) => {
    const [earlier, next] = [structuredClone(released), structuredClone(released)];
    open(earlier);
    plant(next);
    expect(breakingChanges(earlier, next, TODAY).map((each) => each.kind)).toContain(kind);
    caught += 1;
  });
});

describe('lets pass', () => {
  test.each(OPENED)('$change', ({ open, plant }) => {
    const [earlier, next] = [structuredClone(released), structuredClone(released)];
    open(earlier);
    plant(next);
    expect(next).not.toEqual(earlier);
    expect(breakingChanges(earlier, next, TODAY)).toEqual([]);
  });

  test.each(ADDITIONS)('$change', ({ plant }) => {
    const next = structuredClone(released);
    plant(next);
    expect(next).not.toEqual(released);
    expect(breakingChanges(released, next, TODAY)).toEqual([]);
  });
});

describe('an operation that was said to end', () => {
  const planted = () => {
    const old = structuredClone(released);
    const marker = { since: '2026-01-31', sunset: '2027-01-30', instead: '`GET /tokens`.' };
    Object.assign(old.paths['/tenant']!.get!, { deprecated: true, 'x-hikube-deprecated': marker });
    const next = structuredClone(old);
    delete next.paths['/tenant'];
    // What only that operation referred to goes with it.
    delete next.components.schemas['Tenant'];
    return [old, next] as const;
  };
  const kindsOn = (today: string) => breakingChanges(...planted(), today).map(({ kind }) => kind);

  test('stays until its day is over', () => {
    expect(kindsOn('2027-01-30')).toEqual(['operation-removed', 'schema-removed']);
    expect(kindsOn('2027-01-31')).toEqual([]);
  });
});
