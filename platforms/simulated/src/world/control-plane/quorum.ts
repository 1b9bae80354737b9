// Whether the state store has a majority, and with it whether the API server can answer.
import type { World } from '../world.ts';

/** A majority of the voting etcd members is up. Learners do not vote, members that leave vote no more. */
export function hasQuorum(world: World): boolean {
  let voters = 0;
  let ready = 0;
  for (const member of world.etcd) {
    if (member.learner || member.phase === 'Stopping') continue;
    voters += 1;
    if (member.phase === 'Ready') ready += 1;
  }
  return ready * 2 > voters;
}

/** An API server runs and can write. Without a majority of etcd it can neither read nor write reliably. */
export function isApiReady(world: World): boolean {
  return world.apiServers.some((server) => server.phase === 'Ready') && hasQuorum(world);
}
