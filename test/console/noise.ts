// Much that happens in a short time.
import { createClient } from '@hikube/sdk';
import { expect } from 'vitest';
import type { Setting } from './setting.ts';

const TURNS = 80;

/**
 * Changes the bounds of a node group again and again, as fast as it is taken over a socket, which is tens of times a
 * second. Each change is an operation, and its end is an event.
 */
export async function makeNoise(
  { origin, emulator }: Setting,
  cluster: string,
  nodeGroup: string,
): Promise<void> {
  const hikube = createClient({ endpoint: `${origin}/v1`, token: emulator.token });
  const eventsOf = async () => {
    const { items } = await hikube.events.list(cluster, { limit: 100 });
    return items.map(({ id }) => id);
  };
  const before = new Set(await eventsOf());
  for (let turn = 0; turn < TURNS; turn += 1)
    await hikube.nodeGroups.update(cluster, nodeGroup, { maxReplicas: 10 + (turn % 2) }).accepted;
  const later = async () => (await eventsOf()).filter((id) => !before.has(id)).length;
  await expect.poll(later).toBeGreaterThanOrEqual(TURNS);
}
