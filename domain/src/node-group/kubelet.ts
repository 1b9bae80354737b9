// What the kubelet keeps of a node from pods: reservations, and the memory below which pods are evicted.
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { errorWith, type Finding } from '../finding.ts';
import { at } from '../values/pointer.ts';
import { checkPositiveQuantity, type Nano, parseQuantity } from '../values/quantity.ts';
import {
  checkObject,
  checkString,
  isAbsent,
  isObject,
  type JsonObject,
  show,
  showBare,
} from '../values/read.ts';
import { isUnknown } from '../values/unknown.ts';
import { type NodeSize, nodeSize } from './resources.ts';

/** What pods cannot use of a node, in nano units. */
export interface KeptOfNode {
  readonly cpu: Nano;
  readonly memory: Nano;
}

const RESERVATIONS = [
  'systemReservedCpu',
  'systemReservedMemory',
  'kubeReservedCpu',
  'kubeReservedMemory',
] as const;
const EVICTIONS = { evictionHardMemory: '7%', evictionSoftMemory: '10%' } as const;

const MI = 1024n ** 2n * 1_000_000_000n;
const MILLI = 1_000_000n;

/** Checks the kubelet of a group, and that pods have something left of its nodes. */
export function checkKubelet(
  group: JsonObject,
  catalogue: KnownCatalogue | undefined,
  pointer = '',
): readonly Finding[] {
  const place = at(pointer, 'kubelet');
  return checkObject(group['kubelet'], place, 'kubelet', (kubelet) => {
    const found = [
      ...RESERVATIONS.flatMap((key) => checkPositiveQuantity(kubelet[key], at(place, key), `kubelet.${key}`)),
      ...Object.keys(EVICTIONS).flatMap((key) => checkThreshold(kubelet, key, place)),
    ];
    return found.length > 0
      ? found
      : [...checkOrder(kubelet, place), ...checkRest(kubelet, nodeSize(group, catalogue), place)];
  });
}

function checkThreshold(kubelet: JsonObject, key: string, place: string): readonly Finding[] {
  return checkString(kubelet[key], at(place, key), `kubelet.${key}`, (text) => {
    if (thresholdOf(text) !== undefined) return [];
    const detail = `kubelet.${key} is ${show(text)}; write a share of the memory above 0% and below 100%, such as 7%, or an amount, such as 500Mi.`;
    const params = { expects: 'memoryThreshold', value: showBare(text) } as const;
    return [errorWith(params, at(place, key), 'invalid_value', detail)];
  });
}

/** A share in millionths, or an amount. */
type Threshold =
  | { readonly kind: 'share'; readonly value: bigint }
  | { readonly kind: 'amount'; readonly value: Nano };

function thresholdOf(text: string): Threshold | undefined {
  const [, share] = /^([0-9]{1,2}(?:[.][0-9]{1,3})?)%$/.exec(text) ?? [];
  const value =
    share === undefined ? parseQuantity(text) : BigInt(Math.round(Number.parseFloat(share) * 10_000));
  if (value === undefined || value <= 0n) return undefined;
  return { kind: share === undefined ? 'amount' : 'share', value };
}

/** A threshold of the kubelet, which has a default; undefined when it is not known yet. */
function thresholdIn(kubelet: JsonObject, key: keyof typeof EVICTIONS): Threshold | undefined {
  return isUnknown(kubelet[key]) ? undefined : thresholdOf(textOf(kubelet, key));
}

/** The chart compares both as they are written, so that they have to be of one kind. */
function checkOrder(kubelet: JsonObject, place: string): readonly Finding[] {
  const [hard, soft] = [
    thresholdIn(kubelet, 'evictionHardMemory'),
    thresholdIn(kubelet, 'evictionSoftMemory'),
  ];
  if (hard === undefined || soft === undefined) return [];
  const written = (['evictionHardMemory', 'evictionSoftMemory'] as const).map(
    (key) => `${key} ${textOf(kubelet, key)}${isAbsent(kubelet[key]) ? ' (the default)' : ''}`,
  );
  const values = {
    hard: textOf(kubelet, 'evictionHardMemory'),
    soft: textOf(kubelet, 'evictionSoftMemory'),
  };
  const pointer = at(
    place,
    isAbsent(kubelet['evictionSoftMemory']) ? 'evictionHardMemory' : 'evictionSoftMemory',
  );
  if (hard.kind !== soft.kind) {
    const detail = `kubelet has ${written.join(' and ')}; write both as shares or both as amounts.`;
    return [errorWith({ expects: 'thresholdsOfOneKind', ...values }, pointer, 'invalid_value', detail)];
  }
  if (hard.value < soft.value) return [];
  const detail = `kubelet has ${written.join(' and ')}; the soft threshold has to be the greater one.`;
  return [errorWith({ rule: 'softAboveHard', ...values }, pointer, 'out_of_range', detail)];
}

function textOf(kubelet: JsonObject, key: keyof typeof EVICTIONS): string {
  return isAbsent(kubelet[key]) ? EVICTIONS[key] : String(kubelet[key]);
}

/** @param size undefined when it is not known: then nothing is said */
function checkRest(kubelet: JsonObject, size: NodeSize | undefined, place: string): readonly Finding[] {
  if (size === undefined || Object.values(kubelet).some((each) => isUnknown(each))) return [];
  const kept = keptOfNode(size, kubelet);
  return (['cpu', 'memory'] as const)
    .filter((what) => kept[what] >= size[what])
    .map((what) => {
      const detail = `kubelet keeps all ${what} of a node, so that no pod could run; reserve less, or choose a larger size.`;
      return errorWith({ rule: 'somethingLeft', kept: what }, place, 'out_of_range', detail);
    });
}

/**
 * What is kept from pods on a node of that size.
 * @param kubelet valid; what is absent has the default of the platform: twice 5 %, within bounds, and 7 % for the eviction
 */
export function keptOfNode({ cpu, memory }: NodeSize, kubelet: unknown): KeptOfNode {
  const said = isObject(kubelet) ? kubelet : {};
  const or = (key: (typeof RESERVATIONS)[number], standard: Nano): Nano =>
    parseQuantity(said[key]) ?? standard;
  const cpuEach = within(cpu / 20n, 50n * MILLI, 500n * MILLI);
  const memoryEach = within(memory / 20n, 256n * MI, 1024n * MI);
  const hard = thresholdIn(said, 'evictionHardMemory');
  const eviction = hard?.kind === 'share' ? (memory * hard.value) / 1_000_000n : (hard?.value ?? 0n);
  return {
    cpu: or('systemReservedCpu', cpuEach) + or('kubeReservedCpu', cpuEach),
    memory: or('systemReservedMemory', memoryEach) + or('kubeReservedMemory', memoryEach) + eviction,
  };
}

function within(value: Nano, least: Nano, most: Nano): Nano {
  if (value < least) return least;
  return value > most ? most : value;
}
