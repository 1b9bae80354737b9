import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../clock.ts';
import { kinds } from '../../model/keys.ts';
import { override } from '../../model/testing/records.ts';
import { createMemoryStore } from '../../store/memory/memory-store.ts';
import type { Store } from '../../store/store.ts';
import { createRecordWatch } from './record-watch.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function write(store: Store, id: string, tenant = 'demo', kind: string = kinds.operation) {
  return store.commit({ writes: [{ key: { tenant, kind, id }, body: {}, expect: 'any' }] });
}

function listening(store: Store) {
  const watch = createRecordWatch(store);
  const heard: string[] = [];
  const listen = (tenant: string, id: string) =>
    watch.subscribe({ tenant, kind: kinds.operation, id }, () => heard.push(`${tenant}/${id}`));
  return { watch, heard, listen };
}

describe('a record watch', () => {
  test('calls for the record that changed, and for no other', async () => {
    const store = createMemoryStore({ clock: createVirtualClock(0) });
    const { heard, listen } = listening(store);
    listen('demo', 'a');
    listen('demo', 'b');
    listen('other', 'a');
    // The first hint after a pause says nothing of what came before it, so that everybody looks once.
    await write(store, 'x');
    await turn();
    heard.length = 0;
    await write(store, 'a');
    await turn();
    expect(heard).toEqual(['demo/a']);
    await write(store, 'a', 'demo', 'cluster');
    await turn();
    expect(heard).toEqual(['demo/a']);
  });

  test('misses nothing of many changes at once', async () => {
    const store = createMemoryStore({ clock: createVirtualClock(0) });
    const { heard, listen } = listening(store);
    listen('demo', 'last');
    await write(store, 'x');
    await turn();
    heard.length = 0;
    for (let index = 0; index < 1200; index += 1) await write(store, `op-${index}`);
    await write(store, 'last');
    await turn();
    await turn();
    expect(heard).toEqual(['demo/last']);
  });

  test('stops watching when nobody listens, and begins again', async () => {
    let watches = 0;
    const inner = createMemoryStore({ clock: createVirtualClock(0) });
    const store: Store = override(inner, {
      watch: (listener: (sequence: number) => void) => {
        watches += 1;
        const stop = inner.watch(listener);
        return () => {
          watches -= 1;
          stop();
        };
      },
    });
    const { heard, listen } = listening(store);
    const stopFirst = listen('demo', 'a');
    const stopSecond = listen('demo', 'a');
    expect(watches).toBe(1);
    stopFirst();
    expect(watches).toBe(1);
    stopSecond();
    stopSecond();
    expect(watches).toBe(0);
    listen('demo', 'a');
    await write(store, 'a');
    await turn();
    expect(heard).toEqual(['demo/a']);
  });

  test('calls everybody when changes are gone or cannot be read', async () => {
    const inner = createMemoryStore({ clock: createVirtualClock(0) });
    let failing = false;
    const store: Store = override(inner, {
      changes: (after: number, limit: number) =>
        failing ? Promise.reject(new Error('away')) : inner.changes(after, limit),
    });
    const { heard, listen } = listening(store);
    listen('demo', 'a');
    await write(store, 'x');
    await turn();
    heard.length = 0;
    failing = true;
    await write(store, 'y');
    await turn();
    expect(heard).toEqual(['demo/a']);
  });
});
