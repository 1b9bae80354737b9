// How large machines are: what a group says, or what its instance type stands for.

import { parseQuantity } from '@hikube/domain';
import cozystack from '@hikube/openapi/catalogue/cozystack-1.6.2.json' with { type: 'json' };
import hikube from '@hikube/openapi/catalogue/hikube-1.1.2.json' with { type: 'json' };
import type { Group } from './refusals.ts';

const TYPES = new Map(
  [...hikube.instanceTypes, ...cozystack.instanceTypes].map(({ name, vcpus, memory }) => [
    name,
    { cpu: String(vcpus), memory },
  ]),
);

/** What the kubelet of a machine finds: all of its CPUs, and its memory without what the kernel keeps. */
export function sizeOf({ resources = {}, instanceType }: Group): {
  readonly cpu: string;
  readonly memory: string;
} {
  const type = TYPES.get(instanceType || 'u1.medium') ?? { cpu: '1', memory: '4Gi' };
  const { cpu = type.cpu, memory = type.memory } = resources;
  const kibibytes = (parseQuantity(memory) ?? 0n) / (1024n * 1_000_000_000n);
  return { cpu: String(cpu), memory: `${(kibibytes * 97n) / 100n}Ki` };
}
