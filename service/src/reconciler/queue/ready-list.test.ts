import { describe, expect, it } from 'vitest';
import { ReadyList } from './ready-list.ts';

function drain(list: ReadyList): string[] {
  const taken: string[] = [];
  for (let next = list.take(); next !== undefined; next = list.take()) taken.push(next.key);
  return taken;
}

describe('ReadyList', () => {
  it('gives tenants turns, and keeps the order within each', () => {
    const list = new ReadyList();
    for (const key of ['a1', 'a2', 'a3', 'a4']) list.add('a', key);
    list.add('b', 'b1');
    list.add('c', 'c1');
    list.add('b', 'b2');
    expect(drain(list)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
  });

  it('lets a tenant that comes later in at its next turn', () => {
    const list = new ReadyList();
    for (let index = 0; index < 1000; index += 1) list.add('noisy', `n${index}`);
    list.take();
    list.add('quiet', 'q');
    expect([list.take()?.key, list.take()?.key]).toEqual(['n1', 'q']);
  });

  it('holds a key once', () => {
    const list = new ReadyList();
    expect(list.add('a', 'a1')).toBe(true);
    expect(list.add('a', 'a1')).toBe(false);
    expect(list.size).toBe(1);
    expect(drain(list)).toEqual(['a1']);
    expect(list.add('a', 'a1')).toBe(true);
  });
});
