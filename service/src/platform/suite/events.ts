// What a platform tells by itself, where it tells anything.
import { expect, it } from 'vitest';
import type { PlatformEvent } from '../found.ts';
import type { ClusterRef } from '../platform.ts';
import { isInPlace, type OpenPlatform, useBench } from './harness.ts';

export function describeEvents(open: OpenPlatform): void {
  const bench = useBench(open);
  const SILENT = 'the platform tells no events of its own';

  function read(ref: ClusterRef, after: string | undefined) {
    return bench().platform.events!(ref, after);
  }

  it('are told once each, from a cursor on, oldest first', async ({ skip }) => {
    if (bench().platform.events === undefined) return skip(SILENT);
    const { platform, wish, group, until } = bench();
    const desired = wish({ nodeGroups: [group('web')] });
    await platform.apply(desired);
    const first = await read(desired, undefined);
    await until(desired, isInPlace(desired));
    const rest = await read(desired, first.cursor);
    const all = await read(desired, undefined);
    const ids = (events: readonly PlatformEvent[]) => events.map(({ id }) => id);
    expect(rest.events.length).toBeGreaterThan(0);
    expect([...ids(first.events), ...ids(rest.events)]).toEqual(ids(all.events));
    expect(new Set(ids(all.events)).size).toBe(all.events.length);
    const times = all.events.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect((await read(desired, all.cursor)).events).toEqual([]);
  });

  it('say what happened, in a sentence and in a word', async ({ skip }) => {
    if (bench().platform.events === undefined) return skip(SILENT);
    const { platform, wish, group, until } = bench();
    const desired = wish({ nodeGroups: [group('web')] });
    await platform.apply(desired);
    await until(desired, isInPlace(desired));
    for (const { type, reason, message, about } of (await read(desired, undefined)).events) {
      expect(type).toMatch(/^(?:Normal|Warning)$/);
      expect(reason).toMatch(/^[A-Z][A-Za-z]+$/);
      expect(message).not.toBe('');
      expect(about).not.toBe('');
    }
  });

  it('of a cluster that is not there are none', async ({ skip }) => {
    if (bench().platform.events === undefined) return skip(SILENT);
    expect((await read(bench().wish(), undefined)).events).toEqual([]);
  });
}
