// Since when things are as they are: noted after each moment, so that no part has to think of it.
import type { Moment } from './moment.ts';
import { phaseOf } from './volumes.ts';

/** Notes what has changed in this moment. */
export function noteTimes({ world, at }: Moment): void {
  for (const { nodes } of world.groups) {
    for (const node of nodes) {
      if (node.since?.phase !== node.phase) node.since = { phase: node.phase, at };
    }
  }
  for (const volume of world.volumes) {
    const phase = phaseOf(volume);
    if (volume.since?.phase !== phase) volume.since = { phase, at };
  }
  for (const addon of world.addons) addon.createdAt ??= at;
}
