// The words of the simulated world, in English.
import type { FaultKind, WrongField } from '../world/faults.ts';
import { englishPlural as plural } from './plural.ts';

/** Of its page. */
export const englishWorld = {
  worldMeans: 'Only on a simulated platform, and for the clusters of every tenant.',
  theWorld: 'how the world is',
  takenDown: 'taken down',
  siteMeans:
    'A site that is taken down is cut off at once, for the clusters of every tenant, until somebody brings it back.',
  takeDownAsk: (site: string) => `Take ${site} down …`,
  takeDownTitle: (site: string) => `Take ${site} down?`,
  takeDownMeans: (site: string) =>
    `Nothing that runs in ${site} can be reached then: API servers, etcd members, nodes and copies of volumes, of the clusters of every tenant. Nodes and API servers that stay away for long are made anew at another site.`,
  takeDown: (site: string) => `Take ${site} down`,
  leaveUp: 'Leave it up',
  bringBack: (site: string) => `Bring ${site} back`,
  siteIs: (site: string, isUp: boolean): string =>
    isUp ? `${site} answers again.` : `${site} cannot be reached.`,
  demand: 'Demand',
  setDemand: 'Set the demand',
  nodesWanted: 'Nodes that pods want',
  demandIs: (group: string, nodes: number) => `The pods of ${group} want ${plural(nodes, 'node', 'nodes')}.`,
  noGroupYet: 'There is no node group yet.',
  sayHowMany: 'Say how many first.',
  wholeNumber: 'It takes a whole number.',
  soAlready: 'It is so already.',
  stock: 'Cards',
  setStock: 'Set the stock',
  stockIs: (card: string, count: number) => `There are ${count} of ${card}.`,
  cardsExisting: 'How many exist',
  noCardHere: 'This platform has no cards.',
  makeVolume: 'Make a volume',
  volumeMade: (name: string) => `The volume ${name} is there.`,
  newPatch: 'New patch',
  patch: 'Patch',
  releaseIt: 'Release it',
  released: (version: string) => `${version} is released.`,
  clock: 'Clock',
  itIsThere: (moment: string) => `For the clusters it is ${moment}.`,
  clockMeans: 'Time passes forwards alone, and everything that happens in it happens at once.',
  clockStays: (speed: number) =>
    speed === 1
      ? 'It is the clock of the machine, which nobody moves on. The emulator has one of its own.'
      : `It is the clock of the machine, which nobody moves on; clusters live ${speed} times as fast. The emulator has one of its own.`,
  howLong: 'How much',
  lasts: (minutes: number) =>
    minutes < 60
      ? plural(minutes, 'minute', 'minutes')
      : minutes < 1440
        ? plural(minutes / 60, 'hour', 'hours')
        : plural(minutes / 1440, 'day', 'days'),
  letPass: 'Let time pass',
  faults: 'Faults',
  faultsMean:
    'What goes wrong on purpose until somebody takes it away; “every cluster” is those of every tenant. What is struck goes on as it would on a real platform: some of it is tried again by itself, a control plane by the next change of its cluster.',
  noFault: 'Nothing goes wrong on purpose.',
  faultKind: 'What goes wrong',
  faultKinds: {
    ControlPlaneFails: 'API servers do not become ready',
    NodeNeverJoins: 'Nodes boot and never join',
    NodeSlow: 'Nodes are slow to boot',
    DrainStuck: 'Nodes cannot be drained',
    AddonFails: 'Add-ons fail to install',
  } as Readonly<Record<FaultKind, string>>,
  faultPlace: 'Where',
  everyCluster: 'every cluster',
  everyAddon: 'every add-on',
  minutesLonger: 'Minutes longer',
  minutesMean: 'In the time of the clusters.',
  faultWrong: {
    minutes: 'Minutes longer take a whole number from 1 to 1440.',
    message: 'What the platform says has at most 300 characters.',
    times: 'How often takes a whole number from 1, or nothing.',
  } as Readonly<Record<WrongField, string>>,
  longer: (minutes: number) => `${plural(minutes, 'minute', 'minutes')} longer`,
  platformSays: 'What the platform says',
  sayMeans: 'Empty is its usual sentence.',
  faultTimes: 'How often',
  timesMean: 'In each place. Empty is without end.',
  timesMost: (times: number) => `${plural(times, 'time', 'times')} at most`,
  plantFault: 'Let it go wrong',
  faultPlanted: (what: string) => `${what}, from now on.`,
  takeAway: 'Take it away',
  faultGone: (what: string) => `No longer: ${what}.`,
};
