import { describe, expect, it } from 'vitest';
import {
  createEnvironment,
  lastSiteChange,
  SITE_CHANGES_MAX,
  sitesDown,
  stockFor,
  withHeld,
  withSite,
  withStock,
} from './environment.ts';

const EMPTY = createEnvironment({ L40S: 4 });

describe('sites', () => {
  it('go down and come back, and each change states them all', () => {
    const one = withSite(EMPTY, 'gland', false, 1000);
    const two = withSite(one, 'geneva', false, 2000);
    const back = withSite(two, 'gland', true, 3000);
    expect(sitesDown(EMPTY)).toEqual([]);
    expect(sitesDown(two)).toEqual(['geneva', 'gland']);
    expect(back.siteChanges).toEqual([
      { sequence: 1, at: 1000, down: ['gland'] },
      { sequence: 2, at: 2000, down: ['geneva', 'gland'] },
      { sequence: 3, at: 3000, down: ['geneva'] },
    ]);
  });

  it('change nothing when they are in that state already', () => {
    expect(withSite(EMPTY, 'gland', true, 1000)).toBe(EMPTY);
    const down = withSite(EMPTY, 'gland', false, 1000);
    expect(withSite(down, 'gland', false, 2000)).toBe(down);
  });

  it('never change in the past of an earlier change', () => {
    const later = withSite(withSite(EMPTY, 'gland', false, 5000), 'geneva', false, 4000);
    expect(later.siteChanges.map(({ at }) => at)).toEqual([5000, 5000]);
  });

  it('keep a bounded history and go on counting', () => {
    let environment = EMPTY;
    for (let count = 0; count < SITE_CHANGES_MAX + 50; count += 1) {
      environment = withSite(environment, 'gland', count % 2 === 1, count);
    }
    expect(environment.siteChanges).toHaveLength(200);
    expect(lastSiteChange(environment)).toBe(250);
  });
});

describe('stock', () => {
  it('is what others do not hold', () => {
    const held = withHeld(withHeld(EMPTY, 'a', { L40S: 1 }, 1), 'b', { L40S: 2 }, 2);
    expect(stockFor(held, 'L40S', 'a')).toBe(2);
    expect(stockFor(held, 'L40S', 'b')).toBe(3);
    expect(stockFor(held, 'L40S', 'c')).toBe(1);
    expect(stockFor(held, 'A100', 'c')).toBe(0);
    expect(held.stockChangedAt).toBe(2);
  });

  it('is freed when a cluster holds nothing any more', () => {
    const held = withHeld(EMPTY, 'a', { L40S: 3 }, 1);
    const freed = withHeld(held, 'a', {}, 2);
    expect(stockFor(freed, 'L40S', 'b')).toBe(4);
    expect(JSON.stringify(freed)).not.toContain('"a"');
  });

  it('stays the same object when nothing changes', () => {
    const held = withHeld(EMPTY, 'a', { L40S: 3 }, 1);
    expect(withHeld(held, 'a', { L40S: 3 }, 2)).toBe(held);
    expect(withHeld(EMPTY, 'a', {}, 2)).toBe(EMPTY);
  });

  it('can be set below what is held, and takes nothing away', () => {
    const held = withStock(withHeld(EMPTY, 'a', { L40S: 3 }, 1), 'L40S', 1, 5);
    expect(stockFor(held, 'L40S', 'b')).toBe(-2);
    expect(held).toMatchObject({ stock: { L40S: 1 }, stockChangedAt: 5 });
  });
});
