// How many equal pods fit on one node of a group.
import { parseQuantity } from '@hikube/domain';
import type { Demand } from '../../simulation.ts';
import type { Template } from '../world.ts';

// The kubelet's default.
const PODS_MAX = 110;

const MILLI = 1_000_000n;
const UNIT = 1_000_000_000n;
const MI = 1024 * 1024;

/** What pods can use of a node: the machine without what the system and the kubelet keep. */
export interface Allocatable {
  readonly cpuMilli: number;
  readonly memoryBytes: number;
  readonly gpus: number;
}

/**
 * The platform reserves 5 % for the system and as much for the kubelet, within bounds, and evicts pods when less
 * than 7 % of the memory is free.
 */
export function allocatableOf(template: Template): Allocatable {
  const cpu = milli(template.cpu);
  const memory = bytes(template.memory);
  return {
    cpuMilli: Math.max(0, cpu - 2 * within(cpu * 0.05, 50, 500)),
    memoryBytes: Math.max(0, memory - 2 * within(memory * 0.05, 256 * MI, 1024 * MI) - memory * 0.07),
    gpus: template.gpus.length,
  };
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
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
