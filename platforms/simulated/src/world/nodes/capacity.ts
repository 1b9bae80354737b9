// How many equal pods fit on one node of a group.
import { keptOfNode, parseQuantity } from '@hikube/domain';
import type { Demand } from '../../simulation.ts';
import type { Template } from '../world.ts';

// The kubelet's default.
const PODS_MAX = 110;

// Of the nano units in which quantities are counted.
export const MILLI = 1_000_000n;
export const UNIT = 1_000_000_000n;

/** What pods can use of a node: the machine without what the system and the kubelet keep. */
export interface Allocatable {
  readonly cpuMilli: number;
  readonly memoryBytes: number;
  readonly gpus: number;
}

/** What the kubelet of the group leaves, as it says or as the platform does it. */
export function allocatableOf({ cpu, memory, kubelet, gpus }: Template): Allocatable {
  const size = { cpu: parseQuantity(cpu) ?? 0n, memory: parseQuantity(memory) ?? 0n };
  const kept = keptOfNode(size, kubelet);
  return {
    cpuMilli: Math.max(0, Number((size.cpu - kept.cpu) / MILLI)),
    memoryBytes: Math.max(0, Number((size.memory - kept.memory) / UNIT)),
    gpus: gpus.length,
  };
}

/** Pods of the demand that fit on one node; 0 when not even one does. */
export function podsPerNode(demand: Demand, node: Allocatable): number {
  return Math.min(
    PODS_MAX,
    fitting(node.cpuMilli, milli(demand.cpu)),
    fitting(node.memoryBytes, demand.memory === undefined ? 0 : bytes(demand.memory)),
    fitting(node.gpus, demand.gpus ?? 0),
  );
}

function fitting(available: number, requested: number): number {
  return requested <= 0 ? PODS_MAX : Math.floor(available / requested);
}

function milli(quantity: string): number {
  return Number((parseQuantity(quantity) ?? 0n) / MILLI);
}

function bytes(quantity: string): number {
  return Number((parseQuantity(quantity) ?? 0n) / UNIT);
}
